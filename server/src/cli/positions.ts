/** Offsets of a text as lines and columns. */
import { lineOf, lineStarts } from '../workspace/suppressions.js';

/** Zero-based line, zero-based column in UTF-16 code units, as in the Language Server Protocol. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

export class Lines {
  private readonly starts: readonly number[];

  constructor(private readonly text: string) {
    this.starts = startsOfLines(text);
  }

  position(offset: number): Position {
    const line = lineOf(this.starts, offset);
    return { line, character: offset - (this.starts[line] ?? 0) };
  }

  range({ start, end }: { readonly start: number; readonly end: number }): Range {
    return { start: this.position(start), end: this.position(end) };
  }

  /** A line without its line break. */
  content(line: number): string {
    const start = this.starts[line] ?? this.text.length;
    return this.text.slice(start, this.starts[line + 1]).replace(/\r?\n$|\r$/, '');
  }
}

/** Other than an editor's most texts, some have a line break of a single carriage return. */
function startsOfLines(text: string): readonly number[] {
  if (!/\r(?!\n)/.test(text)) return lineStarts(text);
  return [0, ...[...text.matchAll(/\r\n?|\n/g)].map((match) => match.index + match[0].length)];
}
