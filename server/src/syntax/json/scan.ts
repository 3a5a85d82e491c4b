/** The smallest parts of a JSON text: blanks, comments, strings, words. Offsets are UTF-16, zero-based; `limit` ends the text. */

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const SPACE = 32;
const ASTERISK = 42;
const SLASH = 47;
const BACKSLASH = 92;

/** The offset of the first character that is no blank. */
export function skipBlanks(text: string, start: number, limit: number): number {
  let offset = start;
  while (offset < limit && text.charCodeAt(offset) <= SPACE) offset++;
  return offset;
}

/** The end of the comment at `start`; `start` itself if there is none; negative if the comment is not closed. */
export function endOfComment(text: string, start: number, limit: number): number {
  const next = text.charCodeAt(start + 1);
  if (next === SLASH) {
    let end = start + 2;
    while (end < limit && text.charCodeAt(end) !== LINE_FEED && text.charCodeAt(end) !== CARRIAGE_RETURN) end++;
    return end;
  }
  if (next !== ASTERISK) return start;
  const close = text.indexOf('*/', start + 2);
  return close < 0 || close + 2 > limit ? -limit : close + 2;
}

/**
 * The end of the string whose opening quote stands at `start`, after its closing quote; negative if it has none.
 * Azure lets a string run over several lines. One that is not closed on its line does so only if a quote follows that
 * looks like a closing one: else its author is typing, and all strings after it would be turned inside out.
 */
export function endOfString(text: string, start: number, limit: number): number {
  const quote = text.charCodeAt(start);
  let lineEnd = -1;
  for (let offset = start + 1; offset < limit; offset++) {
    const char = text.charCodeAt(offset);
    if (char === quote)
      return lineEnd >= 0 && !isFollowedByPunctuation(text, offset + 1, limit) ? -lineEnd : offset + 1;
    if (char === BACKSLASH) offset++;
    else if (lineEnd < 0 && (char === LINE_FEED || char === CARRIAGE_RETURN)) lineEnd = offset;
  }
  return lineEnd >= 0 ? -lineEnd : -limit;
}

function isFollowedByPunctuation(text: string, start: number, limit: number): boolean {
  const offset = skipBlanks(text, start, limit);
  return offset >= limit || ',:}]/'.includes(text.charAt(offset));
}

/** Whether the next thing after `start` is a colon: then what stands before is a name. */
export function isFollowedByColon(text: string, start: number, limit: number): boolean {
  const offset = skipBlanks(text, start, limit);
  return offset < limit && text.charAt(offset) === ':';
}

const word = /[^\s,:{}[\]"'/]+/y;

/** The end of the run of characters without a meaning of their own; at least one character. */
export function endOfWord(text: string, start: number, limit: number): number {
  word.lastIndex = start;
  return Math.min(limit, start + Math.max(1, word.exec(text)?.[0].length ?? 0));
}

const invalidEscapes = /\\(?:["'\\/bfnrt]|u[0-9a-fA-F]{4})|(\\u?)/g;

/** The span of the first escape that JSON does not know. */
export function findInvalidEscape(content: string): { readonly start: number; readonly end: number } | undefined {
  for (const { 1: wrong, index } of content.matchAll(invalidEscapes)) {
    if (wrong !== undefined) return { start: index, end: index + wrong.length };
  }
  return undefined;
}
