/** Values and links looked at together: which combinations can occur, and under which conditions. */
import { CASE_LIMIT, casesOf, combine } from './cases.js';
import type { Case, Condition, Value } from './value.js';

/** Pairs of two lists of cases that do not contradict each other, at most `CASE_LIMIT`. */
export function* pairs<A, B>(
  left: readonly Case<A>[],
  right: readonly Case<B>[],
): Generator<{ readonly left: A; readonly right: B; readonly when: readonly Condition[] }> {
  let count = 0;
  for (const one of left) {
    for (const other of right) {
      const when = combine(one.when, other.when);
      if (when === undefined) continue;
      if (count++ >= CASE_LIMIT) return;
      yield { left: one.value, right: other.value, when };
    }
  }
}

/** Combinations of several values, in their order; nothing where there are too many. */
export function* together<const T extends readonly Value[]>(
  ...values: T
): Generator<{ readonly values: { readonly [K in keyof T]: Value }; readonly when: readonly Condition[] }> {
  let list: Case<readonly Value[]>[] = [{ value: [], when: [] }];
  for (const value of values) {
    const next: Case<readonly Value[]>[] = [];
    for (const before of list) {
      for (const one of casesOf(value)) {
        const when = combine(before.when, one.when);
        if (when !== undefined) next.push({ value: [...before.value, one.value], when });
      }
    }
    if (next.length > CASE_LIMIT) return;
    list = next;
  }
  for (const { value, when } of list) yield { values: value as unknown as { readonly [K in keyof T]: Value }, when };
}
