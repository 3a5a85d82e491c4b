import { parseNestedDeclaration } from './declarations.js';
import { parseElements } from './elements.js';
import {
  COMPLEX_LITERALS,
  COMPLEX_LITERALS_NOT_ALLOWED,
  NESTED_RESOURCES,
  onlyElement,
  parseExpression,
  parseParenthesizedList,
  skippedExpression,
  toName,
} from './expressions.js';
import { LINE_END } from './parser.js';
import type { Parser } from './parser.js';
import { parseString } from './strings.js';
import * as kind from './tokens.js';
import type {
  ArrayExpression,
  Expression,
  ForExpression,
  Identifier,
  IfExpression,
  ObjectExpression,
  ObjectMember,
  ParenthesizedExpression,
  Property,
  Spread,
} from './tree.js';

/** See the limit of the parser. */
const RESOURCE_UNITS = 6;

const IN_ARRAY = kind.maskOf(kind.NEW_LINE, kind.RIGHT_SQUARE);
const IN_OBJECT = kind.maskOf(kind.NEW_LINE, kind.RIGHT_BRACE);
const AFTER_KEY = IN_OBJECT | kind.maskOf(kind.COLON);
const AFTER_SPREAD = IN_ARRAY | IN_OBJECT | kind.maskOf(kind.COMMA);
const AFTER_ITERABLE = IN_ARRAY | kind.maskOf(kind.COLON);
const BEFORE_BODY = IN_ARRAY | kind.maskOf(kind.LEFT_BRACE);

// ------------------------------------------------------------------------------------------------- arrays and objects

/** An array; the current token is its opening bracket. */
export function parseArray(p: Parser): ArrayExpression {
  const { start } = p;
  p.advance();
  const items = parseElements(p, kind.RIGHT_SQUARE, COMPLEX_LITERALS, parseItem);
  const closed = p.expect(kind.RIGHT_SQUARE, ']');
  return { kind: 'array', start, end: p.previousEnd, items, closed };
}

function parseItem(p: Parser, flags: number): Expression | Spread {
  if (p.kind === kind.ELLIPSIS) return parseSpread(p);
  const firstToken = p.index;
  return parseExpression(p, flags) ?? p.recover(firstToken, IN_ARRAY);
}

function parseSpread(p: Parser): Spread {
  const { start } = p;
  p.advance();
  const firstToken = p.index;
  const value = parseExpression(p, COMPLEX_LITERALS) ?? p.recover(firstToken, AFTER_SPREAD);
  return { kind: 'spread', start, end: p.previousEnd, value };
}

/** An object, with nested resources if the flags say so; the current token is its opening brace. */
export function parseObject(p: Parser, flags: number): ObjectExpression {
  const { start } = p;
  p.advance();
  const members = parseElements(p, kind.RIGHT_BRACE, flags, parseMember);
  const closed = p.expect(kind.RIGHT_BRACE, '}');
  return { kind: 'object', start, end: p.previousEnd, members, closed };
}

/** An object, or a failure. */
export function parseObjectOrFail(p: Parser, flags: number): ObjectExpression | undefined {
  return p.kind === kind.LEFT_BRACE ? parseObject(p, flags) : p.fail('BCP018', "Expected '{'.");
}

function parseMember(p: Parser, flags: number): ObjectMember {
  if ((flags & NESTED_RESOURCES) !== 0 && startsNestedResource(p)) {
    if (!p.descend(RESOURCE_UNITS)) return p.tooDeep();
    const resource = parseNestedDeclaration(p);
    p.ascend(RESOURCE_UNITS);
    return resource;
  }
  return p.kind === kind.ELLIPSIS ? parseSpread(p) : parseProperty(p);
}

/** `resource` is a property name as well: only with a name behind it does it start a resource. */
function startsNestedResource(p: Parser): boolean {
  return p.kind === kind.AT || (p.kindAt(p.index + 1) === kind.IDENTIFIER && p.isKeyword('resource'));
}

function parseProperty(p: Parser): Property {
  const { start } = p;
  const firstToken = p.index;
  const key = parseKey(p) ?? p.recover(firstToken, AFTER_KEY);
  if (!p.accept(kind.COLON)) {
    p.fail('BCP018', "Expected ':'.");
    const value = p.recover(p.index, IN_OBJECT);
    return { kind: 'property', start, end: p.previousEnd, key, value };
  }
  const valueToken = p.index;
  const value = parseExpression(p, COMPLEX_LITERALS) ?? p.recover(valueToken, IN_OBJECT);
  return { kind: 'property', start, end: p.previousEnd, key, value };
}

