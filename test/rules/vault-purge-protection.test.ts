import { bicep, json, jsonTemplate, rule } from './rule-cases.js';
import type { Files } from './rule-cases.js';

/** A vault with these properties, and a set that uses its key. */
function vaultInBicep(properties: string, before = '', vault = 'vault'): Files {
  return bicep`
${before}
resource ${vault} 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv'
  location: 'westeurope'
  properties: {
    sku: { family: 'A', name: 'standard' }
    ${properties}
  }
}
resource key 'Microsoft.KeyVault/vaults/keys@2023-07-01' = {
  parent: ${vault.replace(/[▸◂]/g, '')}
  name: 'key'
  properties: { kty: 'RSA' }
}
resource set 'Microsoft.Compute/diskEncryptionSets@2024-03-02' = {
  name: 'des'
  location: 'westeurope'
  properties: { activeKey: { keyUrl: key.properties.keyUriWithVersion } }
}`;
}

function vaultInJson(properties: string, type = 'Microsoft.KeyVault/vaults'): Files {
  return json`
    { "type": "${type}", "apiVersion": "2023-07-01", "name": "kv", "location": "westeurope",
      "properties": { "sku": { "family": "A", "name": "standard" }${properties} } },
    { "type": "Microsoft.KeyVault/vaults/keys", "apiVersion": "2023-07-01", "name": "kv/key", "properties": { "kty": "RSA" } },
    { "type": "Microsoft.Compute/diskEncryptionSets", "apiVersion": "2024-03-02", "name": "des", "location": "westeurope",
      "properties": { "activeKey": {
        "sourceVault": { "id": "[resourceId('Microsoft.KeyVault/vaults', 'kv')]" },
        "keyUrl": "[reference(resourceId('Microsoft.KeyVault/vaults/keys', 'kv', 'key')).keyUriWithVersion]" } } }`;
}

/** The key and the set beside a vault that is declared elsewhere. */
const SET_AS_COMPILED = `
  "set": { "type": "Microsoft.Compute/diskEncryptionSets", "apiVersion": "2024-03-02", "name": "des", "location": "westeurope",
    "properties": { "activeKey": { "keyUrl": "[reference('key').keyUriWithVersion]" } }, "dependsOn": ["key"] },
  "key": { "type": "Microsoft.KeyVault/vaults/keys", "apiVersion": "2023-07-01", "name": "[format('{0}/{1}', format('kv-{0}', parameters('env')), 'key')]",
    "properties": { "kty": "RSA" }, "dependsOn": ["vault"] }`;

