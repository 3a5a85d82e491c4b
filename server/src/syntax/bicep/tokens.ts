/**
 * The kinds of tokens. Plain numbers, since a parse compares them millions of times; those that recovery stops at are
 * below 31, so that a set of them is one bit mask (see `maskOf`). Not literal types: after a comparison with one, the
 * compiler would take the kind of the current token for fixed while the parse moves on.
 */
export type TokenKind = number;

export const END_OF_FILE: TokenKind = 0;
/** One or more line breaks with nothing but blanks, comments and directives between them. */
export const NEW_LINE: TokenKind = 1;
export const IDENTIFIER: TokenKind = 2;
/** A string without holes. */
export const STRING: TokenKind = 3;
/** From the opening quote to the first `${`. */
export const STRING_START: TokenKind = 4;
/** From `}` to the next `${`. */
export const STRING_MIDDLE: TokenKind = 5;
/** From the last `}` to the closing quote. */
export const STRING_END: TokenKind = 6;
export const LEFT_BRACE: TokenKind = 7;
export const RIGHT_BRACE: TokenKind = 8;
export const LEFT_PAREN: TokenKind = 9;
export const RIGHT_PAREN: TokenKind = 10;
export const LEFT_SQUARE: TokenKind = 11;
export const RIGHT_SQUARE: TokenKind = 12;
export const COMMA: TokenKind = 13;
export const COLON: TokenKind = 14;
export const ASSIGN: TokenKind = 15;
export const GREATER: TokenKind = 16;
export const ARROW: TokenKind = 17;
export const AT: TokenKind = 18;
export const INTEGER: TokenKind = 19;
export const TRUE: TokenKind = 20;
export const FALSE: TokenKind = 21;
export const NULL: TokenKind = 22;
export const DOT: TokenKind = 23;
export const ELLIPSIS: TokenKind = 24;
export const QUESTION: TokenKind = 25;
export const DOUBLE_COLON: TokenKind = 26;
export const EXCLAMATION: TokenKind = 27;
export const PIPE: TokenKind = 28;
export const HAT: TokenKind = 29;
export const UNRECOGNIZED: TokenKind = 30;
export const PLUS: TokenKind = 31;
export const MINUS: TokenKind = 32;
export const ASTERISK: TokenKind = 33;
export const SLASH: TokenKind = 34;
export const PERCENT: TokenKind = 35;
export const LESS: TokenKind = 36;
export const LESS_OR_EQUAL: TokenKind = 37;
export const GREATER_OR_EQUAL: TokenKind = 38;
export const EQUAL: TokenKind = 39;
export const NOT_EQUAL: TokenKind = 40;
export const EQUAL_IGNORING_CASE: TokenKind = 41;
export const NOT_EQUAL_IGNORING_CASE: TokenKind = 42;
export const AND: TokenKind = 43;
export const OR: TokenKind = 44;
export const DOUBLE_QUESTION: TokenKind = 45;
/** A token that no construct uses. */
export const SEMICOLON: TokenKind = 46;

/** The bits of a token's flags that say of which kind it is. */
export const KIND_BITS = 0x3f;
/** A string token that has no proper end or has a wrong escape. */
export const MALFORMED = 0x40;
/** A string token with a backslash in it. */
export const ESCAPED = 0x80;
/** A NEW_LINE token that spans more than one group of adjacent line breaks. */
export const REPEATED = 0x100;
/** A REPEATED token with a group that has no comment before it. */
export const BLANK_LINE = 0x200;

/** A set of token kinds below 31. */
export function maskOf(...kinds: readonly number[]): number {
  return kinds.reduce((mask, kind) => mask | (1 << kind), 0);
}

/**
 * All tokens of a text, as columns: the token `i` has the kind and the flags `kinds[i]`, and the span `starts[i]` to
 * `ends[i]`. The last token is END_OF_FILE; what the arrays hold behind it means nothing.
 */
export interface TokenTable {
  kinds: Uint16Array;
  starts: Int32Array;
  ends: Int32Array;
}

/** A table with room for `capacity` tokens, with the tokens of `old` copied into it. */
export function growTokenTable(capacity: number, old?: TokenTable): TokenTable {
  const table: TokenTable = {
    kinds: new Uint16Array(capacity),
    starts: new Int32Array(capacity),
    ends: new Int32Array(capacity),
  };
  if (old !== undefined) {
    table.kinds.set(old.kinds);
    table.starts.set(old.starts);
    table.ends.set(old.ends);
  }
  return table;
}

/** The spare table stays only up to this many tokens, so that one huge file does not hold memory for ever. */
const MAX_SPARE_TOKENS = 1 << 18;
let spare: TokenTable | undefined;

/** A table with some capacity; what it holds means nothing. Reused tables spare the collector a lot of large arrays. */
export function takeTokenTable(): TokenTable {
  const table = spare ?? growTokenTable(1 << 12);
  spare = undefined;
  return table;
}

/** Gives a table back for the next text; nobody may read it any more. */
export function releaseTokenTable(table: TokenTable): void {
  if (table.kinds.length <= MAX_SPARE_TOKENS) spare = table;
}
