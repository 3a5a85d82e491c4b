/** JSON as Azure writes it (`string()`), and reads it (`json()`). */
import { newMeter } from '../budget.js';
import type { Meter } from '../budget.js';
import { plainOf } from '../plain.js';
import { literal } from '../value.js';
import type { Entry, Origin, Value } from '../value.js';

/** Deeper than this is not looked at. */
const DEPTH_LIMIT = 100;

/** To write a value takes longer than to look at it. */
const WRITTEN = 4;

/** The value as compact JSON text; undefined where it is not known all the way down, or larger than the meter allows. */
export function jsonTextOf(value: Value, meter: Meter = newMeter(), depth = 0): string | undefined {
  meter.values -= WRITTEN;
  if (meter.values <= 0 || depth > DEPTH_LIMIT) return undefined;
  switch (value.kind) {
    case 'literal':
      return typeof value.value === 'string' ? quoted(value.value) : scalarText(value.value);
    case 'absent':
      return 'null';
    case 'array': {
      if (value.open) return undefined;
      const items = value.items.map((item) => jsonTextOf(item, meter, depth + 1));
      return items.includes(undefined) ? undefined : `[${items.join(',')}]`;
    }
    case 'object': {
      if (value.open) return undefined;
      const members: string[] = [];
      for (const entry of value.entries.values()) {
        const text = jsonTextOf(entry.value, meter, depth + 1);
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
 * The value that JSON text stands for, all of it written at `origin`. As Azure's reader it takes comments, single quotes,
 * names without quotes, trailing commas, hexadecimal and octal numbers, and what follows an object or array it does not
 * look at. undefined for what it refuses, for leniencies that no template should rely on (missing ends, items left out), and
 * for what a value cannot hold (large integers, `1.0` which Azure keeps apart from `1`, names that differ only in letter case).
 */
export function parseJson(text: string, origin: Origin): Value | undefined {
  const reader: Reader = { text, at: 0, origin };
  const value = readValue(reader, 0);
  if (value?.kind !== 'literal') return value;
  skipBlanks(reader);
  return reader.at === text.length ? value : undefined;
}

interface Reader {
  readonly text: string;
  at: number;
  readonly origin: Origin;
}

const BLANKS = /(?:[\s\u0085]+|\/\*[^]*?\*\/|\/\/[^\r\n]*)+/y;
const STRING = /"((?:[^"\\]|\\[^])*)"|'((?:[^'\\]|\\[^])*)'/y;
const WORD = /[\w$.+-]+/y;

function skipBlanks(reader: Reader): void {
  BLANKS.lastIndex = reader.at;
  reader.at += BLANKS.exec(reader.text)?.[0].length ?? 0;
}

function skip(reader: Reader, character: string): boolean {
  skipBlanks(reader);
  const isThere = reader.text.charAt(reader.at) === character;
  if (isThere) reader.at++;
  return isThere;
}

function readValue(reader: Reader, depth: number): Value | undefined {
  if (depth > DEPTH_LIMIT) return undefined;
  if (skip(reader, '[')) return readArray(reader, depth);
  if (skip(reader, '{')) return readObject(reader, depth);
  const text = readString(reader);
  if (text !== undefined) return literal(text, reader.origin);
  const word = readWord(reader);
  if (word === 'true' || word === 'false') return literal(word === 'true', reader.origin);
  if (word === 'null') return literal(null, reader.origin);
  const value = word === undefined ? undefined : numberOf(word);
  return value === undefined ? undefined : literal(value, reader.origin);
}

function numberOf(word: string): number | undefined {
  let value: number;
  if (/^-?(?:0|[1-9]\d*)$/.test(word) || /^0x[\da-f]+$/i.test(word)) value = Number(word);
  else if (/^0[0-7]+$/.test(word)) value = parseInt(word, 8);
  else {
    if (!/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(word)) return undefined;
    value = Number(word);
    if (Number.isInteger(value)) return undefined;
  }
  if (Number.isInteger(value) ? !Number.isSafeInteger(value) : numberText(value) === undefined) return undefined;
  return value === 0 ? 0 : value;
}

function readWord(reader: Reader): string | undefined {
  WORD.lastIndex = reader.at;
  const word = WORD.exec(reader.text)?.[0];
  reader.at += word?.length ?? 0;
  return word;
}

const ESCAPES = new Map(
  Object.entries({ b: '\b', t: '\t', n: '\n', f: '\f', r: '\r', '"': '"', "'": "'", '\\': '\\', '/': '/' }),
);

function readString(reader: Reader): string | undefined {
  STRING.lastIndex = reader.at;
  const match = STRING.exec(reader.text);
  if (match === null) return undefined;
  let invalid = 0;
  const text = (match[1] ?? match[2] ?? '').replace(
    /\\(?:u([\da-fA-F]{4})|([^]))/g,
    (_, code?: string, letter?: string) => {
      if (code !== undefined) return String.fromCharCode(parseInt(code, 16));
      const character = ESCAPES.get(letter ?? '');
      if (character === undefined) invalid++;
      return character ?? '';
    },
  );
  if (invalid > 0) return undefined;
  reader.at += match[0].length;
  return text;
}

function readArray(reader: Reader, depth: number): Value | undefined {
  const items: Value[] = [];
  while (!skip(reader, ']')) {
    const item = readValue(reader, depth + 1);
    if (item === undefined) return undefined;
    items.push(item);
    if (!skip(reader, ',') && reader.text.charAt(reader.at) !== ']') return undefined;
  }
  return { kind: 'array', items, open: false, origin: reader.origin };
}

function readObject(reader: Reader, depth: number): Value | undefined {
  const entries = new Map<string, Entry>();
  while (!skip(reader, '}')) {
    const name = readString(reader) ?? readWord(reader);
    if (name === undefined || !skip(reader, ':')) return undefined;
    const value = readValue(reader, depth + 1);
    const before = entries.get(name.toLowerCase());
    if (value === undefined || (before !== undefined && before.name !== name)) return undefined;
    entries.set(name.toLowerCase(), { name, nameOrigin: reader.origin, value });
    if (!skip(reader, ',') && reader.text.charAt(reader.at) !== '}') return undefined;
  }
  return { kind: 'object', entries, open: false, origin: reader.origin };
}
