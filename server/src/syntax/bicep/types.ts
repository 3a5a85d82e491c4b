import { parseKey } from './bodies.js';
import { parseDecorators } from './decorators.js';
import { parseArguments, parseElements } from './elements.js';
import {
  COMPLEX_LITERALS_NOT_ALLOWED,
  onlyElement,
  parseExpression,
  parseLiteral,
  parseParenthesizedList,
} from './expressions.js';
import { AFTER_OPERAND, LINE_END } from './parser.js';
import type { Parser } from './parser.js';
import { parseString } from './strings.js';
import * as kind from './tokens.js';
import type { ObjectType, Skipped, TupleItem, TupleType, TypeExpression } from './tree.js';

/** See the limit of the parser. A nested type is at least two levels of the compiled JSON. */
const TYPE_UNITS = 4;

const IN_TUPLE = kind.maskOf(kind.NEW_LINE, kind.RIGHT_SQUARE);
const IN_OBJECT = kind.maskOf(kind.NEW_LINE, kind.RIGHT_BRACE);
const AFTER_KEY = IN_OBJECT | kind.maskOf(kind.COLON);
const AFTER_ARGUMENT = kind.maskOf(kind.NEW_LINE, kind.COMMA, kind.RIGHT_PAREN, kind.GREATER);
const AFTER_INDEX = AFTER_OPERAND | kind.maskOf(kind.COMMA);
const AFTER_RESOURCE = kind.maskOf(kind.NEW_LINE, kind.ASSIGN);

/** The type of a declaration, which can also be `resource '...'`, or a failure. */
export function parseDeclaredType(p: Parser, isResourceTypeOptional: boolean): TypeExpression | undefined {
  if (!p.isKeyword('resource') || p.kindAt(p.index + 1) === kind.LESS) return parseType(p);
  const { start } = p;
  p.advance();
  if (isResourceTypeOptional && p.kind !== kind.STRING && p.kind !== kind.STRING_START) {
    return { kind: 'resourceType', start, end: p.previousEnd, type: undefined };
  }
  const firstToken = p.index;
  const type = parseString(p, 'BCP068', 'Expected a resource type in quotes.') ?? p.recover(firstToken, AFTER_RESOURCE);
  return { kind: 'resourceType', start, end: p.previousEnd, type };
}

/** The type at the current token, or a failure. */
export function parseType(p: Parser): TypeExpression | undefined {
  if (!p.descend(TYPE_UNITS)) return p.tooDeep();
  const type = parseUnion(p);
  p.ascend(TYPE_UNITS);
  return type;
}

function parseUnion(p: Parser): TypeExpression | undefined {
  const { start } = p;
  const startsWithSeparator = acceptSeparator(p);
  const first = parsePostfixed(p);
  if (first === undefined || (!startsWithSeparator && !isAtSeparator(p))) return first;
  const members = [first];
  while (acceptSeparator(p)) {
    if (p.kind === kind.NEW_LINE) {
      p.report('BCP300', 'Expected a type.');
      members.push(p.missing());
    } else {
      const firstToken = p.index;
      members.push(parsePostfixed(p) ?? p.recover(firstToken, LINE_END));
    }
  }
  // Behind a line break the first `|` is part of the union, the line break is not.
  return {
    kind: 'union',
    start: startsWithSeparator ? Math.min(start, first.start) : start,
    end: p.previousEnd,
    members,
  };
}

/** A `|`, also on the next line: but not behind a comment or an empty line with blanks. */
function isAtSeparator(p: Parser): boolean {
  if (p.kind === kind.PIPE) return true;
  return p.kind === kind.NEW_LINE && p.kindAt(p.index + 1) === kind.PIPE && !p.hasFlag(p.index, kind.REPEATED);
}

function acceptSeparator(p: Parser): boolean {
  if (!isAtSeparator(p)) return false;
  p.skipNewLines();
  p.advance();
  return true;
}

/** A type with `?` and `!` behind it. */
function parsePostfixed(p: Parser): TypeExpression | undefined {
  const chain = p.startChain();
  let type = parseUnary(p);
  while (type !== undefined && (p.kind === kind.QUESTION || p.kind === kind.EXCLAMATION)) {
    if (!p.extendChain()) {
      p.tooDeep();
      break;
    }
    const nullable = p.kind === kind.QUESTION;
    p.advance();
    const { start } = type;
    type = { kind: nullable ? 'nullableType' : 'nonNullableType', start, end: p.previousEnd, inner: type };
  }
  p.endChain(chain);
  return type;
}

function parseUnary(p: Parser): TypeExpression | undefined {
  if (p.kind !== kind.EXCLAMATION && p.kind !== kind.MINUS) return parseMember(p);
  const { start } = p;
  const operator = p.kind === kind.MINUS ? '-' : '!';
  p.advance();
  const firstToken = p.index;
  const operand = parseMember(p) ?? p.recover(firstToken, AFTER_OPERAND);
  return { kind: 'unaryType', start, end: p.previousEnd, operator, operand };
}

/** A primary type with `[]`, `[*]`, `[index]`, `.name`, `.*` behind it. */
function parseMember(p: Parser): TypeExpression | undefined {
  const chain = p.startChain();
  let type = parsePrimary(p);
  while (type !== undefined && (p.kind === kind.LEFT_SQUARE || p.kind === kind.DOT)) {
    if (!p.extendChain()) {
      p.tooDeep();
      break;
    }
    type = p.accept(kind.DOT) ? parseDot(p, type) : parseSquare(p, type);
  }
  p.endChain(chain);
  return type;
}

