import { isLineBreak } from './characters.js';
import { ErrorList } from './errors.js';
import * as kind from './tokens.js';
import type { TokenTable } from './tokens.js';
import type { BicepLanguage, Identifier, Skipped } from './tree.js';

/**
 * How deep a tree may be, in units: a nested expression takes two, a step of a chain (`a.b.c`, `1 + 2 + 3`) takes one, and
 * what needs more stack to be read takes more. Bicep's own limit is 512 nested arrays or objects (the JSON reader of its
 * engine; CLI 0.49.2, 2026-11). The limit keeps recursion, here and in whoever walks the tree, within a worker's stack.
 */
const MAX_DEPTH = 1040;

/** What may follow an operand, so that a wrong one does not swallow what closes the expression around it. */
export const AFTER_OPERAND = kind.maskOf(
  kind.STRING_MIDDLE,
  kind.STRING_END,
  kind.RIGHT_BRACE,
  kind.RIGHT_PAREN,
  kind.RIGHT_SQUARE,
  kind.NEW_LINE,
);
export const LINE_END = kind.maskOf(kind.NEW_LINE);

/** Keywords that start a declaration when a name follows. */
const NAMED_DECLARATIONS: ReadonlySet<string> = new Set([
  'assert',
  'extension',
  'func',
  'metadata',
  'module',
  'output',
  'param',
  'resource',
  'test',
  'type',
  'var',
]);
/** Keywords that start a declaration when `=`, a string, `{` or `*` follows. */
const UNNAMED_DECLARATIONS: ReadonlySet<string> = new Set(['extends', 'extension', 'import', 'targetScope', 'using']);

/**
 * The state of a parse: a position in the tokens, and the errors so far. The grammar is in functions over it, a file each
 * for declarations, expressions, types and strings.
 *
 * A function of the grammar that finds something else than it must calls `fail` and returns undefined; its caller either
 * returns undefined too, or goes on behind the damage with what `recover` returns. So nothing is thrown.
 */
export class Parser {
  readonly text: string;
  readonly language: BicepLanguage;
  /** True where a declaration at the start of a line ends whatever is still open, see `parseBicep`. */
  readonly #closesAtDeclarations: boolean;
  readonly #kinds: Uint16Array;
  readonly #starts: Int32Array;
  readonly #ends: Int32Array;

  readonly errors = new ErrorList();
  limitReached = false;
  /** The kind of the current token. */
  kind: number;
  /** The index of the current token. */
  index = 0;
  #depth = 0;
  /** The deepest place of the operand that is being read. */
  #deepest = 0;
  #failure = { start: 0, end: 0, code: '', message: '' };

  constructor(text: string, tokens: TokenTable, language: BicepLanguage, closesAtDeclarations: boolean) {
    this.text = text;
    this.language = language;
    this.#closesAtDeclarations = closesAtDeclarations;
    this.#kinds = tokens.kinds;
    this.#starts = tokens.starts;
    this.#ends = tokens.ends;
    this.kind = this.kindAt(0);
  }

  // -------------------------------------------------------------------------------------------------------- tokens

