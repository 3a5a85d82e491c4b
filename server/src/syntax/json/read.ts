import { endOfComment, endOfString, endOfWord, findInvalidEscape, isFollowedByColon, skipBlanks } from './scan.js';
import { decodeContent } from './strings.js';
import { MAX_DEPTH, MAX_ERRORS, errorMessages } from './tree.js';
import type { JsonError, JsonErrorCode, JsonNode, JsonObject, JsonProperty, JsonSpan } from './tree.js';

/** What a reading of a text gives: see `JsonFile`. */
export interface Reading {
  readonly root: JsonNode | undefined;
  readonly errors: readonly JsonError[];
  readonly comments: readonly JsonSpan[];
  readonly limitReached: boolean;
}

/** Reads the value that stands in `text` from `start` to `limit`, and is nested in `depth` others. */
export function readJson(text: string, start: number, limit: number, depth = 0): Reading {
  const reader = new JsonReader(text, start, limit, depth);
  reader.readAll();
  return reader;
}

/** Objects under these names are checked for errors, but become a tree only when somebody asks for their properties. */
const deferredNames: ReadonlySet<string> = new Set(['metadata']);

/** An object whose properties are read from the text on first use. */
class DeferredObject implements JsonObject {
  readonly kind = 'object';
  private read: readonly JsonProperty[] | undefined;

  constructor(
    private readonly text: string,
    readonly start: number,
    public end: number,
    private readonly depth: number,
  ) {}

  get properties(): readonly JsonProperty[] {
    if (this.read === undefined) {
      const { root } = readJson(this.text, this.start, this.end, this.depth);
      this.read = root?.kind === 'object' ? root.properties : [];
    }
    return this.read;
  }
}

interface OpenObject {
  readonly kind: 'object';
  readonly start: number;
  end: number;
  readonly properties: OpenProperty[];
}

interface OpenArray {
  readonly kind: 'array';
  readonly start: number;
  end: number;
  readonly items: JsonNode[];
}

interface OpenProperty {
  readonly kind: 'property';
  readonly name: string;
  readonly start: number;
  readonly nameEnd: number;
  value: JsonNode | undefined;
}

/** Stand for objects and arrays of which no tree is made. */
const skippedObject: OpenObject = { kind: 'object', start: 0, end: 0, properties: [] };
const skippedArray: OpenArray = { kind: 'array', start: 0, end: 0, items: [] };

/** What may come next in the innermost object or array. A closing bracket may come wherever a comma or a name may. */
type Expected = 'value' | 'name' | 'colon' | 'comma';

const validNumber = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const unquotedName = /^[A-Za-z_$][\w$]*$/;

/**
 * Reads token by token and keeps its own stack, so that no nesting is too deep for it. After an error it goes on with
 * the next token in the place where it makes most sense, because most broken files are being typed.
 */
class JsonReader implements Reading {
  root: JsonNode | undefined;
  readonly errors: JsonError[] = [];
  readonly comments: JsonSpan[] = [];
  limitReached = false;

  private current: OpenObject | OpenArray | undefined;
  private readonly enclosing: (OpenObject | OpenArray | undefined)[] = [];
  private openArrays = 0;
  private expected: Expected = 'value';
  /** The number of open containers around the outermost of which no tree is made; -1: there is none. */
  private skippedFrom = -1;
  private deferred: DeferredObject | undefined;

  constructor(
    private readonly text: string,
    private offset: number,
    private readonly limit: number,
    private readonly depth: number,
  ) {}

  readAll(): void {
    const { text, limit } = this;
    if (text.charCodeAt(this.offset) === 0xfeff) this.offset++;
    for (;;) {
      this.offset = skipBlanks(text, this.offset, limit);
      if (this.offset >= limit) break;
      this.readToken(text.charCodeAt(this.offset));
    }
    this.endOfText();
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
        this.close(start, char === 0x7d ? 'object' : 'array');
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
    if (end < 0) this.error('unclosedString', start, this.offset);
    const contentEnd = end < 0 ? this.offset : end - 1;
    if (this.isName(this.offset)) this.name(start, contentEnd);
    else this.value({ kind: 'string', start, end: this.offset, value: this.content(start + 1, contentEnd) });
  }

  private content(start: number, end: number): string {
    const content = this.text.slice(start, end);
    if (!content.includes('\\')) return content;
    const wrong = findInvalidEscape(content);
    if (wrong !== undefined) this.error('invalidEscape', start + wrong.start, start + wrong.end);
    return decodeContent(content).value;
  }

  /** Whether what ends at `end` is the name of a property. While a value is missing, the next name stands where it should be. */
  private isName(end: number): boolean {
    if (this.current?.kind !== 'object') return false;
    if (this.expected === 'name' || this.expected === 'comma') return true;
    return isFollowedByColon(this.text, end, this.limit);
  }

  private name(start: number, contentEnd: number): void {
    this.missing(start);
    this.expected = 'colon';
    const quoted = this.text.charCodeAt(start) === 0x22 || this.text.charCodeAt(start) === 0x27;
    const name = this.content(quoted ? start + 1 : start, contentEnd);
    if (this.current?.kind !== 'object' || this.current === skippedObject) return;
    this.current.properties.push({ kind: 'property', name, start, nameEnd: this.offset, value: undefined });
  }

