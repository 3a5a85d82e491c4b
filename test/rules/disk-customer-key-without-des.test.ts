import { CUSTOMER, DOUBLE, disk, jsonDisk, jsonSet, set } from './disk-cases.js';
import { bicep, json, rule } from './rule-cases.js';

rule('disk-customer-key-without-des', {
  finds: {
    'a customer key without a set': [
      bicep`${disk(`type: '${CUSTOMER}'`).replace('encryption:', '▸encryption◂:')}`,
      { severity: 'error' },
    ],
    'both keys without a set': bicep`${disk(`type: '${DOUBLE}'`).replace('encryption:', '▸encryption◂:')}`,
    'the id is null': bicep`${disk(`type: '${CUSTOMER}', diskEncryptionSetId: ▸null◂`)}`,
    'in JSON': json`${jsonDisk(`"type": "${CUSTOMER}"`).replace('"encryption"', '"▸encryption◂"')}`,
    'where a parameter leaves the set out': [
      bicep`
      param own bool
      ${set(CUSTOMER)} ${disk(`type: '${CUSTOMER}', diskEncryptionSetId: own ? encryptionSet.id : ▸null◂`)}`,
      { severity: 'warning', message: /^If 'own' is false/ },
    ],
  },
  silent: {
    'with a set': bicep`${set(CUSTOMER)} ${disk(`type: '${CUSTOMER}', diskEncryptionSetId: encryptionSet.id`)}`,
    'the id is a parameter': bicep`
      param setId string
      ${disk(`type: '${CUSTOMER}', diskEncryptionSetId: setId`)}`,
    'a platform key': bicep`${disk("type: 'EncryptionAtRestWithPlatformKey'")}`,
    'no encryption block at all': json`{ "type": "Microsoft.Compute/disks", "apiVersion": "2024-03-02", "name": "d", "location": "westeurope", "properties": {} }`,
  },
  fixes: {
    'names the only set of that type': {
      before: bicep`${set(CUSTOMER)} ${disk(`type: '${CUSTOMER}'`)}`,
      after: bicep`${set(CUSTOMER)} ${disk(`type: '${CUSTOMER}', diskEncryptionSetId: encryptionSet.id`)}`,
      title: "Use the disk encryption set 'des'",
    },
    'in JSON': {
      before: json`${jsonSet(CUSTOMER)}, ${jsonDisk(`"type": "${CUSTOMER}"`)}`,
      after: json`${jsonSet(CUSTOMER)}, ${jsonDisk(`"type": "${CUSTOMER}", "diskEncryptionSetId": "[resourceId('Microsoft.Compute/diskEncryptionSets', 'des')]"`)}`,
    },
  },
});
