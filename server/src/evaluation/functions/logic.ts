/** `if`, `and`, `or`, `not`, `coalesce` and the constants: decided as soon as what is known suffices. */
import { canonicalExpression } from '../canonical.js';
import { choiceOf } from '../cases.js';
import { isAbsent, literal } from '../value.js';
import type { Value } from '../value.js';
import { areEqual } from './equality.js';
import { plainFunction, structuralFunction } from './registry.js';
import type { CallSite, TemplateFunction } from './registry.js';
import { booleanOf, meterOf, refused, residual, truth, typeOf } from './results.js';

/** `and` and `or`: one operand that is `decisive` decides, the others count only where they are not its opposite. */
function junction(name: 'and' | 'or', decisive: boolean): TemplateFunction {
  return structuralFunction(name, (args, site) => {
    if (args.length < 2) return refused(name, args, `'${name}' needs at least two arguments`, site);
    const open: Value[] = [];
    for (const arg of flattened(name, args)) {
      const known = booleanOf(arg);
      if (known === decisive) return literal(decisive, site.origin);
      if (known === undefined) {
        const type = typeOf(arg);
        if (type !== undefined && type !== 'boolean') return refused(name, args, `'${name}' takes only booleans`, site);
        const text = canonicalExpression(arg);
        if (!open.some((other) => canonicalExpression(other) === text)) open.push(arg);
      }
    }
    const [first] = open;
    if (first === undefined) return literal(!decisive, site.origin);
    return open.length === 1 ? first : residual(name, open, site);
  });
}

/** Bicep writes `a && b && c` as nested calls of two. */
function flattened(name: string, args: readonly Value[]): Value[] {
  return args.flatMap((arg) =>
    arg.kind === 'unknown' && arg.term.kind === 'call' && arg.term.name.toLowerCase() === name ? arg.term.args : [arg],
  );
}

function not(args: readonly Value[], site: CallSite): Value | undefined {
  const [arg] = args;
  if (arg === undefined || args.length !== 1) return refused('not', args, "'not' takes one argument", site);
  const known = booleanOf(arg);
  if (known !== undefined) return literal(!known, site.origin);
  if (arg.kind === 'unknown' && arg.term.kind === 'call' && arg.term.name.toLowerCase() === 'not') {
    const [inner] = arg.term.args;
    if (inner !== undefined) return inner;
  }
  const type = typeOf(arg);
  if (type !== undefined && type !== 'boolean') return refused('not', args, "'not' takes a boolean", site);
  return residual('not', [arg], site);
}

/** One of the two; where the condition is open, one of several. */
function conditional(args: readonly Value[], site: CallSite): Value | undefined {
  const [condition, whenTrue, whenFalse] = args;
  if (condition === undefined || whenTrue === undefined || whenFalse === undefined || args.length !== 3) {
    return refused('if', args, "'if' takes three arguments", site);
  }
  const known = booleanOf(condition);
  if (known !== undefined) return known ? whenTrue : whenFalse;
  const type = typeOf(condition);
  if (type !== undefined && type !== 'boolean') return refused('if', args, "'if' takes a boolean", site);
  if (areEqual(whenTrue, whenFalse, meterOf(site)) === true) return whenTrue;
  let key = condition;
  let holds = true;
  while (key.kind === 'unknown' && key.term.kind === 'call' && key.term.name.toLowerCase() === 'not') {
    const [inner] = key.term.args;
    if (inner === undefined) break;
    key = inner;
    holds = !holds;
  }
  const text = canonicalExpression(key);
  return choiceOf(
    [
      { value: whenTrue, when: [{ key: text, value: holds, outOf: 2 }] },
      { value: whenFalse, when: [{ key: text, value: !holds, outOf: 2 }] },
    ],
    site.origin,
  );
}

function coalesce(args: readonly Value[], site: CallSite): Value | undefined {
  const rest: Value[] = [];
  for (const arg of args) {
    if (isAbsent(arg)) continue;
    rest.push(arg);
    const type = typeOf(arg);
    // Nothing that follows counts.
    if (type !== undefined) break;
  }
  const [first, ...others] = rest;
  if (first === undefined) return literal(null, site.origin);
  if (typeOf(first) !== undefined) return first;
  if (others.length > 0 && others.every((other) => areEqual(first, other, meterOf(site)) === true)) return first;
  return residual('coalesce', rest, site);
}

export const logicFunctions: readonly TemplateFunction[] = [
  junction('and', false),
  junction('or', true),
  structuralFunction('not', not),
  structuralFunction('if', conditional),
  structuralFunction('coalesce', coalesce),
  structuralFunction('true', (args, site) => (args.length === 0 ? truth(true, site) : undefined)),
  structuralFunction('false', (args, site) => (args.length === 0 ? truth(false, site) : undefined)),
  structuralFunction('null', (args, site) => (args.length === 0 ? literal(null, site.origin) : undefined)),
  plainFunction('bool', ([value]) => {
    if (typeof value === 'boolean') return value;
    if (typeof value === 'number') return value !== 0;
    if (typeof value !== 'string') return undefined;
    const word = value.trim().toLowerCase();
    if (word === 'true' || word === 'false') return word === 'true';
    return { error: 'The value cannot be converted to the target type.' };
  }),
];
