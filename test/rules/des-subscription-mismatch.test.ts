import { bicep, json, jsonTemplate, rule } from './rule-cases.js';
import type { Files } from './rule-cases.js';

const ONE = '4f6d2c1a-8b3e-4d5f-9a7c-1e2d3c4b5a60';
const OTHER = '9c8b7a6d-5e4f-4a3b-8c2d-0f1e2d3c4b5a';

const DISKS = `
param setId string
resource disk 'Microsoft.Compute/disks@2024-03-02' = {
  name: 'disk'
  properties: { encryption: { diskEncryptionSetId: setId } }
}`;

/** A module that goes to subscription ONE and is told the id of a set. */
function moduleInBicep(setId: string, disks = DISKS): Files {
  return {
    'main.bicep': `
targetScope = 'subscription'
module disks 'disks.bicep' = {
  name: 'disks'
  scope: resourceGroup('${ONE}', 'rg-disks')
  params: { setId: ${setId} }
}`,
    'disks.bicep': disks,
  };
}

function idIn(subscription: string): string {
  return `/subscriptions/${subscription}/resourceGroups/rg/providers/Microsoft.Compute/diskEncryptionSets/des`;
}

function nestedInJson(setId: string): Files {
  return {
    'main.json': jsonTemplate(`
    { "type": "Microsoft.Resources/deployments", "apiVersion": "2022-09-01", "name": "disks",
      "subscriptionId": "${ONE}", "resourceGroup": "rg-disks", "properties": { "mode": "Incremental",
        "expressionEvaluationOptions": { "scope": "inner" },
        "parameters": { "setId": { "value": ${setId} } },
        "template": {
          "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#", "contentVersion": "1.0.0.0",
          "parameters": { "setId": { "type": "string" } },
          "resources": [ { "type": "Microsoft.Compute/disks", "apiVersion": "2024-03-02", "name": "disk",
            "properties": { "encryption": { "diskEncryptionSetId": "[parameters('setId')]" } } } ] } } }`),
  };
}

/** A set in subscription ONE, with more of the active key. */
function setInJson(vaultId: string): Files {
  return {
    'main.json': jsonTemplate(`
    { "type": "Microsoft.Resources/deployments", "apiVersion": "2022-09-01", "name": "sets",
      "subscriptionId": "${ONE}", "resourceGroup": "rg", "properties": { "mode": "Incremental",
        "template": {
          "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#", "contentVersion": "1.0.0.0",
          "resources": [ { "type": "Microsoft.Compute/diskEncryptionSets", "apiVersion": "2024-03-02", "name": "des",
            "identity": { "type": "SystemAssigned" },
            "properties": { "activeKey": {
              "keyUrl": "https://kv.vault.azure.net/keys/key/0123456789abcdef0123456789abcdef"${vaultId}
            } } } ] } } }`),
  };
}

const vaultIn = (subscription: string, mark = ['', '']): string =>
  `, "sourceVault": { "id": ${mark[0] ?? ''}"/subscriptions/${subscription}/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv"${mark[1] ?? ''} }`;

