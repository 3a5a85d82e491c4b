/** Functions of known text. Those that can answer for partly known text are in text-structure.ts. */
import { plainOf } from '../plain.js';
import { literal, textOf } from '../value.js';
import type { Value } from '../value.js';
import { indexInArray } from './arrays.js';
import { isSimpleText, upperCase } from './letter-case.js';
import { plainFunction, structuralFunction } from './registry.js';
import type { CallSite, FunctionError, Plain, TemplateFunction } from './registry.js';
import { meterOf, refused, typeOf } from './results.js';
import { LONGEST_TEXT, textValue } from './text-parts.js';

/** .NET's white space. */
const AROUND =
  /^[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+|[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+$/g;

/** Azure's limit for `padLeft`. */
const WIDTH_LIMIT = 16;

function substring(
  text: Plain | undefined,
  start: Plain | undefined,
  length: Plain | undefined,
): Plain | FunctionError {
  if (typeof text !== 'string' || typeof start !== 'number')
    return { error: "'substring' takes a string and an index" };
  if (length !== undefined && typeof length !== 'number') return { error: 'the length is a number' };
  const count = length ?? text.length - start;
  if (start < 0 || count < 0 || start + count > text.length) {
    return { error: 'The index and length parameters must refer to a location within the string.' };
  }
  return text.slice(start, start + count);
}

function replace(text: Plain | undefined, old: Plain | undefined, other: Plain | undefined): Plain | FunctionError {
  if (typeof text !== 'string' || typeof old !== 'string' || typeof other !== 'string') {
    return { error: "'replace' takes three strings" };
  }
  if (old === '') return { error: 'what is replaced is not empty' };
  const pieces = text.split(old);
  if (text.length + (pieces.length - 1) * other.length > LONGEST_TEXT) return { error: 'the text is too long' };
  return pieces.join(other);
}

function padLeft(value: Plain | undefined, width: Plain | undefined, padding: Plain = ' '): Plain | FunctionError {
  const text = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value;
  if (typeof text !== 'string' || typeof width !== 'number') {
    return { error: "'padLeft' takes a string or an integer, and a width" };
  }
  if (width < 1 || width > WIDTH_LIMIT) return { error: `the width is a number from 1 to ${WIDTH_LIMIT}` };
  if (typeof padding !== 'string' || padding.length !== 1) return { error: 'the padding is a single character' };
  return text.padStart(width, padding);
}

/** Position of text in text without regard to letter case, or of an item in an array. */
function position(name: 'indexOf' | 'lastIndexOf', find: (text: string, wanted: string) => number): TemplateFunction {
  return structuralFunction(name, (args, site) => {
    const [value, item] = args;
    if (value === undefined || item === undefined || args.length !== 2) {
      return refused(name, args, `'${name}' takes two arguments`, site);
    }
    if (value.kind === 'array') {
      const index = indexInArray(value, item, name === 'indexOf' ? 'start' : 'end', meterOf(site));
      return index === undefined ? undefined : literal(index, site.origin);
    }
    const text = plainOf(value);
    const wanted = plainOf(item, meterOf(site));
    if (typeof text !== 'string' || typeof wanted !== 'string') return undefined;
    if (!isSimpleText(text) || !isSimpleText(wanted)) return undefined;
    return literal(find(upperCase(text), upperCase(wanted)), site.origin);
  });
}

/** The items with the delimiter between; text of which parts are unknown where items are. */
function join(args: readonly Value[], site: CallSite): Value | undefined {
  const [list, separator] = args;
  if (list === undefined || separator === undefined || args.length !== 2) {
    return refused('join', args, "'join' takes two arguments", site);
  }
  const delimiter = textOf(separator);
  if (list.kind !== 'array' || list.open || delimiter === undefined) return undefined;
  const parts: (string | Value)[] = [];
  for (const [index, item] of list.items.entries()) {
    if (index > 0) parts.push(delimiter);
    const type = typeOf(item);
    if (item.kind === 'choice' || type === undefined) {
      if (item.kind === 'choice') return undefined;
      parts.push(item);
      continue;
    }
    if (type !== 'string' && type !== 'number' && type !== 'boolean') {
      return refused('join', args, "'join' takes strings, integers and booleans", site);
    }
    const plain = plainOf(item);
    if (typeof plain === 'number' && !Number.isSafeInteger(plain)) return undefined;
    if (typeof plain === 'boolean') parts.push(plain ? 'True' : 'False');
    else parts.push(typeof plain === 'number' ? String(plain) : typeof plain === 'string' ? plain : item);
  }
  return textValue(parts, site);
}

/** Whether the text has the pattern, in which `*` is any text; letter case does not count. */
function like(text: Plain | undefined, pattern: Plain | undefined): boolean | FunctionError | undefined {
  if (typeof text !== 'string' || typeof pattern !== 'string') return { error: "'like' takes two strings" };
  if (!isSimpleText(text) || !isSimpleText(pattern)) return undefined;
  const whole = upperCase(text);
  const [start = '', ...others] = upperCase(pattern).split('*');
  const end = others.pop();
  if (end === undefined) return whole === start;
  if (!whole.startsWith(start) || !whole.endsWith(end) || whole.length < start.length + end.length) return false;
  let at = start.length;
  const last = whole.length - end.length;
  for (const part of others) {
    const found = whole.indexOf(part, at);
    if (found < 0 || found + part.length > last) return false;
    at = found + part.length;
  }
  return true;
}

export const stringFunctions: readonly TemplateFunction[] = [
  plainFunction('substring', ([text, start, length]) => substring(text, start, length)),
  plainFunction('replace', ([text, old, other]) => replace(text, old, other)),
  plainFunction('padLeft', ([value, width, padding]) => padLeft(value, width, padding)),
  plainFunction('trim', ([text]) =>
    typeof text === 'string' ? text.replace(AROUND, '') : { error: "'trim' takes a string" },
  ),
  position('indexOf', (text, wanted) => text.indexOf(wanted)),
  // Azure's answer for the empty string is the last character, not the end.
  position('lastIndexOf', (text, wanted) => (wanted === '' ? Math.max(text.length - 1, 0) : text.lastIndexOf(wanted))),
  structuralFunction('join', join),
  plainFunction('like', ([text, pattern, ...more]) =>
    more.length > 0 ? { error: "'like' takes two strings" } : like(text, pattern),
  ),
  plainFunction('fail', ([message]) => ({ error: typeof message === 'string' ? message : "'fail' takes a string" })),
];
