/** Expressions to Values: lazy, three-valued, never throwing. */
import type { CallExpression, Expression, LambdaExpression, Span } from '../template/model.js';
import { readIndex, readMember } from './access.js';
import { enter, leave, spend } from './budget.js';
import { combinations, choiceOf, casesOf } from './cases.js';
import { evaluateArray, evaluateObject } from './composites.js';
import { evaluateIf, evaluateLogic } from './conditions.js';
import { waits } from './engine-view.js';
import type { Environment } from './environment.js';
import { findFunctionParameters, findLocal, findLoopIndex, withLocals } from './environment.js';
import { findFunction } from './functions/index.js';
import { tooLarge } from './functions/results.js';
import { evaluateLoop } from './loops.js';
import { plainOf, valueOf } from './plain.js';
import { usedAt } from './use.js';
import { literal, textOf, unknownCall } from './value.js';
import type { Origin, Reason, Term, Value } from './value.js';

/** The value of an expression. Unknown, with the reason, for all that cannot be computed. */
export function evaluate(expression: Expression, environment: Environment): Value {
  if (expression.kind === 'literal') return literal(expression.value, originOf(expression.span, environment));
  const { budget } = environment.deployment;
  if (!enter(budget)) {
    const origin = originOf(expression.span, environment);
    return opaque({ kind: 'limit', message: 'the template is too large or too deep' }, origin);
  }
  try {
    return evaluateNode(expression, environment);
  } finally {
    leave(budget);
  }
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
    case 'deferred':
      return evaluate(expression.expression, environment.deferred ?? environment);
    case 'invalid':
      return opaque({ kind: 'error', message: expression.reason }, origin);
  }
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
      if (first !== undefined && second !== undefined && third !== undefined) {
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
  const args = expression.args.map((argument) => {
    const value = evaluate(argument, environment);
    return value.kind === 'reference' ? (value.declared ?? value) : value;
  });
  const name = definition?.name ?? expression.name;
  const lambda = (index: number): ((...values: Value[]) => Value) | undefined => {
    const argument = expression.args[index];
    return argument?.kind === 'lambda' ? (...values) => applyLambda(argument, values, environment) : undefined;
  };
  const { budget } = environment.deployment;
  const apply = (values: readonly Value[]): Value => {
    const size = sizeOf(values);
    if (size > LARGEST_CALL || !spend(budget, size)) return tooLarge({ environment, origin, lambda });
    if (definition?.kind === 'structural') {
      const result = definition.call(values, { environment, origin, lambda });
      // What it looked at may have been too much, which it says by having no answer.
      if (!spend(budget, 0)) return tooLarge({ environment, origin, lambda });
      if (result === undefined)
        return unknownCall(name, values, reasonOf(values) ?? { kind: 'function', name }, origin);
      if (environment.deployment.root.prediction !== undefined && waits(name, values, result)) {
        return unknownCall(name, values, reasonOf(values) ?? { kind: 'function', name }, origin);
      }
      if (!spend(budget, sizeOf([result]))) return tooLarge({ environment, origin, lambda });
      return withTerm(result, { kind: 'call', name, args: values });
    }
    if (definition?.kind === 'plain') {
      const plain = values.map((value) => plainOf(value, budget));
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

/** So many entries and pieces of text a call may be given. */
const LARGEST_CALL = 500_000;
/** Characters that count as one value. */
const PIECE = 16;

/** What a call looks at at least: the entries of lists, and text piece by piece. */
function sizeOf(values: readonly Value[]): number {
  let size = 0;
  for (const value of values) {
    if (value.kind === 'literal') size += typeof value.value === 'string' ? value.value.length / PIECE : 0;
    else if (value.kind === 'array') size += value.items.length;
    else if (value.kind === 'object') size += value.entries.size;
    else if (value.kind === 'unknown' && value.term.kind === 'text') size += value.term.parts.length;
  }
  return size;
}

/** An object or array of which not all is known keeps the expression that it is. */
function withTerm(value: Value, term: Term): Value {
  if ((value.kind !== 'object' && value.kind !== 'array') || !value.open || value.term !== undefined) return value;
  return value.kind === 'object' && value.computed !== undefined ? value : { ...value, term };
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
export function reasonOf(values: readonly Value[]): Reason | undefined {
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
  return evaluate(lambda.body, withLocals(environment, locals));
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
