/** Expressions to Values: lazy, three-valued, never throwing. */
import type {
  ArrayExpression,
  CallExpression,
  Expression,
  LambdaExpression,
  ObjectExpression,
  Span,
} from '../template/model.js';
import { readIndex, readMember, spread } from './access.js';
import { spend } from './budget.js';
import { canonicalExpression } from './canonical.js';
import { combinations, choiceOf, casesOf } from './cases.js';
import type { Environment } from './environment.js';
import { findFunctionParameters, findLocal, findLoopIndex } from './environment.js';
import { findFunction } from './functions/index.js';
import { evaluateLoop } from './loops.js';
import { plainOf, valueOf } from './plain.js';
import { literal, passedThrough, textOf, unknownCall } from './value.js';
import type { Case, ComputedEntry, Condition, Entry, ObjectValue, Origin, Reason, Value } from './value.js';

/** The value of an expression. Unknown, with the reason, for all that cannot be computed. */
export function evaluate(expression: Expression, environment: Environment): Value {
  if (expression.kind === 'literal') return literal(expression.value, originOf(expression.span, environment));
  return (
    spend(environment.deployment.budget, () => evaluateNode(expression, environment)) ??
    opaque({ kind: 'limit', message: 'the template is too large or too deep' }, originOf(expression.span, environment))
  );
}

export function originOf(span: Span, environment: Environment): Origin {
  return { file: environment.deployment.template.file, start: span.start, end: span.end };
}

/** An unknown value about which nothing else is known; equal to no other. */
export function opaque(because: Reason, origin: Origin): Value {
  const text = `unknown('${origin.file}:${String(origin.start)}')`;
  return { kind: 'unknown', because, term: { kind: 'opaque', text }, origin };
}

function evaluateNode(expression: Expression, environment: Environment): Value {
  const { deployment, locals } = environment;
  const origin = originOf(expression.span, environment);
  switch (expression.kind) {
    case 'literal':
      return literal(expression.value, origin);
    case 'object':
      return evaluateObject(expression, environment, origin);
    case 'array':
      return evaluateArray(expression, environment, origin);
    case 'call':
      return evaluateCall(expression, environment, origin);
    case 'member': {
      if (expression.nested === true) {
        const nested = deployment.symbol(expression.name, environment, origin);
        return nested ?? opaque({ kind: 'error', message: `no resource '${expression.name}'` }, origin);
      }
      const target = evaluate(expression.target, environment);
      return usedAt(readMember(target, expression.name, { safe: expression.safe, origin, deployment }), origin);
    }
    case 'index': {
      const { target, safe, fromEnd } = expression;
      const index = evaluate(expression.index, environment);
      if (target.kind === 'symbol') {
        const element = deployment.symbolElement(target.name, index, environment, origin);
        if (element !== undefined) return element;
      }
      return usedAt(readIndex(evaluate(target, environment), index, { safe, fromEnd, origin, deployment }), origin);
    }
    case 'parameter': {
      const own = findFunctionParameters(locals);
      const value = own === undefined ? deployment.parameter(expression.name) : own.get(expression.name.toLowerCase());
      return value === undefined
        ? opaque({ kind: 'error', message: `no parameter '${expression.name}'` }, origin)
        : usedAt(value, origin);
    }
    case 'variable': {
      const value = deployment.variable(expression.name);
      return value === undefined
        ? opaque({ kind: 'error', message: `no variable '${expression.name}'` }, origin)
        : usedAt(value, origin);
    }
    case 'symbol':
      return (
        deployment.symbol(expression.name, environment, origin) ??
        opaque({ kind: 'error', message: `no resource '${expression.name}'` }, origin)
      );
    case 'local': {
      const value = findLocal(locals, expression.name);
      return value === undefined
        ? opaque({ kind: 'error', message: `no variable '${expression.name}'` }, origin)
        : usedAt(value, origin);
    }
    case 'lambda':
      return lambdaTerm(expression, environment, origin);
    case 'loop':
      return evaluateLoop(expression, environment, origin);
    case 'invalid':
      return opaque({ kind: 'error', message: expression.reason }, origin);
  }
}

