import { bicep, json, rule } from './rule-cases.js';

rule('host-encryption-explicit-false', {
  finds: {
    'a machine': [
      bicep`
resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'app'
  properties: { securityProfile: { encryptionAtHost: ▸false◂ } }
}`,
      {
        severity: 'information',
        message: "'app' says false for encryption at host, which Azure refuses in a subscription without the feature",
      },
    ],
    'a scale set': json`
{
  "type": "Microsoft.Compute/virtualMachineScaleSets",
  "apiVersion": "2024-07-01",
  "name": "web",
  "properties": { "virtualMachineProfile": { "securityProfile": { "encryptionAtHost": ▸false◂ } } }
}`,
    'the default of a parameter, in a loop': bicep`
param useIt bool = ▸false◂
resource vms 'Microsoft.Compute/virtualMachines@2024-07-01' = [for i in range(0, 2): {
  name: 'app${'$'}{i}'
  properties: { securityProfile: { encryptionAtHost: useIt } }
}]`,
    'one side of a condition': [
      bicep`
param production bool
resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'app'
  properties: { securityProfile: { encryptionAtHost: production ? true : ▸false◂ } }
}`,
      { certainty: 'possible', severity: 'information' },
    ],
    'what a module is called with, as the Bicep compiler writes it': json`
{
  "type": "Microsoft.Resources/deployments",
  "apiVersion": "2022-09-01",
  "name": "machines",
  "properties": {
    "expressionEvaluationOptions": { "scope": "inner" },
    "mode": "Incremental",
    "parameters": { "host": { "value": ▸false◂ } },
    "template": {
      "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      "languageVersion": "2.0",
      "contentVersion": "1.0.0.0",
      "parameters": { "host": { "type": "bool" } },
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
  },
  silent: {
    null: bicep`
resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'app'
  properties: { securityProfile: { encryptionAtHost: null } }
}`,
    'it is not there': bicep`
resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'app'
  properties: { securityProfile: {} }
}`,
    'a parameter decides': bicep`
param useIt bool
resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'app'
  properties: { securityProfile: { encryptionAtHost: useIt } }
}`,
    'a node pool': bicep`
resource cluster 'Microsoft.ContainerService/managedClusters@2024-09-01' = {
  name: 'cluster'
  properties: { agentPoolProfiles: [{ name: 'system', enableEncryptionAtHost: false }] }
}`,
    'an existing machine and one that is never deployed': bicep`
resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' existing = {
  name: 'app'
}
resource other 'Microsoft.Compute/virtualMachines@2024-07-01' = if (false) {
  name: 'other'
  properties: { securityProfile: { encryptionAtHost: false } }
}`,
  },
  fixes: {
    'writes null on one side of a condition': {
      before: bicep`
param production bool
resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'app'
  properties: { securityProfile: { encryptionAtHost: production ? true : false } }
}`,
      after: bicep`
param production bool
resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'app'
  properties: { securityProfile: { encryptionAtHost: production ? true : null } }
}`,
    },
    'writes null in an expression': {
      before: json`
{
  "type": "Microsoft.Compute/virtualMachines",
  "apiVersion": "2024-07-01",
  "name": "app",
  "properties": { "securityProfile": { "encryptionAtHost": "[if(empty(resourceGroup().tags), true(), false())]" } }
}`,
      after: json`
{
  "type": "Microsoft.Compute/virtualMachines",
  "apiVersion": "2024-07-01",
  "name": "app",
  "properties": { "securityProfile": { "encryptionAtHost": "[if(empty(resourceGroup().tags), true(), null())]" } }
}`,
      title: 'Use null instead of false',
    },
  },
});
