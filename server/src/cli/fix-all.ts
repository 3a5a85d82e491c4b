/** `--fix`: applies preferred fixes, in memory, until none is left. */
import type { FileReport } from '../analysis.js';
import type { TextEdit } from '../edits/change.js';
import type { SourceOf } from '../edits/source.js';
import { applyEdits } from '../edits/write-changes.js';
import { preferredEdits } from '../workspace/preferred-fixes.js';
import type { DiskFiles } from './disk-files.js';

/** Fixes that meet at one place go one a round; a template with so many of them at one place is made by a machine. */
const MAX_ROUNDS = 200;

export interface FixRun {
  readonly disk: DiskFiles;
  readonly editable: (reports: readonly FileReport[]) => SourceOf;
  /** Analyses the files as they are now. */
  readonly analyse: () => readonly FileReport[];
}

export interface Fixed {
  /** What remains. */
  readonly reports: readonly FileReport[];
  /** Why something remains that could be fixed. */
  readonly notes: readonly string[];
}

/** Changes the texts in memory. Files that were not read whole are left as they are. */
export function fixAll(run: FixRun, first: readonly FileReport[]): Fixed {
  const { disk } = run;
  let reports = first;
  // Two fixes that undo each other would go on for ever.
  const seen = new Set<string>();
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const edits = nextEdits(run, reports);
    if (edits.length === 0) return { reports, notes: [] };
    const before = new Map(edits.map(({ file }) => [file, disk.text(file) ?? '']));
    const after = new Map(
      [...before].map(([path, text]) => [
        path,
        applyEdits(
          text,
          edits.filter(({ file }) => file === path),
        ),
      ]),
    );
    const state = JSON.stringify([...after]);
    if (seen.has(state)) {
      return { reports, notes: ['some fixes undo each other and were stopped'] };
    }
    seen.add(state);
    for (const [path, text] of after) disk.change(path, text);
    const next = run.analyse();
    if (next.some(({ file }) => after.has(file.path) && file.incomplete !== undefined)) {
      for (const [path, text] of before) disk.change(path, text);
      return { reports: run.analyse(), notes: ['a fix would break the syntax of a file and was not applied'] };
    }
    reports = next;
  }
  return { reports, notes: [`there were still fixes to apply after ${String(MAX_ROUNDS)} rounds`] };
}

/** Edits of the next round; files that were not read whole are left alone. */
function nextEdits({ disk, editable }: FixRun, reports: readonly FileReport[]): TextEdit[] {
  const isWhole = new Set(
    reports.filter(({ file }) => file.incomplete === undefined).map(({ file: { path } }) => path),
  );
  const findings = reports.flatMap((report) => report.findings);
  return preferredEdits(findings, editable(reports), (path) => isWhole.has(path) && !disk.isDamaged(path));
}
