// What the extension costs a window that has nothing for it, and one that has.
import { eventually } from '../workbench.mjs';
import { isBusy } from './problems.mjs';

/** VS Code calls an extension slow that takes noticeably longer. */
const longestActivationMs = 150;

/** The list of running extensions in a window that has templates. */
export async function walkActivation({ workbench, step }) {
  await step(`VS Code says that the extension was activated in less than ${longestActivationMs} ms`, async () => {
    const [ours] = await runningExtensions(workbench, (rows) => rows.some(isOurs)).then((rows) => rows.filter(isOurs));
    const ms = Number(/Activation: (\d+)ms/.exec(ours ?? '')?.[1]);
    console.log(`activated in ${ms} ms`);
    if (!(ms < longestActivationMs) && !isBusy()) throw new Error(`it says '${ours}'`);
  });
}

/** The same list in a window whose folder has no template. */
export async function walkWithoutTemplates({ workbench, step }) {
  await step('the extension is not activated in a folder without templates', async () => {
    await workbench.shows('notes.md');
    // Markdown's own extension comes with the same event as ours would.
    const rows = await runningExtensions(
      workbench,
      (all) => all.filter((row) => row.includes('Activation: ')).length > 3,
    );
    if (rows.some(isOurs)) throw new Error(`it runs: ${rows.filter(isOurs)}`);
  });
}

async function runningExtensions(workbench, isComplete) {
  // What is not on the screen is not on the page either.
  await workbench.page.setViewportSize({ width: 1280, height: 2400 });
  await workbench.runCommand('Developer: Show Running Extensions');
  const rows = workbench.page.locator('.runtime-extensions-editor .monaco-list-row');
  return eventually('the running extensions are listed', async () => {
    const texts = await rows.allTextContents();
    return isComplete(texts) && texts;
  });
}

function isOurs(row) {
  return row.includes('Encryption Lens');
}
