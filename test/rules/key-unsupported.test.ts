import { bicep, json, rule } from './rule-cases.js';
import type { Files } from './rule-cases.js';

/** A key with these properties in a vault of this sku, and a set that uses it. */
function keyInBicep(properties: string, sku = "'standard'", before = ''): Files {
  return bicep`
${before}
resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv'
  properties: {
    sku: { family: 'A', name: ${sku} }
    enablePurgeProtection: true
  }
}
resource key 'Microsoft.KeyVault/vaults/keys@2023-07-01' = {
  parent: vault
  name: 'key'
  properties: {
    ${properties}
  }
}
resource set 'Microsoft.Compute/diskEncryptionSets@2024-03-02' = {
  name: 'des'
  properties: { activeKey: { keyUrl: key.properties.keyUriWithVersion } }
}`;
}

function keyInJson(properties: string, sku = '"standard"'): Files {
  return json`
    { "type": "Microsoft.KeyVault/vaults", "apiVersion": "2023-07-01", "name": "kv",
      "properties": { "sku": { "family": "A", "name": ${sku} }, "enablePurgeProtection": true } },
    { "type": "Microsoft.KeyVault/vaults/keys", "apiVersion": "2023-07-01", "name": "kv/key", "properties": { ${properties} } },
    { "type": "Microsoft.Compute/diskEncryptionSets", "apiVersion": "2024-03-02", "name": "des", "properties": {
      "activeKey": { "keyUrl": "[reference(resourceId('Microsoft.KeyVault/vaults/keys', 'kv', 'key')).keyUriWithVersion]" } } }`;
}

