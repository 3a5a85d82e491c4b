/** What the wizard replaces may have been the only use of something. */
import { describe, expect, it } from 'vitest';
import { encryptChanges } from '../../../server/src/features/encrypt.js';
import { encrypted, offered, opened } from '../../wizard/combinations.js';
import type { Files } from '../../wizard/combinations.js';

const bicep = `param location string = resourceGroup().location

@description('Id of the set.')
param setId string

resource disk 'Microsoft.Compute/disks@2024-03-02' = {
  name: 'disk-data'
  location: location
  properties: {
    creationData: {
      createOption: 'Empty'
    }
    diskSizeGB: 128
    encryption: {
      type: 'EncryptionAtRestWithCustomerKey'
      diskEncryptionSetId: setId
    }
  }
}
`;
const json = `{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "parameters": {
    "setId": {
      "type": "string"
    },
    "location": {
      "type": "string"
    }
  },
  "resources": [
    {
      "type": "Microsoft.Compute/disks",
      "apiVersion": "2024-03-02",
      "name": "disk-data",
      "location": "[parameters('location')]",
      "properties": {
        "creationData": {
          "createOption": "Empty"
        },
        "diskSizeGB": 128,
        "encryption": {
          "type": "EncryptionAtRestWithCustomerKey",
          "diskEncryptionSetId": "[parameters('setId')]"
        }
      }
    }
  ]
}
`;
const options = { hsm: false, keySize: 3072, rotation: true, grant: 'roles', identity: 'user' } as const;

function withNewKey(files: Files, path: string): string {
  const target = offered(files, path).find(({ name }) => name === 'disk-data')?.id ?? '';
  const after = encrypted(files, path, { target, kind: 'customerKey', source: { kind: 'new', options } });
  return typeof after === 'string' ? after : after.code;
}

describe('a set id from a parameter that the wizard replaces', () => {
  it('takes the parameter with it where that was its only use', () => {
    const after = withNewKey({ 'main.bicep': bicep }, 'main.bicep');
    expect(after).toContain('diskEncryptionSetId: diskEncryptionSet.id');
    expect(after).not.toContain('setId string');
    expect(after).not.toContain('Id of the set.');
  });
  it('takes the parameter with it in JSON, too', () => {
    const after = withNewKey({ 'main.json': json }, 'main.json');
    expect(Object.keys((JSON.parse(after) as { parameters: object }).parameters)).toEqual(['location']);
  });
  it('leaves the parameter where a parameter file gives it', () => {
    const parameters = "using 'main.bicep'\nparam setId = 'id'\n";
    expect(withNewKey({ 'main.bicep': bicep, 'main.bicepparam': parameters }, 'main.bicep')).toContain(
      'param setId string',
    );
  });
  it('says so where the parameter is left', () => {
    const files = { 'main.bicep': bicep, 'main.bicepparam': "using 'main.bicep'\nparam setId = 'id'\n" };
    const target = offered(files, 'main.bicep').find(({ name }) => name === 'disk-data')?.id ?? '';
    const choice = { target, kind: 'customerKey', source: { kind: 'new', options } } as const;
    const result = encryptChanges(opened(files, 'main.bicep'), undefined, choice);
    expect('notes' in result && result.notes).toContainEqual({ code: 'parameterLeft', names: ['setId'] });
  });
  it('leaves the parameter where a caller gives it', () => {
    const caller = "module disks 'main.bicep' = {\n  name: 'disks'\n  params: {\n    setId: 'id'\n  }\n}\n";
    expect(withNewKey({ 'main.bicep': bicep, 'caller.bicep': caller }, 'main.bicep')).toContain('param setId string');
  });
});
