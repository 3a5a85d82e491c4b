/**
 * The tree of a JSON file as Azure reads one. All offsets are UTF-16, zero-based, into `JsonFile.text`; spans are half-open.
 */

export interface JsonFile {
  readonly text: string;
  /** undefined: there is no value in the text. */
  readonly root: JsonNode | undefined;
  /** In source order, at most `MAX_ERRORS` of them. Empty: all of the text was read. */
  readonly errors: readonly JsonError[];
  /** Spans of the comments, with their delimiters, in source order. */
  readonly comments: readonly JsonSpan[];
  /** Something is nested deeper than `MAX_DEPTH`; it is missing in the tree, and is an error. */
  readonly limitReached: boolean;
}

export interface JsonSpan {
  readonly start: number;
  readonly end: number;
}

export interface JsonError extends JsonSpan {
  readonly code: JsonErrorCode;
  readonly message: string;
}

export type JsonErrorCode = keyof typeof errorMessages;

export const errorMessages = {
  invalidSymbol: 'This is no JSON value.',
  invalidNumber: 'This is no JSON number.',
  nameExpected: 'A property name is expected here.',
  valueExpected: 'A value is expected here.',
  colonExpected: 'A colon is expected here.',
  commaExpected: 'A comma is expected here.',
  closeBraceExpected: "A '}' is expected here.",
  closeBracketExpected: "A ']' is expected here.",
  endOfFileExpected: 'The file should end here.',
  unclosedComment: "This comment has no '*/'.",
  unclosedString: 'This string has no closing quote.',
  invalidEscape: 'JSON does not know this escape.',
  nestedTooDeep: 'This is nested too deep to be read.',
} as const;

export type JsonNode = JsonObject | JsonArray | JsonString | JsonNumber | JsonBoolean | JsonNull;

export interface JsonObject extends JsonSpan {
  readonly kind: 'object';
  /** In source order, duplicates included. Of some objects that are seldom asked for, read on first use. */
  readonly properties: readonly JsonProperty[];
}

/** `"name": value`. */
export interface JsonProperty {
  readonly kind: 'property';
  /** Decoded. */
  readonly name: string;
  /** Start and end of the name, quotes included (Azure accepts a name without). */
  readonly start: number;
  readonly nameEnd: number;
  /** undefined: half-typed, there is no value (yet). */
  readonly value: JsonNode | undefined;
}

export interface JsonArray extends JsonSpan {
  readonly kind: 'array';
  readonly items: readonly JsonNode[];
}

/** `value` is decoded; the span includes the quotes. */
export interface JsonString extends JsonSpan {
  readonly kind: 'string';
  readonly value: string;
}

export interface JsonNumber extends JsonSpan {
  readonly kind: 'number';
  readonly value: number;
}

export interface JsonBoolean extends JsonSpan {
  readonly kind: 'boolean';
  readonly value: boolean;
}

export interface JsonNull extends JsonSpan {
  readonly kind: 'null';
  readonly value: null;
}

/** Objects and arrays may be nested this deep; each nested deployment takes about six levels. */
export const MAX_DEPTH = 500;

/** Errors beyond this number are not kept. */
export const MAX_ERRORS = 1000;
