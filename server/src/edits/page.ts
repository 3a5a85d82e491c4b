/** A text as lines and lists, whatever its language: what is needed to write into it in its own style. */
import type { Span } from '../template/model.js';

/** A text to be edited. */
export interface Page {
  readonly text: string;
  readonly dialect: Dialect;
  /** Comments and directives, in source order. */
  readonly comments: readonly Span[];
  readonly lineBreak: string;
}

/** What tells the languages apart when a value is written. */
export interface Dialect {
  readonly string: (value: string) => string;
  readonly key: (name: string) => string;
  /** Whether entries on lines of their own have commas between them. */
  readonly commas: boolean;
  /** Blanks inside the brackets of an array on one line. */
  readonly arrayPadding: string;
}

/** An object or array as written, brackets included. */
export interface WrittenList extends Span {
  readonly kind: 'object' | 'array';
  readonly entries: readonly WrittenEntry[];
  /** The list in which this one is written. */
  readonly parent: WrittenList | undefined;
}

export interface WrittenEntry extends Span {
  /** Something that must stay behind the properties, such as a nested resource. */
  readonly trailing: boolean;
  /** Of a property: where its name ends and its value starts. */
  readonly colon?: Span;
}

export function pageOf(text: string, dialect: Dialect, comments: readonly Span[]): Page {
  const lineFeed = text.indexOf('\n');
  return { text, dialect, comments, lineBreak: text.charAt(lineFeed - 1) === '\r' ? '\r\n' : '\n' };
}

/** Offset of the first character of the line. */
export function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

/** Offset after the line break of the line, or the end of the text. */
export function nextLine(text: string, offset: number): number {
  const lineFeed = text.indexOf('\n', offset);
  return lineFeed < 0 ? text.length : lineFeed + 1;
}

/** The blanks at the start of the line. */
export function indentOf(text: string, offset: number): string {
  return /[ \t]*/y.exec(text.slice(lineStart(text, offset), offset))?.[0] ?? '';
}

export function hasLineBreak(text: string, start: number, end: number): boolean {
  const lineFeed = text.indexOf('\n', start);
  return lineFeed >= 0 && lineFeed < end;
}

/** Comments that start in a range. */
export function commentsIn(page: Page, start: number, end: number): readonly Span[] {
  const { comments } = page;
  let low = 0;
  let high = comments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((comments[middle]?.start ?? Infinity) < start) low = middle + 1;
    else high = middle;
  }
  const found: Span[] = [];
  for (let comment = comments[low]; comment !== undefined && comment.start < end; comment = comments[++low]) {
    found.push(comment);
  }
  return found;
}

/** Offset of the comma between two entries, not one in a comment. */
export function findComma(page: Page, start: number, end: number): number | undefined {
  let from = start;
  for (const comment of [...commentsIn(page, start, end), { start: end, end }]) {
    const comma = page.text.indexOf(',', from);
    if (comma >= 0 && comma < comment.start) return comma;
    from = comment.end;
  }
  return undefined;
}

/** The end of the comments that finish the line after `start`; `start` itself where something else follows on the line. */
export function endOfLineComments(page: Page, start: number, limit: number): number {
  const { text } = page;
  let end = start;
  for (const comment of commentsIn(page, start, limit)) {
    if (text.slice(end, comment.start).trim() !== '' || hasLineBreak(text, end, comment.start)) break;
    end = comment.end;
  }
  const rest = /[ \t\r]*/y.exec(text.slice(end, limit))?.[0].length ?? 0;
  return end + rest >= limit || text.charAt(end + rest) === '\n' ? end : start;
}

/** Whether the comment that ends there goes on to the end of its line. */
export function isLineComment(page: Page, end: number): boolean {
  const comment = commentsIn(page, lineStart(page.text, end), end).at(-1);
  return comment?.end === end && page.text.startsWith('//', comment.start);
}

/** What stands between an entry and the one before it, or the opening bracket. */
export function gapBefore(list: WrittenList, index: number): Span {
  return { start: list.entries[index - 1]?.end ?? list.start + 1, end: list.entries[index]?.start ?? list.end - 1 };
}
