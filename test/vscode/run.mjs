// Runs the suite inside a real VS Code: `node test/vscode/run.mjs --kind desktop|web [--results FILE] [--verbose]`.
// `desktop`: the extension host of Node, as on a desktop; `web`: the web worker, as on vscode.dev. Expects a built dist/.
// Writes { passed, failed, skipped, failures, unavailable? } as JSON; `unavailable` says why nothing could be run.
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { browserArguments, findBrowser } from './browser/find-browser.mjs';
import { bundleSuite } from './bundle-suite.mjs';
import { installHost, Unavailable } from './host/install.mjs';
import { pageAddress, remote, startServer } from './host/server.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../..');
/** The start of VS Code is the longest that there is nothing to hear; a single test gives up after a minute. */
const silenceMs = 2 * 60_000;
const testMark = 'ENCRYPTION-LENS-TEST';
const resultsMark = 'ENCRYPTION-LENS-RESULTS';

const { values: options } = parseArgs({
  options: {
    kind: { type: 'string', default: 'desktop' },
    results: { type: 'string' },
    verbose: { type: 'boolean', default: false },
  },
});

const results = await runSuite(options.kind).catch((error) => {
  if (error instanceof Unavailable)
    return { passed: 0, failed: 0, skipped: 1, failures: [], unavailable: error.message };
  return { passed: 0, failed: 1, skipped: 0, failures: [{ title: 'the suite runs', message: error.stack }] };
});
for (const { title, message } of results.failures) console.error(`FAILED ${title}\n${message}\n`);
if (results.unavailable !== undefined) console.error(`SKIPPED: ${results.unavailable}`);
console.log(`${results.passed} passed, ${results.failed} failed, ${results.skipped} skipped`);
if (options.results !== undefined) await writeFile(options.results, JSON.stringify(results));
process.exit(results.failed > 0 ? 1 : 0);

async function runSuite(kind) {
  const log = (line) => console.log(`VS Code: ${line}`);
  const work = join(root, 'test-results', `vscode-${kind}`);
  await rm(work, { recursive: true, force: true });
  await mkdir(work, { recursive: true });
  const workspace = join(work, 'workspace');
  await cp(join(here, 'workspace'), workspace, { recursive: true });
  const suite = join(work, 'suite', 'index.js');
  await bundleSuite(suite);

  const host = await installHost(log);
  const executablePath = await findBrowser(host.node, log);
  const server = await startServer(host, {
    dataDirectory: join(work, 'data'),
    extraArguments: ['--enable-smoke-test-driver'],
    // With a server at hand VS Code runs there what can run there; `extensionDevelopmentKind` in the payload does not change that.
    settings: kind === 'web' ? { 'remote.extensionKind': { 'encryption-lens.encryption-lens': ['web'] } } : {},
    ...(options.verbose ? { log: (text) => process.stderr.write(text) } : {}),
  });
  const browser = await chromium.launch({ executablePath, args: browserArguments });
  try {
    const payload = [
      ['extensionDevelopmentPath', remote(server.port, root)],
      ['extensionTestsPath', remote(server.port, suite)],
      ['skipWelcome', 'true'],
    ];
    const results = await readResults(await browser.newPage(), pageAddress(server, { folder: workspace, payload }));
    const wanted = kind === 'web' ? 'web worker' : 'node';
    if (results.host !== wanted) throw new Error(`the suite was to run in ${wanted}, but ran in ${results.host}`);
    return results;
  } finally {
    await browser.close();
    await server.stop();
  }
}

/** Opens the page and listens until the suite has said how it ended. */
async function readResults(page, address) {
  let results;
  const recent = [];
  const ended = new Promise((resolve, reject) => {
    const giveUp = () =>
      reject(new Error(`nothing heard for ${silenceMs / 1000} s; the log says last:\n${recent.join('\n')}`));
    let timer = setTimeout(giveUp, silenceMs);
    page.on('crash', () => reject(new Error('the page crashed')));
    page.exposeFunction('codeAutomationLog', (type, values) => {
      const text = values.map(String).join(' ');
      if (options.verbose) console.error(`[${type}] ${text}`);
      recent.push(text.slice(0, 300));
      if (recent.length > 30) recent.shift();
      const test = markedJson(text, testMark);
      if (test !== undefined) {
        clearTimeout(timer);
        timer = setTimeout(giveUp, silenceMs);
        console.log(test.failed === undefined ? `passed ${test.title} (${test.ms} ms)` : `FAILED ${test.title}`);
      }
      results = markedJson(text, resultsMark) ?? results;
    });
    page.exposeFunction('codeAutomationExit', (status) => {
      clearTimeout(timer);
      resolve(status);
    });
  });
  await page.goto(address);
  const status = await ended;
  if (results === undefined) throw new Error(`the suite ended with ${status} and no results:\n${recent.join('\n')}`);
  return results;
}

/** What the suite wrote behind a mark; the log may put something around it. */
function markedJson(text, mark) {
  const at = text.indexOf(mark);
  return at < 0 ? undefined : JSON.parse(text.slice(text.indexOf('{', at), text.lastIndexOf('}') + 1));
}
