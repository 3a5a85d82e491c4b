import { nodeAt } from './nodes.js';
import { endOfComment, endOfString, endOfWord, findInvalidEscape, isFollowedByColon, skipBlanks } from './scan.js';
import {
  ARRAY,
  ESCAPED,
  FALSE,
  NAME,
  NULL,
  NUMBER,
  OBJECT,
  STRAY,
  STRING,
  TRUE,
  TapeWriter,
  UNCLOSED,
} from './tape.js';
import { MAX_DEPTH, MAX_ERRORS, errorMessages } from './tree.js';
import type { JsonError, JsonErrorCode, JsonFile, JsonSpan } from './tree.js';

/** Stand for no container, and for containers that are too deep to be on the tape. */
const NOTHING = -1;
const SKIPPED_OBJECT = -2;
const SKIPPED_ARRAY = -3;

/** What may come next in the innermost object or array. A closing bracket may come wherever a comma or a name may. */
type Expected = 'value' | 'name' | 'colon' | 'comma';

const validNumber = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const unquotedName = /^[A-Za-z_$][\w$]*$/;

/**
 * Reads token by token and keeps its own stack, so that no nesting is too deep for it. After an error it goes on with
 * the next token in the place where it makes most sense, because most broken files are being typed.
 */
export class JsonReader {
  private readonly tape = new TapeWriter();
  private readonly errors: JsonError[] = [];
  private readonly comments: JsonSpan[] = [];
  private limitReached = false;
  private root = NOTHING;

  /** The entry of the innermost container, or what stands for it. */
  private current = NOTHING;
  private inObject = false;
  private readonly enclosing: number[] = [];
  private openArrays = 0;
  private expected: Expected = 'value';
  /** The next backslash, as far as is known. */
  private backslash = -1;
  private offset = 0;
  private readonly limit: number;

  constructor(private readonly text: string) {
    this.limit = text.length;
  }

  read(): JsonFile {
    const { text, limit } = this;
    if (text.charCodeAt(0) === 0xfeff) this.offset++;
    for (;;) {
      this.offset = skipBlanks(text, this.offset, limit);
      if (this.offset >= limit) break;
      this.readToken(text.charCodeAt(this.offset));
    }
    this.endOfText();
    const tape = this.tape.finish(text);
    const root = this.root === NOTHING ? undefined : nodeAt(tape, this.root);
    return { text, root, errors: this.errors, comments: this.comments, limitReached: this.limitReached };
  }

  private readToken(char: number): void {
    const start = this.offset;
    switch (char) {
      case 0x22: // "
      case 0x27: // '
        this.string(start);
        break;
      case 0x3a: // :
        this.offset++;
        if (this.expected === 'colon') this.expected = 'value';
        else this.error('invalidSymbol', start, this.offset);
        break;
      case 0x2c: // ,
        this.offset++;
        this.comma(start);
        break;
      case 0x7b: // {
      case 0x5b: // [
        this.offset++;
        this.open(start, char === 0x7b);
        break;
      case 0x7d: // }
      case 0x5d: // ]
        this.offset++;
        this.close(start, char === 0x7d);
        break;
      case 0x2f: // /
        this.comment(start);
        break;
      default:
        this.word(start);
    }
  }

  private string(start: number): void {
    const end = endOfString(this.text, start, this.limit);
    this.offset = Math.abs(end);
    let flags = 0;
    if (end < 0) {
      flags = UNCLOSED;
      this.error('unclosedString', start, this.offset);
    }
    const isEscaped = this.hasEscape(start + 1, this.offset);
    if (isEscaped) flags |= ESCAPED;
    const isName = this.isName(this.offset);
    if (isName) this.name(start, flags);
    if (isEscaped) this.checkEscapes(start + 1, end < 0 ? this.offset : end - 1);
    if (!isName) this.value(STRING | flags, start);
  }

  private hasEscape(start: number, end: number): boolean {
    if (this.backslash < start) {
      const found = this.text.indexOf('\\', start);
      this.backslash = found < 0 ? this.limit : found;
    }
    return this.backslash < end;
  }

  private checkEscapes(start: number, end: number): void {
    const wrong = findInvalidEscape(this.text.slice(start, end));
    if (wrong !== undefined) this.error('invalidEscape', start + wrong.start, start + wrong.end);
  }

  /** Whether what ends at `end` is the name of a property. While a value is missing, the next name stands where it should be. */
  private isName(end: number): boolean {
    if (!this.inObject) return false;
    if (this.expected === 'name' || this.expected === 'comma') return true;
    return isFollowedByColon(this.text, end, this.limit);
  }

  private name(start: number, flags: number): void {
    this.missing(start);
    this.expected = 'colon';
    if (this.current >= 0) this.tape.add(NAME | flags, start, this.offset);
  }

  /** Reports that something should stand before a name or a closing bracket. */
  private missing(start: number): void {
    if (this.expected === 'comma') this.error('commaExpected', start, this.offset);
    else if (this.expected === 'colon') this.error('colonExpected', start, this.offset);
    else if (this.expected === 'value') this.error('valueExpected', start, this.offset);
  }

