// Finds a Chromium for playwright: the machine's own, else one from npm, else one from apt.
import { execFile } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { installInCache, Unavailable } from '../host/install.mjs';

const run = promisify(execFile);
const here = dirname(fileURLToPath(import.meta.url));
const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** What the page needs of a browser on a machine without a display, and nothing that calls home. */
export const browserArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The path of a Chromium that starts. `node24` unpacks the one from npm. Throws `Unavailable`, with what was tried, if there is none. */
export async function findBrowser(node24, log) {
  const tried = [];
  const attempts = [
    ['CHROMIUM_EXECUTABLE', () => process.env.CHROMIUM_EXECUTABLE],
    ...names.map((name) => [name, () => name]),
    ['@sparticuz/chromium', () => fromNpm(node24, log)],
    ['apt-get install chromium', () => fromApt(log)],
  ];
  for (const [name, find] of attempts) {
    try {
      const path = await find();
      if (path === undefined) continue;
      await run(path, ['--version', '--no-sandbox']);
      return await absolute(path);
    } catch (error) {
      tried.push(`${name}: ${`${error.stderr || error.message}`.trim().split('\n')[0]}`);
    }
  }
  throw new Unavailable(`no Chromium starts here (${tried.join('; ')})`);
}

async function absolute(path) {
  if (path.includes('/')) return path;
  return (await run('sh', ['-c', 'command -v "$0"', path])).stdout.trim();
}

async function fromNpm(node24, log) {
  if (process.platform !== 'linux') return undefined;
  const directory = await installInCache(here, log);
  const script =
    "import('@sparticuz/chromium').then((m) => m.default.executablePath()).then((path) => console.log(path))";
  const { stdout } = await run(node24, ['--input-type=module', '-e', script], { cwd: directory });
  return stdout.trim();
}

async function fromApt(log) {
  if (process.platform !== 'linux' || process.getuid() !== 0) return undefined;
  log('installing chromium with apt-get');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-qq'], { env });
  await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], { env, maxBuffer: 64 << 20 });
  return 'chromium';
}
