/** `check`: finds mistakes, and fixes them. */
import type { Severity } from '../rules/rule.js';
import { runCheck } from './check-run.js';
import type { CheckResult } from './check-run.js';
import { isFolder } from './checked-files.js';
import type { ExitStatus } from './exit-status.js';
import { exitStatus } from './exit-status.js';
import { oneOf, readOptions } from './options.js';
import { reporter, statusText } from './report.js';
import type { CheckReport } from './report.js';
import { openSources, readableParameters } from './sources.js';
import type { Sources } from './sources.js';
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
type Format = (typeof FORMATS)[number];
const THRESHOLDS = ['error', 'warning', 'information', 'never'] as const;

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
  const isFailure = (severity: Severity): boolean =>
    threshold !== 'never' && THRESHOLDS.indexOf(severity) <= THRESHOLDS.indexOf(threshold);
  const isDryRun = values['dry-run'] === true;
  const sources = openSources(terminal.workingDirectory, values.config);
  const paths = (positionals.length === 0 ? ['.'] : positionals).map(sources.absolute);
  const parameters = readableParameters(sources, values.parameters);
  if (parameters !== undefined && paths.every(isFolder)) {
    throw new UsageError('--parameters needs a template that is named');
  }

  const result = runCheck(sources, { paths, parameters, fix: values.fix === true || isDryRun });
  const unsaved = isDryRun ? [] : saveChanges(sources);
  terminal.answer(isDryRun ? differences(sources) : answer(format, sources, result, { isFailure, terminal }));

  const incomplete = result.files.filter((file) => file.status !== 'analysed');
  for (const note of result.notes) terminal.say(note);
  for (const { path, status, reason = '' } of incomplete) terminal.say(`${path}: ${statusText[status]}: ${reason}`);
  const failures = [...result.failures, ...unsaved];
  for (const failure of failures) terminal.say(failure);
  if (incomplete.length > 0 || failures.length > 0) return exitStatus.incomplete;
  return result.findings.some(({ severity }) => isFailure(severity)) ? exitStatus.findings : exitStatus.clean;
}

/** Writes what `--fix` changed; says what could not be written. */
function saveChanges({ disk, shown }: Sources): string[] {
  return disk.changes.flatMap(({ path }) => {
    const reason = disk.save(path);
    return reason === undefined ? [] : [`${shown(path)} cannot be written: ${reason}`];
  });
}

function differences({ disk, shown }: Sources): string {
  return disk.changes.map(({ path, before, after }) => unifiedDiff(shown(path), before, after)).join('');
}

function answer(
  format: Format,
  { disk, shown }: Sources,
  { files, findings, sourceOf }: CheckResult,
  { isFailure, terminal }: { readonly isFailure: (severity: Severity) => boolean; readonly terminal: Terminal },
): string {
  const { finding, linesOf } = reporter({ textOf: (file) => disk.text(file), sourceOf, shown });
  const report: CheckReport = { schemaVersion: 1, tool: thisTool(), files, findings: findings.map(finding) };
  switch (format) {
    case 'text':
      return writeText(report, { linesOf, colour: terminal.colour });
    case 'json':
      return writeJson(report);
    case 'sarif':
      return writeSarif(report);
    case 'github':
      return writeGithub(report);
    case 'junit':
      return writeJunit(report, isFailure);
  }
}
