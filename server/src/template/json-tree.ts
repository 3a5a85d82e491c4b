/** A template that is written as an object of another language, as the JSON tree that it compiles to. */
import { escapeLiteral } from '../syntax/expression/parse.js';
import type { JsonNode, JsonObject, JsonProperty } from '../syntax/json/tree.js';
import type { JsonSource } from './arm-expressions.js';
import type { ArrayItem, Expression, ObjectExpression, ObjectMember } from './model.js';

/**
 * The object as a tree with its offsets. What is no constant, array or object becomes a text that stands for its expression.
 * `passes`: how often Azure evaluates the strings, see `JsonSource`.
 */
export function jsonTree(
  object: ObjectExpression,
  passes: number,
): { readonly node: JsonObject; readonly source: JsonSource } {
  const expressions = new Map<JsonNode, Expression>();
  const node = objectOf(object, object.members.filter(isPlainMember), expressions);
  // The first bracket of an escaped text stands where the quote does.
  return { node, source: { text: '', passes, expressions, offsetsOf: (string) => (offset) => string.start + offset } };
}

type PlainMember = ObjectMember & { readonly kind: 'property'; readonly name: string };

function isPlainMember(member: ObjectMember): member is PlainMember {
  return member.kind === 'property' && typeof member.name === 'string';
}

function isPlainItem(item: ArrayItem): item is ArrayItem & { readonly kind: 'item' } {
  return item.kind === 'item';
}

function nodeOf(expression: Expression, expressions: Map<JsonNode, Expression>): JsonNode {
  const { start, end } = expression.span;
  switch (expression.kind) {
    case 'literal': {
      const { value } = expression;
      if (typeof value === 'string') return { kind: 'string', value: escapeLiteral(value), start, end };
      if (typeof value === 'number') return { kind: 'number', value, start, end };
      return typeof value === 'boolean' ? { kind: 'boolean', value, start, end } : { kind: 'null', value, start, end };
    }
    case 'object':
      if (expression.members.every(isPlainMember)) return objectOf(expression, expression.members, expressions);
      break;
    case 'array':
      if (expression.items.every(isPlainItem)) {
        return { kind: 'array', items: expression.items.map(({ value }) => nodeOf(value, expressions)), start, end };
      }
      break;
    default:
      break;
  }
  const placeholder: JsonNode = { kind: 'string', value: '[null()]', start, end };
  expressions.set(placeholder, expression);
  return placeholder;
}

function objectOf(
  { span }: ObjectExpression,
  members: readonly PlainMember[],
  expressions: Map<JsonNode, Expression>,
): JsonObject {
  const properties = members.map(({ name, nameSpan, value }): JsonProperty => {
    // As if it stood in quotes.
    const { start, end } = nameSpan;
    return { kind: 'property', name, start: start - 1, nameEnd: end + 1, value: nodeOf(value, expressions) };
  });
  return { kind: 'object', properties, start: span.start, end: span.end };
}
