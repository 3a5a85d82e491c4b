/** `union`, `shallowMerge` and `intersection`, of objects and arrays of which parts are unknown. */
import { casesOf, choiceOf, combinations } from '../cases.js';
import { isAbsent } from '../value.js';
import type { ArrayValue, Case, Entry, ObjectValue, Value } from '../value.js';
import { areEqual } from './equality.js';
import { structuralFunction } from './registry.js';
import type { CallSite, TemplateFunction } from './registry.js';
import { arrayOf, memberOf, meterOf, refused, residual, typeOf } from './results.js';

/** Deep: objects of the same name are merged, null does not replace, everything else is replaced. */
function mergeObjects(first: ObjectValue, second: Value, site: CallSite): ObjectValue {
  const entries = new Map(first.entries);
  if (second.kind !== 'object') return withUncertainEntries(first, second, site);
  for (const [key, entry] of first.entries) {
    // What is not seen of the second may replace any entry of the first.
    if (second.open && !second.entries.has(key)) entries.set(key, uncertain(entry, first, second, site));
  }
  for (const [key, entry] of second.entries) {
    const before = entries.get(key);
    entries.set(key, before === undefined ? entry : mergedEntry(before, entry, site));
  }
  if (first.open) {
    // What is not seen of the first may be an object that is merged into.
    for (const [key, entry] of second.entries) {
      if (!first.entries.has(key)) entries.set(key, mergedWithUnseen(entry, first, site));
    }
  }
  const computed = [...(first.computed ?? []), ...(second.computed ?? [])];
  const open = first.open || second.open;
  return { kind: 'object', entries, open, ...(computed.length > 0 && { computed }), origin: site.origin };
}

function withUncertainEntries(first: ObjectValue, second: Value, site: CallSite): ObjectValue {
  const entries = new Map(
    [...first.entries].map(([key, entry]) => [key, uncertain(entry, first, second, site)] as const),
  );
  const { computed } = first;
  return { kind: 'object', entries, open: true, ...(computed && { computed }), origin: site.origin };
}

/** The entry is there, with a value that is not known. */
function uncertain(entry: Entry, first: Value, second: Value, site: CallSite): Entry {
  return {
    name: entry.name,
    nameOrigin: entry.nameOrigin,
    value: memberOf(residual('union', [first, second], site), entry.name, site.origin),
  };
}

function mergedWithUnseen(entry: Entry, first: ObjectValue, site: CallSite): Entry {
  return lazyEntry(entry.name, entry, () => {
    const { value } = entry;
    const type = typeOf(value);
    if (type !== undefined && type !== 'null' && type !== 'object') return value;
    const merged = memberOf(residual('union', [first, value], site), entry.name, site.origin);
    return value.kind === 'object' ? { ...value, open: true, term: merged.term } : merged;
  });
}

/** Evaluates a merged value only when it is asked for: `value` may be a getter of unevaluated text. */
function lazyEntry(name: string, place: Entry, compute: () => Value): Entry {
  let known: Value | undefined;
  return {
    name,
    nameOrigin: place.nameOrigin,
    get value() {
      known ??= compute();
      return known;
    },
  };
}

function mergedEntry(before: Entry, after: Entry, site: CallSite): Entry {
  return lazyEntry(after.name, after, () => mergedValue(before.value, after.value, site));
}

function mergedValue(before: Value, after: Value, site: CallSite): Value {
  if (before.kind === 'choice' || after.kind === 'choice') {
    const pairs = combinations([casesOf(before), casesOf(after)]);
    const cases = pairs?.map(({ value: [one, other], when }): Case => {
      return { value: one === undefined || other === undefined ? after : mergedValue(one, other, site), when };
    });
    return (cases && choiceOf(cases, site.origin)) ?? residual('union', [before, after], site);
  }
  if (isAbsent(after)) return before;
  const typeAfter = typeOf(after);
  if (typeAfter !== undefined && typeAfter !== 'object') return after;
  const typeBefore = typeOf(before);
  if (typeBefore !== undefined && typeBefore !== 'object' && typeAfter === 'object') return after;
  if (before.kind === 'object') return mergeOpenly(before, after, site);
  // An unknown that an object is merged into keeps what that object says.
  const merged = residual('union', [before, after], site);
  return after.kind === 'object' ? { ...after, open: true, term: merged.term } : merged;
}

function mergeOpenly(before: ObjectValue, after: Value, site: CallSite): Value {
  if (after.kind === 'object' || typeOf(after) === 'object') return mergeObjects(before, after, site);
  return residual('union', [before, after], site);
}

function unionOfObjects(args: readonly Value[], site: CallSite): Value {
  let result: ObjectValue | undefined;
  for (const arg of args) {
    if (result !== undefined) result = mergeObjects(result, arg, site);
    else if (arg.kind === 'object') result = arg;
    else result = { kind: 'object', entries: new Map(), open: true, origin: site.origin };
  }
  return result ?? { kind: 'object', entries: new Map(), open: true, origin: site.origin };
}

