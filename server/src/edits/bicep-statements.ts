/** Statements of a Bicep file as lines of text. */
import type { Span } from '../template/model.js';
import { startOfDirective } from './list-edits.js';
import type { Page } from './page.js';
import { lineStart, nextLine } from './page.js';

/**
 * The lines of a statement, with a directive above it and one of the blank lines around it; undefined where something
 * else stands on them. Comments above it stay.
 */
export function linesOfStatement(page: Page, node: Span): Span | undefined {
  const { text } = page;
  let start = startOfDirective(page, lineStart(text, node.start));
  let end = nextLine(text, node.end);
  if (text.slice(start, node.start).trim() !== '' && !text.startsWith('#', start)) return undefined;
  const blank = /^[ \t]*\r?\n/.exec(text.slice(end));
  const isFirst = text.slice(0, start).trim() === '';
  const before = /\n([ \t]*\r?\n)$/.exec(text.slice(0, start));
  if (blank !== null && (isFirst || before !== null)) end += blank[0].length;
  else if (end === text.length && before?.[1] !== undefined) start -= before[1].length;
  return { start, end };
}
