import { SPACE, isHexDigit, isLineBreak } from './characters.js';
import { escapeLength } from './escapes.js';
import type { ErrorList } from './errors.js';
import { ESCAPED, MALFORMED } from './tokens.js';

/** A piece of a string, up to its closing quote or the next hole. */
export interface StringScan {
  /** Behind the quote, or behind the `{` of the hole. */
  end: number;
  opensHole: boolean;
  /** MALFORMED and ESCAPED. */
  flags: number;
}

const QUOTE = 39;
const DOLLAR = 36;
const LEFT_BRACE = 123;
const RIGHT_BRACE = 125;
const BACKSLASH = 92;

/** Reads a single-line string from `from`, which lies behind its quote or behind the `}` of a hole. */
export function scanString(text: string, from: number, errors: ErrorList): StringScan {
  let flags = 0;
  let at = from;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    // Nearly every character of a string is one of these.
    if (code > BACKSLASH || (code > QUOTE && code < BACKSLASH) || code === SPACE) {
      at++;
      continue;
    }
    if (code === QUOTE) return { end: at + 1, opensHole: false, flags };
    if (code === DOLLAR && text.charCodeAt(at + 1) === LEFT_BRACE) return { end: at + 2, opensHole: true, flags };
    if (isLineBreak(code)) {
      errors.add(from - 1, at, 'BCP004', 'The string is not closed before the end of the line.');
      return { end: at, opensHole: false, flags: flags | MALFORMED };
    }
    if (code !== BACKSLASH) {
      at++;
      continue;
    }
    if (at + 1 === text.length) {
      errors.add(at, at + 1, 'BCP005', 'The string ends within an escape.');
      return { end: at + 1, opensHole: false, flags: flags | MALFORMED };
    }
    flags |= ESCAPED;
    const length = escapeLength(text, at);
    if (length > 0) {
      // `\${` is text, not a hole.
      at += text.startsWith('\\${', at) ? 3 : length;
    } else {
      flags |= MALFORMED;
      at = scanWrongEscape(text, at, errors);
    }
  }
  errors.add(from - 1, at, 'BCP003', 'The string is not closed.');
  return { end: text.length, opensHole: false, flags: flags | MALFORMED };
}

/** Reports an escape that Bicep does not know. The result is where the string goes on, so that its end is still found. */
function scanWrongEscape(text: string, start: number, errors: ErrorList): number {
  let end = start + 2;
  if (text[start + 1] !== 'u') {
    errors.add(start, end, 'BCP006', "Only \\n, \\r, \\t, \\\\, \\', \\$ and \\u{...} are escapes.");
    return end;
  }
  if (text.charCodeAt(end) === LEFT_BRACE) {
    end++;
    while (isHexDigit(text.charCodeAt(end))) end++;
    if (text.charCodeAt(end) === RIGHT_BRACE) end++;
  }
  errors.add(start, end, 'BCP133', 'A Unicode escape is \\u{ and } with up to 10FFFF in hexadecimal between them.');
  return end;
}

/**
 * Reads a multi-line string from `from`, which lies behind its quotes or behind the `}` of a hole. `dollars` is how many
 * stand before its opening quotes; without any it has no holes.
 */
export function scanMultilineString(text: string, from: number, dollars: number, errors: ErrorList): StringScan {
  let at = from;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    const runStart = at;
    at++;
    if (code === QUOTE) {
      while (text.charCodeAt(at) === QUOTE) at++;
      // More than three quotes: the last three close the string, those before belong to it.
      if (at - runStart >= 3) return { end: at, opensHole: false, flags: 0 };
    } else if (code === DOLLAR && dollars > 0) {
      while (text.charCodeAt(at) === DOLLAR) at++;
      if (at - runStart >= dollars && text.charCodeAt(at) === LEFT_BRACE) {
        return { end: at + 1, opensHole: true, flags: 0 };
      }
    }
  }
  errors.add(from - 1, at, 'BCP140', "The multi-line string is not closed by '''.");
  return { end: text.length, opensHole: false, flags: MALFORMED };
}