/** Choices of more cases are passed on as they are. */
const TRACED_CASES = 8;

/**
 * The value as it is seen at the place that uses it. What was written somewhere stays there; a parameter that has no
 * value was written nowhere, so it (and the values it may have) belongs to the first place that uses it.
 */
function usedAt(value: Value, place: Origin): Value {
  switch (value.kind) {
    case 'literal':
    case 'object':
    case 'array':
    case 'absent':
    case 'resourceId':
    case 'reference':
      return passedThrough(value, place);
    case 'choice': {
      const { origin } = value;
      // Of many cases the way of each is not kept: copies of all of them at each use cost more than they tell.
      if (value.cases.length > TRACED_CASES && isWritten(origin)) return passedThrough(value, place);
      const isDeclaration = (one: Value): boolean =>
        one.origin.start === origin.start && one.origin.file === origin.file;
      return {
        ...value,
        origin: isWritten(origin) ? passedThrough(value, place).origin : moved(origin, place),
        cases: value.cases.map((one) => ({
          when: one.when,
          value:
            isDeclaration(one.value) && !isWritten(one.value.origin)
              ? { ...one.value, origin: moved(one.value.origin, place) }
              : usedAt(one.value, place),
        })),
      };
    }
    case 'unknown':
      if (value.term.kind !== 'parameter' || isWritten(value.origin)) return passedThrough(value, place);
      return { ...value, origin: moved(value.origin, place) };
  }
}

/** Whether the value has been used before; until then a parameter's value lies at the parameter's name. */
function isWritten(origin: Origin): boolean {
  return origin.trail !== undefined;
}

function moved(from: Origin, to: Origin): Origin {
  if (from.file === to.file && from.start === to.start && from.end === to.end) return from;
  const { trail = [], ...own } = from;
  return { ...to, trail: [own, ...trail] };
}

/** An entry that evaluates its value on first use. */
class LazyEntry implements Entry {
  private evaluated: Value | undefined;
  constructor(
    readonly name: string,
    readonly nameOrigin: Origin,
    private readonly compute: () => Value,
  ) {}
  get value(): Value {
    this.evaluated ??= this.compute();
    return this.evaluated;
  }
}

class LazyComputedEntry implements ComputedEntry {
  private evaluated: Value | undefined;
  constructor(
    readonly name: Value,
    private readonly compute: () => Value,
  ) {}
  get value(): Value {
    this.evaluated ??= this.compute();
    return this.evaluated;
  }
}

/** An object while its members are taken in. */
interface ObjectParts {
  readonly entries: Map<string, Entry>;
  readonly computed: ComputedEntry[];
  open: boolean;
}

function objectOf({ entries, open, computed }: ObjectParts, origin: Origin): ObjectValue {
  return { kind: 'object', entries, open, ...(computed.length > 0 && { computed }), origin };
}

function evaluateObject(expression: ObjectExpression, environment: Environment, origin: Origin): Value {
  let variants: Case<ObjectParts>[] = [{ value: { entries: new Map(), open: false, computed: [] }, when: [] }];
  for (const member of expression.members) {
    if (member.kind === 'property') {
      const computed = typeof member.name === 'string' ? undefined : evaluate(member.name, environment);
      const name = typeof member.name === 'string' ? member.name : computed && textOf(computed);
      if (name === undefined) {
        if (computed === undefined) continue;
        const entry = new LazyComputedEntry(computed, () => evaluate(member.value, environment));
        for (const { value } of variants) {
          value.open = true;
          value.computed.push(entry);
        }
        continue;
      }
      const entry = new LazyEntry(name, originOf(member.nameSpan, environment), () =>
        evaluate(member.value, environment),
      );
      for (const variant of variants) variant.value.entries.set(name.toLowerCase(), entry);
      continue;
    }
    const next: typeof variants = [];
    for (const one of casesOf(evaluate(member.value, environment))) {
      for (const variant of variants) {
        const joined = combinations([[variant], [{ value: variant.value, when: one.when }]])?.[0];
        if (joined !== undefined) next.push({ value: withSpread(variant.value, one.value), when: joined.when });
      }
    }
    if (next.length > 0) variants = next;
  }
  const cases = variants.map((variant) => ({
    value: objectOf(variant.value, origin),
    when: variant.when,
  }));
  return choiceOf(cases, origin) ?? opaque({ kind: 'limit', message: 'too many combinations of values' }, origin);
}

