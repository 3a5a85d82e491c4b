/** Values that are one of several, and which of them can occur together. */
import type { Case, Condition, Value } from './value.js';

/** More combinations than this are not looked at one by one: the value becomes unknown. */
export const CASE_LIMIT = 32;

/** Conditions that hold together; undefined where they contradict each other. */
export function combine(left: readonly Condition[], right: readonly Condition[]): readonly Condition[] | undefined {
  if (left.length === 0) return right;
  if (right.length === 0) return left;
  const result = [...left];
  for (const condition of right) {
    const same = left.find((other) => other.key === condition.key);
    if (same === undefined) result.push(condition);
    else if (same.value !== condition.value) return undefined;
  }
  return result;
}

/** Conditions of all the lists together; undefined where they contradict each other. */
export function combineAll(...lists: readonly (readonly Condition[])[]): readonly Condition[] | undefined {
  return lists.reduce<readonly Condition[] | undefined>((before, list) => before && combine(before, list), []);
}

const ALWAYS: readonly Condition[] = [];

/** The cases of a value; one without conditions where it is no choice. */
export function casesOf(value: Value): readonly Case[] {
  return value.kind === 'choice' ? value.cases : [{ value, when: ALWAYS }];
}

/** All combinations of the lists that can occur together, at most `CASE_LIMIT`; undefined where there are more. */
export function combinations<T>(lists: readonly (readonly Case<T>[])[]): readonly Case<readonly T[]>[] | undefined {
  let result: Case<readonly T[]>[] = [{ value: [], when: [] }];
  for (const list of lists) {
    const next: Case<readonly T[]>[] = [];
    for (const before of result) {
      for (const one of list) {
        const when = combine(before.when, one.when);
        if (when === undefined) continue;
        if (next.length >= CASE_LIMIT) return undefined;
        next.push({ value: [...before.value, one.value], when });
      }
    }
    result = next;
  }
  return result;
}

/** A choice of the cases, flattened; the value itself where there is one case without conditions. */
export function choiceOf(cases: readonly Case[], origin: Value['origin']): Value | undefined {
  const flat: Case[] = [];
  for (const one of cases) {
    if (one.value.kind !== 'choice') {
      flat.push(one);
      continue;
    }
    for (const inner of one.value.cases) {
      const when = combine(one.when, inner.when);
      if (when !== undefined) flat.push({ value: inner.value, when });
    }
  }
  const [first] = flat;
  if (first !== undefined && flat.length === 1 && first.when.length === 0) return first.value;
  if (flat.length > CASE_LIMIT || flat.length === 0) return undefined;
  return { kind: 'choice', cases: flat, origin };
}
