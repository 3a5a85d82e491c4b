/** Which resource a declaration is: its type, its names and where it lies. */
import type { ResourceDeclaration } from '../template/model.js';
import type { Deployment } from './deployment.js';
import type { Environment } from './environment.js';
import { evaluate } from './evaluate.js';
import { simplestChoice } from './identity-cases.js';
import { segmentsOfText } from './identity.js';
import type { ResourceInstance } from './instances.js';
import { modulePlace, subscriptionOfPlace } from './places.js';
import { isAbsent, literal, textOf } from './value.js';
import type { IdentityScope, Origin, ResourceIdentity, Value } from './value.js';

/** `Microsoft.KeyVault/vaults/providers/roleAssignments` in the old form is a role assignment on a vault. */
export function effectiveType(type: string): string {
  return mayBeOldExtension(type) ? (splitExtension(type, [])?.type ?? type) : type;
}

/** How many segments a type has after its namespace. */
function segmentsOf(type: string): number {
  let count = 0;
  for (let at = type.indexOf('/'); at >= 0; at = type.indexOf('/', at + 1)) count++;
  return count;
}

/** Spares the splitting of all other types. */
function mayBeOldExtension(type: string): boolean {
  return /\/providers(?:\/|$)/i.test(type);
}

export function identify(
  deployment: Deployment,
  declaration: ResourceDeclaration,
  environment: Environment,
  parent: ResourceInstance | undefined,
  origin: Origin,
): { identity: ResourceIdentity; ownName: Value } {
  const ownName = evaluate(declaration.name(), environment);
  const segments = segmentsOf(declaration.type);
  const parentExpression = declaration.parent?.expression;
  let parentIdentity = parent?.identity;
  if (parentIdentity === undefined && parentExpression !== undefined) {
    const value = evaluate(parentExpression, environment);
    if (value.kind === 'reference' && value.path.length === 0) parentIdentity = value.identity;
  }
  if (parentIdentity !== undefined) {
    // The compiler joins the names by `format`, which writes nothing for null.
    const written = isAbsent(ownName) ? literal('', ownName.origin) : ownName;
    const names = [...parentIdentity.names, ...splitName(written, segments - parentIdentity.names.length)];
    return { ownName, identity: { scope: parentIdentity.scope, type: declaration.type, names } };
  }
  const own = declaration.scope ?? declaration.subscriptionId ?? declaration.resourceGroup;
  const scope = own === undefined ? deployment.place : resourceScope(declaration, environment, origin);
  const names = splitName(ownName, segments);
  const extension = mayBeOldExtension(declaration.type)
    ? splitExtension(declaration.type, splitAll(ownName))
    : undefined;
  if (extension !== undefined && extension.names.length > 0) {
    const target: ResourceIdentity = { scope, type: extension.targetType, names: extension.targetNames };
    return {
      ownName,
      identity: { scope: { kind: 'resource', identity: target }, type: extension.type, names: extension.names },
    };
  }
  return { ownName, identity: { scope: scopeOfType(declaration.type, scope, origin), type: declaration.type, names } };
}

function resourceScope(declaration: ResourceDeclaration, environment: Environment, origin: Origin): IdentityScope {
  const place = modulePlace(declaration, environment, origin);
  if (place !== undefined) return place;
  const expression = declaration.scope?.();
  return expression === undefined
    ? environment.deployment.place
    : { kind: 'id', id: evaluate(expression, environment) };
}

/** Resource groups lie in a subscription, wherever the template that makes them goes. */
function scopeOfType(type: string, scope: IdentityScope, origin: Origin): IdentityScope {
  switch (type.toLowerCase()) {
    case 'microsoft.resources/resourcegroups':
      return { kind: 'subscription', subscription: subscriptionOfPlace(scope, origin) };
    case 'microsoft.management/managementgroups':
      return { kind: 'tenant' };
    default:
      return scope;
  }
}

function splitAll(name: Value): readonly Value[] {
  const text = textOf(name);
  if (text !== undefined) return text.split('/').map((part) => literal(part, name.origin));
  if (name.kind === 'unknown' && name.term.kind === 'text') {
    return segmentsOfText(name.term.parts).map((part) =>
      typeof part === 'string' ? literal(part, name.origin) : part,
    );
  }
  if (name.kind === 'choice') {
    // Of a name that is one of several, each segment is; most often the same ones in all cases.
    const split = name.cases.map(({ value, when }) => ({ parts: splitAll(value), when }));
    const count = split[0]?.parts.length ?? 0;
    if (split.some(({ parts }) => parts.length !== count)) return [name];
    const segments = Array.from({ length: count }, (_, index) =>
      simplestChoice(
        split.flatMap(({ parts, when }) => parts.slice(index, index + 1).map((value) => ({ value, when }))),
        name.origin,
      ),
    );
    return segments.every((segment) => segment !== undefined) ? segments : [name];
  }
  return [name];
}

/** The name's segments; where they cannot be told apart, the whole name stands last. */
function splitName(name: Value, count: number): readonly Value[] {
  if (count <= 1) return [name];
  const parts = splitAll(name);
  if (parts.length === count) return parts;
  const missing = Array.from({ length: count - 1 }, (): Value => ({
    kind: 'unknown',
    because: { kind: 'error', message: 'a name whose parts are not known' },
    term: { kind: 'call', name: 'parentOf', args: [name] },
    origin: name.origin,
  }));
  return [...missing, name];
}

function splitExtension(
  type: string,
  names: readonly Value[],
): { type: string; names: readonly Value[]; targetType: string; targetNames: readonly Value[] } | undefined {
  const segments = type.split('/');
  const at = segments.findIndex((segment, index) => index > 1 && segment.toLowerCase() === 'providers');
  if (at < 0) return undefined;
  const count = at - 1;
  const namespace = names[count] && textOf(names[count]);
  const own = segments.slice(at + 1);
  return {
    type: [namespace ?? 'Microsoft.Authorization', ...own].join('/'),
    names: names.slice(count + 1),
    targetType: segments.slice(0, at).join('/'),
    targetNames: names.slice(0, count),
  };
}
