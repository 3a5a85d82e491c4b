/** Fixes as edits of parsed files: which of them can be applied together. */
import type { TextEdit } from '../edits/change.js';
import type { EditableSource, SourceOf } from '../edits/source.js';
import { withoutUnused } from '../edits/unused-declarations.js';
import { writeOnly } from '../edits/write-changes.js';
import type { Finding } from '../rules/finding.js';
import type { SourceFile } from './source-file.js';

/**
 * A parsed file as edits are written into it; undefined: not a file that edits are written into. `givenParameters`: as
 * its report says, where there is one.
 */
export function editableSource(
  file: SourceFile | undefined,
  givenParameters?: ReadonlySet<string>,
): EditableSource | undefined {
  switch (file?.kind) {
    case 'arm':
    case 'parameters':
      return { language: 'arm', text: file.text, json: file.json, givenParameters };
    case 'bicep':
    case 'bicepparam':
      return { language: 'bicep', text: file.text, tree: file.tree, givenParameters };
    case 'other':
    case undefined:
      return undefined;
  }
}

/** The files that a checked one knows, as edits are written into them. */
export function editableSources({ path, sourceOf, givenParameters }: KnownFile): SourceOf {
  return (other) => editableSource(sourceOf(other), other === path ? givenParameters : undefined);
}

/** A file with what its analysis knows of it. */
export interface KnownFile {
  readonly path: string;
  readonly sourceOf: (path: string) => SourceFile | undefined;
  readonly givenParameters: ReadonlySet<string>;
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
    const edits = fix === undefined ? undefined : writeOnly(fix.changes, sourceOf);
    if (edits?.every((edit) => mayChange(edit.file) && isApart(edit, chosen.get(edit.file) ?? [])) !== true) continue;
    for (const edit of edits) chosen.set(edit.file, [...(chosen.get(edit.file) ?? []), edit]);
  }
  // What two fixes used between them is unused only after both.
  return withoutUnused([...chosen.values()].flat(), sourceOf);
}

function isApart(edit: TextEdit, others: readonly TextEdit[]): boolean {
  return others.every((other) => edit.end < other.start || other.end < edit.start);
}