/** Each item once. Where it is not certain which items are equal, there may be fewer or more. */
function distinct(items: readonly Value[], open: boolean, site: CallSite): ArrayValue {
  const result: Value[] = [];
  let undecided = open;
  for (const item of items) {
    const answers = result.map((other) => areEqual(other, item, meterOf(site)));
    if (answers.includes(true)) continue;
    if (answers.includes(undefined)) undecided = true;
    result.push(item);
  }
  return arrayOf(result, site, undecided);
}

function unionOfArrays(args: readonly Value[], site: CallSite): Value {
  const items = args.flatMap((arg) => (arg.kind === 'array' ? arg.items : []));
  return distinct(
    items,
    args.some((arg) => arg.kind !== 'array' || arg.open),
    site,
  );
}

function sameKind(name: string, args: readonly Value[], site: CallSite): 'object' | 'array' | Value | undefined {
  if (args.length < 2) return refused(name, args, `'${name}' needs at least two arguments`, site);
  const types = new Set(args.map(typeOf));
  types.delete(undefined);
  if (types.size === 0) return undefined;
  const [type] = types;
  if (types.size > 1 || (type !== 'object' && type !== 'array')) {
    return refused(name, args, `'${name}' takes only objects or only arrays`, site);
  }
  return type;
}

function union(args: readonly Value[], site: CallSite): Value | undefined {
  const kind = sameKind('union', args, site);
  if (kind === 'object') return args.some((arg) => arg.kind === 'object') ? unionOfObjects(args, site) : undefined;
  if (kind === 'array') return args.some((arg) => arg.kind === 'array') ? unionOfArrays(args, site) : undefined;
  return kind;
}

/** One level deep; null replaces; a name keeps the spelling it had first. */
function shallowMerge(args: readonly Value[], site: CallSite): Value | undefined {
  const [list] = args;
  if (list?.kind !== 'array' || args.length !== 1) return undefined;
  let entries = new Map<string, Entry>();
  let { open } = list;
  // An open array may have more objects anywhere: none of the entries is certain.
  if (open) return undefined;
  for (const part of list.items) {
    if (part.kind !== 'object' || part.open) {
      const type = typeOf(part);
      if (type !== undefined && type !== 'object') {
        return refused('shallowMerge', args, "'shallowMerge' takes an array of objects", site);
      }
      const before: ObjectValue = { kind: 'object', entries, open, origin: site.origin };
      entries = new Map([...entries].map(([key, entry]) => [key, uncertain(entry, before, part, site)] as const));
      open = true;
    }
    if (part.kind !== 'object') continue;
    for (const [key, entry] of part.entries) {
      const before = entries.get(key);
      entries.set(key, before === undefined ? entry : lazyEntry(before.name, entry, () => entry.value));
    }
  }
  return { kind: 'object', entries, open, origin: site.origin };
}

function intersection(args: readonly Value[], site: CallSite): Value | undefined {
  const kind = sameKind('intersection', args, site);
  if (kind !== 'object' && kind !== 'array') return kind;
  const [first, ...others] = args;
  if (kind === 'array') {
    if (first?.kind !== 'array') return undefined;
    const kept: Value[] = [];
    let { open } = first;
    for (const item of first.items) {
      const answers = others.map((other) => isIn(item, other, site));
      if (answers.includes(false)) continue;
      if (answers.includes(undefined)) open = true;
      else kept.push(item);
    }
    return distinct(kept, open, site);
  }
  if (first?.kind !== 'object') return undefined;
  const entries = new Map<string, Entry>();
  let { open } = first;
  for (const [key, entry] of first.entries) {
    const answers = others.map((other) => hasEntry(other, key, entry, site));
    if (answers.includes(false)) continue;
    if (answers.includes(undefined)) open = true;
    else entries.set(key, entry);
  }
  return { kind: 'object', entries, open, origin: site.origin };
}

function isIn(item: Value, other: Value, site: CallSite): boolean | undefined {
  if (other.kind !== 'array') return undefined;
  const answers = other.items.map((one) => areEqual(one, item, meterOf(site)));
  if (answers.includes(true)) return true;
  return other.open || answers.includes(undefined) ? undefined : false;
}

function hasEntry(other: Value, key: string, entry: Entry, site: CallSite): boolean | undefined {
  if (other.kind !== 'object') return undefined;
  const match = other.entries.get(key);
  if (match === undefined) return other.open ? undefined : false;
  return match.name === entry.name ? areEqual(match.value, entry.value, meterOf(site)) : false;
}

export const mergingFunctions: readonly TemplateFunction[] = [
  structuralFunction('union', union),
  structuralFunction('shallowMerge', shallowMerge),
  structuralFunction('intersection', intersection),
];
