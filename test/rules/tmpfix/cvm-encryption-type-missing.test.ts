import { compiled } from '../ade-templates.js';
import { encryptionSet, machine } from '../confidential-templates.js';
import { bicep, json, rule } from './rule-cases.js';

const guest = "securityProfile: { securityEncryptionType: 'VMGuestStateOnly' }";
const marked = "▸securityProfile◂: { securityEncryptionType: 'VMGuestStateOnly' }";

rule('cvm-encryption-type-missing', {
  finds: {
    'a confidential machine whose OS disk says nothing': [
      bicep`
resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'app'
  properties: {
    securityProfile: { securityType: 'ConfidentialVM' }
    storageProfile: { osDisk: { createOption: 'FromImage', ▸managedDisk◂: { storageAccountType: 'Premium_LRS' } } }
  }
}`,
      {
        severity: 'error',
        certainty: 'definite',
        message:
          "'app' is a confidential machine, but its OS disk does not say securityEncryptionType, so Azure refuses it.",
      },
    ],
    'a confidential machine without a managed disk block': json`
{
  "type": "Microsoft.Compute/virtualMachines",
  "apiVersion": "2024-07-01",
  "name": "app",
  "properties": {
    "securityProfile": { "securityType": "ConfidentialVM" },
    "storageProfile": { "▸osDisk◂": { "createOption": "FromImage" } }
  }
}`,
    'a confidential scale set': json`
{
  "type": "Microsoft.Compute/virtualMachineScaleSets",
  "apiVersion": "2024-07-01",
  "name": "web",
  "properties": {
    "virtualMachineProfile": {
      "securityProfile": { "securityType": "ConfidentialVM" },
      "storageProfile": { "osDisk": { "createOption": "FromImage", "managedDisk": { "▸securityProfile◂": {} } } }
    }
  }
}`,
    'the security type by the default of a parameter': bicep`
param type string = 'ConfidentialVM'
${machine('type', '').replace('managedDisk', '▸managedDisk◂')}`,
    'only where the machine is confidential': [
      bicep`
@allowed(['TrustedLaunch', 'ConfidentialVM'])
param type string
${machine('type', '').replace('managedDisk', '▸managedDisk◂')}`,
      { severity: 'warning', certainty: 'possible', message: "If 'type' is 'ConfidentialVM'" },
    ],
    'the block on a machine of trusted launch': [
      bicep`${machine("'TrustedLaunch'", marked)}`,
      {
        severity: 'error',
        message:
          "'OS disk' of 'app' asks for confidential encryption, but the machine's securityType is TrustedLaunch, so Azure refuses it.",
      },
    ],
    'the block on a machine of no security type': [
      json`
{
  "type": "Microsoft.Compute/virtualMachines",
  "apiVersion": "2024-07-01",
  "name": "app",
  "properties": {
    "storageProfile": {
      "osDisk": {
        "createOption": "FromImage",
        "managedDisk": { "▸securityProfile◂": { "securityEncryptionType": "DiskWithVMGuestState" } }
      }
    }
  }
}`,
      { message: "the machine's securityType is not set" },
    ],
    'the block on a data disk of another machine': bicep`
${machine(
  "'TrustedLaunch'",
  '',
  `
      dataDisks: [{ lun: 0, createOption: 'Empty', managedDisk: { ${marked} } }]`,
)}`,
    'what a module is called with': {
      'main.bicep': `
module app 'vm.bicep' = {
  name: 'app'
  params: { type: 'TrustedLaunch' }
}`,
      'vm.bicep': `
param type string
${machine('type', marked)}`,
    },
    'machines of a loop in a nested deployment': json`
${compiled(
  '"type": { "value": "ConfidentialVM" }',
  '"type": { "type": "string" }',
  `"vm": {
  "copy": { "name": "vm", "count": 2 },
  "type": "Microsoft.Compute/virtualMachines",
  "apiVersion": "2024-07-01",
  "name": "[format('app{0}', copyIndex())]",
  "properties": {
    "securityProfile": { "securityType": "[parameters('type')]" },
    "storageProfile": { "osDisk": { "createOption": "FromImage", "▸managedDisk◂": {} } }
  }
}`,
)}`,
  },
  silent: {
    'a confidential machine that says it': bicep`${machine("'ConfidentialVM'", guest)}`,
    'a confidential machine by a parameter': bicep`
param encryption string
${machine("'ConfidentialVM'", 'securityProfile: { securityEncryptionType: encryption }')}`,
    'the security type is not known': bicep`
param type string
${machine('type', '')}`,
    'the security type is not known, and the block is there': bicep`
param type string
${machine('type', guest)}`,
    'the security profile is not known': bicep`
param profile object
${machine("'x'", guest).replace("{ securityType: 'x' }", 'profile')}`,
    'both by the same switch': bicep`
param confidential bool
${machine(
  "confidential ? 'ConfidentialVM' : 'TrustedLaunch'",
  "securityProfile: confidential ? { securityEncryptionType: 'VMGuestStateOnly' } : null",
)}`,
    'an OS disk that is attached': bicep`
resource disk 'Microsoft.Compute/disks@2024-03-02' existing = {
  name: 'os'
}
${machine("'ConfidentialVM'", 'id: disk.id').replace('FromImage', 'Attach')}`,
    'another machine without the block': bicep`${machine("'TrustedLaunch'", "storageAccountType: 'Premium_LRS'")}`,
    'an empty block': bicep`${machine("'TrustedLaunch'", 'securityProfile: { securityEncryptionType: null }')}`,
    'data disks of a confidential machine': bicep`
${machine(
  "'ConfidentialVM'",
  guest,
  `
      dataDisks: [{ lun: 0, createOption: 'Empty' }]`,
)}`,
  },
  fixes: {
    'turns on what the firmware needs': {
      before: bicep`
resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'app'
  properties: {
    securityProfile: {
      securityType: 'ConfidentialVM'
      encryptionAtHost: true
    }
    storageProfile: {
      osDisk: {
        createOption: 'FromImage'
      }
    }
  }
}`,
      after: bicep`
resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'app'
  properties: {
    securityProfile: {
      securityType: 'ConfidentialVM'
      encryptionAtHost: true
      uefiSettings: {
        vTpmEnabled: true
      }
    }
    storageProfile: {
      osDisk: {
        createOption: 'FromImage'
        managedDisk: {
          securityProfile: {
            securityEncryptionType: 'VMGuestStateOnly'
          }
        }
      }
    }
  }
}`,
    },
    'encrypts the whole disk where it names a set': {
      before: bicep`${encryptionSet("'ConfidentialVmEncryptedWithCustomerKey'")}
resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'app'
  location: 'westeurope'
  properties: {
    securityProfile: {
      securityType: 'ConfidentialVM'
      uefiSettings: { vTpmEnabled: true, secureBootEnabled: true }
    }
    storageProfile: {
      osDisk: {
        createOption: 'FromImage'
        managedDisk: {
          securityProfile: {
            diskEncryptionSet: { id: des.id }
          }
        }
      }
    }
  }
}`,
      after: bicep`${encryptionSet("'ConfidentialVmEncryptedWithCustomerKey'")}
resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'app'
  location: 'westeurope'
  properties: {
    securityProfile: {
      securityType: 'ConfidentialVM'
      uefiSettings: { vTpmEnabled: true, secureBootEnabled: true }
    }
    storageProfile: {
      osDisk: {
        createOption: 'FromImage'
        managedDisk: {
          securityProfile: {
            diskEncryptionSet: { id: des.id }
            securityEncryptionType: 'DiskWithVMGuestState'
          }
        }
      }
    }
  }
}`,
    },
    'makes a machine of a confidential size confidential': {
      before: bicep`
resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'app'
  properties: {
    hardwareProfile: { vmSize: 'Standard_DC2as_v5' }
    securityProfile: {
      securityType: 'TrustedLaunch'
      uefiSettings: { vTpmEnabled: true }
    }
    storageProfile: {
      osDisk: {
        createOption: 'FromImage'
        managedDisk: { securityProfile: { securityEncryptionType: 'VMGuestStateOnly' } }
      }
    }
  }
}`,
      after: bicep`
resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'app'
  properties: {
    hardwareProfile: { vmSize: 'Standard_DC2as_v5' }
    securityProfile: {
      securityType: 'ConfidentialVM'
      uefiSettings: { vTpmEnabled: true }
    }
    storageProfile: {
      osDisk: {
        createOption: 'FromImage'
        managedDisk: { securityProfile: { securityEncryptionType: 'VMGuestStateOnly' } }
      }
    }
  }
}`,
      title: 'Make the machine confidential',
    },
  },
});
