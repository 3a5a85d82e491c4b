/** The Bicep CLI on the same files: its snapshot against our prediction, its linter against our check. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';
import type { MessageConnection } from 'vscode-jsonrpc/node';
import { predictTemplate } from '../../server/src/analysis.js';
import { Project } from '../../server/src/workspace/project.js';
import { check } from './benchmarks.js';
import { bicepTemplate } from './generated-templates.js';
import type { GeneratedFile } from './generated-templates.js';
import { median } from './measure.js';
import { milliseconds, ratio } from './table.js';
import type { Table } from './table.js';

const place = {
  tenantId: '00000000-0000-0000-0000-000000000001',
  subscriptionId: '00000000-0000-0000-0000-000000000002',
  resourceGroup: 'group',
  location: 'westeurope',
};

/** Modules of the large template; each is a file of its own of about 1,300 lines. */
const MODULES = 10;

/** Median milliseconds of wall-clock time, after some runs that count for nothing. */
async function timeOf(work: () => unknown, runs: number): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < 2 * runs; run++) {
    const before = performance.now();
    await work();
    times.push(performance.now() - before);
  }
  return median(times.slice(runs));
}

function expandFiles(files: ReadonlyMap<string, string>): unknown {
  const project = new Project((path) => files.get(path) ?? null);
  const source = project.file('main.bicep');
  return source?.kind === 'bicep' ? predictTemplate(project, source, 'main.bicepparam', place) : undefined;
}

/** A template of 13,000 lines: a file that deploys modules, each in a file of its own. */
function largeTemplate(): GeneratedFile[] {
  const module = bicepTemplate(50).text;
  const calls = Array.from({ length: MODULES }, (_, index) => {
    const name = `stamp${String(index)}`;
    return `module ${name} '${name}.bicep' = {\n  name: '${name}'\n  params: {\n    adminKey: adminKey\n  }\n}\n`;
  });
  const modules = calls.map((_, index) => ({ path: `stamp${String(index)}.bicep`, text: module }));
  return [{ path: 'main.bicep', text: `param adminKey string\n\n${calls.join('\n')}` }, ...modules];
}

function write(directory: string, files: Iterable<GeneratedFile>): void {
  mkdirSync(directory, { recursive: true });
  for (const { path, text } of files) writeFileSync(join(directory, path), text);
}

/** `bicep` and `cli`: the paths of the Bicep CLI and of our own command, built. */
export async function bicepTable(bicep: string, cli: string): Promise<Table> {
  const directory = mkdtempSync(join(tmpdir(), 'encryption-lens-bench-'));
  try {
    const rows = [...(await rowsOfServer(bicep, directory)), ...(await lintRows(bicep, cli, join(directory, 'check')))];
    return {
      title: 'Against the Bicep CLI',
      note: 'Wall-clock time on the same files. `expand` is computed from the texts each time, nothing kept; the CLI answers `getSnapshot` in one process that stays. `check` is measured in both ways: as commands, `check` against `bicep lint`, each a process of its own with start-up and cold code; and in processes that stay, against `compile`, which lints as well. Target: 20 times as fast.',
      head: ['work', 'Bicep CLI', 'ours', 'times as fast'],
      rows,
    };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** What the CLI answers in a process that stays, against the same in this one. */
async function rowsOfServer(bicep: string, directory: string): Promise<string[][]> {
  const child = spawn(bicep, ['jsonrpc', '--stdio'], { stdio: ['pipe', 'pipe', 'ignore'] });
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  connection.listen();
  try {
    return [
      await snapshotRow(connection, join(directory, 'expand-10'), 10),
      await snapshotRow(connection, join(directory, 'expand-100'), 100),
      await compileRow(connection, join(directory, 'compile')),
    ];
  } finally {
    connection.dispose();
    child.kill();
  }
}

async function snapshotRow(connection: MessageConnection, folder: string, resources: number): Promise<string[]> {
  const files = new Map([
    ['main.bicep', bicepTemplate(resources).text],
    ['main.bicepparam', "using 'main.bicep'\n\nparam adminKey = 'key'\n"],
  ]);
  write(
    folder,
    [...files].map(([path, text]) => ({ path, text })),
  );
  const path = join(folder, 'main.bicepparam');
  const ask = (): unknown =>
    connection.sendRequest('bicep/getSnapshot', { path, metadata: place, externalInputs: null });
  const theirs = await timeOf(ask, 5);
  // As warm as a process that stays: the engine has seen the code some hundred times.
  const ours = await timeOf(() => expandFiles(files), 100);
  return rowOf(`expand, ${String(resources)} resources`, theirs, ours);
}

async function compileRow(connection: MessageConnection, folder: string): Promise<string[]> {
  const files = largeTemplate();
  write(folder, files);
  const theirs = await timeOf(() => connection.sendRequest('bicep/compile', { path: join(folder, 'main.bicep') }), 3);
  const ours = await timeOf(() => check(files), 10);
  return rowOf(`check, ${sizeOf(files)}, processes that stay`, theirs, ours);
}

function sizeOf(files: readonly GeneratedFile[]): string {
  const lines = files.reduce((sum, { text }) => sum + text.split('\n').length, 0);
  return `${lines.toLocaleString('en')} lines in ${String(files.length)} files`;
}

async function lintRows(bicep: string, cli: string, directory: string): Promise<string[][]> {
  const files = largeTemplate();
  write(directory, files);
  const run = (command: string, args: readonly string[]): void => {
    const { error } = spawnSync(command, args, { cwd: directory, stdio: 'ignore' });
    if (error !== undefined) throw error;
  };
  const theirs = await timeOf(() => {
    run(bicep, ['lint', 'main.bicep']);
  }, 2);
  const ours = await timeOf(() => {
    run(process.execPath, [cli, 'check', 'main.bicep', '--format', 'json']);
  }, 2);
  return [rowOf(`check, ${sizeOf(files)}, as commands`, theirs, ours)];
}

function rowOf(title: string, theirs: number, ours: number): string[] {
  return [title, milliseconds(theirs), milliseconds(ours), ratio(theirs / ours)];
}
