import { bicep, json, rule } from './rule-cases.js';

const vault = `
  resource vault 'Microsoft.KeyVault/vaults@2023-07-01' existing = {
    name: 'kv'
    resource key 'keys' existing = { name: 'kek' }
  }`;

const set = (keyUrl: string): string => `
  resource set 'Microsoft.Compute/diskEncryptionSets@2024-03-02' = {
    name: 'des'
    location: 'westeurope'
    identity: { type: 'SystemAssigned' }
    properties: { activeKey: { keyUrl: ${keyUrl} }, rotationToLatestKeyVersionEnabled: true }
  }`;

const jsonSet = (keyUrl: string): string => `{
  "type": "Microsoft.Compute/diskEncryptionSets", "apiVersion": "2024-03-02", "name": "des", "location": "westeurope",
  "identity": { "type": "SystemAssigned" }, "properties": { "activeKey": { "keyUrl": ${keyUrl} } }
}`;

const VERSION = '0123456789abcdef0123456789abcdef';

rule('des-key-url-unversioned', {
  finds: {
    'keyUri of a key': [bicep`${vault} ${set('▸vault::key.properties.keyUri◂')}`, { severity: 'error' }],
    'keyUri through a variable': bicep`${vault}
      var url = ▸vault::key.properties.keyUri◂
      ${set('url')}`,
    'a URL that is written out': bicep`${set("▸'https://kv.vault.azure.net/keys/kek'◂")}`,
    'a slash at the end': bicep`${set("▸'https://kv.vault.azure.net/keys/kek/'◂")}`,
    'a Managed HSM': bicep`${set("▸'https://hsm.managedhsm.azure.net/keys/kek'◂")}`,
    'a host that is not known': bicep`
      param vaultName string
      ${set("▸'https://${vaultName}${environment().suffixes.keyvaultDns}/keys/kek'◂")}`,
    'the URI of the vault and a name': bicep`${vault}
      param keyName string
      ${set("▸'${vault.properties.vaultUri}keys/${keyName}'◂")}`,
    'in JSON': json`${jsonSet(`"[▸reference(resourceId('Microsoft.KeyVault/vaults/keys', 'kv', 'kek'), '2023-07-01').keyUri◂]"`)}`,
    'in JSON: concat with the suffix of the cloud': json`${jsonSet(`"[▸concat('https://kv', environment().suffixes.keyvaultDns, '/keys/kek')◂]"`)}`,
    'an output of a module': {
      'main.bicep': `module keys 'keys.bicep' = {} ${set('keys.outputs.url')}`,
      'keys.bicep': `${vault}
        output url string = ▸vault::key.properties.keyUri◂`,
    },
  },
  silent: {
    keyUriWithVersion: bicep`${vault} ${set('vault::key.properties.keyUriWithVersion')}`,
    'a URL with its version': bicep`${set(`'https://kv.vault.azure.net/keys/kek/${VERSION}'`)}`,
    'the version is a parameter': bicep`${vault}
      param version string
      ${set("'${vault::key.properties.keyUri}/${version}'")}`,
    'a URL that is not known': bicep`
      param keyUrl string
      ${set('keyUrl')}`,
    'no URL: another rule says so': json`{
      "type": "Microsoft.Compute/diskEncryptionSets", "apiVersion": "2024-03-02", "name": "des", "location": "westeurope",
      "identity": { "type": "SystemAssigned" }, "properties": { "activeKey": { "keyUrl": "" } }
    }`,
    'in JSON with the version': json`${jsonSet(`"[concat('https://kv', environment().suffixes.keyvaultDns, '/keys/kek/', '${VERSION}')]"`)}`,
  },
  fixes: {
    'reads the URL with the version': {
      before: bicep`${vault} ${set('vault::key.properties.keyUri')}`,
      after: bicep`${vault} ${set('vault::key.properties.keyUriWithVersion')}`,
      title: 'Use keyUriWithVersion',
    },
    'in a variable': {
      before: bicep`${vault}
      var url = vault::key.properties.keyUri
      ${set('url')}`,
      after: bicep`${vault}
      var url = vault::key.properties.keyUriWithVersion
      ${set('url')}`,
    },
    'in JSON': {
      before: json`${jsonSet(`"[reference(resourceId('Microsoft.KeyVault/vaults/keys', 'kv', 'kek'), '2023-07-01').keyUri]"`)}`,
      after: json`${jsonSet(`"[reference(resourceId('Microsoft.KeyVault/vaults/keys', 'kv', 'kek'), '2023-07-01').keyUriWithVersion]"`)}`,
    },
  },
});
