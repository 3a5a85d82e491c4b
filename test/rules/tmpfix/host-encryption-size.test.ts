import { bicep, json, rule } from './rule-cases.js';

rule('host-encryption-size', {
  finds: {
    'a machine': [
      bicep`
resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'app'
  properties: {
    hardwareProfile: { vmSize: ▸'Standard_D2_v3'◂ }
    securityProfile: { encryptionAtHost: true }
  }
}`,
      {
        severity: 'error',
        certainty: 'definite',
        message:
          "'app' turns on encryption at host, which Standard_D2_v3 does not have, so Azure refuses it. Use a size that has it, such as Standard_D2ds_v5.",
      },
    ],
    'whatever the letter case of the size': json`
{
  "type": "Microsoft.Compute/virtualMachines",
  "apiVersion": "2024-07-01",
  "name": "app",
  "properties": {
    "hardwareProfile": { "vmSize": ▸"standard_a2_v2"◂ },
    "securityProfile": { "encryptionAtHost": true }
  }
}`,
    'a scale set': json`
{
  "type": "Microsoft.Compute/virtualMachineScaleSets",
  "apiVersion": "2024-07-01",
  "name": "web",
  "sku": { "name": ▸"Standard_D2_v2"◂ },
  "properties": { "virtualMachineProfile": { "securityProfile": { "encryptionAtHost": true } } }
}`,
    'a pool of a cluster': bicep`
resource cluster 'Microsoft.ContainerService/managedClusters@2024-09-01' = {
  name: 'cluster'
  properties: {
    agentPoolProfiles: [
      { name: 'system', vmSize: 'Standard_D2s_v3', enableEncryptionAtHost: true }
      { name: 'old', vmSize: ▸'Standard_D2_v2'◂, enableEncryptionAtHost: true }
    ]
  }
}`,
    'the default of a parameter': bicep`
param size string = ▸'Standard_D2_v3'◂
resource vms 'Microsoft.Compute/virtualMachines@2024-07-01' = [for i in range(0, 2): {
  name: 'app${'$'}{i}'
  properties: {
    hardwareProfile: { vmSize: size }
    securityProfile: { encryptionAtHost: true }
  }
}]`,
    'one of the allowed sizes': [
      bicep`
@allowed(['Standard_D2_v3', 'Standard_D2s_v5'])
param size string
resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'app'
  properties: {
    hardwareProfile: { vmSize: ▸size◂ }
    securityProfile: { encryptionAtHost: true }
  }
}`,
      { severity: 'warning', certainty: 'possible', message: "If 'size' is 'Standard_D2_v3'" },
    ],
    'only where both go together': [
      bicep`
@allowed(['dev', 'prod'])
param environment string
resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'app'
  properties: {
    hardwareProfile: { vmSize: environment == 'prod' ? 'Standard_D2s_v5' : ▸'Standard_D2_v3'◂ }
    securityProfile: { encryptionAtHost: true }
  }
}`,
      { severity: 'warning', certainty: 'possible', message: "If 'environment' is 'dev'" },
    ],
    'what a nested deployment is called with': json`
{
  "type": "Microsoft.Resources/deployments",
  "apiVersion": "2022-09-01",
  "name": "machines",
  "properties": {
    "expressionEvaluationOptions": { "scope": "inner" },
    "mode": "Incremental",
    "parameters": { "size": { "value": ▸"Standard_D2_v3"◂ } },
    "template": {
      "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      "languageVersion": "2.0",
      "contentVersion": "1.0.0.0",
      "parameters": { "size": { "type": "string" } },
      "resources": {
        "vm": {
          "type": "Microsoft.Compute/virtualMachines",
          "apiVersion": "2024-07-01",
          "name": "[format('{0}-vm', 'app')]",
          "properties": {
            "hardwareProfile": { "vmSize": "[parameters('size')]" },
            "securityProfile": { "encryptionAtHost": true }
          }
        }
      }
    }
  }
}`,
  },
  silent: {
    'the size has it': bicep`
resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'app'
  properties: {
    hardwareProfile: { vmSize: 'Standard_D2s_v3' }
    securityProfile: { encryptionAtHost: true }
  }
}`,
    'the size is not in the table': bicep`
resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'app'
  properties: {
    hardwareProfile: { vmSize: 'Standard_X99s_v9' }
    securityProfile: { encryptionAtHost: true }
  }
}`,
    'the size is not known': bicep`
param size string
resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'app'
  properties: {
    hardwareProfile: { vmSize: size }
    securityProfile: { encryptionAtHost: true }
  }
}`,
    'it is not on': bicep`
resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'app'
  properties: { hardwareProfile: { vmSize: 'Standard_D2_v3' } }
}`,
    'it is on for the sizes that have it': bicep`
@allowed(['dev', 'prod'])
param environment string
resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'app'
  properties: {
    hardwareProfile: { vmSize: environment == 'prod' ? 'Standard_D2s_v5' : 'Standard_D2_v3' }
    securityProfile: { encryptionAtHost: environment == 'prod' ? true : null }
  }
}`,
  },
  fixes: {
    'changes the default': {
      before: bicep`
param size string = 'Standard_D2_v3'
resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'app'
  properties: {
    hardwareProfile: { vmSize: size }
    securityProfile: { encryptionAtHost: true }
  }
}`,
      after: bicep`
param size string = 'Standard_D2ds_v5'
resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'app'
  properties: {
    hardwareProfile: { vmSize: size }
    securityProfile: { encryptionAtHost: true }
  }
}`,
      title: 'Change the size to Standard_D2ds_v5',
    },
  },
});
