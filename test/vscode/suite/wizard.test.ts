import { closeAll, show, theExtension } from './editor.js';
import { eventually, expectEqual } from './eventually.js';
import { eventuallyRules } from './problems.js';
import { commands, Range, window } from 'vscode';
import type { CodeAction, TextDocument } from 'vscode';

const customerKey = 'EncryptionAtRestWithCustomerKey';

describe('the wizard', () => {
  before(() => theExtension().activate());
  afterEach(async () => {
    await commands.executeCommand('workbench.action.closeQuickOpen');
    await closeAll();
  });

  for (const name of ['disk.bicep', 'disk.json']) {
    it(`encrypts the disk of ${name} with a new key, in one step to undo, and leaves no finding`, async () => {
      const { document } = await show(name);
      await eventuallyRules(document.uri, ['encryption-type-invalid']);
      const before = document.getText();
      const done = commands.executeCommand('encryptionLens.encrypt');
      await choose(1, 'data');
      await choose(2, 'Customer-managed key');
      await choose(3, 'New vault, key and disk encryption set');
      await choose(4, 'RSA, 3072 bits');
      await choose(5, 'Rotate it automatically');
      await choose(6, 'Azure roles');
      await choose(7, 'User-assigned');
      await applyPreview(document, before);
      await done;
      for (const part of [customerKey, 'Microsoft.KeyVault/vaults/keys', 'Microsoft.Authorization/roleAssignments']) {
        if (!document.getText().includes(part)) throw new Error(`there is no ${part}:\n${document.getText()}`);
      }
      await eventuallyRules(document.uri, []);
      await undoOnce(document);
      expectEqual(document.getText(), before, 'the text after one step back');
    });
  }

  it('goes back to the step before, with what was chosen there', async () => {
    await show('disk.bicep');
    void commands.executeCommand('encryptionLens.encrypt');
    await choose(1, 'data');
    await choose(2, 'Double encryption');
    await at(3);
    await commands.executeCommand('workbench.action.quickInputBack');
    expectEqual((await at(2)).active, 'Double encryption', 'what is chosen');
    await commands.executeCommand('workbench.action.quickInputBack');
    expectEqual((await at(1)).active, 'data', 'what is chosen');
  });

  it('says why a choice is not possible, and stays', async () => {
    await show('disk.bicep');
    void commands.executeCommand('encryptionLens.encrypt');
    await choose(1, 'data');
    await choose(2, 'Encryption at host');
    const { placeholder } = await eventually('the reason is shown', () => {
      const step = theExtension().exports.wizardStep();
      return step?.placeholder.startsWith('Encryption at host belongs to a machine') === true && step;
    });
    expectEqual((await at(2)).placeholder, placeholder, 'the reason');
  });

  it('starts from the light bulb at the disk where the cursor is', async () => {
    const { document } = await show('disk.bicep');
    await eventuallyRules(document.uri, ['encryption-type-invalid']);
    const place = new Range(2, 10, 2, 10);
    const actions = await commands.executeCommand<CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      place,
      'refactor',
    );
    const action = actions.find(({ title }) => title === 'Encrypt this machine or disk...');
    if (action?.command === undefined) throw new Error(`offered: ${actions.map(({ title }) => title).join(', ')}`);
    void commands.executeCommand(action.command.command, ...(action.command.arguments as unknown[]));
    expectEqual((await at(2)).title, 'Encrypt data', 'the title');
  });
});

/** The step once it is shown. */
function at(step: number) {
  const { wizardStep } = theExtension().exports;
  return eventually(
    `step ${step} is shown`,
    () => {
      const shown = wizardStep();
      return shown?.step === step && (shown.labels.length === 0 || shown.active !== undefined) && shown;
    },
    () => JSON.stringify(wizardStep()),
  );
}

/** Goes down the list to an entry, by keyboard, and chooses it. */
async function choose(step: number, label: string): Promise<void> {
  const { wizardStep } = theExtension().exports;
  const { labels } = await at(step);
  if (!labels.includes(label)) throw new Error(`'${label}' is not among ${labels.join(', ')}`);
  for (let moves = 0; moves <= labels.length && wizardStep()?.active !== label; moves++) {
    const active = wizardStep()?.active;
    await commands.executeCommand('workbench.action.quickOpenSelectNext');
    if (labels.length > 1) await eventually('the next entry is active', () => wizardStep()?.active !== active);
  }
  expectEqual(wizardStep()?.active, label, 'the active entry');
  await commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
}

/** Undoes one step. The comparison of the preview may come to the front late, and would take the command: then it is given again. */
async function undoOnce(document: TextDocument): Promise<void> {
  const { version } = document;
  await eventually('something is undone', async () => {
    await window.showTextDocument(document, { preview: false });
    if (document.version === version) await commands.executeCommand('undo');
    return document.version !== version;
  });
}

/** Applies the preview of the refactoring, in which all is ticked. */
async function applyPreview(document: TextDocument, before: string): Promise<void> {
  const tabs = window.tabGroups.all.flatMap((group) => group.tabs).length;
  // Choosing the file in the preview opens a comparison: only then is the list there.
  await eventually('the preview is shown', async () => {
    try {
      for (const key of ['refactorPreview.focus', 'list.focusFirst', 'list.select']) await commands.executeCommand(key);
    } catch {
      // The list is still empty.
      return false;
    }
    return window.tabGroups.all.flatMap((group) => group.tabs).length > tabs;
  });
  await commands.executeCommand('refactorPreview.apply');
  await eventually('the preview is applied', () => document.getText() !== before);
}
