import { bicep, json, rule } from './rule-cases.js';

const set = (properties: string): string => `
  resource ${properties.includes('▸set◂') ? '▸set◂' : 'set'} 'Microsoft.Compute/diskEncryptionSets@2024-03-02' = {
    name: 'des'
    location: 'westeurope'
    identity: { type: 'SystemAssigned' }
    properties: {
      ${properties.replace('▸set◂', '')}
    }
  }`;

const vault = `
  resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
    name: 'kv'
    location: 'westeurope'
    properties: {
      sku: { family: 'A', name: 'standard' }
      tenantId: subscription().tenantId
      enablePurgeProtection: true
      enableRbacAuthorization: true
    }
    resource key 'keys' = { name: 'kek', properties: { kty: 'RSA' } }
  }`;

const grant = `
  resource grant 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
    name: guid(vault.id, set.id)
    scope: vault
    properties: {
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'e147488a-f6f5-4113-8e2d-b22465e65bf6')
      principalId: set.identity.principalId
      principalType: 'ServicePrincipal'
    }
  }`;

const jsonSet = (properties: string, type = 'Microsoft.Compute/diskEncryptionSets'): string => `{
  "type": "${type}", "apiVersion": "2024-03-02", "name": "des", "location": "westeurope",
  "identity": { "type": "SystemAssigned" }, "properties": { ${properties} }
}`;

rule('des-key-missing', {
  finds: {
    'no key': [bicep`${set('▸set◂')}`, { severity: 'error' }],
    'an active key without a URL': bicep`${set("▸activeKey◂: { sourceVault: { id: '/x' } }")}`,
    'an empty URL': [bicep`${set("activeKey: { keyUrl: ▸''◂ }")}`, { message: /is empty/ }],
    'an empty URL from a parameter default': bicep`
      param keyUrl string = ▸''◂
      ${set('activeKey: { keyUrl: keyUrl }')}`,
    'in JSON': json`${jsonSet('', '▸Microsoft.Compute/diskEncryptionSets◂')}`,
    'in JSON: an active key without a URL': json`${jsonSet('"▸activeKey◂": {}')}`,
    'in a nested deployment': json`{
      "type": "Microsoft.Resources/deployments", "apiVersion": "2022-09-01", "name": "sets",
      "properties": { "mode": "Incremental", "template": {
        "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#", "contentVersion": "1.0.0.0",
        "resources": [${jsonSet('', '▸Microsoft.Compute/diskEncryptionSets◂')}]
      } }
    }`,
    'a caller that passes nothing': {
      'main.bicep': "module keys 'set.bicep' = { params: { keyUrl: ▸''◂ } }",
      'set.bicep': `param keyUrl string ${set('activeKey: { keyUrl: keyUrl }')}`,
    },
  },
  silent: {
    'a URL that is a parameter': bicep`
      param keyUrl string
      ${set('activeKey: { keyUrl: keyUrl }')}`,
    'an active key that is a parameter': bicep`
      param activeKey object
      ${set('activeKey: activeKey')}`,
    'the URL of a key': bicep`${vault} ${set('activeKey: { keyUrl: vault::key.properties.keyUriWithVersion }')}`,
    'in JSON': json`${jsonSet('"activeKey": { "keyUrl": "https://kv.vault.azure.net/keys/k/1" }')}`,
  },
  fixes: {
    'uses the only key of the template': {
      before: bicep`${vault} ${set('activeKey: { sourceVault: { id: vault.id } }')}${grant}`,
      after: bicep`${vault} ${set('activeKey: { sourceVault: { id: vault.id }, keyUrl: vault::key.properties.keyUriWithVersion }')}${grant}`,
      title: "Use the key 'kek'",
    },
    'grants access to it where there is none': {
      before: bicep`${vault} ${set('activeKey: { sourceVault: { id: vault.id } }')}`,
      after: bicep`${vault} ${set('activeKey: { sourceVault: { id: vault.id }, keyUrl: vault::key.properties.keyUriWithVersion }')}

resource setAccess 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: vault
  name: guid(vault.id, set.id, 'e147488a-f6f5-4113-8e2d-b22465e65bf6')
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'e147488a-f6f5-4113-8e2d-b22465e65bf6')
    principalId: set.identity.principalId
    principalType: 'ServicePrincipal'
  }
}`,
      title: "Use the key 'kek', and grant access to it",
    },
  },
});
