import type { JsonString } from './tree.js';

/** A string's content, and where each of its characters was written. */
export interface DecodedString {
  readonly value: string;
  /** Offset into the raw content for each offset into `value`, its end included. undefined: the two are the same text. */
  readonly offsets: Uint32Array | undefined;
}

const shortEscapes: ReadonlyMap<string, string> = new Map([
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['"', '"'],
  ["'", "'"],
  ['/', '/'],
  ['\\', '\\'],
]);

/**
 * Decodes what stands between the quotes of a JSON string. An escape that JSON does not know is left out; line breaks are
 * kept.
 */
export function decodeContent(content: string): DecodedString {
  let backslash = content.indexOf('\\');
  if (backslash < 0) return { value: content, offsets: undefined };

  const parts: string[] = [];
  const offsets = new Uint32Array(content.length + 1);
  let length = 0;
  let done = 0;
  const copyUntil = (end: number): void => {
    parts.push(content.slice(done, end));
    for (let offset = done; offset < end; offset++) offsets[length++] = offset;
  };
  while (backslash >= 0) {
    copyUntil(backslash);
    const [decoded, escapeLength] = decodeEscape(content, backslash);
    if (decoded !== '') {
      parts.push(decoded);
      offsets[length++] = backslash;
    }
    done = backslash + escapeLength;
    backslash = content.indexOf('\\', done);
  }
  copyUntil(content.length);
  offsets[length] = content.length;
  return { value: parts.join(''), offsets: offsets.subarray(0, length + 1) };
}

function decodeEscape(content: string, backslash: number): readonly [decoded: string, length: number] {
  const letter = content.charAt(backslash + 1);
  if (letter === 'u') {
    const digits = /^[0-9a-fA-F]{0,4}/.exec(content.slice(backslash + 2, backslash + 6))?.[0] ?? '';
    return [digits.length === 4 ? String.fromCharCode(parseInt(digits, 16)) : '', 2 + digits.length];
  }
  return [shortEscapes.get(letter) ?? '', letter === '' ? 1 : 2];
}

/**
 * The offset in the file at which the character `offset` of `string.value` was written. An offset beyond the value is
 * the end of the content.
 */
export function sourceOffset(text: string, string: JsonString, offset: number): number {
  return sourceOffsets(text, string)(offset);
}

/** As `sourceOffset`, for several offsets in one string. */
export function sourceOffsets(text: string, string: JsonString): (offset: number) => number {
  const contentStart = string.start + 1;
  const contentEnd = contentStart + contentLength(text, string);
  // A value as long as its source has no escapes: every escape is longer than what it stands for.
  if (contentEnd - contentStart === string.value.length) return (offset) => Math.min(contentStart + offset, contentEnd);
  const { offsets } = decodeContent(text.slice(contentStart, contentEnd));
  return (offset) => Math.min(contentStart + (offsets?.[offset] ?? Infinity), contentEnd);
}

function contentLength(text: string, string: JsonString): number {
  const isClosed = string.end - string.start >= 2 && text.charAt(string.end - 1) === text.charAt(string.start);
  return string.end - string.start - (isClosed ? 2 : 1);
}