  kindAt(index: number): number {
    return (this.#kinds[index] ?? kind.END_OF_FILE) & kind.KIND_BITS;
  }

  startOf(index: number): number {
    return this.#starts[index] ?? this.text.length;
  }

  endOf(index: number): number {
    return this.#ends[index] ?? this.text.length;
  }

  hasFlag(index: number, flag: number): boolean {
    return ((this.#kinds[index] ?? 0) & flag) !== 0;
  }

  /** The start of the current token. */
  get start(): number {
    return this.startOf(this.index);
  }

  /** The end of the last token before the current one that is no line break. */
  get previousEnd(): number {
    let previous = this.index - 1;
    if (this.kindAt(previous) === kind.NEW_LINE) previous--;
    return previous < 0 ? 0 : this.endOf(previous);
  }

  advance(): void {
    if (this.kind !== kind.END_OF_FILE) this.kind = this.kindAt(++this.index);
  }

  /** Moves past the current token if it is of that kind. */
  accept(wanted: number): boolean {
    if (this.kind !== wanted) return false;
    this.advance();
    return true;
  }

  textOf(index: number): string {
    return this.text.slice(this.startOf(index), this.endOf(index));
  }

  isKeyword(word: string, index = this.index): boolean {
    if (this.kindAt(index) !== kind.IDENTIFIER) return false;
    const start = this.startOf(index);
    return this.endOf(index) - start === word.length && this.text.startsWith(word, start);
  }

  skipNewLines(): void {
    while (this.kind === kind.NEW_LINE) this.advance();
  }

  /** The index of the first token from the current one on that is no line break. */
  get indexAfterNewLines(): number {
    return this.kind === kind.NEW_LINE ? this.index + 1 : this.index;
  }

  /** True at the end of the file, and where a declaration ends what is open. */
  isAtEnd(): boolean {
    return this.kind === kind.END_OF_FILE || (this.#closesAtDeclarations && this.#isAtDeclaration());
  }

  #isAtDeclaration(): boolean {
    const start = this.start;
    if (start === 0 || !isLineBreak(this.text.charCodeAt(start - 1))) return false;
    const next = this.kindAt(this.index + 1);
    if (this.kind === kind.AT) return next === kind.IDENTIFIER;
    if (this.kind !== kind.IDENTIFIER) return false;
    if (next === kind.IDENTIFIER) return NAMED_DECLARATIONS.has(this.textOf(this.index));
    const opensUnnamed =
      next === kind.ASSIGN || next === kind.STRING || next === kind.LEFT_BRACE || next === kind.ASTERISK;
    return opensUnnamed && UNNAMED_DECLARATIONS.has(this.textOf(this.index));
  }

  // -------------------------------------------------------------------------------------------------------- errors

  /** Remembers that the current token is wrong, for whoever recovers. */
  fail(code: string, message: string): undefined {
    const atBreak = this.kind === kind.NEW_LINE || this.isAtEnd();
    const start = atBreak ? this.previousEnd : this.start;
    this.#failure = { start, end: atBreak ? start : this.endOf(this.index), code, message };
    return undefined;
  }

  /** Reports an error at the current token and goes on. */
  report(code: string, message: string): void {
    this.fail(code, message);
    this.reportFailure();
  }

  reportFailure(): void {
    const { start, end, code, message } = this.#failure;
    this.errors.add(start, end, code, message);
  }

  /** Reports the remembered error and skips to the first token of the set. The result covers from `firstToken` on. */
  recover(firstToken: number, terminators: number): Skipped {
    this.reportFailure();
    this.skipTo(terminators);
    return this.skippedFrom(firstToken);
  }

  skipTo(terminators: number): void {
    while (!this.isAtEnd() && (this.kind > 30 || (terminators & (1 << this.kind)) === 0)) this.advance();
  }

  /** A node for the tokens from that one to before the current one; empty, behind the previous token, if there are none. */
  skippedFrom(firstToken: number): Skipped {
    const start = this.startOf(firstToken);
    const end = this.previousEnd;
    if (end > start) return { kind: 'skipped', start, end };
    // What is missing before a colon belongs right before it: the colon may be the first token of its parent.
    return this.kind === kind.COLON ? { kind: 'skipped', start, end: start } : this.missing();
  }

  missing(): Skipped {
    return { kind: 'skipped', start: this.previousEnd, end: this.previousEnd };
  }

  /** Moves past a token of that kind, or reports that it is missing. */
  expect(wanted: number, character: string): boolean {
    if (this.accept(wanted)) return true;
    this.report('BCP018', `Expected '${character}'.`);
    return false;
  }

  /** The current token as a name; where it is none, an error and an empty name. */
  expectName(code: string, what: string): Identifier {
    if (this.kind === kind.IDENTIFIER) return this.takeName();
    this.report(code, `Expected ${what}.`);
    return this.missingName();
  }

  /** The current token as a name; where it is none, an error, and an empty name for what is skipped. */
  nameOrSkip(code: string, what: string, terminators: number): Identifier {
    if (this.kind === kind.IDENTIFIER) return this.takeName();
    this.fail(code, `Expected ${what}.`);
    const { start, end } = this.recover(this.index, terminators);
    return { kind: 'identifier', start, end, name: '' };
  }

  takeName(): Identifier {
    const start = this.start;
    const name = this.textOf(this.index);
    this.advance();
    return { kind: 'identifier', start, end: this.previousEnd, name };
  }

  missingName(): Identifier {
    return { kind: 'identifier', start: this.previousEnd, end: this.previousEnd, name: '' };
  }

  // --------------------------------------------------------------------------------------------------------- depth

  /** Goes down by that many units, or returns false if that is too deep; then `tooDeep` must be called instead. */
  descend(units: number): boolean {
    if (this.#depth + units > MAX_DEPTH) return false;
    this.#depth += units;
    if (this.#depth > this.#deepest) this.#deepest = this.#depth;
    return true;
  }

  ascend(units: number): void {
    this.#depth -= units;
  }

  /** Starts a chain: call before its first operand is read, and give the result to `endChain`. */
  startChain(): number {
    const around = this.#deepest;
    this.#deepest = this.#depth;
    return around;
  }

  /** Wraps what was read since `startChain` into one more node; false if that gets too deep. */
  extendChain(): boolean {
    return ++this.#deepest <= MAX_DEPTH;
  }

  endChain(around: number): void {
    if (around > this.#deepest) this.#deepest = around;
  }

  /** Skips what is nested too deeply: a whole pair of brackets, or the rest of the operand. */
  tooDeep(): Skipped {
    this.limitReached = true;
    const firstToken = this.index;
    this.report('nesting', 'This is nested too deeply.');
    if (!this.#skipBrackets()) this.skipTo(AFTER_OPERAND);
    return this.skippedFrom(firstToken);
  }

  #skipBrackets(): boolean {
    let open = 0;
    do {
      switch (this.kind) {
        case kind.LEFT_BRACE:
        case kind.LEFT_PAREN:
        case kind.LEFT_SQUARE:
        case kind.STRING_START:
          open++;
          break;
        case kind.RIGHT_BRACE:
        case kind.RIGHT_PAREN:
        case kind.RIGHT_SQUARE:
        case kind.STRING_END:
          open--;
          break;
        default:
          if (open === 0) return false;
      }
      if (open < 0) return false;
      this.advance();
    } while (open > 0 && !this.isAtEnd());
    return true;
  }
}
