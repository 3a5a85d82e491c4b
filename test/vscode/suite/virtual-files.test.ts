import { closeAll, fileInWorkspace, readFile, show, statusOf, theExtension } from './editor.js';
import { eventually } from './eventually.js';
import { MemoryFiles } from './memory-files.js';
import { eventuallyRules } from './problems.js';
import { Uri, window, workspace } from 'vscode';

describe('files of a virtual workspace', () => {
  before(() => theExtension().activate());
  afterEach(closeAll);

  it('are analysed with their modules, which only VS Code can read', async () => {
    const { document: onDisk } = await show('caller.bicep');
    await eventuallyRules(onDisk.uri, ['encryption-type-invalid']);
    const texts = {
      '/platform/main.bicep': await readFile(fileInWorkspace('caller.bicep')),
      '/platform/modules/disk.bicep': await readFile(fileInWorkspace('modules/disk.bicep')),
    };
    const files = MemoryFiles.register('platform-in-memory', texts);
    try {
      const uri = Uri.from({ scheme: 'platform-in-memory', path: '/platform/main.bicep' });
      const document = await workspace.openTextDocument(uri);
      await window.showTextDocument(document, { preview: false });
      await eventuallyRules(uri, ['encryption-type-invalid']);
      await eventually('the status says so', () => statusOf(document) === 'Encryption: 1 finding');
      // Those of the disk stay what they were.
      await eventuallyRules(onDisk.uri, ['encryption-type-invalid']);
    } finally {
      await closeAll();
      files.dispose();
    }
  });
});
