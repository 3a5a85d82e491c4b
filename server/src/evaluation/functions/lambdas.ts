/** Functions that take a lambda. The items of the array may be unknown: the lambda then gives what is known of them. */
import { casesOf, choiceOf, combinations } from '../cases.js';
import { literal, textOf } from '../value.js';
import type { ArrayValue, Case, Entry, Value } from '../value.js';
import { structuralFunction } from './registry.js';
import type { CallSite, TemplateFunction } from './registry.js';
import { arrayOf, booleanOf, refused, residual, typeOf } from './results.js';

type Lambda = (...args: Value[]) => Value;

/** A function of an array whose second argument is a lambda. */
function overArray(
  name: string,
  call: (array: ArrayValue, lambda: Lambda, site: CallSite, args: readonly Value[]) => Value | undefined,
): TemplateFunction {
  return structuralFunction(name, (args, site) => {
    const [array] = args;
    const lambda = site.lambda(1);
    if (array === undefined || lambda === undefined) return undefined;
    if (array.kind === 'array') return call(array, lambda, site, args);
    const type = typeOf(array);
    return type === undefined || type === 'array' ? undefined : refused(name, args, `'${name}' takes an array`, site);
  });
}

/** Where items may be missing from what is known, no position is certain. */
function indexOf(array: ArrayValue, index: number, site: CallSite): Value {
  return array.open ? residual('indexOf', [array, literal(index, site.origin)], site) : literal(index, site.origin);
}

function map(array: ArrayValue, lambda: Lambda, site: CallSite): Value {
  return arrayOf(
    array.items.map((item, index) => lambda(item, indexOf(array, index, site))),
    site,
    array.open,
  );
}

/** The items for which the predicate holds: one of several arrays where that depends on something. */
function filter(array: ArrayValue, lambda: Lambda, site: CallSite, args: readonly Value[]): Value | undefined {
  const sure: Value[] = [];
  const choices: Case<readonly Value[]>[][] = [];
  let { open } = array;
  for (const [index, item] of array.items.entries()) {
    const holds = lambda(item, indexOf(array, index, site));
    const cases = casesOf(holds).map((one) => ({ keep: booleanOf(one.value), when: one.when }));
    if (cases.some(({ keep }) => keep === undefined)) {
      const type = typeOf(holds);
      if (type !== undefined && type !== 'boolean')
        return refused('filter', args, 'the predicate gives a boolean', site);
      open = true;
      continue;
    }
    if (cases.every(({ keep }) => keep === true)) sure.push(item);
    choices.push(cases.map(({ keep, when }) => ({ value: keep === true ? [item] : [], when })));
  }
  const combined = combinations(choices);
  if (combined === undefined) return arrayOf(sure, site, true);
  return choiceOf(
    combined.map(({ value, when }) => ({ value: arrayOf(value.flat(), site, open), when })),
    site.origin,
  );
}

function reduce(args: readonly Value[], site: CallSite): Value | undefined {
  const [array, initial] = args;
  const lambda = site.lambda(2);
  if (array?.kind !== 'array' || array.open || initial === undefined || lambda === undefined) return undefined;
  return array.items.reduce((sum, item, index) => lambda(sum, item, literal(index, site.origin)), initial);
}

/** In the order that the predicate says, if it decides about each pair; else in an order that is not known. */
function sort(array: ArrayValue, lambda: Lambda, site: CallSite): Value {
  let undecided = array.open;
  const sorted = [...array.items].sort((left, right) => {
    if (undecided) return 0;
    const before = booleanOf(lambda(left, right));
    const after = booleanOf(lambda(right, left));
    if (before === undefined || after === undefined || (before && after)) {
      undecided = true;
      return 0;
    }
    return before ? -1 : after ? 1 : 0;
  });
  return arrayOf(undecided ? array.items : sorted, site, undecided);
}

function toObject(array: ArrayValue, lambda: Lambda, site: CallSite, args: readonly Value[]): Value | undefined {
  const valueLambda = site.lambda(2);
  const entries = new Map<string, Entry>();
  let { open } = array;
  for (const item of array.items) {
    const key = lambda(item);
    const name = textOf(key);
    if (name === undefined) {
      const type = typeOf(key);
      if (type !== undefined && type !== 'string') return refused('toObject', args, 'a key is a string', site);
      open = true;
      continue;
    }
    if (entries.has(name.toLowerCase())) return refused('toObject', args, `duplicate key '${name}'`, site);
    const value = valueLambda === undefined ? item : valueLambda(item);
    entries.set(name.toLowerCase(), { name, nameOrigin: key.origin, value });
  }
  return { kind: 'object', entries, open, origin: site.origin };
}

function groupBy(array: ArrayValue, lambda: Lambda, site: CallSite): Value | undefined {
  if (array.open) return undefined;
  const groups = new Map<string, { readonly key: Value; readonly name: string; readonly items: Value[] }>();
  for (const item of array.items) {
    const key = lambda(item);
    const name = textOf(key);
    if (name === undefined) return undefined;
    const group = groups.get(name.toLowerCase()) ?? { key, name, items: [] };
    group.items.push(item);
    groups.set(name.toLowerCase(), group);
  }
  const entries = [...groups].map(([id, { key, name, items }]): [string, Entry] => {
    return [id, { name, nameOrigin: key.origin, value: arrayOf(items, site) }];
  });
  return { kind: 'object', entries: new Map(entries), open: false, origin: site.origin };
}

function mapValues(args: readonly Value[], site: CallSite): Value | undefined {
  const [object] = args;
  const lambda = site.lambda(1);
  if (object?.kind !== 'object' || lambda === undefined) return undefined;
  const entries = [...object.entries].map(([key, entry]): [string, Entry] => {
    return [key, { name: entry.name, nameOrigin: entry.nameOrigin, value: lambda(entry.value) }];
  });
  return { kind: 'object', entries: new Map(entries), open: object.open, origin: site.origin };
}

export const lambdaFunctions: readonly TemplateFunction[] = [
  overArray('map', map),
  overArray('filter', filter),
  structuralFunction('reduce', reduce),
  overArray('sort', sort),
  overArray('toObject', toObject),
  overArray('groupBy', groupBy),
  structuralFunction('mapValues', mapValues),
];
