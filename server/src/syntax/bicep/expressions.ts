import { parseBody, parseFor, parseObject, parseArray } from './bodies.js';
import { parseArguments } from './elements.js';
import { AFTER_OPERAND } from './parser.js';
import type { Parser } from './parser.js';
import { parseString } from './strings.js';
import * as kind from './tokens.js';
import type { BinaryOperator, Expression, Identifier } from './tree.js';

/** Where an expression stands decides whether it may contain these; a set of bits. */
export const COMPLEX_LITERALS_NOT_ALLOWED = 0;
export const COMPLEX_LITERALS = 1;
export const NESTED_RESOURCES = 2;

/** See the limit of the parser. */
const EXPRESSION_UNITS = 2;
const OPERAND_UNITS = 2;
const CALL_UNITS = 2;

const AFTER_ARGUMENT = kind.maskOf(kind.NEW_LINE, kind.COMMA, kind.RIGHT_PAREN);
const AFTER_LAMBDA = kind.maskOf(kind.NEW_LINE, kind.RIGHT_PAREN);
const AFTER_LISTED = AFTER_OPERAND | kind.maskOf(kind.COMMA);
const AFTER_INDEX = AFTER_OPERAND | kind.maskOf(kind.COMMA);
const AFTER_TRUE_BRANCH = AFTER_OPERAND | kind.maskOf(kind.COLON);

/** After `=>` a line break may follow, unless the next line looks like a declaration. */
const KEYWORDS_AFTER_ARROW: ReadonlySet<string> = new Set([
  'assert',
  'import',
  'metadata',
  'module',
  'output',
  'param',
  'resource',
  'type',
  'var',
]);

/** The expression at the current token, or a failure. */
export function parseExpression(p: Parser, flags: number): Expression | undefined {
  if (isLoneLiteral(p)) return p.kind === kind.STRING ? parseString(p, '', '') : parseLiteral(p);
  if (!p.descend(EXPRESSION_UNITS)) return p.tooDeep();
  const condition = parseBinary(p, flags, 0);
  const expression = condition === undefined ? undefined : parseTernary(p, flags, condition);
  p.ascend(EXPRESSION_UNITS);
  return expression;
}

/** Most expressions are a literal and nothing else; they take a short cut. */
function isLoneLiteral(p: Parser): boolean {
  if (p.kind !== kind.STRING && (p.kind < kind.INTEGER || p.kind > kind.NULL)) return false;
  const next = p.kindAt(p.index + 1);
  if (next === kind.NEW_LINE) return p.kindAt(p.index + 2) !== kind.QUESTION;
  return next < 31 && (AFTER_LISTED & (1 << next)) !== 0;
}

function parseTernary(p: Parser, flags: number, condition: Expression): Expression {
  if (p.kindAt(p.indexAfterNewLines) !== kind.QUESTION) return condition;
  p.skipNewLines();
  p.advance();
  const firstToken = p.index;
  const whenTrue = parseExpression(p, flags) ?? p.recover(firstToken, AFTER_TRUE_BRANCH);
  if (whenTrue.kind !== 'skipped' && p.kindAt(p.indexAfterNewLines) === kind.COLON) p.skipNewLines();
  const { start } = condition;
  if (!p.accept(kind.COLON)) {
    p.fail('BCP018', "Expected ':'.");
    const whenFalse = p.recover(p.index, AFTER_OPERAND);
    return { kind: 'ternary', start, end: p.previousEnd, condition, whenTrue, whenFalse };
  }
  const falseToken = p.index;
  const whenFalse = parseExpression(p, flags) ?? p.recover(falseToken, AFTER_OPERAND);
  return { kind: 'ternary', start, end: p.previousEnd, condition, whenTrue, whenFalse };
}

// ---------------------------------------------------------------------------------------------------------- operators

