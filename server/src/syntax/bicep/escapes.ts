import { isHexDigit } from './characters.js';

const SINGLE_CHARACTER_ESCAPES: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['\\', '\\'],
  ["'", "'"],
  ['$', '$'],
]);

/** The length of the escape that starts with the backslash at `offset`, or 0 if it is none that Bicep knows. */
export function escapeLength(text: string, offset: number): number {
  const character = text[offset + 1];
  if (character === undefined) return 0;
  if (character === 'u') {
    const end = unicodeEscapeEnd(text, offset);
    return end === undefined ? 0 : end - offset;
  }
  return SINGLE_CHARACTER_ESCAPES.has(character) ? 2 : 0;
}

/** Where `\u{...}` at `offset` ends, or undefined if it is malformed or no code point. */
function unicodeEscapeEnd(text: string, offset: number): number | undefined {
  if (text[offset + 2] !== '{') return undefined;
  let end = offset + 3;
  while (isHexDigit(text.charCodeAt(end))) end++;
  if (end === offset + 3 || text[end] !== '}') return undefined;
  return Number.parseInt(text.slice(offset + 3, end), 16) <= 0x10ffff ? end + 1 : undefined;
}

/** What an escape of the given length stands for; an unknown one stands for itself. */
function escapeValue(text: string, offset: number, length: number): string {
  const character = text[offset + 1] ?? '';
  if (character !== 'u') return SINGLE_CHARACTER_ESCAPES.get(character) ?? '';
  return String.fromCodePoint(Number.parseInt(text.slice(offset + 3, offset + length - 1), 16));
}

/** The value of the string text between two offsets, and the map back (see `escapes` of a string node). */
export function decodeEscapes(text: string, start: number, end: number): { value: string; escapes: number[] } {
  const escapes: number[] = [];
  let value = '';
  let from = start;
  for (let at = text.indexOf('\\', start); at !== -1 && at < end; at = text.indexOf('\\', from)) {
    const length = escapeLength(text, at);
    if (length === 0 || at + length > end) {
      // A wrong escape has been reported by the lexer; its characters stay in the value.
      value += text.slice(from, at + 1);
      from = at + 1;
      continue;
    }
    value += text.slice(from, at) + escapeValue(text, at, length);
    from = at + length;
    escapes.push(value.length, from);
  }
  return { value: value + text.slice(from, end), escapes };
}

/**
 * The source offset of a character of a string's value. `valueOffset` may be from 0 to the length of the value, inclusive.
 * An escape's character lies at its backslash; the second half of a surrogate pair, inside the escape.
 */
export function sourceOffset(
  string: { valueStart: number; valueEnd: number; escapes: readonly number[] | undefined },
  valueOffset: number,
): number {
  const { valueStart, valueEnd, escapes = [] } = string;
  let fromValue = 0;
  let fromSource = valueStart;
  for (let i = 0; i + 1 < escapes.length; i += 2) {
    const nextValue = escapes[i] ?? 0;
    if (nextValue > valueOffset) break;
    fromValue = nextValue;
    fromSource = escapes[i + 1] ?? 0;
  }
  return Math.min(fromSource + valueOffset - fromValue, valueEnd);
}
