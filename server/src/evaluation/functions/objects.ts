/** Functions that make objects, list them, and look into them. */
import { readMember } from '../access.js';
import { plainOf } from '../plain.js';
import { isAbsent, literal } from '../value.js';
import type { ComputedEntry, Entry, ObjectValue, Value } from '../value.js';
import { upperCase } from './letter-case.js';
import { structuralFunction } from './registry.js';
import type { CallSite, TemplateFunction } from './registry.js';
import { arrayOf, integerOf, memberOf, refused, runtime, typeOf } from './results.js';

/** An object that is written where the function is called. */
export function objectOf(members: readonly (readonly [string, Value])[], site: CallSite): ObjectValue {
  const entries = new Map<string, Entry>();
  for (const [name, value] of members) entries.set(name.toLowerCase(), { name, nameOrigin: site.origin, value });
  return { kind: 'object', entries, open: false, origin: site.origin };
}

function createObject(args: readonly Value[], site: CallSite): Value | undefined {
  if (args.length % 2 === 1) {
    return refused('createObject', args, "'createObject' takes an even number of arguments", site);
  }
  const entries = new Map<string, Entry>();
  const computed: ComputedEntry[] = [];
  for (let at = 0; at < args.length; at += 2) {
    const key = args[at];
    const value = args[at + 1];
    if (key === undefined || value === undefined) continue;
    const name = plainOf(key);
    if (name === undefined) {
      // The name may be that of any other member, whose value it then replaces.
      if (at + 2 < args.length || entries.size > 0) return args.length === 2 ? undefined : openObject(args, site);
      computed.push({ name: key, value });
      continue;
    }
    if (typeof name !== 'string') return refused('createObject', args, 'a name of an object is a string', site);
    const before = entries.get(name.toLowerCase());
    // Azure keeps both spellings, which no object here can.
    if (before !== undefined && before.name !== name) return undefined;
    entries.set(name.toLowerCase(), { name, nameOrigin: key.origin, value });
  }
  return computed.length === 0
    ? { kind: 'object', entries, open: false, origin: site.origin }
    : { kind: 'object', entries, open: true, computed, origin: site.origin };
}

/** Of a computed name nothing is known but that it is one: entries that follow it are certain, those before are not. */
function openObject(args: readonly Value[], site: CallSite): Value | undefined {
  const entries = new Map<string, Entry>();
  const computed: ComputedEntry[] = [];
  for (let at = 0; at < args.length; at += 2) {
    const key = args[at];
    const value = args[at + 1];
    if (key === undefined || value === undefined) continue;
    const name = plainOf(key);
    if (name === undefined) {
      entries.clear();
      computed.push({ name: key, value });
    } else if (typeof name !== 'string') return undefined;
    else entries.set(name.toLowerCase(), { name, nameOrigin: key.origin, value });
  }
  return { kind: 'object', entries, open: true, computed, origin: site.origin };
}

/** Entries in the order in which Azure lists them: by name in capitals, by code unit. */
function sortedEntries(object: ObjectValue): Entry[] {
  const keyed = [...object.entries.values()].map((entry) => ({ entry, key: upperCase(entry.name) }));
  keyed.sort((left, right) => (left.key < right.key ? -1 : left.key > right.key ? 1 : 0));
  return keyed.map(({ entry }) => entry);
}

function ofObject(name: string, call: (object: ObjectValue, site: CallSite) => Value | undefined): TemplateFunction {
  return structuralFunction(name, (args, site) => {
    const [value] = args;
    if (value === undefined || args.length !== 1) return refused(name, args, `'${name}' takes one argument`, site);
    if (value.kind === 'object') return value.open ? undefined : call(value, site);
    const type = typeOf(value);
    return type === undefined || type === 'object' ? undefined : refused(name, args, `'${name}' takes an object`, site);
  });
}

function items(object: ObjectValue, site: CallSite): Value {
  return arrayOf(
    sortedEntries(object).map((entry): Value => {
      const key = { name: 'key', nameOrigin: site.origin, value: literal(entry.name, entry.nameOrigin) };
      // The value is read when it is asked for: it may be a getter that evaluates.
      const value: Entry = {
        name: 'value',
        nameOrigin: site.origin,
        get value() {
          return entry.value;
        },
      };
      return {
        kind: 'object',
        entries: new Map([
          ['key', key],
          ['value', value],
        ]),
        open: false,
        origin: entry.nameOrigin,
      };
    }),
    site,
  );
}

/** Follows the path: null where the first step is missing, or where a value on the way is null; refused for the later ones. */
function tryGet(args: readonly Value[], site: CallSite): Value | undefined {
  const [target, ...path] = args;
  if (target === undefined || path.length === 0) return refused('tryGet', args, "'tryGet' takes two arguments", site);
  return follow('tryGet', args, target, path, site);
}

function follow(
  name: string,
  args: readonly Value[],
  target: Value,
  path: readonly Value[],
  site: CallSite,
): Value | undefined {
  let value = target;
  for (const [depth, step] of path.entries()) {
    if (isAbsent(value)) return literal(null, site.origin);
    const key = plainOf(step);
    if (key === undefined) return undefined;
    if (value.kind === 'unknown') {
      // Only the first step is safe from being refused; what the unknown holds is not known.
      return path.length === 1 && typeof key === 'string' ? memberOf(value, key, site.origin) : undefined;
    }
    let next: Value | undefined;
    if (value.kind === 'reference' && typeof key === 'string') {
      const { deployment } = site.environment;
      next = readMember(value, key, { safe: depth === 0, origin: site.origin, deployment });
    } else if (value.kind === 'object' && typeof key === 'string') {
      next = value.entries.get(key.toLowerCase())?.value;
      if (next === undefined && value.open) return undefined;
    } else if (value.kind === 'array' && typeof key === 'number') {
      if (value.open) return undefined;
      next = value.items[key];
    } else if (value.kind === 'choice' || value.kind === 'reference') return undefined;
    if (next !== undefined) value = next;
    else if (depth === 0) return literal(null, site.origin);
    else return refused(name, args, `there is no '${typeof key === 'string' ? key : JSON.stringify(key)}'`, site);
  }
  return value;
}

/** Counts from the end; what follows is read as `tryGet` does after its first step. */
function tryIndexFromEnd(args: readonly Value[], site: CallSite): Value | undefined {
  const [value, position, ...path] = args;
  const index = integerOf(position);
  if (value !== undefined && isAbsent(value)) return literal(null, site.origin);
  if (value?.kind !== 'array' || value.open || index === undefined || position === undefined) return undefined;
  const fromStart = literal(index < 1 ? -1 : value.items.length - index, position.origin);
  return follow('tryIndexFromEnd', args, value, [fromStart, ...path], site);
}

/** Functions of Bicep that only say a type. */
function identity(name: string): TemplateFunction {
  return structuralFunction(name, ([value], site) => value ?? runtime(name, [], site));
}

export const objectFunctions: readonly TemplateFunction[] = [
  structuralFunction('createObject', createObject),
  ofObject('items', items),
  ofObject('objectKeys', (object, site) =>
    arrayOf(
      sortedEntries(object).map((entry) => literal(entry.name, entry.nameOrigin)),
      site,
    ),
  ),
  structuralFunction('tryGet', tryGet),
  structuralFunction('tryIndexFromEnd', tryIndexFromEnd),
  identity('any'),
];
