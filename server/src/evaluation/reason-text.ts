/** Words for why a value is not known before deployment, and under which conditions one holds. */
import { textOf } from './value.js';
import type { Condition, Reason, Value } from './value.js';

/** `parameter 'x' has no value`; undefined where the value is known, or nothing can be told. */
export function unknownBecause(value: Value): string | undefined {
  switch (value.kind) {
    case 'unknown':
      return reasonText(value.because);
    case 'reference':
      return 'it is read from a resource at deployment';
    case 'literal':
    case 'object':
    case 'array':
    case 'choice':
    case 'resourceId':
    case 'absent':
      return undefined;
  }
}

function reasonText(reason: Reason): string {
  switch (reason.kind) {
    case 'parameter':
      return `parameter '${reason.name}' has no value`;
    case 'runtime':
      return `only Azure knows ${reason.name === 'reference' ? 'what a deployed resource is like' : reason.name}`;
    case 'function':
      return `'${reason.name}' is not computed before deployment`;
    case 'module':
      return `module '${reason.reference}' is not at hand`;
    case 'error':
    case 'limit':
      return reason.message;
  }
}

/** The name of the parameter that a condition or an unknown value is about; undefined where it is another expression. */
export function parameterOfKey(key: string): string | undefined {
  return /^parameters\('((?:[^']|'')*)'\)$/.exec(key)?.[1]?.replaceAll("''", "'");
}

/** `'environment' is 'prod' and 'deploy' is true`. */
export function conditionsText(conditions: readonly Condition[]): string {
  return conditions.map(conditionText).join(' and ');
}

function conditionText({ key, value }: Condition): string {
  const parameter = parameterOfKey(key);
  const subject = parameter === undefined ? `[${key}]` : `'${parameter}'`;
  return `${subject} is ${typeof value === 'string' ? `'${value}'` : String(value)}`;
}

/** The text of a value that may be shown, `Standard_D4s_v5`, `true`; undefined where it is no simple known value. */
export function plainText(value: Value): string | undefined {
  if (value.kind === 'absent') return undefined;
  return textOf(value) ?? (value.kind === 'literal' ? String(value.value) : undefined);
}
