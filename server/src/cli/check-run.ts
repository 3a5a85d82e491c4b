/** One run of `check`: which files, what is found in them, what is to be said of them. */
import { posix } from 'node:path';
import { analyseFiles } from '../analysis.js';
import type { SourceOf } from '../edits/source.js';
import type { AnalysisOptions, FileReport } from '../analysis.js';
import type { Finding } from '../rules/finding.js';
import { byPlace } from '../rules/run.js';
import { CONFIGURATION_FILE } from '../workspace/configuration.js';
import { baseName } from '../workspace/paths.js';
import { checkedFiles } from './checked-files.js';
import type { CheckedFiles } from './checked-files.js';
import { fixAll } from './fix-all.js';
import { failedFile, reportedFile } from './report.js';
import type { ReportedFile } from './report.js';
import type { Sources } from './sources.js';

export interface CheckRequest {
  /** Files and folders, absolute. */
  readonly paths: readonly string[];
  /** The parameter file for the files among them, absolute. */
  readonly parameters: string | undefined;
  /** Whether preferred fixes are applied, in memory. */
  readonly fix: boolean;
}

export interface CheckResult {
  /** The files as fixes are written into them. */
  readonly sourceOf: SourceOf;
  /** In the order of their paths. */
  readonly files: readonly ReportedFile[];
  /** In the order of their places. */
  readonly findings: readonly Finding[];
  /** What is worth saying and is no failure. */
  readonly notes: readonly string[];
  /** What went wrong, beside the files that could not be analysed whole. */
  readonly failures: readonly string[];
}

export function runCheck(sources: Sources, request: CheckRequest): CheckResult {
  const { project, disk, editable, shown } = sources;
  const checked = checkedFiles(sources, request.paths, request.parameters);
  const failures = new Set<string>();
  const options: AnalysisOptions = {
    ...sources.configurations.options,
    parameterFiles: parameterFilesOf(sources, checked, request.parameters),
    failed: (rule, error) => failures.add(`the rule ${rule} failed: ${String(error)}`),
  };
  const analyse = (): readonly FileReport[] => analyseFiles(project, checked.paths, options);
  const first = analyse();
  const fixed = request.fix ? fixAll({ disk, editable, analyse }, first) : { reports: first, notes: [] };
  for (const { path, reason } of disk.unreadable) {
    if (baseName(path) === CONFIGURATION_FILE) failures.add(`${shown(path)} cannot be read: ${reason}`);
  }
  return {
    sourceOf: editable(fixed.reports),
    files: reportedFiles(sources, checked, fixed.reports),
    findings: findingsOf(sources, checked, fixed.reports),
    notes: [
      ...checked.leftAlone.map((path) => `${shown(path)} is left alone, as the configuration says`),
      ...gapNotes(sources, fixed.reports),
      ...fixed.notes,
    ],
    failures: [...failures],
  };
}

function parameterFilesOf(
  { configurations }: Sources,
  { named }: CheckedFiles,
  parameters: string | undefined,
): (template: string) => readonly string[] | undefined {
  const { parameterFiles } = configurations.options;
  return (template) =>
    parameters !== undefined && named.has(template)
      ? [parameters]
      : parameterFiles?.(template)?.map((path) => posix.normalize(path));
}

function reportedFiles(
  { disk, shown }: Sources,
  { paths, failures }: CheckedFiles,
  reports: readonly FileReport[],
): ReportedFile[] {
  const read = new Map(reports.map((report) => [report.file.path, report]));
  const files: ReportedFile[] = [];
  for (const path of new Set([...paths, ...failures.keys()])) {
    const reason = failures.get(path);
    const report = read.get(path);
    if (reason !== undefined) files.push(failedFile(shown(path), reason));
    else if (report !== undefined) files.push(reportedFile(shown(path), report, disk.isDamaged(path)));
  }
  return files.sort((left, right) => (left.path < right.path ? -1 : 1));
}

/** Findings of the files and of the configurations that hold for them. */
function findingsOf({ configurations }: Sources, { paths }: CheckedFiles, reports: readonly FileReport[]): Finding[] {
  const used = new Set(paths.map((path) => configurations.of(path)));
  const ofConfigurations = [...used].flatMap((configuration) => configuration?.problems ?? []);
  return [...reports.flatMap((report) => report.findings), ...ofConfigurations].sort(byPlace);
}

/** Modules whose content is not at hand, and parameters that are missing or wrong, once for each file. */
function gapNotes({ shown }: Sources, reports: readonly FileReport[]): Set<string> {
  const notes = new Set<string>();
  for (const { file, gaps, problems } of reports) {
    for (const gap of gaps) notes.add(`${shown(file.path)}: not known: ${gap.message}`);
    for (const problem of problems) notes.add(`${shown(file.path)}: ${problem.message}`);
  }
  return notes;
}
