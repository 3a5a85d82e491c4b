import { bicep, json, rule } from './rule-cases.js';
import type { Files } from './rule-cases.js';

function regionsInBicep(set: string, disk: string, before = ''): Files {
  return bicep`
${before}
resource set 'Microsoft.Compute/diskEncryptionSets@2024-03-02' = {
  name: 'des'
  location: ${set}
  properties: {}
}
resource disk 'Microsoft.Compute/disks@2024-03-02' = {
  name: 'disk'
  location: ${disk}
  properties: { encryption: { diskEncryptionSetId: set.id } }
}`;
}

function regionsInJson(set: string, disk: string): Files {
  return json`
    { "type": "Microsoft.Compute/diskEncryptionSets", "apiVersion": "2024-03-02", "name": "des", "location": ${set}, "properties": {} },
    { "type": "Microsoft.Compute/disks", "apiVersion": "2024-03-02", "name": "disk", "location": ${disk}, "dependsOn": ["des"],
      "properties": { "encryption": { "diskEncryptionSetId": "[resourceId('Microsoft.Compute/diskEncryptionSets', 'des')]" } } }`;
}

/** A vault, a set with a key in it, and a disk. */
function withVault(vault: string, set: string, disk: string): Files {
  return bicep`
resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv'
  location: ${vault}
  properties: { enablePurgeProtection: true }
}
resource set 'Microsoft.Compute/diskEncryptionSets@2024-03-02' = {
  name: 'des'
  location: ${set}
  properties: { activeKey: { sourceVault: { id: vault.id }, keyUrl: 'https://kv.vault.azure.net/keys/key/1' } }
}
resource disk 'Microsoft.Compute/disks@2024-03-02' = {
  name: 'disk'
  location: ${disk}
  properties: { encryption: { diskEncryptionSetId: set.id } }
}`;
}

