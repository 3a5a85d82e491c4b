/** Entries put into a list and taken out of it, as text edits. */
import type { Span } from '../template/model.js';
import type { Layout, ListLayout } from './layout.js';
import { separator } from './layout.js';
import type { Page, WrittenList } from './page.js';
import {
  commentsIn,
  endOfLineComments,
  findComma,
  gapBefore,
  hasLineBreak,
  indentOf,
  isLineComment,
  lineStart,
  nextLine,
} from './page.js';

/** An edit of one text. */
export interface Edit extends Span {
  readonly newText: string;
}

export function insertion(offset: number, newText: string): Edit {
  return { start: offset, end: offset, newText };
}

/** Puts entries, already written in `layout`, behind the entry `after`; -1: before all others. */
export function insertEntries(
  page: Page,
  list: WrittenList,
  after: number,
  texts: readonly string[],
  layout: ListLayout,
): readonly Edit[] {
  if (list.entries.length === 0) return fillList(page, list, texts, layout);
  if (after < 0) return insertFirst(page, list, texts, layout);
  const entry = list.entries[after];
  if (entry === undefined) return [];
  const limit = list.entries[after + 1]?.start ?? list.end - 1;
  const comma = findComma(page, entry.end, limit);
  const behind = comma === undefined || hasLineBreak(page.text, entry.end, comma) ? entry.end : comma + 1;
  const anchor = endOfLineComments(page, behind, limit);
  const ownLines = layout.ownLines || isLineComment(page, anchor);
  const indent = layout.ownLines ? layout.indent : indentOf(page.text, list.start) + layout.unit;
  const joined = texts.join(separator(page, { ...layout, indent }, ownLines));
  if (!ownLines) {
    if (comma !== undefined && after === list.entries.length - 1) return [insertion(comma + 1, ` ${joined},`)];
    if (comma !== undefined || anchor === entry.end) return [insertion(entry.end, layout.comma + joined)];
    return [insertion(entry.end, ','), insertion(anchor, ` ${joined}`)];
  }
  const line = page.lineBreak + indent + joined;
  if (!page.dialect.commas) return [insertion(anchor, line)];
  if (comma === undefined) {
    return anchor === entry.end
      ? [insertion(anchor, `,${line}`)]
      : [insertion(entry.end, ','), insertion(anchor, line)];
  }
  // A comma at the start of the next line stays where it is, for the entry behind.
  return behind === entry.end && comma !== entry.end
    ? [insertion(entry.end, `,${line}`)]
    : [insertion(anchor, `${line},`)];
}

function insertFirst(page: Page, list: WrittenList, texts: readonly string[], layout: ListLayout): readonly Edit[] {
  const joined = texts.join(separator(page, layout, layout.ownLines));
  const start = list.entries[0]?.start ?? list.start + 1;
  if (!layout.ownLines) return [insertion(start, joined + layout.comma)];
  const anchor = endOfLineComments(page, list.start + 1, start);
  return [insertion(anchor, page.lineBreak + layout.indent + joined + (page.dialect.commas ? ',' : ''))];
}

function fillList(page: Page, list: WrittenList, texts: readonly string[], layout: ListLayout): readonly Edit[] {
  const { text } = page;
  const { ownLines } = layout;
  const joined = texts.join(separator(page, layout, ownLines));
  const inner = { start: list.start + 1, end: list.end - 1 };
  const closing = page.lineBreak + indentOf(text, list.start);
  const comment = commentsIn(page, inner.start, inner.end).at(-1);
  if (comment === undefined) {
    const padding = list.kind === 'object' ? layout.padding : page.dialect.arrayPadding;
    const content = ownLines ? page.lineBreak + layout.indent + joined + closing : padding + joined + padding;
    return [{ ...inner, newText: content }];
  }
  if (!ownLines) return [insertion(comment.end, ` ${joined}`)];
  const line = page.lineBreak + layout.indent + joined;
  if (hasLineBreak(text, comment.end, inner.end)) return [insertion(comment.end, line)];
  return [{ start: comment.end, end: inner.end, newText: line + closing }];
}