/** The precedence and the text of each binary operator, by token kind. */
const OPERATORS: readonly (readonly [number, BinaryOperator] | undefined)[] = (() => {
  const operators: [number, BinaryOperator][] = [];
  operators[kind.PERCENT] = [100, '%'];
  operators[kind.ASTERISK] = [100, '*'];
  operators[kind.SLASH] = [100, '/'];
  operators[kind.PLUS] = [90, '+'];
  operators[kind.MINUS] = [90, '-'];
  operators[kind.GREATER] = [80, '>'];
  operators[kind.GREATER_OR_EQUAL] = [80, '>='];
  operators[kind.LESS] = [80, '<'];
  operators[kind.LESS_OR_EQUAL] = [80, '<='];
  operators[kind.EQUAL] = [70, '=='];
  operators[kind.NOT_EQUAL] = [70, '!='];
  operators[kind.EQUAL_IGNORING_CASE] = [70, '=~'];
  operators[kind.NOT_EQUAL_IGNORING_CASE] = [70, '!~'];
  operators[kind.AND] = [50, '&&'];
  operators[kind.OR] = [40, '||'];
  operators[kind.DOUBLE_QUESTION] = [30, '??'];
  return operators;
})();

/** All binary operators above a precedence; all of them are left-associative. */
function parseBinary(p: Parser, flags: number, abovePrecedence: number): Expression | undefined {
  const chain = p.startChain();
  let left = parseUnary(p, flags);
  while (left !== undefined) {
    const operator = p.kind === kind.GREATER || p.kind > kind.UNRECOGNIZED ? OPERATORS[p.kind] : undefined;
    if (operator === undefined || operator[0] <= abovePrecedence) break;
    if (!p.extendChain()) {
      p.tooDeep();
      break;
    }
    const operatorStart = p.start;
    p.advance();
    const firstToken = p.index;
    const right: Expression = parseRight(p, flags, operator[0]) ?? p.recover(firstToken, AFTER_OPERAND);
    const { start } = left;
    left = { kind: 'binary', start, end: p.previousEnd, operator: operator[1], operatorStart, left, right };
  }
  p.endChain(chain);
  return left;
}

function parseRight(p: Parser, flags: number, abovePrecedence: number): Expression | undefined {
  if (!p.descend(OPERAND_UNITS)) return p.tooDeep();
  const right = parseBinary(p, flags, abovePrecedence);
  p.ascend(OPERAND_UNITS);
  return right;
}

function parseUnary(p: Parser, flags: number): Expression | undefined {
  if (p.kind !== kind.EXCLAMATION && p.kind !== kind.MINUS) return parseMember(p, flags);
  const { start } = p;
  const operator = p.kind === kind.MINUS ? '-' : '!';
  p.advance();
  const firstToken = p.index;
  const operand = parseMember(p, flags) ?? p.recover(firstToken, AFTER_OPERAND);
  return { kind: 'unary', start, end: p.previousEnd, operator, operand };
}

/** A primary expression and what is attached to it: `.name`, `.?name`, `::name`, `[index]`, `(arguments)`, `!`. */
function parseMember(p: Parser, flags: number): Expression | undefined {
  const chain = p.startChain();
  let base = parsePrimary(p, flags);
  while (base !== undefined) {
    const next = p.kind;
    if (next !== kind.DOT && next !== kind.LEFT_SQUARE && next !== kind.EXCLAMATION && next !== kind.DOUBLE_COLON)
      break;
    if (!p.extendChain()) {
      p.tooDeep();
      break;
    }
    p.advance();
    if (next === kind.DOT) {
      base = parseDot(p, flags, base);
    } else if (next === kind.LEFT_SQUARE) {
      base = parseIndex(p, flags, base);
    } else if (next === kind.DOUBLE_COLON) {
      const name = p.expectName('BCP020', 'the name of a nested resource');
      base = { kind: 'nestedResource', start: base.start, end: p.previousEnd, base, name };
    } else {
      base = { kind: 'nonNull', start: base.start, end: p.previousEnd, base };
    }
  }
  p.endChain(chain);
  return base;
}

function parseDot(p: Parser, flags: number, base: Expression): Expression {
  const { start } = base;
  const safeToken = p.index;
  const safe = p.accept(kind.QUESTION);
  const name = p.expectName('BCP020', 'the name of a property or function');
  if (p.kind !== kind.LEFT_PAREN) return { kind: 'member', start, end: p.previousEnd, base, safe, name };
  if (safe) {
    p.errors.add(p.startOf(safeToken), name.end, 'BCP322', "A function cannot be called behind '.?'.");
  }
  return { kind: 'methodCall', start, base, name, arguments: parseCallArguments(p, flags), end: p.previousEnd };
}

