import { bicep, json, jsonTemplate, rule } from './rule-cases.js';
import type { Files } from './rule-cases.js';
import {
  diskInJson as accessedDiskInJson,
  roleInBicep,
  roleInJson,
  setInBicep,
  setInJson,
  vaultInBicep,
  vaultInJson,
} from './access-templates.js';

const SET = `resource set 'Microsoft.Compute/diskEncryptionSets@2024-03-02' = {
  name: 'des'
  properties: {}
}`;

function diskInBicep(id: string, before = '', more = ''): Files {
  return bicep`
${before}
${SET}
resource disk 'Microsoft.Compute/disks@2024-03-02' = {
  name: 'disk'
  properties: {
    encryption: { diskEncryptionSetId: ${id} }
  }${more}
}`;
}

const BY_ID = "resourceId('Microsoft.Compute/diskEncryptionSets', 'des')";

function diskInJson(id: string, dependsOn = ''): Files {
  return json`
    { "type": "Microsoft.Compute/diskEncryptionSets", "apiVersion": "2024-03-02", "name": "des", "properties": {} },
    { "type": "Microsoft.Compute/disks", "apiVersion": "2024-03-02", "name": "disk",${dependsOn}
      "properties": { "encryption": { "diskEncryptionSetId": ${id} } } }`;
}

