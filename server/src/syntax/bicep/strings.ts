import { CARRIAGE_RETURN, LINE_FEED } from './characters.js';
import { decodeEscapes } from './escapes.js';
import { COMPLEX_LITERALS_NOT_ALLOWED, parseExpression } from './expressions.js';
import type { Parser } from './parser.js';
import * as kind from './tokens.js';
import type { Expression, InterpolatedString, StringChunk, StringLike, StringLiteral } from './tree.js';

const HOLE_END = kind.maskOf(kind.STRING_MIDDLE, kind.STRING_END, kind.NEW_LINE);
const DOLLAR = 36;
const QUOTE = 39;

/** How the string that starts at an offset is quoted. */
interface Quotes {
  multiline: boolean;
  /** How many dollars open a hole, and stand before the opening quotes of a multi-line string. */
  dollars: number;
}

/** A string at the current token, or a failure with the given error if there is none. */
export function parseString(p: Parser, code: string, message: string): StringLike | undefined {
  if (p.kind === kind.STRING) return parseLiteral(p);
  if (p.kind === kind.STRING_START) return parseInterpolation(p);
  return p.fail(code, message);
}

function quotesAt(text: string, start: number, end: number): Quotes {
  let at = start;
  while (text.charCodeAt(at) === DOLLAR) at++;
  const multiline = at > start || (end - start > 2 && text.charCodeAt(at + 1) === QUOTE);
  return { multiline, dollars: at - start };
}

function parseLiteral(p: Parser): StringLiteral {
  const { text, index, start } = p;
  const end = p.endOf(index);
  const { multiline, dollars } = quotesAt(text, start, end);
  const wellFormed = !p.hasFlag(index, kind.MALFORMED);
  p.advance();
  let valueStart = multiline ? afterLineBreak(text, start + dollars + 3) : start + 1;
  const closed = endsWithQuotes(text, valueStart, end, multiline);
  const valueEnd = closed ? end - (multiline ? 3 : 1) : end;
  if (valueStart > valueEnd) valueStart = valueEnd;
  if (multiline || !p.hasFlag(index, kind.ESCAPED)) {
    const value = text.slice(valueStart, valueEnd);
    return { kind: 'string', start, end, value, valueStart, valueEnd, escapes: undefined, multiline, wellFormed };
  }
  const { value, escapes } = decodeEscapes(text, valueStart, valueEnd);
  return { kind: 'string', start, end, value, valueStart, valueEnd, escapes, multiline, wellFormed };
}

/** False for an unclosed string; one with a wrong escape may still be closed. */
function endsWithQuotes(text: string, valueStart: number, end: number, multiline: boolean): boolean {
  if (multiline) return text.startsWith("'''", end - 3) && end - 3 >= valueStart;
  return text.charCodeAt(end - 1) === QUOTE && end - 1 >= valueStart;
}

/** The line break right behind the opening quotes does not belong to the value. */
function afterLineBreak(text: string, offset: number): number {
  let at = offset;
  if (text.charCodeAt(at) === CARRIAGE_RETURN) at++;
  if (text.charCodeAt(at) === LINE_FEED) at++;
  return at;
}

function parseInterpolation(p: Parser): InterpolatedString {
  const { start } = p;
  const { multiline, dollars } = quotesAt(p.text, start, p.endOf(p.index));
  const holeOpening = multiline ? dollars + 1 : 2;
  const chunks = [takeChunk(p, multiline ? dollars + 3 : 1, holeOpening, multiline)];
  const expressions: Expression[] = [];
  let wellFormed = !p.hasFlag(p.index - 1, kind.MALFORMED);
  for (;;) {
    expressions.push(parseHole(p));
    const continues = p.kind === kind.STRING_MIDDLE;
    if (!continues && p.kind !== kind.STRING_END) {
      // The file ends within the hole.
      wellFormed = false;
      chunks.push(emptyChunk(p.previousEnd));
      break;
    }
    if (p.hasFlag(p.index, kind.MALFORMED)) wellFormed = false;
    const closing = continues ? holeOpening : closingLength(p, multiline);
    chunks.push(takeChunk(p, 1, closing, multiline));
    if (!continues) break;
  }
  return { kind: 'interpolation', start, end: p.previousEnd, chunks, expressions, multiline, wellFormed };
}

function parseHole(p: Parser): Expression {
  const firstToken = p.index;
  const expression = parseExpression(p, COMPLEX_LITERALS_NOT_ALLOWED) ?? p.recover(firstToken, HOLE_END);
  if (p.kind === kind.STRING_MIDDLE || p.kind === kind.STRING_END) return expression;
  p.fail('BCP064', 'Expected the end of the expression in the string.');
  p.recover(p.index, HOLE_END);
  return expression;
}

function closingLength(p: Parser, multiline: boolean): number {
  const end = p.endOf(p.index);
  const closed = endsWithQuotes(p.text, p.start + 1, end, multiline);
  if (!closed) return 0;
  return multiline ? 3 : 1;
}

/** The text of the current string token between delimiters of the given lengths. */
function takeChunk(p: Parser, opening: number, closing: number, multiline: boolean): StringChunk {
  const { text, index } = p;
  const tokenEnd = p.endOf(index);
  const first = p.kind === kind.STRING_START;
  p.advance();
  const end = tokenEnd - closing;
  const opened = p.startOf(index) + opening;
  const start = Math.min(multiline && first ? afterLineBreak(text, opened) : opened, end);
  if (multiline || !p.hasFlag(index, kind.ESCAPED)) {
    const value = text.slice(start, end);
    return { kind: 'chunk', start, end, value, valueStart: start, valueEnd: end, escapes: undefined };
  }
  const { value, escapes } = decodeEscapes(text, start, end);
  return { kind: 'chunk', start, end, value, valueStart: start, valueEnd: end, escapes };
}

function emptyChunk(at: number): StringChunk {
  return { kind: 'chunk', start: at, end: at, value: '', valueStart: at, valueEnd: at, escapes: undefined };
}