rule('vault-purge-protection', {
  finds: {
    'nothing is said, in Bicep': [vaultInBicep('', '', '▸vault◂'), { severity: 'warning', certainty: 'definite' }],
    'nothing is said, in JSON': [vaultInJson('', '▸Microsoft.KeyVault/vaults◂'), { severity: 'warning' }],
    'null is as good as nothing': [vaultInBicep('enablePurgeProtection: ▸null◂'), { severity: 'warning' }],
    'a literal false, which Azure refuses': [
      vaultInBicep('enablePurgeProtection: ▸false◂'),
      { severity: 'error', message: /'kv' sets enablePurgeProtection to false/ },
    ],
    'a literal false in JSON': [vaultInJson(', "enablePurgeProtection": ▸false◂'), { severity: 'error' }],
    'a false that is the default of a parameter': [
      vaultInBicep('enablePurgeProtection: protect', 'param protect bool = ▸false◂'),
      { severity: 'error', certainty: 'definite' },
    ],
    'only in some environments': [
      vaultInBicep("enablePurgeProtection: env == 'prod' ? true : ▸null◂", 'param env string'),
      { severity: 'information', certainty: 'possible', message: /^If .*env.* is false/ },
    ],
    'soft delete is off': [
      vaultInBicep('enablePurgeProtection: true\n    enableSoftDelete: ▸false◂'),
      { severity: 'warning', message: /soft delete off/ },
    ],
    'as the compiler writes it, with symbolic names and format': {
      'main.json': `{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "languageVersion": "2.0",
  "contentVersion": "1.0.0.0",
  "parameters": { "env": { "type": "string" } },
  "resources": {
    "vault": { "type": "▸Microsoft.KeyVault/vaults◂", "apiVersion": "2023-07-01", "name": "[format('kv-{0}', parameters('env'))]",
      "location": "westeurope", "properties": { "sku": { "family": "A", "name": "standard" } } },${SET_AS_COMPILED}
  }
}`,
    },
    'a caller gives the value to a module': [
      {
        'main.bicep': `
module vault 'vault.bicep' = {
  name: 'vault'
  params: { protect: ▸false◂ }
}
resource set 'Microsoft.Compute/diskEncryptionSets@2024-03-02' = {
  name: 'des'
  properties: { activeKey: { keyUrl: vault.outputs.keyUrl } }
}`,
        'vault.bicep': `
param protect bool
resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv'
  properties: { enablePurgeProtection: protect }
  resource key 'keys' = {
    name: 'key'
    properties: { kty: 'RSA' }
  }
}
output keyUrl string = vault::key.properties.keyUriWithVersion`,
      },
      { severity: 'error' },
    ],
    'a nested deployment with a scope of its own': {
      'main.json': jsonTemplate(`
    { "type": "Microsoft.Resources/deployments", "apiVersion": "2022-09-01", "name": "vault", "properties": {
      "mode": "Incremental", "expressionEvaluationOptions": { "scope": "inner" },
      "parameters": { "protect": { "value": ▸false◂ } },
      "template": {
        "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#", "contentVersion": "1.0.0.0",
        "parameters": { "protect": { "type": "bool" } },
        "resources": [ { "type": "Microsoft.KeyVault/vaults", "apiVersion": "2023-07-01", "name": "kv",
          "properties": { "enablePurgeProtection": "[parameters('protect')]" } } ] } } },
    { "type": "Microsoft.Compute/diskEncryptionSets", "apiVersion": "2024-03-02", "name": "des", "properties": { "activeKey": {
        "sourceVault": { "id": "[resourceId('Microsoft.KeyVault/vaults', 'kv')]" },
        "keyUrl": "https://kv.vault.azure.net/keys/key/1" } } }`),
    },
    'vaults of a loop, said once': bicep`
resource ▸vaults◂ 'Microsoft.KeyVault/vaults@2023-07-01' = [for name in ['a', 'b']: {
  name: 'kv-${'$'}{name}'
  properties: {}
}]
resource sets 'Microsoft.Compute/diskEncryptionSets@2024-03-02' = [for (name, i) in ['a', 'b']: {
  name: 'des-${'$'}{name}'
  properties: { activeKey: { sourceVault: { id: vaults[i].id }, keyUrl: '${'$'}{vaults[i].properties.vaultUri}keys/key/1' } }
}]`,
  },
  silent: {
    'it is on': vaultInBicep('enablePurgeProtection: true'),
    'it is on in JSON': vaultInJson(', "enablePurgeProtection": true, "enableSoftDelete": true'),
    'it is not known': vaultInBicep('enablePurgeProtection: protect', 'param protect bool'),
    'no disk encryption set uses the vault': bicep`
resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv'
  properties: { enablePurgeProtection: false }
}`,
    'the vault is there already': bicep`
resource vault 'Microsoft.KeyVault/vaults@2023-07-01' existing = {
  name: 'kv'
}
resource set 'Microsoft.Compute/diskEncryptionSets@2024-03-02' = {
  name: 'des'
  properties: { activeKey: { sourceVault: { id: vault.id }, keyUrl: '${'$'}{vault.properties.vaultUri}keys/key/1' } }
}`,
    'the vault is never there with the set': bicep`
param own bool
resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = if (!own) {
  name: 'kv'
  properties: {}
}
resource set 'Microsoft.Compute/diskEncryptionSets@2024-03-02' = if (own) {
  name: 'des'
  properties: { activeKey: { sourceVault: { id: vault.id }, keyUrl: '${'$'}{vault.properties.vaultUri}keys/key/1' } }
}`,
    'properties that are merged from a parameter': vaultInBicep('...more', 'param more object'),
  },
  fixes: {
    'a literal false': {
      before: vaultInBicep('enablePurgeProtection: false'),
      after: vaultInBicep('enablePurgeProtection: true'),
      title: 'Turn on purge protection',
    },
    'a default': {
      before: vaultInBicep('enablePurgeProtection: protect', 'param protect bool = false'),
      after: vaultInBicep('enablePurgeProtection: protect', 'param protect bool = true'),
    },
    'soft delete in JSON': {
      before: vaultInJson(', "enablePurgeProtection": true, "enableSoftDelete": false'),
      after: vaultInJson(', "enablePurgeProtection": true, "enableSoftDelete": true'),
      title: 'Turn on soft delete',
    },
  },
});