  /** Takes in a value, or the beginning of a container. The result is its entry. */
  private value(kind: number, start: number): number {
    const { expected, current, tape } = this;
    this.expected = 'comma';
    if (current === NOTHING) {
      if (expected === 'value') return (this.root = tape.add(kind, start, this.offset));
      this.error('endOfFileExpected', start, this.offset);
      return tape.add(kind | STRAY, start, this.offset);
    }
    if (expected !== 'value') this.error(errorBeforeValue(expected, this.inObject), start, this.offset);
    if (current < 0) return current;
    if (!this.inObject) return tape.add(kind, start, this.offset);
    if (expected === 'value' || expected === 'colon') return tape.addToName(kind, start, this.offset);
    return tape.add(kind | STRAY, start, this.offset);
  }

  private open(start: number, isObject: boolean): void {
    const around = this.current;
    if (this.enclosing.length === MAX_DEPTH) {
      this.limitReached = true;
      this.error('nestedTooDeep', start, this.offset);
      this.current = SKIPPED_OBJECT;
    }
    const entry = this.value(isObject ? OBJECT : ARRAY, start);
    this.enclosing.push(around);
    this.enter(entry >= 0 ? entry : isObject ? SKIPPED_OBJECT : SKIPPED_ARRAY, isObject);
    if (!isObject) this.openArrays++;
    this.expected = isObject ? 'name' : 'value';
  }

  private enter(container: number, isObject: boolean): void {
    this.current = container;
    this.inObject = isObject;
  }

  private close(start: number, isObject: boolean): void {
    const openOfKind = isObject ? this.enclosing.length - this.openArrays : this.openArrays;
    if (openOfKind === 0) {
      this.error('invalidSymbol', start, this.offset);
      return;
    }
    // The closing bracket of something further out: what is open inside of it ends here.
    while (this.inObject !== isObject) {
      this.error(isObject ? 'closeBracketExpected' : 'closeBraceExpected', start, this.offset);
      this.closeCurrent(start);
    }
    if (isObject && (this.expected === 'colon' || this.expected === 'value')) this.missing(start);
    this.closeCurrent(this.offset);
  }

  private closeCurrent(end: number): void {
    if (!this.inObject) this.openArrays--;
    if (this.current >= 0) this.tape.close(this.current, end);
    const around = this.enclosing.pop() ?? NOTHING;
    this.enter(around, around === SKIPPED_OBJECT || (around >= 0 && this.tape.isObject(around)));
    this.expected = 'comma';
  }

  private comma(start: number): void {
    if (this.current === NOTHING) {
      this.error('endOfFileExpected', start, this.offset);
      return;
    }
    if (this.expected === 'name') this.error('nameExpected', start, this.offset);
    else if (this.expected !== 'comma') this.missing(start);
    this.expected = this.inObject ? 'name' : 'value';
  }

  private comment(start: number): void {
    const end = endOfComment(this.text, start, this.limit);
    if (end === start) {
      this.offset++;
      this.error('invalidSymbol', start, this.offset);
      return;
    }
    this.offset = Math.abs(end);
    this.comments.push({ start, end: this.offset });
    if (end < 0) this.error('unclosedComment', start, this.offset);
  }

  private word(start: number): void {
    const end = endOfWord(this.text, start, this.limit);
    this.offset = end;
    const word = this.text.slice(start, end);
    // Azure does not ask for quotes around a name (Bicep CLI 0.49.2).
    if (this.inObject && unquotedName.test(word) && isFollowedByColon(this.text, end, this.limit)) this.name(start, 0);
    else if (word === 'true') this.value(TRUE, start);
    else if (word === 'false') this.value(FALSE, start);
    else if (word === 'null') this.value(NULL, start);
    else if (validNumber.test(word)) this.value(NUMBER, start);
    else {
      this.error(/^[-+\d]/.test(word) ? 'invalidNumber' : 'invalidSymbol', start, end);
      if (this.expected === 'value' || this.expected === 'colon') this.expected = 'comma';
    }
  }

  private endOfText(): void {
    const { limit } = this;
    if (this.root === NOTHING && this.current === NOTHING && this.errors.length === 0) {
      this.error('valueExpected', limit, limit);
    }
    while (this.current !== NOTHING) {
      this.error(this.inObject ? 'closeBraceExpected' : 'closeBracketExpected', limit, limit);
      this.closeCurrent(limit);
    }
  }

  private error(code: JsonErrorCode, start: number, end: number): void {
    if (this.errors.length < MAX_ERRORS) this.errors.push({ start, end, code, message: errorMessages[code] });
  }
}

function errorBeforeValue(expected: Expected, inObject: boolean): JsonErrorCode {
  if (expected === 'colon') return 'colonExpected';
  return inObject ? 'nameExpected' : 'commaExpected';
}
