// Makes node_modules agree with package-lock.json, so that `npm start` and `npm test` work in a fresh clone.
// Imports nothing but Node.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the project. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Ends the process with a sentence if this Node is too old to go on. */
export function requireNode20() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 20)) return;
  console.error(`Node 20.20 or later is needed; this is ${process.version}.`);
  process.exit(1);
}

/** Runs `npm ci` if node_modules is missing, or holds other versions than the lock file names. */
export function installPackages() {
  const reason = whyStale();
  if (reason === undefined) return;
  console.log(`npm ci: ${reason}`);
  const npm = run('npm', ['ci', '--no-audit', '--no-fund']);
  if (npm !== 0) process.exit(npm);
}

/** Runs a command in the root of the project, its output to the terminal; returns the exit status. */
export function run(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
    ...options,
  });
  if (error !== undefined) console.error(error.message);
  return status ?? 1;
}

function whyStale() {
  const wanted = packagesIn(join(root, 'package-lock.json'));
  const present = packagesIn(join(root, 'node_modules/.package-lock.json'));
  if (present === undefined) return 'node_modules is missing';
  for (const [path, { version, optional }] of Object.entries(wanted)) {
    if (path === '' || (optional && present[path] === undefined)) continue;
    if (present[path]?.version !== version) return `${path} is not the version of package-lock.json`;
  }
  return undefined;
}

function packagesIn(lockFile) {
  try {
    return JSON.parse(readFileSync(lockFile, 'utf8')).packages;
  } catch {
    return undefined;
  }
}
