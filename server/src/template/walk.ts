/** Walking expressions. */
import type { Expression } from './model.js';

/** The expressions directly inside of one. */
export function* childExpressions(expression: Expression): Generator<Expression> {
  switch (expression.kind) {
    case 'object':
      for (const member of expression.members) {
        if (member.kind === 'property' && typeof member.name !== 'string') yield member.name;
        yield member.value;
      }
      return;
    case 'array':
      for (const item of expression.items) yield item.value;
      return;
    case 'call':
      yield* expression.args;
      return;
    case 'member':
      yield expression.target;
      return;
    case 'index':
      yield expression.target;
      yield expression.index;
      return;
    case 'lambda':
      yield expression.body;
      return;
    case 'loop':
      yield expression.loop.over.kind === 'items' ? expression.loop.over.items : expression.loop.over.count;
      if (expression.loop.condition !== undefined) yield expression.loop.condition;
      yield expression.body;
      return;
    case 'literal':
    case 'parameter':
    case 'variable':
    case 'symbol':
    case 'local':
    case 'invalid':
      return;
  }
}

/** The expression and all inside of it, outermost first, without recursion. */
export function* expressionsIn(expression: Expression): Generator<Expression> {
  const stack = [expression];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    yield next;
    stack.push(...childExpressions(next));
  }
}
