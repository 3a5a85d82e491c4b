/** Edits on top of edits, as edits of the first text: what stays unchanged in between keeps its place and its markers. */
import type { TextEdit } from './change.js';

type Edit = Omit<TextEdit, 'file'>;

/** A part of the first text and what it has become, in offsets of the text as it is now. */
interface Hunk {
  readonly start: number;
  readonly end: number;
  readonly nowStart: number;
  readonly nowEnd: number;
}

export class ComposedEdits {
  private hunks: Hunk[] = [];

  constructor(private text: string) {}

  /** The text with all edits so far. */
  get now(): string {
    return this.text;
  }

  /** Adds edits in offsets of the text as it is now; they do not overlap. */
  add(edits: readonly Edit[]): void {
    for (const edit of [...edits].sort((left, right) => right.start - left.start || right.end - left.end))
      this.one(edit);
  }

  /** All of them as edits of the first text, in order. */
  get edits(): Edit[] {
    return this.hunks.map(({ start, end, nowStart, nowEnd }) => ({
      start,
      end,
      newText: this.text.slice(nowStart, nowEnd),
    }));
  }

  private one({ start, end, newText }: Edit): void {
    const before = this.hunks.filter((hunk) => hunk.nowEnd < start);
    const touched = this.hunks.filter((hunk) => hunk.nowEnd >= start && hunk.nowStart <= end);
    const after = this.hunks.filter((hunk) => hunk.nowStart > end);
    const shift = newText.length - (end - start);
    const first = touched[0];
    const last = touched[touched.length - 1];
    // Between hunks the first text and the one of now differ by what the hunks before have added.
    const added = before.reduce((sum, hunk) => sum + (hunk.nowEnd - hunk.nowStart) - (hunk.end - hunk.start), 0);
    const addedTouched = touched.reduce(
      (sum, hunk) => sum + (hunk.nowEnd - hunk.nowStart) - (hunk.end - hunk.start),
      0,
    );
    const merged: Hunk = {
      start: first !== undefined && first.nowStart <= start ? first.start : start - added,
      end: last !== undefined && last.nowEnd >= end ? last.end : end - added - addedTouched,
      nowStart: Math.min(start, first?.nowStart ?? start),
      nowEnd: Math.max(end, last?.nowEnd ?? end) + shift,
    };
    this.text = this.text.slice(0, start) + newText + this.text.slice(end);
    this.hunks = [
      ...before,
      merged,
      ...after.map((hunk) => ({ ...hunk, nowStart: hunk.nowStart + shift, nowEnd: hunk.nowEnd + shift })),
    ];
  }
}
