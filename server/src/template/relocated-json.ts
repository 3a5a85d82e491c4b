/** A tree of JSON in a text that stands in another one. */
import type { SourceOffset } from '../syntax/expression/parse.js';
import { sourceOffsets } from '../syntax/json/strings.js';
import type { JsonNode, JsonObject, JsonProperty, JsonString } from '../syntax/json/tree.js';

/** The tree with the offsets of the file around it. */
export interface RelocatedJson {
  readonly node: JsonObject;
  /** Where a character of one of its strings stands. */
  readonly offsetsOf: (node: JsonString) => SourceOffset;
}

/**
 * The tree `root` of `text`, moved to where that text stands: `toSource` says it for each offset. Its depth is that of what
 * was read, which has a bound.
 */
export function relocated(root: JsonObject, text: string, toSource: SourceOffset): RelocatedJson {
  const originals = new Map<JsonNode, JsonString>();
  const offsetsOf = (node: JsonString): SourceOffset => {
    const original = originals.get(node);
    if (original === undefined) return toSource;
    const inText = sourceOffsets(text, original);
    return (offset) => toSource(inText(offset));
  };
  const move = (node: JsonNode): JsonNode => {
    const span = { start: toSource(node.start), end: toSource(node.end) };
    switch (node.kind) {
      case 'object':
        return moveObject(node);
      case 'array':
        return { ...span, kind: 'array', items: node.items.map(move) };
      case 'string': {
        const moved: JsonString = { ...span, kind: 'string', value: node.value };
        originals.set(moved, node);
        return moved;
      }
      default:
        return { ...node, ...span };
    }
  };
  const moveProperty = ({ name, start, nameEnd, value }: JsonProperty): JsonProperty => {
    return {
      kind: 'property',
      name,
      start: toSource(start),
      nameEnd: toSource(nameEnd),
      value: value === undefined ? undefined : move(value),
    };
  };
  const moveObject = ({ start, end, properties }: JsonObject): JsonObject => {
    return { kind: 'object', start: toSource(start), end: toSource(end), properties: properties.map(moveProperty) };
  };
  return { node: moveObject(root), offsetsOf };
}
