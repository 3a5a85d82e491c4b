/** Which objects of a JSON template a path leads through, and setting a property at its end. */
import { isExpression, parseExpression } from '../syntax/expression/parse.js';
import type { ArmExpression } from '../syntax/expression/tree.js';
import { findProperty, findString, findValue, findValueAt } from '../syntax/json/navigate.js';
import type { JsonArray, JsonFile, JsonNode, JsonObject } from '../syntax/json/tree.js';
import type { Draft } from './draft.js';
import { isWritten, listOf, placeOfNode } from './json-page.js';
import type { JsonPlace } from './json-page.js';
import type { Writable } from './writable.js';
import { nested } from './writable.js';

const MAX_STEPS = 50;

/** Sets a property of the object that `holder` is or stands for; false where that is not possible. */
export function setProperty(
  draft: Draft,
  file: JsonFile,
  holder: JsonNode,
  path: readonly string[],
  value: Writable,
): boolean {
  let current = holder;
  for (let depth = 0; depth < path.length; depth++) {
    const container = literalOf(file, current);
    const name = path[depth] ?? '';
    const rest = path.slice(depth + 1);
    if (container === undefined) return false;
    if (container.kind === 'array') {
      const item = isPosition(name) ? container.items[Number(name)] : undefined;
      if (item === undefined) return false;
      if (rest.length === 0) return replaceNode(draft, file, item, value);
      current = item;
      continue;
    }
    const property = findProperty(container, name);
    if (property === undefined) {
      const input = loopInput(container, name);
      if (input === undefined) return addProperty(draft, file, container, name, rest, value);
      if (rest.length < 2 || !isPosition(rest[0] ?? '')) return false;
      // All items of a loop are written once.
      depth++;
      current = input;
      continue;
    }
    if (property.value === undefined) return false;
    if (rest.length === 0) return replaceNode(draft, file, property.value, value);
    if (property.value.kind === 'null')
      return !rest.some(isPosition) && replaceNode(draft, file, property.value, nested(rest, value));
    current = property.value;
  }
  return false;
}

/** Writes a value over another, unless it is the same. */
export function replaceNode(draft: Draft, file: JsonFile, node: JsonNode, value: Writable): boolean {
  if (isWritten(draft.page, node, value)) return true;
  return draft.replace(node, placeOfNode(file, node).list, value);
}

function addProperty(
  draft: Draft,
  file: JsonFile,
  object: JsonObject,
  name: string,
  rest: readonly string[],
  value: Writable,
): boolean {
  if (rest.some(isPosition) || isPosition(name)) return false;
  // A property with a computed name may be the very object that is missing.
  if (rest.length > 0 && object.properties.some((property) => isExpression(property.name))) return false;
  return draft.addProperty(listOf(object, placeOfNode(file, object).list), name, nested(rest, value));
}

function isPosition(name: string): boolean {
  return /^\d+$/.test(name);
}

/** The `input` of the entry of `copy` that makes the property `name`. */
function loopInput(object: JsonObject, name: string): JsonNode | undefined {
  const copies = findValue(object, 'copy');
  if (copies?.kind !== 'array') return undefined;
  const copy = copies.items.find((item) => findString(item, 'name')?.toLowerCase() === name.toLowerCase());
  return findValue(copy, 'input');
}

/**
 * The object or array that a value is: itself, or the one in a variable or a parameter's default, where that is used
 * nowhere else.
 */
function literalOf(file: JsonFile, node: JsonNode): JsonObject | JsonArray | undefined {
  let current: JsonNode | undefined = node;
  for (let steps = 0; steps < MAX_STEPS && current !== undefined; steps++) {
    if (current.kind === 'object' || current.kind === 'array') return current;
    if (current.kind !== 'string' || !isExpression(current.value)) return undefined;
    current = definitionOf(
      file,
      current,
      parseExpression(current.value, (offset) => offset),
    );
  }
  return undefined;
}

function definitionOf(file: JsonFile, at: JsonNode, expression: ArmExpression): JsonNode | undefined {
  const names: string[] = [];
  let target = expression;
  while (target.kind === 'member') {
    names.unshift(target.name);
    target = target.target;
  }
  const template = evaluationTemplate(placeOfNode(file, at));
  let current: JsonNode | undefined;
  if (target.kind === 'variable' && isUsedOnce(file.text, 'variables', target.name)) {
    current = findValueAt(template, 'variables', target.name);
  } else if (target.kind === 'parameter' && isUsedOnce(file.text, 'parameters', target.name)) {
    const declaration = findValueAt(template, 'parameters', target.name);
    // A type that lists its properties may not have the one that is to be set.
    const isOpen =
      findProperty(declaration, '$ref') === undefined && findProperty(declaration, 'properties') === undefined;
    current = isOpen ? findValue(declaration, 'defaultValue') : undefined;
  }
  for (const name of names) current = current === undefined ? undefined : findValue(literalOf(file, current), name);
  return current;
}

/** Whether a variable or parameter is mentioned once in all of the text; where names are computed it cannot be told. */
function isUsedOnce(text: string, functionName: string, name: string): boolean {
  const call = new RegExp(`\\b${functionName}\\s*\\(\\s*(?:'([^']*)'\\s*\\))?`, 'gi');
  let uses = 0;
  for (const [, used] of text.matchAll(call)) {
    if (used === undefined) return false;
    if (used.toLowerCase() === name.toLowerCase()) uses++;
  }
  return uses === 1;
}

/** The template that declares a place's resources: the innermost one around it. */
export function declaringTemplate({ path }: JsonPlace): JsonObject | undefined {
  return templatesAround(path).at(-1)?.template;
}

/** The template whose parameters and variables the expressions at a place see. */
function evaluationTemplate({ path }: JsonPlace): JsonObject | undefined {
  const templates = templatesAround(path);
  return templates.filter(({ isInner }) => isInner).at(-1)?.template;
}

function templatesAround(path: JsonPlace['path']): { template: JsonObject; isInner: boolean }[] {
  return path.flatMap((step, depth) => {
    if (step.kind !== 'object') return [];
    if (depth === 0) return { template: step, isInner: true };
    const name = path[depth - 1];
    const holder = path[depth - 2];
    if (name?.kind !== 'property' || name.name.toLowerCase() !== 'template' || holder?.kind !== 'object') return [];
    const options = findValue(holder, 'expressionEvaluationOptions');
    return { template: step, isInner: findString(options, 'scope')?.toLowerCase() === 'inner' };
  });
}
