/** Fixes as edits of parsed files: which of them can be applied together. */
import type { TextEdit } from '../edits/change.js';
import type { EditableSource, SourceOf } from '../edits/source.js';
import { writeChanges } from '../edits/write-changes.js';
import type { Finding } from '../rules/finding.js';
import type { SourceFile } from './source-file.js';

/** A parsed file as edits are written into it; undefined: not a file that edits are written into. */
export function editableSource(file: SourceFile | undefined): EditableSource | undefined {
  switch (file?.kind) {
    case 'arm':
    case 'parameters':
      return { language: 'arm', text: file.text, json: file.json };
    case 'bicep':
    case 'bicepparam':
      return { language: 'bicep', text: file.text, tree: file.tree };
    case 'other':
    case undefined:
      return undefined;
  }
}

/**
 * Edits of the preferred fixes of the findings that do not touch each other, the first ones first; the others wait for
 * the next round. A fix of which one edit lies in a file that may not be changed is left out as a whole.
 */
export function preferredEdits(
  findings: Iterable<Finding>,
  sourceOf: SourceOf,
  mayChange: (file: string) => boolean,
): TextEdit[] {
  const chosen = new Map<string, TextEdit[]>();
  for (const { fixes } of findings) {
    const fix = fixes.find((one) => one.preferred);
    const edits = fix === undefined ? undefined : writeChanges(fix.changes, sourceOf);
    if (edits?.every((edit) => mayChange(edit.file) && isApart(edit, chosen.get(edit.file) ?? [])) !== true) continue;
    for (const edit of edits) chosen.set(edit.file, [...(chosen.get(edit.file) ?? []), edit]);
  }
  return [...chosen.values()].flat();
}

function isApart(edit: TextEdit, others: readonly TextEdit[]): boolean {
  return others.every((other) => edit.end < other.start || other.end < edit.start);
}
