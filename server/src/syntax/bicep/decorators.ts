import { COMPLEX_LITERALS, parseCallArguments } from './expressions.js';
import { LINE_END } from './parser.js';
import type { Parser } from './parser.js';
import * as kind from './tokens.js';
import type { Decorator, Expression, Identifier } from './tree.js';

/** The decorators at the current token, each with its line break; none is an empty list. */
export function parseDecorators(p: Parser): Decorator[] {
  const decorators: Decorator[] = [];
  while (p.kind === kind.AT) {
    decorators.push(parseDecorator(p));
    if (p.kind !== kind.NEW_LINE && p.kind !== kind.END_OF_FILE) {
      p.report('BCP019', 'Expected a line break behind the decorator.');
      // What follows on the line may still be the declaration, or its next decorator.
      if (p.kind !== kind.IDENTIFIER && p.kind !== kind.AT) p.skipTo(LINE_END);
    } else if (p.kind === kind.END_OF_FILE) {
      p.report('BCP019', 'Expected a line break behind the decorator.');
    }
    p.skipNewLines();
  }
  return decorators;
}

function parseDecorator(p: Parser): Decorator {
  const { start } = p;
  p.advance();
  const firstToken = p.index;
  const expression = parseDecoratorExpression(p) ?? p.recover(firstToken, LINE_END);
  return { kind: 'decorator', start, end: p.previousEnd, expression };
}

/** `name`, `name(...)`, `namespace.name(...)`, or a failure. */
function parseDecoratorExpression(p: Parser): Expression | undefined {
  if (p.kind !== kind.IDENTIFIER) return p.fail('BCP123', 'Expected the name of a decorator or namespace.');
  const chain = p.startChain();
  let expression = parseFirst(p);
  while (p.kind === kind.DOT) {
    if (!p.extendChain()) {
      p.tooDeep();
      break;
    }
    p.advance();
    expression = parseNext(p, expression);
  }
  p.endChain(chain);
  return expression;
}

function parseFirst(p: Parser): Expression {
  const name: Identifier = p.takeName();
  const { start, end } = name;
  if (p.kind !== kind.LEFT_PAREN) return { kind: 'variableAccess', start, end, name: name.name };
  return { kind: 'call', start, name, arguments: parseCallArguments(p, COMPLEX_LITERALS), end: p.previousEnd };
}

function parseNext(p: Parser, base: Expression): Expression {
  const { start } = base;
  const name = p.expectName('BCP020', 'the name of a decorator');
  if (p.kind !== kind.LEFT_PAREN) return { kind: 'member', start, end: p.previousEnd, base, safe: false, name };
  const parsed = parseCallArguments(p, COMPLEX_LITERALS);
  return { kind: 'methodCall', start, base, name, arguments: parsed, end: p.previousEnd };
}
