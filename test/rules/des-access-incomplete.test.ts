import { bicep, json, rule } from './rule-cases.js';
import {
  ENOUGH,
  policiesInBicep,
  policiesInJson,
  policy,
  roleInBicep,
  setInBicep,
  setInJson,
  userAssignedSetInBicep,
  vaultInBicep,
  vaultInJson,
} from './access-templates.js';

const POLICIES = 'enableRbacAuthorization: false';

rule('des-access-incomplete', {
  finds: {
    'a policy without unwrapKey, in Bicep': [
      bicep`${vaultInBicep(POLICIES)}${setInBicep()}${policiesInBicep(policy("▸['get', 'wrapKey']◂"))}`,
      { severity: 'error', certainty: 'definite', message: "The access policy of 'des' on 'kv' lacks unwrapKey" },
    ],
    'a policy without wrapKey, in JSON': [
      json`${vaultInJson('"enableRbacAuthorization": false')},${setInJson()},${policiesInJson('▸["Get", "UnwrapKey"]◂')}`,
      { severity: 'error', message: /lacks wrapKey/ },
    ],
    'a policy for secrets only': [
      bicep`${vaultInBicep(POLICIES)}${setInBicep()}${policiesInBicep(
        "{ objectId: set.identity.principalId, ▸permissions◂: { secrets: ['get'] } }",
      )}`,
      { message: /lacks get, wrapKey and unwrapKey/ },
    ],
    'permissions in a variable': bicep`
var permissions = ▸['get']◂
${vaultInBicep(POLICIES)}${setInBicep()}${policiesInBicep(policy('permissions'))}`,
    'permissions by the default of a parameter': bicep`
param permissions array = ▸['get', 'list']◂
${vaultInBicep(POLICIES)}${setInBicep()}${policiesInBicep(policy('permissions'))}`,
    'a vault that was there before, to which the policy is added': bicep`
resource vault 'Microsoft.KeyVault/vaults@2023-07-01' existing = {
  name: 'kv'
}
resource key 'Microsoft.KeyVault/vaults/keys@2023-07-01' existing = {
  parent: vault
  name: 'key'
}
${setInBicep()}${policiesInBicep(policy("▸['get']◂"))}`,
    'a policy in the vault for a user-assigned identity': bicep`
${vaultInBicep(`${POLICIES}\n    accessPolicies: [${policy("▸['get', 'wrapKey']◂", 'identity.properties.principalId')}]`)}
${userAssignedSetInBicep()}`,
    'a module makes the policy for a principal that it is told': {
      'main.bicep': `${vaultInBicep(POLICIES)}${setInBicep()}
module access 'access.bicep' = {
  name: 'access'
  params: { vaultName: vault.name, principal: set.identity.principalId, permissions: ▸['wrapKey', 'unwrapKey']◂ }
}`,
      'access.bicep': `
param vaultName string
param principal string
param permissions array
resource policies 'Microsoft.KeyVault/vaults/accessPolicies@2023-07-01' = {
  name: '\${vaultName}/add'
  properties: { accessPolicies: [{ objectId: principal, permissions: { keys: permissions } }] }
}`,
    },
    'as the compiler writes it': {
      'main.json': `{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "languageVersion": "2.0",
  "contentVersion": "1.0.0.0",
  "parameters": { "vault": { "type": "string" } },
  "resources": {
    "kv": { "type": "Microsoft.KeyVault/vaults", "apiVersion": "2023-07-01", "name": "[parameters('vault')]",
      "properties": { "enablePurgeProtection": true, "enableRbacAuthorization": false } },
    "key": { "type": "Microsoft.KeyVault/vaults/keys", "apiVersion": "2023-07-01", "name": "[format('{0}/{1}', parameters('vault'), 'key')]",
      "properties": { "kty": "RSA" }, "dependsOn": ["kv"] },
    "set": { "type": "Microsoft.Compute/diskEncryptionSets", "apiVersion": "2024-03-02", "name": "des", "identity": { "type": "SystemAssigned" },
      "properties": { "activeKey": { "keyUrl": "[reference('key').keyUriWithVersion]" } }, "dependsOn": ["key"] },
    "policies": { "type": "Microsoft.KeyVault/vaults/accessPolicies", "apiVersion": "2023-07-01",
      "name": "[format('{0}/{1}', parameters('vault'), 'add')]", "properties": { "accessPolicies": [
        { "objectId": "[reference('set', '2024-03-02', 'full').identity.principalId]", "permissions": { "keys": ▸["get", "unwrapKey"]◂ } } ] },
      "dependsOn": ["set"] }
  }
}`,
    },
    'permissions of one of two environments': [
      bicep`
param env string
${vaultInBicep(POLICIES)}${setInBicep()}${policiesInBicep(policy("▸['get']◂"))}
resource other 'Microsoft.Compute/disks@2024-03-02' = if (env == 'prod') {
  name: 'other'
}`,
      { certainty: 'definite' },
    ],
    'sets of a loop': bicep`
${vaultInBicep(POLICIES)}
resource sets 'Microsoft.Compute/diskEncryptionSets@2024-03-02' = [for name in ['a', 'b']: {
  name: name
  identity: { type: 'SystemAssigned' }
  properties: { activeKey: { keyUrl: key.properties.keyUriWithVersion } }
}]
resource policies 'Microsoft.KeyVault/vaults/accessPolicies@2023-07-01' = {
  parent: vault
  name: 'add'
  properties: { accessPolicies: [for i in range(0, 2): {
    objectId: sets[i].identity.principalId
    permissions: { keys: ▸['get']◂ }
  }] }
}`,
  },
  silent: {
    'all three permissions': bicep`${vaultInBicep(POLICIES)}${setInBicep()}${policiesInBicep(policy(ENOUGH))}`,
    'all three in other letters, in JSON': json`
${vaultInJson('"enableRbacAuthorization": false')},${setInJson()},${policiesInJson('["GET", "wrapkey", "unwrapkey"]')}`,
    'the permission all': bicep`${vaultInBicep(POLICIES)}${setInBicep()}${policiesInBicep(policy("['all']"))}`,
    'two policies that add up': bicep`${vaultInBicep(POLICIES)}${setInBicep()}${policiesInBicep(
      `${policy("['get']")}, ${policy("['wrapKey', 'unwrapKey']")}`,
    )}`,
    'a policy of somebody else': bicep`
param adminObjectId string
${vaultInBicep(POLICIES)}${setInBicep()}${policiesInBicep(`${policy(ENOUGH)}, ${policy("['get']", 'adminObjectId')}`)}`,
    'permissions that are not known': bicep`
param permissions array
${vaultInBicep(POLICIES)}${setInBicep()}${policiesInBicep(policy('permissions'))}`,
    'a vault that looks at roles': bicep`
${vaultInBicep('enableRbacAuthorization: true')}${setInBicep()}${policiesInBicep(policy("['get']"))}${roleInBicep()}`,
  },
  fixes: {
    'the missing permissions': {
      before: bicep`${vaultInBicep(POLICIES)}${setInBicep()}${policiesInBicep(policy("['get']"))}`,
      after: bicep`${vaultInBicep(POLICIES)}${setInBicep()}${policiesInBicep(policy("['get', 'wrapKey', 'unwrapKey']"))}`,
      title: 'Add wrapKey and unwrapKey',
    },
    'the missing permission in JSON': {
      before: json`${vaultInJson('"enableRbacAuthorization": false')},${setInJson()},${policiesInJson('["get", "unwrapKey"]')}`,
      after: json`${vaultInJson('"enableRbacAuthorization": false')},${setInJson()},${policiesInJson('["get", "unwrapKey", "wrapKey"]')}`,
      title: 'Add wrapKey',
    },
    'the whole list': {
      before: bicep`${vaultInBicep(POLICIES)}${setInBicep()}${policiesInBicep(
        "{ objectId: set.identity.principalId, permissions: { secrets: ['get'] } }",
      )}`,
      after: bicep`${vaultInBicep(POLICIES)}${setInBicep()}${policiesInBicep(
        "{ objectId: set.identity.principalId, permissions: { secrets: ['get'], keys: ['get', 'wrapKey', 'unwrapKey'] } }",
      )}`,
    },
  },
});
