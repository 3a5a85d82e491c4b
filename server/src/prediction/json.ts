/** Values as JSON: what is known as it is, what is not as an ARM expression in brackets. */
import { VALUE_DEPTH, plainOf } from '../evaluation/plain.js';
import type { ArrayValue, ObjectValue, Value } from '../evaluation/value.js';
import { expressionText } from './expression-text.js';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** Characters that count as one more value. */
const LONG_TEXT = 64;
/** Deeper than this a template is hardly nested. */
const USUAL_DEPTH = 20;

/** How much may still be written: values that share parts can be exponentially larger than what they are made of. */
export interface Room {
  values: number;
  /** Levels of objects and arrays in each other. */
  depth: number;
}

export function newRoom(): Room {
  return { values: 1_000_000, depth: VALUE_DEPTH };
}

/** The value as Azure's engine prints it. Objects have no prototype. */
export function jsonOf(value: Value, room: Room): Json {
  if (room.values-- <= 0) return null;
  switch (value.kind) {
    case 'literal':
      // Long text takes the room of several values.
      if (typeof value.value === 'string') room.values -= Math.floor(value.value.length / LONG_TEXT);
      return value.value;
    case 'absent':
      return null;
    case 'array':
      return value.open ? bracketed(value) : deeper(room, () => arrayJson(value, room));
    case 'object': {
      if (value.term !== undefined || (value.open && value.computed === undefined)) return bracketed(value);
      return deeper(room, () => objectJson(value, room));
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

function arrayJson({ items }: ArrayValue, room: Room): Json {
  const result: Json[] = [];
  for (const item of items) {
    if (room.values <= 0) break;
    result.push(jsonOf(item, room));
  }
  return result;
}

function objectJson({ entries, computed = [] }: ObjectValue, room: Room): Json {
  const result = Object.create(null) as Record<string, Json>;
  for (const entry of entries.values()) {
    // Asking an entry for its value evaluates it.
    if (room.values <= 0) break;
    result[entry.name] = jsonOf(entry.value, room);
  }
  for (const entry of computed) result[bracketed(entry.name)] = jsonOf(entry.value, room);
  return result;
}

/** What is too deep uses up the room: the answer then says that it is not complete. */
function deeper(room: Room, write: () => Json): Json {
  if (room.depth <= 0) room.values = 0;
  if (room.values <= 0) return null;
  room.depth--;
  // Written out, what is deep is indented far.
  if (room.depth < VALUE_DEPTH - USUAL_DEPTH) room.values -= VALUE_DEPTH - USUAL_DEPTH - room.depth;
  const json = write();
  room.depth++;
  return json;
}

export function bracketed(value: Value): string {
  return `[${expressionText(value)}]`;
}
