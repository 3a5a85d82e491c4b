// What a person sees: the packaged extension, installed into a real VS Code on the sample workspace, by mouse and keyboard.
// `node test/vscode/page/run.mjs [--vsix FILE] [--screenshots FOLDER] [--results FILE] [--verbose]`. Screenshots go to test-results unless
// told otherwise; `--screenshots images/screenshots` writes those of the README.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, loadavg } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { chromium } from 'playwright-core';
import { browserArguments, findBrowser } from '../browser/find-browser.mjs';
import { installHost, Unavailable } from '../host/install.mjs';
import { installExtension, pageAddress, startServer, writeSettings } from '../host/server.mjs';
import { eventually, Workbench } from './workbench.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');
const work = join(root, 'test-results', 'vscode-page');

/** So soon a person wants to see what is wrong with a file that was just opened. */
const longestWaitMs = 10_000;

const { values: options } = parseArgs({
  options: {
    vsix: { type: 'string', default: join(root, 'test-results/encryption-lens.vsix') },
    screenshots: { type: 'string', default: join(work, 'screenshots') },
    results: { type: 'string' },
    verbose: { type: 'boolean', default: false },
  },
});

/** Settings for a picture of the extension and not of VS Code's other parts. */
const settings = (kind) => ({
  'workbench.colorTheme': kind === 'dark' ? 'Default Dark Modern' : 'Default Light Modern',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.layoutControl.enabled': false,
  'workbench.tips.enabled': false,
  'window.commandCenter': false,
  'window.menuBarVisibility': 'hidden',
  'breadcrumbs.enabled': false,
  'editor.minimap.enabled': false,
  'editor.stickyScroll.enabled': false,
  'editor.fontSize': 13,
  // The quotes that the editor adds while one types depend on how fast its grammar follows.
  'editor.autoClosingQuotes': 'never',
  'json.schemaDownload.enable': false,
});

const results = { passed: 0, failed: 0, skipped: 0, failures: [] };
try {
  await runSteps();
} catch (error) {
  if (error instanceof Unavailable) Object.assign(results, { skipped: 1, unavailable: error.message });
  else {
    results.failed += 1;
    results.failures.push({ title: 'the page', message: error.stack });
  }
}
for (const { title, message } of results.failures) console.error(`FAILED ${title}\n${message}\n`);
if (results.unavailable !== undefined) console.error(`SKIPPED: ${results.unavailable}`);
console.log(`${results.passed} passed, ${results.failed} failed, ${results.skipped} skipped`);
if (options.results !== undefined) await writeFile(options.results, JSON.stringify(results));
process.exit(results.failed > 0 ? 1 : 0);

async function runSteps() {
  const log = (line) => console.log(`VS Code: ${line}`);
  const vsix = resolve(options.vsix);
  if (!existsSync(vsix)) throw new Error(`${vsix} is not there: run 'npm run package -- ${options.vsix}' first`);
  await rm(work, { recursive: true, force: true });
  await mkdir(work, { recursive: true });
  await mkdir(resolve(options.screenshots), { recursive: true });
  const folder = join(work, 'platform');
  await cp(join(root, 'samples/platform'), folder, { recursive: true });

  const host = await installHost(log);
  const executablePath = await findBrowser(host.node, log);
  const dataDirectory = join(work, 'data');
  await installExtension(host, dataDirectory, vsix);
  const server = await startServer(host, {
    dataDirectory,
    settings: settings('dark'),
    ...(options.verbose ? { log: (text) => process.stderr.write(text) } : {}),
  });
  const browser = await chromium.launch({ executablePath, args: browserArguments });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1.5 });
    const workbench = new Workbench(page);
    const paint = async (kind) => {
      await writeSettings(dataDirectory, settings(kind));
      await workbench.hasTheme(kind);
    };
    const address = pageAddress(server, { folder, open: join(folder, 'arm/main.json'), line: 164, column: 24 });
    await page.goto(address);
    await walk(workbench, folder, paint).catch(async (error) => {
      await page.screenshot({ path: join(work, 'failed.png') });
      throw error;
    });
  } finally {
    await browser.close();
    await server.stop();
  }
}

