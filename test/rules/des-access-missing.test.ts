import { describe, expect, it } from 'vitest';
import { bicep, findingsIn, fixed, json, jsonTemplate, rule } from './rule-cases.js';
import {
  CRYPTO_OFFICER,
  diskInBicep,
  diskInJson,
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
const ROLES_IN_JSON = '"enableRbacAuthorization": true';

rule('des-access-missing', {
  finds: {
    'no grant at all in a vault of roles, in Bicep': [
      bicep`${vaultInBicep(ROLES)}${setInBicep('▸set◂')}${diskInBicep()}`,
      {
        severity: 'error',
        certainty: 'definite',
        message: /identity of 'des' use the keys of 'kv'.*role Key Vault Crypto Service Encryption User/,
      },
    ],
    'no grant at all in a vault of roles, in JSON': [
      json`${vaultInJson(ROLES_IN_JSON)},${setInJson('▸Microsoft.Compute/diskEncryptionSets◂')},${diskInJson()}`,
      { severity: 'error' },
    ],
    'no grant at all in a vault of policies': [
      bicep`${vaultInBicep(`${POLICIES}\n    accessPolicies: []`)}${setInBicep('▸set◂')}${diskInBicep()}`,
      { severity: 'error', message: /access policy with the key permissions get, wrapKey and unwrapKey/ },
    ],
    'no grant at all, and no disk yet, which Azure lets pass': [
      bicep`${vaultInBicep('')}${setInBicep('▸set◂')}`,
      { severity: 'warning', certainty: 'definite' },
    ],
    'only the administrator has a policy': bicep`
param adminObjectId string
${vaultInBicep(`${POLICIES}\n    accessPolicies: [${policy("['all']", 'adminObjectId')}]`)}${setInBicep('▸set◂')}`,
    'only the deployer has a role': bicep`
${vaultInBicep(ROLES)}${setInBicep('▸set◂')}${roleInBicep({ principal: 'deployer().objectId' })}`,
    'a role that does not open keys': bicep`${vaultInBicep(ROLES)}${setInBicep('▸set◂')}${roleInBicep({ role: READER })}`,
    'a role on another vault': bicep`
${vaultInBicep(ROLES)}${setInBicep('▸set◂')}
resource other 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'other'
  properties: {}
}
${roleInBicep({ scope: '\n  scope: other' })}`,
    'a role on the set itself': bicep`
${vaultInBicep(ROLES)}${setInBicep('▸set◂')}${roleInBicep({ scope: '\n  scope: set' })}`,
    'a policy on another vault': bicep`
${vaultInBicep(POLICIES)}${setInBicep('▸set◂')}
resource other 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'other'
  properties: { enablePurgeProtection: true, accessPolicies: [${policy(ENOUGH)}] }
}`,
    'the grant is for another set': bicep`
${vaultInBicep(ROLES)}${setInBicep('▸set◂')}
resource other 'Microsoft.Compute/diskEncryptionSets@2024-03-02' = {
  name: 'other'
  identity: { type: 'SystemAssigned' }
  properties: { activeKey: { keyUrl: key.properties.keyUriWithVersion } }
}
${roleInBicep({ principal: 'other.identity.principalId' })}`,
    'the policy names the set instead of its identity': bicep`
${vaultInBicep(POLICIES)}${setInBicep('▸set◂')}${policiesInBicep(policy(ENOUGH, "'4f6d2c1a-8b3e-4d5f-9a7c-1e2d3c4b5a60'"))}`,
    'a user-assigned identity of the template, which needs its key at once': [
      bicep`${vaultInBicep(ROLES)}${userAssignedSetInBicep('▸set◂')}`,
      { severity: 'error' },
    ],
    'the grant is for an identity that the set does not use': bicep`
${vaultInBicep(ROLES)}${setInBicep('▸set◂')}
resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: 'id'
}
${roleInBicep({ principal: 'identity.properties.principalId' })}`,
    'the assignment is switched off by the default of a parameter': bicep`
param assign bool = false
${vaultInBicep(ROLES)}${setInBicep('▸set◂')}${roleInBicep({ condition: 'if (assign) ' })}`,
    'a vault that only one of two environments has': [
      {
        'main.bicep': `
param own bool
resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = if (own) {
  name: 'kv'
  properties: {
    enablePurgeProtection: true
    ${ROLES}
  }
}
resource ▸set◂ 'Microsoft.Compute/diskEncryptionSets@2024-03-02' = {
  name: 'des'
  identity: { type: 'SystemAssigned' }
  properties: { activeKey: { sourceVault: { id: vault.id }, keyUrl: 'https://kv.vault.azure.net/keys/key/1' } }
}`,
      },
      { severity: 'information', certainty: 'possible', message: /^If 'own' is true/ },
    ],
    'set and vault in modules of their own': {
      'main.bicep': `
module vault 'vault.bicep' = {
  name: 'vault'
}
module set 'set.bicep' = {
  name: 'set'
  params: { keyUrl: vault.outputs.keyUrl }
}`,
      'vault.bicep': `${vaultInBicep(ROLES)}
output keyUrl string = key.properties.keyUriWithVersion`,
      'set.bicep': `
param keyUrl string
resource ▸set◂ 'Microsoft.Compute/diskEncryptionSets@2024-03-02' = {
  name: 'des'
  identity: { type: 'SystemAssigned' }
  properties: { activeKey: { keyUrl: keyUrl } }
}`,
    },
    'a nested deployment assigns the wrong role': {
      'main.json': jsonTemplate(`${vaultInJson(ROLES_IN_JSON)},${setInJson('▸Microsoft.Compute/diskEncryptionSets◂')},
    { "type": "Microsoft.Resources/deployments", "apiVersion": "2022-09-01", "name": "access", "properties": {
      "mode": "Incremental", "expressionEvaluationOptions": { "scope": "inner" },
      "parameters": { "principal": { "value": "[reference(resourceId('Microsoft.Compute/diskEncryptionSets', 'des'), '2024-03-02', 'full').identity.principalId]" } },
      "template": {
        "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#", "contentVersion": "1.0.0.0",
        "parameters": { "principal": { "type": "string" } },
        "resources": [ { "type": "Microsoft.KeyVault/vaults/providers/roleAssignments", "apiVersion": "2022-04-01",
          "name": "kv/Microsoft.Authorization/4f6d2c1a-8b3e-4d5f-9a7c-1e2d3c4b5a60", "properties": {
            "principalId": "[parameters('principal')]",
            "roleDefinitionId": "[resourceId('Microsoft.Authorization/roleDefinitions', '${READER}')]" } } ] } } }`),
    },
    'sets of a loop, said once': bicep`
${vaultInBicep(ROLES)}
resource ▸sets◂ 'Microsoft.Compute/diskEncryptionSets@2024-03-02' = [for name in ['a', 'b']: {
  name: name
  identity: { type: 'SystemAssigned' }
  properties: { activeKey: { keyUrl: key.properties.keyUriWithVersion } }
}]`,
    'as the compiler writes it': {
      'main.json': `{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "languageVersion": "2.0",
  "contentVersion": "1.0.0.0",
  "parameters": { "prefix": { "type": "string" } },
  "resources": {
    "vault": { "type": "Microsoft.KeyVault/vaults", "apiVersion": "2023-07-01", "name": "[format('{0}-kv', parameters('prefix'))]",
      "properties": { "enablePurgeProtection": true, "enableRbacAuthorization": true } },
    "vault::key": { "type": "Microsoft.KeyVault/vaults/keys", "apiVersion": "2023-07-01",
      "name": "[format('{0}/{1}', format('{0}-kv', parameters('prefix')), 'key')]", "properties": { "kty": "RSA" }, "dependsOn": ["vault"] },
    "set": { "type": "▸Microsoft.Compute/diskEncryptionSets◂", "apiVersion": "2024-03-02", "name": "des", "identity": { "type": "SystemAssigned" },
      "properties": { "activeKey": { "sourceVault": { "id": "[resourceId('Microsoft.KeyVault/vaults', format('{0}-kv', parameters('prefix')))]" },
        "keyUrl": "[reference('vault::key').keyUriWithVersion]" } }, "dependsOn": ["vault", "vault::key"] }
  }
}`,
    },
  },
  silent: {
    'the role on the vault': bicep`${vaultInBicep(ROLES)}${setInBicep()}${roleInBicep()}`,
    'the role on the vault, in JSON': json`${vaultInJson(ROLES_IN_JSON)},${setInJson()},${roleInJson()}`,
    'the role on the key': bicep`${vaultInBicep(ROLES)}${setInBicep()}${roleInBicep({ scope: '\n  scope: key' })}`,
    'the role on the resource group': bicep`${vaultInBicep(ROLES)}${setInBicep()}${roleInBicep({ scope: '' })}`,
    'a broader role': bicep`${vaultInBicep(ROLES)}${setInBicep()}${roleInBicep({ role: CRYPTO_OFFICER })}`,
    "a role of one's own, whose permissions are not known": bicep`
${vaultInBicep(ROLES)}${setInBicep()}${roleInBicep({ role: '4f6d2c1a-8b3e-4d5f-9a7c-1e2d3c4b5a60' })}`,
    'the role in the old form of JSON': json`${vaultInJson(ROLES_IN_JSON)},${setInJson()},
    { "type": "Microsoft.KeyVault/vaults/providers/roleAssignments", "apiVersion": "2022-04-01",
      "name": "kv/Microsoft.Authorization/4f6d2c1a-8b3e-4d5f-9a7c-1e2d3c4b5a60", "properties": {
        "principalId": "[reference(resourceId('Microsoft.Compute/diskEncryptionSets', 'des'), '2024-03-02', 'full').identity.principalId]",
        "roleDefinitionId": "[resourceId('Microsoft.Authorization/roleDefinitions', 'e147488a-f6f5-4113-8e2d-b22465e65bf6')]" } }`,
    'a policy beside the vault': bicep`${vaultInBicep(POLICIES)}${setInBicep()}${policiesInBicep(policy(ENOUGH))}`,
    'a policy beside the vault, in JSON': json`
${vaultInJson('"enableRbacAuthorization": false')},${setInJson()},${policiesInJson('["all"]')}`,
    'a policy in the vault for a user-assigned identity': bicep`
${vaultInBicep(`${POLICIES}\n    accessPolicies: [${policy(ENOUGH, 'identity.properties.principalId')}]`)}${userAssignedSetInBicep()}`,
    'the role of a user-assigned identity': bicep`
${vaultInBicep(ROLES)}${userAssignedSetInBicep()}${roleInBicep({ principal: 'identity.properties.principalId' })}`,
    'a user-assigned identity that is there already': bicep`
${vaultInBicep(ROLES)}${userAssignedSetInBicep().replace("@2023-01-31' =", "@2023-01-31' existing =")}`,
    'an identity of the caller': bicep`
param identityId string
${vaultInBicep(ROLES)}
resource set 'Microsoft.Compute/diskEncryptionSets@2024-03-02' = {
  name: 'des'
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${'$'}{identityId}': {} } }
  properties: { activeKey: { keyUrl: key.properties.keyUriWithVersion } }
}`,
    'the model of the vault is not known': bicep`
param roles bool
${vaultInBicep('enableRbacAuthorization: roles')}${setInBicep()}`,
    'policies that are not known': bicep`
param policies array
${vaultInBicep(`${POLICIES}\n    accessPolicies: policies`)}${setInBicep()}`,
    'policies of which some are not known': bicep`
param policies array
${vaultInBicep(`${POLICIES}\n    accessPolicies: concat([], policies)`)}${setInBicep()}`,
    'a parameter that is meant for the identity of the set': bicep`
param desPrincipalId string
${vaultInBicep(ROLES)}${setInBicep()}${roleInBicep({ principal: 'desPrincipalId' })}`,
    'a grant under a condition that is open': bicep`
param assign bool
${vaultInBicep(ROLES)}${setInBicep()}${roleInBicep({ condition: 'if (assign) ' })}`,
    'a module of a registry that is told of the identity': bicep`
${vaultInBicep(ROLES)}${setInBicep()}
module access 'br/public:avm/ptn/authorization/resource-role-assignment:0.1.1' = {
  name: 'access'
  params: { principalId: set.identity.principalId, resourceId: vault.id, roleDefinitionId: 'x' }
}`,
    'a module of a registry that is told of the vault': bicep`
${vaultInBicep(ROLES)}${setInBicep()}
module access 'br/public:avm/ptn/x:1.0.0' = {
  name: 'access'
  params: { vaults: [vault.name] }
}`,
    'a script that is told of the vault': bicep`
${vaultInBicep(ROLES)}${setInBicep()}
resource script 'Microsoft.Resources/deploymentScripts@2023-08-01' = {
  name: 'grant'
  kind: 'AzureCLI'
  properties: { azCliVersion: '2.60.0', retentionInterval: 'PT1H', scriptContent: 'az ...', arguments: vault.name }
}`,
    'a local module assigns the role': {
      'main.bicep': `${vaultInBicep(ROLES)}${setInBicep()}
module access 'access.bicep' = {
  name: 'access'
  params: { principals: [set.identity.principalId], vault: vault.name }
}`,
      'access.bicep': `
param principals array
param vault string
resource kv 'Microsoft.KeyVault/vaults@2023-07-01' existing = {
  name: vault
}
resource roles 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for id in principals: {
  name: guid(id)
  scope: kv
  properties: {
    principalId: id
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'e147488a-f6f5-4113-8e2d-b22465e65bf6')
  }
}]`,
    },
    'the vault is there already': bicep`
resource vault 'Microsoft.KeyVault/vaults@2023-07-01' existing = {
  name: 'kv'
}
resource key 'Microsoft.KeyVault/vaults/keys@2023-07-01' = {
  parent: vault
  name: 'key'
  properties: { kty: 'RSA' }
}
${setInBicep()}`,
    'a managed HSM': bicep`
resource hsm 'Microsoft.KeyVault/managedHSMs@2023-07-01' = {
  name: 'hsm'
  properties: {}
}
resource key 'Microsoft.KeyVault/managedHSMs/keys@2023-07-01' = {
  parent: hsm
  name: 'key'
  properties: { kty: 'RSA-HSM' }
}
${setInBicep()}`,
    'a set without disks whose principal id goes to the caller': bicep`
${vaultInBicep(ROLES)}${setInBicep()}
output principalId string = set.identity.principalId`,
    'a vault that is recovered with its policies': bicep`
${vaultInBicep(`${POLICIES}\n    createMode: 'recover'`)}${setInBicep()}`,
  },
  fixes: {
    'a role assignment that the disk waits for': {
      before: bicep`${vaultInBicep(ROLES)}${setInBicep()}${diskInBicep()}`,
      after: bicep`${vaultInBicep(ROLES)}${setInBicep()}

resource setAccess 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: vault
  name: guid(vault.id, set.id, 'e147488a-f6f5-4113-8e2d-b22465e65bf6')
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'e147488a-f6f5-4113-8e2d-b22465e65bf6')
    principalId: set.identity.principalId
    principalType: 'ServicePrincipal'
  }
}${diskInBicep('disk', '\n  dependsOn: [\n    setAccess\n  ]')}`,
      title: "Assign the role Key Vault Crypto Service Encryption User on 'kv'",
    },
    'an access policy that the set waits for, where it reaches its key as a user-assigned identity': {
      before: bicep`${vaultInBicep(POLICIES)}${userAssignedSetInBicep()}`,
      after: bicep`${vaultInBicep(POLICIES)}${userAssignedSetInBicep(
        'set',
        '\n  dependsOn: [\n    identityAccess\n  ]',
      ).replace(
        '\nresource set',
        `

resource identityAccess 'Microsoft.KeyVault/vaults/accessPolicies@2023-07-01' = {
  parent: vault
  name: 'add'
  properties: {
    accessPolicies: [
      {
        tenantId: subscription().tenantId
        objectId: identity.properties.principalId
        permissions: {
          keys: [
            'get'
            'wrapKey'
            'unwrapKey'
          ]
        }
      }
    ]
  }
}
resource set`,
      )}`,
      title: "Add an access policy to 'kv'",
    },
  },
});

describe('the fix of des-access-missing', () => {
  const files = json`${vaultInJson(ROLES_IN_JSON)},${setInJson()},${diskInJson()}`;

  it('leaves nothing to be said, in JSON', () => {
    const found = findingsIn(files);
    expect(found.map(({ rule: id }) => id)).toEqual(['des-access-missing']);
    expect(found.flatMap((finding) => findingsIn(fixed(files, finding)))).toEqual([]);
  });

  it('is not offered for a vault of another template, in which a resource of this one cannot be named', () => {
    const apart = {
      'main.bicep': `module keys 'keys.bicep' = {
  name: 'keys'
}
resource set 'Microsoft.Compute/diskEncryptionSets@2024-03-02' = {
  name: 'des'
  identity: { type: 'SystemAssigned' }
  properties: { activeKey: { keyUrl: keys.outputs.url } }
}
${diskInBicep()}`,
      'keys.bicep': `${vaultInBicep(ROLES)}
output url string = key.properties.keyUriWithVersion
`,
    };
    const found = findingsIn(apart).filter((one) => one.rule === 'des-access-missing');
    expect(found.map(({ fixes }) => fixes)).toEqual([[]]);
  });
});
