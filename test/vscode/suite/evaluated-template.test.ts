import { closeAll, show, theExtension } from './editor.js';
import { eventually, expectEqual } from './eventually.js';
import { commands, window, workspace, WorkspaceEdit, Range } from 'vscode';
import type { TextDocument } from 'vscode';

const SCHEME = 'encryption-lens-evaluated';

describe('who wants to see what a template deploys', () => {
  before(() => theExtension().activate());
  afterEach(closeAll);

  for (const name of ['machine.bicep', 'machine.json']) {
    it(`sees the resources of ${name} after evaluation, beside it and as it is being edited`, async () => {
      const { document } = await show(name);
      await commands.executeCommand('encryptionLens.showEvaluatedTemplate');
      const shown = await eventually('the evaluated template is shown', () =>
        evaluatedDocuments().find((one) => one.getText().includes('"name": "vm"')),
      );
      expectEqual(shown.languageId, 'jsonc', 'the language of the evaluated template');
      const at = document.getText().search(/(?<=["'])vm(?=["'])/);
      const edit = new WorkspaceEdit();
      edit.replace(document.uri, new Range(document.positionAt(at), document.positionAt(at + 2)), 'renamed');
      await workspace.applyEdit(edit);
      await eventually('it follows the edit', () => shown.getText().includes('"name": "renamed"'));
    });
  }
});

/** Those that are visible: a document outlives its editor for a while. */
function evaluatedDocuments(): TextDocument[] {
  return window.visibleTextEditors.map(({ document }) => document).filter(({ uri }) => uri.scheme === SCHEME);
}
