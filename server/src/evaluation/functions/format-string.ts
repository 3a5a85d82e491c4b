/** .NET composite format strings: `{0}`, `{0,8}`, `{0:D3}`, `{{`. */
import { numberText } from './json-text.js';
import { formatInteger } from './number-format.js';
import type { Plain } from './registry.js';

export interface Hole {
  readonly index: number;
  /** Least width; negative: to the left. */
  readonly alignment: number;
  readonly specifier: string | undefined;
}

const HOLE = /\{(\d{1,6}) *(?:, *(-?\d{1,4}) *)?(?::([^{}]*))?\}/y;

/** The text and the holes of a composite format string; undefined where .NET would refuse it. */
export function parseFormat(format: string): readonly (string | Hole)[] | undefined {
  const parts: (string | Hole)[] = [];
  let text = '';
  let at = 0;
  while (at < format.length) {
    const character = format.charAt(at);
    if (character === '{' || character === '}') {
      if (format.charAt(at + 1) === character) {
        text += character;
        at += 2;
        continue;
      }
      if (character === '}') return undefined;
      HOLE.lastIndex = at;
      const match = HOLE.exec(format);
      if (match === null) return undefined;
      parts.push(text, {
        index: Number(match[1]),
        alignment: Number(match[2] ?? 0),
        specifier: match[3] === '' ? undefined : match[3],
      });
      text = '';
      at += match[0].length;
      continue;
    }
    text += character;
    at++;
  }
  parts.push(text);
  return parts.filter((part) => part !== '');
}

/** A known value in a hole; undefined where it is not certain what .NET makes of it. */
export function fillHole(hole: Hole, value: Plain): string | undefined {
  const text = formatted(value, hole.specifier);
  if (text === undefined) return undefined;
  const width = Math.abs(hole.alignment);
  return hole.alignment < 0 ? text.padEnd(width) : text.padStart(width);
}

function formatted(value: Plain, specifier: string | undefined): string | undefined {
  // Text and truth values do not heed a specifier.
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (value === null) return '';
  if (typeof value !== 'number') return undefined;
  if (specifier === undefined) return numberText(value);
  return Number.isSafeInteger(value) ? formatInteger(value, specifier) : undefined;
}