rule('key-unsupported', {
  finds: {
    'an elliptic curve key': [
      keyInBicep("kty: ▸'EC'◂"),
      { severity: 'error', certainty: 'definite', message: "'key' is of type EC" },
    ],
    'a symmetric key in JSON': [keyInJson('"kty": ▸"oct-HSM"◂'), { severity: 'error' }],
    'a small key': [keyInBicep("kty: 'RSA'\n    keySize: ▸1024◂"), { severity: 'error', message: /1024 bits/ }],
    'a small key in JSON': [keyInJson('"kty": "RSA", "keySize": ▸1024◂'), { severity: 'error' }],
    'the size is the default of a parameter': keyInBicep(
      "kty: 'RSA'\n    keySize: size",
      "'standard'",
      'param size int = ▸1024◂',
    ),
    'one of the allowed types of a parameter': [
      keyInBicep('kty: ▸type◂', "'premium'", "@allowed(['RSA', 'EC'])\nparam type string"),
      { severity: 'warning', certainty: 'possible', message: /^If 'type' is 'EC'/ },
    ],
    'operations that do not wrap': [
      keyInBicep("kty: 'RSA'\n    keyOps: ▸['encrypt', 'decrypt']◂"),
      { severity: 'warning', message: /does not allow wrapKey and unwrapKey/ },
    ],
    'operations that only wrap, in JSON': [
      keyInJson('"kty": "RSA", "keyOps": ▸["wrapKey"]◂'),
      { severity: 'warning', message: /does not allow unwrapKey/ },
    ],
    'an HSM key in a standard vault': [
      keyInBicep("kty: ▸'RSA-HSM'◂"),
      { severity: 'error', message: /only premium vaults have, but 'kv' is a standard one/ },
    ],
    'an HSM key in a standard vault in JSON, in other letters': keyInJson('"kty": ▸"rsa-hsm"◂', '"Standard"'),
    'an HSM key for one sku of two': [
      keyInBicep("kty: ▸'RSA-HSM'◂", 'sku', "@allowed(['standard', 'premium'])\nparam sku string"),
      { severity: 'warning', certainty: 'possible', message: /^If 'sku' is 'standard'/ },
    ],
    'a key in a module, whose size the caller gives': {
      'main.bicep': `
module key 'key.bicep' = {
  name: 'key'
  params: { size: ▸1024◂ }
}
resource set 'Microsoft.Compute/diskEncryptionSets@2024-03-02' = {
  name: 'des'
  properties: { activeKey: { keyUrl: key.outputs.url } }
}`,
      'key.bicep': `
param size int
resource key 'Microsoft.KeyVault/vaults/keys@2023-07-01' = {
  name: 'kv/key'
  properties: { kty: 'RSA', keySize: size }
}
output url string = key.properties.keyUriWithVersion`,
    },
    'keys of a loop': bicep`
resource keys 'Microsoft.KeyVault/vaults/keys@2023-07-01' = [for i in range(0, 2): {
  name: 'kv/key-${'$'}{i}'
  properties: { kty: ▸'EC'◂ }
}]
resource set 'Microsoft.Compute/diskEncryptionSets@2024-03-02' = {
  name: 'des'
  properties: { activeKey: { keyUrl: keys[1].properties.keyUriWithVersion } }
}`,
    'as the compiler writes it': {
      'main.json': `{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "languageVersion": "2.0",
  "contentVersion": "1.0.0.0",
  "parameters": { "vault": { "type": "string" } },
  "resources": {
    "vault::key": { "type": "Microsoft.KeyVault/vaults/keys", "apiVersion": "2023-07-01",
      "name": "[format('{0}/{1}', parameters('vault'), 'key')]", "properties": { "kty": "RSA", "keySize": ▸8192◂ } },
    "set": { "type": "Microsoft.Compute/diskEncryptionSets", "apiVersion": "2024-03-02", "name": "des",
      "properties": { "activeKey": { "keyUrl": "[reference('vault::key').keyUriWithVersion]" } }, "dependsOn": ["vault::key"] }
  }
}`,
    },
    'the type alone where size and operations follow from it': keyInBicep(
      "kty: ▸'EC'◂\n    curveName: 'P-256'\n    keyOps: ['sign', 'verify']",
    ),
  },
  silent: {
    'an RSA key of each size': keyInBicep("kty: 'RSA'\n    keySize: 4096\n    keyOps: ['wrapKey', 'unwrapKey']"),
    'an RSA key that says no more': keyInJson('"kty": "RSA"'),
    'an HSM key in a premium vault': keyInBicep("kty: 'RSA-HSM'", "'premium'"),
    'an HSM key in a vault of unknown sku': keyInBicep("kty: 'RSA-HSM'", 'sku', 'param sku string'),
    'type and size are parameters': keyInBicep(
      'kty: type\n    keySize: size',
      "'standard'",
      'param type string\nparam size int',
    ),
    'type and sku change together': keyInBicep(
      "kty: hsm ? 'RSA-HSM' : 'RSA'",
      "hsm ? 'premium' : 'standard'",
      'param hsm bool',
    ),
    'operations that are not all known': keyInBicep("kty: 'RSA'\n    keyOps: ops", "'standard'", 'param ops array'),
    'an elliptic curve key for something else': json`
    { "type": "Microsoft.KeyVault/vaults/keys", "apiVersion": "2023-07-01", "name": "kv/key", "properties": { "kty": "EC" } }`,
    'a key of a managed HSM': bicep`
resource key 'Microsoft.KeyVault/managedHSMs/keys@2023-07-01' = {
  name: 'hsm/key'
  properties: { kty: 'RSA-HSM', keySize: 3072 }
}
resource set 'Microsoft.Compute/diskEncryptionSets@2024-03-02' = {
  name: 'des'
  properties: { activeKey: { keyUrl: key.properties.keyUriWithVersion } }
}`,
  },
  fixes: {
    'a curve goes with its key': {
      before: keyInBicep("kty: 'EC'\n    curveName: 'P-256'\n    keyOps: ['sign']"),
      after: keyInBicep("kty: 'RSA'\n    keyOps: ['sign', 'wrapKey', 'unwrapKey']"),
      title: 'Make it an RSA key',
    },
    'an HSM key stays one': {
      before: keyInBicep("kty: 'EC-HSM'", "'premium'"),
      after: keyInBicep("kty: 'RSA-HSM'", "'premium'"),
      title: 'Make it an RSA-HSM key',
    },
    'the next size': {
      before: keyInJson('"kty": "RSA", "keySize": 2500'),
      after: keyInJson('"kty": "RSA", "keySize": 3072'),
      title: 'Make it 3072 bits',
    },
    'the operations': {
      before: keyInJson('"kty": "RSA", "keyOps": ["wrapKey"]'),
      after: keyInJson('"kty": "RSA", "keyOps": ["wrapKey", "unwrapKey"]'),
      title: 'Allow unwrapKey',
    },
    'a premium vault for an HSM key': {
      before: keyInBicep("kty: 'RSA-HSM'"),
      after: keyInBicep("kty: 'RSA-HSM'", "'premium'"),
      title: 'Make the vault a premium one',
    },
  },
});
