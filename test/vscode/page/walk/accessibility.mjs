// What axe says of the parts of the window that show something of ours. VS Code draws them, so whatever it says of VS Code's own parts of
// the same kind is not about us.
import axe from 'axe-core';
import { expectPart } from './context.mjs';

export async function walkAccessibility({ workbench, step, paint, glance }) {
  const { page } = workbench;

  for (const theme of ['light', 'dark', 'high-contrast']) {
    // The grey of what stands behind a name, below it and above a group is VS Code's; that it can be read is promised in high contrast.
    const greyParts = ['.label-description', '.quick-input-list-label-meta', '.quick-input-list-separator'];
    const grey = theme === 'high-contrast' ? [] : greyParts;
    await step(`axe finds nothing in the tree that it does not find in the Explorer, ${theme}`, async () => {
      await paint(theme);
      await page.keyboard.press('Control+Shift+KeyE');
      await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
      const known = await violations(page, '.sidebar .composite', grey);
      await workbench.focusTree();
      expectNoOther(await violations(page, '.sidebar .composite', grey), known);
      await glance(`accessibility-${theme}`);
    });

    await step(`axe finds nothing in the wizard that it does not find in the command palette, ${theme}`, async () => {
      await workbench.focusEditor();
      await page.keyboard.press('F1');
      await workbench.quickInput.locator('.monaco-list-row').first().waitFor();
      const known = await violations(page, '.quick-input-widget', grey);
      await page.keyboard.press('Escape');
      await workbench.runCommand('Encrypt a Machine or Disk...');
      await workbench.eventuallyWizardStep(1, 'Encrypt');
      expectNoOther(await violations(page, '.quick-input-widget', grey), known);
      await page.keyboard.press('Escape');
    });
  }

  await step('the wizard, the lenses and the status say in words what they show', async () => {
    await workbench.openFile('arm/main.json');
    await workbench.runCommand('Encrypt a Machine or Disk...');
    await workbench.eventuallyWizardStep(1, 'Encrypt');
    const labels = await workbench.quickInput
      .locator('.monaco-list-row')
      .evaluateAll((rows) => rows.map((row) => row.getAttribute('aria-label')));
    expectPart(
      labels.join('; '),
      'vm-reporting-files, virtual machine, customer key, encryption at host off',
      'the list',
    );
    await page.keyboard.type('archive');
    await page.keyboard.press('Enter');
    await workbench.eventuallyWizardStep(2, 'Encrypt vm-reporting-files-archive');
    const kinds = await workbench.quickInput
      .locator('.monaco-list-row')
      .evaluateAll((rows) => rows.map((row) => row.getAttribute('aria-label')));
    expectPart(
      kinds.join('; '),
      'Encryption at host, not possible, Encryption at host belongs to a machine.',
      'the list',
    );
    await page.keyboard.press('Escape');
  });
}

/**
 * Not asked for: that what is heard holds what is seen, word for word. A line of the tree shows by icons what each name is the name of, and
 * says it in words between the names.
 */
const rules = { 'label-content-name-mismatch': { enabled: false } };

/** The rules that a part of the page breaks, with the elements that break them. */
async function violations(page, part, leftOut = []) {
  if (!(await page.evaluate("typeof axe !== 'undefined'"))) await page.evaluate(axe.source);
  return page.evaluate(
    async ([context, options]) => {
      const { violations: found } = await globalThis.axe.run(context, options);
      return found.map(({ id, nodes }) => ({ id, places: nodes.map(({ html }) => html.slice(0, 200)) }));
    },
    [
      { include: [part], exclude: leftOut },
      { resultTypes: ['violations'], rules },
    ],
  );
}

function expectNoOther(found, known) {
  const others = found.filter(({ id }) => !known.some((one) => one.id === id));
  if (others.length > 0) throw new Error(JSON.stringify(others, undefined, 2));
}
