/** JSON as Azure writes it (`string()`), and reads it (`json()`). */
import { plainOf } from '../plain.js';
import { literal } from '../value.js';
import type { Entry, Origin, Value } from '../value.js';

/** Deeper than this is not looked at. */
const DEPTH_LIMIT = 100;

/** The value as compact JSON text; undefined where it is not known all the way down. */
export function jsonTextOf(value: Value, depth = 0): string | undefined {
  if (depth > DEPTH_LIMIT) return undefined;
  switch (value.kind) {
    case 'literal':
      return typeof value.value === 'string' ? quoted(value.value) : scalarText(value.value);
    case 'absent':
      return 'null';
    case 'array': {
      if (value.open) return undefined;
      const items = value.items.map((item) => jsonTextOf(item, depth + 1));
      return items.includes(undefined) ? undefined : `[${items.join(',')}]`;
    }
    case 'object': {
      if (value.open) return undefined;
      const members: string[] = [];
      for (const entry of value.entries.values()) {
        const text = jsonTextOf(entry.value, depth + 1);
        const name = quoted(entry.name);
        if (text === undefined || name === undefined) return undefined;
        members.push(`${name}:${text}`);
      }
      return `{${members.join(',')}}`;
    }
    case 'resourceId': {
      const id = plainOf(value);
      return typeof id === 'string' ? quoted(id) : undefined;
    }
    case 'choice':
    case 'reference':
    case 'unknown':
      return undefined;
  }
}

function scalarText(value: number | boolean | null): string | undefined {
  if (typeof value !== 'number') return String(value);
  return numberText(value);
}

/** A number as .NET writes it, where that is certain. */
export function numberText(value: number): string | undefined {
  if (Number.isSafeInteger(value)) return String(value === 0 ? 0 : value);
  const size = Math.abs(value);
  return size >= 1e-4 && size < 1e14 ? String(value) : undefined;
}

/** Half a surrogate pair cannot be written. */
function quoted(text: string): string | undefined {
  if (/[\ud800-\udfff]/u.test(text)) return undefined;
  return JSON.stringify(text).replace(/[\u0085\u2028\u2029]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

/**
 * The value that strict JSON text stands for, all of it written at `origin`. undefined for anything else: Azure's
 * reader takes more (comments, single quotes, missing ends), which no template should rely on, and for what a value
 * cannot hold (large integers, `1.0` which Azure keeps apart from `1`, names that differ only in letter case).
 */
export function parseJson(text: string, origin: Origin): Value | undefined {
  try {
    JSON.parse(text);
  } catch {
    return undefined;
  }
  const tokens = text.match(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|true|false|null|[{}[\],:]/g) ?? [];
  const reader: Reader = { tokens, at: 0, origin };
  return readValue(reader, 0);
}

interface Reader {
  readonly tokens: readonly string[];
  at: number;
  readonly origin: Origin;
}

/** The text is known to be JSON: only what cannot be held has to be looked for. */
function readValue(reader: Reader, depth: number): Value | undefined {
  const token = reader.tokens[reader.at++];
  if (token === undefined || depth > DEPTH_LIMIT) return undefined;
  if (token === '[') return readArray(reader, depth);
  if (token === '{') return readObject(reader, depth);
  const value = JSON.parse(token) as string | number | boolean | null;
  if (typeof value !== 'number') return literal(value, reader.origin);
  const isInteger = /^-?\d+$/.test(token);
  if (isInteger ? !Number.isSafeInteger(value) : Number.isInteger(value)) return undefined;
  return numberText(value) === undefined ? undefined : literal(value === 0 ? 0 : value, reader.origin);
}

function readArray(reader: Reader, depth: number): Value | undefined {
  const items: Value[] = [];
  while (reader.tokens[reader.at] !== ']') {
    const item = readValue(reader, depth + 1);
    if (item === undefined) return undefined;
    items.push(item);
    if (reader.tokens[reader.at] === ',') reader.at++;
  }
  reader.at++;
  return { kind: 'array', items, open: false, origin: reader.origin };
}

function readObject(reader: Reader, depth: number): Value | undefined {
  const entries = new Map<string, Entry>();
  while (reader.tokens[reader.at] !== '}') {
    const name = JSON.parse(reader.tokens[reader.at] ?? '""') as string;
    reader.at += 2;
    const value = readValue(reader, depth + 1);
    const before = entries.get(name.toLowerCase());
    if (value === undefined || (before !== undefined && before.name !== name)) return undefined;
    entries.set(name.toLowerCase(), { name, nameOrigin: reader.origin, value });
    if (reader.tokens[reader.at] === ',') reader.at++;
  }
  reader.at++;
  return { kind: 'object', entries, open: false, origin: reader.origin };
}
