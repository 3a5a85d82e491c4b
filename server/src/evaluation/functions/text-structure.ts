/** Functions of text that can answer where only parts of the text are known. */
import type { Meter } from '../budget.js';
import { identityOf, segmentsOfIdentity, segmentsOfText } from '../identity.js';
import { plainOf } from '../plain.js';
import { literal, textOf } from '../value.js';
import type { Origin, Value } from '../value.js';
import { fillHole, parseFormat } from './format-string.js';
import { jsonTextOf } from './json-text.js';
import { isSimpleText, lowerCase, upperCase } from './letter-case.js';
import { structuralFunction } from './registry.js';
import type { CallSite, Plain, TemplateFunction } from './registry.js';
import { arrayOf, meterOf, refused, truth, typeOf } from './results.js';
import { expandedParts, knownEnd, knownStart, textPartsOf, textValue, wholeText } from './text-parts.js';

function format(args: readonly Value[], site: CallSite): Value | undefined {
  const [pattern, ...values] = args;
  const text = pattern === undefined ? undefined : textOf(pattern);
  if (text === undefined) return undefined;
  const holes = parseFormat(text);
  if (holes === undefined) return refused('format', args, 'the format is invalid', site);
  const parts: (string | Value)[] = [];
  for (const hole of holes) {
    if (typeof hole === 'string') {
      parts.push(hole);
      continue;
    }
    const value = values[hole.index];
    if (value === undefined) return refused('format', args, 'a hole of the format has no argument', site);
    const plain = writtenValue(value, meterOf(site));
    if (plain !== undefined) {
      const filled = fillHole(hole, plain);
      if (filled === undefined) return undefined;
      parts.push(filled);
      continue;
    }
    if (hole.alignment !== 0 || !isPlainText(value, hole.specifier)) return undefined;
    parts.push(value);
  }
  return textValue(parts, site);
}

/** A known value as a hole is filled with it; objects and arrays become JSON with single quotes. */
function writtenValue(value: Value, meter: Meter): Plain | undefined {
  if (value.kind === 'object' || value.kind === 'array') return jsonTextOf(value, meter)?.replaceAll('"', "'");
  return plainOf(value);
}

/** A format specifier changes numbers but not text. */
function isPlainText(value: Value, specifier: string | undefined): boolean {
  if (typeOf(value) === 'string') return true;
  const type = typeOf(value);
  return specifier === undefined && type !== 'object' && type !== 'array';
}

/** Text parts of what `concat` and interpolation write for one value. */
function writtenParts(value: Value): string | Value | undefined {
  if (value.kind === 'literal') {
    if (value.value === null) return undefined;
    if (typeof value.value === 'boolean') return value.value ? 'True' : 'False';
    if (typeof value.value === 'number') return Number.isSafeInteger(value.value) ? String(value.value) : undefined;
    return value.value;
  }
  const type = typeOf(value);
  return type === 'object' || type === 'array' || type === 'null' ? undefined : value;
}

/** Joins text, or arrays; what is not known may be either, as long as nothing beside it says which. */
function concat(args: readonly Value[], site: CallSite): Value | undefined {
  if (args.some((arg) => arg.kind === 'array')) return concatArrays(args, site);
  const types = args.map(typeOf);
  if (args.length > 0 && !types.some((type) => type !== undefined)) return undefined;
  const parts: (string | Value)[] = [];
  for (const arg of args) {
    const part = writtenParts(arg);
    if (part === undefined) {
      return arg.kind === 'literal' && typeof arg.value === 'number'
        ? undefined
        : refused('concat', args, 'either all or none of the parameters must be an array', site);
    }
    parts.push(part);
  }
  return textValue(parts, site);
}

function concatArrays(args: readonly Value[], site: CallSite): Value {
  const items: Value[] = [];
  let open = false;
  for (const arg of args) {
    if (arg.kind === 'array') {
      for (const item of arg.items) items.push(item);
      open ||= arg.open;
      continue;
    }
    const type = typeOf(arg);
    if (type !== undefined && type !== 'array') {
      return refused('concat', args, 'either all or none of the parameters must be an array', site);
    }
    open = true;
  }
  return arrayOf(items, site, open);
}

/** `startsWith` and `endsWith` ignore letter case. */
function edge(name: 'startsWith' | 'endsWith'): TemplateFunction {
  const atStart = name === 'startsWith';
  return structuralFunction(name, (args, site) => {
    const [value, affix] = args;
    if (value === undefined || affix === undefined || args.length !== 2) {
      return refused(name, args, `'${name}' takes two arguments`, site);
    }
    if ([typeOf(value), typeOf(affix)].some((type) => type !== undefined && type !== 'string')) {
      return refused(name, args, `'${name}' takes two strings`, site);
    }
    const parts = textPartsOf(value);
    const wanted = textOf(affix);
    if (parts === undefined || wanted === undefined) return undefined;
    const expanded = expandedParts(parts);
    if (!isSimpleText(wanted) || !expanded.every((part) => typeof part !== 'string' || isSimpleText(part)))
      return undefined;
    const known = upperCase(atStart ? knownStart(expanded) : knownEnd(expanded));
    const other = upperCase(wanted);
    if (atStart ? known.startsWith(other) : known.endsWith(other)) return truth(true, site);
    if (wholeText(expanded) !== undefined) return truth(false, site);
    return (atStart ? other.startsWith(known) : other.endsWith(known)) ? undefined : truth(false, site);
  });
}

