import { compiled, extension, machine } from './ade-templates.js';
import { bicep, json, rule } from './rule-cases.js';

const set = `
resource des 'Microsoft.Compute/diskEncryptionSets@2024-03-02' existing = {
  name: 'des'
}
`;
const inlineSet =
  "storageProfile: { osDisk: { createOption: 'FromImage', managedDisk: { diskEncryptionSet: { id: des.id } } } }";
const attach = "storageProfile: { dataDisks: [{ lun: 0, createOption: 'Attach', managedDisk: { id: data.id } }] }";
const disk = (encryption: string, more = ''): string => `
resource data 'Microsoft.Compute/disks@2024-03-02' = {
  name: 'data'
  properties: {
    creationData: { createOption: 'Empty' }
    encryption: { ${encryption} }${more}
  }
}
`;

rule('ade-with-customer-key', {
  finds: {
    'the OS disk of a machine with the extension': [
      bicep`${set}${machine(inlineSet)}${extension("▸'AzureDiskEncryption'◂")}`,
      {
        severity: 'error',
        certainty: 'definite',
        message: "'app' uses Azure Disk Encryption, and its disk 'OS disk' is on a customer key",
      },
    ],
    'a disk that is attached': bicep`
${set}${disk('diskEncryptionSetId: des.id')}${machine(attach)}${extension("▸'AzureDiskEncryption'◂")}`,
    'a disk of its own, by its own settings': json`
{
  "type": "Microsoft.Compute/disks",
  "apiVersion": "2024-03-02",
  "name": "data",
  "properties": {
    "creationData": { "createOption": "Empty" },
    "encryption": { "diskEncryptionSetId": "[resourceId('Microsoft.Compute/diskEncryptionSets', 'des')]" },
    "encryptionSettingsCollection": { "enabled": ▸true◂ }
  }
}`,
    'settings of one disk, the key of another': bicep`
${set}${disk('', '\n    encryptionSettingsCollection: { enabled: ▸true◂ }')}${machine(
      "storageProfile: { osDisk: { managedDisk: { diskEncryptionSet: { id: des.id } } }, dataDisks: [{ lun: 0, createOption: 'Attach', managedDisk: { id: data.id } }] }",
    )}`,
    'a set that a parameter names': bicep`
param setId string
${machine('storageProfile: { osDisk: { managedDisk: { diskEncryptionSet: { id: setId } } } }')}${extension("▸'AzureDiskEncryption'◂")}`,
    'a scale set': json`
{
  "type": "Microsoft.Compute/virtualMachineScaleSets",
  "apiVersion": "2024-07-01",
  "name": "web",
  "properties": {
    "virtualMachineProfile": {
      "storageProfile": {
        "dataDisks": [
          {
            "lun": 0,
            "createOption": "Empty",
            "managedDisk": { "diskEncryptionSet": { "id": "[resourceId('Microsoft.Compute/diskEncryptionSets', 'des')]" } }
          }
        ]
      },
      "extensionProfile": {
        "extensions": [
          { "name": "ade", "properties": { "publisher": "Microsoft.Azure.Security", "type": ▸"AzureDiskEncryption"◂ } }
        ]
      }
    }
  }
}`,
    'only where the key is a customer key': [
      bicep`
@allowed(['dev', 'prod'])
param environment string
${set}${machine("storageProfile: { osDisk: { managedDisk: { diskEncryptionSet: environment == 'prod' ? { id: des.id } : null } } }")}${extension("▸'AzureDiskEncryption'◂")}`,
      { severity: 'warning', certainty: 'possible', message: "If 'environment' is 'prod'" },
    ],
    'machines of a loop in a nested deployment': json`
${compiled(
  '"set": { "value": "[resourceId(\'Microsoft.Compute/diskEncryptionSets\', \'des\')]" }',
  '"set": { "type": "string" }',
  `"vm": {
  "copy": { "name": "vm", "count": 2 },
  "type": "Microsoft.Compute/virtualMachines",
  "apiVersion": "2024-07-01",
  "name": "[format('app{0}', copyIndex())]",
  "properties": { "storageProfile": { "osDisk": { "managedDisk": { "diskEncryptionSet": { "id": "[parameters('set')]" } } } } }
},
"ade": {
  "copy": { "name": "ade", "count": 2 },
  "type": "Microsoft.Compute/virtualMachines/extensions",
  "apiVersion": "2024-07-01",
  "name": "[format('{0}/{1}', format('app{0}', copyIndex()), 'ade')]",
  "properties": { "publisher": "Microsoft.Azure.Security", "type": ▸"AzureDiskEncryption"◂ },
  "dependsOn": ["vm"]
}`,
)}`,
    'the machine in a module': {
      'main.bicep': `
${set}
module app 'vm.bicep' = {
  name: 'app'
  params: { setId: des.id }
}`,
      'vm.bicep': `
param setId string
${machine('storageProfile: { osDisk: { managedDisk: { diskEncryptionSet: { id: setId } } } }')}${extension("▸'AzureDiskEncryption'◂")}`,
    },
  },
  silent: {
    'an id that may be null': bicep`
param disk object
${machine('storageProfile: { osDisk: { managedDisk: { diskEncryptionSet: { id: disk.?setId } } } }')}${extension("'AzureDiskEncryption'")}`,
    'platform keys': bicep`${machine()}${extension("'AzureDiskEncryption'")}`,
    'a disk that says it is on a platform key': bicep`
${set}${disk("type: 'EncryptionAtRestWithPlatformKey', diskEncryptionSetId: des.id")}${machine(attach)}${extension("'AzureDiskEncryption'")}`,
    'nothing is known of the disk': bicep`
param storage object
${machine('storageProfile: storage')}${extension("'AzureDiskEncryption'")}`,
    'no set, by an empty default': bicep`
param setId string = ''
${machine('storageProfile: { osDisk: { managedDisk: { diskEncryptionSet: empty(setId) ? null : { id: setId } } } }')}${extension("'AzureDiskEncryption'")}`,
    'an attached disk outside of the template': bicep`
resource data 'Microsoft.Compute/disks@2024-03-02' existing = {
  name: 'data'
}
${machine(attach)}${extension("'AzureDiskEncryption'")}`,
    'one or the other': bicep`
param customer bool
${set}${machine('storageProfile: { osDisk: { managedDisk: { diskEncryptionSet: customer ? { id: des.id } : null } } }')}${extension("'AzureDiskEncryption'").replace('= {', '= if (!customer) {')}`,
    'the extension is of another machine': bicep`
${set}${machine(inlineSet)}
resource old 'Microsoft.Compute/virtualMachines@2024-07-01' existing = {
  name: 'old'
}
${extension("'AzureDiskEncryption'").replace('parent: vm', 'parent: old')}`,
    'a customer key alone': bicep`${set}${machine(inlineSet)}`,
  },
  fixes: {
    'takes the settings from a disk of its own': {
      before: bicep`${set}${disk('diskEncryptionSetId: des.id', '\n    encryptionSettingsCollection: { enabled: true }')}`,
      after: bicep`${set}${disk('diskEncryptionSetId: des.id')}`,
    },
    'keeps the key and turns on encryption at host': {
      before: bicep`
${set}
resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'app'
  properties: {
    storageProfile: { osDisk: { managedDisk: { diskEncryptionSet: { id: des.id } } } }
  }
}

resource ade 'Microsoft.Compute/virtualMachines/extensions@2024-07-01' = {
  parent: vm
  name: 'ade'
  properties: { publisher: 'Microsoft.Azure.Security', type: 'AzureDiskEncryption' }
}
`,
      after: bicep`
${set}
resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'app'
  properties: {
    storageProfile: { osDisk: { managedDisk: { diskEncryptionSet: { id: des.id } } } }
    securityProfile: {
      encryptionAtHost: true
    }
  }
}
`,
    },
  },
});
