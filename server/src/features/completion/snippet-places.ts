/** Where a resource can be written: at the top of a Bicep file, in the `resources` of a JSON template. */
import { findPath } from '../../syntax/json/navigate.js';
import type { JsonPath } from '../../syntax/json/navigate.js';
import type { JsonArray, JsonFile, JsonObject } from '../../syntax/json/tree.js';
import type { BicepFile } from '../../syntax/bicep/tree.js';
import type { Span } from '../../template/model.js';

export interface SnippetPlace {
  /** What is typed already and is replaced. */
  readonly range: Span;
  /** What filters the list begins with it: the quote that was typed. */
  readonly quote: '' | '"';
  /** JSON: the resources are the properties of an object, named by symbols. */
  readonly named: boolean;
  /** JSON: the object that is the template. */
  readonly template: JsonObject | undefined;
  /** JSON: commas that must stand before and behind it; `commaAt`: where the one before goes if it is not in the range's place. */
  readonly commaBefore: boolean;
  readonly commaAt: number | undefined;
  readonly commaAfter: boolean;
}

const BICEP = { quote: '', named: false, template: undefined, commaBefore: false, commaAt: undefined } as const;

/** The place of a new statement; undefined where the cursor is in one, or behind other text on its line. */
export function bicepPlace(tree: BicepFile, text: string, offset: number): SnippetPlace | undefined {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const before = /^[ \t]*([\w-]*)$/.exec(text.slice(lineStart, offset));
  const after = /^([\w-]*)[ \t\r]*(?:\n|$)/.exec(text.slice(offset, offset + 200));
  if (before === null || after === null) return undefined;
  const range = { start: offset - (before[1]?.length ?? 0), end: offset + (after[1]?.length ?? 0) };
  if (tree.comments.some(({ start, end }) => start < range.end && range.start <= end && start < range.start))
    return undefined;
  const around = tree.statements.filter(({ start }) => start < range.start).at(-1);
  const isOpen = around?.kind === 'resource' && around.body.kind === 'object' && !around.body.closed;
  if (around !== undefined && around.kind !== 'skipped' && (isOpen || around.end > lineStart)) return undefined;
  return { ...BICEP, range, commaAfter: false };
}

/** The place of a new resource in a template or in a nested one; undefined elsewhere. */
export function jsonPlace(file: JsonFile, offset: number): SnippetPlace | undefined {
  const entry = jsonEntryPlace(file, offset);
  if (entry === undefined) return undefined;
  const { path, list } = entry;
  const holder = path.at(-2);
  const template = path.at(-3);
  if (holder?.kind !== 'property' || holder.name.toLowerCase() !== 'resources') return undefined;
  if (template?.kind !== 'object' || !isTemplate(template, path.length === 3)) return undefined;
  return { ...entry, named: list.kind === 'object', template };
}

/** Where a property or an item can be added. */
export interface JsonEntryPlace extends Omit<SnippetPlace, 'named' | 'template'> {
  readonly list: JsonArray | JsonObject;
  /** From the root to the list. */
  readonly path: JsonPath;
}

/** The place of a new entry in the list around; undefined where the cursor is in an entry. */
export function jsonEntryPlace(file: JsonFile, offset: number): JsonEntryPlace | undefined {
  const { text } = file;
  if (file.comments.some(({ start, end }) => start < offset && offset < end)) return undefined;
  const path = findPath(file, offset);
  const depth = path.map(({ kind }) => kind === 'array' || kind === 'object').lastIndexOf(true);
  const list = path[depth];
  if (list === undefined || (list.kind !== 'array' && list.kind !== 'object')) return undefined;
  if (offset <= list.start || offset >= list.end) return undefined;
  const range = typedIn(list, text, offset);
  if (range === undefined) return undefined;
  const entries: readonly Span[] =
    list.kind === 'array'
      ? list.items
      : list.properties.map(({ start, nameEnd, value }) => ({ start, end: value?.end ?? nameEnd }));
  const previous = entries.filter(({ end }) => end <= range.start).at(-1);
  const next = entries.find(({ start }) => start >= range.end);
  const commaBefore = previous !== undefined && !hasComma(file, previous.end, range.start);
  return {
    list,
    path: path.slice(0, depth + 1),
    range,
    quote: text.charAt(range.start) === '"' ? '"' : '',
    commaBefore,
    commaAt: commaBefore && previous.end < range.start ? previous.end : undefined,
    commaAfter: next !== undefined && !hasComma(file, range.end, next.start),
  };
}

/** A nested template is known by its schema; a resource with children has a type. */
function isTemplate({ properties }: JsonObject, isRoot: boolean): boolean {
  const has = (name: string): boolean => properties.some((property) => property.name.toLowerCase() === name);
  return isRoot || (has('$schema') && !has('type'));
}

/** A word, a string, or nothing between two entries; undefined where the cursor is in an entry. */
function typedIn(list: JsonArray | JsonObject, text: string, offset: number): Span | undefined {
  const [word = ''] = /"?[\w-]*$/.exec(text.slice(Math.max(list.start + 1, offset - 80), offset)) ?? [];
  const start = offset - word.length;
  const [rest = ''] = /^[\w-]*/.exec(text.slice(offset, offset + 80)) ?? [];
  let end = offset + rest.length;
  if (word.startsWith('"') && text.charAt(end) === '"') end++;
  // A string ends at the next quote, wherever that is: only one that is all typed here is replaced.
  for (const entry of list.kind === 'array' ? list.items : list.properties) {
    if (entry.kind === 'property') {
      if (entry.start < end && start < (entry.value?.end ?? entry.nameEnd) && entry.value !== undefined)
        return undefined;
    } else if (entry.start < end && start < entry.end && entry.kind !== 'string') return undefined;
  }
  return /[\s,[{}\]/]/.test(text.charAt(start - 1)) ? { start, end } : undefined;
}

function hasComma({ text, comments }: JsonFile, start: number, end: number): boolean {
  for (let at = text.indexOf(',', start); at >= 0 && at < end; at = text.indexOf(',', at + 1)) {
    if (!comments.some((comment) => comment.start < at && at < comment.end)) return true;
  }
  return false;
}
