import { describe, expect, it } from 'vitest';
import { openTemplate } from '../../../server/src/analysis.js';
import { buildInventory } from '../../../server/src/inventory/build.js';
import { atRestOfDisk } from '../../../server/src/inventory/coverage.js';
import { Project } from '../../../server/src/workspace/project.js';

function atRest(encryption: string) {
  const text = `
param type string
resource set 'Microsoft.Compute/diskEncryptionSets@2023-10-02' existing = { name: 'des' }
resource disk 'Microsoft.Compute/disks@2023-10-02' = {
  name: 'data'
  location: 'westeurope'
  properties: { creationData: { createOption: 'Empty' }, diskSizeGB: 8, encryption: { ${encryption} } }
}`;
  const project = new Project((path) => (path === 'main.bicep' ? text : null));
  const file = project.file('main.bicep');
  if (file?.kind !== 'bicep') throw new Error('not read');
  return buildInventory(openTemplate(project, file, undefined, undefined)).disks.map((disk) => atRestOfDisk(disk).is);
}

describe('the encryption at rest of a disk whose set is not in the template', () => {
  it('is what the disk says, since Azure takes only a set of that kind', () => {
    expect(atRest("type: 'EncryptionAtRestWithPlatformAndCustomerKeys', diskEncryptionSetId: set.id")).toEqual([
      'platformAndCustomerKeys',
    ]);
    expect(atRest("type: 'EncryptionAtRestWithCustomerKey', diskEncryptionSetId: set.id")).toEqual(['customerKey']);
  });

  it('is unknown where the disk does not say it', () => {
    expect(atRest('diskEncryptionSetId: set.id')).toEqual(['unknown']);
    expect(atRest('type: type, diskEncryptionSetId: set.id')).toEqual(['unknown']);
  });
});
