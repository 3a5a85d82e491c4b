/** How the neighbourhood of a new value is written, and a value written likewise. */
import type { Page, WrittenList } from './page.js';
import { gapBefore, hasLineBreak, indentOf } from './page.js';
import type { Writable } from './writable.js';
import { isList, isObject, Keyed, Verbatim } from './writable.js';

export interface Layout {
  /** Blanks at the start of the line on which the value begins. */
  readonly indent: string;
  readonly unit: string;
  /** Whether objects and arrays that are not empty are spread over lines. */
  readonly multiline: boolean;
  /** Between name and value. */
  readonly colon: string;
  /** On one line: between entries, and inside the braces of an object. */
  readonly comma: string;
  readonly padding: string;
}

/** How new entries of a list are written: each on a line of its own, or behind the last one. */
export interface ListLayout extends Layout {
  readonly ownLines: boolean;
}

/** How an entry is written that comes after `after`, or after nothing. */
export function layoutOfList(page: Page, list: WrittenList, after: number): ListLayout {
  const { text } = page;
  const unit = unitOf(page, list);
  const style = { unit, colon: colonOf(page, list), ...oneLineStyle(page, list) };
  const model = Math.max(after, 0);
  const entry = list.entries[model];
  if (entry === undefined) {
    const parent = list.parent;
    const ownLines =
      hasLineBreak(text, list.start, list.end) || parent === undefined || hasLineBreak(text, parent.start, parent.end);
    return { ...style, ownLines, multiline: ownLines, indent: indentOf(text, list.start) + (ownLines ? unit : '') };
  }
  const gap = gapBefore(list, model);
  return {
    ...style,
    ownLines: hasLineBreak(text, gap.start, gap.end),
    multiline: hasLineBreak(text, list.start, list.end),
    indent: indentOf(text, entry.start),
  };
}

/** How a value is written at `offset`, where another one stood. */
export function layoutAt(page: Page, list: WrittenList | undefined, offset: number): Layout {
  return {
    indent: indentOf(page.text, offset),
    unit: unitOf(page, list),
    multiline: list === undefined || hasLineBreak(page.text, list.start, list.end),
    colon: colonOf(page, list),
    ...oneLineStyle(page, list),
  };
}

/** How a resource or parameter is written that stands by itself, outside of all lists. */
export function layoutOfStatement(page: Page): Layout {
  return { indent: '', unit: unitOf(page, undefined), multiline: true, colon: ': ', comma: ', ', padding: ' ' };
}

/** The value as text; its first line has no indentation. */
export function render(page: Page, value: Writable, layout: Layout): string {
  const { dialect } = page;
  if (value instanceof Verbatim) return value.text;
  if (typeof value === 'string') return dialect.string(value);
  if (isList(value)) {
    const inner = deeper(layout);
    return enclosed(
      page,
      '[]',
      dialect.arrayPadding,
      value.map((item) => render(page, item, inner)),
      layout,
    );
  }
  if (value instanceof Keyed) {
    const inner = deeper(layout);
    const texts = value.entries.map(([key, item]) => key.text + inner.colon + render(page, item, inner));
    return enclosed(page, '{}', layout.padding, texts, layout);
  }
  if (isObject(value)) {
    const inner = deeper(layout);
    const entries = [...value];
    const texts = entries.map(([name, item]) => renderEntry(page, name, item, inner));
    return enclosed(page, '{}', layout.padding, texts, layout);
  }
  return String(value);
}

/** `name: value`, or only the value in an array. */
export function renderEntry(page: Page, name: string | undefined, value: Writable, layout: Layout): string {
  const text = render(page, value, layout);
  return name === undefined ? text : page.dialect.key(name) + layout.colon + text;
}

/** What stands between two entries on lines of their own, or on one line. */
export function separator(page: Page, layout: Layout, ownLines: boolean): string {
  return ownLines ? (page.dialect.commas ? ',' : '') + page.lineBreak + layout.indent : layout.comma;
}

function deeper(layout: Layout): Layout {
  return layout.multiline ? { ...layout, indent: layout.indent + layout.unit } : layout;
}

function enclosed(page: Page, brackets: string, padding: string, texts: readonly string[], layout: Layout): string {
  const [open = '', close = ''] = brackets;
  if (texts.length === 0) return open + close;
  const inner = deeper(layout);
  const content = texts.join(separator(page, inner, layout.multiline));
  if (!layout.multiline) return open + padding + content + padding + close;
  return open + page.lineBreak + inner.indent + content + page.lineBreak + layout.indent + close;
}

/** By how much the list, or the nearest one around it that shows it, is indented. */
function unitOf(page: Page, list: WrittenList | undefined): string {
  const { text } = page;
  for (let current = list; current !== undefined; current = current.parent) {
    const { entries } = current;
    for (let index = 0; index < entries.length && index < 3; index++) {
      const gap = gapBefore(current, index);
      if (!hasLineBreak(text, gap.start, gap.end)) continue;
      const inner = indentOf(text, gap.end);
      const outer = indentOf(text, current.start);
      if (inner.length > outer.length && inner.startsWith(outer)) return inner.slice(outer.length);
    }
  }
  const first = /^([ \t]+)\S/m.exec(text.slice(0, 10_000))?.[1] ?? '  ';
  return first.startsWith('\t') ? '\t' : first;
}

function colonOf(page: Page, list: WrittenList | undefined): string {
  for (let current = list; current !== undefined; current = current.parent) {
    const colon = current.entries.at(-1)?.colon;
    if (colon === undefined) continue;
    const text = page.text.slice(colon.start, colon.end);
    if (/^[ \t]*:[ \t]*$/.test(text)) return text;
  }
  return ': ';
}

function oneLineStyle(page: Page, list: WrittenList | undefined): { comma: string; padding: string } {
  const { text } = page;
  const minified = page.dialect.commas && !colonOf(page, list).endsWith(' ');
  let comma = minified ? ',' : ', ';
  const gap = list !== undefined && list.entries.length > 1 ? gapBefore(list, list.entries.length - 1) : undefined;
  const written = gap === undefined ? '' : text.slice(gap.start, gap.end);
  if (/^,[ \t]*$/.test(written)) comma = written;
  for (let current = list; current !== undefined; current = current.parent) {
    const start = current.entries[0]?.start;
    if (current.kind !== 'object' || start === undefined) continue;
    const padding = text.slice(current.start + 1, start);
    if (/^[ \t]*$/.test(padding)) return { comma, padding };
  }
  return { comma, padding: minified ? '' : ' ' };
}
