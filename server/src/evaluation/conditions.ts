/** `if`, `and`, `or`: values under conditions that may not be known. */
import type { CallExpression, Expression } from '../template/model.js';
import { canonicalExpression } from './canonical.js';
import { casesOf, choiceOf, combinations } from './cases.js';
import type { Environment } from './environment.js';
import { evaluate, reasonOf } from './evaluate.js';
import { literal, unknownCall } from './value.js';
import type { Case, Condition, Origin, Value } from './value.js';

export function evaluateIf(
  test: Value,
  whenTrue: Expression,
  whenFalse: Expression | undefined,
  environment: Environment,
  origin: Origin,
): Value {
  const branch = (holds: boolean): Value => {
    if (holds) return evaluate(whenTrue, environment);
    return whenFalse === undefined ? literal(null, origin) : evaluate(whenFalse, environment);
  };
  const open = (): Value =>
    unknownCall(
      'if',
      [test, branch(true), branch(false)],
      reasonOf([test]) ?? { kind: 'function', name: 'if' },
      origin,
    );
  if (environment.deployment.root.prediction !== undefined && test.kind !== 'literal') return open();
  const cases: Case[] = [];
  for (const one of truthCases(test)) cases.push({ value: branch(one.value), when: one.when });
  return choiceOf(cases, origin) ?? open();
}

/** When a condition is true and when it is false; both, under its own text, where it is not known. */
export function truthCases(test: Value): readonly Case<boolean>[] {
  return casesOf(test).flatMap((one): Case<boolean>[] => {
    const { value, when } = one;
    if (value.kind === 'literal' && typeof value.value === 'boolean') return [{ value: value.value, when }];
    const { key, negated } = conditionKey(value);
    const known = when.find((condition) => condition.key === key);
    const add = (holds: boolean): Case<boolean>[] => {
      const condition: Condition = { key, value: holds !== negated, outOf: 2 };
      if (known !== undefined) return known.value === condition.value ? [{ value: holds, when }] : [];
      return [{ value: holds, when: [...when, condition] }];
    };
    return [...add(true), ...add(false)];
  });
}

/** A test and its negation are one condition. */
function conditionKey(value: Value): { key: string; negated: boolean } {
  if (value.kind === 'unknown' && value.term.kind === 'call' && value.term.name.toLowerCase() === 'not') {
    const inner = value.term.args[0];
    if (inner !== undefined) {
      const { key, negated } = conditionKey(inner);
      return { key, negated: !negated };
    }
  }
  return { key: canonicalExpression(value), negated: false };
}

export function evaluateLogic(
  name: 'and' | 'or',
  expression: CallExpression,
  environment: Environment,
  origin: Origin,
): Value {
  const decisive = name === 'or';
  const open: Value[] = [];
  const refused = (args: readonly Value[], message: string): Value =>
    unknownCall(name, args, { kind: 'error', message }, origin);
  if (expression.args.length < 2) return refused([], `'${name}' takes two arguments or more`);
  for (const argument of expression.args) {
    const value = evaluate(argument, environment);
    if (value.kind === 'literal' && typeof value.value === 'boolean') {
      if (value.value === decisive) return literal(decisive, origin);
    } else if (/^(?:literal|object|array|absent|resourceId)$/.test(value.kind)) {
      return refused([value], `'${name}' takes booleans`);
    } else if (environment.deployment.root.prediction !== undefined) {
      // The engine stops at the first that it does not know.
      const args = expression.args.map((one) => evaluate(one, environment));
      return unknownCall(name, args, reasonOf([value]) ?? { kind: 'function', name }, origin);
    } else open.push(value);
  }
  const [first] = open;
  if (first === undefined) return literal(!decisive, origin);
  if (open.length === 1) return first;
  const combined = combinations(open.map(casesOf));
  const cases = combined?.map((one): Case => {
    const rest = one.value.filter((value) => value.kind !== 'literal');
    const decided = one.value.some((value) => value.kind === 'literal' && value.value === decisive);
    const [only] = rest;
    if (decided) return { value: literal(decisive, origin), when: one.when };
    if (only === undefined) return { value: literal(!decisive, origin), when: one.when };
    const value =
      rest.length === 1 ? only : unknownCall(name, rest, reasonOf(rest) ?? { kind: 'function', name }, origin);
    return { value, when: one.when };
  });
  return (
    (cases && choiceOf(cases, origin)) ?? unknownCall(name, open, reasonOf(open) ?? { kind: 'function', name }, origin)
  );
}
