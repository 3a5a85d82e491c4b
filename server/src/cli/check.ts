/** `check`: findings in templates. */
import { posix, relative } from 'node:path';
import { analyseFiles } from '../analysis.js';
import type { AnalysisOptions, FileReport } from '../analysis.js';
import type { EditableSource } from '../edits/source.js';
import type { Finding } from '../rules/finding.js';
import { byPlace } from '../rules/run.js';
import type { Severity } from '../rules/rule.js';
import { Configurations } from '../workspace/configurations.js';
import { folderOf } from '../workspace/paths.js';
import { Project } from '../workspace/project.js';
import type { SourceFile } from '../workspace/source-file.js';
import { absolutePath, checkedFiles, isFolder } from './checked-files.js';
import type { CheckedFiles, Sources } from './checked-files.js';
import { DiskFiles } from './disk-files.js';
import type { ExitStatus } from './exit-status.js';
import { exitStatus } from './exit-status.js';
import { fixAll } from './fix-all.js';
import { repositoryOf } from './gitignore.js';
import { oneOf, readOptions } from './options.js';
import { failedFile, reportedFile, reporter } from './report.js';
import type { CheckReport, ReportedFile } from './report.js';
import type { Terminal } from './terminal.js';
import { thisTool } from './terminal.js';
import { unifiedDiff } from './unified-diff.js';
import { UsageError } from './usage-error.js';
import { writeGithub } from './writers/github.js';
import { writeJson } from './writers/json.js';
import { writeJunit } from './writers/junit.js';
import { writeSarif } from './writers/sarif.js';
import { writeText } from './writers/text.js';

const FORMATS = ['text', 'json', 'sarif', 'github', 'junit'] as const;
const THRESHOLDS = ['error', 'warning', 'information', 'never'] as const;
type Threshold = (typeof THRESHOLDS)[number];

export function check(args: readonly string[], terminal: Terminal): ExitStatus {
  const { values, positionals } = readOptions(args, {
    format: { type: 'string' },
    parameters: { type: 'string' },
    config: { type: 'string' },
    'fail-on': { type: 'string' },
    fix: { type: 'boolean' },
    'dry-run': { type: 'boolean' },
  });
  const format = oneOf('format', values.format, FORMATS);
  const threshold = oneOf('fail-on', values['fail-on'], THRESHOLDS);
  const absolute = (path: string): string => absolutePath(terminal.workingDirectory, path);
  const paths = (positionals.length === 0 ? ['.'] : positionals).map(absolute);
  const parameters = values.parameters === undefined ? undefined : absolute(values.parameters);
  const sources = openSources(
    terminal.workingDirectory,
    values.config === undefined ? undefined : absolute(values.config),
  );
  if (parameters !== undefined) requireParameterFile(sources, parameters, paths);

  const checked = checkedFiles(sources, paths, parameters);
  const ruleFailures: string[] = [];
  const analyse = (): FileReport[] =>
    analyseFiles(sources.project, checked.paths, {
      ...analysisOptions(sources, checked.named, parameters),
      failed: (rule, error) => ruleFailures.push(`the rule ${rule} failed: ${String(error)}`),
    });
  const shownPath = (file: string): string => shown(terminal.workingDirectory, file);
  const isDryRun = values['dry-run'] === true;
  const { disk, project } = sources;
  const sourceOf = (file: string): EditableSource | undefined => editable(project.file(file));
  let reports: readonly FileReport[] = analyse();
  let isSaved = true;
  if (values.fix === true || isDryRun) {
    reports = fixAll(
      {
        disk,
        sourceOf,
        analyse,
        say: (line) => {
          terminal.say(line);
        },
      },
      reports,
    );
    if (!isDryRun) {
      for (const { path } of disk.changes) {
        const reason = disk.save(path);
        if (reason === undefined) continue;
        isSaved = false;
        terminal.say(`${shownPath(path)} could not be written: ${reason}`);
      }
    }
  }

  const files = reportedFiles(sources, checked, reports, shownPath);
  const findings = findingsOf(sources, checked, reports);
  const { finding, linesOf } = reporter({ textOf: (file) => disk.text(file), sourceOf, shownPath });
  if (isDryRun) {
    for (const { path, before, after } of disk.changes) terminal.answer(unifiedDiff(shownPath(path), before, after));
  } else {
    const report: CheckReport = { schemaVersion: 1, tool: thisTool(), files, findings: findings.map(finding) };
    const isFailure = (severity: Severity): boolean => reaches(severity, threshold);
    terminal.answer(
      {
        text: () => writeText(report, { linesOf, colour: terminal.colour }),
        json: () => writeJson(report),
        sarif: () => writeSarif(report),
        github: () => writeGithub(report),
        junit: () => writeJunit(report, isFailure),
      }[format](),
    );
  }

  for (const path of checked.leftAlone) terminal.say(`${shownPath(path)} is left alone, as the configuration says`);
  for (const note of notes(reports, shownPath)) terminal.say(note);
  for (const failure of new Set(ruleFailures)) terminal.say(failure);
  const incomplete = files.filter((file) => file.status !== 'analysed');
  for (const { path, status, reason = '' } of incomplete) terminal.say(`${path}: ${STATUS_TEXT[status]}: ${reason}`);
  if (incomplete.length > 0 || ruleFailures.length > 0 || !isSaved) return exitStatus.incomplete;
  return findings.some(({ severity }) => reaches(severity, threshold)) ? exitStatus.findings : exitStatus.clean;
}

