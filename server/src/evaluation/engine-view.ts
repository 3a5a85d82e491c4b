/**
 * How Azure's engine computes before a deployment, where it takes an expression as a whole that we look into (Bicep CLI
 * 0.49.2): a call waits until each of its arguments is known, though not all that an object or array holds.
 */
import { plainOf } from './plain.js';
import type { Value } from './value.js';

/** Functions that need not know all of their arguments: they only put them together, or stop at the first that decides. */
const NEEDS_NOT_ALL: ReadonlySet<string> = new Set(['createobject', 'createarray', 'coalesce']);

/** Of lists, and of objects with names that are not known, these see each part. */
const SEES_ALL: ReadonlySet<string> = new Set(['union', 'intersection']);

/** Into the outputs of a deployment it looks. */
const READS_REFERENCES = 'tryget';

/** Whether the engine has only an expression for a value. */
export function isExpression(value: Value): boolean {
  switch (value.kind) {
    case 'literal':
    case 'absent':
      return false;
    case 'array':
      return value.open;
    case 'object':
      return value.term !== undefined || (value.open && value.computed === undefined);
    case 'resourceId':
      return plainOf(value) === undefined;
    case 'reference':
      return value.declared === undefined;
    case 'choice':
    case 'unknown':
      return true;
  }
}

/** Whether the engine leaves a call as it is to which we have an answer. */
export function waits(name: string, args: readonly Value[], result: Value): boolean {
  const key = name.toLowerCase();
  if (isExpression(result) || NEEDS_NOT_ALL.has(key)) return false;
  const [first, ...rest] = args;
  if (SEES_ALL.has(key) && args.some(isNotPlainList)) return true;
  const waitedFor = key === READS_REFERENCES && first?.kind === 'reference' ? rest : args;
  return waitedFor.some((one) => isExpression(one) && !isLambda(one));
}

function isNotPlainList(value: Value): boolean {
  if (value.kind === 'object') return value.computed !== undefined;
  return value.kind === 'array' && plainOf(value) === undefined;
}

function isLambda(value: Value): boolean {
  return value.kind === 'unknown' && value.term.kind === 'call' && value.term.name === 'lambda';
}
