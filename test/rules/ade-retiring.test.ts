import { compiled, extension, machine } from './ade-templates.js';
import { bicep, json, rule } from './rule-cases.js';

rule('ade-retiring', {
  finds: {
    'encryption at host is on as well, which is another fact': bicep`
${machine('securityProfile: { encryptionAtHost: true }')}${extension("▸'AzureDiskEncryption'◂")}`,
    'the extension for Windows': [
      bicep`${machine()}${extension("▸'AzureDiskEncryption'◂")}`,
      {
        severity: 'warning',
        certainty: 'definite',
        message:
          "'app' uses Azure Disk Encryption, which retires on 15 September 2028; after that its disks fail to unlock when it restarts. Use encryption at host, for which a machine already deployed with Azure Disk Encryption must be rebuilt.",
      },
    ],
    'the extension for Linux, by the parts of its name': json`
{
  "type": "Microsoft.Compute/virtualMachines/extensions",
  "apiVersion": "2024-07-01",
  "name": "[concat('app', '/ade')]",
  "properties": { "publisher": "Microsoft.Azure.Security", "type": ▸"AzureDiskEncryptionForLinux"◂ }
}`,
    'the extension of a machine outside of the template': [
      bicep`
resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' existing = {
  name: 'old'
}
${extension("▸'AzureDiskEncryption'◂")}`,
      { message: "'old' uses Azure Disk Encryption" },
    ],
    'a child of the machine in JSON': json`
{
  "type": "Microsoft.Compute/virtualMachines",
  "apiVersion": "2024-07-01",
  "name": "app",
  "properties": {},
  "resources": [
    {
      "type": "extensions",
      "apiVersion": "2024-07-01",
      "name": "ade",
      "properties": { "publisher": "Microsoft.Azure.Security", "type": ▸"AzureDiskEncryption"◂ }
    }
  ]
}`,
    'the extension in the profile of a scale set': bicep`
resource web 'Microsoft.Compute/virtualMachineScaleSets@2024-07-01' = {
  name: 'web'
  properties: {
    virtualMachineProfile: {
      extensionProfile: {
        extensions: [
          { name: 'health', properties: { publisher: 'Microsoft.ManagedServices', type: 'ApplicationHealthLinux' } }
          { name: 'ade', properties: { publisher: 'Microsoft.Azure.Security', type: ▸'AzureDiskEncryption'◂ } }
        ]
      }
    }
  }
}`,
    'the extension of a scale set as a resource': json`
{
  "type": "Microsoft.Compute/virtualMachineScaleSets/extensions",
  "apiVersion": "2024-07-01",
  "name": "web/ade",
  "properties": { "publisher": "microsoft.azure.security", "type": ▸"azurediskencryption"◂ }
}`,
    'settings of the OS disk': bicep`
${machine("storageProfile: { osDisk: { createOption: 'Attach', encryptionSettings: { enabled: ▸true◂ } } }")}`,
    'settings of a disk': [
      json`
{
  "type": "Microsoft.Compute/disks",
  "apiVersion": "2024-03-02",
  "name": "data",
  "properties": { "creationData": { "createOption": "Empty" }, "encryptionSettingsCollection": { "enabled": ▸true◂ } }
}`,
      { message: "'data' uses Azure Disk Encryption" },
    ],
    'the type by the system, for each': [
      bicep`
@allowed(['windows', 'linux'])
param system string
${machine()}${extension("system == 'linux' ? ▸'AzureDiskEncryptionForLinux'◂ : ▸'AzureDiskEncryption'◂")}`,
      { severity: 'information', certainty: 'possible' },
    ],
    'a switch that is on by default': bicep`
param encrypt bool = ▸true◂
${machine('storageProfile: { osDisk: { encryptionSettings: { enabled: encrypt } } }')}`,
    'an extension that a parameter decides about': [
      bicep`
param encrypt bool
${machine()}${extension("▸'AzureDiskEncryption'◂").replace('= {', '= if (encrypt) {')}`,
      { severity: 'information', certainty: 'possible', message: "If 'encrypt' is true" },
    ],
    'a module that gets the type from its caller': {
      'main.bicep': `
module ade 'ade.bicep' = {
  name: 'ade'
  params: { type: ▸'AzureDiskEncryption'◂ }
}`,
      'ade.bicep': `
param type string
resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' existing = {
  name: 'old'
}
${extension('type')}`,
    },
    'machines of a loop in a nested deployment': json`
${compiled(
  '"publisher": { "value": "Microsoft.Azure.Security" }',
  '"publisher": { "type": "string" }',
  `"ade": {
  "copy": { "name": "ade", "count": 2 },
  "type": "Microsoft.Compute/virtualMachines/extensions",
  "apiVersion": "2024-07-01",
  "name": "[format('{0}/ade', format('app{0}', copyIndex()))]",
  "properties": { "publisher": "[parameters('publisher')]", "type": ▸"AzureDiskEncryption"◂ }
}`,
)}`,
  },
  silent: {
    'the extension switches it off': bicep`
${machine()}${extension("'AzureDiskEncryption'", "\n    settings: { EncryptionOperation: 'DisableEncryption' }")}`,
    'an extension of another publisher': json`
{
  "type": "Microsoft.Compute/virtualMachines/extensions",
  "apiVersion": "2024-07-01",
  "name": "app/ade",
  "properties": { "publisher": "Contoso", "type": "AzureDiskEncryption" }
}`,
    'another extension of that publisher': bicep`${machine()}${extension("'IaaSAntimalware'")}`,
    'an extension of unknown type': bicep`
param type string
${machine()}${extension('type')}`,
    'settings that are off': bicep`
${machine('storageProfile: { osDisk: { encryptionSettings: { enabled: false } } }')}`,
    'a switch without a value': bicep`
param encrypt bool
${machine('storageProfile: { osDisk: { encryptionSettings: { enabled: encrypt } } }')}`,
    'an extension that is never deployed': bicep`
${machine()}${extension("'AzureDiskEncryption'").replace('= {', '= if (false) {')}`,
  },
  fixes: {
    'replaces the extension and the settings of one machine': {
      before: bicep`
resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'app'
  properties: {
    storageProfile: {
      osDisk: {
        createOption: 'FromImage'
        encryptionSettings: {
          enabled: true
        }
      }
    }
  }
}

resource ade 'Microsoft.Compute/virtualMachines/extensions@2024-07-01' = {
  parent: vm
  name: 'ade'
  properties: {
    publisher: 'Microsoft.Azure.Security'
    type: 'AzureDiskEncryption'
  }
}
`,
      after: bicep`
resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'app'
  properties: {
    storageProfile: {
      osDisk: {
        createOption: 'FromImage'
      }
    }
    securityProfile: {
      encryptionAtHost: true
    }
  }
}
`,
      title: 'Replace Azure Disk Encryption by encryption at host (a machine already deployed with it must be rebuilt)',
    },
    'replaces it in the profile of a scale set': {
      before: json`    {
      "type": "Microsoft.Compute/virtualMachineScaleSets",
      "apiVersion": "2024-07-01",
      "name": "web",
      "properties": {
        "virtualMachineProfile": {
          "securityProfile": {
            "encryptionAtHost": false
          },
          "extensionProfile": {
            "extensions": [
              {
                "name": "health",
                "properties": {}
              },
              {
                "name": "ade",
                "properties": {
                  "publisher": "Microsoft.Azure.Security",
                  "type": "AzureDiskEncryption"
                }
              }
            ]
          }
        }
      }
    }`,
      after: json`    {
      "type": "Microsoft.Compute/virtualMachineScaleSets",
      "apiVersion": "2024-07-01",
      "name": "web",
      "properties": {
        "virtualMachineProfile": {
          "securityProfile": {
            "encryptionAtHost": true
          },
          "extensionProfile": {
            "extensions": [
              {
                "name": "health",
                "properties": {}
              }
            ]
          }
        }
      }
    }`,
    },
    'replaces the settings of a disk that a machine attaches': {
      before: bicep`
resource data 'Microsoft.Compute/disks@2024-03-02' = {
  name: 'data'
  properties: {
    creationData: {
      createOption: 'Empty'
    }
    encryptionSettingsCollection: {
      enabled: true
    }
  }
}

resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'app'
  properties: {
    securityProfile: {}
    storageProfile: {
      dataDisks: [{ lun: 0, createOption: 'Attach', managedDisk: { id: data.id } }]
    }
  }
}
`,
      after: bicep`
resource data 'Microsoft.Compute/disks@2024-03-02' = {
  name: 'data'
  properties: {
    creationData: {
      createOption: 'Empty'
    }
  }
}

resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'app'
  properties: {
    securityProfile: {
      encryptionAtHost: true
    }
    storageProfile: {
      dataDisks: [{ lun: 0, createOption: 'Attach', managedDisk: { id: data.id } }]
    }
  }
}
`,
    },
  },
});
