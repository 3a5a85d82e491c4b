import type {
  BooleanLiteral,
  Expression,
  NullLiteral,
  NumberLiteral,
  StringLike,
  UnaryOperator,
} from './tree-expressions.js';
import type { Identifier, Skipped, Span } from './tree-parts.js';
import type { Decorator } from './tree.js';

export type TypeExpression =
  | StringLike
  | NumberLiteral
  | BooleanLiteral
  | NullLiteral
  | TypeName
  | TypeInstantiation
  | TypeMember
  | TypeIndex
  | TypeWildcard
  | ArrayType
  | NullableType
  | NonNullableType
  | UnionType
  | ObjectType
  | TupleType
  | ParenthesizedType
  | UnaryType
  | ResourceType
  | Skipped;

/** `string`, `myType`. */
export interface TypeName extends Span {
  kind: 'typeName';
  name: string;
}

/** `resourceInput<'...'>`, `sys.resourceOutput<'...'>`; the base is there only in the second form. */
export interface TypeInstantiation extends Span {
  kind: 'typeInstantiation';
  base: TypeExpression | undefined;
  name: Identifier;
  arguments: TypeExpression[];
}

/** `base.name`. */
export interface TypeMember extends Span {
  kind: 'typeMember';
  base: TypeExpression;
  name: Identifier;
}

/** `base[0]`. */
export interface TypeIndex extends Span {
  kind: 'typeIndex';
  base: TypeExpression;
  index: Expression;
}

/** `base.*` (additional properties) or `base[*]` (items). */
export interface TypeWildcard extends Span {
  kind: 'typeWildcard';
  base: TypeExpression;
  of: 'properties' | 'items';
}

/** `element[]`. */
export interface ArrayType extends Span {
  kind: 'arrayType';
  element: TypeExpression;
}

/** `type?`. */
export interface NullableType extends Span {
  kind: 'nullableType';
  inner: TypeExpression;
}

/** `type!`. */
export interface NonNullableType extends Span {
  kind: 'nonNullableType';
  inner: TypeExpression;
}

/** `a | b`; a single member where a leading `|` says so. */
export interface UnionType extends Span {
  kind: 'union';
  members: TypeExpression[];
}

export interface ObjectType extends Span {
  kind: 'objectType';
  members: (TypeProperty | TypeAdditionalProperties | Skipped)[];
  closed: boolean;
}

/** `key: type`, decorators included. */
export interface TypeProperty extends Span {
  kind: 'typeProperty';
  decorators: Decorator[];
  key: Identifier | StringLike | Skipped;
  value: TypeExpression;
}

/** `*: type`, decorators included. */
export interface TypeAdditionalProperties extends Span {
  kind: 'typeAdditionalProperties';
  decorators: Decorator[];
  value: TypeExpression;
}

/** `[string, int]`. */
export interface TupleType extends Span {
  kind: 'tupleType';
  items: (TupleItem | Skipped)[];
  closed: boolean;
}

export interface TupleItem extends Span {
  kind: 'tupleItem';
  decorators: Decorator[];
  type: TypeExpression;
}

export interface ParenthesizedType extends Span {
  kind: 'parenthesizedType';
  inner: TypeExpression;
}

export interface UnaryType extends Span {
  kind: 'unaryType';
  operator: UnaryOperator;
  operand: TypeExpression;
}

/** `resource 'type@version'` as the type of a parameter or output; an output may leave the string out. */
export interface ResourceType extends Span {
  kind: 'resourceType';
  type: StringLike | Skipped | undefined;
}
