import type { JsonFile, JsonNode, JsonObject, JsonProperty } from './tree.js';

/**
 * The property of that name, compared without letter case, as Azure compares them; of several the last, which is the one
 * that counts (Bicep CLI 0.49.2). undefined also if `node` is no object.
 */
export function findProperty(node: JsonNode | undefined, name: string): JsonProperty | undefined {
  if (node?.kind !== 'object') return undefined;
  const { properties } = node;
  for (let index = properties.length - 1; index >= 0; index--) {
    const property = properties[index];
    if (property !== undefined && isSameName(property.name, name)) return property;
  }
  return undefined;
}

/** Whether two names differ in letter case at most. Most differ in length or in a letter, which costs next to nothing. */
function isSameName(left: string, right: string): boolean {
  if (left.length !== right.length) return false;
  for (let at = 0; at < left.length; at++) {
    const one = left.charCodeAt(at);
    const other = right.charCodeAt(at);
    if (one === other) continue;
    if ((one | other) > 127) return left.toLowerCase() === right.toLowerCase();
    if ((one | 32) !== (other | 32) || (one | 32) < 97 || (one | 32) > 122) return false;
  }
  return true;
}

/** The value of the property of that name (see `findProperty`); undefined if there is none. */
export function findValue(node: JsonNode | undefined, name: string): JsonNode | undefined {
  return findProperty(node, name)?.value;
}

/** The value at the end of a path of property names. */
export function findValueAt(node: JsonNode | undefined, ...path: readonly string[]): JsonNode | undefined {
  return path.reduce(findValue, node);
}

/** The string that is the value of the property of that name; undefined if there is none, or it is something else. */
export function findString(node: JsonNode | undefined, name: string): string | undefined {
  const value = findValue(node, name);
  return value?.kind === 'string' ? value.value : undefined;
}

/** The properties that count, by name in lower case: of several with one name the last, at the place of the first. */
export function propertiesByName(node: JsonNode | undefined): ReadonlyMap<string, JsonProperty> {
  const byName = new Map<string, JsonProperty>();
  if (node?.kind === 'object')
    for (const property of node.properties) byName.set(property.name.toLowerCase(), property);
  return byName;
}

/** The nodes directly inside: values of properties, or items. */
export function childrenOf(node: JsonNode): readonly JsonNode[] {
  switch (node.kind) {
    case 'object':
      return node.properties.flatMap(({ value }) => value ?? []);
    case 'array':
      return node.items;
    default:
      return [];
  }
}

/** What encloses a place, from the root to the innermost: objects, arrays, the property of each object, at last a scalar. */
export type JsonPath = readonly (JsonNode | JsonProperty)[];

/** What encloses `offset`; both ends of a span belong to it, so that a cursor behind a value is in it. Empty: outside the root. */
export function findPath(file: JsonFile, offset: number): JsonPath {
  const path: (JsonNode | JsonProperty)[] = [];
  let node = file.root !== undefined && encloses(file.root, offset) ? file.root : undefined;
  while (node !== undefined) {
    path.push(node);
    if (node.kind === 'object') {
      const property = lastStartingBefore(node.properties, offset);
      if (property === undefined || offset > endOfProperty(property)) break;
      path.push(property);
      node = property.value !== undefined && encloses(property.value, offset) ? property.value : undefined;
    } else if (node.kind === 'array') {
      const item: JsonNode | undefined = lastStartingBefore(node.items, offset);
      node = item !== undefined && encloses(item, offset) ? item : undefined;
    } else {
      break;
    }
  }
  return path;
}

/** The innermost object that encloses `offset`. */
export function findObject(file: JsonFile, offset: number): JsonObject | undefined {
  return findPath(file, offset)
    .filter((step) => step.kind === 'object')
    .at(-1);
}

/** The innermost property whose name or value encloses `offset`. */
export function findEnclosingProperty(file: JsonFile, offset: number): JsonProperty | undefined {
  return findPath(file, offset)
    .filter((step) => step.kind === 'property')
    .at(-1);
}

/** Where a property ends: after its value, or after its name while it has none. */
export function endOfProperty(property: JsonProperty): number {
  return property.value?.end ?? property.nameEnd;
}

function encloses(node: JsonNode, offset: number): boolean {
  return node.start <= offset && offset <= node.end;
}

function lastStartingBefore<T extends { readonly start: number }>(sorted: readonly T[], offset: number): T | undefined {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.start ?? Infinity) <= offset) low = middle + 1;
    else high = middle;
  }
  return sorted[low - 1];
}
