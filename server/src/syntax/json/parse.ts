import { visit } from 'jsonc-parser';
import { parserError, tooDeepError } from './errors.js';
import { maskForParser } from './mask.js';
import { decodeContent } from './strings.js';
import { MAX_ERRORS } from './tree.js';
import type { JsonError, JsonFile, JsonNode, JsonObject, JsonProperty, JsonSpan } from './tree.js';

/**
 * Reads a JSON text as leniently as Azure does: comments, trailing commas, strings over several lines, a byte order mark.
 * Never throws: broken text gives the part of the tree that could be read, and `errors`.
 */
export function parseJson(text: string): JsonFile {
  const { root, errors, comments, limitReached } = buildTree(text, 0, text.length);
  return { text, root, errors: errors.slice(0, MAX_ERRORS), comments, limitReached };
}

/** Objects under these names are checked for errors, but become a tree only when somebody asks for their properties. */
const deferredNames: ReadonlySet<string> = new Set(['metadata']);

/** An object whose properties are read from the text on first use. */
class DeferredObject implements JsonObject {
  readonly kind = 'object';
  private read: readonly JsonProperty[] | undefined;

  constructor(
    private readonly text: string,
    readonly start: number,
    public end: number,
  ) {}

  get properties(): readonly JsonProperty[] {
    if (this.read === undefined) {
      const { root } = buildTree(this.text, this.start, this.end);
      this.read = root?.kind === 'object' ? root.properties : [];
    }
    return this.read;
  }
}

interface OpenObject {
  readonly kind: 'object';
  readonly start: number;
  end: number;
  readonly properties: OpenProperty[];
}

interface OpenArray {
  readonly kind: 'array';
  readonly start: number;
  end: number;
  readonly items: JsonNode[];
}

interface OpenProperty {
  readonly kind: 'property';
  readonly name: string;
  readonly start: number;
  readonly nameEnd: number;
  value: JsonNode | undefined;
}

interface Tree {
  readonly root: JsonNode | undefined;
  readonly errors: readonly JsonError[];
  readonly comments: readonly JsonSpan[];
  readonly limitReached: boolean;
}

/** Reads the value that the part of `text` from `base` to `limit` is. Spans in the result are offsets into all of `text`. */
function buildTree(text: string, base: number, limit: number): Tree {
  const source = text.slice(base, limit);
  const { text: masked, stringsMasked, tooDeep } = maskForParser(source);

  let root: JsonNode | undefined;
  const errors: JsonError[] = [];
  const comments: JsonSpan[] = [];
  let current: OpenObject | OpenArray | undefined;
  const ancestors: (OpenObject | OpenArray | undefined)[] = [];
  let deferred: DeferredObject | undefined;
  // How many containers are open inside `deferred`, itself included.
  let deferredDepth = 0;

  const add = (node: JsonNode): void => {
    if (current === undefined) {
      root ??= node;
    } else if (current.kind === 'array') {
      current.items.push(node);
    } else {
      const property = current.properties[current.properties.length - 1];
      if (property !== undefined) property.value = node;
    }
  };
  const open = (container: OpenObject | OpenArray): void => {
    add(container);
    ancestors.push(current);
    current = container;
  };
  const close = (offset: number, length: number): void => {
    if (deferred !== undefined) {
      deferredDepth--;
      if (deferredDepth > 0) return;
      deferred.end = base + offset + length;
      deferred = undefined;
    } else if (current !== undefined) {
      current.end = base + offset + length;
      current = ancestors.pop();
    }
  };
  const isDeferred = (): boolean => {
    if (current?.kind !== 'object' || ancestors.length === 0) return false;
    const property = current.properties[current.properties.length - 1];
    return property !== undefined && deferredNames.has(property.name);
  };
  const decoded = (value: string, offset: number, length: number): string => {
    if (!stringsMasked) return value;
    const raw = source.slice(offset, offset + length);
    return raw === masked.slice(offset, offset + length) ? value : decodeContent(raw.slice(1, -1)).value;
  };

  visit(
    masked,
    {
      onObjectBegin(offset) {
        if (deferred !== undefined) {
          deferredDepth++;
        } else if (isDeferred()) {
          deferred = new DeferredObject(text, base + offset, limit);
          deferredDepth = 1;
          add(deferred);
        } else {
          open({ kind: 'object', start: base + offset, end: limit, properties: [] });
        }
      },
      onArrayBegin(offset) {
        if (deferred !== undefined) deferredDepth++;
        else open({ kind: 'array', start: base + offset, end: limit, items: [] });
      },
      onObjectEnd: close,
      onArrayEnd: close,
      onObjectProperty(name, offset, length) {
        if (deferred !== undefined || current?.kind !== 'object') return;
        current.properties.push({
          kind: 'property',
          name: decoded(name, offset, length),
          start: base + offset,
          nameEnd: base + offset + length,
          value: undefined,
        });
      },
      onLiteralValue(value: string | number | boolean | null, offset, length) {
        if (deferred !== undefined) return;
        const start = base + offset;
        const end = start + length;
        if (typeof value === 'string') add({ kind: 'string', start, end, value: decoded(value, offset, length) });
        else if (typeof value === 'number') add({ kind: 'number', start, end, value });
        else if (typeof value === 'boolean') add({ kind: 'boolean', start, end, value });
        else add({ kind: 'null', start, end, value });
      },
      onComment(offset, length) {
        comments.push({ start: base + offset, end: base + offset + length });
      },
      onError(code, offset, length) {
        if (errors.length < MAX_ERRORS) errors.push(parserError(code, base + offset, base + offset + length));
      },
    },
    { allowTrailingComma: true },
  );

  for (const { start, end } of tooDeep) errors.push(tooDeepError(base + start, base + end));
  errors.sort((a, b) => a.start - b.start);
  return { root, errors, comments, limitReached: tooDeep.length > 0 };
}