function withSpread(before: ObjectParts, value: Value): ObjectParts {
  const entries = new Map(before.entries);
  const { computed } = before;
  if (value.kind === 'object') {
    for (const [key, entry] of value.entries) entries.set(key, entry);
    return { entries, open: before.open || value.open, computed: [...computed, ...(value.computed ?? [])] };
  }
  if (value.kind === 'absent' || value.kind === 'literal')
    return { entries, open: before.open, computed: [...computed] };
  // What is spread may hold any of the names before it.
  for (const [key, entry] of entries) {
    entries.set(
      key,
      new LazyEntry(entry.name, entry.nameOrigin, () =>
        opaque({ kind: 'error', message: 'may be replaced' }, value.origin),
      ),
    );
  }
  return { entries, open: true, computed: [...computed] };
}

function evaluateArray(expression: ArrayExpression, environment: Environment, origin: Origin): Value {
  const items: Value[] = [];
  let open = false;
  for (const item of expression.items) {
    const value = evaluate(item.value, environment);
    if (item.kind === 'item') items.push(value);
    else if (value.kind === 'array') {
      items.push(...value.items);
      open ||= value.open;
    } else if (value.kind !== 'absent') open = true;
  }
  return { kind: 'array', items, open, origin };
}

function evaluateCall(expression: CallExpression, environment: Environment, origin: Origin): Value {
  const { deployment } = environment;
  const name = expression.name.toLowerCase();
  const userFunction = deployment.userFunction(expression.namespace, expression.name);
  if (userFunction !== undefined) {
    const args = expression.args.map((argument) => evaluate(argument, environment));
    return usedAt(userFunction(args), origin);
  }
  if (expression.namespace !== undefined) return opaque({ kind: 'function', name: expression.name }, origin);
  const [first, second, third] = expression.args;
  switch (name) {
    case 'if':
      if (first !== undefined && second !== undefined) {
        return evaluateIf(evaluate(first, environment), second, third, environment, origin);
      }
      break;
    case 'copyindex':
      return evaluateCopyIndex(expression, environment, origin);
    case 'lambdavariables': {
      const variable = first && textOf(evaluate(first, environment));
      const value = variable === undefined ? undefined : findLocal(environment.locals, variable);
      return value ?? opaque({ kind: 'error', message: 'lambdaVariables outside of a lambda' }, origin);
    }
    case 'and':
    case 'or':
      return evaluateLogic(name, expression, environment, origin);
    case 'coalesce': {
      // Azure does not look at what stands behind the first that is there.
      for (const argument of expression.args.slice(0, -1)) {
        const value = evaluate(argument, environment);
        if (value.kind === 'absent' || (value.kind === 'literal' && value.value === null)) continue;
        if (
          value.kind === 'literal' ||
          value.kind === 'object' ||
          value.kind === 'array' ||
          value.kind === 'resourceId'
        ) {
          return value;
        }
        break;
      }
      break;
    }
  }
  return call(expression, environment, origin);
}

