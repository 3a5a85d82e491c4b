import { CARRIAGE_RETURN, LINE_FEED, SPACE, TAB, isDigit, isIdentifierStart, isLineBreak } from './characters.js';
import { readDirective } from './directives.js';
import { ErrorList } from './errors.js';
import { scanMultilineString, scanString } from './string-scanner.js';
import type { StringScan } from './string-scanner.js';
import * as kind from './tokens.js';
import type { TokenTable } from './tokens.js';
import type { BicepSyntaxError, Comment, Directive } from './tree.js';

/** Everything that a text consists of, apart from blanks. */
export interface LexedText {
  tokens: TokenTable;
  comments: Comment[];
  directives: Directive[];
  errors: BicepSyntaxError[];
}

/** Longer names are an error in Bicep (BCP024). */
const MAX_IDENTIFIER_LENGTH = 255;
const BYTE_ORDER_MARK = 0xfeff;
/** On the stack of open holes: a brace inside a hole. */
const BRACE = -1;

/**
 * Splits a text into tokens. Never fails: what is no token is UNRECOGNIZED, with an error. The caller may give the table of
 * the tokens back (`releaseTokenTable`) when it needs them no more.
 */
export function lex(text: string): LexedText {
  return new Lexer(text).run();
}

/**
 * Inside the hole of a string a `}` may continue the string, so open holes are kept on a stack: per hole the number of
 * dollars of its string (0 for a single-line one), per brace within a hole BRACE.
 */
class Lexer {
  readonly #text: string;
  #tokens: TokenTable;
  #count = 0;
  #offset = 0;
  #commentSinceToken = false;
  readonly #holes: number[] = [];
  readonly #comments: Comment[] = [];
  readonly #directives: Directive[] = [];
  readonly #errors = new ErrorList();

  constructor(text: string) {
    this.#text = text;
    this.#tokens = kind.takeTokenTable();
  }

  run(): LexedText {
    const text = this.#text;
    if (text.charCodeAt(0) === BYTE_ORDER_MARK) this.#offset = 1;
    const { length } = text;
    for (let offset = this.#offset; offset < length; offset = this.#offset) {
      const code = text.charCodeAt(offset);
      if (code === SPACE || code === TAB) this.#offset = this.#skipBlanks(offset + 1);
      else if (isIdentifierStart(code)) this.#readIdentifier(code);
      else if (isLineBreak(code)) this.#readLineBreaks();
      else if (isDigit(code)) this.#readInteger();
      else this.#readPunctuation(code);
    }
    // Three, since the parser looks up to two tokens ahead and the table may hold an earlier text behind them.
    for (let i = 0; i < 3; i++) this.#push(kind.END_OF_FILE, length, length);
    return {
      tokens: this.#tokens,
      comments: this.#comments,
      directives: this.#directives,
      errors: this.#errors.errors,
    };
  }

  // The loops over blanks, names and comments see most characters of a file; each is one loop without calls, which is fast
  // before it is optimized, too.

