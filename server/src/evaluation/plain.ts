/** Between values and plain JSON data. */
import { newMeter } from './budget.js';
import type { Meter } from './budget.js';
import type { Plain } from './functions/registry.js';
import { segmentsOfIdentity } from './identity.js';
import { literal, textOf } from './value.js';
import type { Entry, Origin, ResourceIdValue, Value } from './value.js';

/** Deeper than this a value is not looked at. */
export const VALUE_DEPTH = 200;

/**
 * The value as plain data; undefined where any part of it is not known, or where it is larger than the meter allows.
 * Objects have no prototype.
 */
export function plainOf(value: Value, meter: Meter = newMeter(), depth = 0): Plain | undefined {
  if (meter.values-- <= 0 || depth > VALUE_DEPTH) return undefined;
  switch (value.kind) {
    case 'literal':
      return value.value;
    case 'absent':
      return null;
    case 'array': {
      if (value.open) return undefined;
      const items: Plain[] = [];
      for (const item of value.items) {
        const plain = plainOf(item, meter, depth + 1);
        if (plain === undefined) return undefined;
        items.push(plain);
      }
      return items;
    }
    case 'object': {
      if (value.open) return undefined;
      const result = Object.create(null) as Record<string, Plain>;
      for (const entry of value.entries.values()) {
        const plain = plainOf(entry.value, meter, depth + 1);
        if (plain === undefined) return undefined;
        result[entry.name] = plain;
      }
      return result;
    }
    case 'resourceId':
      return idText(value);
    case 'choice':
    case 'reference':
    case 'unknown':
      return undefined;
  }
}

/** The id as text, where all of it is known. */
function idText(id: ResourceIdValue): string | undefined {
  const segments: string[] = [];
  for (const segment of segmentsOfIdentity(id.identity, id.origin)) {
    const text = typeof segment === 'string' ? segment : textOf(segment);
    if (text === undefined) return undefined;
    segments.push(text);
  }
  return segments.join('/');
}

/** Plain data as a value, all of it written at `origin`. */
export function valueOf(plain: Plain, origin: Origin): Value {
  if (plain === null || typeof plain !== 'object') return literal(plain, origin);
  if (Array.isArray(plain)) {
    return { kind: 'array', items: plain.map((item: Plain) => valueOf(item, origin)), open: false, origin };
  }
  const entries = new Map<string, Entry>();
  for (const [name, item] of Object.entries(plain)) {
    entries.set(name.toLowerCase(), { name, nameOrigin: origin, value: valueOf(item, origin) });
  }
  return { kind: 'object', entries, open: false, origin };
}
