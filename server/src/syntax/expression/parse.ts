import { MAX_EXPRESSION_DEPTH } from './tree.js';
import type { ArmCall, ArmExpression, ArmInvalid, ExpressionSpan } from './tree.js';

/** Maps an offset in the decoded string to one in the file. */
export type SourceOffset = (offset: number) => number;

/**
 * Whether Azure evaluates a string: it begins with `[`, ends with `]`, and does not begin with `[[`. Blanks around the
 * brackets make it an ordinary string (Bicep CLI 0.49.2).
 */
export function isExpression(value: string): boolean {
  return value.charCodeAt(0) === 91 && value.charCodeAt(value.length - 1) === 93 && value.charCodeAt(1) !== 91;
}

/** What an ordinary string means: `[[x]` is `[x]`; a string that is not closed by `]` stays as it is. */
export function unescapeLiteral(value: string): string {
  return value.startsWith('[[') && value.endsWith(']') ? value.slice(1) : value;
}

/** The string that Azure takes for `value`: the opposite of `unescapeLiteral`. */
export function escapeLiteral(value: string): string {
  return value.startsWith('[') && value.endsWith(']') ? `[${value}` : value;
}

/**
 * Reads a string for which `isExpression` holds. Never throws: what Azure would refuse is an `invalid` expression, in the
 * place of the argument or target that is wrong where the rest could still be read.
 */
export function parseExpression(value: string, toSource: SourceOffset): ArmExpression {
  const reader = new ExpressionReader(value, value.length - 1, toSource);
  const expression = reader.expression(0);
  return reader.isAtEnd()
    ? expression
    : reader.invalid('Something follows the end of the expression.', 1, value.length - 1);
}

const number = /[+-]?\d+/y;

function isNameStart(char: number): boolean {
  // Letters, `_`, `$`, and what is not ASCII.
  return (char >= 97 && char <= 122) || (char >= 65 && char <= 90) || char === 95 || char === 36 || char > 127;
}

function isNamePart(char: number): boolean {
  return isNameStart(char) || (char >= 48 && char <= 57);
}

/** Reads from after the opening bracket up to `end`. Offsets in it are those in the decoded string. */
class ExpressionReader {
  private offset = 1;
  /** Height of the expression that was read last. A long chain of members is as high as one of calls. */
  private height = 0;

  constructor(
    private readonly text: string,
    private readonly end: number,
    private readonly toSource: SourceOffset,
  ) {}

  isAtEnd(): boolean {
    this.skipBlanks();
    return this.offset >= this.end;
  }

  expression(depth: number): ArmExpression {
    this.skipBlanks();
    if (depth >= MAX_EXPRESSION_DEPTH) return this.giveUp('The expression is nested too deep.');
    const start = this.offset;
    return this.accesses(start, this.primary(start, depth), depth);
  }

  invalid(reason: string, start: number, end: number): ArmInvalid {
    return { kind: 'invalid', reason, span: this.span(start, end) };
  }

  private primary(start: number, depth: number): ArmExpression {
    const char = this.peek();
    this.height = 1;
    if (char === "'") return this.string(start);
    if (isNameStart(char.charCodeAt(0))) return this.call(start, depth);
    number.lastIndex = start;
    const digits = number.exec(this.text)?.[0];
    if (digits !== undefined) {
      this.offset += digits.length;
      return { kind: 'literal', value: Number(digits), span: this.span(start, this.offset) };
    }
    return char === '' ? this.invalid('An expression is expected here.', start, start) : this.unexpected();
  }

  private string(start: number): ArmExpression {
    let close = this.text.indexOf("'", start + 1);
    while (close >= 0 && close < this.end && this.text.charAt(close + 1) === "'") {
      close = this.text.indexOf("'", close + 2);
    }
    if (close < 0 || close >= this.end) return this.giveUp('This string has no closing quote.');
    this.offset = close + 1;
    const value = this.text.slice(start + 1, close).replaceAll("''", "'");
    return { kind: 'literal', value, span: this.span(start, this.offset) };
  }

  private call(start: number, depth: number): ArmExpression {
    let called = this.name();
    let namespace: string | undefined;
    let nameSpan = this.span(start, this.offset);
    this.skipBlanks();
    while (this.peek() === '.') {
      this.offset++;
      this.skipBlanks();
      namespace = namespace === undefined ? called : `${namespace}.${called}`;
      const nameStart = this.offset;
      called = this.name();
      nameSpan = this.span(nameStart, this.offset);
      this.skipBlanks();
    }
    if (called === '' || this.peek() !== '(') {
      return this.invalid(
        `'${this.text.slice(start, this.offset).trim()}' is not called: '(' is expected.`,
        start,
        this.offset,
      );
    }
    this.offset++;
    const args = this.args(depth);
    const call = { kind: 'call', name: called, nameSpan, args, span: this.span(start, this.offset) } as const;
    return namespace === undefined ? withOwnShape(call) : { ...call, namespace };
  }

