import { describe, expect, it } from 'vitest';
import { openTemplate } from '../../../server/src/analysis.js';
import { buildInventory } from '../../../server/src/inventory/build.js';
import { exportInventory } from '../../../server/src/inventory/export.js';
import { Project } from '../../../server/src/workspace/project.js';

function inventoryOf(encryption: string, more = '') {
  const text = `
    ${more}
    resource account 'Microsoft.Storage/storageAccounts@2023-05-01' = {
      name: 'stdiag'
      location: 'westeurope'
      sku: { name: 'Standard_LRS' }
      kind: 'StorageV2'
      properties: { ${encryption} }
    }`;
  const project = new Project((path) => (path === 'main.bicep' ? text : null));
  const file = project.file('main.bicep');
  if (file?.kind !== 'bicep') throw new Error('not read');
  return exportInventory(buildInventory(openTemplate(project, file, undefined, undefined)));
}

function accountOf(encryption: string, more = '') {
  const { nodes, edges } = inventoryOf(encryption, more);
  const account = nodes.find(({ kind }) => kind === 'storageAccount');
  return { atRest: account?.['atRest'], keys: edges.filter(({ kind }) => kind === 'encrypts').map(({ from }) => from) };
}

const key = (uri: string): string =>
  `encryption: { keySource: 'Microsoft.Keyvault', keyvaultproperties: { keyvaulturi: ${uri}, keyname: 'kek' } }`;

describe('a storage account', () => {
  it('is encrypted with a platform key where it says nothing', () => {
    expect(accountOf('')).toEqual({ atRest: 'platformKey', keys: [] });
  });

  it('is encrypted with a platform key where it names a key that Azure does not look at', () => {
    const ignored = key("'https://kv.vault.azure.net/'").replace('Microsoft.Keyvault', 'Microsoft.Storage');
    expect(accountOf(ignored)).toEqual({ atRest: 'platformKey', keys: [] });
  });

  it('has its key in a vault that is not in the template', () => {
    const expected = { atRest: 'customerKey', keys: ['Microsoft.KeyVault/vaults/keys/kv/kek'] };
    expect(accountOf(key("'https://kv.vault.azure.net/'"))).toEqual(expected);
    expect(accountOf(key("'https://kv.vault.azure.net'"))).toEqual(expected);
  });

  it('has its key in a Managed HSM', () => {
    expect(accountOf(key("'https://hsm.managedhsm.azure.net/'")).keys).toEqual([
      'Microsoft.KeyVault/managedHSMs/keys/hsm/kek',
    ]);
  });

  it.each(['vault.properties.vaultUri', "'https://${vault.name}${environment().suffixes.keyvaultDns}/'"])(
    'has its key in the vault of the template that %s is of',
    (uri) => {
      const vault = `resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
        name: 'kv-own'
        location: 'westeurope'
        properties: { sku: { family: 'A', name: 'standard' }, tenantId: tenant().tenantId }
      }`;
      expect(accountOf(key(uri), vault).keys).toEqual(['Microsoft.KeyVault/vaults/keys/kv-own/kek']);
    },
  );

  it('has a key that is not known where the vault or the source is a parameter', () => {
    expect(accountOf(key('uri'), 'param uri string')).toEqual({ atRest: 'customerKey', keys: [] });
    expect(accountOf('encryption: { keySource: source }', 'param source string')).toEqual({
      atRest: 'unknown',
      keys: [],
    });
  });

  it('has a key for one value of a parameter and none for the other', () => {
    const either = key("'https://kv.vault.azure.net/'").replace(
      "'Microsoft.Keyvault'",
      "own ? 'Microsoft.Keyvault' : 'Microsoft.Storage'",
    );
    expect(accountOf(either, 'param own bool')).toEqual({
      atRest: 'customerKey | platformKey',
      keys: ['Microsoft.KeyVault/vaults/keys/kv/kek'],
    });
  });

  it('says whether its infrastructure is encrypted, too', () => {
    const { nodes } = inventoryOf('encryption: { requireInfrastructureEncryption: true }');
    expect(nodes[0]).toMatchObject({ kind: 'storageAccount', name: 'stdiag', infrastructureEncryption: 'true' });
  });

  it('that exists already is not shown: nothing is known of it', () => {
    const existing = "resource old 'Microsoft.Storage/storageAccounts@2023-05-01' existing = { name: 'stold' }";
    expect(inventoryOf('', existing).nodes.map(({ name }) => name)).toEqual(['stdiag']);
  });
});
