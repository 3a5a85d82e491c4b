import { MAX_DEPTH } from './tree.js';

/** `text` with the parts that Azure accepts and `jsonc-parser` does not replaced by others of the same length. */
export interface MaskedText {
  readonly text: string;
  /** Some strings differ from the original text, and must be decoded from that. */
  readonly stringsMasked: boolean;
  /** What is nested deeper than `MAX_DEPTH`; it is masked by the number 0. */
  readonly tooDeep: readonly Span[];
}

interface Span {
  readonly start: number;
  readonly end: number;
}

interface Mask extends Span {
  readonly by: '0' | ' ';
}

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const SPACE = 32;
const QUOTE = 34;
const ASTERISK = 42;
const SLASH = 47;
const OPEN_BRACKET = 91;
const BACKSLASH = 92;
const CLOSE_BRACKET = 93;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;
const BYTE_ORDER_MARK = 0xfeff;

/**
 * Masks a byte order mark, and line breaks and other control characters inside strings, by spaces; and what is nested
 * too deep, because `jsonc-parser` recurses, by the number 0. Offsets stay. One pass; most texts come back as they are.
 */
export function maskForParser(text: string): MaskedText {
  const masks: Mask[] = [];
  const tooDeep: Span[] = [];
  let stringsMasked = false;
  // The closing brackets that are awaited. A wrong one is skipped, as the parser does: the parser is never deeper than this.
  const awaited: number[] = [];
  let deepStart = -1;

  let offset = 0;
  if (text.charCodeAt(0) === BYTE_ORDER_MARK) {
    masks.push({ start: 0, end: 1, by: ' ' });
    offset = 1;
  }
  while (offset < text.length) {
    const char = text.charCodeAt(offset);
    switch (char) {
      case QUOTE: {
        const end = endOfString(text, offset);
        // Only strings that hold control characters are looked at twice.
        if (end < 0 && deepStart < 0) {
          maskControlCharacters(text, offset, -end, masks);
          stringsMasked = true;
        }
        offset = Math.abs(end);
        break;
      }
      case SLASH:
        offset = endOfComment(text, offset);
        break;
      case OPEN_BRACE:
      case OPEN_BRACKET:
        if (awaited.length === MAX_DEPTH && deepStart < 0) deepStart = offset;
        awaited.push(char === OPEN_BRACE ? CLOSE_BRACE : CLOSE_BRACKET);
        offset++;
        break;
      case CLOSE_BRACE:
      case CLOSE_BRACKET:
        offset++;
        if (awaited[awaited.length - 1] !== char) break;
        awaited.pop();
        if (deepStart >= 0 && awaited.length === MAX_DEPTH) {
          tooDeep.push({ start: deepStart, end: offset });
          deepStart = -1;
        }
        break;
      default:
        offset++;
    }
  }
  if (deepStart >= 0) tooDeep.push({ start: deepStart, end: text.length });
  for (const { start, end } of tooDeep) {
    masks.push({ start, end: start + 1, by: '0' }, { start: start + 1, end, by: ' ' });
  }
  return { text: applyMasks(text, masks), stringsMasked, tooDeep };
}

/**
 * Where the string that starts at `start` ends; negative if there are control characters inside.
 * A string that is not closed on its line runs on only if a quote that looks like a closing one follows; else the author
 * is typing, and the string ends with its line: otherwise all strings after it would be turned inside out.
 */
function endOfString(text: string, start: number): number {
  let control = false;
  let lineEnd = -1;
  for (let offset = start + 1; offset < text.length; offset++) {
    const char = text.charCodeAt(offset);
    if (char === QUOTE) {
      if (lineEnd >= 0 && !isFollowedByPunctuation(text, offset + 1)) return lineEnd;
      return control ? -(offset + 1) : offset + 1;
    }
    if (char === BACKSLASH) {
      offset++;
    } else if (char < SPACE) {
      control = true;
      if (lineEnd < 0 && (char === LINE_FEED || char === CARRIAGE_RETURN)) lineEnd = offset;
    }
  }
  return lineEnd >= 0 ? lineEnd : text.length;
}

const punctuation = /[ \t\r\n]*(?:[,:}\]/]|$)/y;

function isFollowedByPunctuation(text: string, offset: number): boolean {
  punctuation.lastIndex = offset;
  return punctuation.test(text);
}

/** Where the comment that starts at `start` ends, or the offset after a slash that starts none. */
function endOfComment(text: string, start: number): number {
  const next = text.charCodeAt(start + 1);
  if (next === SLASH) {
    let end = start + 2;
    while (end < text.length && text.charCodeAt(end) !== LINE_FEED && text.charCodeAt(end) !== CARRIAGE_RETURN) end++;
    return end;
  }
  if (next === ASTERISK) {
    const close = text.indexOf('*/', start + 2);
    return close < 0 ? text.length : close + 2;
  }
  return start + 1;
}

function maskControlCharacters(text: string, start: number, end: number, masks: Mask[]): void {
  for (let offset = start; offset < end; offset++) {
    if (text.charCodeAt(offset) < SPACE) masks.push({ start: offset, end: offset + 1, by: ' ' });
  }
}

function applyMasks(text: string, masks: readonly Mask[]): string {
  if (masks.length === 0) return text;
  const parts: string[] = [];
  let done = 0;
  for (const { start, end, by } of [...masks].sort((a, b) => a.start - b.start)) {
    parts.push(text.slice(done, start), by.repeat(end - start));
    done = end;
  }
  parts.push(text.slice(done));
  return parts.join('');
}
