// Runs the server under a client that is none of ours and knows only pushed diagnostics: Neovim, from the PATH or from the
// system's packages. `node test/other-client/run.mjs [--results FILE]`. Expects a built dist/.
// Writes { passed, failed, skipped, failures, unavailable? } as JSON; `unavailable` says why nothing could be run.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const here = dirname(fileURLToPath(import.meta.url));
const server = join(here, '../../dist/server/main.js');
/** Tests in suite.lua. */
const testCount = 3;

const { values: options } = parseArgs({ options: { results: { type: 'string' } } });

const results = runSuite();
for (const { title, message } of results.failures) console.error(`FAILED ${title}\n${message}\n`);
if (results.unavailable !== undefined) console.error(`SKIPPED: ${results.unavailable}`);
console.log(`${results.passed} passed, ${results.failed} failed, ${results.skipped} skipped`);
if (options.results !== undefined) writeFileSync(options.results, JSON.stringify(results));
process.exit(results.failed > 0 ? 1 : 0);

function runSuite() {
  if (!existsSync(server)) return broken('dist/server/main.js is missing: run `npm run build` first');
  if (!hasNeovim() && !installNeovim())
    return {
      ...{ passed: 0, failed: 0, skipped: testCount, failures: [] },
      unavailable: `Neovim is not on the PATH and cannot be installed here; ${testCount} tests were not run`,
    };
  const work = mkdtempSync(join(tmpdir(), 'encryption-lens-neovim-'));
  const report = join(work, 'results.json');
  const folder = join(work, 'workspace');
  mkdirSync(folder);
  writeFileSync(join(folder, 'disk.bicep'), readFileSync(join(here, 'disk.bicep')));
  const { status, stderr } = spawnSync('nvim', ['--headless', '--clean', '-n', '-S', join(here, 'suite.lua')], {
    env: {
      ...process.env,
      ...{ XDG_STATE_HOME: work, XDG_CACHE_HOME: work, XDG_DATA_HOME: work },
      ...{ LENS_NODE: process.execPath, LENS_SERVER: server, LENS_FOLDER: folder, LENS_RESULTS: report },
    },
    encoding: 'utf8',
    timeout: 120_000,
  });
  const found = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : undefined;
  rmSync(work, { recursive: true, force: true });
  if (found === undefined) return broken(`Neovim ended with ${status} and no results\n${stderr}`);
  // An empty table of Lua is neither list nor object.
  return { ...found, failures: Array.isArray(found.failures) ? found.failures : [] };
}

function broken(message) {
  return { passed: 0, failed: 1, skipped: 0, failures: [{ title: 'the suite runs', message }] };
}

function hasNeovim() {
  return spawnSync('nvim', ['--version'], { stdio: 'ignore' }).status === 0;
}

/** Where there are Debian's packages and the right to install them; anywhere else a contributor decides. */
function installNeovim() {
  if (process.getuid?.() !== 0) return false;
  const install = () =>
    spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'neovim'], { stdio: 'ignore' });
  if (install().status === 0) return hasNeovim();
  if (spawnSync('apt-get', ['update'], { stdio: 'ignore' }).status !== 0) return false;
  return install().status === 0 && hasNeovim();
}
