/** All fixes of a document that are the one obvious answer, applied until none is left. */
import type { TextEdit } from '../edits/change.js';
import type { CheckedFile } from '../workspace/checker.js';
import { editableSources, preferredEdits } from '../workspace/preferred-fixes.js';
import { ComposedEdits } from '../edits/composed-edits.js';

/** A fix may bring about the finding of another one, but not for ever. */
const MOST_ROUNDS = 10;

/**
 * Edits of the document that apply its preferred fixes, again and again as `checkText` finds more in the changed text;
 * empty: there is nothing to fix. A fix that also changes another file is left to the user, and so is a document that
 * cannot be read whole.
 */
export async function fixAllEdits(
  checked: CheckedFile,
  checkText: (text: string) => Promise<CheckedFile | undefined>,
): Promise<TextEdit[]> {
  const { path, file } = checked;
  if (file === undefined || file.incomplete !== undefined) return [];
  const composed = new ComposedEdits(file.text);
  // Two fixes that undo each other would go on for ever.
  const seen = new Set([file.text]);
  let current: CheckedFile | undefined = checked;
  for (let round = 0; round < MOST_ROUNDS && current !== undefined; round++) {
    const edits = preferredEdits(current.findings, editableSources(current), (name) => name === path);
    if (edits.length === 0) break;
    composed.add(edits);
    if (seen.has(composed.now)) break;
    seen.add(composed.now);
    current = await checkText(composed.now);
  }
  return composed.edits.map((edit) => ({ file: path, ...edit }));
}
