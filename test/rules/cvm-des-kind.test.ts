import { expect, it } from 'vitest';
import { compiled } from './ade-templates.js';
import { encryptionSet, machine } from './confidential-templates.js';
import { bicep, findingsIn, json, rule } from './rule-cases.js';

const confidential = encryptionSet("'ConfidentialVmEncryptedWithCustomerKey'");
const ordinary = encryptionSet(undefined);
const whole = "securityEncryptionType: 'DiskWithVMGuestState'";
const disk = (properties: string): string => `
resource data 'Microsoft.Compute/disks@2024-03-02' = {
  name: 'data'
  location: 'westeurope'
  properties: {
    creationData: { createOption: 'FromImage' }
    ${properties}
  }
}
`;

rule('cvm-des-kind', {
  finds: {
    'platform keys beside a set that the template is given': bicep`
param setId string
${machine("'ConfidentialVM'", "securityProfile: { securityEncryptionType: ▸'VMGuestStateOnly'◂, diskEncryptionSet: { id: setId } }")}`,
    'two sets that the template is given': bicep`
param ordinaryId string
param confidentialId string
${machine("'ConfidentialVM'", `diskEncryptionSet: { id: ▸ordinaryId◂ }, securityProfile: { ${whole}, diskEncryptionSet: { id: confidentialId } }`)}`,
    'a disk of platform keys with a set that the template is given': bicep`
param setId string
${disk("securityProfile: { securityType: ▸'ConfidentialVM_DiskEncryptedWithPlatformKey'◂, secureVMDiskEncryptionSetId: setId }")}`,
    'a confidential set for a disk': [
      bicep`${confidential}${disk('encryption: { diskEncryptionSetId: ▸des.id◂ }')}`,
      {
        severity: 'error',
        certainty: 'definite',
        message: "'des' is a set for confidential OS disks, but 'data' names it for ordinary encryption",
      },
    ],
    'a confidential set for a snapshot': bicep`${confidential}
resource copy 'Microsoft.Compute/snapshots@2024-03-02' = {
  name: 'copy'
  location: 'westeurope'
  properties: { creationData: { createOption: 'Copy' }, encryption: { diskEncryptionSetId: ▸des.id◂ } }
}`,
    'a confidential set in the managed disk of a machine': [
      bicep`${confidential}${machine("'TrustedLaunch'", 'diskEncryptionSet: { id: ▸des.id◂ }')}`,
      { severity: 'error', message: "'OS disk' of 'app' names it for ordinary encryption" },
    ],
    'a confidential set for a data disk of a confidential machine': bicep`${confidential}${machine(
      "'ConfidentialVM'",
      `securityProfile: { ${whole} }`,
      `
      dataDisks: [{ lun: 0, createOption: 'Empty', managedDisk: { diskEncryptionSet: { id: ▸des.id◂ } } }]`,
    )}`,
    'a confidential set for an image': [
      bicep`${confidential}
resource image 'Microsoft.Compute/images@2024-07-01' = {
  name: 'golden'
  location: 'westeurope'
  properties: { storageProfile: { osDisk: { osType: 'Linux', osState: 'Generalized', diskEncryptionSet: { id: ▸des.id◂ } } } }
}`,
      { severity: 'warning', message: "the OS disk of 'golden' names it" },
    ],
    'a confidential set for a cluster': [
      bicep`${confidential}
resource cluster 'Microsoft.ContainerService/managedClusters@2024-09-01' = {
  name: 'cluster'
  location: 'westeurope'
  properties: {
    diskEncryptionSetID: ▸des.id◂
    agentPoolProfiles: [{ name: 'system' }, { name: 'work' }]
  }
}`,
      { severity: 'warning' },
    ],
    'an ordinary set in the confidential place': [
      bicep`${ordinary}${machine("'ConfidentialVM'", `securityProfile: { ${whole}, diskEncryptionSet: { id: ▸des.id◂ } }`)}`,
      {
        severity: 'error',
        message:
          "'OS disk' of 'app' names 'des' for confidential encryption, but it is a set for EncryptionAtRestWithCustomerKey",
      },
    ],
    'an ordinary set in the confidential place of a disk': bicep`${ordinary}${disk(
      "securityProfile: { securityType: 'ConfidentialVM_DiskEncryptedWithCustomerKey', secureVMDiskEncryptionSetId: ▸des.id◂ }",
    )}`,
    'a set beside an encryption that has platform keys only': [
      bicep`${confidential}${machine(
        "'ConfidentialVM'",
        "securityProfile: { securityEncryptionType: ▸'VMGuestStateOnly'◂, diskEncryptionSet: { id: des.id } }",
      )}`,
      { severity: 'error', message: 'VMGuestStateOnly uses platform keys only' },
    ],
    'that set may be outside of the template': json`
{
  "type": "Microsoft.Compute/virtualMachineScaleSets",
  "apiVersion": "2024-07-01",
  "name": "web",
  "properties": {
    "virtualMachineProfile": {
      "securityProfile": { "securityType": "ConfidentialVM" },
      "storageProfile": {
        "osDisk": {
          "createOption": "FromImage",
          "managedDisk": {
            "securityProfile": {
              "securityEncryptionType": ▸"NonPersistedTPM"◂,
              "diskEncryptionSet": { "id": "[resourceId('Microsoft.Compute/diskEncryptionSets', 'des')]" }
            }
          }
        }
      }
    }
  }
}`,
    'both places of one disk': [
      bicep`
resource des 'Microsoft.Compute/diskEncryptionSets@2024-03-02' existing = {
  name: 'des'
}
${machine(
  "'ConfidentialVM'",
  `diskEncryptionSet: { id: ▸des.id◂ }, securityProfile: { ${whole}, diskEncryptionSet: { id: des.id } }`,
)}`,
      { severity: 'error', message: 'in managedDisk and another in its securityProfile' },
    ],
    'a disk of a customer key without a set': bicep`
${disk("▸securityProfile◂: { securityType: 'ConfidentialVM_DiskEncryptedWithCustomerKey' }")}`,
    'a disk with a set and another security type': bicep`${confidential}${disk(
      "securityProfile: { securityType: ▸'ConfidentialVM_DiskEncryptedWithPlatformKey'◂, secureVMDiskEncryptionSetId: des.id }",
    )}`,
    'the type of the set comes from a parameter, for the value in which it is confidential': [
      bicep`
@allowed(['EncryptionAtRestWithCustomerKey', 'ConfidentialVmEncryptedWithCustomerKey'])
param type string
${encryptionSet('type')}${disk('encryption: { diskEncryptionSetId: ▸des.id◂ }')}`,
      { severity: 'warning', certainty: 'possible', message: "If 'type' is 'ConfidentialVmEncryptedWithCustomerKey'" },
    ],
    'a set that a module is given': {
      'main.bicep': `${confidential}
module disks 'disks.bicep' = {
  name: 'disks'
  params: { setId: ▸des.id◂ }
}`,
      'disks.bicep': `
param setId string
${disk('encryption: { diskEncryptionSetId: setId }')}`,
    },
    'disks of a loop in a nested deployment': json`
${compiled(
  '"type": { "value": "ConfidentialVmEncryptedWithCustomerKey" }, "keyUrl": { "value": "[parameters(\'keyUrl\')]" }',
  '"type": { "type": "string" }, "keyUrl": { "type": "string" }',
  `"des": {
  "type": "Microsoft.Compute/diskEncryptionSets",
  "apiVersion": "2024-03-02",
  "name": "des",
  "location": "westeurope",
  "identity": { "type": "SystemAssigned" },
  "properties": { "encryptionType": "[parameters('type')]", "activeKey": { "keyUrl": "[parameters('keyUrl')]" } }
},
"data": {
  "copy": { "name": "data", "count": 2 },
  "type": "Microsoft.Compute/disks",
  "apiVersion": "2024-03-02",
  "name": "[format('data{0}', copyIndex())]",
  "location": "westeurope",
  "properties": {
    "creationData": { "createOption": "Empty" },
    "encryption": { "diskEncryptionSetId": "[▸resourceId('Microsoft.Compute/diskEncryptionSets', 'des')◂]" }
  },
  "dependsOn": ["des"]
}`,
)}`,
  },
  silent: {
    'platform keys beside a set that may not be given': bicep`
param setId string
param other object
${machine(
  "'ConfidentialVM'",
  "securityProfile: { securityEncryptionType: 'VMGuestStateOnly', diskEncryptionSet: empty(setId) ? null : { id: setId } }",
)}${disk("securityProfile: { securityType: 'ConfidentialVM_DiskEncryptedWithPlatformKey', secureVMDiskEncryptionSetId: other.?setId }")}`,
    'a confidential set in its place': bicep`${confidential}${machine(
      "'ConfidentialVM'",
      `securityProfile: { ${whole}, diskEncryptionSet: { id: des.id } }`,
    )}`,
    'a confidential set in its place of a disk': bicep`${confidential}${disk(
      "securityProfile: { securityType: 'ConfidentialVM_DiskEncryptedWithCustomerKey', secureVMDiskEncryptionSetId: des.id }",
    )}`,
    'an ordinary set in its place': bicep`${ordinary}${disk('encryption: { diskEncryptionSetId: des.id }')}`,
    'an ordinary set for a data disk of a confidential machine': bicep`${ordinary}${machine(
      "'ConfidentialVM'",
      `securityProfile: { ${whole} }`,
      `
      dataDisks: [{ lun: 0, createOption: 'Empty', managedDisk: { diskEncryptionSet: { id: des.id } } }]`,
    )}`,
    'an ordinary set on the OS disk beside a guest state': bicep`${ordinary}${machine(
      "'ConfidentialVM'",
      "diskEncryptionSet: { id: des.id }, securityProfile: { securityEncryptionType: 'VMGuestStateOnly' }",
    )}`,
    'a set outside of the template': bicep`
resource des 'Microsoft.Compute/diskEncryptionSets@2024-03-02' existing = {
  name: 'des'
}
${disk('encryption: { diskEncryptionSetId: des.id }')}${machine(
      "'ConfidentialVM'",
      `securityProfile: { ${whole}, diskEncryptionSet: { id: des.id } }`,
    )}`,
    'a set whose type is not known': bicep`
param type string
${encryptionSet('type')}${disk('encryption: { diskEncryptionSetId: des.id }')}`,
    'each kind under its own condition': bicep`
param sealed bool
${encryptionSet("sealed ? 'ConfidentialVmEncryptedWithCustomerKey' : 'EncryptionAtRestWithCustomerKey'")}${disk(
      'encryption: { diskEncryptionSetId: sealed ? null : des.id }',
    )}`,
    'a security type that is not known': bicep`
param type string
${confidential}${disk('securityProfile: { securityType: type, secureVMDiskEncryptionSetId: des.id }')}`,
    'a guest state without a set': bicep`
${machine("'ConfidentialVM'", "securityProfile: { securityEncryptionType: 'VMGuestStateOnly' }")}`,
    'a disk of trusted launch': bicep`${disk("securityProfile: { securityType: 'TrustedLaunch' }")}`,
  },
  fixes: {
    'takes the type that the disk asks for': {
      before: bicep`${confidential}${disk(
        "encryption: { type: 'EncryptionAtRestWithPlatformAndCustomerKeys', diskEncryptionSetId: des.id }",
      )}`,
      after: bicep`${encryptionSet("'EncryptionAtRestWithPlatformAndCustomerKeys'")}${disk(
        "encryption: { type: 'EncryptionAtRestWithPlatformAndCustomerKeys', diskEncryptionSetId: des.id }",
      )}`,
    },
    'makes a set confidential': {
      before: bicep`
param keyUrl string
resource des 'Microsoft.Compute/diskEncryptionSets@2024-03-02' = {
  name: 'des'
  identity: { type: 'SystemAssigned' }
  properties: {
    activeKey: { keyUrl: keyUrl }
  }
}
${machine("'ConfidentialVM'", `securityProfile: { ${whole}, diskEncryptionSet: { id: des.id } }`)}`,
      after: bicep`
param keyUrl string
resource des 'Microsoft.Compute/diskEncryptionSets@2024-03-02' = {
  name: 'des'
  identity: { type: 'SystemAssigned' }
  properties: {
    activeKey: { keyUrl: keyUrl }
    encryptionType: 'ConfidentialVmEncryptedWithCustomerKey'
  }
}
${machine("'ConfidentialVM'", `securityProfile: { ${whole}, diskEncryptionSet: { id: des.id } }`)}`,
    },
    'encrypts the whole disk': {
      before: bicep`${confidential}${machine(
        "'ConfidentialVM'",
        "securityProfile: { securityEncryptionType: 'VMGuestStateOnly', diskEncryptionSet: { id: des.id } }",
      )}`,
      after: bicep`${confidential}${machine(
        "'ConfidentialVM'",
        "securityProfile: { securityEncryptionType: 'DiskWithVMGuestState', diskEncryptionSet: { id: des.id } }",
      )}`,
    },
    'keeps the confidential one of two sets': {
      before: bicep`${confidential}${machine(
        "'ConfidentialVM'",
        `diskEncryptionSet: { id: des.id }, securityProfile: { ${whole}, diskEncryptionSet: { id: des.id } }`,
      )}`,
      after: bicep`${confidential}${machine(
        "'ConfidentialVM'",
        `securityProfile: { ${whole}, diskEncryptionSet: { id: des.id } }`,
      )}`,
    },
  },
});

it('cvm-des-kind alone speaks of a confidential set in the wrong place', () => {
  const files = bicep`${confidential}${disk(
    "encryption: { type: 'EncryptionAtRestWithCustomerKey', diskEncryptionSetId: des.id }",
  )}`;
  expect(findingsIn(files).map((finding) => finding.rule)).toEqual(['cvm-des-kind']);
});
