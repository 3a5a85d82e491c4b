import { closeAll, show, showUntitled, theExtension, type } from './editor.js';
import { eventuallyRules } from './problems.js';
import { expectEqual } from './eventually.js';
import { commands, Range, SnippetString, workspace } from 'vscode';
import type { CompletionItem, CompletionList, Position, TextDocument, TextEditor } from 'vscode';

const set = `resource encryptionSet 'Microsoft.Compute/diskEncryptionSets@2024-03-02' existing = {
  name: 'des-disks'
}
`;

const disk = (id: string): string => `${set}
resource disk 'Microsoft.Compute/disks@2024-03-02' = {
  name: 'data'
  location: 'westeurope'
  properties: {
    creationData: { createOption: 'Empty' }
    diskSizeGB: 64
    encryption: {
      diskEncryptionSetId: ${id}
    }
  }
}
`;

const template = (resources: string): string => `{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [${resources}]
}
`;

describe('completion', () => {
  before(() => theExtension().activate());
  afterEach(closeAll);

  it('offers the sets of a Bicep file that was never saved, and takes one in', async () => {
    const editor = await showUntitled('completion-set.bicep', disk(''));
    const position = endOf(editor.document, 'diskEncryptionSetId: ');
    await accept(editor, await itemAt(editor.document, position, 'encryptionSet.id'));
    expectEqual(editor.document.getText(), disk('encryptionSet.id'), 'the text');
    await eventuallyRules(editor.document.uri, []);
  });

  it('puts a snippet into a Bicep file, with the set that the file has and the parameters that it lacks', async () => {
    const editor = await showUntitled('completion-snippet.bicep', `${set}\nenc-disk`);
    const item = await itemAt(editor.document, endOf(editor.document, 'enc-disk'), 'enc-disk');
    await accept(editor, item);
    const text = editor.document.getText();
    expectEqual(text.startsWith('param location string = resourceGroup().location'), true, 'a declared parameter');
    expectEqual(text.includes('diskEncryptionSetId: encryptionSet.id'), true, 'the reference to the set');
    expectEqual(/^\t/m.test(text), false, 'tabs in a file that is indented by blanks');
    await eventuallyRules(editor.document.uri, []);
  });

  it('puts a snippet into the resources of a JSON template', async () => {
    const editor = await show('azuredeploy.json');
    await type(editor, template('\n    "enc-vault"\n  '));
    const position = endOf(editor.document, '"enc-vault');
    await accept(editor, await itemAt(editor.document, position, 'enc-vault'));
    const written = JSON.parse(editor.document.getText()) as { parameters: object; resources: { type: string }[] };
    expectEqual(
      written.resources.map((one) => one.type),
      ['Microsoft.KeyVault/vaults'],
      'the resources',
    );
    expectEqual(Object.keys(written.parameters), ['location'], 'the parameters');
  });

  it('offers nothing of ours in a JSON file that is no template', async () => {
    const editor = await show('plain.json');
    await type(editor, '{ "resources": [ "enc" ] }');
    const items = await itemsAt(editor.document, endOf(editor.document, '"enc'));
    expectEqual(items.filter(({ label }) => labelOf(label).startsWith('enc-')).length, 0, 'snippets');
  });

  it('is off where the setting says so, and on again with it', async () => {
    const configuration = workspace.getConfiguration('encryptionLens');
    const editor = await showUntitled('completion-off.bicep', disk(''));
    const position = endOf(editor.document, 'diskEncryptionSetId: ');
    await itemAt(editor.document, position, 'encryptionSet.id');
    await configuration.update('completion.enable', false);
    try {
      await untilItems(editor.document, position, (labels) => !labels.includes('encryptionSet.id'));
    } finally {
      await configuration.update('completion.enable', undefined);
    }
    await itemAt(editor.document, position, 'encryptionSet.id');
  });
});

function endOf(document: TextDocument, text: string): Position {
  return document.positionAt(document.getText().indexOf(text) + text.length);
}

async function itemsAt(document: TextDocument, position: Position): Promise<CompletionItem[]> {
  const list = await commands.executeCommand<CompletionList>(
    'vscode.executeCompletionItemProvider',
    document.uri,
    position,
  );
  return list.items;
}

/** Asks until the labels are as they should be: the document may be on its way to the server. */
async function untilItems(
  document: TextDocument,
  position: Position,
  isGood: (labels: readonly string[]) => boolean,
): Promise<CompletionItem[]> {
  const giveUpAt = Date.now() + 30_000;
  for (;;) {
    const items = await itemsAt(document, position);
    const labels = items.map(({ label }) => labelOf(label));
    if (isGood(labels)) return items;
    if (Date.now() > giveUpAt) throw new Error(`timed out; offered are ${labels.slice(0, 20).join(', ')}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function itemAt(document: TextDocument, position: Position, label: string): Promise<CompletionItem> {
  const items = await untilItems(document, position, (labels) => labels.includes(label));
  const found = items.filter((item) => labelOf(item.label) === label);
  const [item] = found;
  if (item === undefined || found.length > 1) throw new Error(`${String(found.length)} items ${label}`);
  return item;
}

/** Does what the editor does with an item that is chosen. */
async function accept(editor: TextEditor, item: CompletionItem): Promise<void> {
  const { insertText = '', range, additionalTextEdits = [] } = item;
  const replaced = range instanceof Range ? range : range?.replacing;
  if (replaced === undefined) throw new Error('an item without a range');
  const snippet = typeof insertText === 'string' ? new SnippetString(escaped(insertText)) : insertText;
  await editor.insertSnippet(snippet, replaced);
  // They lie in front of what was put in, so that their places are still the same.
  for (const edit of [...additionalTextEdits].reverse()) {
    await editor.edit((builder) => {
      builder.replace(edit.range, edit.newText);
    });
  }
}

function escaped(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

function labelOf(label: CompletionItem['label']): string {
  return typeof label === 'string' ? label : label.label;
}
