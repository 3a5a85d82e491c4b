/** Walking expressions. */
import type { Expression } from './model.js';

/** The expressions directly inside of one. */
export function childExpressions(expression: Expression): readonly Expression[] {
  const children: Expression[] = [];
  addChildren(expression, children);
  return children;
}

function addChildren(expression: Expression, to: Expression[]): void {
  switch (expression.kind) {
    case 'object':
      for (const member of expression.members) {
        if (member.kind === 'property' && typeof member.name !== 'string') to.push(member.name);
        to.push(member.value);
      }
      return;
    case 'array':
      for (const item of expression.items) to.push(item.value);
      return;
    case 'call':
      for (const argument of expression.args) to.push(argument);
      return;
    case 'member':
      to.push(expression.target);
      return;
    case 'index':
      to.push(expression.target, expression.index);
      return;
    case 'lambda':
      to.push(expression.body);
      return;
    case 'loop':
      to.push(expression.loop.over.kind === 'items' ? expression.loop.over.items : expression.loop.over.count);
      if (expression.loop.condition !== undefined) to.push(expression.loop.condition);
      to.push(expression.body);
      return;
    case 'deferred':
      to.push(expression.expression);
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
    addChildren(next, stack);
  }
}