  /** Reports that something should stand before a name or a closing bracket. */
  private missing(start: number): void {
    if (this.expected === 'comma') this.error('commaExpected', start, this.offset);
    else if (this.expected === 'colon') this.error('colonExpected', start, this.offset);
    else if (this.expected === 'value') this.error('valueExpected', start, this.offset);
  }

  private value(node: JsonNode | undefined, start = node?.start ?? this.offset): void {
    const { current, expected } = this;
    this.expected = 'comma';
    if (current === undefined) {
      if (expected !== 'value') this.error('endOfFileExpected', start, this.offset);
      else this.root = node;
      return;
    }
    if (expected !== 'value') this.error(errorBeforeValue(expected, current.kind), start, this.offset);
    if (node === undefined) return;
    if (current.kind === 'array') {
      if (current !== skippedArray) current.items.push(node);
    } else if (expected === 'value' || expected === 'colon') {
      const property = current.properties[current.properties.length - 1];
      if (property !== undefined) property.value = node;
    }
  }

  private open(start: number, isObject: boolean): void {
    const skips = this.skippedFrom >= 0;
    const tooDeep = this.depth + this.enclosing.length === MAX_DEPTH;
    if (tooDeep) {
      this.limitReached = true;
      this.error('nestedTooDeep', start, this.offset);
    }
    let container: OpenObject | OpenArray = isObject ? skippedObject : skippedArray;
    let deferred: DeferredObject | undefined;
    if (!skips && !tooDeep) {
      if (!isObject) container = { kind: 'array', start, end: this.limit, items: [] };
      else if (this.isDeferred()) deferred = new DeferredObject(this.text, start, this.limit, this.enclosing.length);
      else container = { kind: 'object', start, end: this.limit, properties: [] };
    }
    this.value(tooDeep || skips ? undefined : (deferred ?? container), start);
    if (!skips && (tooDeep || deferred !== undefined)) {
      this.skippedFrom = this.enclosing.length;
      this.deferred = deferred;
    }
    this.enclosing.push(this.current);
    this.current = container;
    if (!isObject) this.openArrays++;
    this.expected = isObject ? 'name' : 'value';
  }

  /** Nothing is put off twice: then reading all of it would take the square of its depth. */
  private isDeferred(): boolean {
    if (this.depth > 0 || this.current?.kind !== 'object' || this.expected !== 'value') return false;
    const property = this.current.properties[this.current.properties.length - 1];
    return property !== undefined && deferredNames.has(property.name);
  }

  private close(start: number, kind: 'object' | 'array'): void {
    const openOfKind = kind === 'array' ? this.openArrays : this.enclosing.length - this.openArrays;
    if (openOfKind === 0) {
      this.error('invalidSymbol', start, this.offset);
      return;
    }
    // The closing bracket of something further out: what is open inside of it ends here.
    while (this.current !== undefined && this.current.kind !== kind) {
      this.error(this.current.kind === 'object' ? 'closeBraceExpected' : 'closeBracketExpected', start, this.offset);
      this.closeCurrent(start);
    }
    if (kind === 'object' && (this.expected === 'colon' || this.expected === 'value')) this.missing(start);
    this.closeCurrent(this.offset);
  }

  private closeCurrent(end: number): void {
    const { current } = this;
    if (current?.kind === 'array') this.openArrays--;
    if (current !== undefined && current !== skippedObject && current !== skippedArray) current.end = end;
    this.current = this.enclosing.pop();
    this.expected = 'comma';
    if (this.enclosing.length !== this.skippedFrom) return;
    if (this.deferred !== undefined) this.deferred.end = end;
    this.deferred = undefined;
    this.skippedFrom = -1;
  }

  private comma(start: number): void {
    if (this.current === undefined) {
      this.error('endOfFileExpected', start, this.offset);
      return;
    }
    if (this.expected === 'name') this.error('nameExpected', start, this.offset);
    else if (this.expected !== 'comma') this.missing(start);
    this.expected = this.current.kind === 'object' ? 'name' : 'value';
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
    if (unquotedName.test(word) && this.current?.kind === 'object' && isFollowedByColon(this.text, end, this.limit)) {
      this.name(start, end);
    } else if (word === 'true' || word === 'false') {
      this.value({ kind: 'boolean', start, end, value: word === 'true' });
    } else if (word === 'null') {
      this.value({ kind: 'null', start, end, value: null });
    } else if (validNumber.test(word)) {
      this.value({ kind: 'number', start, end, value: Number(word) });
    } else {
      this.error(/^[-+\d]/.test(word) ? 'invalidNumber' : 'invalidSymbol', start, end);
      if (this.expected === 'value' || this.expected === 'colon') this.expected = 'comma';
    }
  }

  private endOfText(): void {
    const { limit } = this;
    if (this.root === undefined && this.current === undefined && this.errors.length === 0) {
      this.error('valueExpected', limit, limit);
    }
    while (this.current !== undefined) {
      this.error(this.current.kind === 'object' ? 'closeBraceExpected' : 'closeBracketExpected', limit, limit);
      this.closeCurrent(limit);
    }
  }

  private error(code: JsonErrorCode, start: number, end: number): void {
    if (this.errors.length < MAX_ERRORS) this.errors.push({ start, end, code, message: errorMessages[code] });
  }
}

function errorBeforeValue(expected: Expected, container: 'object' | 'array'): JsonErrorCode {
  if (expected === 'colon') return 'colonExpected';
  return container === 'array' ? 'commaExpected' : 'nameExpected';
}
