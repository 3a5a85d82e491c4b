/** .NET's date and time format strings, in the invariant culture. */
import { inUtc } from './instants.js';
import type { Instant } from './instants.js';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** Formats of one letter, as the pattern they stand for. */
const STANDARD = new Map([
  ['d', 'MM/dd/yyyy'],
  ['D', 'dddd, dd MMMM yyyy'],
  ['f', 'dddd, dd MMMM yyyy HH:mm'],
  ['F', 'dddd, dd MMMM yyyy HH:mm:ss'],
  ['g', 'MM/dd/yyyy HH:mm'],
  ['G', 'MM/dd/yyyy HH:mm:ss'],
  ['m', 'MMMM dd'],
  ['M', 'MMMM dd'],
  ['o', "yyyy-MM-dd'T'HH:mm:ss.fffffffzzz"],
  ['O', "yyyy-MM-dd'T'HH:mm:ss.fffffffzzz"],
  ['r', "ddd, dd MMM yyyy HH:mm:ss 'GMT'"],
  ['R', "ddd, dd MMM yyyy HH:mm:ss 'GMT'"],
  ['s', "yyyy-MM-dd'T'HH:mm:ss"],
  ['t', 'HH:mm'],
  ['T', 'HH:mm:ss'],
  ['u', "yyyy-MM-dd HH:mm:ss'Z'"],
  ['y', 'yyyy MMMM'],
  ['Y', 'yyyy MMMM'],
]);

/** Standard formats that are always in UTC. */
const UTC_FORMATS = new Set(['r', 'R', 'u']);

/** The point in time as text; undefined for a format that .NET refuses. */
export function formatInstant(instant: Instant, format: string): string | undefined {
  if (format === '') return custom(instant, 'MM/dd/yyyy HH:mm:ss zzz');
  if (format.length > 1) return custom(instant, format);
  const pattern = STANDARD.get(format);
  return pattern === undefined ? undefined : custom(UTC_FORMATS.has(format) ? inUtc(instant) : instant, pattern);
}

function custom(instant: Instant, pattern: string): string | undefined {
  let text = '';
  let at = 0;
  while (at < pattern.length) {
    const character = pattern.charAt(at);
    if (character === "'" || character === '"') {
      const end = pattern.indexOf(character, at + 1);
      const quoted = pattern.slice(at + 1, end);
      if (end < 0 || quoted.includes('\\')) return undefined;
      text += quoted;
      at = end + 1;
      continue;
    }
    if (character === '\\') {
      if (at + 1 >= pattern.length) return undefined;
      text += pattern.charAt(at + 1);
      at += 2;
      continue;
    }
    if (character === '%') {
      if (at + 1 >= pattern.length || pattern.charAt(at + 1) === '%') return undefined;
      at++;
      continue;
    }
    let length = 1;
    while (character !== 'K' && pattern.charAt(at + length) === character) length++;
    const piece = field(instant, character, length);
    if (piece === undefined) return undefined;
    // A fraction that is left out takes its point along.
    if (character === 'F' && piece === '' && text.endsWith('.')) text = text.slice(0, -1);
    text += piece;
    at += length;
  }
  return text;
}

/** A run of one letter; other characters stand for themselves. */
function field(instant: Instant, letter: string, length: number): string | undefined {
  const date = new Date(instant.local * 1000);
  const padded = (value: number): string => String(value).padStart(Math.min(length, 2), '0');
  switch (letter) {
    case 'd':
      if (length <= 2) return padded(date.getUTCDate());
      return nameOf(DAYS, date.getUTCDay(), length);
    case 'M':
      if (length <= 2) return padded(date.getUTCMonth() + 1);
      return nameOf(MONTHS, date.getUTCMonth(), length);
    case 'y': {
      const year = date.getUTCFullYear();
      return length <= 2 ? padded(year % 100) : String(year).padStart(length, '0');
    }
    case 'h':
      return padded(date.getUTCHours() % 12 === 0 ? 12 : date.getUTCHours() % 12);
    case 'H':
      return padded(date.getUTCHours());
    case 'm':
      return padded(date.getUTCMinutes());
    case 's':
      return padded(date.getUTCSeconds());
    case 't':
      return (date.getUTCHours() < 12 ? 'AM' : 'PM').slice(0, length);
    case 'f':
    case 'F': {
      if (length > 7) return undefined;
      const digits = String(instant.ticks).padStart(7, '0').slice(0, length);
      return letter === 'f' ? digits : digits.replace(/0+$/, '');
    }
    case 'g':
      return 'A.D.';
    case 'z':
    case 'K':
      return offsetText(instant.offset, letter === 'K' ? 3 : length);
    default:
      return letter.repeat(length);
  }
}

function nameOf(names: readonly string[], index: number, length: number): string | undefined {
  const name = names[index];
  return length === 3 ? name?.slice(0, 3) : name;
}

function offsetText(offset: number, length: number): string {
  const hours = String(Math.floor(Math.abs(offset) / 60));
  const text = (offset < 0 ? '-' : '+') + (length === 1 ? hours : hours.padStart(2, '0'));
  return length < 3 ? text : `${text}:${String(Math.abs(offset) % 60).padStart(2, '0')}`;
}
