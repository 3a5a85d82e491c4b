/** YAML text as a value, read as the Bicep compiler reads it: the core schema, merge keys, the first document only. */
import { isAlias, isMap, isNode, isScalar, isSeq, parseAllDocuments } from 'yaml';
import type { Node } from 'yaml';
import { literal } from '../value.js';
import type { Entry, Origin, Value } from '../value.js';
import { isOtherName, numberValue, unreadable } from './json-nodes.js';

/** Nodes of one text, those of aliases counted each time. */
const MOST_NODES = 50_000;
const DEPTH_LIMIT = 100;

/** The value of the text, all of it written at `origin`; undefined where it is no YAML, or is too large or too deep. */
export function valueOfYaml(text: string, origin: Origin): Value | undefined {
  if (isTooDeep(text)) return undefined;
  try {
    const [document] = parseAllDocuments(text, { schema: 'failsafe', logLevel: 'silent', keepSourceTokens: false });
    if (document === undefined || document.errors.length > 0) return undefined;
    const { contents } = document;
    if (contents === null) return undefined;
    return readNode(contents, { anchors: new Map(), origin, left: MOST_NODES }, 0);
  } catch {
    // The library recurses: what is nested in ways that were not foreseen ends on its stack.
    return undefined;
  }
}

/** Brackets and indentation nest; the library would need as much stack. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  let deepest = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text.charCodeAt(at);
    if (char === 0x5b || char === 0x7b) deepest = Math.max(deepest, ++depth);
    else if ((char === 0x5d || char === 0x7d) && depth > 0) depth--;
  }
  return deepest > 10 * DEPTH_LIMIT || /(?:- ?|\? ?){200}/.test(text);
}

interface Reader {
  /** Nodes that were read already, by their anchors. */
  readonly anchors: Map<string, Node>;
  readonly origin: Origin;
  left: number;
}

function readNode(node: unknown, reader: Reader, depth: number): Value | undefined {
  const { origin } = reader;
  if (--reader.left < 0 || depth > DEPTH_LIMIT) return undefined;
  if (node === null || node === undefined) return literal(null, origin);
  if (isAlias(node)) {
    const target = reader.anchors.get(node.source);
    return target && readNode(target, reader, depth + 1);
  }
  if (isNode(node) && node.anchor !== undefined) reader.anchors.set(node.anchor, node);
  if (isScalar(node)) {
    const text = typeof node.value === 'string' ? node.value : '';
    return node.type === 'PLAIN' && node.tag === undefined ? plainScalar(text, origin) : literal(text, origin);
  }
  if (isSeq(node)) {
    const items: Value[] = [];
    for (const item of node.items) {
      const value = readNode(item, reader, depth + 1);
      if (value === undefined) return undefined;
      items.push(value);
    }
    return { kind: 'array', items, open: false, origin };
  }
  if (!isMap(node)) return undefined;
  const entries = new Map<string, Entry>();
  for (const { key, value: inner } of node.items) {
    if (!isScalar(key)) return undefined;
    const name = typeof key.value === 'string' ? key.value : '';
    if (name === '<<' && key.type === 'PLAIN') {
      if (!merge(inner, entries, reader, depth)) return undefined;
      continue;
    }
    const value = readNode(inner, reader, depth + 1);
    if (value === undefined || isOtherName(entries, name)) return undefined;
    entries.set(name.toLowerCase(), { name, nameOrigin: origin, value });
  }
  return { kind: 'object', entries, open: false, origin };
}

/** `<<: *base`: what is not there yet. */
function merge(node: unknown, entries: Map<string, Entry>, reader: Reader, depth: number): boolean {
  const resolved: Node | undefined = isAlias(node) ? reader.anchors.get(node.source) : (node as Node | undefined);
  const sources: readonly unknown[] = isSeq(resolved) ? resolved.items : [resolved];
  for (const source of sources) {
    const value = readNode(source, reader, depth + 1);
    if (value?.kind !== 'object') return false;
    for (const [key, entry] of value.entries) if (!entries.has(key)) entries.set(key, entry);
  }
  return true;
}

/** Text without quotes or tag may be null, a truth value or a number. */
function plainScalar(text: string, origin: Origin): Value {
  if (/^(?:|~|null|Null|NULL)$/.test(text)) return literal(null, origin);
  if (/^(?:true|True|TRUE)$/.test(text)) return literal(true, origin);
  if (/^(?:false|False|FALSE)$/.test(text)) return literal(false, origin);
  if (/^[-+]?\.(?:inf|Inf|INF)$|^\.(?:nan|NaN|NAN)$/.test(text)) return unreadable(text, origin);
  const compact = text.replaceAll('_', '');
  if (/^0(?:x[\dA-Fa-f]+|o[0-7]+|b[01]+)$/.test(compact)) return numberValue(compact, origin);
  if (/^[-+]?(?:\d[\d_]*)$/.test(text) || /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/.test(text))
    return numberValue(compact, origin);
  return literal(text, origin);
}
