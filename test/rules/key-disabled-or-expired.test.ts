import { bicep, json, rule } from './rule-cases.js';
import type { Files } from './rule-cases.js';

const YEAR_2020 = '1577836800';
const YEAR_2100 = '4102444800';

function keyInBicep(attributes: string, before = ''): Files {
  return bicep`
${before}
resource vault 'Microsoft.KeyVault/vaults@2023-07-01' existing = {
  name: 'kv'
}
resource key 'Microsoft.KeyVault/vaults/keys@2023-07-01' = {
  parent: vault
  name: 'key'
  properties: {
    kty: 'RSA'
    attributes: { ${attributes} }
  }
}
resource set 'Microsoft.Compute/diskEncryptionSets@2024-03-02' = {
  name: 'des'
  properties: { activeKey: { keyUrl: key.properties.keyUriWithVersion } }
}`;
}

function keyInJson(attributes: string): Files {
  return json`
    { "type": "Microsoft.KeyVault/vaults/keys", "apiVersion": "2023-07-01", "name": "kv/key",
      "properties": { "kty": "RSA", "attributes": { ${attributes} } } },
    { "type": "Microsoft.Compute/diskEncryptionSets", "apiVersion": "2024-03-02", "name": "des", "properties": {
      "activeKey": { "keyUrl": "[reference(resourceId('Microsoft.KeyVault/vaults/keys', 'kv', 'key')).keyUriWithVersion]" } } }`;
}

rule('key-disabled-or-expired', {
  finds: {
    'the key is disabled, in Bicep': [
      keyInBicep('enabled: ▸false◂'),
      { severity: 'warning', certainty: 'definite', message: "'key' is disabled, but 'des'" },
    ],
    'the key is disabled, in JSON': keyInJson('"enabled": ▸false◂'),
    'its time is over': [
      keyInBicep(`exp: ▸${YEAR_2020}◂`),
      { severity: 'warning', message: "'key' expired on 2020-01-01" },
    ],
    'its time is over, in JSON': keyInJson(`"exp": ▸${YEAR_2020}◂`),
    'the time is computed from a date': keyInBicep("exp: ▸dateTimeToEpoch('2020-01-01T00:00:00Z')◂"),
    'the time is computed from a date in JSON': keyInJson(`"exp": "[▸dateTimeToEpoch('2020-01-01T00:00:00Z')◂]"`),
    'the value comes from a variable': keyInBicep('enabled: on', 'var on = ▸false◂'),
    'in one of two environments': [
      keyInBicep("enabled: env == 'prod' ? true : ▸false◂", 'param env string'),
      { severity: 'information', certainty: 'possible' },
    ],
    'keys of a loop': bicep`
resource keys 'Microsoft.KeyVault/vaults/keys@2023-07-01' = [for name in ['a', 'b']: {
  name: 'kv/${'$'}{name}'
  properties: { kty: 'RSA', attributes: { enabled: ▸false◂ } }
}]
resource sets 'Microsoft.Compute/diskEncryptionSets@2024-03-02' = [for (name, i) in ['a', 'b']: {
  name: 'des-${'$'}{name}'
  properties: { activeKey: { keyUrl: keys[i].properties.keyUriWithVersion } }
}]`,
    'a module makes the key, its caller says it is disabled': {
      'main.bicep': `
module key 'key.bicep' = {
  name: 'key'
  params: { attributes: { enabled: ▸false◂ } }
}
resource set 'Microsoft.Compute/diskEncryptionSets@2024-03-02' = {
  name: 'des'
  properties: { activeKey: { keyUrl: key.outputs.url } }
}`,
      'key.bicep': `
param attributes object
resource key 'Microsoft.KeyVault/vaults/keys@2023-07-01' = {
  name: 'kv/key'
  properties: { kty: 'RSA', attributes: attributes }
}
output url string = key.properties.keyUriWithVersion`,
    },
    'as the compiler writes it': {
      'main.json': `{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "languageVersion": "2.0",
  "contentVersion": "1.0.0.0",
  "parameters": { "vault": { "type": "string" } },
  "resources": {
    "key": { "type": "Microsoft.KeyVault/vaults/keys", "apiVersion": "2023-07-01", "name": "[format('{0}/{1}', parameters('vault'), 'key')]",
      "properties": { "kty": "RSA", "attributes": { "enabled": ▸false◂ } } },
    "set": { "type": "Microsoft.Compute/diskEncryptionSets", "apiVersion": "2024-03-02", "name": "des",
      "properties": { "activeKey": { "keyUrl": "[reference('key').keyUriWithVersion]" } }, "dependsOn": ["key"] }
  }
}`,
    },
  },
  silent: {
    'the key is enabled and has time': keyInBicep(`enabled: true\n exp: ${YEAR_2100}`),
    'the key has time, in JSON': keyInJson(`"enabled": true, "exp": ${YEAR_2100}`),
    'nothing is said': keyInBicep(''),
    'the time is counted from the deployment': keyInBicep(
      "exp: dateTimeToEpoch(dateTimeAdd(now, 'P1Y'))",
      'param now string = utcNow()',
    ),
    'the time is a parameter': keyInBicep('exp: end', 'param end int'),
    'no disk encryption set uses the key': json`
    { "type": "Microsoft.KeyVault/vaults/keys", "apiVersion": "2023-07-01", "name": "kv/key",
      "properties": { "kty": "RSA", "attributes": { "enabled": false } } }`,
    'the set uses another key': bicep`
resource old 'Microsoft.KeyVault/vaults/keys@2023-07-01' = {
  name: 'kv/old'
  properties: { kty: 'RSA', attributes: { enabled: false } }
}
resource key 'Microsoft.KeyVault/vaults/keys@2023-07-01' = {
  name: 'kv/key'
  properties: { kty: 'RSA' }
}
resource set 'Microsoft.Compute/diskEncryptionSets@2024-03-02' = {
  name: 'des'
  properties: { activeKey: { keyUrl: key.properties.keyUriWithVersion } }
}`,
  },
  fixes: {
    'a disabled key': {
      before: keyInBicep('enabled: false'),
      after: keyInBicep('enabled: true'),
      title: 'Enable the key',
    },
    'a disabled key in JSON': { before: keyInJson('"enabled": false'), after: keyInJson('"enabled": true') },
  },
});
