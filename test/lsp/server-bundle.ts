/** The server as one file, built from the source once for each test file that needs it. */
import { build } from 'esbuild';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll } from 'vitest';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

/** Builds the server before the tests of a file; the returned function gives its path. */
export function builtServer(): () => string {
  let folder = '';
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'encryption-lens-server-'));
    await build({
      absWorkingDir: root,
      entryPoints: ['server/src/main.ts'],
      outfile: join(folder, 'main.js'),
      bundle: true,
      platform: 'node',
      target: 'node20',
      format: 'cjs',
      mainFields: ['module', 'main'],
      logLevel: 'error',
    });
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return () => join(folder, 'main.js');
}