/** The name of a property, or a failure. */
export function parseKey(p: Parser) {
  return p.kind === kind.IDENTIFIER ? p.takeName() : parseString(p, 'BCP022', 'Expected the name of a property.');
}

// ------------------------------------------------------------------------------------------------ loops and conditions

/** A loop; the current token is its opening bracket. */
export function parseFor<Body extends Expression>(
  p: Parser,
  flags: number,
  parseLoopBody: (p: Parser, flags: number) => Body | undefined,
): ForExpression {
  const { start } = p;
  p.advance();
  p.skipNewLines();
  p.advance();
  const [item, index] = parseLoopVariables(p);
  if (p.isKeyword('in')) {
    p.advance();
  } else {
    p.fail('BCP012', "Expected 'in'.");
    p.recover(p.index, IN_ARRAY);
  }
  const iterableToken = p.index;
  const iterable = parseExpression(p, COMPLEX_LITERALS) ?? p.recover(iterableToken, AFTER_ITERABLE);
  if (!p.accept(kind.COLON)) {
    p.fail('BCP018', "Expected ':'.");
    p.recover(p.index, IN_ARRAY);
  }
  const bodyToken = p.index;
  const body = parseLoopBody(p, flags) ?? p.recover(bodyToken, IN_ARRAY);
  if (body.kind !== 'skipped') p.skipNewLines();
  if (!p.accept(kind.RIGHT_SQUARE)) {
    p.fail('BCP018', "Expected ']'.");
    p.recover(p.index, IN_ARRAY);
    p.accept(kind.RIGHT_SQUARE);
  }
  return { kind: 'for', start, end: p.previousEnd, item, index, iterable, body };
}

/** `item` or `(item, index)`. */
function parseLoopVariables(p: Parser): [Identifier, Identifier | undefined] {
  if (p.kind !== kind.LEFT_PAREN) {
    return [p.expectName('BCP162', "the name of the loop's item, or both names in parentheses"), undefined];
  }
  const { start } = p;
  const list = parseParenthesizedList(p, COMPLEX_LITERALS_NOT_ALLOWED, false, parseExpression, skippedExpression);
  const [item, index] = list.elements.map((element) => toName(p, element));
  if (list.elements.length !== 2) {
    p.errors.add(start, p.previousEnd, 'BCP249', 'Expected two names: item and index.');
  }
  return [item ?? p.missingName(), index];
}

/** The body of a loop that is no resource or module: any expression. */
export function parseBody(p: Parser, flags: number): Expression | undefined {
  return parseExpression(p, flags | COMPLEX_LITERALS);
}

/** The body in a loop over resources or modules: an object, maybe with a condition. */
export function parseConditionalBody(p: Parser, flags: number): ObjectExpression | IfExpression | undefined {
  if (p.isKeyword('if')) return parseIf(p, flags, BEFORE_BODY, IN_ARRAY);
  return p.kind === kind.LEFT_BRACE ? parseObject(p, flags) : p.fail('BCP167', "Expected '{' or 'if'.");
}

/** `if (condition) {...}`; the current token is the keyword. */
export function parseIf(p: Parser, flags: number, afterCondition: number, afterBody: number): IfExpression {
  const { start } = p;
  p.advance();
  const conditionToken = p.index;
  const condition = parseCondition(p, flags & ~NESTED_RESOURCES) ?? p.recover(conditionToken, afterCondition);
  const bodyToken = p.index;
  const body = parseObjectOrFail(p, flags) ?? p.recover(bodyToken, afterBody);
  return { kind: 'if', start, end: p.previousEnd, condition, body };
}

function parseCondition(p: Parser, flags: number): ParenthesizedExpression | undefined {
  if (p.kind !== kind.LEFT_PAREN) return p.fail('BCP018', "Expected '('.");
  const { start } = p;
  const list = parseParenthesizedList(p, flags, true, parseExpression, skippedExpression);
  const end = p.previousEnd;
  return { kind: 'parenthesized', start, end, inner: onlyElement(p, list, start, end) };
}

/** The right side of a resource or module declaration, or a failure. */
export function parseDeclarationBody(p: Parser, flags: number) {
  if (p.isKeyword('if')) return parseIf(p, flags, LINE_END | kind.maskOf(kind.LEFT_BRACE), LINE_END);
  if (p.kind === kind.LEFT_BRACE) return parseObject(p, flags);
  if (p.kind !== kind.LEFT_SQUARE) return p.fail('BCP118', "Expected '{', '[' or 'if'.");
  const next = p.kindAt(p.index + 1) === kind.NEW_LINE ? p.index + 2 : p.index + 1;
  return p.isKeyword('for', next) ? parseFor(p, flags, parseConditionalBody) : p.fail('BCP012', "Expected 'for'.");
}