rule('des-dependency-missing', {
  finds: {
    'an interpolated id whose set has one of several names': bicep`
@allowed(['dev', 'prod'])
param env string
resource set 'Microsoft.Compute/diskEncryptionSets@2024-03-02' = {
  name: 'des-${'${env}'}'
  properties: {}
}
resource disk 'Microsoft.Compute/disks@2024-03-02' = {
  name: 'disk'
  properties: {
    encryption: { diskEncryptionSetId: ▸'${'${resourceGroup().id}'}/providers/Microsoft.Compute/diskEncryptionSets/des-${'${env}'}'◂ }
  }
}`,
    'in the parameters of a nested deployment, not in its template': {
      'main.json': jsonTemplate(`
    { "type": "Microsoft.Compute/diskEncryptionSets", "apiVersion": "2024-03-02", "name": "des", "location": "westeurope", "identity": { "type": "SystemAssigned" },
      "properties": { "activeKey": { "keyUrl": "https://kv.vault.azure.net/keys/k/1" } } },
    { "type": "Microsoft.Resources/deployments", "apiVersion": "2022-09-01", "name": "disks",
      "properties": {
        "mode": "Incremental",
        "expressionEvaluationOptions": { "scope": "inner" },
        "parameters": { "set": { "value": "[▸resourceId('Microsoft.Compute/diskEncryptionSets', 'des')◂]" } },
        "template": {
          "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
          "contentVersion": "1.0.0.0",
          "parameters": { "set": { "type": "string" } },
          "resources": [
            { "type": "Microsoft.Compute/disks", "apiVersion": "2024-03-02", "name": "disk", "location": "westeurope",
              "properties": { "creationData": { "createOption": "Empty" }, "diskSizeGB": 4, "encryption": { "diskEncryptionSetId": "[parameters('set')]" } } }
          ]
        }
      }
    }`),
    },
    'an id by resourceId() in Bicep': [
      diskInBicep(`▸${BY_ID}◂`),
      { severity: 'error', certainty: 'definite', message: /Make 'disk' depend on 'des'/ },
    ],
    'an id put together from text': diskInBicep(
      "▸'${resourceGroup().id}/providers/Microsoft.Compute/diskEncryptionSets/des'◂",
    ),
    'an id in a variable': diskInBicep('▸setId◂', `var setId = ${BY_ID}`),
    'an id that is the default of a parameter': diskInBicep('▸setId◂', `param setId string = ${BY_ID}`),
    'an id by resourceId() in JSON': [
      diskInJson("\"[▸resourceId('Microsoft.Compute/diskEncryptionSets', 'des')◂]\""),
      { severity: 'error' },
    ],
    'a dependency on something else': diskInJson(
      "\"[▸resourceId('Microsoft.Compute/diskEncryptionSets', 'des')◂]\"",
      ' "dependsOn": ["other"],',
    ),
    'a machine with an inline disk': bicep`
${SET}
resource machine 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'vm'
  properties: {
    storageProfile: {
      osDisk: { createOption: 'FromImage', managedDisk: { diskEncryptionSet: { id: ▸${BY_ID}◂ } } }
    }
  }
}`,
    'in one case of two': [
      diskInBicep(`own ? ▸${BY_ID}◂ : null`, 'param own bool'),
      { severity: 'warning', certainty: 'possible', message: /^If 'own' is true/ },
    ],
    'disks of a loop': bicep`
${SET}
resource disks 'Microsoft.Compute/disks@2024-03-02' = [for i in range(0, 3): {
  name: 'disk-${'$'}{i}'
  properties: { encryption: { diskEncryptionSetId: ▸${BY_ID}◂ } }
}]`,
    'as the compiler writes resourceId(), with symbolic names': {
      'main.json': `{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "languageVersion": "2.0",
  "contentVersion": "1.0.0.0",
  "parameters": { "prefix": { "type": "string" } },
  "resources": {
    "set": { "type": "Microsoft.Compute/diskEncryptionSets", "apiVersion": "2024-03-02",
      "name": "[format('{0}-des', parameters('prefix'))]", "properties": {} },
    "disk": { "type": "Microsoft.Compute/disks", "apiVersion": "2024-03-02", "name": "disk", "properties": { "encryption": {
      "diskEncryptionSetId": "[▸resourceId('Microsoft.Compute/diskEncryptionSets', format('{0}-des', parameters('prefix')))◂]" } } }
  }
}`,
    },
    'the set is made by a nested deployment that the disk does not wait for': {
      'main.json': jsonTemplate(`
    { "type": "Microsoft.Resources/deployments", "apiVersion": "2022-09-01", "name": "keys", "properties": {
      "mode": "Incremental", "expressionEvaluationOptions": { "scope": "inner" },
      "template": {
        "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#", "contentVersion": "1.0.0.0",
        "resources": [ { "type": "Microsoft.Compute/diskEncryptionSets", "apiVersion": "2024-03-02", "name": "des", "properties": {} } ] } } },
    { "type": "Microsoft.Compute/disks", "apiVersion": "2024-03-02", "name": "disk", "properties": { "encryption": {
        "diskEncryptionSetId": "[▸resourceId('Microsoft.Compute/diskEncryptionSets', 'des')◂]" } } }`),
    },
    'two modules, one told the id as text': {
      'main.bicep': `
module keys 'keys.bicep' = {
  name: 'keys'
}
module disks 'disks.bicep' = {
  name: 'disks'
  params: { setId: ▸resourceId('Microsoft.Compute/diskEncryptionSets', 'des')◂ }
}`,
      'keys.bicep': SET,
      'disks.bicep': `
param setId string
resource disk 'Microsoft.Compute/disks@2024-03-02' = {
  name: 'disk'
  properties: { encryption: { diskEncryptionSetId: setId } }
}`,
    },
  },
  silent: {
    'the symbol names the set': diskInBicep('set.id'),
    'the symbol stands in a variable': diskInBicep('setId', 'var setId = set.id'),
    'the id is text, but the disk waits': diskInBicep(BY_ID, '', '\n  dependsOn: [set]'),
    'JSON with dependsOn': diskInJson(
      "\"[resourceId('Microsoft.Compute/diskEncryptionSets', 'des')]\"",
      ' "dependsOn": ["[resourceId(\'Microsoft.Compute/diskEncryptionSets\', \'des\')]"],',
    ),
    'JSON with a plain name in dependsOn': diskInJson(
      "\"[resourceId('Microsoft.Compute/diskEncryptionSets', 'des')]\"",
      ' "dependsOn": ["des"],',
    ),
    'the disk waits for something that waits for the set': json`
    { "type": "Microsoft.Compute/diskEncryptionSets", "apiVersion": "2024-03-02", "name": "des", "properties": {} },
    { "type": "Microsoft.Network/networkInterfaces", "apiVersion": "2024-01-01", "name": "nic", "dependsOn": ["des"] },
    { "type": "Microsoft.Compute/disks", "apiVersion": "2024-03-02", "name": "disk", "dependsOn": ["nic"],
      "properties": { "encryption": { "diskEncryptionSetId": "[resourceId('Microsoft.Compute/diskEncryptionSets', 'des')]" } } }`,
    'a dependency that is not known': diskInJson(
      "\"[resourceId('Microsoft.Compute/diskEncryptionSets', 'des')]\"",
      ' "dependsOn": ["[parameters(\'first\')]"],',
    ),
    'the set is there already': bicep`
resource set 'Microsoft.Compute/diskEncryptionSets@2024-03-02' existing = {
  name: 'des'
}
resource disk 'Microsoft.Compute/disks@2024-03-02' = {
  name: 'disk'
  properties: { encryption: { diskEncryptionSetId: ${BY_ID} } }
}`,
    'the id is that of another resource group': diskInBicep(
      "resourceId('other', 'Microsoft.Compute/diskEncryptionSets', 'des')",
    ),
    'a module that waits by an output of the other': {
      'main.bicep': `
module keys 'keys.bicep' = {
  name: 'keys'
}
module disks 'disks.bicep' = {
  name: 'disks'
  params: { setId: keys.outputs.id }
}`,
      'keys.bicep': `${SET}\noutput id string = set.id`,
      'disks.bicep': `
param setId string
resource disk 'Microsoft.Compute/disks@2024-03-02' = {
  name: 'disk'
  properties: { encryption: { diskEncryptionSetId: setId } }
}`,
    },
  },
  fixes: {
    'the symbol, and the grant of the set': {
      before: bicep`${vaultInBicep('enableRbacAuthorization: true')}${setInBicep()}${roleInBicep()}
resource disk 'Microsoft.Compute/disks@2024-03-02' = {
  name: 'disk'
  properties: { encryption: { diskEncryptionSetId: ${BY_ID} } }
}`,
      after: bicep`${vaultInBicep('enableRbacAuthorization: true')}${setInBicep()}${roleInBicep()}
resource disk 'Microsoft.Compute/disks@2024-03-02' = {
  name: 'disk'
  properties: { encryption: { diskEncryptionSetId: set.id } }
  dependsOn: [
    access
  ]
}`,
    },
    'both entries of dependsOn in JSON': {
      before: json`${vaultInJson('"enableRbacAuthorization": true')},${setInJson()},${roleInJson()},${accessedDiskInJson(undefined, '"dependsOn": ["nic"], ')}`,
      after: json`${vaultInJson('"enableRbacAuthorization": true')},${setInJson()},${roleInJson()},${accessedDiskInJson(undefined, `"dependsOn": ["nic", "[resourceId('Microsoft.Compute/diskEncryptionSets', 'des')]", "[extensionResourceId(resourceId('Microsoft.KeyVault/vaults', 'kv'), 'Microsoft.Authorization/roleAssignments', guid('kv', 'des'))]"], `)}`,
    },
    'the symbol in Bicep': { before: diskInBicep(BY_ID), after: diskInBicep('set.id'), title: "Wait for 'des'" },
    'the symbol in the variable': {
      before: diskInBicep('setId', `var setId = ${BY_ID}`),
      after: diskInBicep('setId', 'var setId = set.id'),
    },
    'dependsOn where the id is the default of a parameter': {
      before: diskInBicep('setId', `param setId string = ${BY_ID}`),
      after: diskInBicep('setId', `param setId string = ${BY_ID}`, '\n  dependsOn: [\n    set\n  ]'),
    },
    'dependsOn in JSON': {
      before: diskInJson("\"[resourceId('Microsoft.Compute/diskEncryptionSets', 'des')]\"", ' "dependsOn": ["nic"],'),
      after: diskInJson(
        "\"[resourceId('Microsoft.Compute/diskEncryptionSets', 'des')]\"",
        ' "dependsOn": ["nic", "[resourceId(\'Microsoft.Compute/diskEncryptionSets\', \'des\')]"],',
      ),
    },
    'dependsOn of the module': {
      before: {
        'main.bicep': `
module keys 'keys.bicep' = {
  name: 'keys'
}
module disks 'disks.bicep' = {
  name: 'disks'
}`,
        'keys.bicep': SET,
        'disks.bicep': `
resource disk 'Microsoft.Compute/disks@2024-03-02' = {
  name: 'disk'
  properties: { encryption: { diskEncryptionSetId: ${BY_ID} } }
}`,
      },
      after: {
        'main.bicep': `
module keys 'keys.bicep' = {
  name: 'keys'
}
module disks 'disks.bicep' = {
  name: 'disks'
  dependsOn: [
    keys
  ]
}`,
      },
    },
  },
});
