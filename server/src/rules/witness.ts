/** Words for the conditions under which a possible finding holds. */
import type { Condition } from '../evaluation/value.js';

/** `If 'environment' is 'prod' and 'deploy' is true`, to stand before the message. */
export function witnessText(conditions: readonly Condition[]): string {
  return `If ${conditions.map(conditionText).join(' and ')}`;
}

function conditionText({ key, value }: Condition): string {
  const parameter = /^parameters\('((?:[^']|'')*)'\)$/.exec(key)?.[1];
  const subject = parameter === undefined ? `[${key}]` : `'${parameter.replaceAll("''", "'")}'`;
  return `${subject} is ${typeof value === 'string' ? `'${value}'` : String(value)}`;
}
