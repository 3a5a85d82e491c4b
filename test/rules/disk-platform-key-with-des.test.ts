import { CUSTOMER, ID, disk, jsonDisk, jsonSet, set } from './disk-cases.js';
import { bicep, json, rule } from './rule-cases.js';

const PLATFORM = 'EncryptionAtRestWithPlatformKey';

rule('disk-platform-key-with-des', {
  finds: {
    'a platform key with a set of the template': [
      bicep`${set(CUSTOMER)} ${disk(`type: ▸'${PLATFORM}'◂, diskEncryptionSetId: encryptionSet.id`)}`,
      { severity: 'error', certainty: 'definite' },
    ],
    'a set that exists already': bicep`
      resource encryptionSet 'Microsoft.Compute/diskEncryptionSets@2024-03-02' existing = { name: 'des' }
      ${disk(`type: ▸'${PLATFORM}'◂, diskEncryptionSetId: encryptionSet.id`)}`,
    'in JSON': json`${jsonSet(CUSTOMER)}, ${jsonDisk(`"type": ▸"${PLATFORM}"◂, ${ID}`)}`,
    'the pair that a condition leads to': [
      bicep`
      param customerKey bool
      ${set(CUSTOMER)} ${disk(`type: ▸'${PLATFORM}'◂, diskEncryptionSetId: customerKey ? encryptionSet.id : null`)}`,
      { severity: 'warning', certainty: 'possible', message: /^If 'customerKey' is true/ },
    ],
    'a module that is told to use a platform key': {
      'main.bicep': `${set(CUSTOMER)}
        module data 'disk.bicep' = { params: { setId: encryptionSet.id, type: ▸'${PLATFORM}'◂ } }`,
      'disk.bicep': `
        param setId string
        param type string
        ${disk('type: type, diskEncryptionSetId: setId')}`,
    },
  },
  silent: {
    'a platform key alone': bicep`${disk(`type: '${PLATFORM}'`)}`,
    'the id is null': bicep`${disk(`type: '${PLATFORM}', diskEncryptionSetId: null`)}`,
    'the id is a parameter that may be empty': bicep`
      param setId string
      ${disk(`type: '${PLATFORM}', diskEncryptionSetId: setId`)}`,
    'type and set follow the same condition': bicep`
      param customerKey bool
      ${set(CUSTOMER)}
      ${disk(`type: customerKey ? '${CUSTOMER}' : '${PLATFORM}', diskEncryptionSetId: customerKey ? encryptionSet.id : null`)}`,
  },
  fixes: {
    'takes the type of the set': {
      before: bicep`${set(CUSTOMER)} ${disk(`type: '${PLATFORM}', diskEncryptionSetId: encryptionSet.id`)}`,
      after: bicep`${set(CUSTOMER)} ${disk(`type: '${CUSTOMER}', diskEncryptionSetId: encryptionSet.id`)}`,
    },
    'in JSON': {
      before: json`${jsonSet(CUSTOMER)}, ${jsonDisk(`"type": "${PLATFORM}", ${ID}`)}`,
      after: json`${jsonSet(CUSTOMER)}, ${jsonDisk(`"type": "${CUSTOMER}", ${ID}`)}`,
    },
  },
});