/** Evaluates the arguments, spreads those that are one of several, and calls. */
function call(expression: CallExpression, environment: Environment, origin: Origin): Value {
  const definition = findFunction(expression.name);
  const args = expression.args.map((argument) => evaluate(argument, environment));
  const name = definition?.name ?? expression.name;
  const lambda = (index: number): ((...values: Value[]) => Value) | undefined => {
    const argument = expression.args[index];
    return argument?.kind === 'lambda' ? (...values) => applyLambda(argument, values, environment) : undefined;
  };
  const apply = (values: readonly Value[]): Value => {
    if (definition?.kind === 'structural') {
      const result = definition.call(values, { environment, origin, lambda });
      return result ?? unknownCall(name, values, reasonOf(values) ?? { kind: 'function', name }, origin);
    }
    if (definition?.kind === 'plain') {
      const plain = values.map(plainOf);
      if (plain.every((one) => one !== undefined)) {
        const result = definition.call(plain);
        if (result !== undefined) {
          if (isError(result)) return unknownCall(name, values, { kind: 'error', message: result.error }, origin);
          return valueOf(result, origin);
        }
      }
    }
    return unknownCall(name, values, reasonOf(values) ?? { kind: 'function', name }, origin);
  };
  if (!args.some((argument) => argument.kind === 'choice')) return apply(args);
  const isTaken = (definition?.kind === 'structural' ? definition.takesChoices?.(args) : undefined) ?? (() => false);
  const combined = combinations(
    args.map((argument, index) => (isTaken(index) ? [{ value: argument, when: [] }] : casesOf(argument))),
  );
  const joined =
    combined &&
    choiceOf(
      combined.map((one) => ({ value: apply(one.value), when: one.when })),
      origin,
    );
  return joined ?? unknownCall(name, args, { kind: 'limit', message: 'too many combinations of values' }, origin);
}

function isError(result: unknown): result is { readonly error: string } {
  return (
    typeof result === 'object' &&
    result !== null &&
    Object.getPrototypeOf(result) === Object.prototype &&
    typeof (result as { error?: unknown }).error === 'string'
  );
}

/** Why a result is not known: for the same reason as its first unknown argument. */
function reasonOf(values: readonly Value[]): Reason | undefined {
  for (const value of values) {
    if (value.kind === 'unknown') return value.because;
    if (value.kind === 'reference' || value.kind === 'resourceId') return { kind: 'runtime', name: 'reference' };
  }
  return undefined;
}

/** A lambda as a value: what it gives for parameters of which only the names are known. */
function lambdaTerm(lambda: LambdaExpression, environment: Environment, origin: Origin): Value {
  const names = lambda.parameters.map((name) => literal(name, origin));
  const because = { kind: 'function', name: 'lambda' } as const;
  const parameters = names.map((name) => unknownCall('lambdaVariables', [name], because, origin));
  return unknownCall('lambda', [...names, applyLambda(lambda, parameters, environment)], because, origin);
}

export function applyLambda(lambda: LambdaExpression, values: readonly Value[], environment: Environment): Value {
  let locals = environment.locals;
  lambda.parameters.forEach((name, index) => {
    const value = values[index];
    if (value !== undefined) locals = { kind: 'local', name, value, outer: locals };
  });
  return evaluate(lambda.body, { deployment: environment.deployment, locals });
}

function evaluateIf(
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
  const cases: Case[] = [];
  for (const one of truthCases(test)) cases.push({ value: branch(one.value), when: one.when });
  return (
    choiceOf(cases, origin) ??
    unknownCall('if', [test, branch(true), branch(false)], reasonOf([test]) ?? { kind: 'function', name: 'if' }, origin)
  );
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

function evaluateLogic(
  name: 'and' | 'or',
  expression: CallExpression,
  environment: Environment,
  origin: Origin,
): Value {
  const decisive = name === 'or';
  const open: Value[] = [];
  for (const argument of expression.args) {
    const value = evaluate(argument, environment);
    if (value.kind === 'literal' && typeof value.value === 'boolean') {
      if (value.value === decisive) return literal(decisive, origin);
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

function evaluateCopyIndex(expression: CallExpression, environment: Environment, origin: Origin): Value {
  const args = expression.args.map((argument) => evaluate(argument, environment));
  const [first] = args;
  const name = first && textOf(first);
  const offset = args[name === undefined ? 0 : 1];
  const index = findLoopIndex(environment.locals, name);
  if (index === undefined)
    return unknownCall('copyIndex', args, { kind: 'error', message: 'copyIndex outside of a loop' }, origin);
  if (offset === undefined) return { ...index, origin };
  if (index.kind === 'literal' && offset.kind === 'literal') {
    if (typeof index.value === 'number' && typeof offset.value === 'number')
      return literal(index.value + offset.value, origin);
  }
  return unknownCall('add', [index, offset], { kind: 'function', name: 'copyIndex' }, origin);
}

export { spread };
