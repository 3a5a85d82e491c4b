// `npm test`: everything that must hold. Every stage is counted; the last line is "N passed, N failed[, N skipped]".
// A stage that cannot run here, because something is missing that is no part of the project, counts as skipped and says why.
//   npm test -- --only lint,unit    only these stages
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { installPackages, requireNode20, root, run } from './install-packages.mjs';

requireNode20();
const { values: options } = parseArgs({ options: { only: { type: 'string' } } });
installPackages();

const reports = join(root, 'test-results');
mkdirSync(reports, { recursive: true });
const node = process.execPath;
const bin = (name) => join(root, 'node_modules', ...name.split('/'));

/** The stages in their order: `run` returns `{ passed, failed, skipped }`, and `unavailable` with a reason where it could not run. */
const stages = {
  format: () => command([bin('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.']),
  lint: () => command([bin('eslint/bin/eslint.js'), '--max-warnings', '0', '.']),
  typecheck: () => command([bin('typescript/bin/tsc'), '-b']),
  // Builds dist/ as it ships; all that follows tests that.
  package: () => command(['scripts/package.mjs', join(reports, 'encryption-lens.vsix')]),
  unit: vitest,
  'VS Code, desktop kind': () => suite(['test/vscode/run.mjs', '--kind', 'desktop']),
  'VS Code, web kind': () => suite(['test/vscode/run.mjs', '--kind', 'web']),
  'the page': () => suite(['test/vscode/page/run.mjs']),
  ...(existsSync(join(root, 'test/other-client/run.mjs'))
    ? { 'another client': () => suite(['test/other-client/run.mjs']) }
    : {}),
};

const wanted = options.only?.split(',');
const total = { passed: 0, failed: 0, skipped: 0 };
const lines = [];
for (const [name, runStage] of Object.entries(stages)) {
  if (wanted !== undefined && !wanted.some((prefix) => name.startsWith(prefix))) continue;
  console.log(`\n=== ${name}`);
  const started = performance.now();
  const result = runStage();
  for (const key of Object.keys(total)) total[key] += result[key];
  const seconds = Math.round((performance.now() - started) / 1000);
  lines.push(`${result.failed > 0 ? 'FAILED ' : '       '}${name}: ${counts(result)} (${seconds} s)`);
  if (result.unavailable !== undefined) lines.push(`SKIPPED ${name}: ${result.unavailable}`);
}

console.log(`\n${lines.join('\n')}\n`);
const line = counts(total);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
console.log(line);

function counts({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** A stage that is one yes or no. */
function command(args) {
  const isFine = run(node, args) === 0;
  return { passed: isFine ? 1 : 0, failed: isFine ? 0 : 1, skipped: 0 };
}

function vitest() {
  const report = freshReport('unit.json');
  const status = run(node, [
    ...[bin('vitest/vitest.mjs'), 'run', '--reporter=default', '--reporter=json'],
    `--outputFile.json=${report}`,
  ]);
  const results = readReport(report);
  if (results === undefined) return { passed: 0, failed: 1, skipped: 0 };
  const failed = results.numFailedTests;
  return {
    passed: results.numPassedTests,
    // A file that cannot be loaded has no tests, and an error outside of tests fails none: neither may go unseen.
    failed: failed === 0 && status !== 0 ? Math.max(1, results.numFailedTestSuites) : failed,
    skipped: results.numPendingTests + results.numTodoTests,
  };
}

/** A suite with a runner of its own, which writes what it counted. */
function suite(args) {
  const report = freshReport('suite.json');
  const status = run(node, [...args, '--results', report]);
  const results = readReport(report);
  if (results === undefined) return { passed: 0, failed: 1, skipped: 0 };
  return { ...results, failed: results.failed === 0 && status !== 0 ? 1 : results.failed };
}

/** A report of an earlier run must not be taken for one of this run. */
function freshReport(name) {
  const file = join(reports, name);
  rmSync(file, { force: true });
  return file;
}

function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}
