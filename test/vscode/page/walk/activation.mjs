// What the extension costs a window.
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
