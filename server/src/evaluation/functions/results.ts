/** The results that template functions have in common, and what is known about the type of a value. */
import type { Meter } from '../budget.js';
import { literal } from '../value.js';
import type { ArrayValue, Origin, Reason, UnknownValue, Value } from '../value.js';
import type { CallSite } from './registry.js';

/** JSON types as Azure tells them apart. */
export type JsonType = 'string' | 'number' | 'boolean' | 'null' | 'object' | 'array';

/** Functions that give text, for calls that cannot be computed. */
const TEXT_FUNCTIONS = new Set([
  'base64',
  'base64tostring',
  'datauri',
  'datauritostring',
  'datetimeadd',
  'datetimefromepoch',
  'format',
  'guid',
  'join',
  'newguid',
  'padleft',
  'replace',
  'string',
  'substring',
  'tolower',
  'toupper',
  'trim',
  'uniquestring',
  'uri',
  'uricomponent',
  'uricomponenttostring',
  'utcnow',
]);

const BOOLEAN_FUNCTIONS = new Set([
  'and',
  'bool',
  'contains',
  'empty',
  'endswith',
  'equals',
  'equalsignorecase',
  'greater',
  'greaterorequals',
  'less',
  'lessorequals',
  'not',
  'or',
  'startswith',
]);

const NUMBER_FUNCTIONS = new Set(['add', 'div', 'indexof', 'int', 'lastindexof', 'length', 'mod', 'mul', 'sub']);

/** Members of what the deployment's surroundings say, all of them text. */
const TEXT_MEMBERS = new Map<string, ReadonlySet<string>>([
  ['resourcegroup', new Set(['id', 'name', 'location', 'type'])],
  ['subscription', new Set(['id', 'subscriptionid', 'tenantid', 'displayname'])],
  ['tenant', new Set(['id', 'tenantid'])],
  ['deployment', new Set(['name'])],
]);

/** The type of a value, where it is certain. */
export function typeOf(value: Value): JsonType | undefined {
  switch (value.kind) {
    case 'literal':
      if (typeof value.value === 'string') return 'string';
      if (typeof value.value === 'number') return 'number';
      return typeof value.value === 'boolean' ? 'boolean' : 'null';
    case 'absent':
      return 'null';
    case 'object':
      return 'object';
    case 'array':
      return 'array';
    case 'resourceId':
      return 'string';
    case 'choice':
    case 'reference':
      return undefined;
    case 'unknown':
      return typeOfUnknown(value);
  }
}

function typeOfUnknown(value: UnknownValue): JsonType | undefined {
  const { term, shape } = value;
  if (shape !== undefined && !shape.nullable && shape.base !== 'any') {
    if (shape.base === 'int') return 'number';
    return shape.base === 'bool' ? 'boolean' : shape.base;
  }
  switch (term.kind) {
    case 'text':
      return 'string';
    case 'call': {
      const name = term.name.toLowerCase();
      if (TEXT_FUNCTIONS.has(name)) return 'string';
      if (BOOLEAN_FUNCTIONS.has(name)) return 'boolean';
      return NUMBER_FUNCTIONS.has(name) ? 'number' : undefined;
    }
    case 'member': {
      const { target } = term;
      if (target.kind !== 'unknown' || target.term.kind !== 'call') return undefined;
      const members = TEXT_MEMBERS.get(target.term.name.toLowerCase());
      return members?.has(term.name.toLowerCase()) === true ? 'string' : undefined;
    }
    case 'parameter':
    case 'index':
    case 'opaque':
      return undefined;
  }
}

/** Why a call of `name` cannot be computed: the reason of its first unknown argument. */
export function reasonOf(name: string, args: readonly Value[]): Reason {
  for (const arg of args) {
    if (arg.kind === 'unknown') return arg.because;
    if (arg.kind === 'reference') return { kind: 'runtime', name: 'reference' };
  }
  return { kind: 'function', name };
}

/** What a call may still look at; whatever walks through all of an argument counts. */
export function meterOf(site: CallSite): Meter {
  return site.environment.deployment.budget;
}

/** The call as an unknown value. */
export function residual(name: string, args: readonly Value[], site: CallSite): UnknownValue {
  return { kind: 'unknown', because: reasonOf(name, args), term: { kind: 'call', name, args }, origin: site.origin };
}

/** In place of a value that is larger than any template has; the file's status then says so. */
export function tooLarge(site: CallSite): UnknownValue {
  const { origin, environment } = site;
  const message = 'the values are too large';
  environment.deployment.budget.exceeded ??= message;
  const text = `unknown('${origin.file}:${String(origin.start)}')`;
  return { kind: 'unknown', because: { kind: 'limit', message }, term: { kind: 'opaque', text }, origin };
}

/** The call as a value that only Azure knows. */
export function runtime(name: string, args: readonly Value[], site: CallSite): UnknownValue {
  return {
    kind: 'unknown',
    because: { kind: 'runtime', name },
    term: { kind: 'call', name, args },
    origin: site.origin,
  };
}

/** `target.name` of an unknown value. */
export function memberOf(target: UnknownValue, name: string, origin: Origin): UnknownValue {
  return { kind: 'unknown', because: target.because, term: { kind: 'member', target, name }, origin };
}

/** The call as a value that Azure refuses to compute. */
export function refused(name: string, args: readonly Value[], message: string, site: CallSite): UnknownValue {
  return {
    kind: 'unknown',
    because: { kind: 'error', message },
    term: { kind: 'call', name, args },
    origin: site.origin,
  };
}

/** An array that is written where the function is called; its items keep their own origins. */
export function arrayOf(items: readonly Value[], site: CallSite, open = false): ArrayValue {
  return { kind: 'array', items, open, origin: site.origin };
}

/** A truth value, or undefined for one that is not decided. */
export function truth(value: boolean | undefined, site: CallSite): Value | undefined {
  return value === undefined ? undefined : literal(value, site.origin);
}

/** The truth value, where it is known. */
export function booleanOf(value: Value): boolean | undefined {
  return value.kind === 'literal' && typeof value.value === 'boolean' ? value.value : undefined;
}

/** The whole number, where it is known. */
export function integerOf(value: Value | undefined): number | undefined {
  return value?.kind === 'literal' && typeof value.value === 'number' && Number.isSafeInteger(value.value)
    ? value.value
    : undefined;
}
