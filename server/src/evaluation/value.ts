/**
 * What is known about a value before deployment. Everything that is not `unknown` is what Azure will use.
 *
 * A Value knows where it was written (`origin`), so that a finding can mark the literal in a variable or a default and
 * name the way it took. Unknown values keep the expression they are (`term`): two unknowns of the same canonical text
 * are the same value.
 */
import type { Span, TypeShape } from '../template/model.js';
import type { ModuleInstance, ResourceInstance } from './instances.js';

/** A place in a file, and the places the value passed through on its way (outermost last). */
export interface Origin extends Span {
  readonly file: string;
  readonly trail?: readonly Origin[];
}

export type Value =
  LiteralValue | ObjectValue | ArrayValue | ChoiceValue | ResourceIdValue | ReferenceValue | UnknownValue | AbsentValue;

export interface LiteralValue {
  readonly kind: 'literal';
  readonly value: string | number | boolean | null;
  readonly origin: Origin;
}

/** `open`: there may be more entries than these (a spread or a computed key that is not known). */
export interface ObjectValue {
  readonly kind: 'object';
  /** Key: the name in lower case. */
  readonly entries: ReadonlyMap<string, Entry>;
  readonly open: boolean;
  /** Entries whose names are values that are not known as text, `{ '${identity.id}': {} }`; the object is open then. */
  readonly computed?: readonly ComputedEntry[];
  /** The expression that an object is of which not all is known; without one its entries say all that there is. */
  readonly term?: Term;
  readonly origin: Origin;
}

/** `value` may be a getter that evaluates on first use. */
export interface ComputedEntry {
  readonly name: Value;
  readonly value: Value;
}

/** `value` may be a getter that evaluates on first use. */
export interface Entry {
  readonly name: string;
  /** Where the name stands; of a computed object, where it was computed. */
  readonly nameOrigin: Origin;
  readonly value: Value;
}

/** `open`: there may be more items than these, anywhere. */
export interface ArrayValue {
  readonly kind: 'array';
  readonly items: readonly Value[];
  readonly open: boolean;
  /** The expression that an open array is. */
  readonly term?: Term;
  readonly origin: Origin;
}

/** One of several: an `if` whose condition is open, a parameter with allowed values and no value. Never nested. */
export interface ChoiceValue {
  readonly kind: 'choice';
  readonly cases: readonly Case[];
  readonly origin: Origin;
}

export interface Case<T = Value> {
  readonly value: T;
  readonly when: readonly Condition[];
}

/** One thing that must hold for a case: an expression (by its canonical text) has this value. */
export interface Condition {
  readonly key: string;
  readonly value: string | number | boolean | null;
  /** How many values the key can have, so that cases that cover them all can be joined. */
  readonly outOf: number;
}

/** The id of a resource of which parts may be unknown: `resourceId(...)`, Bicep `des.id`. */
export interface ResourceIdValue {
  readonly kind: 'resourceId';
  readonly identity: ResourceIdentity;
  readonly origin: Origin;
}

export interface ResourceIdentity {
  readonly scope: IdentityScope;
  /** Full type, `Microsoft.KeyVault/vaults/keys`. */
  readonly type: string;
  /** A name for each segment of the type after the namespace. */
  readonly names: readonly Value[];
}

export type IdentityScope =
  | { readonly kind: 'resourceGroup'; readonly subscription: Value; readonly resourceGroup: Value }
  | { readonly kind: 'subscription'; readonly subscription: Value }
  | { readonly kind: 'managementGroup'; readonly name: Value }
  | { readonly kind: 'tenant' }
  /** Extension resource: of another resource, or of a scope whose id is only known as a value. */
  | { readonly kind: 'resource'; readonly identity: ResourceIdentity }
  | { readonly kind: 'id'; readonly id: Value };

/**
 * A property of a resource that is read at deployment: `reference(id).x`, Bicep `des.properties.x`. The path starts at
 * the resource (`properties`, `identity`, `location`); an empty path is the whole resource.
 */
export interface ReferenceValue {
  readonly kind: 'reference';
  readonly identity: ResourceIdentity;
  readonly path: readonly string[];
  /** The declared resource or module, where a symbolic name says which it is. */
  readonly of?: ResourceInstance | ModuleInstance;
  /** The API version that it is read with, where that is said. */
  readonly apiVersion?: string;
  /** What the template says of an object or array there, where Azure's engine reads that before the deployment. */
  readonly declared?: ObjectValue | ArrayValue;
  readonly origin: Origin;
}

