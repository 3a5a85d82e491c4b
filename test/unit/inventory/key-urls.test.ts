import { describe, expect, it } from 'vitest';
import { openTemplate } from '../../../server/src/analysis.js';
import { buildInventory } from '../../../server/src/inventory/build.js';
import { exportInventory } from '../../../server/src/inventory/export.js';
import { Project } from '../../../server/src/workspace/project.js';

/** Edges of a template with one disk encryption set. */
function edgesOf(keyUrl: string, sourceVault = ''): string[] {
  const text = `
    param vaultUri string
    resource set 'Microsoft.Compute/diskEncryptionSets@2024-03-02' = {
      name: 'des'
      location: 'westeurope'
      identity: { type: 'SystemAssigned' }
      properties: { activeKey: { keyUrl: ${keyUrl} ${sourceVault} } }
    }`;
  const project = new Project((path) => (path === 'main.bicep' ? text : null));
  const file = project.file('main.bicep');
  if (file?.kind !== 'bicep') throw new Error('not read');
  const inventory = exportInventory(buildInventory(openTemplate(project, file, undefined, undefined)));
  return inventory.edges.map(({ from, to, kind }) => `${from} ${kind} ${to}`);
}

describe('the key URL of a disk encryption set', () => {
  it('leads to a vault and a key that are not in the template', () => {
    expect(edgesOf("'https://kv-shared.vault.azure.net/keys/kek/1'")).toEqual([
      'Microsoft.KeyVault/vaults/keys/kv-shared/kek wraps Microsoft.Compute/diskEncryptionSets/des',
      'Microsoft.KeyVault/vaults/kv-shared holds Microsoft.KeyVault/vaults/keys/kv-shared/kek',
    ]);
  });

  it('leads to a Managed HSM by its host', () => {
    expect(edgesOf("'https://hsm1.managedhsm.azure.net/keys/kek/1'")).toContain(
      'Microsoft.KeyVault/managedHSMs/hsm1 holds Microsoft.KeyVault/managedHSMs/keys/hsm1/kek',
    );
  });

  it('leads to the vault that sourceVault names in full', () => {
    const id = '/subscriptions/s1/resourceGroups/g1/providers/Microsoft.KeyVault/vaults/kv-shared';
    expect(edgesOf("'https://kv-shared.vault.azure.net/keys/kek/1'", `, sourceVault: { id: '${id}' }`)).toContain(
      'subscriptions/s1/resourceGroups/g1/Microsoft.KeyVault/vaults/kv-shared holds subscriptions/s1/resourceGroups/g1/Microsoft.KeyVault/vaults/keys/kv-shared/kek',
    );
  });

  it('leads nowhere where the vault is not named', () => {
    expect(edgesOf("'${vaultUri}keys/kek/1'")).toEqual([]);
  });
});
