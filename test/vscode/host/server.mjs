// Starts VS Code's server and says where its page is. Imports nothing but Node.
import { execFile, spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const startTimeoutMs = 60_000;

/** Installs a packaged extension into the data directory of a server. */
export async function installExtension({ node, serverMain }, dataDirectory, vsix) {
  await run(node, [
    serverMain,
    ...['--install-extension', vsix, '--force'],
    ...['--accept-server-license-terms', '--server-data-dir', dataDirectory],
  ]);
}

/**
 * Starts the server on 127.0.0.1; `port` 0 means any free one. Resolves when it answers, to `{ port, ended, stop }`: `ended` resolves to
 * the exit status, `stop()` ends the server and all it started. `extraArguments` are passed on as they are, `settings` hold in every window.
 */
export async function startServer(
  { node, serverMain },
  { port = 0, dataDirectory, extraArguments = [], settings = {}, log },
) {
  const actualPort = port === 0 ? await freePort() : port;
  await writeSettings(dataDirectory, settings);
  const server = spawn(
    node,
    [
      serverMain,
      ...[
        '--host',
        '127.0.0.1',
        '--port',
        `${actualPort}`,
        '--without-connection-token',
        '--accept-server-license-terms',
      ],
      ...['--server-data-dir', dataDirectory, '--telemetry-level', 'off', '--disable-workspace-trust'],
      ...extraArguments,
    ],
    // A process group of its own, so that its extension hosts end with it.
    { stdio: ['ignore', 'pipe', 'pipe'], detached: true },
  );
  let output = '';
  for (const stream of [server.stdout, server.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      output = (output + text).slice(-4_000);
      log?.(text);
    });
  }
  const ended = new Promise((resolve) => server.on('exit', (status) => resolve(status ?? 1)));
  const stop = async () => {
    if (server.exitCode === null && server.signalCode === null) process.kill(-server.pid, 'SIGTERM');
    await Promise.race([ended, delay(5_000)]);
    if (server.exitCode === null && server.signalCode === null) process.kill(-server.pid, 'SIGKILL');
    await ended;
  };

  const giveUpAt = Date.now() + startTimeoutMs;
  for (;;) {
    if (await answers(`http://127.0.0.1:${actualPort}/version`)) return { port: actualPort, ended, stop };
    const isGone = await Promise.race([ended.then(() => true), delay(200).then(() => false)]);
    if (isGone || Date.now() > giveUpAt) {
      await stop();
      throw new Error(`VS Code's server did not start on port ${actualPort}:\n${output}`);
    }
  }
}

/**
 * The address of the workbench on a folder; `open` is a file to show, with the cursor at `line` and `column` (from 1), `payload` pairs of
 * names and values for the workbench.
 */
export function pageAddress({ port }, { folder, open, line = 1, column = 1, payload = [] }) {
  const place = [
    ['openFile', `${remote(port, open ?? '')}:${line}:${column}`],
    ['gotoLineMode', 'true'],
  ];
  const pairs = open === undefined ? payload : [...payload, ...place];
  const address = new URL(`http://127.0.0.1:${port}/`);
  address.searchParams.set('folder', folder);
  if (pairs.length > 0) address.searchParams.set('payload', JSON.stringify(pairs));
  return address.toString();
}

/** A path on this machine as the workbench in the browser names it. */
export function remote(port, path) {
  return `vscode-remote://127.0.0.1:${port}${path}`;
}

/**
 * Writes the settings that hold in every window of a server, also of one that runs. Quiet and the same everywhere: no welcome page, no
 * look-ups on the network, and nothing is saved that the user has not saved, as on a desktop.
 */
export async function writeSettings(dataDirectory, more) {
  const folder = join(dataDirectory, 'data', 'Machine');
  await mkdir(folder, { recursive: true });
  const settings = {
    'workbench.startupEditor': 'none',
    'workbench.enableExperiments': false,
    'extensions.autoCheckUpdates': false,
    'extensions.ignoreRecommendations': true,
    'chat.disableAIFeatures': true,
    'git.enabled': false,
    'telemetry.telemetryLevel': 'off',
    'files.autoSave': 'off',
    ...more,
  };
  await writeFile(join(folder, 'settings.json'), JSON.stringify(settings, null, 2));
}

async function answers(address) {
  try {
    return (await fetch(address, { signal: AbortSignal.timeout(1_000) })).ok;
  } catch {
    return false;
  }
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

function delay(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}
