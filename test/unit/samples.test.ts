/** The sample workspaces: the faulty one gives what its README lists, the corrected one gives nothing. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { analyseFiles } from '../../server/src/analysis.js';
import type { FileReport } from '../../server/src/analysis.js';
import { Project } from '../../server/src/workspace/project.js';
import { lineOf, lineStarts } from '../../server/src/workspace/suppressions.js';

const samples = join(dirname(fileURLToPath(import.meta.url)), '../../samples');
const FAULTY = 'platform';
const CORRECTED = 'platform-corrected';

/** Paths of the templates and parameter files of a workspace, relative to it. */
function filesOf(workspace: string): string[] {
  return readdirSync(join(samples, workspace), { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\.(bicep|bicepparam|json)$/.test(path) && !path.startsWith('.vscode/'))
    .sort();
}

/** A workspace as the command line and the editor see it: all of its files at once. */
function reportsOf(workspace: string): FileReport[] {
  const folder = join(samples, workspace);
  const project = new Project((path) => {
    const file = join(folder, path);
    return existsSync(file) ? readFileSync(file, 'utf8') : null;
  });
  const failures: unknown[] = [];
  const reports = analyseFiles(project, filesOf(workspace), {
    failed: (rule, error) => failures.push([rule, error]),
  });
  expect(failures).toEqual([]);
  return reports;
}

/** One line a finding, in the words of the README's table. */
function linesOf(reports: readonly FileReport[]): string[] {
  return reports.flatMap(({ file, findings }) => {
    const starts = lineStarts(file.text);
    return findings.map(({ rule, severity, certainty, start }) => {
      const line = String(lineOf(starts, start) + 1);
      return `${file.path}:${line} ${rule} ${certainty === 'possible' ? `${severity}, possible` : severity}`;
    });
  });
}

/** The rows of the README's table, in the same form. */
function listed(): string[] {
  const text = readFileSync(join(samples, 'README.md'), 'utf8');
  const row = /^\| \[([^\]]+)\]\(platform\/\1#L(\d+)\) \| \2 \| \[([^\]]+)\]\([^)]*\/\3\.md\) \| ([^|]+) \|/gm;
  return [...text.matchAll(row)].map(
    ([, file = '', line = '', rule = '', severity = '']) => `${file}:${line} ${rule} ${severity}`,
  );
}

describe('the faulty platform', () => {
  it('gives the findings of the table in samples/README.md, each at its line, and no others', () => {
    expect(linesOf(reportsOf(FAULTY)).sort()).toEqual(listed().sort());
  });

  it('shows a dozen kinds of mistakes, of every severity, one that depends on a parameter', () => {
    const findings = reportsOf(FAULTY).flatMap((report) => report.findings);
    expect(new Set(findings.map(({ rule }) => rule)).size).toBeGreaterThanOrEqual(12);
    expect(new Set(findings.map(({ severity }) => severity))).toEqual(new Set(['error', 'warning', 'information']));
    expect(findings.some(({ certainty }) => certainty === 'possible')).toBe(true);
  });

  it('has mistakes that no file shows alone', () => {
    const acrossFiles = reportsOf(FAULTY)
      .flatMap((report) => report.findings)
      .filter((finding) => finding.related.some(({ file }) => file !== finding.file));
    expect(new Set(acrossFiles.map(({ rule }) => rule)).size).toBeGreaterThanOrEqual(5);
  });

  it('has mistakes with a preferred fix in both languages', () => {
    const fixable = reportsOf(FAULTY)
      .flatMap((report) => report.findings)
      .filter(({ fixes }) => fixes.some(({ preferred }) => preferred));
    expect(new Set(fixable.map(({ file }) => file.slice(file.lastIndexOf('.'))))).toEqual(new Set(['.bicep', '.json']));
  });
});

describe('the corrected platform', () => {
  it('gives no finding', () => {
    expect(linesOf(reportsOf(CORRECTED))).toEqual([]);
  });

  it('has the files of the faulty one', () => {
    expect(filesOf(CORRECTED)).toEqual(filesOf(FAULTY));
    expect(filesOf(FAULTY).length).toBeGreaterThan(8);
  });
});

describe.each([FAULTY, CORRECTED])('%s', (workspace) => {
  it('is read whole', () => {
    const unread = reportsOf(workspace).filter(
      ({ file, limit, gaps }) =>
        file.kind === 'other' || file.incomplete !== undefined || limit !== undefined || gaps.length > 0,
    );
    expect(unread.map(({ file }) => file.path)).toEqual([]);
  });

  it('asks the editor for the findings of all its files', () => {
    const settings = JSON.parse(readFileSync(join(samples, workspace, '.vscode/settings.json'), 'utf8')) as unknown;
    expect(settings).toEqual({ 'encryptionLens.diagnostics.scope': 'workspace' });
  });
});
