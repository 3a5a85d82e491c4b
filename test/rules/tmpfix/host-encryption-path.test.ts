import { bicep, json, jsonTemplate, rule } from './rule-cases.js';

rule('host-encryption-path', {
  finds: {
    'the property of a scale set beside its profile': [
      json`
{
  "type": "Microsoft.Compute/virtualMachineScaleSets",
  "apiVersion": "2024-07-01",
  "name": "web",
  "properties": {
    "securityProfile": { "▸encryptionAtHost◂": true },
    "virtualMachineProfile": {}
  }
}`,
      {
        severity: 'error',
        certainty: 'definite',
        message:
          "Azure does not read properties.securityProfile.encryptionAtHost of 'web', so encryption at host stays off. Move it to properties.virtualMachineProfile.securityProfile.encryptionAtHost.",
      },
    ],
    'the property of a machine outside of its security profile': bicep`
resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'app'
  properties: { ▸encryptionAtHost◂: true }
}`,
    'among the settings of a disk': bicep`
resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'app'
  properties: {
    storageProfile: { osDisk: { createOption: 'FromImage', managedDisk: { securityProfile: { ▸encryptionAtHost◂: true } } } }
  }
}`,
    'the name of an AKS pool on a machine': bicep`
resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'app'
  properties: { securityProfile: { ▸enableEncryptionAtHost◂: true } }
}`,
    'the name of a machine on an AKS pool': bicep`
resource cluster 'Microsoft.ContainerService/managedClusters@2024-09-01' = {
  name: 'cluster'
  properties: {
    agentPoolProfiles: [
      { name: 'system', vmSize: 'Standard_D2s_v5', ▸encryptionAtHost◂: true }
    ]
  }
}`,
    'on a pool of its own': json`
{
  "type": "Microsoft.ContainerService/managedClusters/agentPools",
  "apiVersion": "2024-09-01",
  "name": "cluster/work",
  "properties": { "securityProfile": { "▸encryptionAtHost◂": true } }
}`,
    'at the cluster': bicep`
resource cluster 'Microsoft.ContainerService/managedClusters@2024-09-01' = {
  name: 'cluster'
  properties: {
    ▸enableEncryptionAtHost◂: true
    agentPoolProfiles: [{ name: 'system' }, { name: 'work' }]
  }
}`,
    'a parameter at the wrong place': bicep`
param useIt bool
resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'app'
  properties: { ▸encryptionAtHost◂: useIt }
}`,
    'a text': [
      bicep`
resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'app'
  properties: { securityProfile: { encryptionAtHost: ▸'true'◂ } }
}`,
      { severity: 'error', message: "of 'app' is the text 'true', where Azure takes a boolean only" },
    ],
    'a text from a parameter': json`
{
  "type": "Microsoft.Resources/deployments",
  "apiVersion": "2022-09-01",
  "name": "machines",
  "properties": {
    "expressionEvaluationOptions": { "scope": "inner" },
    "mode": "Incremental",
    "parameters": { "host": { "value": ▸"true"◂ } },
    "template": {
      "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      "languageVersion": "2.0",
      "contentVersion": "1.0.0.0",
      "parameters": { "host": { "type": "string" } },
      "resources": {
        "vm": {
          "type": "Microsoft.Compute/virtualMachines",
          "apiVersion": "2024-07-01",
          "name": "[format('{0}-vm', 'app')]",
          "properties": { "securityProfile": { "encryptionAtHost": "[parameters('host')]" } }
        }
      }
    }
  }
}`,
    'the profile comes from a variable': bicep`
var profile = { uefiSettings: { ▸encryptionAtHost◂: true } }
resource vms 'Microsoft.Compute/virtualMachines@2024-07-01' = [for i in range(0, 2): {
  name: 'app${'$'}{i}'
  properties: { securityProfile: profile }
}]`,
    'only in one environment': [
      bicep`
@allowed(['dev', 'prod'])
param environment string
resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'app'
  properties: { ▸encryptionAtHost◂: environment == 'prod' ? true : false }
}`,
      { severity: 'warning', certainty: 'possible', message: "If 'environment' is 'prod'" },
    ],
    'in a module': {
      'main.bicep': `
module app 'vm.bicep' = {
  name: 'app'
  params: { host: true }
}`,
      'vm.bicep': `
param host bool
resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'app'
  properties: { hardwareProfile: { ▸encryptionAtHost◂: host } }
}`,
    },
  },
  silent: {
    'it is where Azure reads it, too': bicep`
resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'app'
  properties: { encryptionAtHost: true, securityProfile: { encryptionAtHost: true } }
}`,
    'a parameter decides at the right place': bicep`
param useIt bool
resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'app'
  properties: { encryptionAtHost: true, securityProfile: { encryptionAtHost: useIt } }
}`,
    'false at the wrong place changes nothing': bicep`
resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'app'
  properties: { encryptionAtHost: false }
}`,
    'tags and the settings of extensions are free': json`
{
  "type": "Microsoft.Compute/virtualMachineScaleSets",
  "apiVersion": "2024-07-01",
  "name": "web",
  "tags": { "encryptionAtHost": "true" },
  "properties": {
    "virtualMachineProfile": {
      "securityProfile": { "encryptionAtHost": true },
      "extensionProfile": { "extensions": [{ "name": "x", "properties": { "settings": { "encryptionAtHost": true } } }] }
    }
  }
}`,
    'a text that is not known': bicep`
param useIt string
resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'app'
  properties: { securityProfile: { encryptionAtHost: bool(useIt) } }
}`,
    'a machine that is never deployed': bicep`
resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = if (false) {
  name: 'app'
  properties: { encryptionAtHost: true }
}`,
  },
  fixes: {
    'moves a parameter with the property': {
      before: bicep`
param useIt bool = true
resource web 'Microsoft.Compute/virtualMachineScaleSets@2024-07-01' = {
  name: 'web'
  properties: {
    securityProfile: {
      encryptionAtHost: useIt
    }
    virtualMachineProfile: {
      securityProfile: {
        securityType: 'TrustedLaunch'
      }
    }
  }
}`,
      after: bicep`
param useIt bool = true
resource web 'Microsoft.Compute/virtualMachineScaleSets@2024-07-01' = {
  name: 'web'
  properties: {
    virtualMachineProfile: {
      securityProfile: {
        securityType: 'TrustedLaunch'
        encryptionAtHost: useIt
      }
    }
  }
}`,
    },
    'moves an expression': {
      before: {
        'main.json': jsonTemplate(
          `    {
      "type": "Microsoft.ContainerService/managedClusters",
      "apiVersion": "2024-09-01",
      "name": "cluster",
      "properties": {
        "enableEncryptionAtHost": "[parameters('useIt')]",
        "agentPoolProfiles": [
          {
            "name": "system"
          },
          {
            "name": "work"
          }
        ]
      }
    }`,
          `
  "parameters": { "useIt": { "type": "bool" } },`,
        ),
      },
      after: {
        'main.json': jsonTemplate(
          `    {
      "type": "Microsoft.ContainerService/managedClusters",
      "apiVersion": "2024-09-01",
      "name": "cluster",
      "properties": {
        "agentPoolProfiles": [
          {
            "name": "system",
            "enableEncryptionAtHost": "[parameters('useIt')]"
          },
          {
            "name": "work",
            "enableEncryptionAtHost": "[parameters('useIt')]"
          }
        ]
      }
    }`,
          `
  "parameters": { "useIt": { "type": "bool" } },`,
        ),
      },
    },
    'writes a text as a boolean': {
      before: bicep`
resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'app'
  properties: { securityProfile: { encryptionAtHost: 'True' } }
}`,
      after: bicep`
resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'app'
  properties: { securityProfile: { encryptionAtHost: true } }
}`,
    },
  },
});
