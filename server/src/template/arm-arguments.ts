import { findProperty, findValue } from '../syntax/json/navigate.js';
import type { JsonNode, JsonProperty } from '../syntax/json/tree.js';
import {
  copyEntries,
  expressionOf,
  expressionOr,
  invalid,
  loopExpressionOf,
  nameSpanOf,
  spanOf,
} from './arm-expressions.js';
import type { JsonSource } from './arm-expressions.js';
import type { Expression, ModuleArgument } from './model.js';

/** The value that `"name": {"value": ...}` gives a parameter, in a deployment or a parameter file. */
export function argumentOf(source: JsonSource, property: JsonProperty): ModuleArgument {
  let value: Expression | undefined;
  return {
    name: property.name,
    nameSpan: nameSpanOf(property),
    get value() {
      return (value ??= argumentValue(source, property.value, property));
    },
  };
}

function argumentValue(source: JsonSource, node: JsonNode | undefined, property: JsonProperty): Expression {
  const nameSpan = nameSpanOf(property);
  if (node === undefined) return invalid('The parameter has no value.', nameSpan);
  // Bicep writes `[if(x, createObject('value', y), createObject('reference', z))]` where a secret is only one of several.
  if (node.kind === 'string' && source.passes > 0) {
    const target = expressionOf(source, node);
    if (target.kind === 'literal') return invalid('A parameter is an object with a value.', node);
    return { kind: 'member', target, name: 'value', nameSpan: target.span, safe: false, span: target.span };
  }
  const value = findProperty(node, 'value');
  if (value !== undefined) return expressionOr(source, value.value, 'The parameter has no value.', nameSpan);
  const loop = copyEntries(findValue(node, 'copy')).find(({ name }) => name.value.toLowerCase() === 'value');
  if (loop !== undefined && source.passes > 0) return loopExpressionOf(source, loop.copy);
  if (findProperty(node, 'reference') !== undefined)
    return invalid('The value is a secret in a key vault.', spanOf(node));
  if (findProperty(node, 'expression') !== undefined) return invalid('The value comes from outside.', spanOf(node));
  return invalid('The parameter has no value.', spanOf(node));
}
