import { describe, expect, it } from 'vitest';
import { bicep, findingsIn, json, rule } from './rule-cases.js';
import type { Files } from './rule-cases.js';

const set = (identity: string): string => `
  param keyUrl string
  resource ${identity.includes('▸set◂') ? '▸set◂' : 'set'} 'Microsoft.Compute/diskEncryptionSets@2024-03-02' = {
    name: 'des'
    location: 'westeurope'
    ${identity.replace('▸set◂', '')}
    properties: { activeKey: { keyUrl: keyUrl } }
  }`;

const jsonSet = (identity: string, type = 'Microsoft.Compute/diskEncryptionSets'): string => `{
  "type": "${type}", "apiVersion": "2024-03-02", "name": "des", "location": "westeurope", ${identity}
  "properties": { "activeKey": { "keyUrl": "https://kv.vault.azure.net/keys/k/1" } }
}`;

rule('des-identity-missing', {
  finds: {
    'no identity': [bicep`${set('▸set◂')}`, { severity: 'error' }],
    'an identity without a type': bicep`${set('▸identity◂: {}')}`,
    None: [bicep`${set("identity: { type: ▸'None'◂ }")}`, { severity: 'warning' }],
    'a user-assigned identity that is not listed': [
      bicep`${set("identity: { type: ▸'UserAssigned'◂ }").replace("▸'UserAssigned'◂", "'UserAssigned'").replace('identity:', '▸identity◂:')}`,
      { severity: 'warning' },
    ],
    'a list that the type does not have': [
      bicep`
      resource user 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' existing = { name: 'user' }
      ${set("identity: { type: ▸'SystemAssigned'◂, userAssignedIdentities: { '${user.id}': {} } }")}`,
      { severity: 'warning' },
    ],
    'in JSON': json`${jsonSet('', '▸Microsoft.Compute/diskEncryptionSets◂')}`,
    'in JSON: None from a parameter default': {
      'main.json':
        json`${jsonSet(`"identity": { "type": "[parameters('identity')]" },`)}`['main.json']?.replace(
          '"resources"',
          '"parameters": { "identity": { "type": "string", "defaultValue": ▸"None"◂ } }, "resources"',
        ) ?? '',
    },
    'a set in a module': {
      'main.bicep': "param keyUrl string\nmodule keys 'set.bicep' = { params: { keyUrl: keyUrl } }",
      'set.bicep': set('▸set◂'),
    },
  },
  silent: {
    'a system-assigned identity': bicep`${set("identity: { type: 'SystemAssigned' }")}`,
    'a user-assigned identity that is listed': bicep`
      resource user 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' existing = { name: 'user' }
      ${set("identity: { type: 'UserAssigned', userAssignedIdentities: { '${user.id}': {} } }")}`,
    'both kinds': bicep`
      resource user 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' existing = { name: 'user' }
      ${set("identity: { type: 'SystemAssigned, UserAssigned', userAssignedIdentities: { '${user.id}': {} } }")}`,
    'identities from a parameter': bicep`
      param identities object
      ${set("identity: { type: 'UserAssigned', userAssignedIdentities: identities }")}`,
    'an identity that is not known': bicep`
      param identity object
      ${set('identity: identity')}`,
    'a set that exists already': bicep`
      resource set 'Microsoft.Compute/diskEncryptionSets@2024-03-02' existing = { name: 'des' }`,
    'in JSON': json`${jsonSet('"identity": { "type": "SystemAssigned" },')}`,
  },
  fixes: {
    'gives it a system-assigned identity': {
      before: bicep`${set('identity: {}')}`,
      after: bicep`${set("identity: {\n      type: 'SystemAssigned'\n    }")}`,
    },
  },
});

describe('a set that lists an identity which its type does not have', () => {
  const files = (granted: string): Files => bicep`
    resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
      name: 'kv-disks'
      location: 'westeurope'
      properties: { tenantId: tenant().tenantId, sku: { family: 'A', name: 'premium' }, enableRbacAuthorization: true, enablePurgeProtection: true }
    }
    resource key 'Microsoft.KeyVault/vaults/keys@2023-07-01' = { parent: vault, name: 'disks', properties: { kty: 'RSA' } }
    resource user 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = { name: 'user', location: 'westeurope' }
    resource other 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = { name: 'other', location: 'westeurope' }
    resource grant 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
      scope: vault
      name: guid(vault.id, 'disks')
      properties: {
        principalId: ${granted}.properties.principalId
        roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'e147488a-f6f5-4113-8e2d-b22465e65bf6')
      }
    }
    resource set 'Microsoft.Compute/diskEncryptionSets@2024-03-02' = {
      name: 'des'
      location: 'westeurope'
      identity: { type: 'SystemAssigned', userAssignedIdentities: { '${'${user.id}'}': {} } }
      properties: { activeKey: { keyUrl: key.properties.keyUriWithVersion } }
      dependsOn: [grant]
    }`;
  const rules = (granted: string): string[] => findingsIn(files(granted)).map(({ rule: id }) => id);

  it('is one mistake where that identity has access to the key', () => {
    expect(rules('user')).toEqual(['des-identity-missing']);
  });

  it('is one of two where nobody of it has', () => {
    expect(rules('other').sort()).toEqual(['des-access-missing', 'des-identity-missing']);
  });
});

describe('the fix that gives a set an identity of its own', () => {
  it('is not offered where only others have access to the key', () => {
    const [finding] = findingsIn(bicep`
      resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
        name: 'kv-disks'
        location: 'westeurope'
        properties: { tenantId: tenant().tenantId, sku: { family: 'A', name: 'premium' }, enableRbacAuthorization: true, enablePurgeProtection: true }
      }
      resource key 'Microsoft.KeyVault/vaults/keys@2023-07-01' = { parent: vault, name: 'disks', properties: { kty: 'RSA' } }
      resource set 'Microsoft.Compute/diskEncryptionSets@2024-03-02' = {
        name: 'des'
        location: 'westeurope'
        properties: { activeKey: { keyUrl: key.properties.keyUriWithVersion } }
      }`);
    expect(finding?.rule).toBe('des-identity-missing');
    expect(finding?.fixes).toEqual([]);
  });
});
