import { bicep, json, rule } from './rule-cases.js';

const set = `
  resource set 'Microsoft.Compute/diskEncryptionSets@2024-03-02' existing = { name: 'des' }`;

const machine = (osDisk: string, dataDisks: string): string => `
  resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = {
    name: 'vm'
    location: 'westeurope'
    properties: {
      securityProfile: { encryptionAtHost: true }
      storageProfile: {
        osDisk: { createOption: 'FromImage', managedDisk: ${osDisk} }
        dataDisks: ${dataDisks}
      }
    }
  }`;

const ON = '{ diskEncryptionSet: { id: set.id } }';

rule('machine-partial-cmk', {
  finds: {
    'a set that the template is given': bicep`param setId string
      ${machine('{ diskEncryptionSet: { id: setId } }', "[{ lun: 0, createOption: 'Empty', ▸managedDisk◂: { storageAccountType: 'Premium_LRS' } }]")}`,
    'a data disk without the set': [
      bicep`${set} ${machine(ON, "[{ lun: 0, createOption: 'Empty', ▸managedDisk◂: { storageAccountType: 'Premium_LRS' } }]")}`,
      { severity: 'information', message: /'data disk 0' of 'vm' stays on a platform key while 'OS disk'/ },
    ],
    'a data disk without a managedDisk block': bicep`${set} ${machine(ON, "[{ lun: 0, createOption: 'Empty', diskSizeGB: 4 }]").replace('dataDisks:', '▸dataDisks◂:')}`,
    'the OS disk': bicep`${set} ${machine("{ storageAccountType: 'Premium_LRS' }", `[{ lun: 0, createOption: 'Empty', managedDisk: ${ON} }]`).replace('managedDisk:', '▸managedDisk◂:')}`,
    'an attached disk by its own resource': bicep`${set}
      resource ▸data◂ 'Microsoft.Compute/disks@2024-03-02' = { name: 'data', location: 'westeurope', properties: { creationData: { createOption: 'Empty' }, diskSizeGB: 4 } }
      ${machine(ON, "[{ lun: 0, createOption: 'Attach', managedDisk: { id: data.id } }]")}`,
    'in JSON, in a scale set': json`{
      "type": "Microsoft.Compute/virtualMachineScaleSets", "apiVersion": "2024-07-01", "name": "vmss", "location": "westeurope",
      "sku": { "name": "Standard_D4s_v5", "capacity": 2 },
      "properties": { "virtualMachineProfile": {
        "securityProfile": { "encryptionAtHost": true },
        "storageProfile": {
          "osDisk": { "createOption": "FromImage", "managedDisk": { "diskEncryptionSet": { "id": "/subscriptions/0/resourceGroups/g/providers/Microsoft.Compute/diskEncryptionSets/des" } } },
          "dataDisks": [{ "lun": 0, "createOption": "Empty", "▸managedDisk◂": { "storageAccountType": "Premium_LRS" } }]
        }
      } }
    }`,
    'where a parameter says so': [
      bicep`${set}
      param own bool
      ${machine(ON, "[{ lun: 0, createOption: 'Empty', managedDisk: { diskEncryptionSet: own ? { id: set.id } : null } }]").replace(/diskEncryptionSet: own/, '▸diskEncryptionSet◂: own')}`,
      { certainty: 'possible', message: /^If 'own' is false/ },
    ],
  },
  silent: {
    'a set that may not be given': bicep`param setId string?
      param disk object
      ${machine('{ diskEncryptionSet: { id: setId } }', "[{ lun: 0, createOption: 'Empty' }, { lun: 1, createOption: 'Empty', managedDisk: { diskEncryptionSet: { id: disk.?setId } } }]")}`,
    'an attached disk that asks for a customer key without a set, which is another mistake': bicep`${set}
      resource data 'Microsoft.Compute/disks@2024-03-02' = { name: 'data', location: 'westeurope', properties: { creationData: { createOption: 'Empty' }, diskSizeGB: 4, encryption: { type: 'EncryptionAtRestWithCustomerKey' } } }
      ${machine(ON, "[{ lun: 0, createOption: 'Attach', managedDisk: { id: data.id } }]")}`,
    'all disks on the set': bicep`${set} ${machine(ON, `[{ lun: 0, createOption: 'Empty', managedDisk: ${ON} }]`)}`,
    'no disk on a set': bicep`${machine("{ storageAccountType: 'Premium_LRS' }", "[{ lun: 0, createOption: 'Empty' }]")}`,
    'an attached disk of elsewhere': bicep`${set}
      resource data 'Microsoft.Compute/disks@2024-03-02' existing = { name: 'data' }
      ${machine(ON, "[{ lun: 0, createOption: 'Attach', managedDisk: { id: data.id } }]")}`,
    'an attached disk on the set': bicep`${set}
      resource data 'Microsoft.Compute/disks@2024-03-02' = { name: 'data', location: 'westeurope', properties: { creationData: { createOption: 'Empty' }, diskSizeGB: 4, encryption: { diskEncryptionSetId: set.id } } }
      ${machine(ON, "[{ lun: 0, createOption: 'Attach', managedDisk: { id: data.id } }]")}`,
    'data disks that are not known': bicep`${set}
      param disks array
      ${machine(ON, 'disks')}`,
    'a set that is not known': bicep`${set}
      param setId string
      ${machine(ON, "[{ lun: 0, createOption: 'Empty', managedDisk: { diskEncryptionSet: { id: setId } } }]")}`,
  },
});
