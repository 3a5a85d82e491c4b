/** Functions of arrays, and of what has a length: they look at the items only as far as they must. */
import type { Meter } from '../budget.js';
import { plainOf } from '../plain.js';
import { literal, textOf } from '../value.js';
import type { ArrayValue, Value } from '../value.js';
import { areEqual } from './equality.js';
import { jsonTextOf } from './json-text.js';
import { structuralFunction } from './registry.js';
import type { CallSite, TemplateFunction } from './registry.js';
import { arrayOf, integerOf, meterOf, refused, truth, typeOf } from './results.js';
import { expandedParts, knownEnd, knownLength, knownStart, textPartsOf, wholeText } from './text-parts.js';
import { edgeOfSplit } from './text-structure.js';

/** Azure refuses longer ranges. */
const RANGE_LIMIT = 10_000;

/** No template has longer lists: Azure takes 4 MB of it at most. */
const MOST_ITEMS = 250_000;

const TAKES_A_COLLECTION = 'expects an array, an object or a string';

/** Whether `item` is in the array: decided by one equal item, or by all being different. */
function includes(array: ArrayValue, item: Value, meter: Meter): boolean | undefined {
  let undecided = array.open;
  for (const one of array.items) {
    const equal = areEqual(one, item, meter);
    if (equal === true) return true;
    if (equal === undefined) undecided = true;
  }
  return undecided ? undefined : false;
}

function contains(args: readonly Value[], site: CallSite): Value | undefined {
  const [container, item] = args;
  if (container === undefined || item === undefined || args.length !== 2) {
    return refused('contains', args, "'contains' takes two arguments", site);
  }
  switch (container.kind) {
    case 'array':
      return truth(includes(container, item, meterOf(site)), site);
    case 'object': {
      const key = plainOf(item, meterOf(site));
      if (key === undefined) return container.entries.size === 0 && !container.open ? truth(false, site) : undefined;
      if (typeof key !== 'string') return refused('contains', args, 'the key of an object is a string', site);
      if (container.entries.has(key.toLowerCase())) return truth(true, site);
      return container.open ? undefined : truth(false, site);
    }
    case 'literal':
    case 'resourceId':
    case 'unknown': {
      const type = typeOf(container);
      if (type !== undefined && type !== 'string') {
        return type === 'array' || type === 'object' ? undefined : refused('contains', args, TAKES_A_COLLECTION, site);
      }
      const parts = textPartsOf(container);
      if (parts === undefined) return undefined;
      const wanted = plainOf(item, meterOf(site));
      if (wanted === undefined) return undefined;
      if (typeof wanted !== 'string') return refused('contains', args, 'a string contains only strings', site);
      if (expandedParts(parts).some((part) => typeof part === 'string' && part.includes(wanted)))
        return truth(true, site);
      return wholeText(expandedParts(parts)) === undefined ? undefined : truth(wanted === '', site);
    }
    case 'absent':
      return refused('contains', args, TAKES_A_COLLECTION, site);
    case 'choice':
    case 'reference':
      return undefined;
  }
}

function empty(args: readonly Value[], site: CallSite): Value | undefined {
  const [value] = args;
  if (value === undefined || args.length !== 1) return refused('empty', args, "'empty' takes one argument", site);
  switch (value.kind) {
    case 'absent':
      return truth(true, site);
    case 'array':
      return value.items.length > 0 ? truth(false, site) : value.open ? undefined : truth(true, site);
    case 'object':
      return value.entries.size > 0 || value.computed !== undefined
        ? truth(false, site)
        : value.open
          ? undefined
          : truth(true, site);
    case 'literal':
      if (value.value === null || value.value === '') return truth(true, site);
      return typeof value.value === 'string' ? truth(false, site) : refused('empty', args, TAKES_A_COLLECTION, site);
    case 'resourceId':
      return truth(false, site);
    case 'unknown': {
      const parts = textPartsOf(value);
      return parts !== undefined && knownLength(parts) > 0 ? truth(false, site) : undefined;
    }
    case 'choice':
    case 'reference':
      return undefined;
  }
}

function length(args: readonly Value[], site: CallSite): Value | undefined {
  const [value] = args;
  if (value === undefined || args.length !== 1) return refused('length', args, "'length' takes one argument", site);
  if (value.kind === 'array') return value.open ? undefined : literal(value.items.length, site.origin);
  if (value.kind === 'object') return value.open ? undefined : literal(value.entries.size, site.origin);
  const plain = plainOf(value);
  if (plain === undefined) return undefined;
  return typeof plain === 'string'
    ? literal(plain.length, site.origin)
    : refused('length', args, TAKES_A_COLLECTION, site);
}

/** The first or last item, or character. */
function end(name: 'first' | 'last'): TemplateFunction {
  return structuralFunction(name, (args, site) => {
    const [value] = args;
    if (value === undefined || args.length !== 1) return refused(name, args, `'${name}' takes one argument`, site);
    if (value.kind === 'array') {
      if (value.open) return undefined;
      return value.items[name === 'first' ? 0 : value.items.length - 1] ?? literal(null, site.origin);
    }
    const parts = textPartsOf(value);
    if (parts === undefined) {
      const type = typeOf(value);
      if (type === undefined || type === 'array') return edgeOfSplit(value, name);
      return refused(name, args, `'${name}' takes an array or a string`, site);
    }
    const expanded = expandedParts(parts);
    const known = name === 'first' ? knownStart(expanded) : knownEnd(expanded);
    if (known !== '') return wellFormed(name === 'first' ? known.charAt(0) : known.charAt(known.length - 1), site);
    return textOf(value) === '' ? literal('', site.origin) : undefined;
  });
}