  #skipBlanks(from: number): number {
    const text = this.#text;
    const { length } = text;
    let offset = from;
    while (offset < length) {
      const code = text.charCodeAt(offset);
      if (code !== SPACE && code !== TAB) break;
      offset++;
    }
    return offset;
  }

  #endOfIdentifier(from: number): number {
    const text = this.#text;
    const { length } = text;
    let offset = from;
    while (offset < length) {
      const code = text.charCodeAt(offset);
      if (code < 97 ? (code > 90 || code < 65) && (code > 57 || code < 48) && code !== 95 : code > 122) break;
      offset++;
    }
    return offset;
  }

  #endOfLine(from: number): number {
    const text = this.#text;
    const { length } = text;
    let offset = from;
    while (offset < length) {
      const code = text.charCodeAt(offset);
      if (code === LINE_FEED || code === CARRIAGE_RETURN) break;
      offset++;
    }
    return offset;
  }

  #push(tokenKind: number, start: number, end: number, flags = 0): void {
    const index = this.#count++;
    if (index === this.#tokens.kinds.length) this.#tokens = kind.growTokenTable(index * 2, this.#tokens);
    const tokens = this.#tokens;
    tokens.kinds[index] = tokenKind | flags;
    tokens.starts[index] = start;
    tokens.ends[index] = end;
    this.#offset = end;
    this.#commentSinceToken = false;
  }

  #error(start: number, end: number, code: string, message: string): void {
    this.#errors.add(start, end, code, message);
  }

  #readIdentifier(first: number): void {
    const text = this.#text;
    const start = this.#offset;
    const end = this.#endOfIdentifier(start + 1);
    const length = end - start;
    if (length > MAX_IDENTIFIER_LENGTH) {
      this.#error(start, end, 'BCP024', `A name may have at most ${MAX_IDENTIFIER_LENGTH} characters.`);
    }
    let tokenKind: number = kind.IDENTIFIER;
    if (length === 4 && (first === 116 || first === 110)) {
      if (text.startsWith('true', start)) tokenKind = kind.TRUE;
      else if (text.startsWith('null', start)) tokenKind = kind.NULL;
    } else if (length === 5 && first === 102 && text.startsWith('false', start)) {
      tokenKind = kind.FALSE;
    }
    this.#push(tokenKind, start, end);
  }

  #readInteger(): void {
    const start = this.#offset;
    let end = start + 1;
    while (isDigit(this.#text.charCodeAt(end))) end++;
    this.#push(kind.INTEGER, start, end);
  }

  #readLineBreaks(): void {
    const start = this.#offset;
    if (this.#holes.length > 0) {
      // A hole ends with its line, even in a multi-line string: the string ends here, without its closing quote.
      this.#holes.length = 0;
      this.#error(start, start, 'BCP004', 'The string is not closed before the end of the line.');
      this.#push(kind.STRING_END, start, start, kind.MALFORMED);
      return;
    }
    let end = start + 1;
    while (isLineBreak(this.#text.charCodeAt(end))) end++;
    const previous = this.#count - 1;
    const bits = previous < 0 ? kind.END_OF_FILE : (this.#tokens.kinds[previous] ?? 0);
    if ((bits & kind.KIND_BITS) !== kind.NEW_LINE) return this.#push(kind.NEW_LINE, start, end);
    this.#tokens.kinds[previous] = bits | kind.REPEATED | (this.#commentSinceToken ? 0 : kind.BLANK_LINE);
    this.#tokens.ends[previous] = end;
    this.#offset = end;
    this.#commentSinceToken = false;
  }

  #readPunctuation(code: number): void {
    const text = this.#text;
    const start = this.#offset;
    const next = text.charCodeAt(start + 1);
    switch (code) {
      case 39 /* ' */:
        if (next === 39 && text.charCodeAt(start + 2) === 39) return this.#readMultilineString(start, start + 3, 0);
        return this.#pushString(start, scanString(text, start + 1, this.#errors), true, 0);
      case 123 /* { */:
        if (this.#holes.length > 0) this.#holes.push(BRACE);
        return this.#push(kind.LEFT_BRACE, start, start + 1);
      case 125 /* } */:
        return this.#readRightBrace(start);
      case 40 /* ( */:
        return this.#push(kind.LEFT_PAREN, start, start + 1);
      case 41 /* ) */:
        return this.#push(kind.RIGHT_PAREN, start, start + 1);
      case 91 /* [ */:
        return this.#push(kind.LEFT_SQUARE, start, start + 1);
      case 93 /* ] */:
        return this.#push(kind.RIGHT_SQUARE, start, start + 1);
      case 44 /* , */:
        return this.#push(kind.COMMA, start, start + 1);
      case 59 /* ; */:
        return this.#push(kind.SEMICOLON, start, start + 1);
      case 64 /* @ */:
        return this.#push(kind.AT, start, start + 1);
      case 43 /* + */:
        return this.#push(kind.PLUS, start, start + 1);
      case 45 /* - */:
        return this.#push(kind.MINUS, start, start + 1);
      case 42 /* * */:
        return this.#push(kind.ASTERISK, start, start + 1);
      case 37 /* % */:
        return this.#push(kind.PERCENT, start, start + 1);
      case 94 /* ^ */:
        return this.#push(kind.HAT, start, start + 1);
      case 46 /* . */:
        if (next === 46 && text.charCodeAt(start + 2) === 46) return this.#push(kind.ELLIPSIS, start, start + 3);
        return this.#push(kind.DOT, start, start + 1);
      case 58 /* : */:
        if (next === 58) return this.#push(kind.DOUBLE_COLON, start, start + 2);
        return this.#push(kind.COLON, start, start + 1);
      case 63 /* ? */:
        if (next === 63) return this.#push(kind.DOUBLE_QUESTION, start, start + 2);
        return this.#push(kind.QUESTION, start, start + 1);
      case 33 /* ! */:
        if (next === 61) return this.#push(kind.NOT_EQUAL, start, start + 2);
        if (next === 126) return this.#push(kind.NOT_EQUAL_IGNORING_CASE, start, start + 2);
        return this.#push(kind.EXCLAMATION, start, start + 1);
      case 60 /* < */:
        if (next === 61) return this.#push(kind.LESS_OR_EQUAL, start, start + 2);
        return this.#push(kind.LESS, start, start + 1);
      case 62 /* > */:
        if (next === 61) return this.#push(kind.GREATER_OR_EQUAL, start, start + 2);
        return this.#push(kind.GREATER, start, start + 1);
      case 61 /* = */:
        if (next === 61) return this.#push(kind.EQUAL, start, start + 2);
        if (next === 126) return this.#push(kind.EQUAL_IGNORING_CASE, start, start + 2);
        if (next === 62) return this.#push(kind.ARROW, start, start + 2);
        return this.#push(kind.ASSIGN, start, start + 1);
      case 38 /* & */:
        if (next === 38) return this.#push(kind.AND, start, start + 2);
        return this.#unrecognized(start, start + 1);
      case 124 /* | */:
        if (next === 124) return this.#push(kind.OR, start, start + 2);
        return this.#push(kind.PIPE, start, start + 1);
      case 47 /* / */:
        if (next === 47) return this.#readLineComment(start);
        if (next === 42) return this.#readBlockComment(start);
        return this.#push(kind.SLASH, start, start + 1);
      case 35 /* # */:
        return this.#readDirective(start);
      case 36 /* $ */:
        return this.#readDollars(start);
      default:
        return this.#unrecognized(start, start + 1);
    }
  }

  #unrecognized(start: number, end: number): void {
    const token = this.#text.slice(start, Math.min(end, start + 20));
    if (token === '"') this.#error(start, end, 'BCP103', "A string is written in single quotes, not in '\"'.");
    else this.#error(start, end, 'BCP001', `'${token}' is no token of the language.`);
    this.#push(kind.UNRECOGNIZED, start, end);
  }

  #readLineComment(start: number): void {
    this.#comment(start, this.#endOfLine(start + 2), false);
  }

  #readBlockComment(start: number): void {
    const close = this.#text.indexOf('*/', start + 2);
    if (close === -1) this.#error(start, this.#text.length, 'BCP002', "The comment is not closed by '*/'.");
    this.#comment(start, close === -1 ? this.#text.length : close + 2, true);
  }

  #comment(start: number, end: number, block: boolean): void {
    this.#comments.push({ kind: 'comment', start, end, block });
    this.#offset = end;
    this.#commentSinceToken = true;
  }

  #readDirective(start: number): void {
    const directive = readDirective(this.#text, start);
    if (directive === undefined) return this.#unrecognized(start, start + 1);
    if (directive.codes.length === 0) {
      this.#error(directive.start, directive.end, 'BCP226', 'The directive names no diagnostic code.');
    }
    this.#directives.push(directive);
    this.#offset = directive.end;
  }

  #readDollars(start: number): void {
    let quote = start + 1;
    while (this.#text.charCodeAt(quote) === 36) quote++;
    if (!this.#text.startsWith("'''", quote)) return this.#unrecognized(start, quote);
    this.#readMultilineString(start, quote + 3, quote - start);
  }

  #readMultilineString(start: number, contentStart: number, dollars: number): void {
    this.#pushString(start, scanMultilineString(this.#text, contentStart, dollars, this.#errors), true, dollars);
  }

  #readRightBrace(start: number): void {
    const hole = this.#holes.at(-1);
    if (hole === undefined || hole === BRACE) {
      this.#holes.pop();
      this.#push(kind.RIGHT_BRACE, start, start + 1);
    } else if (hole > 0) {
      this.#pushString(start, scanMultilineString(this.#text, start + 1, hole, this.#errors), false, hole);
    } else {
      this.#pushString(start, scanString(this.#text, start + 1, this.#errors), false, hole);
    }
  }

  #pushString(start: number, scan: StringScan, isFirst: boolean, dollars: number): void {
    if (scan.opensHole && isFirst) this.#holes.push(dollars);
    if (!scan.opensHole && !isFirst) this.#holes.pop();
    const first = scan.opensHole ? kind.STRING_START : kind.STRING;
    const later = scan.opensHole ? kind.STRING_MIDDLE : kind.STRING_END;
    this.#push(isFirst ? first : later, start, scan.end, scan.flags);
  }
}
