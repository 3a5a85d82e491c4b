import { bicep, json, jsonTemplate, rule } from './rule-cases.js';
import {
  diskInBicep,
  diskInJson,
  ENOUGH,
  policiesInBicep,
  policiesInJson,
  policy,
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
const SET_ID = "[resourceId('Microsoft.Compute/diskEncryptionSets', 'des')]";
const ROLE_ID =
  "[extensionResourceId(resourceId('Microsoft.KeyVault/vaults', 'kv'), 'Microsoft.Authorization/roleAssignments', guid('kv', 'des'))]";

rule('des-access-race', {
  finds: {
    'a disk that does not wait for the role, in Bicep': [
      bicep`${vaultInBicep(ROLES)}${setInBicep()}${roleInBicep()}${diskInBicep('▸disk◂')}`,
      { severity: 'warning', certainty: 'definite', message: "'disk' does not wait until 'des' may use its key" },
    ],
    'a disk that does not wait for the role, in JSON': [
      json`${vaultInJson(ROLES_IN_JSON)},${setInJson()},${roleInJson()},${diskInJson(undefined, `"▸dependsOn◂": ["${SET_ID}"], `)}`,
      { severity: 'warning' },
    ],
    'a disk that does not wait for the policy': bicep`
${vaultInBicep(POLICIES)}${setInBicep()}${policiesInBicep(policy(ENOUGH))}${diskInBicep('▸disk◂')}`,
    'a disk that does not wait for the policy, in JSON': json`
${vaultInJson('"enableRbacAuthorization": false')},${setInJson()},${policiesInJson('["all"]')},${diskInJson(undefined, `"▸dependsOn◂": ["${SET_ID}"], `)}`,
    'a disk that waits for something else': bicep`
${vaultInBicep(ROLES)}${setInBicep()}${roleInBicep()}${diskInBicep('disk', '\n  ▸dependsOn◂: [key]')}`,
    'a machine and a scale set': bicep`
${vaultInBicep(ROLES)}${setInBicep()}${roleInBicep()}
resource ▸machine◂ 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'vm'
  properties: { storageProfile: { osDisk: { createOption: 'FromImage', managedDisk: { diskEncryptionSet: { id: set.id } } } } }
}
resource ▸machines◂ 'Microsoft.Compute/virtualMachineScaleSets@2024-07-01' = {
  name: 'vmss'
  properties: { virtualMachineProfile: { storageProfile: {
    osDisk: { createOption: 'FromImage', managedDisk: { diskEncryptionSet: { id: set.id } } }
  } } }
}`,
    'a set that does not wait for the role of its user-assigned identity': [
      bicep`
${vaultInBicep(ROLES)}${userAssignedSetInBicep('▸set◂')}${roleInBicep({ principal: 'identity.properties.principalId' })}${diskInBicep()}`,
      { message: "'des' uses its key with a user-assigned identity as soon as it is created" },
    ],
    'a vault that is there already': bicep`
resource vault 'Microsoft.KeyVault/vaults@2023-07-01' existing = {
  name: 'kv'
}
resource key 'Microsoft.KeyVault/vaults/keys@2023-07-01' existing = {
  parent: vault
  name: 'key'
}
${setInBicep()}${roleInBicep()}${diskInBicep('▸disk◂')}`,
    'the module of the disk does not wait for the module of the grant': {
      'main.bicep': `${vaultInBicep(ROLES)}${setInBicep()}
module access 'access.bicep' = {
  name: 'access'
  params: { principal: set.identity.principalId }
}
module ▸disks◂ 'disks.bicep' = {
  name: 'disks'
  params: { setId: set.id }
}`,
      'access.bicep': `
param principal string
resource vault 'Microsoft.KeyVault/vaults@2023-07-01' existing = {
  name: 'kv'
}
${roleInBicep({ principal: 'principal' })}`,
      'disks.bicep': `
param setId string
resource disk 'Microsoft.Compute/disks@2024-03-02' = {
  name: 'disk'
  properties: { encryption: { diskEncryptionSetId: setId } }
}`,
    },
    'a nested deployment with the disk': {
      'main.json': jsonTemplate(`${vaultInJson(ROLES_IN_JSON)},${setInJson()},${roleInJson()},
    { "type": "Microsoft.Resources/deployments", "apiVersion": "2022-09-01", "name": "disks", "▸dependsOn◂": ["${SET_ID}"], "properties": {
      "mode": "Incremental", "expressionEvaluationOptions": { "scope": "inner" },
      "template": {
        "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#", "contentVersion": "1.0.0.0",
        "resources": [${diskInJson(undefined, '')} ] } } }`),
    },
    'disks of a loop': bicep`
${vaultInBicep(ROLES)}${setInBicep()}${roleInBicep()}
resource ▸disks◂ 'Microsoft.Compute/disks@2024-03-02' = [for i in range(0, 2): {
  name: '${'$'}{i}'
  properties: { encryption: { diskEncryptionSetId: set.id } }
}]`,
    'a disk that is there in one environment': [
      bicep`
param data bool
${vaultInBicep(ROLES)}${setInBicep()}${roleInBicep()}
resource ▸disk◂ 'Microsoft.Compute/disks@2024-03-02' = if (data) {
  name: 'disk'
  properties: { encryption: { diskEncryptionSetId: set.id } }
}`,
      { severity: 'information', certainty: 'possible', message: /^If 'data' is true/ },
    ],
    'as the compiler writes it': {
      'main.json': `{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "languageVersion": "2.0",
  "contentVersion": "1.0.0.0",
  "resources": {
    "vault": { "existing": true, "type": "Microsoft.KeyVault/vaults", "apiVersion": "2023-07-01", "name": "kv" },
    "set": { "type": "Microsoft.Compute/diskEncryptionSets", "apiVersion": "2024-03-02", "name": "des", "identity": { "type": "SystemAssigned" },
      "properties": { "activeKey": { "sourceVault": { "id": "[resourceId('Microsoft.KeyVault/vaults', 'kv')]" },
        "keyUrl": "https://kv.vault.azure.net/keys/key/0123456789abcdef0123456789abcdef" } } },
    "access": { "type": "Microsoft.Authorization/roleAssignments", "apiVersion": "2022-04-01", "name": "[guid('x')]",
      "scope": "[resourceId('Microsoft.KeyVault/vaults', 'kv')]",
      "properties": { "principalId": "[reference('set', '2024-03-02', 'full').identity.principalId]",
        "roleDefinitionId": "[subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'e147488a-f6f5-4113-8e2d-b22465e65bf6')]" },
      "dependsOn": ["set"] },
    "disk": { "type": "Microsoft.Compute/disks", "apiVersion": "2024-03-02", "name": "disk", "properties": { "encryption": {
      "diskEncryptionSetId": "[resourceId('Microsoft.Compute/diskEncryptionSets', 'des')]" } }, "▸dependsOn◂": ["set"] }
  }
}`,
    },
  },
  silent: {
    'the disk waits for the role': bicep`
${vaultInBicep(ROLES)}${setInBicep()}${roleInBicep()}${diskInBicep('disk', '\n  dependsOn: [access]')}`,
    'the disk waits for the role, in JSON': json`
${vaultInJson(ROLES_IN_JSON)},${setInJson()},${roleInJson()},${diskInJson(undefined, `"dependsOn": ["${SET_ID}", "${ROLE_ID}"], `)}`,
    'the disk waits for something that waits for the role': bicep`
${vaultInBicep(ROLES)}${setInBicep()}${roleInBicep()}
resource nic 'Microsoft.Network/networkInterfaces@2024-01-01' = {
  name: 'nic'
  dependsOn: [access]
}${diskInBicep('disk', '\n  dependsOn: [nic]')}`,
    'the set waits for the role of its user-assigned identity': bicep`
${vaultInBicep(ROLES)}${userAssignedSetInBicep('set', '\n  dependsOn: [access]')}
${roleInBicep({ principal: 'identity.properties.principalId' })}${diskInBicep()}`,
    'a policy in the vault, for which the set waits by its key': bicep`
${vaultInBicep(`${POLICIES}\n    accessPolicies: [${policy(ENOUGH, 'identity.properties.principalId')}]`)}${userAssignedSetInBicep()}${diskInBicep()}`,
    'a set without disks': bicep`${vaultInBicep(ROLES)}${setInBicep()}${roleInBicep()}`,
    'a disk of another set': bicep`
${vaultInBicep(ROLES)}${setInBicep()}${roleInBicep()}
resource disk 'Microsoft.Compute/disks@2024-03-02' = {
  name: 'disk'
  properties: { encryption: { diskEncryptionSetId: resourceId('Microsoft.Compute/diskEncryptionSets', 'other') } }
}`,
    'there is no grant, which another rule says': bicep`${vaultInBicep(ROLES)}${setInBicep()}${diskInBicep()}`,
    'the disk does not wait for the set either, which another rule says': json`
${vaultInJson(ROLES_IN_JSON)},${setInJson()},${roleInJson()},${diskInJson(undefined, '')}`,
    'the role is not known to be one for keys': bicep`
${vaultInBicep(ROLES)}${setInBicep()}${roleInBicep({ role: '4f6d2c1a-8b3e-4d5f-9a7c-1e2d3c4b5a60' })}${diskInBicep()}`,
    'the module of the disk takes the id from the module of the grant': {
      'main.bicep': `
module keys 'keys.bicep' = {
  name: 'keys'
}
module disks 'disks.bicep' = {
  name: 'disks'
  params: { setId: keys.outputs.setId }
}`,
      'keys.bicep': `${vaultInBicep(ROLES)}${setInBicep()}${roleInBicep()}
output setId string = set.id`,
      'disks.bicep': `
param setId string
resource disk 'Microsoft.Compute/disks@2024-03-02' = {
  name: 'disk'
  properties: { encryption: { diskEncryptionSetId: setId } }
}`,
    },
  },
  fixes: {
    'the disk waits': {
      before: bicep`${vaultInBicep(ROLES)}${setInBicep()}${roleInBicep()}${diskInBicep()}`,
      after: bicep`${vaultInBicep(ROLES)}${setInBicep()}${roleInBicep()}${diskInBicep('disk', '\n  dependsOn: [\n    access\n  ]')}`,
      title: "Wait for 'access'",
    },
    'the set waits': {
      before: bicep`
${vaultInBicep(ROLES)}${userAssignedSetInBicep()}${roleInBicep({ principal: 'identity.properties.principalId' })}`,
      after: bicep`
${vaultInBicep(ROLES)}${userAssignedSetInBicep('set', '\n  dependsOn: [\n    access\n  ]')}${roleInBicep({ principal: 'identity.properties.principalId' })}`,
    },
    'the disk waits, in JSON': {
      before: json`${vaultInJson(ROLES_IN_JSON)},${setInJson()},${roleInJson()},${diskInJson()}`,
      after: json`${vaultInJson(ROLES_IN_JSON)},${setInJson()},${roleInJson()},${diskInJson(undefined, `"dependsOn": ["${SET_ID}", "${ROLE_ID}"], `)}`,
    },
  },
});
