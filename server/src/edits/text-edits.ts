/** Edits of a text, all in offsets of the text before them. */
import type { Edit } from './list-edits.js';

/** The text with the edits in it. They must not overlap; their order does not matter. */
export function applyEdits(
  text: string,
  edits: readonly { readonly start: number; readonly end: number; readonly newText: string }[],
): string {
  const parts: string[] = [];
  let done = 0;
  for (const edit of [...edits].sort(byPlace)) {
    parts.push(text.slice(done, edit.start), edit.newText);
    done = edit.end;
  }
  parts.push(text.slice(done));
  return parts.join('');
}

/** The same edits in order, without repetitions, overlapping deletions joined. undefined: they contradict each other. */
export function joinEdits(text: string, edits: readonly Edit[]): readonly Edit[] | undefined {
  const joined: Edit[] = [];
  for (const edit of [...edits].sort(byPlace)) {
    if (text.slice(edit.start, edit.end) === edit.newText) continue;
    const last = joined.at(-1);
    if (last === undefined || edit.start > last.end) {
      joined.push(edit);
    } else if (last.start === edit.start && last.end === edit.end && last.newText === edit.newText) {
      continue;
    } else if (isDeletion(last) && isDeletion(edit)) {
      joined[joined.length - 1] = { start: last.start, end: Math.max(last.end, edit.end), newText: '' };
    } else if (edit.start < last.end || (last.start === last.end && edit.start === edit.end)) {
      return undefined;
    } else {
      joined.push(edit);
    }
  }
  return joined;
}

function isDeletion(edit: Edit): boolean {
  return edit.newText === '' && edit.start < edit.end;
}

function byPlace(a: Edit, b: Edit): number {
  return a.start - b.start || a.end - b.end;
}