function parseDot(p: Parser, base: TypeExpression): TypeExpression {
  const { start } = base;
  if (p.accept(kind.ASTERISK)) return { kind: 'typeWildcard', start, end: p.previousEnd, base, of: 'properties' };
  const name = p.expectName('BCP020', 'the name of a property or type');
  if (p.kind !== kind.LESS) return { kind: 'typeMember', start, end: p.previousEnd, base, name };
  return { kind: 'typeInstantiation', start, base, name, arguments: parseTypeArguments(p), end: p.previousEnd };
}

function parseSquare(p: Parser, base: TypeExpression): TypeExpression {
  const { start } = base;
  p.advance();
  if (p.accept(kind.RIGHT_SQUARE)) return { kind: 'arrayType', start, end: p.previousEnd, element: base };
  if (p.accept(kind.ASTERISK)) {
    p.expect(kind.RIGHT_SQUARE, ']');
    return { kind: 'typeWildcard', start, end: p.previousEnd, base, of: 'items' };
  }
  const firstToken = p.index;
  const index = parseExpression(p, COMPLEX_LITERALS_NOT_ALLOWED) ?? p.recover(firstToken, AFTER_INDEX);
  p.expect(kind.RIGHT_SQUARE, ']');
  return { kind: 'typeIndex', start, end: p.previousEnd, base, index };
}

function parsePrimary(p: Parser): TypeExpression | undefined {
  switch (p.kind) {
    case kind.IDENTIFIER:
      return parseTypeName(p);
    case kind.STRING:
    case kind.STRING_START:
      return parseString(p, '', '');
    case kind.INTEGER:
    case kind.TRUE:
    case kind.FALSE:
    case kind.NULL:
      return parseLiteral(p);
    case kind.LEFT_BRACE:
      return parseObjectType(p);
    case kind.LEFT_SQUARE:
      return parseTuple(p);
    case kind.LEFT_PAREN:
      return parseParenthesized(p);
    default:
      return p.fail('BCP279', 'Expected a type.');
  }
}

function parseTypeName(p: Parser): TypeExpression {
  const { start, end, name } = p.takeName();
  if (p.kind !== kind.LESS) return { kind: 'typeName', start, end, name };
  return {
    kind: 'typeInstantiation',
    start,
    base: undefined,
    name: { kind: 'identifier', start, end, name },
    arguments: parseTypeArguments(p),
    end: p.previousEnd,
  };
}

function parseTypeArguments(p: Parser): TypeExpression[] {
  p.advance();
  const parsed = parseArguments(p, kind.GREATER, 0, parseTypeArgument);
  p.expect(kind.GREATER, '>');
  return parsed;
}

function parseTypeArgument(p: Parser): TypeExpression {
  const firstToken = p.index;
  return parseType(p) ?? p.recover(firstToken, AFTER_ARGUMENT);
}

function parseParenthesized(p: Parser): TypeExpression {
  const { start } = p;
  const list = parseParenthesizedList<TypeExpression>(p, 0, false, parseType, skippedType);
  const end = p.previousEnd;
  return { kind: 'parenthesizedType', start, end, inner: onlyElement(p, list, start, end) };
}

function skippedType(p: Parser, firstToken: number, terminators: number): Skipped {
  return p.recover(firstToken, terminators);
}

// --------------------------------------------------------------------------------------------------- objects and tuples

function parseObjectType(p: Parser): ObjectType {
  const { start } = p;
  p.advance();
  const members = parseElements(p, kind.RIGHT_BRACE, 0, parseTypeProperty);
  const closed = p.expect(kind.RIGHT_BRACE, '}');
  return { kind: 'objectType', start, end: p.previousEnd, members, closed };
}

function parseTypeProperty(p: Parser): ObjectType['members'][number] {
  const { start } = p;
  const decorators = parseDecorators(p);
  if (p.accept(kind.ASTERISK)) {
    const value = parsePropertyType(p);
    return { kind: 'typeAdditionalProperties', start, end: p.previousEnd, decorators, value };
  }
  const firstToken = p.index;
  const key = parseKey(p) ?? p.recover(firstToken, AFTER_KEY);
  const value = parsePropertyType(p);
  return { kind: 'typeProperty', start, end: p.previousEnd, decorators, key, value };
}

/** The colon behind a key, and the type. */
function parsePropertyType(p: Parser): TypeExpression {
  if (!p.accept(kind.COLON)) {
    p.fail('BCP018', "Expected ':'.");
    return p.recover(p.index, IN_OBJECT);
  }
  const firstToken = p.index;
  return parseType(p) ?? p.recover(firstToken, IN_OBJECT);
}

function parseTuple(p: Parser): TupleType {
  const { start } = p;
  p.advance();
  const items = parseElements(p, kind.RIGHT_SQUARE, 0, parseTupleItem);
  const closed = p.expect(kind.RIGHT_SQUARE, ']');
  return { kind: 'tupleType', start, end: p.previousEnd, items, closed };
}

function parseTupleItem(p: Parser): TupleItem {
  const { start } = p;
  const decorators = parseDecorators(p);
  const firstToken = p.index;
  const type = parseType(p) ?? p.recover(firstToken, IN_TUPLE);
  return { kind: 'tupleItem', start: Math.min(start, type.start), end: p.previousEnd, decorators, type };
}
