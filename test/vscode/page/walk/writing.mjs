// Writing a template: a snippet, a completion, and the way from a reference to what it names.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { eventually } from '../workbench.mjs';
import { expectPart } from './context.mjs';

const file = 'bicep/disk.bicep';

/** The file that is written in; it belongs to the folder from the start, so that nobody waits for it. */
const text = `resource encryptionSet 'Microsoft.Compute/diskEncryptionSets@2024-03-02' existing = {
  name: 'des-disks'
}

resource disk 'Microsoft.Compute/disks@2024-03-02' = {
  name: 'data'
  location: 'westeurope'
  properties: {
    creationData: { createOption: 'Empty' }
    diskSizeGB: 64
    encryption: {
      diskEncryptionSetId: encryptionSet.id
    }
  }
}
`;

export async function addFileToWrite(folder) {
  await writeFile(join(folder, file), text);
}

export async function walkWriting({ workbench, folder, step }) {
  const { page } = workbench;
  const onDisk = () => readFile(join(folder, file), 'utf8');

  await step('a snippet is offered where a resource can be written, and typed into', async () => {
    await workbench.openFile(file);
    await page.keyboard.press('Control+End');
    await page.keyboard.type('enc-vault', { delay: 30 });
    await workbench.acceptSuggestion('enc-vault');
    await page.keyboard.press('Escape');
    await workbench.save();
    expectPart(await onDisk(), "'Microsoft.KeyVault/vaults@", 'the file');
    await eventually('undone', async () => {
      await page.keyboard.press('Control+KeyZ');
      await workbench.save();
      return (await onDisk()) === text;
    });
  });

  await step('the id of a disk encryption set is completed', async () => {
    await workbench.goToText('encryptionSet.id');
    await page.keyboard.press('Delete');
    await page.keyboard.press('Control+Space');
    await workbench.acceptSuggestion('encryptionSet.id');
    await workbench.save();
    if ((await onDisk()) !== text) throw new Error(`the file is now: ${await onDisk()}`);
  });

  await step('one gets from a reference to what it names, in Bicep and in JSON', async () => {
    await workbench.goToText('diskEncryptionSetId: encryptionSet');
    await page.keyboard.press('F12');
    await eventually('the cursor is at the set', async () => (await workbench.cursorLine()).startsWith('resource'));
    await workbench.openFile('arm/main.json');
    await workbench.goToText('"diskEncryptionSetId": "[resourceId');
    await page.keyboard.press('F12');
    await eventually('the cursor is at the set', async () =>
      (await workbench.cursorLine()).includes('"Microsoft.Compute/diskEncryptionSets"'),
    );
  });
}