export interface UnknownValue {
  readonly kind: 'unknown';
  readonly because: Reason;
  readonly term: Term;
  /** Declared type of the value, where there is one. */
  readonly shape?: TypeShape;
  readonly origin: Origin;
}

/** Why a value is not known. */
export type Reason =
  | { readonly kind: 'parameter'; readonly name: string }
  /** Only Azure can answer, `reference`, `listKeys`, `subscription()`. */
  | { readonly kind: 'runtime'; readonly name: string }
  | { readonly kind: 'function'; readonly name: string }
  /** The module's content is not at hand. */
  | { readonly kind: 'module'; readonly reference: string }
  /** Azure would refuse the expression. */
  | { readonly kind: 'error'; readonly message: string }
  | { readonly kind: 'limit'; readonly message: string };

/** The expression that an unknown value is, variables and modules resolved. */
export type Term =
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Value[] }
  /** `deployment`: path of modules of which it is a parameter; empty for the template itself. */
  | { readonly kind: 'parameter'; readonly name: string; readonly deployment: string }
  | { readonly kind: 'member'; readonly target: Value; readonly name: string }
  | { readonly kind: 'index'; readonly target: Value; readonly index: Value }
  /** Text of which only parts are known: `format`, `concat`, interpolation, flattened. */
  | { readonly kind: 'text'; readonly parts: readonly (string | Value)[] }
  | { readonly kind: 'opaque'; readonly text: string };

/** A property that is not there. Azure uses its default. */
export interface AbsentValue {
  readonly kind: 'absent';
  /** The innermost object on the way that exists, and the names that are missing in it. */
  readonly holder: Origin;
  /** Where a finding about the absence is marked: the name of the property that holds that object. */
  readonly origin: Origin;
  readonly missing: readonly string[];
}

export function literal(value: string | number | boolean | null, origin: Origin): LiteralValue {
  return { kind: 'literal', value, origin };
}

/** Absent and null are the same to Azure: the property's default holds. */
export function isAbsent(value: Value): boolean {
  return value.kind === 'absent' || (value.kind === 'literal' && value.value === null);
}

/** The string, or undefined where it is none or not known. */
export function textOf(value: Value): string | undefined {
  return value.kind === 'literal' && typeof value.value === 'string' ? value.value : undefined;
}

/** Where the expression stands that has this value: what is known stays where it was written, and its trail ends there. */
export function usePlaceOf(value: Value): Origin {
  const { trail = [] } = value.origin;
  const isKnown = value.kind === 'literal' || value.kind === 'object' || value.kind === 'array';
  return (isKnown ? trail[trail.length - 1] : undefined) ?? value.origin;
}

/** Whether it is that constant. */
export function isLiteral(value: Value, wanted: string | number | boolean): boolean {
  return value.kind === 'literal' && value.value === wanted;
}

/** Whether it is a literal that equals `text` without regard to letter case. */
export function isText(value: Value, text: string): boolean {
  return textOf(value)?.toLowerCase() === text.toLowerCase();
}

/** Where a value began and where it is used are worth telling; of a long way between the middle is left out. */
const TRAIL_START = 4;
const TRAIL_END = 7;

function shortened(trail: readonly Origin[]): readonly Origin[] {
  if (trail.length <= TRAIL_START + TRAIL_END) return trail;
  return [...trail.slice(0, TRAIL_START), ...trail.slice(-TRAIL_END)];
}

/** The same value, having passed through another place. */
export function passedThrough<T extends Value>(value: T, place: Origin): T {
  const { origin } = value;
  if (origin.file === place.file && origin.start === place.start && origin.end === place.end) return value;
  const trail = origin.trail ?? [];
  const last = trail[trail.length - 1];
  if (last?.file === place.file && last.start === place.start) return value;
  return { ...value, origin: { ...origin, trail: [...shortened(trail), place] } };
}

/** An unknown value that is a call of a function on what is known of its arguments. */
export function unknownCall(name: string, args: readonly Value[], because: Reason, origin: Origin): UnknownValue {
  return { kind: 'unknown', because, term: { kind: 'call', name, args }, origin };
}