function parseIndex(p: Parser, flags: number, base: Expression): Expression {
  const { start } = base;
  const safe = p.accept(kind.QUESTION);
  const fromEnd = p.accept(kind.HAT);
  const firstToken = p.index;
  let index: Expression | undefined;
  if (p.kind === kind.RIGHT_SQUARE) p.fail('BCP117', 'Expected an index.');
  else index = parseExpression(p, flags);
  index ??= p.recover(firstToken, AFTER_INDEX);
  p.expect(kind.RIGHT_SQUARE, ']');
  return { kind: 'index', start, end: p.previousEnd, base, safe, fromEnd, index };
}

/** The arguments of a call; the current token is the opening parenthesis. */
export function parseCallArguments(p: Parser, flags: number): Expression[] {
  if (!p.descend(CALL_UNITS)) return [p.tooDeep()];
  p.advance();
  const parsed = parseArguments(p, kind.RIGHT_PAREN, flags, parseArgument);
  p.expect(kind.RIGHT_PAREN, ')');
  p.ascend(CALL_UNITS);
  return parsed;
}

function parseArgument(p: Parser, flags: number): Expression {
  const firstToken = p.index;
  return parseExpression(p, flags) ?? p.recover(firstToken, AFTER_ARGUMENT);
}

// ------------------------------------------------------------------------------------------------ primary expressions

function parsePrimary(p: Parser, flags: number): Expression | undefined {
  switch (p.kind) {
    case kind.IDENTIFIER:
      return parseVariableOrCall(p, flags);
    case kind.STRING:
    case kind.STRING_START:
      return parseString(p, '', '');
    case kind.INTEGER:
    case kind.TRUE:
    case kind.FALSE:
    case kind.NULL:
      return parseLiteral(p);
    case kind.LEFT_BRACE:
      if ((flags & COMPLEX_LITERALS) === 0) break;
      return parseObject(p, flags);
    case kind.LEFT_SQUARE:
      if ((flags & COMPLEX_LITERALS) === 0) break;
      return parseBracket(p, flags);
    case kind.LEFT_PAREN:
      return parseParenthesisOrLambda(p, flags);
    default:
      return p.fail('BCP009', 'Expected an expression.');
  }
  return p.fail('BCP087', 'An array or object cannot stand here.');
}

function parseBracket(p: Parser, flags: number): Expression {
  const next = p.kindAt(p.index + 1) === kind.NEW_LINE ? p.index + 2 : p.index + 1;
  return p.isKeyword('for', next) ? parseFor(p, flags, parseBody) : parseArray(p);
}

/** An integer, a boolean or null; the current token is one of them. */
export function parseLiteral(p: Parser) {
  const { start, index } = p;
  const end = p.endOf(index);
  switch (p.kind) {
    case kind.TRUE:
    case kind.FALSE: {
      const value = p.kind === kind.TRUE;
      p.advance();
      return { kind: 'boolean' as const, start, end, value };
    }
    case kind.NULL:
      p.advance();
      return { kind: 'null' as const, start, end };
    default: {
      const digits = p.textOf(index);
      // The smallest number has one more than the largest.
      const isNegative = p.kindAt(index - 1) === kind.MINUS;
      if (isLarger(digits, isNegative ? '9223372036854775808' : '9223372036854775807')) {
        p.report('BCP010', 'The number does not fit into 64 bits.');
      }
      p.advance();
      return { kind: 'number' as const, start, end, value: Number(digits) };
    }
  }
}

function isLarger(digits: string, largest: string): boolean {
  if (digits.length < largest.length) return false;
  const significant = digits.replace(/^0+/, '');
  return significant.length > largest.length || (significant.length === largest.length && significant > largest);
}

