/** Values as JSON: what is known as it is, what is not as an ARM expression in brackets. */
import { plainOf } from '../evaluation/plain.js';
import type { Value } from '../evaluation/value.js';
import { expressionText } from './expression-text.js';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** How much may still be written: values that share parts can be exponentially larger than what they are made of. */
export interface Room {
  values: number;
}

export function newRoom(): Room {
  return { values: 1_000_000 };
}

/** The value as Azure's engine prints it. Objects have no prototype. */
export function jsonOf(value: Value, room: Room): Json {
  if (room.values-- <= 0) return null;
  switch (value.kind) {
    case 'literal':
      return value.value;
    case 'absent':
      return null;
    case 'array':
      if (value.open) return bracketed(value);
      return value.items.map((item) => jsonOf(item, room));
    case 'object': {
      if (value.term !== undefined || (value.open && value.computed === undefined)) return bracketed(value);
      const result = Object.create(null) as Record<string, Json>;
      for (const entry of value.entries.values()) result[entry.name] = jsonOf(entry.value, room);
      for (const entry of value.computed ?? []) result[bracketed(entry.name)] = jsonOf(entry.value, room);
      return result;
    }
    case 'resourceId': {
      const id = plainOf(value);
      return typeof id === 'string' ? id : bracketed(value);
    }
    case 'reference':
      return value.declared === undefined ? bracketed(value) : jsonOf(value.declared, room);
    case 'choice':
    case 'unknown':
      return bracketed(value);
  }
}

export function bracketed(value: Value): string {
  return `[${expressionText(value)}]`;
}
