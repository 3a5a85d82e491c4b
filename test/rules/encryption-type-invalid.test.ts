import { CUSTOMER, ID, disk, jsonDisk, jsonSet, set } from './disk-cases.js';
import { bicep, json, rule } from './rule-cases.js';

rule('encryption-type-invalid', {
  finds: {
    'a slip in the type of a disk': [
      bicep`${set(CUSTOMER)} ${disk("type: ▸'EncryptionAtRestWithCustomerKeys'◂, diskEncryptionSetId: encryptionSet.id")}`,
      {
        severity: 'error',
        certainty: 'definite',
        message: /'EncryptionAtRestWithCustomerKeys' is no encryption type of a disk/,
      },
    ],
    'a type of sets on a disk': bicep`${disk("type: ▸'ConfidentialVmEncryptedWithCustomerKey'◂")}`,
    'a type of disks on a set': bicep`${set('X').replace("'X'", "▸'EncryptionAtRestWithPlatformKey'◂")}`,
    'in JSON, on a snapshot': json`{
      "type": "Microsoft.Compute/snapshots", "apiVersion": "2024-03-02", "name": "s", "location": "westeurope",
      "properties": { "creationData": { "createOption": "Copy" }, "encryption": { "type": ▸"CustomerKey"◂ } }
    }`,
    'in JSON, on a set': json`${jsonSet('X').replace('"X"', '▸"Double"◂')}`,
    'from a variable in JSON': {
      'main.json':
        json`${jsonDisk(`"type": "[variables('kind')]"`)}`['main.json']?.replace(
          '"resources"',
          '"variables": { "kind": ▸"AtRest"◂ }, "resources"',
        ) ?? '',
    },
    'from the caller of a module': {
      'main.bicep': "module data 'disk.bicep' = { params: { type: ▸'CMK'◂ } }",
      'disk.bicep': `param type string ${'\n'} ${disk('type: type')}`,
    },
  },
  silent: {
    'another letter case': bicep`${disk("type: 'ENCRYPTIONATRESTWITHPLATFORMKEY'")}`,
    'a type that is not known': bicep`
      param type string
      ${disk('type: type')}`,
    'the platform key for a set in the one version that lists it': bicep`${set('EncryptionAtRestWithPlatformKey').replace('2024-03-02', '2020-05-01')}`,
    'valid types in JSON': json`${jsonSet(CUSTOMER)}, ${jsonDisk(`"type": "${CUSTOMER}", ${ID}`)}`,
  },
  fixes: {
    'offers the nearest word first': {
      before: bicep`${set('EncryptionAtRestWithCustomerKy')}`,
      after: bicep`${set(CUSTOMER)}`,
      title: 'Change the encryption type to EncryptionAtRestWithCustomerKey',
    },
  },
});
