// `npm start`: builds the extension and opens VS Code with it, on the sample workspace.
// A desktop VS Code (`code` on the PATH) is taken if there is one, else VS Code in a browser tab. Imports nothing but Node until the packages are there.
//   --browser   VS Code in a browser tab even if there is a desktop one
//   --port N    the port of that tab, 8123 otherwise
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { installPackages, requireNode20, root, run } from './install-packages.mjs';

requireNode20();
const { values: options, positionals } = parseArgs({
  options: { browser: { type: 'boolean' }, port: { type: 'string', default: '8123' } },
  allowPositionals: true,
});
installPackages();

const folder = resolve(positionals[0] ?? sampleWorkspace());
const faulty = faultyFile();

if (!options.browser && hasDesktop()) {
  stopUnlessZero(run(process.execPath, ['scripts/build.mjs']));
  console.log(`Opening VS Code on ${folder}`);
  const place = faulty === undefined ? [] : ['--goto', `${faulty.file}:${faulty.line}`];
  process.exit(run('code', [`--extensionDevelopmentPath=${root}`, '--new-window', folder, ...place]));
}

const vsix = join(root, 'test-results', 'start.vsix');
stopUnlessZero(run(process.execPath, ['scripts/package.mjs', vsix]));

const { installHost, Unavailable } = await import('../test/vscode/host/install.mjs');
const { installExtension, pageAddress, startServer } = await import('../test/vscode/host/server.mjs');
try {
  const host = await installHost((line) => console.log(line));
  const dataDirectory = join(root, 'test-results', 'start-data');
  mkdirSync(dataDirectory, { recursive: true });
  await installExtension(host, dataDirectory, vsix);
  const server = await startServer(host, { port: Number(options.port), dataDirectory });
  const address = pageAddress(server, { folder, ...(faulty && { open: faulty.file, line: faulty.line }) });
  console.log(`\nVS Code with Encryption Lens is ready. Open\n\n  ${address}\n\nCtrl+C ends it.`);
  const end = () => server.stop().then(() => process.exit(0));
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
  process.exitCode = await server.ended;
} catch (error) {
  if (!(error instanceof Unavailable)) throw error;
  console.error(`There is no 'code' on the PATH, and VS Code in a browser tab is not to be had: ${error.message}`);
  process.exitCode = 1;
}

function sampleWorkspace() {
  const samples = join(root, 'samples', 'platform');
  return existsSync(samples) ? samples : join(root, 'test', 'vscode', 'workspace');
}

/** A template of the folder, and in the sample the line (from 1) of one of its mistakes: what to look at first. */
function faultyFile() {
  const file = ['arm/main.json', 'main.bicep', 'azuredeploy.json']
    .map((name) => join(folder, name))
    .find((path) => existsSync(path));
  if (file === undefined) return undefined;
  const lines = readFileSync(file, 'utf8').split('\n');
  return { file, line: lines.findIndex((line) => line.includes('EncryptionAtRestWithPlatformKey')) + 1 || 1 };
}

function hasDesktop() {
  return spawnSync('code', ['--version'], { shell: process.platform === 'win32' }).status === 0;
}

function stopUnlessZero(status) {
  if (status !== 0) process.exit(status);
}
