/** Loops: Bicep `for`, ARM `copy`. A count that is not known gives one symbolic element. */
import type { Loop, LoopExpression } from '../template/model.js';
import { choiceOf, casesOf } from './cases.js';
import { withLocals } from './environment.js';
import type { Environment, Locals } from './environment.js';
import { useSteps } from './budget.js';
import { evaluate, opaque } from './evaluate.js';
import { literal } from './value.js';
import type { Case, Origin, Value } from './value.js';

/** Azure runs a loop at most this often (limit of `copy`, 800). */
export const LOOP_LIMIT = 800;

/** What an instance of a resource or module costs beside its expressions. */
const STEPS_OF_AN_INSTANCE = 60;

export interface LoopElement {
  readonly locals: Locals | undefined;
  readonly index: Value;
  /** One element that stands for a number of them that is not known. */
  readonly symbolic: boolean;
}

/** The iterations of a loop, in order. `repeats`: of a resource or module, not of an array's items. */
export function loopElements(
  loop: Loop,
  over: Value,
  environment: Environment,
  origin: Origin,
  repeats: boolean,
): readonly LoopElement[] {
  const items = over.kind === 'array' && !over.open && over.items.length <= LOOP_LIMIT ? over.items : undefined;
  const count =
    items?.length ??
    (over.kind === 'literal' && typeof over.value === 'number' && over.value >= 0 && over.value <= LOOP_LIMIT
      ? Math.floor(over.value)
      : undefined);
  if (over.kind === 'literal' && over.value === null) return [];
  const { budget } = environment.deployment;
  if (count === undefined || !useSteps(budget, count * (repeats ? STEPS_OF_AN_INSTANCE : 1))) {
    return [symbolicElement(loop, over, environment, origin, repeats)];
  }
  const elements: LoopElement[] = [];
  for (let index = 0; index < count; index++) {
    elements.push(element(loop, literal(index, origin), items?.[index], environment, { symbolic: false, repeats }));
  }
  return elements;
}

/** The element of a resource's loop at an index that need not be known. */
export function elementAt(loop: Loop, over: Value, index: Value, environment: Environment): LoopElement {
  if (index.kind === 'literal' && typeof index.value === 'number' && over.kind === 'array' && !over.open) {
    return element(loop, index, over.items[index.value], environment, { symbolic: false, repeats: true });
  }
  return element(loop, index, itemOf(over, index), environment, { symbolic: true, repeats: true });
}

function symbolicElement(
  loop: Loop,
  over: Value,
  environment: Environment,
  origin: Origin,
  repeats: boolean,
): LoopElement {
  const args = loop.name === undefined ? [] : [literal(loop.name, origin)];
  const index: Value = {
    kind: 'unknown',
    because: { kind: 'function', name: 'copyIndex' },
    term: { kind: 'call', name: 'copyIndex', args },
    origin,
  };
  return element(loop, index, itemOf(over, index), environment, { symbolic: true, repeats });
}

function itemOf(over: Value, index: Value): Value {
  // range(a, n)[i] is a + i; the compiled template of a Bicep `for i in range(...)` says it that way.
  const known = over.kind === 'array' && over.items.length === 1 ? over.items[0] : undefined;
  if (known !== undefined && over.kind === 'array' && over.open) return known;
  return {
    kind: 'unknown',
    because: over.kind === 'unknown' ? over.because : { kind: 'function', name: 'copyIndex' },
    term: { kind: 'index', target: over, index },
    ...(over.kind === 'unknown' && over.shape?.items !== undefined ? { shape: over.shape.items() } : {}),
    origin: index.origin,
  };
}

function element(
  loop: Loop,
  index: Value,
  item: Value | undefined,
  environment: Environment,
  { symbolic, repeats }: { readonly symbolic: boolean; readonly repeats: boolean },
): LoopElement {
  let locals: Locals | undefined = { kind: 'loop', name: loop.name, index, repeats, outer: environment.locals };
  if (loop.itemName !== undefined && item !== undefined) {
    locals = { kind: 'local', name: loop.itemName, value: item, outer: locals };
  }
  if (loop.indexName !== undefined) locals = { kind: 'local', name: loop.indexName, value: index, outer: locals };
  return { locals, index, symbolic };
}

/** What the loop walks: an array, or a count. */
export function loopRange(loop: Loop, environment: Environment): Value {
  const range = evaluate(loop.over.kind === 'items' ? loop.over.items : loop.over.count, environment);
  return range.kind === 'reference' ? (range.declared ?? range) : range;
}

export function evaluateLoop(expression: LoopExpression, environment: Environment, origin: Origin): Value {
  const { loop, body } = expression;
  const cases = casesOf(loopRange(loop, environment)).map((one): Case => {
    const elements = loopElements(loop, one.value, environment, origin, false);
    const items = elements.map((each) => evaluate(body, withLocals(environment, each.locals)));
    return { value: { kind: 'array', items, open: elements.some((each) => each.symbolic), origin }, when: one.when };
  });
  return choiceOf(cases, origin) ?? opaque({ kind: 'limit', message: 'too many combinations of values' }, origin);
}
