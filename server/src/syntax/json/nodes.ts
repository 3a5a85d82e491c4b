import { decodeContent } from './strings.js';
import { ARRAY, ESCAPED, FALSE, KIND_BITS, NAME, NULL, NUMBER, OBJECT, STRAY, STRING, TRUE, UNCLOSED } from './tape.js';
import type { JsonTape } from './tape.js';
import type { JsonArray, JsonNode, JsonObject, JsonProperty } from './tree.js';

/** The node of an entry that is a value. Objects and arrays make the nodes inside of them when these are asked for. */
export function nodeAt(tape: JsonTape, index: number): JsonNode {
  const start = tape.starts[index] ?? 0;
  const end = tape.ends[index] ?? start;
  const bits = tape.kinds[index] ?? NULL;
  switch (bits & KIND_BITS) {
    case OBJECT:
      return new WrittenObject(tape, index, start, end);
    case ARRAY:
      return new WrittenArray(tape, index, start, end);
    case STRING:
      return { kind: 'string', start, end, value: contentOf(tape, bits, start, end) };
    case NUMBER:
      return { kind: 'number', start, end, value: Number(tape.text.slice(start, end)) };
    case TRUE:
    case FALSE:
      return { kind: 'boolean', start, end, value: (bits & KIND_BITS) === TRUE };
    default:
      return { kind: 'null', start, end, value: null };
  }
}

/** What a name or string says. Azure does not ask for quotes around a name. */
function contentOf({ text }: JsonTape, bits: number, start: number, end: number): string {
  const first = text.charCodeAt(start);
  const isQuoted = first === 0x22 || first === 0x27;
  const content = text.slice(isQuoted ? start + 1 : start, isQuoted && (bits & UNCLOSED) === 0 ? end - 1 : end);
  return (bits & ESCAPED) === 0 ? content : decodeContent(content).value;
}

class WrittenObject implements JsonObject {
  readonly kind = 'object';
  private made: readonly JsonProperty[] | undefined;

  constructor(
    private readonly tape: JsonTape,
    private readonly index: number,
    readonly start: number,
    readonly end: number,
  ) {}

  get properties(): readonly JsonProperty[] {
    return (this.made ??= propertiesOf(this.tape, this.index));
  }
}

class WrittenArray implements JsonArray {
  readonly kind = 'array';
  private made: readonly JsonNode[] | undefined;

  constructor(
    private readonly tape: JsonTape,
    private readonly index: number,
    readonly start: number,
    readonly end: number,
  ) {}

  get items(): readonly JsonNode[] {
    return (this.made ??= itemsOf(this.tape, this.index));
  }
}

function propertiesOf(tape: JsonTape, object: number): JsonProperty[] {
  const { kinds, starts, ends, nexts } = tape;
  const properties: JsonProperty[] = [];
  const after = nexts[object] ?? 0;
  for (let index = object + 1; index < after;) {
    const bits = kinds[index] ?? NULL;
    const next = nexts[index] ?? after;
    if ((bits & KIND_BITS) === NAME) {
      const start = starts[index] ?? 0;
      const nameEnd = ends[index] ?? start;
      const value = next > index + 1 ? nodeAt(tape, index + 1) : undefined;
      properties.push({ kind: 'property', name: contentOf(tape, bits, start, nameEnd), start, nameEnd, value });
    }
    index = next;
  }
  return properties;
}

function itemsOf(tape: JsonTape, array: number): JsonNode[] {
  const { kinds, nexts } = tape;
  const items: JsonNode[] = [];
  const after = nexts[array] ?? 0;
  for (let index = array + 1; index < after; index = nexts[index] ?? after) {
    if (((kinds[index] ?? 0) & STRAY) === 0) items.push(nodeAt(tape, index));
  }
  return items;
}