rule('des-subscription-mismatch', {
  finds: {
    'a module in one subscription, a set of another one': [
      moduleInBicep(`▸'${idIn(OTHER)}'◂`),
      {
        severity: 'error',
        certainty: 'definite',
        message: `'disk' goes to subscription ${ONE}, but disk encryption set 'des' lies in ${OTHER}`,
      },
    ],
    'a nested deployment in JSON': [nestedInJson(`▸"${idIn(OTHER)}"◂`), { severity: 'error' }],
    'an existing set in the scope of another subscription': {
      ...moduleInBicep(
        "'unused'",
        `
param setId string
resource set 'Microsoft.Compute/diskEncryptionSets@2024-03-02' existing = {
  name: 'des'
  scope: resourceGroup('${OTHER}', 'rg')
}
resource disk 'Microsoft.Compute/disks@2024-03-02' = {
  name: setId
  properties: { encryption: { diskEncryptionSetId: ▸set.id◂ } }
}`,
      ),
    },
    'sets of two subscriptions for disks of one': bicep`
param first string = '${idIn(ONE)}'
resource one 'Microsoft.Compute/disks@2024-03-02' = {
  name: 'one'
  properties: { encryption: { diskEncryptionSetId: first } }
}
resource other 'Microsoft.Compute/disks@2024-03-02' = {
  name: 'other'
  properties: { encryption: { diskEncryptionSetId: ▸'${idIn(OTHER)}'◂ } }
}`,
    'the id is the default of a parameter': {
      'main.bicep': `
targetScope = 'subscription'
param setId string = ▸'${idIn(OTHER)}'◂
module disks 'disks.bicep' = {
  name: 'disks'
  scope: resourceGroup('${ONE}', 'rg-disks')
  params: { setId: setId }
}`,
      'disks.bicep': DISKS,
    },
    'in one environment only': [
      {
        'main.bicep': `
targetScope = 'subscription'
param env string
module disks 'disks.bicep' = {
  name: 'disks'
  scope: resourceGroup('${ONE}', 'rg-disks')
  params: { setId: env == 'prod' ? ▸'${idIn(OTHER)}'◂ : '${idIn(ONE)}' }
}`,
        'disks.bicep': DISKS,
      },
      { severity: 'warning', certainty: 'possible' },
    ],
    'a sourceVault in another subscription': [
      setInJson(vaultIn(OTHER, ['▸', '◂'])),
      { severity: 'error', message: `'des' lies in subscription ${ONE}, but its sourceVault 'kv' in ${OTHER}` },
    ],
    'as the compiler writes it': {
      'main.json': `{
  "$schema": "https://schema.management.azure.com/schemas/2018-05-01/subscriptionDeploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    { "type": "Microsoft.Resources/deployments", "apiVersion": "2022-09-01", "name": "disks",
      "subscriptionId": "${ONE}", "resourceGroup": "rg-disks", "properties": {
        "expressionEvaluationOptions": { "scope": "inner" }, "mode": "Incremental",
        "template": {
          "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#", "contentVersion": "1.0.0.0",
          "resources": [ { "type": "Microsoft.Compute/disks", "apiVersion": "2024-03-02", "name": "disk", "properties": { "encryption": {
            "diskEncryptionSetId": "[▸extensionResourceId(format('/subscriptions/{0}/resourceGroups/{1}', '${OTHER}', 'rg'), 'Microsoft.Compute/diskEncryptionSets', 'des')◂]"
          } } } ] } } }
  ]
}`,
    },
    'disks of a loop': {
      'main.bicep': `
targetScope = 'subscription'
module disks 'disks.bicep' = {
  name: 'disks'
  scope: resourceGroup('${ONE}', 'rg-disks')
}`,
      'disks.bicep': `
resource disks 'Microsoft.Compute/disks@2024-03-02' = [for i in range(0, 2): {
  name: '\${i}'
  properties: { encryption: { diskEncryptionSetId: ▸'${idIn(OTHER)}'◂ } }
}]`,
    },
  },
  silent: {
    'the same subscription': moduleInBicep(`'${idIn(ONE)}'`),
    'the same subscription in other letters': nestedInJson(`"${idIn(ONE.toUpperCase())}"`),
    'a subscription that is a parameter': bicep`
param subscriptionId string
resource disk 'Microsoft.Compute/disks@2024-03-02' = {
  name: 'disk'
  properties: { encryption: { diskEncryptionSetId: resourceId(subscriptionId, 'rg', 'Microsoft.Compute/diskEncryptionSets', 'des') } }
}`,
    'an id beside the subscription of the deployment, which may be that one': json`
    { "type": "Microsoft.Compute/disks", "apiVersion": "2024-03-02", "name": "disk",
      "properties": { "encryption": { "diskEncryptionSetId": "${idIn(ONE)}" } } }`,
    'placeholders instead of ids': json`
    { "type": "Microsoft.Compute/disks", "apiVersion": "2024-03-02", "name": "one",
      "properties": { "encryption": { "diskEncryptionSetId": "${idIn('<subscription>')}" } } },
    { "type": "Microsoft.Compute/disks", "apiVersion": "2024-03-02", "name": "other",
      "properties": { "encryption": { "diskEncryptionSetId": "${idIn('<other subscription>')}" } } }`,
    'two sets of which one is used': bicep`
param useFirst bool
resource one 'Microsoft.Compute/disks@2024-03-02' = if (useFirst) {
  name: 'one'
  properties: { encryption: { diskEncryptionSetId: '${idIn(ONE)}' } }
}
resource other 'Microsoft.Compute/disks@2024-03-02' = if (!useFirst) {
  name: 'other'
  properties: { encryption: { diskEncryptionSetId: '${idIn(OTHER)}' } }
}`,
    'a sourceVault in the same subscription': setInJson(vaultIn(ONE)),
    'a vault in another subscription that only the URL names': setInJson(''),
  },
  fixes: {
    'leaves sourceVault out': {
      before: setInJson(vaultIn(OTHER)),
      after: setInJson(''),
      title: 'Leave sourceVault out',
    },
  },
});