function parseVariableOrCall(p: Parser, flags: number): Expression {
  const { start, index } = p;
  const end = p.endOf(index);
  p.advance();
  if (p.kind === kind.LEFT_PAREN) {
    const name: Identifier = { kind: 'identifier', start, end, name: p.textOf(index) };
    return { kind: 'call', start, name, arguments: parseCallArguments(p, flags), end: p.previousEnd };
  }
  if (p.kind === kind.ARROW) {
    const parameters: Identifier[] = [{ kind: 'identifier', start, end, name: p.textOf(index) }];
    return parseLambda(p, start, parameters);
  }
  return { kind: 'variableAccess', start, end, name: p.textOf(index) };
}

/** A lambda from its arrow on; the current token is the arrow. */
function parseLambda(p: Parser, start: number, parameters: Identifier[]): Expression {
  p.advance();
  const body = parseLambdaBody(p);
  return { kind: 'lambda', start, end: p.previousEnd, parameters, body };
}

/** What follows an arrow, maybe on the next line. */
export function parseLambdaBody(p: Parser): Expression {
  const next = p.indexAfterNewLines;
  if (p.kindAt(next) !== kind.IDENTIFIER || !KEYWORDS_AFTER_ARROW.has(p.textOf(next))) p.skipNewLines();
  const firstToken = p.index;
  return parseExpression(p, COMPLEX_LITERALS) ?? p.recover(firstToken, AFTER_LAMBDA);
}

/** What stands in parentheses, and whether that is exactly one element, without line break and comma. */
interface ParenthesizedList<Element> {
  elements: Element[];
  isSingle: boolean;
}

/** A list in parentheses; the current token is the opening one. A missing closing one is reported. */
export function parseParenthesizedList<Element>(
  p: Parser,
  flags: number,
  allowsLineBreaks: boolean,
  parseElement: (p: Parser, flags: number) => Element | undefined,
  skipped: (p: Parser, firstToken: number, terminators: number) => Element,
): ParenthesizedList<Element> {
  p.advance();
  const elements: Element[] = [];
  let isSingle = true;
  const skipLineBreaks = (): void => {
    if (!allowsLineBreaks || p.kind !== kind.NEW_LINE) return;
    isSingle = false;
    p.advance();
  };
  skipLineBreaks();
  while (p.kind !== kind.RIGHT_PAREN) {
    const firstToken = p.index;
    elements.push(parseElement(p, flags) ?? skipped(p, firstToken, AFTER_LISTED));
    skipLineBreaks();
    if (!p.accept(kind.COMMA)) break;
    isSingle = false;
    skipLineBreaks();
  }
  if (!p.accept(kind.RIGHT_PAREN)) {
    p.fail('BCP018', "Expected ')'.");
    p.recover(p.index, AFTER_OPERAND);
    p.accept(kind.RIGHT_PAREN);
  }
  return { elements, isSingle: isSingle && elements.length === 1 };
}

/** What to put in place of an element that cannot be read. */
export function skippedExpression(p: Parser, firstToken: number, terminators: number): Expression {
  return p.recover(firstToken, terminators);
}

function parseParenthesisOrLambda(p: Parser, flags: number): Expression {
  const { start } = p;
  const list = parseParenthesizedList(p, flags, true, parseExpression, skippedExpression);
  const end = p.previousEnd;
  if (p.kind === kind.ARROW)
    return parseLambda(
      p,
      start,
      list.elements.map((element) => toName(p, element)),
    );
  return { kind: 'parenthesized', start, end, inner: onlyElement(p, list, start, end) };
}

/** The element of a list that must have just one; an error where it has not. */
export function onlyElement<Element extends { start: number; end: number }>(
  p: Parser,
  list: ParenthesizedList<Element>,
  start: number,
  end: number,
): Element | ReturnType<Parser['missing']> {
  const [first] = list.elements;
  if (!list.isSingle) p.errors.add(start, end, 'BCP243', 'Expected one expression, on one line, in the parentheses.');
  return first ?? { kind: 'skipped', start: start + 1, end: start + 1 };
}

/** A name that was read as an expression, before it was known to be a parameter or loop variable. */
export function toName(p: Parser, expression: Expression): Identifier {
  const { start, end } = expression;
  if (expression.kind === 'variableAccess') return { kind: 'identifier', start, end, name: expression.name };
  if (expression.kind !== 'skipped') p.errors.add(start, end, 'BCP015', 'Expected a variable name.');
  return { kind: 'identifier', start, end, name: '' };
}
