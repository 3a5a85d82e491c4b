import { bicep, json, jsonTemplate, rule } from './rule-cases.js';

const compiledModule = (inner: string): string => `{
  "type": "Microsoft.Resources/deployments",
  "apiVersion": "2022-09-01",
  "name": "machines",
  "properties": {
    "expressionEvaluationOptions": { "scope": "inner" },
    "mode": "Incremental",
    "parameters": { "name": { "value": "app" } },
    "template": ${inner}
  }
}`;

rule('host-encryption-off', {
  finds: {
    'a virtual machine without a security profile, at its symbolic name': [
      bicep`
resource ▸vm◂ 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'app'
  properties: {
    hardwareProfile: { vmSize: 'Standard_D2ds_v4' }
    storageProfile: {
      osDisk: { createOption: 'FromImage', name: 'os', caching: 'ReadWrite' }
      dataDisks: [{ lun: 0, createOption: 'Empty', name: 'plain', caching: 'None' }]
    }
  }
}`,
      {
        severity: 'warning',
        certainty: 'definite',
        message:
          "'app' does without encryption at host, so its disk encryption leaves out the temp disk, the host cache of 'os' and the data on its way to storage. Set securityProfile.encryptionAtHost to true.",
      },
    ],
    'a security profile that does not mention it, at the name of the profile': json`
{
  "type": "Microsoft.Compute/virtualMachines",
  "apiVersion": "2024-07-01",
  "name": "app",
  "properties": { "▸securityProfile◂": { "securityType": "TrustedLaunch" } }
}`,
    'v5 sizes encrypt the temp disk in hardware': [
      bicep`
resource ▸vm◂ 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'app'
  properties: { hardwareProfile: { vmSize: 'Standard_D2ds_v5' } }
}`,
      {
        message: 'leaves out the data on its way to storage (the hardware of Standard_D2ds_v5 encrypts the temp disk).',
      },
    ],
    'a size without a local disk has no temp disk to leave out': [
      bicep`
resource ▸vm◂ 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'app'
  properties: { hardwareProfile: { vmSize: 'Standard_D2s_v5' } }
}`,
      { message: 'leaves out the data on its way to storage. Set' },
    ],
    'an unknown size may have a temp disk': [
      bicep`
param size string
resource ▸vm◂ 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'app'
  properties: { hardwareProfile: { vmSize: size } }
}`,
      { message: 'v5 and later sizes encrypt the temp disk in hardware' },
    ],
    'a literal false, where it is written': bicep`
param useIt bool = ▸false◂
resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'app'
  properties: { securityProfile: { encryptionAtHost: useIt } }
}`,
    'null is as good as nothing': bicep`
resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'app'
  properties: { securityProfile: { encryptionAtHost: ▸null◂ } }
}`,
    'a uniform scale set': json`
{
  "type": "Microsoft.Compute/virtualMachineScaleSets",
  "apiVersion": "2024-07-01",
  "name": "web",
  "sku": { "name": "Standard_D2s_v3", "capacity": 2 },
  "properties": { "▸virtualMachineProfile◂": { "storageProfile": { "osDisk": { "createOption": "FromImage" } } } }
}`,
    'a flexible scale set': [
      bicep`
resource web 'Microsoft.Compute/virtualMachineScaleSets@2024-07-01' = {
  name: 'web'
  sku: { name: 'Standard_D2s_v3' }
  properties: {
    orchestrationMode: 'Flexible'
    virtualMachineProfile: { ▸securityProfile◂: {} }
  }
}`,
      { message: 'Set securityProfile.encryptionAtHost to true' },
    ],
    'pools of a cluster, each at its own place': [
      json`
{
  "type": "Microsoft.ContainerService/managedClusters",
  "apiVersion": "2024-09-01",
  "name": "cluster",
  "properties": {
    "agentPoolProfiles": [
      ▸{◂ "name": "system", "vmSize": "Standard_D2s_v3" },
      { "name": "work", "vmSize": "Standard_D2s_v3", "enableEncryptionAtHost": true },
      { "name": "batch", "vmSize": "Standard_D2s_v3", "enableEncryptionAtHost": ▸false◂ }
    ]
  }
}`,
      { message: 'Set enableEncryptionAtHost to true' },
    ],
    'a pool of its own': bicep`
resource cluster 'Microsoft.ContainerService/managedClusters@2024-09-01' existing = {
  name: 'cluster'
}
resource ▸pool◂ 'Microsoft.ContainerService/managedClusters/agentPools@2024-09-01' = {
  parent: cluster
  name: 'work'
  properties: { vmSize: 'Standard_D2s_v3' }
}`,
    'a ternary, for the environment in which it is off': [
      bicep`
@allowed(['dev', 'prod'])
param environment string
resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'app'
  properties: { securityProfile: { encryptionAtHost: environment == 'prod' ? true : ▸false◂ } }
}`,
      { severity: 'information', certainty: 'possible', message: "If 'environment' is 'dev'" },
    ],
    'machines of a loop, once': bicep`
resource ▸vms◂ 'Microsoft.Compute/virtualMachines@2024-07-01' = [for i in range(0, 3): {
  name: 'app${'$'}{i}'
  properties: { hardwareProfile: { vmSize: 'Standard_D2s_v5' } }
}]`,
    'what a module is called with': {
      'main.bicep': `
module app 'vm.bicep' = {
  name: 'app'
  params: { encryptionAtHost: ▸false◂ }
}`,
      'vm.bicep': `
param encryptionAtHost bool
resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'app'
  properties: { securityProfile: { encryptionAtHost: encryptionAtHost } }
}`,
    },
    'a nested deployment with symbolic names, as the Bicep compiler writes it': {
      'main.json': jsonTemplate(
        compiledModule(`{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "languageVersion": "2.0",
  "contentVersion": "1.0.0.0",
  "parameters": { "name": { "type": "string" } },
  "resources": {
    "vm": {
      "type": "▸Microsoft.Compute/virtualMachines◂",
      "apiVersion": "2024-07-01",
      "name": "[format('{0}-vm', parameters('name'))]",
      "properties": { "hardwareProfile": { "vmSize": "Standard_D2s_v5" } }
    }
  }
}`),
      ),
    },
  },
  silent: {
    'it is on': bicep`
resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'app'
  properties: { securityProfile: { encryptionAtHost: true } }
}`,
    'a parameter decides': bicep`
param useIt bool
resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'app'
  properties: { securityProfile: { encryptionAtHost: useIt } }
}`,
    'a parameter decides between true and nothing': bicep`
param useIt bool
resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'app'
  properties: { securityProfile: { encryptionAtHost: useIt ? true : null } }
}`,
    'the security profile is a parameter': json`
{
  "type": "Microsoft.Compute/virtualMachines",
  "apiVersion": "2024-07-01",
  "name": "app",
  "properties": { "securityProfile": "[reference('profile').outputs.profile.value]" }
}`,
    'the profile of the machines is not known': bicep`
param profile object
resource web 'Microsoft.Compute/virtualMachineScaleSets@2024-07-01' = {
  name: 'web'
  properties: { virtualMachineProfile: profile }
}`,
    'a flexible scale set that only groups machines': bicep`
resource web 'Microsoft.Compute/virtualMachineScaleSets@2024-07-01' = {
  name: 'web'
  properties: { orchestrationMode: 'Flexible', platformFaultDomainCount: 1 }
}`,
    'an existing machine': bicep`
resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' existing = {
  name: 'app'
}`,
    'a machine that is never deployed': bicep`
resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = if (false) {
  name: 'app'
  properties: {}
}`,
    'it is written where Azure does not look, which host-encryption-path says': bicep`
resource web 'Microsoft.Compute/virtualMachineScaleSets@2024-07-01' = {
  name: 'web'
  properties: { virtualMachineProfile: {}, securityProfile: { encryptionAtHost: true } }
}`,
  },
  fixes: {
    'sets it in the profile of a scale set': {
      before: bicep`
resource web 'Microsoft.Compute/virtualMachineScaleSets@2024-07-01' = {
  name: 'web'
  properties: {
    virtualMachineProfile: {
      securityProfile: {
        securityType: 'TrustedLaunch'
      }
    }
  }
}
`,
      after: bicep`
resource web 'Microsoft.Compute/virtualMachineScaleSets@2024-07-01' = {
  name: 'web'
  properties: {
    virtualMachineProfile: {
      securityProfile: {
        securityType: 'TrustedLaunch'
        encryptionAtHost: true
      }
    }
  }
}
`,
    },
    'sets it in one pool of a cluster': {
      before: json`
{
  "type": "Microsoft.ContainerService/managedClusters",
  "apiVersion": "2024-09-01",
  "name": "cluster",
  "properties": {
    "agentPoolProfiles": [
      {
        "name": "system",
        "vmSize": "Standard_D2s_v3"
      }
    ]
  }
}`,
      after: json`
{
  "type": "Microsoft.ContainerService/managedClusters",
  "apiVersion": "2024-09-01",
  "name": "cluster",
  "properties": {
    "agentPoolProfiles": [
      {
        "name": "system",
        "vmSize": "Standard_D2s_v3",
        "enableEncryptionAtHost": true
      }
    ]
  }
}`,
    },
    'changes the default that is false': {
      before: bicep`
param useIt bool = false
resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'app'
  properties: { securityProfile: { encryptionAtHost: useIt } }
}`,
      after: bicep`
param useIt bool = true
resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'app'
  properties: { securityProfile: { encryptionAtHost: useIt } }
}`,
    },
  },
});
