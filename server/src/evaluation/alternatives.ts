/** The conditions under which something exists. */
import type { Expression } from '../template/model.js';
import { combine } from './cases.js';
import { truthCases } from './conditions.js';
import type { Environment } from './environment.js';
import { evaluate } from './evaluate.js';
import type { Alternatives } from './instances.js';
import type { Condition } from './value.js';

export const ALWAYS: Alternatives = [[]];
/** More ways to exist than this are taken as one unknown condition each. */
const ALTERNATIVES_LIMIT = 16;

/** Whether it is there whatever holds. */
export function isUnconditional(alternatives: Alternatives): boolean {
  return alternatives.some((conditions) => conditions.length === 0);
}

/** Both must hold. */
export function both(left: Alternatives, right: Alternatives): Alternatives {
  if (left === ALWAYS) return right;
  if (right === ALWAYS) return left;
  const result: (readonly Condition[])[] = [];
  for (const one of left) {
    for (const other of right) {
      const joined = combine(one, other);
      if (joined !== undefined && result.length < ALTERNATIVES_LIMIT) result.push(joined);
    }
  }
  return result;
}

/** The ways in which a condition holds. */
export function alternativesOf(condition: Expression | undefined, environment: Environment): Alternatives {
  if (condition === undefined) return ALWAYS;
  const cases = truthCases(evaluate(condition, environment));
  if (cases.every((one) => one.value && one.when.length === 0)) return ALWAYS;
  return cases.filter((one) => one.value).map((one) => one.when);
}
