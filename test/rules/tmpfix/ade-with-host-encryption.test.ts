import { compiled, extension, machine } from '../ade-templates.js';
import { bicep, json, rule } from './rule-cases.js';

const on = 'securityProfile: { encryptionAtHost: true }';

rule('ade-with-host-encryption', {
  finds: {
    'the extension': [
      bicep`${machine(on)}${extension("▸'AzureDiskEncryption'◂")}`,
      {
        severity: 'error',
        certainty: 'definite',
        message: "'app' uses Azure Disk Encryption and encryption at host, and Azure refuses the two together.",
      },
    ],
    'the extension in the profile of a scale set': json`
{
  "type": "Microsoft.Compute/virtualMachineScaleSets",
  "apiVersion": "2024-07-01",
  "name": "web",
  "properties": {
    "virtualMachineProfile": {
      "securityProfile": { "encryptionAtHost": true },
      "extensionProfile": {
        "extensions": [
          { "name": "ade", "properties": { "publisher": "Microsoft.Azure.Security", "type": ▸"AzureDiskEncryption"◂ } }
        ]
      }
    }
  }
}`,
    'settings of the OS disk': bicep`
${machine(on, 'storageProfile: { osDisk: { encryptionSettings: { enabled: ▸true◂ } } }')}`,
    'settings of a disk that the machine attaches': bicep`
resource data 'Microsoft.Compute/disks@2024-03-02' = {
  name: 'data'
  properties: { creationData: { createOption: 'Empty' }, encryptionSettingsCollection: { enabled: ▸true◂ } }
}
${machine(on, "storageProfile: { dataDisks: [{ lun: 0, createOption: 'Attach', managedDisk: { id: data.id } }] }")}`,
    'encryption at host by the default of a parameter': bicep`
param host bool = true
${machine('securityProfile: { encryptionAtHost: host }')}${extension("▸'AzureDiskEncryption'◂")}`,
    'only where encryption at host is on': [
      bicep`
@allowed(['dev', 'prod'])
param environment string
${machine("securityProfile: { encryptionAtHost: environment == 'prod' ? true : null }")}${extension("▸'AzureDiskEncryption'◂")}`,
      { severity: 'warning', certainty: 'possible', message: "If 'environment' is 'prod'" },
    ],
    'the machine in a module, the extension beside it': {
      'main.bicep': `
module app 'vm.bicep' = {
  name: 'app'
  params: { host: true }
}
resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' existing = {
  name: 'app'
}
${extension("▸'AzureDiskEncryption'◂")}`,
      'vm.bicep': `
param host bool
${machine('securityProfile: { encryptionAtHost: host }')}`,
    },
    'machines of a loop in a nested deployment': json`
${compiled(
  '"host": { "value": true }',
  '"host": { "type": "bool" }',
  `"vm": {
  "copy": { "name": "vm", "count": 2 },
  "type": "Microsoft.Compute/virtualMachines",
  "apiVersion": "2024-07-01",
  "name": "[format('app{0}', copyIndex())]",
  "properties": { "securityProfile": { "encryptionAtHost": "[parameters('host')]" } }
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
  },
  silent: {
    'encryption at host is off': bicep`${machine()}${extension("'AzureDiskEncryption'")}`,
    'a parameter decides about encryption at host': bicep`
param host bool
${machine('securityProfile: { encryptionAtHost: host }')}${extension("'AzureDiskEncryption'")}`,
    'one or the other': bicep`
param host bool
${machine('securityProfile: { encryptionAtHost: host ? true : null }')}${extension("'AzureDiskEncryption'").replace('= {', '= if (!host) {')}`,
    'on different machines': bicep`
${machine(on)}
resource old 'Microsoft.Compute/virtualMachines@2024-07-01' existing = {
  name: 'old'
}
${extension("'AzureDiskEncryption'").replace('parent: vm', 'parent: old')}`,
    'the extension switches it off': bicep`
${machine(on)}${extension("'AzureDiskEncryption'", "\n    settings: { EncryptionOperation: 'DisableEncryption' }")}`,
    'settings that are off': bicep`
${machine(on, 'storageProfile: { osDisk: { encryptionSettings: { enabled: false } } }')}`,
    'encryption at host alone': bicep`${machine(on)}`,
  },
  fixes: {
    'removes the extension': {
      before: bicep`
resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'app'
  properties: { securityProfile: { encryptionAtHost: true } }
  resource ade 'extensions' = {
    name: 'ade'
    properties: { publisher: 'Microsoft.Azure.Security', type: 'AzureDiskEncryption' }
  }
}
`,
      after: bicep`
resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'app'
  properties: { securityProfile: { encryptionAtHost: true } }
}
`,
      title: 'Remove Azure Disk Encryption (a machine already deployed with it must be rebuilt)',
    },
  },
});
