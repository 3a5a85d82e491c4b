import { describe, expect, it } from 'vitest';
import { CUSTOMER, ID, disk, jsonDisk, jsonSet, set } from './disk-cases.js';
import { bicep, findingsIn, json, rule } from './rule-cases.js';
import type { Files } from './rule-cases.js';

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

describe('a fix of an encryption type', () => {
  const titles = (files: Files): string[] =>
    findingsIn(files).flatMap(({ fixes }) =>
      fixes.map(({ title }) => title.replace('Change the encryption type to ', '')),
    );
  const named = 'diskEncryptionSetId: encryptionSet.id';

  it('offers the words only that the disks of a set go with', () => {
    const files = bicep`
      ${set('EncryptionAtRestWithCustomerKy')}
      ${disk(`type: '${CUSTOMER}', ${named}`)}`;
    expect(titles(files)).toEqual([CUSTOMER]);
  });

  it('offers the words only that the set of a disk goes with', () => {
    const files = bicep`
      ${set(CUSTOMER)}
      ${disk(`type: 'Customer', ${named}`)}`;
    expect(titles(files)).toEqual([CUSTOMER]);
  });

  it('offers the platform key where no set is named', () => {
    expect(titles(bicep`${disk("type: 'Platform'")}`)).toEqual(['EncryptionAtRestWithPlatformKey']);
  });

  it('is not offered where the set is of another type in another environment', () => {
    const files = bicep`
      param isProduction bool
      ${set(CUSTOMER).replace(`'${CUSTOMER}'`, `isProduction ? 'EncryptionAtRestWithPlatformAndCustomerKeys' : '${CUSTOMER}'`)}
      ${disk(`type: '${CUSTOMER}', ${named}`)}`;
    expect(findingsIn(files).map(({ rule: id }) => id)).toEqual(['disk-des-type-mismatch']);
    expect(titles(files)).toEqual([]);
  });
});
