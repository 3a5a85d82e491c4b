/** JSON as a page of lists. */
import { escapeLiteral } from '../syntax/expression/parse.js';
import { childrenOf, endOfProperty, findPath, findProperty } from '../syntax/json/navigate.js';
import { schemaOf } from '../syntax/json/schema.js';
import type { JsonArray, JsonFile, JsonNode, JsonObject, JsonProperty } from '../syntax/json/tree.js';
import type { Span } from '../template/model.js';
import type { Page, WrittenEntry, WrittenList } from './page.js';
import { pageOf } from './page.js';
import type { Writable } from './writable.js';
import { isList, isObject, Keyed, Verbatim } from './writable.js';

/** The file as a page. In a parameter file a string that starts with a bracket is only a string. */
export function jsonPage(file: JsonFile): Page {
  const isEvaluated = schemaOf(file)?.kind !== 'parameters';
  const string = (value: string): string => JSON.stringify(isEvaluated ? escapeLiteral(value) : value);
  return pageOf(file.text, { string, key: string, commas: true, arrayPadding: '' }, file.comments);
}

/** A node, and what it stands in. */
export interface JsonPlace {
  readonly node: JsonNode;
  /** The list that it is an entry of, and which. */
  readonly list: WrittenList | undefined;
  readonly index: number;
  /** From the root to the node. */
  readonly path: readonly (JsonNode | JsonProperty)[];
}

/** The node that covers exactly this span, or the string whose content or whole expression does. */
export function placeOf(file: JsonFile, span: Span): JsonPlace | undefined {
  const path = findPath(file, span.start);
  for (let end = path.length - 1; end >= 0; end--) {
    const node = path[end];
    if (node !== undefined && node.kind !== 'property' && isWhole(file.text, node, span)) {
      return { node, path: path.slice(0, end + 1), ...positionIn(path, end) };
    }
  }
  return undefined;
}

/** The place of a node that is in the tree. */
export function placeOfNode(file: JsonFile, node: JsonNode): JsonPlace {
  return placeOf(file, node) ?? { node, list: undefined, index: 0, path: [node] };
}

function isWhole(text: string, node: JsonNode, { start, end }: Span): boolean {
  if (node.start === start && node.end === end) return true;
  if (node.kind !== 'string') return false;
  if (start === node.start + 1 && end === node.end - 1) return true;
  if (start < node.start || end > node.end) return false;
  return /^"\[\s*$/.test(text.slice(node.start, start)) && /^\s*\]"$/.test(text.slice(end, node.end));
}

function positionIn(path: JsonPlace['path'], end: number): { list: WrittenList | undefined; index: number } {
  let list: WrittenList | undefined;
  let index = 0;
  for (let depth = 0; depth < end; depth++) {
    const step = path[depth];
    const child = path[depth + 1];
    if (child === undefined || step === undefined) continue;
    if (step.kind === 'object' && child.kind === 'property') {
      list = listOf(step, list);
      index = step.properties.indexOf(child);
    } else if (step.kind === 'array' && child.kind !== 'property') {
      list = listOf(step, list);
      index = step.items.indexOf(child);
    }
  }
  return { list, index };
}

/** An object or array as a list of entries. */
export function listOf(node: JsonObject | JsonArray, parent: WrittenList | undefined): WrittenList {
  const { kind, start, end } = node;
  const entries: readonly WrittenEntry[] =
    kind === 'array'
      ? node.items.map((item) => ({ start: item.start, end: item.end, trailing: false }))
      : node.properties.map((property) => ({
          start: property.start,
          end: endOfProperty(property),
          trailing: false,
          colon: { start: property.nameEnd, end: property.value?.start ?? property.nameEnd },
        }));
  return { kind, start, end, entries, parent };
}

/** Whether a value is already written so. */
export function isWritten(page: Page, node: JsonNode, value: Writable): boolean {
  if (value instanceof Verbatim) return page.text.slice(node.start, node.end) === value.text;
  if (value instanceof Keyed) return false;
  if (isList(value)) {
    if (node.kind !== 'array' || node.items.length !== value.length) return false;
    return node.items.every((item, index) => {
      const other = value[index];
      return other !== undefined && isWritten(page, item, other);
    });
  }
  if (isObject(value)) {
    const entries = [...value];
    if (node.kind !== 'object' || node.properties.length !== entries.length) return false;
    return entries.every(([name, inner]) => {
      const there = findProperty(node, name)?.value;
      return there !== undefined && isWritten(page, there, inner);
    });
  }
  if (typeof value === 'string') {
    return node.kind === 'string' && JSON.stringify(node.value) === page.dialect.string(value);
  }
  return childrenOf(node).length === 0 && node.kind !== 'object' && node.kind !== 'array' && node.value === value;
}
