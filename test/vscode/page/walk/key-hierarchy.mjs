// The view "Key Hierarchy": read, opened up, gone from and come back to by keyboard.
import { eventually } from '../workbench.mjs';
import { expectPart } from './context.mjs';

export async function walkKeyHierarchy({ workbench, step, picture, paint }) {
  const { page, tree } = workbench;

  await step('the key hierarchy says of which file it is, and what each line is to those who hear it', async () => {
    await workbench.focusTree();
    await workbench.eventuallyInTree('des-reporting');
    await eventually("the line above the tree says 'main.json, parameters: defaults'", async () =>
      (await workbench.treeMessage()).includes('main.json, parameters: defaults'),
    );
    const labels = await workbench.treeLabels();
    const set = 'Key vault kv-reporting-weu-01, Key disks, Disk encryption set des-reporting, customer key, 4 errors';
    expectPart(labels[0], set, 'the first line');
  });

  await step('the tree opens by keyboard, and goes to the source', async () => {
    await workbench.focusTree();
    await workbench.goDownTreeTo('Virtual machine vm-reporting-files');
    await page.keyboard.press('ArrowRight');
    await workbench.eventuallyInTree('Disk vm-reporting-files-archive, data disk, customer key');
    await workbench.widenSideBar();
    for (const theme of ['light', 'dark']) {
      await paint(theme);
      await picture(`key-hierarchy-${theme}`);
    }
    await workbench.focusTree();
    await workbench.goDownTreeTo('Virtual machine vm-reporting-files');
    await page.keyboard.press('Enter');
    await eventually('the cursor is at the machine', async () =>
      (await workbench.cursorLine()).includes('Microsoft.Compute/virtualMachines'),
    );
  });

  await step('the cursor in the source reveals its line of the tree', async () => {
    await workbench.goToText("variables('serverName'), '-archive')]\",");
    await workbench.runCommand('Reveal in Key Hierarchy');
    await eventually('the disk is selected', async () =>
      (await tree.locator('.monaco-list-row.selected').getAttribute('aria-label'))?.startsWith(
        'Disk vm-reporting-files-archive',
      ),
    );
  });

  await step('the wizard starts from the menu of the tree, from the light bulb and from the lens', async () => {
    await page.keyboard.press('Shift+F10');
    await workbench.chooseInMenu('Encrypt...');
    await workbench.eventuallyWizardStep(2, 'Encrypt vm-reporting-files-archive');
    await page.keyboard.press('Escape');

    await workbench.goToText('"Microsoft.Compute/virtualMachines"');
    await workbench.openQuickFixes('Encrypt this machine or disk...');
    await page.keyboard.press('Enter');
    await workbench.eventuallyWizardStep(2, 'Encrypt vm-reporting-files');
    await page.keyboard.press('Escape');

    await page
      .locator('.codelens-decoration a:visible', { hasText: /^Encrypt/ })
      .first()
      .click();
    await workbench.eventuallyWizardStep(2, 'Encrypt vm-reporting-files');
    await page.keyboard.press('Escape');
  });
}