/** Takes entries out, each with its comma and line. Comments on lines of their own stay. */
export function removeEntries(page: Page, list: WrittenList, removed: ReadonlySet<number>): readonly Edit[] {
  const { entries } = list;
  const last = entries.length - 1;
  const lastKept = [...entries.keys()].filter((index) => !removed.has(index)).at(-1) ?? -1;
  if (lastKept < 0 && !hasComments(page, list)) return [{ start: list.start + 1, end: list.end - 1, newText: '' }];

  const edits = [...removed].flatMap((index) => removeEntry(page, list, index, removed));
  const kept = entries[lastKept];
  const behind = entries[lastKept + 1];
  if (kept !== undefined && behind !== undefined && commaAfter(page, list, last) === undefined) {
    const comma = commaAfter(page, list, lastKept);
    if (comma !== undefined) {
      const end = hasLineBreak(page.text, comma, behind.start) ? comma + 1 : behind.start;
      edits.push({ start: comma, end, newText: '' });
    }
  }
  return edits;
}

function hasComments(page: Page, list: WrittenList): boolean {
  return [...list.entries.keys(), list.entries.length].some((index) => {
    const gap = gapBefore(list, index);
    return commentsIn(page, gap.start, gap.end).length > 0;
  });
}

function commaAfter(page: Page, list: WrittenList, index: number): number | undefined {
  const gap = gapBefore(list, index + 1);
  return findComma(page, gap.start, gap.end);
}

function removeEntry(page: Page, list: WrittenList, index: number, removed: ReadonlySet<number>): Edit[] {
  const { text } = page;
  const entry = list.entries[index];
  if (entry === undefined) return [];
  const remove = (start: number, end: number): Edit => ({ start, end, newText: '' });
  const before = gapBefore(list, index);
  const after = gapBefore(list, index + 1);
  const previous = list.entries[index - 1];
  const next = list.entries[index + 1];
  const breakBefore = hasLineBreak(text, before.start, before.end);
  const breakAfter = hasLineBreak(text, after.start, after.end);
  const comma = findComma(page, after.start, after.end);

  if (breakBefore && breakAfter) {
    const commaOnNextLine = comma !== undefined && hasLineBreak(text, entry.end, comma);
    const end = comma === undefined || commaOnNextLine ? entry.end : comma + 1;
    const edits = commaOnNextLine ? [remove(comma, comma + 1)] : [];
    const start = lineStart(text, entry.start);
    const commentsEnd = endOfLineComments(page, end, after.end);
    const endsLine = /^[ \t\r]*\n/.test(text.slice(commentsEnd, after.end));
    if (text.slice(start, entry.start).trim() !== '' || !endsLine) return [...edits, remove(entry.start, end)];
    return [...edits, remove(startOfDirective(page, start), nextLine(text, commentsEnd))];
  }
  if (next !== undefined && !breakAfter) return [remove(entry.start, next.start)];
  if (!breakBefore && previous !== undefined && !removed.has(index - 1)) return [remove(previous.end, entry.end)];
  return [remove(entry.start, comma === undefined ? entry.end : comma + 1)];
}

/** Where the line starts, or a directive on the line above: it would go on to silence whatever comes next. */
export function startOfDirective(page: Page, start: number): number {
  const above = start === 0 ? 0 : lineStart(page.text, start - 1);
  const line = page.text.slice(above, start);
  return /^[ \t]*#disable-next-line\b/.test(line) ? above : start;
}

/** Writes over an entry what takes its place. */
export function replaceEntry(
  page: Page,
  list: WrittenList,
  index: number,
  texts: readonly string[],
  layout: Layout,
  ownLines: boolean,
): readonly Edit[] {
  const entry = list.entries[index];
  if (entry === undefined) return [];
  return [{ start: entry.start, end: entry.end, newText: texts.join(separator(page, layout, ownLines)) }];
}
