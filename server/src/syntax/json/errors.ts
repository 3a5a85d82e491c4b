import type { ParseErrorCode } from 'jsonc-parser';
import { MAX_DEPTH } from './tree.js';
import type { JsonError, JsonErrorCode } from './tree.js';

interface Description {
  readonly code: JsonErrorCode;
  readonly message: string;
}

/** By the number that `jsonc-parser` gives the error; its own enum does not exist at run time in isolated modules. */
const descriptions: ReadonlyMap<number, Description> = new Map([
  [1, { code: 'invalidSymbol', message: 'This is no JSON value.' }],
  [2, { code: 'invalidNumber', message: 'This number cannot be read.' }],
  [3, { code: 'nameExpected', message: 'A property name in double quotes is expected here.' }],
  [4, { code: 'valueExpected', message: 'A value is expected here.' }],
  [5, { code: 'colonExpected', message: 'A colon is expected here.' }],
  [6, { code: 'commaExpected', message: 'A comma is expected here.' }],
  [7, { code: 'closeBraceExpected', message: "A '}' is expected here." }],
  [8, { code: 'closeBracketExpected', message: "A ']' is expected here." }],
  [9, { code: 'endOfFileExpected', message: 'The file should end here.' }],
  [11, { code: 'unclosedComment', message: "This comment has no '*/'." }],
  [12, { code: 'unclosedString', message: 'This string has no closing quote.' }],
  [13, { code: 'invalidNumber', message: 'This number is not complete.' }],
  [14, { code: 'invalidEscape', message: 'An escape with \\u needs four hexadecimal digits.' }],
  [15, { code: 'invalidEscape', message: 'JSON does not know this escape.' }],
  [16, { code: 'invalidCharacter', message: 'This character must be escaped.' }],
]);

const unknown: Description = { code: 'invalidSymbol', message: 'This cannot be read.' };

/** An error of the parser in our words. */
export function parserError(code: ParseErrorCode, start: number, end: number): JsonError {
  const { code: ours, message } = descriptions.get(code) ?? unknown;
  return { start, end, code: ours, message };
}

/** Something nested too deep, which is not in the tree. */
export function tooDeepError(start: number, end: number): JsonError {
  return { start, end, code: 'nestedTooDeep', message: `Only ${MAX_DEPTH} levels of nesting are read.` };
}