/** The strings at which text is split: one, or an array of them. */
function delimitersOf(value: Value | undefined, meter: Meter): readonly string[] | undefined {
  const plain = value && plainOf(value, meter);
  if (typeof plain === 'string') return [plain];
  if (!Array.isArray(plain)) return undefined;
  const texts = plain.filter((item): item is string => typeof item === 'string');
  return texts.length === plain.length ? texts : undefined;
}

function split(args: readonly Value[], site: CallSite): Value | undefined {
  const [value, separator] = args;
  const delimiters = delimitersOf(separator, meterOf(site));
  if (value === undefined || delimiters === undefined || args.length !== 2) return undefined;
  const text = textOf(value);
  if (text !== undefined) {
    return arrayOf(
      splitText(text, delimiters).map((piece) => literal(piece, value.origin)),
      site,
    );
  }
  if (delimiters.length !== 1 || delimiters[0] !== '/') return undefined;
  // A part that is not known may have slashes of its own, except in an id, where it is a name.
  const identity = identityOf(value);
  if (identity !== undefined) return arrayOf(asValues(segmentsOfIdentity(identity, value.origin), value.origin), site);
  const parts = textPartsOf(value) ?? [value];
  if (parts.some((part) => typeof part !== 'string' && !hasNoSlash(part))) return undefined;
  return arrayOf(asValues(segmentsOfText(parts), value.origin), site);
}

function asValues(segments: readonly (string | Value)[], origin: Origin): Value[] {
  return segments.map((segment) => (typeof segment === 'string' ? literal(segment, origin) : segment));
}

const SLASHLESS_FUNCTIONS = new Set(['uniquestring', 'guid', 'newguid']);

function hasNoSlash(value: Value): boolean {
  if (value.kind === 'resourceId') return true;
  if (value.kind !== 'unknown') return false;
  const { term } = value;
  if (term.kind === 'call') return SLASHLESS_FUNCTIONS.has(term.name.toLowerCase());
  if (term.kind !== 'member' || typeOf(value) !== 'string') return false;
  return term.name.toLowerCase() !== 'id';
}

/** Splits as .NET does: at the leftmost delimiter, of several at one place at the first in the list. */
export function splitText(text: string, delimiters: readonly string[]): string[] {
  const wanted = delimiters.filter((delimiter) => delimiter !== '');
  const pieces: string[] = [];
  let start = 0;
  let at = 0;
  while (at < text.length && wanted.length > 0) {
    const found = wanted.find((delimiter) => text.startsWith(delimiter, at));
    if (found === undefined) {
      at++;
      continue;
    }
    pieces.push(text.slice(start, at));
    at += found.length;
    start = at;
  }
  pieces.push(text.slice(start));
  return pieces;
}

/** `last(split(text, '/'))` and `first(...)` of text whose end (or start) is known past a separator. */
export function edgeOfSplit(value: Value, end: 'first' | 'last'): Value | undefined {
  if (value.kind !== 'unknown' || value.term.kind !== 'call' || value.term.name.toLowerCase() !== 'split')
    return undefined;
  const [text, separator] = value.term.args;
  const parts = text && textPartsOf(text);
  const delimiter = separator && textOf(separator);
  if (parts === undefined || delimiter?.length !== 1) return undefined;
  const expanded = expandedParts(parts);
  const known = end === 'first' ? knownStart(expanded) : knownEnd(expanded);
  const at = end === 'first' ? known.indexOf(delimiter) : known.lastIndexOf(delimiter);
  if (at < 0) return undefined;
  return literal(end === 'first' ? known.slice(0, at) : known.slice(at + 1), value.origin);
}

/** `toLower` and `toUpper`: twice is once. */
function letterCase(name: 'toLower' | 'toUpper', change: (text: string) => string): TemplateFunction {
  return structuralFunction(name, (args, site) => {
    const [value] = args;
    if (value === undefined || args.length !== 1) return refused(name, args, `'${name}' takes one argument`, site);
    const text = plainOf(value);
    if (typeof text === 'string') return literal(change(text), value.origin);
    if (text !== undefined) return refused(name, args, `'${name}' takes a string`, site);
    return isCallOf(value, name) ? value : undefined;
  });
}

function isCallOf(value: Value, name: string): boolean {
  return value.kind === 'unknown' && value.term.kind === 'call' && value.term.name.toLowerCase() === name.toLowerCase();
}

export const textStructureFunctions: readonly TemplateFunction[] = [
  structuralFunction('format', format),
  structuralFunction('concat', concat),
  structuralFunction('split', split),
  edge('startsWith'),
  edge('endsWith'),
  letterCase('toLower', lowerCase),
  letterCase('toUpper', upperCase),
];
