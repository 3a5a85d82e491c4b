// What the extension costs a window.
import { eventually } from '../workbench.mjs';

/** The list of running extensions in a window that has templates. The time is told, not judged: it holds whatever else starts then. */
export async function walkActivation({ workbench, step }) {
  await step('VS Code lists the extension as activated, and says how long that took', async () => {
    const rows = await runningExtensions(workbench, (shown) => shown.some(isOurs));
    const ms = /Activation: (\d+)ms/.exec(rows.find(isOurs) ?? '')?.[1];
    if (ms === undefined) throw new Error('it does not say how long');
    console.log(`activated in ${ms} ms`);
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
