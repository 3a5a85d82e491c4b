/** Templates that stand elsewhere than in a deployment's `properties.template`: in a variable, in a default, as a text. */
import { findValueAt } from '../syntax/json/navigate.js';
import { parseJson } from '../syntax/json/parse.js';
import { sourceOffsets } from '../syntax/json/strings.js';
import type { JsonNode, JsonObject, JsonString } from '../syntax/json/tree.js';
import type { SourceOffset } from '../syntax/expression/parse.js';
import { expressionOf } from './arm-expressions.js';
import type { JsonSource } from './arm-expressions.js';
import type { Expression } from './model.js';
import { relocated } from './relocated-json.js';

/** The object that a nested template is, and how its strings are read. */
export interface TemplateObject {
  readonly node: JsonObject;
  readonly source: JsonSource;
  /** `outer`: what is not escaped means the names of the template around it. */
  readonly evaluation: 'inner' | 'outer';
  /** The parameter whose default was followed. */
  readonly parameter?: string;
}

/** The template whose variables and parameters an expression means, as it is written. */
export interface Names {
  readonly root: JsonNode | undefined;
  readonly source: JsonSource;
}

/** How many variables and defaults in a row are followed. */
export const MAX_FOLLOWED = 5;

/**
 * The template that the expression in a string is: `[variables('t')]`, `[parameters('t')]`, `[json(...)]` of either, or
 * undefined. Azure evaluates the variable along with the template around it, and what that leaves as the nested one.
 */
export function templateObject(names: Names, written: JsonString): TemplateObject | undefined {
  let parameter: string | undefined;
  let expression = expressionOf(names.source, written);
  for (let followed = 0; followed < MAX_FOLLOWED; followed++) {
    if (expression.kind === 'call' && expression.name.toLowerCase() === 'json' && expression.namespace === undefined) {
      const [first] = expression.args;
      return first === undefined ? undefined : objectInText(names, first);
    }
    const node = namedNode(names, expression);
    if (expression.kind === 'parameter') parameter = expression.name;
    if (node?.kind === 'object') {
      const source = { ...names.source, passes: names.source.passes + 1 };
      return { node, source, evaluation: 'outer', ...(parameter !== undefined && { parameter }) };
    }
    if (node?.kind !== 'string') return undefined;
    expression = expressionOf(names.source, node);
  }
  return undefined;
}

/** What a variable or a parameter's default is written as. */
function namedNode({ root }: Names, expression: Expression): JsonNode | undefined {
  if (expression.kind === 'variable') return findValueAt(root, 'variables', expression.name);
  if (expression.kind === 'parameter') return findValueAt(root, 'parameters', expression.name, 'defaultValue');
  return undefined;
}

/** The template in a text, which Azure reads only once. */
function objectInText(names: Names, expression: Expression): TemplateObject | undefined {
  const text = textOf(names, expression);
  if (text === undefined) return undefined;
  const { parameter } = text;
  const object = templateInText(text.value, text.toSource, names.source.text);
  return object && { ...object, ...(parameter !== undefined && { parameter }) };
}

/** The template that a text is. `toSource`: where its characters stand in `file`, the text of the file. */
export function templateInText(text: string, toSource: SourceOffset, file: string): TemplateObject | undefined {
  const { root, errors } = parseJson(text);
  if (root?.kind !== 'object' || errors.length > 0) return undefined;
  const { node, offsetsOf } = relocated(root, text, toSource);
  return { node, source: { text: file, passes: 1, offsetsOf }, evaluation: 'inner' };
}

interface Text {
  readonly value: string;
  readonly toSource: SourceOffset;
  readonly parameter?: string;
}

function textOf(names: Names, written: Expression): Text | undefined {
  let expression = written;
  let parameter: string | undefined;
  let toSource: SourceOffset = () => written.span.start;
  for (let followed = 0; followed < MAX_FOLLOWED; followed++) {
    if (expression.kind === 'literal') {
      if (typeof expression.value !== 'string') return undefined;
      return { value: expression.value, toSource, ...(parameter !== undefined && { parameter }) };
    }
    const node = namedNode(names, expression);
    if (node?.kind !== 'string') return undefined;
    if (expression.kind === 'parameter') parameter = expression.name;
    toSource = sourceOffsets(names.source.text, node);
    expression = expressionOf(names.source, node);
  }
  return undefined;
}
