/** The parts of an ARM expression that are written the same whatever it is written for. */
import type { Condition, Value } from './value.js';

/** A text between quotes. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

export function literalText(value: string | number | boolean | null): string {
  if (typeof value === 'string') return quoted(value);
  if (value === null) return 'null()';
  if (typeof value === 'boolean') return value ? 'true()' : 'false()';
  return String(value);
}

/** `format('{0}-des', ...)` of a text of which only parts are known; `write` writes the others. */
export function formatText(parts: readonly (string | Value)[], write: (value: Value) => string): string {
  let format = '';
  const args: string[] = [];
  for (const part of parts) {
    if (typeof part === 'string') format += part.replaceAll('{', '{{').replaceAll('}', '}}');
    else format += `{${String(args.push(write(part)) - 1)}}`;
  }
  return `format(${[quoted(format), ...args].join(', ')})`;
}

/** All of the conditions together. */
export function conditionText(when: readonly Condition[]): string {
  const tests = when.map(({ key, value }) => {
    if (typeof value === 'boolean') return value ? key : `not(${key})`;
    return `equals(${key}, ${literalText(value)})`;
  });
  const [first = 'true()'] = tests;
  return tests.length <= 1 ? first : `and(${tests.join(', ')})`;
}
