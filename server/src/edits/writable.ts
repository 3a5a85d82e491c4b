/** A value that is ready to be written: what it says no longer depends on where it goes. */
import type { NewValue } from './change.js';
import type { Origin } from '../evaluation/value.js';
import { PropertyOf, WrittenAt } from './change.js';
import { Call, Code, ComputedKeys, JoinedText, ParameterValue } from './new-resource.js';

export type Writable =
  string | number | boolean | null | Verbatim | Keyed | readonly Writable[] | ReadonlyMap<string, Writable>;

/** Text in the language of the file that is written as it is. */
export class Verbatim {
  constructor(
    readonly text: string,
    /** ARM: the expression without quotes and brackets, to be written inside another expression. */
    readonly code?: string,
  ) {}
}

/** An object whose property names are written as they are. */
export class Keyed {
  constructor(readonly entries: readonly (readonly [key: Verbatim, value: Writable])[]) {}
}

/** How a language writes what depends on the place; undefined where it cannot be named from there. */
export interface ValueWriter {
  readonly propertyOf: (property: PropertyOf) => Writable | undefined;
  readonly writtenAt: (at: Origin) => Verbatim | undefined;
  readonly parameter: (name: string) => Verbatim;
  readonly code: (text: string) => Verbatim;
  readonly call: (name: string, args: readonly Writable[]) => Verbatim;
  /** Literal text and values; all literal: a plain string. */
  readonly text: (parts: readonly Writable[]) => Writable;
  /** A value as the name of a property. */
  readonly key: (value: Writable) => Verbatim;
}

/**
 * Resolves what a value says about resources and other places of the file; undefined where one of them cannot be named
 * from there.
 */
export function writableOf(value: NewValue, writer: ValueWriter): Writable | undefined {
  if (value instanceof PropertyOf) return writer.propertyOf(value);
  if (value instanceof WrittenAt) return writer.writtenAt(value.at);
  if (value instanceof Code) return writer.code(value.text);
  if (value instanceof ParameterValue) return writer.parameter(value.name);
  if (value instanceof Call || value instanceof JoinedText) {
    const items = all(value instanceof Call ? value.args : value.parts, writer);
    return items && (value instanceof Call ? writer.call(value.name, items) : writer.text(items));
  }
  if (value instanceof ComputedKeys) {
    const keys = all(
      value.entries.map(([key]) => key),
      writer,
    );
    const values = all(
      value.entries.map(([, inner]) => inner),
      writer,
    );
    if (keys === undefined || values === undefined) return undefined;
    return new Keyed(keys.map((key, index) => [writer.key(key), values[index] ?? null]));
  }
  if (isList(value)) return all(value, writer);
  if (typeof value !== 'object' || value === null) return value;
  const entries = new Map<string, Writable>();
  for (const [name, inner] of Object.entries(value)) {
    const written = writableOf(inner, writer);
    if (written === undefined) return undefined;
    entries.set(name, written);
  }
  return entries;
}

function all(values: readonly NewValue[], writer: ValueWriter): readonly Writable[] | undefined {
  const items = values.map((item) => writableOf(item, writer));
  return items.every((item) => item !== undefined) ? items : undefined;
}

/** `Array.isArray` does not narrow readonly arrays. */
export function isList<T>(value: T): value is Extract<T, readonly unknown[]> {
  return Array.isArray(value);
}

/** Whether it is an object. `instanceof` would make its contents `any`. */
export function isObject(value: Writable): value is ReadonlyMap<string, Writable> {
  return value instanceof Map;
}

/** Objects around a value: `['a', 'b']` gives `{a: {b: value}}`. */
export function nested(path: readonly string[], value: Writable): Writable {
  return path.reduceRight<Writable>((inner, name) => new Map([[name, inner]]), value);
}

export function sameWritable(a: Writable, b: Writable): boolean {
  if (a instanceof Verbatim || b instanceof Verbatim) {
    return a instanceof Verbatim && b instanceof Verbatim && a.text === b.text;
  }
  if (a instanceof Keyed || b instanceof Keyed) return a === b;
  if (isList(a) || isList(b)) {
    if (!isList(a) || !isList(b) || a.length !== b.length) return false;
    return a.every((item, index) => {
      const other = b[index];
      return other !== undefined && sameWritable(item, other);
    });
  }
  if (isObject(a) || isObject(b)) {
    if (!(isObject(a) && isObject(b)) || a.size !== b.size) return false;
    return [...a].every(([name, value]) => {
      const other = b.get(name);
      return other !== undefined && sameWritable(value, other);
    });
  }
  return a === b;
}

/**
 * What two changes together put in one place: objects are joined, arrays are appended to each other, anything else must be
 * the same. undefined: they contradict each other.
 */
export function mergeWritables(a: Writable, b: Writable): Writable | undefined {
  if (sameWritable(a, b)) return a;
  if (isList(a) && isList(b)) return [...a, ...b.filter((item) => !a.some((there) => sameWritable(there, item)))];
  if (!(isObject(a) && isObject(b))) return undefined;
  const merged = new Map<string, Writable>(a);
  for (const [name, value] of b) {
    const key = [...merged.keys()].find((there) => there.toLowerCase() === name.toLowerCase()) ?? name;
    const there = merged.get(key);
    const both = there === undefined ? value : mergeWritables(there, value);
    if (both === undefined) return undefined;
    merged.set(key, both);
  }
  return merged;
}
