import { closeAll, fileInWorkspace, readFile, replace, show, showUntitled, theExtension } from './editor.js';
import { expectEqual } from './eventually.js';
import { diagnosticsOf, eventuallyRules } from './problems.js';
import { commands, Range, workspace } from 'vscode';
import type { CodeAction, TextDocument } from 'vscode';

const misspelled = 'EncryptionAtRestWithPlatformKeys';
const correct = 'EncryptionAtRestWithPlatformKey';
const fixAll = 'source.fixAll.encryptionLens';

describe('the quick fixes', () => {
  before(() => theExtension().activate());
  afterEach(closeAll);

  for (const name of ['disk.bicep', 'disk.json']) {
    it(`of ${name} mend what they are for, and nothing else`, async () => {
      const { document } = await show(name);
      await eventuallyRules(document.uri, ['encryption-type-invalid']);
      const before = document.getText();
      const fix = titled(await actionsAtProblem(document), `Change the encryption type to ${correct}`);
      expectEqual(fix.isPreferred, true, 'whether the fix is the preferred one');
      await apply(fix);
      await eventuallyRules(document.uri, []);
      expectEqual(document.getText(), before.replace(misspelled, correct), 'the text');
    });
  }

  it('switch a rule off for a line, which undo switches on again', async () => {
    const { document } = await show('disk.bicep');
    await eventuallyRules(document.uri, ['encryption-type-invalid']);
    await apply(titled(await actionsAtProblem(document), 'Disable encryption-type-invalid for this line'));
    await eventuallyRules(document.uri, []);
    expectEqual(
      document.lineAt(11).text,
      '      // encryption-lens-disable-next-line encryption-type-invalid',
      'the line above',
    );
    await commands.executeCommand('undo');
    await eventuallyRules(document.uri, ['encryption-type-invalid']);
  });

  it('make an encryptionlens.json that switches a rule off where JSON has no comments', async () => {
    const configuration = fileInWorkspace('encryptionlens.json');
    const { document } = await show('disk.json');
    await eventuallyRules(document.uri, ['encryption-type-invalid']);
    try {
      await apply(titled(await actionsAtProblem(document), 'Disable encryption-type-invalid in encryptionlens.json'));
      await eventuallyRules(document.uri, []);
    } finally {
      await workspace.fs.delete(configuration);
    }
    await closeAll();
    await show('disk.json');
    await eventuallyRules(document.uri, ['encryption-type-invalid']);
  });

  it('are all applied at once, those that are the one obvious answer', async () => {
    const { document } = await show('two-mistakes.bicep');
    await eventuallyRules(document.uri, ['encryption-type-invalid', 'host-encryption-off']);
    const everywhere = new Range(0, 0, document.lineCount, 0);
    const actions = await commands.executeCommand<CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      everywhere,
      fixAll,
      1,
    );
    expectEqual(
      actions.map(({ kind }) => kind?.value),
      [fixAll],
      'the kinds of the actions',
    );
    for (const action of actions) await apply(action);
    await eventuallyRules(document.uri, ['host-encryption-off']);
  });

  it('are all applied on save if the settings ask for it', async () => {
    const text = await readFile(fileInWorkspace('disk.bicep'));
    const uri = fileInWorkspace('fixed-on-save.bicep');
    await workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    const settings = workspace.getConfiguration('editor');
    await settings.update('codeActionsOnSave', { [fixAll]: 'explicit' }, false);
    try {
      const editor = await show('fixed-on-save.bicep');
      await eventuallyRules(uri, ['encryption-type-invalid']);
      await replace(editor, 'data', 'changed');
      await editor.document.save();
      expectEqual(editor.document.getText(), text.replace('data', 'changed').replace(misspelled, correct), 'the text');
    } finally {
      await settings.update('codeActionsOnSave', undefined, false);
      await closeAll();
      await workspace.fs.delete(uri);
    }
  });

  it('are none in a JSON document that is no template', async () => {
    const { document } = await showUntitled('no-template.json', '{ "encryption": { "type": "Magic" } }');
    const actions = await commands.executeCommand<CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      new Range(0, 0, 0, 30),
    );
    expectEqual(
      actions.filter(({ title }) => title.includes('encryption')),
      [],
      'the actions',
    );
  });
});

/** What the light bulb offers where the first problem of the document is. */
async function actionsAtProblem(document: TextDocument): Promise<CodeAction[]> {
  const [diagnostic] = diagnosticsOf(document.uri);
  if (diagnostic === undefined) throw new Error('there is no problem');
  return commands.executeCommand<CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    diagnostic.range,
    'quickfix',
  );
}

function titled(actions: readonly CodeAction[], title: string): CodeAction {
  const [found, ...others] = actions.filter((action) => action.title === title);
  if (found === undefined || others.length > 0) {
    throw new Error(`'${title}' is to be offered once, among [${actions.map((action) => action.title).join('; ')}]`);
  }
  return found;
}

/** What VS Code does when an action is chosen. */
async function apply({ title, edit }: CodeAction): Promise<void> {
  if (edit === undefined) throw new Error(`'${title}' has no edit`);
  if (!(await workspace.applyEdit(edit))) throw new Error(`the edit of '${title}' was refused`);
}
