import { CUSTOMER, DOUBLE, ID, disk, jsonDisk, jsonSet, set } from './disk-cases.js';
import { bicep, json, rule } from './rule-cases.js';

const ultra = (encryption: string): string => disk(encryption).replace('Premium_LRS', 'UltraSSD_LRS');

const machine = (sku: string, id: string): string => `
  resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = {
    name: 'vm'
    location: 'westeurope'
    properties: {
      securityProfile: { encryptionAtHost: true }
      storageProfile: {
        osDisk: { createOption: 'FromImage', managedDisk: { diskEncryptionSet: { id: encryptionSet.id } } }
        dataDisks: [{ lun: 0, createOption: 'Empty', diskSizeGB: 64, managedDisk: { storageAccountType: '${sku}', diskEncryptionSet: { id: ${id} } } }]
      }
    }
  }`;

rule('double-encryption-unsupported-disk', {
  finds: {
    'an Ultra disk under a double-encryption set': [
      bicep`${set(DOUBLE)} ${ultra('diskEncryptionSetId: ▸encryptionSet.id◂')}`,
      { severity: 'error', certainty: 'definite', message: /UltraSSD_LRS/ },
    ],
    'the type on the disk, the set is not known': bicep`
      param setId string
      ${ultra(`type: ▸'${DOUBLE}'◂, diskEncryptionSetId: setId`)}`,
    'a disk inside a machine': bicep`${set(DOUBLE)} ${machine('PremiumV2_LRS', '▸encryptionSet.id◂')}`,
    'in JSON': json`${jsonSet(DOUBLE)}, ${jsonDisk(ID.replace('"[resourceId', '"[▸resourceId').replace(')]"', ')◂]"')).replace('"properties"', '"sku": { "name": "PremiumV2_LRS" }, "properties"')}`,
    'a sku that may be Ultra': [
      bicep`
      @allowed(['Premium_LRS', 'UltraSSD_LRS'])
      param sku string
      ${set(DOUBLE)} ${disk('diskEncryptionSetId: ▸encryptionSet.id◂').replace("'Premium_LRS'", 'sku')}`,
      { severity: 'warning', message: /^If 'sku' is 'UltraSSD_LRS'/ },
    ],
    'the set of another module': {
      'main.bicep': `param keyUrl string
        module keys 'set.bicep' = { params: { keyUrl: keyUrl } }
        ${ultra('diskEncryptionSetId: ▸keys.outputs.id◂')}`,
      'set.bicep': `${set(DOUBLE)}
        output id string = encryptionSet.id`,
    },
  },
  silent: {
    'an Ultra disk on a customer key': bicep`${set(CUSTOMER)} ${ultra('diskEncryptionSetId: encryptionSet.id')}`,
    'a Premium SSD disk under a double-encryption set': bicep`${set(DOUBLE)} ${disk('diskEncryptionSetId: encryptionSet.id')}`,
    'a machine with Premium SSD disks': bicep`${set(DOUBLE)} ${machine('Premium_LRS', 'encryptionSet.id')}`,
    'a sku that is not known': bicep`
      param sku string
      ${set(DOUBLE)} ${disk('diskEncryptionSetId: encryptionSet.id').replace("'Premium_LRS'", 'sku')}`,
  },
});
