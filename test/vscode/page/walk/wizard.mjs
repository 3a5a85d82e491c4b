// The wizard "Encrypt a Machine or Disk...", from its command to what is written, by keyboard alone.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { eventually } from '../workbench.mjs';
import { expectPart } from './context.mjs';

/** What is typed into the first two steps, and the type of the set that comes of it. */
const files = [
  {
    path: 'arm/main.json',
    target: 'archive',
    kind: 'Double encryption',
    type: 'EncryptionAtRestWithPlatformAndCustomerKeys',
    pictures: true,
  },
  {
    path: 'bicep/modules/app-server.bicep',
    target: 'vm-orders-app',
    kind: 'Customer-managed key',
    type: 'EncryptionAtRestWithCustomerKey',
  },
];

export async function walkWizard(walk) {
  for (const file of files) await walkThrough(walk, file);
}

async function walkThrough(
  { workbench, folder, step, picture, paint },
  { path, target, kind, type, pictures = false },
) {
  const { page } = workbench;
  const onDisk = () => readFile(join(folder, path), 'utf8');

  await step(
    `the wizard is walked by keyboard in ${path}, and what it shows is written as one step to undo`,
    async () => {
      await workbench.openFile(path);
      const before = await onDisk();
      await workbench.runCommand('Encrypt a Machine or Disk...');
      await workbench.eventuallyWizardStep(1, 'Encrypt a Machine or Disk');
      await page.keyboard.type(target);
      await page.keyboard.press('Enter');
      await workbench.eventuallyWizardStep(2, 'Encrypt');
      if (pictures) await picture('wizard-light');
      await page.keyboard.type(kind);
      await page.keyboard.press('Enter');
      await takeFirstChoices(workbench, 3);
      if (pictures) await showDifferences(workbench, picture, paint);

      await applyPreview(workbench);
      await workbench.focusEditor();
      await workbench.save();
      const written = await onDisk();
      for (const part of [type, 'Microsoft.KeyVault/vaults/keys', 'Microsoft.Authorization/roleAssignments']) {
        expectPart(written, part, 'what was written');
      }
      await workbench.focusEditor();
      await page.keyboard.press('Control+KeyZ');
      await workbench.save();
      if ((await onDisk()) !== before) throw new Error('one undo does not bring the text back');
      await workbench.dismissNotifications();
    },
  );
}

/** Takes the first choice of every step, as soon as the step is there, until the preview is. */
async function takeFirstChoices(workbench, from) {
  const preview = workbench.page.locator('.bulk-edit-panel .monaco-list-row');
  let next = from;
  await eventually('the preview is shown', async () => {
    if ((await preview.count()) > 0) return true;
    if ((await workbench.wizardStep()) === next) {
      await workbench.page.keyboard.press('Enter');
      next += 1;
    }
    return false;
  });
}

/** Applies the preview by its key. VS Code takes the key only some time after the preview has the focus, so it is pressed until then. */
async function applyPreview(workbench) {
  const { page } = workbench;
  const preview = page.locator('.bulk-edit-panel');
  const isGone = async () => (await preview.locator('.monaco-list-row').count()) === 0;
  await workbench.runCommand('Focus on Refactor Preview View');
  await eventually('the preview has the focus', () => workbench.hasFocus(preview));
  await eventually('the preview is gone', async () => {
    if (await isGone()) return true;
    if (await workbench.hasFocus(preview)) await page.keyboard.press('Control+Enter');
    return eventually('it goes', isGone, 2000).catch(() => false);
  });
}

/** Opens the comparison of the first change, as one does to read it. */
async function showDifferences(workbench, picture, paint) {
  const { page } = workbench;
  await page.locator('.bulk-edit-panel .monaco-list-row').nth(1).click();
  await page
    .locator('.tab', { hasText: /Refactor/i })
    .first()
    .waitFor();
  for (const theme of ['light', 'dark']) {
    await paint(theme);
    await picture(`wizard-preview-${theme}`);
  }
}
