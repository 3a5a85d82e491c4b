/** JSONPath, as far as a template can select with it what a loaded file holds. */
import type { Value } from '../value.js';

/** A step: from a value to those that it selects. */
type Step = (from: Value) => readonly Value[];

/** So many values are looked at by one path. */
const MOST_VALUES = 50_000;

/**
 * The values that a path selects: none where it leads nowhere, undefined where it is no path that is understood.
 * Names are compared with letter case.
 */
export function selectByPath(root: Value, path: string): readonly Value[] | undefined {
  const steps = stepsOf(path);
  if (steps === undefined) return undefined;
  let selected: readonly Value[] = [root];
  for (const step of steps) {
    const next: Value[] = [];
    for (const value of selected) {
      for (const found of step(value)) {
        if (next.length >= MOST_VALUES) return undefined;
        next.push(found);
      }
    }
    selected = next;
  }
  return selected;
}

const NAME = /(\.\.?)?(?:(\*)|([^.[\]*\s'"(),?@$=<>!&|]+))/y;
const BRACKET =
  /(\.\.)?\[\s*(?:(\*)|(\d+(?:\s*,\s*\d+)*)|(-?\d*)\s*:\s*(-?\d*)|((?:'[^']*'|"[^"]*")(?:\s*,\s*(?:'[^']*'|"[^"]*"))*))\s*\]/y;
const FILTER = /(\.\.)?\[\s*\?\s*\(([^()]*)\)\s*\]/y;

function stepsOf(path: string): Step[] | undefined {
  const steps: Step[] = [];
  let at = path.startsWith('$') ? 1 : 0;
  while (at < path.length) {
    const [pattern, match] = matchAt(path, at);
    if (match === undefined) return undefined;
    if (pattern === NAME && match[1] === undefined && at > 0) return undefined;
    const step =
      pattern === NAME ? nameStep(match) : pattern === BRACKET ? bracketStep(match) : filterStep(match[2] ?? '');
    if (step === undefined) return undefined;
    const isRecursive = match[1] === '..';
    steps.push(isRecursive ? (from) => withDescendants(from).flatMap((one) => [...step(one)]) : step);
    at += match[0].length;
  }
  return steps;
}

function matchAt(path: string, at: number): readonly [RegExp, RegExpExecArray | undefined] {
  for (const pattern of [NAME, BRACKET, FILTER]) {
    pattern.lastIndex = at;
    const match = pattern.exec(path);
    if (match !== null) return [pattern, match];
  }
  return [NAME, undefined];
}

function nameStep([, , all, name = '']: readonly (string | undefined)[]): Step {
  return all === undefined ? member(name) : childrenOf;
}

function bracketStep([, , all, indexes, start, end, names]: readonly (string | undefined)[]): Step {
  if (all !== undefined) return childrenOf;
  if (indexes !== undefined) {
    const wanted = indexes.split(',').map(Number);
    return (from) => (from.kind === 'array' ? wanted.flatMap((index) => from.items[index] ?? []) : []);
  }
  if (names !== undefined) {
    const wanted = [...names.matchAll(/'([^']*)'|"([^"]*)"/g)].map(([, single, double = '']) => single ?? double);
    return (from) => wanted.flatMap((name) => [...member(name)(from)]);
  }
  const bound = (text: string | undefined): number | undefined =>
    text === undefined || text === '' ? undefined : Number(text);
  return (from) => (from.kind === 'array' ? from.items.slice(bound(start), bound(end)) : []);
}

function member(name: string): Step {
  return (from) => {
    const entry = from.kind === 'object' ? from.entries.get(name.toLowerCase()) : undefined;
    return entry?.name === name ? [entry.value] : [];
  };
}

function childrenOf(from: Value): readonly Value[] {
  if (from.kind === 'array') return from.items;
  return from.kind === 'object' ? [...from.entries.values()].map((entry) => entry.value) : [];
}

function withDescendants(from: Value): Value[] {
  const all = [from];
  for (const one of all) {
    if (all.length > MOST_VALUES) break;
    all.push(...childrenOf(one));
  }
  return inOrder(from, all.length);
}

/** The value, then each child with its own, as they are written. */
function inOrder(from: Value, limit: number): Value[] {
  const found: Value[] = [];
  const open = [from];
  while (open.length > 0 && found.length < limit) {
    const next = open.pop();
    if (next === undefined) break;
    found.push(next);
    open.push(...[...childrenOf(next)].reverse());
  }
  return found;
}

const COMPARISON =
  /^\s*@((?:\.[\w$-]+|\['[^']*'\])*)\s*(?:(==|!=|<=|>=|<|>)\s*('[^']*'|"[^"]*"|-?\d+(?:\.\d+)?|true|false|null)\s*)?$/;

function filterStep(text: string): Step | undefined {
  const isChosen = alternativesOf(text);
  return isChosen && ((from) => childrenOf(from).filter(isChosen));
}

type Test = (value: Value) => boolean;

/** `&&` binds closer than `||`. Quotes may hold neither. */
function alternativesOf(text: string): Test | undefined {
  const any: Test[] = [];
  for (const alternative of text.split('||')) {
    const all: Test[] = [];
    for (const condition of alternative.split('&&')) {
      const test = testOf(condition);
      if (test === undefined) return undefined;
      all.push(test);
    }
    any.push((value) => all.every((test) => test(value)));
  }
  return (value) => any.some((test) => test(value));
}

function testOf(text: string): Test | undefined {
  const match = COMPARISON.exec(text);
  const steps = match && stepsOf(match[1] ?? '');
  if (!steps) return undefined;
  const find = (value: Value): Value | undefined =>
    steps.reduce<Value | undefined>((from, step) => from && step(from)[0], value);
  const [, , operator, operand = ''] = match;
  if (operator === undefined) return (value) => find(value) !== undefined;
  const other: unknown = /^['"]/.test(operand) ? operand.slice(1, -1) : JSON.parse(operand);
  return (value) => {
    const found = find(value);
    return found?.kind === 'literal' && compares(found.value, operator, other);
  };
}

function compares(left: string | number | boolean | null, operator: string, right: unknown): boolean {
  if (operator === '==') return left === right;
  if (operator === '!=') return left !== right;
  const isComparable =
    (typeof left === 'number' && typeof right === 'number') || (typeof left === 'string' && typeof right === 'string');
  if (!isComparable) return false;
  const order = left < right ? -1 : left > right ? 1 : 0;
  switch (operator) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    default:
      return order >= 0;
  }
}