const STATUS_TEXT = {
  analysed: 'analysed',
  partial: 'analysed in part',
  failed: 'not analysed',
  notATemplate: 'not a template',
} as const;

function reaches(severity: Severity, threshold: Threshold): boolean {
  return threshold !== 'never' && THRESHOLDS.indexOf(severity) <= THRESHOLDS.indexOf(threshold);
}

function openSources(workingDirectory: string, config: string | undefined): Sources {
  const disk = new DiskFiles();
  const project = new Project((path) => disk.text(path) ?? null);
  if (config !== undefined && disk.read(config).kind !== 'text') {
    throw new UsageError(`the configuration '${config}' cannot be read`);
  }
  const roots = new Map<string, string | undefined>();
  const rootOf = (file: string): string | undefined => {
    const folder = folderOf(file);
    if (!roots.has(folder)) {
      const isBelow = `${folder}/`.startsWith(`${workingDirectory}/`);
      roots.set(folder, repositoryOf(folder) ?? (isBelow ? workingDirectory : undefined));
    }
    return roots.get(folder);
  };
  const configurations = new Configurations(project, { rootOf, ...(config === undefined ? {} : { only: config }) });
  return { disk, project, configurations };
}

function requireParameterFile({ disk, project }: Sources, parameters: string, paths: readonly string[]): void {
  if (!paths.some((path) => !isFolder(path))) throw new UsageError('--parameters needs a template that is named');
  if (disk.read(parameters).kind !== 'text') throw new UsageError(`the parameter file '${parameters}' cannot be read`);
  const kind = project.file(parameters)?.kind;
  if (kind !== 'parameters' && kind !== 'bicepparam') {
    throw new UsageError(`'${parameters}' is no parameter file: its $schema does not say so`);
  }
}

function analysisOptions(
  { configurations }: Sources,
  named: ReadonlySet<string>,
  parameters: string | undefined,
): AnalysisOptions {
  const { severityOf, parameterFiles } = configurations.options;
  return {
    ...(severityOf === undefined ? {} : { severityOf }),
    parameterFiles: (template) =>
      parameters !== undefined && named.has(template)
        ? [parameters]
        : parameterFiles?.(template)?.map((path) => posix.normalize(path)),
  };
}

function reportedFiles(
  { disk }: Sources,
  { paths, failures }: CheckedFiles,
  reports: readonly FileReport[],
  shownPath: (file: string) => string,
): ReportedFile[] {
  const read = new Map(reports.map((report) => [report.file.path, report]));
  const files: ReportedFile[] = [];
  for (const path of new Set([...paths, ...failures.keys()])) {
    const reason = failures.get(path);
    const report = read.get(path);
    if (reason !== undefined) files.push(failedFile(shownPath(path), reason));
    else if (report !== undefined) {
      const file = disk.read(path);
      files.push(reportedFile(shownPath(path), report, file.kind === 'text' && file.damaged));
    }
  }
  return files.sort((left, right) => (left.path < right.path ? -1 : 1));
}

/** Findings of the files and of the configurations that hold for them, in the order of their places. */
function findingsOf({ configurations }: Sources, { paths }: CheckedFiles, reports: readonly FileReport[]): Finding[] {
  const used = new Set(paths.map((path) => configurations.of(path)));
  const ofConfigurations = configurations.all.filter((one) => used.has(one)).flatMap((one) => one.problems);
  return [...reports.flatMap((report) => report.findings), ...ofConfigurations].sort(byPlace);
}

export function editable(file: SourceFile | undefined): EditableSource | undefined {
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

/** What stands in the way of a complete answer and is no failure, once for each file. */
function notes(reports: readonly FileReport[], shownPath: (file: string) => string): string[] {
  const said = new Set<string>();
  for (const { file, gaps } of reports) {
    for (const gap of gaps) said.add(`${shownPath(file.path)}: unknown: ${gap.message}`);
  }
  return [...said];
}

export function shown(workingDirectory: string, file: string): string {
  return relative(workingDirectory, file).replaceAll('\\', '/') || '.';
}