async function walk(workbench, folder, paint) {
  const { page } = workbench;
  const rule = 'disk-platform-key-with-des';
  const fix = 'Change the encryption type to EncryptionAtRestWithCustomerKey';
  const all = await findingsOnCommandLine(folder);
  const lists = async (wanted) => (await workbench.visibleRules()).some((shown) => shown.includes(wanted));

  await step(`a file that is opened shows what is wrong with it within ${longestWaitMs / 1000} s`, async () => {
    await workbench.shows('main.json');
    const opened = performance.now();
    await eventually('the editor shows an error', async () => (await workbench.squiggles('error')) > 0);
    const ms = Math.round(performance.now() - opened);
    console.log(`the first error was shown ${ms} ms after the file`);
    const isBusy = loadavg()[0] > 1.5 * availableParallelism();
    if (ms > longestWaitMs && !isBusy) throw new Error(`it took ${ms} ms`);
  });

  await step('the Problems view has the findings of the whole workspace, each once', async () => {
    await workbench.openProblems();
    await eventually(`there are ${all.length} problems`, async () => (await workbench.problemCount()) === all.length);
    await eventually(`${rule} is listed`, async () =>
      (await workbench.visibleRules()).some((one) => one.includes(rule)),
    );
  });

  await step('the light bulb offers the fix by keyboard, and choosing it removes the problem', async () => {
    await workbench.dismissNotifications();
    await workbench.narrowSideBar();
    await workbench.goToProblem(rule);
    await workbench.showHover(rule);
    await screenshot(page, 'problems-dark');
    await page.keyboard.press('Escape');
    const offered = await workbench.openQuickFixes(fix);
    if (!offered[0]?.includes(fix)) throw new Error(`the first entry is '${offered[0]}', of: ${offered.join('; ')}`);
    await screenshot(page, 'quick-fix-dark');
    await page.keyboard.press('Escape');

    await paint('light');
    await workbench.showHover(rule);
    await screenshot(page, 'problems-light');
    await page.keyboard.press('Escape');
    await workbench.openQuickFixes(fix);
    await screenshot(page, 'quick-fix-light');
    await page.keyboard.press('Enter');
    await eventually('the problem is gone', async () => (await workbench.problemCount()) === all.length - 1);
    await eventually('it is not listed any more', async () => !(await lists(rule)));
  });

  await step('undoing it brings the problem back, and typing changes the problems without saving', async () => {
    await page.keyboard.press('Control+KeyZ');
    await eventually('the problem is back', async () => (await workbench.problemCount()) === all.length);
    await workbench.goToProblem(rule);
    // What a person would do who reads the message: type the line anew. Deleted first, since a quote typed over a selection surrounds it.
    await page.keyboard.press('Escape');
    await page.keyboard.press('Home');
    await page.keyboard.press('Shift+End');
    await page.keyboard.press('Delete');
    await page.keyboard.type('"type": "EncryptionAtRestWithCustomerKey",');
    await eventually('the problem is gone', async () => (await workbench.problemCount()) === all.length - 1);
    const dirty = await page.locator('.tab.active.dirty').count();
    if (dirty !== 1) throw new Error('the file was saved meanwhile');
  });

  await step('the language status says how the file was read', async () => {
    const item = page.locator('.statusbar-item[id="status.languageStatus"]');
    await item.first().hover();
    const text = page.locator('.hover-language-status', { hasText: 'Encryption' });
    await text.first().waitFor({ timeout: 20_000 });
    await page.screenshot({ path: join(work, 'language-status.png') });
    const shown = await text.first().textContent();
    if (!/Encryption: \d+ findings/.test(shown ?? '')) throw new Error(`it says '${shown}'`);
  });

  await step(
    'the key hierarchy shows vaults, keys, sets, disks and machines of the file, and goes to the source',
    async () => {
      await page.keyboard.press('Escape');
      await page.locator('.activitybar a[aria-label^="Encryption Lens"]').first().click();
      const rows = page.locator('.tree-explorer-viewlet-tree-view .monaco-list-row');
      await rows.filter({ hasText: 'des-reporting' }).first().waitFor();
      await workbench.widenSideBar();
      await screenshot(page, 'key-hierarchy-light');
      await paint('dark');
      await screenshot(page, 'key-hierarchy-dark');
      await rows.filter({ hasText: 'des-reporting' }).first().click();
      await eventually('the cursor is at the set', async () =>
        (await workbench.cursorLine()).includes('diskEncryptionSets'),
      );
    },
  );

  await step('a hover explains how a machine is encrypted, layer by layer', async () => {
    await workbench.narrowSideBar();
    await workbench.goToText('"Microsoft.Compute/virtualMachines"');
    await workbench.showHover('Temp');
    await screenshot(page, 'hover-dark');
    await page.keyboard.press('Escape');
    await paint('light');
    await workbench.showHover('Temp');
    await screenshot(page, 'hover-light');
    await page.keyboard.press('Escape');
  });

  await step('the wizard is walked by keyboard to its preview', async () => {
    await workbench.runCommand('Encrypt a Machine or Disk...');
    const steps = page.locator('.quick-input-widget');
    await steps.filter({ hasText: '(1/' }).waitFor();
    await page.keyboard.type('archive');
    await page.keyboard.press('Enter');
    await steps.filter({ hasText: '(2/' }).waitFor();
    await screenshot(page, 'wizard-light');
    await page.keyboard.type('Double encryption');
    await page.keyboard.press('Enter');
    const preview = page.locator('.bulk-edit-panel');
    const hasPreview = async () => (await preview.count()) > 0 && (await preview.first().isVisible());
    // The first choice of every step is taken, as soon as the step is there: the title counts them.
    let taken = 2;
    await eventually('the preview is shown', async () => {
      if (await hasPreview()) return true;
      const [, step] = /\((\d+)\//.exec((await steps.textContent()) ?? '') ?? [];
      if (Number(step) === taken + 1) {
        await page.keyboard.press('Enter');
        taken += 1;
      }
      return false;
    });
    await preview.locator('.monaco-list-row').first().click();
    await page
      .locator('.tab', { hasText: /Refactor/i })
      .first()
      .waitFor();
    await screenshot(page, 'wizard-preview-light');
    await paint('dark');
    await screenshot(page, 'wizard-preview-dark');
  });
}

async function step(title, body) {
  const started = performance.now();
  try {
    await body();
  } catch (error) {
    // What follows rests on it.
    throw new Error(`${title}: ${error.message}`, { cause: error });
  }
  results.passed += 1;
  console.log(`passed ${title} (${Math.round(performance.now() - started)} ms)`);
}

async function screenshot(page, name) {
  await page.screenshot({
    path: join(resolve(options.screenshots), `${name}.png`),
    animations: 'disabled',
    caret: 'hide',
  });
}

/** The same analysis without an editor, to know what the editor has to show. */
async function findingsOnCommandLine(folder) {
  const cli = join(root, 'dist/server/cli.js');
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [cli, 'check', folder, '--format', 'json', '--fail-on', 'never'],
    { maxBuffer: 64 << 20 },
  );
  return JSON.parse(stdout).findings;
}
