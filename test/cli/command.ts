/** Runs the command line as users do: the bundled command, in a process of its own, in a folder with files. */
import { buildSync } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
// As deep below the root as the built command is: it reads the version from package.json.
const bundle = join(root, `test-results/cli-${process.env['VITEST_POOL_ID'] ?? '0'}/cli.js`);
let isBuilt = false;

/** The path of the bundled command. */
export function builtCommand(): string {
  if (isBuilt) return bundle;
  buildSync({
    absWorkingDir: root,
    entryPoints: ['server/src/cli.ts'],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    mainFields: ['module', 'main'],
    logLevel: 'error',
  });
  isBuilt = true;
  return bundle;
}

export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Folder {
  readonly path: string;
  readonly run: (...args: string[]) => Outcome;
  readonly runIn: (environment: Readonly<Record<string, string>>, ...args: string[]) => Outcome;
  /** Runs a command with `--format json`. */
  readonly json: (command: string, ...args: string[]) => Outcome & { readonly answer: Answer };
  readonly read: (path: string) => string;
  readonly bytes: (path: string) => Buffer;
  readonly write: (path: string, content: string | Buffer) => void;
}

/** What of the answer of `check --format json` the tests look at. */
export interface Answer {
  readonly schemaVersion: number;
  readonly tool: { readonly name: string; readonly version: string };
  readonly files: readonly { path: string; kind: string; status: string; reason?: string }[];
  readonly findings: readonly {
    readonly rule: string;
    readonly severity: string;
    readonly path: string;
    readonly range: { readonly start: { line: number; character: number }; readonly end: object };
    readonly related: readonly { readonly path: string }[];
  }[];
}

/** A new folder with these files, gone when the test is over. */
export function folder(files: Readonly<Record<string, string | Buffer>> = {}): Folder {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'encryption-lens-')));
  onTestFinished(() => {
    rmSync(path, { recursive: true, force: true });
  });
  const write = (name: string, content: string | Buffer): void => {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), content);
  };
  for (const [name, content] of Object.entries(files)) write(name, content);
  const runIn = (environment: Readonly<Record<string, string>>, ...args: string[]): Outcome => {
    const { NO_COLOR: _no, FORCE_COLOR: _force, ...env } = process.env;
    return spawnSync(process.execPath, [builtCommand(), ...args], {
      cwd: path,
      encoding: 'utf8',
      env: { ...env, ...environment },
      maxBuffer: 64 * 1024 * 1024,
    });
  };
  const run = (...args: string[]): Outcome => runIn({}, ...args);
  return {
    path,
    run,
    runIn,
    write,
    json: (command, ...args) => {
      const outcome = run(command, '--format', 'json', ...args);
      return { ...outcome, answer: JSON.parse(outcome.stdout) as Answer };
    },
    read: (name) => readFileSync(join(path, name), 'utf8'),
    bytes: (name) => readFileSync(join(path, name)),
  };
}

/** A disk that Azure refuses, in Bicep: one error, without a fix. */
export const refusedDisk = `resource disk 'Microsoft.Compute/disks@2024-03-02' = {
  name: 'data'
  location: 'westeurope'
  properties: {
    creationData: { createOption: 'Empty' }
    diskSizeGB: 10
    encryption: {
      type: 'EncryptionAtRestWithPlatformKey'
      diskEncryptionSetId: resourceId('Microsoft.Compute/diskEncryptionSets', 'des')
    }
  }
}
`;

/** One warning, with a preferred fix: nothing is switched off. */
export const idleSuppression = `// encryption-lens-disable-next-line ade-retiring -- it was here
param size string
`;

export const quietTemplate = 'param size string\n';

/** An ARM template around a list of resources. */
export function armTemplate(resources: readonly object[] = []): string {
  const template = {
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
    contentVersion: '1.0.0.0',
    resources,
  };
  return `${JSON.stringify(template, undefined, 2)}\n`;
}

/** The disk above, in JSON. */
export const refusedArmDisk = {
  type: 'Microsoft.Compute/disks',
  apiVersion: '2024-03-02',
  name: 'data',
  location: 'westeurope',
  properties: {
    creationData: { createOption: 'Empty' },
    diskSizeGB: 10,
    encryption: {
      type: 'EncryptionAtRestWithPlatformKey',
      diskEncryptionSetId: "[resourceId('Microsoft.Compute/diskEncryptionSets', 'des')]",
    },
  },
};