/** Half a surrogate pair cannot be written as JSON: Azure fails. */
function wellFormed(text: string, site: CallSite): Value | undefined {
  return /[\ud800-\udfff]/.test(text) ? undefined : literal(text, site.origin);
}

/** `take` and `skip` of items or characters; a negative count is zero. */
function section(name: 'take' | 'skip'): TemplateFunction {
  const cut = (count: number): [number, number | undefined] => (name === 'take' ? [0, count] : [count, undefined]);
  return structuralFunction(name, (args, site) => {
    const [value, wanted] = args;
    if (value === undefined || wanted === undefined || args.length !== 2) {
      return refused(name, args, `'${name}' takes two arguments`, site);
    }
    const count = integerOf(wanted);
    if (count === undefined) return undefined;
    const [from, to] = cut(Math.max(count, 0));
    if (value.kind === 'array') return value.open ? undefined : arrayOf(value.items.slice(from, to), site);
    const plain = plainOf(value);
    if (typeof plain === 'string') return wellFormed(plain.slice(from, to), site);
    if (plain !== undefined) return refused(name, args, `'${name}' takes an array or a string`, site);
    const parts = textPartsOf(value);
    const known = parts === undefined ? '' : knownStart(expandedParts(parts));
    return name === 'take' && known !== '' && known.length >= (to ?? 0)
      ? wellFormed(known.slice(0, to), site)
      : undefined;
  });
}

/** Position in an array, or in text without regard to letter case (that is in strings.ts). */
export function indexInArray(array: ArrayValue, item: Value, from: 'start' | 'end', meter: Meter): number | undefined {
  if (array.open) return undefined;
  const positions = array.items.map((one, index) => ({ index, equal: areEqual(one, item, meter) }));
  if (from === 'end') positions.reverse();
  for (const { index, equal } of positions) {
    if (equal === undefined) return undefined;
    if (equal) return index;
  }
  return -1;
}

function range(args: readonly Value[], site: CallSite): Value | undefined {
  const [start, count] = args.map(integerOf);
  if (start === undefined || count === undefined || args.length !== 2) return undefined;
  if (count < 0 || count > RANGE_LIMIT || start + count > 2 ** 31 - 1) {
    return refused('range', args, "the parameters of 'range' are out of range", site);
  }
  return arrayOf(
    Array.from({ length: count }, (_, index) => literal(start + index, site.origin)),
    site,
  );
}

function flatten(args: readonly Value[], site: CallSite): Value | undefined {
  const [value] = args;
  if (value?.kind !== 'array' || args.length !== 1) return undefined;
  const items: Value[] = [];
  let { open } = value;
  for (const inner of value.items) {
    if (inner.kind === 'array') {
      if (items.length + inner.items.length > MOST_ITEMS) return undefined;
      for (const item of inner.items) items.push(item);
      open ||= inner.open;
      continue;
    }
    const type = typeOf(inner);
    if (type !== undefined && type !== 'array')
      return refused('flatten', args, "'flatten' takes an array of arrays", site);
    open = true;
  }
  return arrayOf(items, site, open);
}

/** The value alone in an array, unless it is one. */
function array(args: readonly Value[], site: CallSite): Value | undefined {
  const [value] = args;
  if (value === undefined || args.length !== 1) return undefined;
  const type = typeOf(value);
  if (type === undefined) return undefined;
  return type === 'array' ? value : arrayOf([value], site);
}

function indexFromEnd(args: readonly Value[], site: CallSite): Value | undefined {
  const [value, position] = args;
  const index = integerOf(position);
  if (value?.kind !== 'array' || value.open || index === undefined) return undefined;
  const item = index < 1 ? undefined : value.items[value.items.length - index];
  return item ?? refused('indexFromEnd', args, 'the index is out of bounds', site);
}

/** The first of each; what counts is how Azure would write it, the order of an object's properties too. */
function distinct(args: readonly Value[], site: CallSite): Value | undefined {
  const [list] = args;
  if (list === undefined || args.length !== 1) return refused('distinct', args, "'distinct' takes one argument", site);
  const type = typeOf(list);
  if (type !== undefined && type !== 'array') return refused('distinct', args, "'distinct' takes an array", site);
  if (list.kind !== 'array' || list.open) return undefined;
  const seen = new Map<string, Value>();
  for (const item of list.items) {
    const text = jsonTextOf(item, meterOf(site));
    if (text === undefined) return undefined;
    if (!seen.has(text)) seen.set(text, item);
  }
  return arrayOf([...seen.values()], site);
}

export const arrayFunctions: readonly TemplateFunction[] = [
  structuralFunction('contains', contains),
  structuralFunction('empty', empty),
  structuralFunction('length', length),
  end('first'),
  end('last'),
  section('take'),
  section('skip'),
  structuralFunction('createArray', (args, site) => arrayOf(args, site)),
  structuralFunction('range', range),
  structuralFunction('flatten', flatten),
  structuralFunction('array', array),
  structuralFunction('distinct', distinct),
  structuralFunction('indexFromEnd', indexFromEnd),
];
