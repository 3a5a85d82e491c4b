import { closeAll, show, showUntitled, theExtension, type } from './editor.js';
import { eventually, expectEqual } from './eventually.js';
import { commands } from 'vscode';

const emptyTemplate = `{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": []
}`;

// The order matters: an extension is activated once, and what it did not do can only be seen before it did it.
describe('the language server', () => {
  afterEach(closeAll);

  it('is not started for a JSON file that is no template', async () => {
    const { document } = await show('plain.json');
    const { serverState, statusOf } = await theExtension().activate();
    await commands.executeCommand('vscode.executeHoverProvider', document.uri, document.positionAt(0));
    expectEqual(serverState(), 'idle', 'the state of the server');
    expectEqual(statusOf(document).text, 'Encryption: not a template', 'the language status');
  });

  it('is started when an unsaved JSON document becomes a template', async () => {
    const { serverState, statusOf } = await theExtension().activate();
    const editor = await showUntitled('first.json', '{}');
    expectEqual(serverState(), 'idle', 'the state of the server before');
    await type(editor, emptyTemplate);
    await eventually('the server runs', () => serverState() === 'running');
    await eventually('the document is analysed', () => statusOf(editor.document).text === 'Encryption: no findings');
  });

  it('is told of a JSON document that becomes a template while it runs', async () => {
    const { statusOf } = await theExtension().activate();
    const editor = await showUntitled('second.json', '{}');
    expectEqual(statusOf(editor.document).text, 'Encryption: not a template', 'the language status before');
    await type(editor, emptyTemplate);
    await eventually('the document is analysed', () => statusOf(editor.document).text === 'Encryption: no findings');
  });

  it('says of a template that it was analysed', async () => {
    const { statusOf } = await theExtension().activate();
    const { document } = await show('azuredeploy.json');
    await eventually('the file is analysed', () => statusOf(document).text === 'Encryption: no findings');
    expectEqual(statusOf(document).detail, 'The whole file was analysed.', 'the detail of the status');
  });

  it('can be restarted, and reads the open files again', async () => {
    const { serverState, statusOf } = await theExtension().activate();
    const { document } = await show('azuredeploy.json');
    await eventually('the file is analysed', () => statusOf(document).text === 'Encryption: no findings');
    const restart = commands.executeCommand('encryptionLens.restartServer');
    await eventually('the server has left its running state', () => serverState() !== 'running');
    await restart;
    expectEqual(serverState(), 'running', 'the state of the server');
    await eventually('the file is analysed', () => statusOf(document).text === 'Encryption: no findings');
  });
});
