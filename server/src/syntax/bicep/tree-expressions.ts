import type { Identifier, Skipped, Span } from './tree-parts.js';
import type { DanglingDecorators, ResourceDeclaration } from './tree.js';

export type Expression =
  | StringLike
  | NumberLiteral
  | BooleanLiteral
  | NullLiteral
  | ArrayExpression
  | ObjectExpression
  | VariableAccess
  | UnaryExpression
  | BinaryExpression
  | TernaryExpression
  | MemberAccess
  | NestedResourceAccess
  | IndexAccess
  | NonNullAssertion
  | FunctionCall
  | MethodCall
  | ParenthesizedExpression
  | LambdaExpression
  | ForExpression
  | IfExpression
  | Skipped;

/** A string without (`string`) or with (`interpolation`) expressions in it. */
export type StringLike = StringLiteral | InterpolatedString;

interface StringText {
  /** The text after escapes. */
  value: string;
  /** Where the text lies in the source, without quotes; in a multi-line string without the first line break. */
  valueStart: number;
  valueEnd: number;
  /**
   * Only where escapes occur: pairs of a value offset and the source offset of that character, ascending, one pair after
   * each escape. Between the pairs both offsets advance alike. See `sourceOffset`.
   */
  escapes: readonly number[] | undefined;
}

/** `'text'` or `'''text'''`; the span includes the quotes. */
export interface StringLiteral extends Span, StringText {
  kind: 'string';
  multiline: boolean;
  /** False where the closing quote is missing or an escape is wrong; `value` is then what could be read. */
  wellFormed: boolean;
}

/** `'a${b}c'`, `$'''a${b}c'''`, `$$'''a$${b}c'''`. There is one chunk more than there are expressions; chunks may be empty. */
export interface InterpolatedString extends Span {
  kind: 'interpolation';
  chunks: StringChunk[];
  expressions: Expression[];
  multiline: boolean;
  wellFormed: boolean;
}

/** The text between two holes of an interpolated string; the span excludes quotes and the braces of the holes. */
export interface StringChunk extends Span, StringText {
  kind: 'chunk';
}

/** An integer. `value` is rounded above 2^53; the text has all digits. */
export interface NumberLiteral extends Span {
  kind: 'number';
  value: number;
}

export interface BooleanLiteral extends Span {
  kind: 'boolean';
  value: boolean;
}

export interface NullLiteral extends Span {
  kind: 'null';
}

export interface ArrayExpression extends Span {
  kind: 'array';
  items: (Expression | Spread)[];
  /** False where `]` is missing. */
  closed: boolean;
}

/** `...value` in an array or object. */
export interface Spread extends Span {
  kind: 'spread';
  value: Expression;
}

export interface ObjectExpression extends Span {
  kind: 'object';
  members: ObjectMember[];
  /** False where `}` is missing. */
  closed: boolean;
}

export type ObjectMember = Property | Spread | ResourceDeclaration | DanglingDecorators | Skipped;

/** `key: value`. */
export interface Property extends Span {
  kind: 'property';
  key: Identifier | StringLike | Skipped;
  value: Expression;
}

export interface VariableAccess extends Span {
  kind: 'variableAccess';
  name: string;
}

export type UnaryOperator = '!' | '-';

export interface UnaryExpression extends Span {
  kind: 'unary';
  operator: UnaryOperator;
  operand: Expression;
}

export type BinaryOperator =
  '*' | '/' | '%' | '+' | '-' | '<' | '<=' | '>' | '>=' | '==' | '!=' | '=~' | '!~' | '&&' | '||' | '??';

export interface BinaryExpression extends Span {
  kind: 'binary';
  operator: BinaryOperator;
  operatorStart: number;
  left: Expression;
  right: Expression;
}

export interface TernaryExpression extends Span {
  kind: 'ternary';
  condition: Expression;
  whenTrue: Expression;
  whenFalse: Expression;
}

/** `base.name`, `base.?name`. */
export interface MemberAccess extends Span {
  kind: 'member';
  base: Expression;
  safe: boolean;
  name: Identifier;
}

/** `base::name`. */
export interface NestedResourceAccess extends Span {
  kind: 'nestedResource';
  base: Expression;
  name: Identifier;
}

/** `base[index]`, `base[?index]`, `base[^index]`, `base[?^index]`. */
export interface IndexAccess extends Span {
  kind: 'index';
  base: Expression;
  safe: boolean;
  fromEnd: boolean;
  index: Expression;
}

/** `base!`. */
export interface NonNullAssertion extends Span {
  kind: 'nonNull';
  base: Expression;
}

/** `name(arguments)`. */
export interface FunctionCall extends Span {
  kind: 'call';
  name: Identifier;
  arguments: Expression[];
}

/** `base.name(arguments)`; also a function of a namespace, as in `sys.concat()`. */
export interface MethodCall extends Span {
  kind: 'methodCall';
  base: Expression;
  name: Identifier;
  arguments: Expression[];
}

export interface ParenthesizedExpression extends Span {
  kind: 'parenthesized';
  inner: Expression;
}

/** `x => body`, `(x, y) => body`. */
export interface LambdaExpression extends Span {
  kind: 'lambda';
  parameters: Identifier[];
  body: Expression;
}

/** `[for item in iterable: body]`, `[for (item, index) in iterable: body]`; the span includes the brackets. */
export interface ForExpression extends Span {
  kind: 'for';
  item: Identifier;
  index: Identifier | undefined;
  iterable: Expression;
  body: Expression;
}

/** `if (condition) {...}` as a declaration's body or directly in its loop. */
export interface IfExpression extends Span {
  kind: 'if';
  condition: ParenthesizedExpression | Skipped;
  body: ObjectExpression | Skipped;
}
