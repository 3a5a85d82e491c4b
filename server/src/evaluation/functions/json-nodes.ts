/** JSON as it is read from a file or a text, as a value. */
import type { JsonNode } from '../../syntax/json/tree.js';
import { literal } from '../value.js';
import type { Entry, Origin, UnknownValue, Value } from '../value.js';
import { numberText } from './json-text.js';

/** Deeper than this is not looked at. */
const DEPTH_LIMIT = 100;

/**
 * The value that a JSON tree stands for, all of it written at `origin`. Parts that a value cannot hold are unknown:
 * integers beyond what is exact, objects with names that differ only in letter case. Of two properties of one name the last counts.
 */
export function valueOfJson(node: JsonNode, text: string, origin: Origin, depth = 0): Value {
  switch (node.kind) {
    case 'string':
    case 'boolean':
    case 'null':
      return literal(node.value, origin);
    case 'number':
      return numberValue(text.slice(node.start, node.end), origin);
    case 'array': {
      if (depth > DEPTH_LIMIT) return unreadable(text.slice(node.start, node.end), origin);
      const items = node.items.map((item) => valueOfJson(item, text, origin, depth + 1));
      return { kind: 'array', items, open: false, origin };
    }
    case 'object': {
      const whole = (): Value => unreadable(text.slice(node.start, node.end), origin);
      if (depth > DEPTH_LIMIT) return whole();
      const entries = new Map<string, Entry>();
      for (const { name, value } of node.properties) {
        if (value === undefined || isOtherName(entries, name)) return whole();
        entries.set(name.toLowerCase(), {
          name,
          nameOrigin: origin,
          value: valueOfJson(value, text, origin, depth + 1),
        });
      }
      return { kind: 'object', entries, open: false, origin };
    }
  }
}

/** Whether there is an entry whose name differs only in letter case, which a value does not tell apart. */
export function isOtherName(entries: ReadonlyMap<string, Entry>, name: string): boolean {
  const before = entries.get(name.toLowerCase());
  return before !== undefined && before.name !== name;
}

/** A number as it is written; unknown where it cannot be held as it is. */
export function numberValue(text: string, origin: Origin): Value {
  const value = Number(text);
  const isExact = Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));
  return isExact && numberText(value) !== undefined
    ? literal(value === 0 ? 0 : value, origin)
    : unreadable(text, origin);
}

/** JSON that is valid, and more than a value can hold. */
export function unreadable(text: string, origin: Origin): UnknownValue {
  const args = [literal(text, origin)];
  return {
    kind: 'unknown',
    because: { kind: 'limit', message: 'data that cannot be held exactly' },
    term: { kind: 'call', name: 'json', args },
    origin,
  };
}
