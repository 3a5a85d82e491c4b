// What a person sees: the packaged extension, installed into a real VS Code on the sample workspace, by mouse and keyboard, once in each
// kind of extension host.
// `node test/vscode/page/run.mjs [--kind desktop|web] [--vsix FILE] [--screenshots FOLDER] [--results FILE] [--verbose]`. Screenshots go to
// test-results unless told otherwise; `--screenshots images/screenshots` writes those of the README, of the desktop kind.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { Unavailable } from '../host/install.mjs';
import { walkAccessibility } from './walk/accessibility.mjs';
import { walkActivation } from './walk/activation.mjs';
import { stepCounter } from './walk/context.mjs';
import { walkHover } from './walk/hover.mjs';
import { walkKeyHierarchy } from './walk/key-hierarchy.mjs';
import { walkParameterFiles } from './walk/parameter-files.mjs';
import { walkProblems } from './walk/problems.mjs';
import { walkWalkthrough } from './walk/walkthrough.mjs';
import { walkWizard } from './walk/wizard.mjs';
import { addFileToWrite, walkWriting } from './walk/writing.mjs';
import { startVSCode, takePicture } from './window.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');

/** The walk, in this order: each part starts where the one before it ends. */
const parts = {
  problems: walkProblems,
  tree: walkKeyHierarchy,
  hover: walkHover,
  wizard: walkWizard,
  writing: walkWriting,
  parameters: walkParameterFiles,
  accessibility: walkAccessibility,
  walkthrough: walkWalkthrough,
  activation: walkActivation,
};

const { values: options } = parseArgs({
  options: {
    kind: { type: 'string', multiple: true, default: ['desktop', 'web'] },
    vsix: { type: 'string', default: join(root, 'test-results/encryption-lens.vsix') },
    screenshots: { type: 'string' },
    results: { type: 'string' },
    verbose: { type: 'boolean', default: false },
  },
});

const results = { passed: 0, failed: 0, skipped: 0, failures: [] };
for (const kind of options.kind) {
  try {
    await walk(kind);
  } catch (error) {
    if (error instanceof Unavailable)
      Object.assign(results, { skipped: results.skipped + 1, unavailable: error.message });
    else {
      results.failed += 1;
      results.failures.push({ title: `the page, ${kind} kind`, message: error.stack });
    }
  }
}
for (const { title, message } of results.failures) console.error(`FAILED ${title}\n${message}\n`);
if (results.unavailable !== undefined) console.error(`SKIPPED: ${results.unavailable}`);
console.log(`${results.passed} passed, ${results.failed} failed, ${results.skipped} skipped`);
if (options.results !== undefined) await writeFile(options.results, JSON.stringify(results));
process.exit(results.failed > 0 ? 1 : 0);

/** Walks through everything in one kind of extension host. */
async function walk(kind) {
  const vsix = resolve(options.vsix);
  if (!existsSync(vsix)) throw new Error(`${vsix} is not there: run 'npm run package -- ${options.vsix}' first`);
  const work = join(root, 'test-results', `vscode-page-${kind}`);
  await rm(work, { recursive: true, force: true });
  const folder = join(work, 'platform');
  await cp(join(root, 'samples/platform'), folder, { recursive: true });
  await addFileToWrite(folder);
  const ownPictures = join(work, 'screenshots');
  const pictures = kind === 'desktop' ? resolve(options.screenshots ?? ownPictures) : ownPictures;
  for (const one of [ownPictures, pictures]) await mkdir(one, { recursive: true });

  const step = stepCounter(kind, results);
  const vscode = await startVSCode({
    kind,
    vsix,
    dataDirectory: join(work, 'data'),
    log: (line) => console.log(`VS Code: ${line}`),
    ...(options.verbose ? { serverLog: (text) => process.stderr.write(text) } : {}),
  });
  let workbench;
  try {
    const findings = await findingsOnCommandLine(folder);
    workbench = await vscode.open({ folder, open: join(folder, 'arm/main.json'), line: 164, column: 24 });
    const context = {
      workbench,
      kind,
      folder,
      findings,
      step,
      picture: (name) => takePicture(workbench, pictures, name),
      /** One to look at, that no page shows. */
      glance: (name) => takePicture(workbench, ownPictures, name),
      paint: (theme) => vscode.paint(theme, workbench),
    };
    for (const part of Object.values(parts)) await part(context);
  } catch (error) {
    if (workbench !== undefined) await takePicture(workbench, work, 'failed');
    throw error;
  } finally {
    await vscode.close();
  }
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
