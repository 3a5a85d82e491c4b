import { bicep, json, rule } from './rule-cases.js';
import {
  ENOUGH,
  policiesInBicep,
  policiesInJson,
  policy,
  READER,
  roleInBicep,
  roleInJson,
  setInBicep,
  setInJson,
  userAssignedSetInBicep,
  vaultInBicep,
  vaultInJson,
} from './access-templates.js';

const ROLES = 'enableRbacAuthorization: true';
const POLICIES = 'enableRbacAuthorization: false';

rule('des-access-wrong-model', {
  finds: {
    'a policy in a vault of roles, in Bicep': [
      bicep`${vaultInBicep(ROLES)}${setInBicep()}${policiesInBicep(`▸${policy(ENOUGH)}◂`)}`,
      {
        severity: 'error',
        certainty: 'definite',
        message: "'kv' looks at role assignments only, so it ignores this access policy of 'des'",
      },
    ],
    'a policy in a vault of roles, in JSON': [
      json`${vaultInJson('"enableRbacAuthorization": true')},${setInJson()},${policiesInJson('["all"]', ['▸', '◂'])}`,
      { severity: 'error' },
    ],
    'a role in a vault of policies, in Bicep': [
      bicep`${vaultInBicep(POLICIES)}${setInBicep()}${roleInBicep({ symbol: '▸access◂' })}`,
      { severity: 'error', message: "'kv' looks at access policies only, so it ignores this role assignment of 'des'" },
    ],
    'a role in a vault of policies, in JSON': [
      json`${vaultInJson('"enableRbacAuthorization": false')},${setInJson()},${roleInJson('▸Microsoft.Authorization/roleAssignments◂')}`,
      { severity: 'error' },
    ],
    'a role in a vault that says nothing, in an older API version': [
      bicep`${vaultInBicep('')}${setInBicep()}${roleInBicep({ symbol: '▸access◂' })}`,
      { severity: 'warning', message: /as API version 2023-07-01 does by default/ },
    ],
    'a policy in a vault that says nothing, in a newer API version': [
      bicep`${vaultInBicep('').replace('vaults@2023-07-01', 'vaults@2026-02-01')}${setInBicep()}${policiesInBicep(`▸${policy(ENOUGH)}◂`)}`,
      { severity: 'warning', message: /as API version 2026-02-01 does by default/ },
    ],
    'the model is the default of a parameter': bicep`
param roles bool = false
${vaultInBicep('enableRbacAuthorization: roles')}${setInBicep()}${roleInBicep({ symbol: '▸access◂' })}`,
    'the model fits in one environment only': [
      bicep`
param env string
${vaultInBicep("enableRbacAuthorization: env == 'prod' ? true : false")}${setInBicep()}${roleInBicep({ symbol: '▸access◂' })}`,
      { severity: 'warning', certainty: 'possible', message: /^If .*env.* is false/ },
    ],
    'a policy in the vault for a user-assigned identity': bicep`
${vaultInBicep(`${ROLES}\n    accessPolicies: [▸${policy(ENOUGH, 'identity.properties.principalId')}◂]`)}${userAssignedSetInBicep()}`,
    'a module assigns the role': {
      'main.bicep': `${vaultInBicep(POLICIES)}${setInBicep()}
module access 'access.bicep' = {
  name: 'access'
  params: { principal: set.identity.principalId }
}`,
      'access.bicep': `
param principal string
resource vault 'Microsoft.KeyVault/vaults@2023-07-01' existing = {
  name: 'kv'
}
${roleInBicep({ principal: 'principal', symbol: '▸access◂' })}`,
    },
    'roles of a loop': bicep`
${vaultInBicep(POLICIES)}
resource sets 'Microsoft.Compute/diskEncryptionSets@2024-03-02' = [for name in ['a', 'b']: {
  name: name
  identity: { type: 'SystemAssigned' }
  properties: { activeKey: { keyUrl: key.properties.keyUriWithVersion } }
}]
resource ▸access◂ 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for i in range(0, 2): {
  name: guid('${'$'}{i}')
  scope: vault
  properties: {
    principalId: sets[i].identity.principalId
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'e147488a-f6f5-4113-8e2d-b22465e65bf6')
  }
}]`,
    'as the compiler writes it': {
      'main.json': `{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "languageVersion": "2.0",
  "contentVersion": "1.0.0.0",
  "resources": {
    "vault": { "type": "Microsoft.KeyVault/vaults", "apiVersion": "2023-07-01", "name": "[format('kv-{0}', uniqueString(resourceGroup().id))]",
      "properties": { "enablePurgeProtection": true, "enableRbacAuthorization": false } },
    "key": { "type": "Microsoft.KeyVault/vaults/keys", "apiVersion": "2023-07-01",
      "name": "[format('{0}/{1}', format('kv-{0}', uniqueString(resourceGroup().id)), 'key')]", "properties": { "kty": "RSA" }, "dependsOn": ["vault"] },
    "set": { "type": "Microsoft.Compute/diskEncryptionSets", "apiVersion": "2024-03-02", "name": "des", "identity": { "type": "SystemAssigned" },
      "properties": { "activeKey": { "keyUrl": "[reference('key').keyUriWithVersion]" } }, "dependsOn": ["key"] },
    "access": { "type": "▸Microsoft.Authorization/roleAssignments◂", "apiVersion": "2022-04-01", "name": "[guid('x')]",
      "scope": "[resourceId('Microsoft.KeyVault/vaults', format('kv-{0}', uniqueString(resourceGroup().id)))]",
      "properties": { "principalId": "[reference('set', '2024-03-02', 'full').identity.principalId]",
        "roleDefinitionId": "[subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'e147488a-f6f5-4113-8e2d-b22465e65bf6')]" },
      "dependsOn": ["set", "vault"] }
  }
}`,
    },
  },
  silent: {
    'a policy in a vault of policies': bicep`${vaultInBicep(POLICIES)}${setInBicep()}${policiesInBicep(policy(ENOUGH))}`,
    'a role in a vault of roles': bicep`${vaultInBicep(ROLES)}${setInBicep()}${roleInBicep()}`,
    'both kinds': bicep`${vaultInBicep(ROLES)}${setInBicep()}${policiesInBicep(policy(ENOUGH))}${roleInBicep()}`,
    'the model is not known': bicep`
param roles bool
${vaultInBicep('enableRbacAuthorization: roles')}${setInBicep()}${policiesInBicep(policy(ENOUGH))}`,
    'each kind where its model holds': bicep`
param roles bool
${vaultInBicep('enableRbacAuthorization: roles ? true : false')}${setInBicep()}
${roleInBicep({ condition: 'if (roles) ' })}
resource policies 'Microsoft.KeyVault/vaults/accessPolicies@2023-07-01' = if (!roles) {
  parent: vault
  name: 'add'
  properties: { accessPolicies: [${policy(ENOUGH)}] }
}`,
    'a policy of somebody else in a vault of roles': bicep`
param adminObjectId string
${vaultInBicep(`${ROLES}\n    accessPolicies: [${policy(ENOUGH, 'adminObjectId')}]`)}${setInBicep()}${roleInBicep()}`,
    'a role that does not open the key': json`
${vaultInJson('"enableRbacAuthorization": false')},${setInJson()},${policiesInJson('["all"]')},${roleInJson(undefined, READER)}`,
  },
  fixes: {
    'the vault changes its model': {
      before: bicep`${vaultInBicep(POLICIES)}${setInBicep()}${roleInBicep()}`,
      after: bicep`${vaultInBicep(ROLES)}${setInBicep()}${roleInBicep()}`,
      title: "Let 'kv' use role assignments",
    },
    'the vault says its model': {
      before: json`${vaultInJson('"tenantId": "t"')},${setInJson()},${roleInJson()}`,
      after: json`${vaultInJson('"tenantId": "t", "enableRbacAuthorization": true')},${setInJson()},${roleInJson()}`,
    },
    'the vault looks at policies again': {
      before: bicep`${vaultInBicep(ROLES)}${setInBicep()}${policiesInBicep(policy(ENOUGH))}`,
      after: bicep`${vaultInBicep(POLICIES)}${setInBicep()}${policiesInBicep(policy(ENOUGH))}`,
      title: "Let 'kv' use access policies",
    },
  },
});
