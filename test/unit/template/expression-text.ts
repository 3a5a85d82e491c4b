import type { Expression } from '../../../server/src/template/model.js';

/** An expression as one line of text, for expectations: ARM's notation, and a notation of its own where ARM has none. */
export function expressionText(expression: Expression): string {
  const text = expressionText;
  switch (expression.kind) {
    case 'literal':
      return typeof expression.value === 'string' ? `'${expression.value}'` : String(expression.value);
    case 'object': {
      const members = expression.members.map((member) =>
        member.kind === 'spread'
          ? `...${text(member.value)}`
          : `${typeof member.name === 'string' ? member.name : `[${text(member.name)}]`}: ${text(member.value)}`,
      );
      return `{${members.join(', ')}}`;
    }
    case 'array':
      return `[${expression.items.map((item) => (item.kind === 'spread' ? '...' : '') + text(item.value)).join(', ')}]`;
    case 'call': {
      const namespace = expression.namespace === undefined ? '' : `${expression.namespace}.`;
      return `${namespace}${expression.name}(${expression.args.map(text).join(', ')})`;
    }
    case 'member':
      return `${text(expression.target)}${expression.safe ? '.?' : '.'}${expression.name}`;
    case 'index': {
      const signs = `${expression.safe ? '?' : ''}${expression.fromEnd ? '^' : ''}`;
      return `${text(expression.target)}[${signs}${text(expression.index)}]`;
    }
    case 'parameter':
      return `parameters('${expression.name}')`;
    case 'variable':
      return `variables('${expression.name}')`;
    case 'symbol':
      return `symbol(${expression.name})`;
    case 'local':
      return `local(${expression.name})`;
    case 'lambda':
      return `(${expression.parameters.join(', ')}) => ${text(expression.body)}`;
    case 'loop': {
      const { name, over, itemName, indexName } = expression.loop;
      const names = [itemName, indexName].filter((one) => one !== undefined).join(', ');
      const range = text(over.kind === 'items' ? over.items : over.count);
      return `loop ${name ?? '-'} (${names}) in ${range}: ${text(expression.body)}`;
    }
    case 'deferred':
      return `deferred(${text(expression.expression)})`;
    case 'invalid':
      return `invalid(${expression.reason})`;
  }
}
