/** The answer of `check`, as plain data: exactly what `--format json` prints, and what the other formats are made of. */
import type { Finding } from '../rules/finding.js';
import { documentationOf } from '../rules/finding.js';
import type { Severity } from '../rules/rule.js';
import type { Fix } from '../edits/change.js';
import { writeChanges } from '../edits/write-changes.js';
import type { SourceOf } from '../edits/source.js';
import type { FileReport } from '../analysis.js';
import type { Range } from './positions.js';
import { Lines } from './positions.js';
import type { Tool } from './terminal.js';

export type FileKind = 'arm' | 'bicep' | 'bicepparam' | 'parameters';
export type FileStatus = 'analysed' | 'partial' | 'failed' | 'notATemplate';

/** A status for people. */
export const statusText: Readonly<Record<FileStatus, string>> = {
  analysed: 'analysed',
  partial: 'analysed in part',
  failed: 'not analysed',
  notATemplate: 'not a template',
};

export interface ReportedFile {
  /** Relative to the working directory, with `/`. */
  readonly path: string;
  readonly kind: FileKind;
  readonly status: FileStatus;
  /** Why it is not `analysed`. */
  readonly reason?: string;
}

export interface ReportedEdit {
  readonly path: string;
  readonly range: Range;
  readonly newText: string;
}

export interface ReportedFix {
  readonly title: string;
  readonly preferred: boolean;
  readonly edits: readonly ReportedEdit[];
}

export interface RelatedPlace {
  readonly message: string;
  readonly path: string;
  readonly range: Range;
}

export interface ReportedFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly certainty: Finding['certainty'];
  readonly message: string;
  readonly path: string;
  readonly range: Range;
  readonly resource: string;
  /** Parameter files with which it is found, where it is not found with all of the template. */
  readonly parameterFiles?: readonly string[];
  readonly related: readonly RelatedPlace[];
  readonly fixes: readonly ReportedFix[];
  readonly docs: string;
}

export interface CheckReport {
  readonly schemaVersion: 1;
  readonly tool: Tool;
  readonly files: readonly ReportedFile[];
  readonly findings: readonly ReportedFinding[];
}

/** How findings become reported ones. */
export interface Reporter {
  readonly finding: (finding: Finding) => ReportedFinding;
  /** The lines of a file by its reported path, for formats that show the source. */
  readonly linesOf: (path: string) => Lines | undefined;
}

export interface Texts {
  readonly textOf: (file: string) => string | undefined;
  readonly sourceOf: SourceOf;
  /** The path as it is reported. */
  readonly shown: (file: string) => string;
}

export function reporter({ textOf, sourceOf, shown }: Texts): Reporter {
  const lines = new Map<string, Lines>();
  const linesByPath = new Map<string, Lines>();
  const linesOf = (file: string): Lines => {
    const known = lines.get(file) ?? new Lines(textOf(file) ?? '');
    lines.set(file, known);
    linesByPath.set(shown(file), known);
    return known;
  };
  const place = (at: { readonly file: string; readonly start: number; readonly end: number }) => ({
    path: shown(at.file),
    range: linesOf(at.file).range(at),
  });
  const fix = ({ title, preferred, changes }: Fix): ReportedFix[] => {
    const edits = writeChanges(changes, sourceOf) ?? [];
    if (edits.length === 0) return [];
    return [{ title, preferred, edits: edits.map((edit) => ({ ...place(edit), newText: edit.newText })) }];
  };
  return {
    finding: (finding) => ({
      rule: finding.rule,
      severity: finding.severity,
      certainty: finding.certainty,
      message: finding.message,
      ...place(finding),
      resource: finding.resource,
      ...(finding.parameterFiles === undefined ? {} : { parameterFiles: finding.parameterFiles.map(shown) }),
      related: finding.related.map((one) => ({ message: one.message, ...place(one) })),
      fixes: finding.fixes.flatMap(fix),
      docs: documentationOf(finding.rule),
    }),
    linesOf: (path) => linesByPath.get(path),
  };
}

/** A file that was read. */
export function reportedFile(path: string, { file, limit }: FileReport, isDamaged: boolean): ReportedFile {
  if (file.kind === 'other') return { path, kind: kindOfPath(path), status: 'notATemplate', reason: file.reason };
  const reason = isDamaged ? 'the file is not valid in its encoding' : (file.incomplete ?? limit);
  return reason === undefined
    ? { path, kind: file.kind, status: 'analysed' }
    : { path, kind: file.kind, status: 'partial', reason };
}

/** A file or folder that could not be read. */
export function failedFile(path: string, reason: string): ReportedFile {
  return { path, kind: kindOfPath(path), status: 'failed', reason };
}

/** What a file would be by its name, where its content does not say. */
function kindOfPath(path: string): FileKind {
  if (/\.bicepparam$/i.test(path)) return 'bicepparam';
  if (/\.bicep$/i.test(path)) return 'bicep';
  return /\.parameters(?:\.[^/]*)?\.json$/i.test(path) ? 'parameters' : 'arm';
}