  /** The arguments from after `(` to after `)`. */
  private args(depth: number): readonly ArmExpression[] {
    const args: ArmExpression[] = [];
    let height = 1;
    this.skipBlanks();
    if (this.accept(')')) return args;
    for (;;) {
      args.push(this.expression(depth + 1));
      this.height = height = Math.max(height, this.height + 1);
      this.skipBlanks();
      if (this.accept(')')) return args;
      if (this.accept(',')) continue;
      // A last argument that is invalid keeps the call from being taken for one that Azure could evaluate.
      args.push(this.giveUp("',' or ')' is expected here."));
      return args;
    }
  }

  private accesses(start: number, primary: ArmExpression, depth: number): ArmExpression {
    let target = primary;
    for (;;) {
      this.skipBlanks();
      const char = this.peek();
      if (char !== '.' && char !== '[') return target;
      if (this.height >= MAX_EXPRESSION_DEPTH) return this.giveUp('The expression is nested too deep.');
      this.offset++;
      target = char === '.' ? this.member(start, target) : this.index(start, target, depth);
    }
  }

  private member(start: number, target: ArmExpression): ArmExpression {
    this.height++;
    const safe = this.accept('?');
    this.skipBlanks();
    const nameStart = this.offset;
    const member = this.name();
    const nameSpan = this.span(nameStart, this.offset);
    if (member === '') return this.invalid('A property name is expected here.', start, this.offset);
    return { kind: 'member', target, name: member, nameSpan, safe, span: this.span(start, this.offset) };
  }

  private index(start: number, target: ArmExpression, depth: number): ArmExpression {
    const safe = this.accept('?');
    const fromEnd = this.accept('^');
    const targetHeight = this.height;
    const index = this.expression(depth + 1);
    this.height = Math.max(targetHeight, this.height) + 1;
    this.skipBlanks();
    if (!this.accept(']')) return this.giveUp("']' is expected here.");
    return { kind: 'index', target, index, safe, fromEnd, span: this.span(start, this.offset) };
  }

  /** Skips to the end: after an error like this, what follows means nothing. */
  private giveUp(reason: string): ArmInvalid {
    const start = this.offset;
    this.offset = this.end;
    this.height = 1;
    return this.invalid(reason, start, this.end);
  }

  private unexpected(): ArmInvalid {
    const char = this.peek();
    if (char === ',' || char === ')' || char === ']') {
      return this.invalid('An expression is expected here.', this.offset, this.offset);
    }
    return this.giveUp(`'${char}' is not expected here.`);
  }

  private peek(): string {
    return this.offset < this.end ? this.text.charAt(this.offset) : '';
  }

  private accept(char: string): boolean {
    if (this.peek() !== char) return false;
    this.offset++;
    return true;
  }

  /** Takes a name; empty if there is none. */
  private name(): string {
    const start = this.offset;
    if (start >= this.end || !isNameStart(this.text.charCodeAt(start))) return '';
    while (this.offset < this.end && isNamePart(this.text.charCodeAt(this.offset))) this.offset++;
    return this.text.slice(start, this.offset);
  }

  private skipBlanks(): void {
    while (this.offset < this.end && this.text.charCodeAt(this.offset) <= 32) this.offset++;
  }

  private span(start: number, end: number): ExpressionSpan {
    return { start: this.toSource(start), end: this.toSource(end) };
  }
}

/** The functions that are a node of their own; all others stay calls. */
function withOwnShape(call: ArmCall): ArmExpression {
  const { args, span } = call;
  switch (call.name.toLowerCase()) {
    case 'parameters':
    case 'variables':
    case 'lambdavariables': {
      const argument = args[0];
      if (args.length !== 1 || argument?.kind !== 'literal' || typeof argument.value !== 'string') return call;
      return { kind: symbolKind(call.name), name: argument.value, span };
    }
    case 'lambda': {
      const names = args.slice(0, -1).flatMap((arg) => (arg.kind === 'literal' ? String(arg.value) : []));
      const body = args[args.length - 1];
      if (body === undefined || names.length !== args.length - 1) return call;
      return { kind: 'lambda', parameters: names, body, span };
    }
    default:
      return call;
  }
}

function symbolKind(name: string): 'parameter' | 'variable' | 'local' {
  switch (name.toLowerCase()) {
    case 'parameters':
      return 'parameter';
    case 'variables':
      return 'variable';
    default:
      return 'local';
  }
}
