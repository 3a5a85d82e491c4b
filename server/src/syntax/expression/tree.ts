/**
 * The tree of an ARM language expression, `"[concat('a', parameters('b'))]"`. Its shapes are those of the template
 * model's expressions, so that it needs no translation. All offsets are UTF-16, zero-based, into the file.
 */

export interface ExpressionSpan {
  readonly start: number;
  readonly end: number;
}

export type ArmExpression =
  ArmLiteral | ArmCall | ArmMember | ArmIndex | ArmParameter | ArmVariable | ArmLocal | ArmLambda | ArmInvalid;

/** A string in single quotes, which its span includes, or a whole number. */
export interface ArmLiteral {
  readonly kind: 'literal';
  readonly value: string | number;
  readonly span: ExpressionSpan;
}

/** `name(args)`, or `namespace.name(args)` of a user-defined function. */
export interface ArmCall {
  readonly kind: 'call';
  readonly name: string;
  readonly namespace?: string;
  readonly nameSpan: ExpressionSpan;
  readonly args: readonly ArmExpression[];
  readonly span: ExpressionSpan;
}

/** `target.name`, and `target.?name`. */
export interface ArmMember {
  readonly kind: 'member';
  readonly target: ArmExpression;
  readonly name: string;
  readonly nameSpan: ExpressionSpan;
  readonly safe: boolean;
  readonly span: ExpressionSpan;
}

/** `target[index]`, `target[?index]`, `target[^index]`. */
export interface ArmIndex {
  readonly kind: 'index';
  readonly target: ArmExpression;
  readonly index: ArmExpression;
  readonly safe: boolean;
  readonly fromEnd: boolean;
  readonly span: ExpressionSpan;
}

/** `parameters('name')`; with anything but one literal string it is a call. */
export interface ArmParameter {
  readonly kind: 'parameter';
  readonly name: string;
  readonly span: ExpressionSpan;
}

/** `variables('name')`; with anything but one literal string it is a call. */
export interface ArmVariable {
  readonly kind: 'variable';
  readonly name: string;
  readonly span: ExpressionSpan;
}

/** `lambdaVariables('name')`. */
export interface ArmLocal {
  readonly kind: 'local';
  readonly name: string;
  readonly span: ExpressionSpan;
}

/** `lambda('a', 'b', body)`. */
export interface ArmLambda {
  readonly kind: 'lambda';
  readonly parameters: readonly string[];
  readonly body: ArmExpression;
  readonly span: ExpressionSpan;
}

/** Something that Azure would refuse. */
export interface ArmInvalid {
  readonly kind: 'invalid';
  readonly reason: string;
  readonly span: ExpressionSpan;
}

/** Calls, indexes and members may be nested this deep. */
export const MAX_EXPRESSION_DEPTH = 250;