rule('des-region-mismatch', {
  finds: {
    'two regions as text, in Bicep': [
      regionsInBicep("'westeurope'", "▸'northeurope'◂"),
      {
        severity: 'error',
        certainty: 'definite',
        message: "'disk' goes to northeurope, but disk encryption set 'des' lies in westeurope",
      },
    ],
    'two regions as text, in JSON': [regionsInJson('"West Europe"', '▸"eastus"◂'), { severity: 'error' }],
    'a region from the default of a parameter': regionsInBicep(
      "'eastus2'",
      'location',
      "param location string = ▸'eastus'◂",
    ),
    'a region from a variable': regionsInBicep("'eastus2'", 'regions.disks', "var regions = { disks: ▸'eastus'◂ }"),
    'in one environment only': [
      regionsInBicep("'westeurope'", "env == 'dr' ? ▸'northeurope'◂ : 'westeurope'", 'param env string'),
      { severity: 'warning', certainty: 'possible' },
    ],
    'the set is the odd one out': [
      withVault("'westeurope'", "▸'northeurope'◂", "'westeurope'"),
      { severity: 'error', message: "'disk' goes to westeurope" },
    ],
    'the vault is elsewhere': [
      withVault("'northeurope'", "▸'westeurope'◂", "'westeurope'"),
      { severity: 'warning', message: "'des' lies in westeurope, but vault 'kv' of its key in northeurope" },
    ],
    'a machine, an image, a snapshot and a scale set': bicep`
resource set 'Microsoft.Compute/diskEncryptionSets@2024-03-02' = {
  name: 'des'
  location: 'westeurope'
  properties: {}
}
resource snapshot 'Microsoft.Compute/snapshots@2024-03-02' = {
  name: 'snapshot'
  location: ▸'eastus'◂
  properties: { encryption: { diskEncryptionSetId: set.id } }
}
resource image 'Microsoft.Compute/images@2024-07-01' = {
  name: 'image'
  location: ▸'eastus'◂
  properties: { storageProfile: { osDisk: { diskEncryptionSet: { id: set.id } } } }
}
resource machine 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'vm'
  location: ▸'eastus'◂
  properties: { storageProfile: { osDisk: { createOption: 'FromImage', managedDisk: { diskEncryptionSet: { id: set.id } } } } }
}
resource machines 'Microsoft.Compute/virtualMachineScaleSets@2024-07-01' = {
  name: 'vmss'
  location: ▸'eastus'◂
  properties: { virtualMachineProfile: { storageProfile: {
    osDisk: { createOption: 'FromImage', managedDisk: { diskEncryptionSet: { id: set.id } } }
  } } }
}`,
    'an AKS cluster, once for all of its pools': json`
    { "type": "Microsoft.Compute/diskEncryptionSets", "apiVersion": "2024-03-02", "name": "des", "location": "westeurope", "properties": {} },
    { "type": "Microsoft.ContainerService/managedClusters", "apiVersion": "2024-05-01", "name": "aks", "location": ▸"eastus"◂,
      "dependsOn": ["des"], "properties": {
        "diskEncryptionSetID": "[resourceId('Microsoft.Compute/diskEncryptionSets', 'des')]",
        "agentPoolProfiles": [ { "name": "one" }, { "name": "two" } ] } }`,
    'a module whose caller gives the region': {
      'main.bicep': `
resource set 'Microsoft.Compute/diskEncryptionSets@2024-03-02' = {
  name: 'des'
  location: 'westeurope'
  properties: {}
}
module disks 'disks.bicep' = {
  name: 'disks'
  params: { location: ▸'eastus'◂, setId: set.id }
}`,
      'disks.bicep': `
param location string
param setId string
resource disk 'Microsoft.Compute/disks@2024-03-02' = {
  name: 'disk'
  location: location
  properties: { encryption: { diskEncryptionSetId: setId } }
}`,
    },
    'as the compiler writes it': {
      'main.json': `{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "languageVersion": "2.0",
  "contentVersion": "1.0.0.0",
  "parameters": { "location": { "type": "string", "defaultValue": ▸"eastus"◂ } },
  "resources": {
    "set": { "type": "Microsoft.Compute/diskEncryptionSets", "apiVersion": "2024-03-02", "name": "des", "location": "westeurope", "properties": {} },
    "disk": { "type": "Microsoft.Compute/disks", "apiVersion": "2024-03-02", "name": "disk", "location": "[parameters('location')]",
      "properties": { "encryption": { "diskEncryptionSetId": "[resourceId('Microsoft.Compute/diskEncryptionSets', 'des')]" } }, "dependsOn": ["set"] }
  }
}`,
    },
    'disks of a loop, each in a region of its own': bicep`
resource set 'Microsoft.Compute/diskEncryptionSets@2024-03-02' = {
  name: 'des'
  location: 'westeurope'
  properties: {}
}
resource disks 'Microsoft.Compute/disks@2024-03-02' = [for region in ['westeurope', ▸'eastus'◂]: {
  name: 'disk-${'$'}{region}'
  location: region
  properties: { encryption: { diskEncryptionSetId: set.id } }
}]`,
  },
  silent: {
    'one region in two spellings': regionsInBicep("'westeurope'", "'West Europe'"),
    'one region in JSON': regionsInJson('"westeurope"', '"WestEurope"'),
    'one parameter for both': regionsInBicep(
      'location',
      'location',
      'param location string = resourceGroup().location',
    ),
    'two parameters': regionsInBicep('a', 'b', 'param a string\nparam b string'),
    'a text and the region of the group': regionsInBicep("'westeurope'", 'resourceGroup().location'),
    'the disk takes the region of the set': regionsInBicep("'westeurope'", 'set.location'),
    'both change together': regionsInBicep(
      "dr ? 'northeurope' : 'westeurope'",
      "dr ? 'northeurope' : 'westeurope'",
      'param dr bool',
    ),
    'the set is there already': bicep`
resource set 'Microsoft.Compute/diskEncryptionSets@2024-03-02' existing = {
  name: 'des'
}
resource disk 'Microsoft.Compute/disks@2024-03-02' = {
  name: 'disk'
  location: 'eastus'
  properties: { encryption: { diskEncryptionSetId: set.id } }
}`,
    'a disk elsewhere that does not use the set': bicep`
resource set 'Microsoft.Compute/diskEncryptionSets@2024-03-02' = {
  name: 'des'
  location: 'westeurope'
  properties: {}
}
resource disk 'Microsoft.Compute/disks@2024-03-02' = {
  name: 'disk'
  location: 'eastus'
  properties: {}
}`,
    'vault, set and disk in one region': withVault("'westeurope'", "'westeurope'", "'westeurope'"),
  },
  fixes: {
    'the disk moves to the set': {
      before: regionsInBicep("'westeurope'", "'northeurope'"),
      after: regionsInBicep("'westeurope'", "'westeurope'"),
      title: 'Move it to westeurope',
    },
    'the set that is the odd one moves': {
      before: withVault("'westeurope'", "'northeurope'", "'westeurope'"),
      after: withVault("'westeurope'", "'westeurope'", "'westeurope'"),
    },
    JSON: { before: regionsInJson('"westeurope"', '"eastus"'), after: regionsInJson('"westeurope"', '"westeurope"') },
  },
});
