// `npm run test:electron`: the same suite in a desktop VS Code, for contributors who have one.
// VSCODE_EXECUTABLE names it; without, @vscode/test-electron downloads one (VSCODE_VERSION, `stable` otherwise), which needs the network.
import { runTests } from '@vscode/test-electron';
import { cp, mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleSuite } from './bundle-suite.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../..');
const work = join(root, 'test-results', 'vscode-electron');

await rm(work, { recursive: true, force: true });
await mkdir(work, { recursive: true });
await cp(join(here, 'workspace'), join(work, 'workspace'), { recursive: true });
const suite = join(work, 'suite', 'index.js');
await bundleSuite(suite);

process.exitCode = await runTests({
  ...(process.env.VSCODE_EXECUTABLE === undefined
    ? { version: process.env.VSCODE_VERSION ?? 'stable' }
    : { vscodeExecutablePath: process.env.VSCODE_EXECUTABLE }),
  extensionDevelopmentPath: root,
  extensionTestsPath: suite,
  launchArgs: [join(work, 'workspace'), '--disable-extensions', '--disable-workspace-trust'],
});
