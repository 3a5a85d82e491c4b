import { expect, it } from 'vitest';
import { openTemplate } from '../../../server/src/analysis.js';
import { buildInventory } from '../../../server/src/inventory/build.js';
import { exportInventory } from '../../../server/src/inventory/export.js';
import { Project } from '../../../server/src/workspace/project.js';

/** A parameter that is null names the key; the engine would refuse to deploy it. */
const files = {
  'main.bicep': `param keyName string?
resource vault 'Microsoft.KeyVault/vaults@2024-11-01' existing = {
  name: 'vault'
  resource key 'keys' existing = { name: keyName! }
}
resource set 'Microsoft.Compute/diskEncryptionSets@2024-03-02' = {
  name: 'set'
  location: 'westeurope'
  properties: { activeKey: { keyUrl: vault::key!.properties.keyUriWithVersion } }
}
`,
  'main.json': JSON.stringify({
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
    languageVersion: '2.0',
    contentVersion: '1.0.0.0',
    parameters: { keyName: { type: 'string', nullable: true } },
    resources: {
      'vault::key': {
        existing: true,
        type: 'Microsoft.KeyVault/vaults/keys',
        apiVersion: '2024-11-01',
        name: "[format('{0}/{1}', 'vault', parameters('keyName'))]",
      },
      vault: { existing: true, type: 'Microsoft.KeyVault/vaults', apiVersion: '2024-11-01', name: 'vault' },
      set: {
        type: 'Microsoft.Compute/diskEncryptionSets',
        apiVersion: '2024-03-02',
        name: 'set',
        location: 'westeurope',
        properties: { activeKey: { keyUrl: "[reference('vault::key').keyUriWithVersion]" } },
      },
    },
  }),
};

function inventoryOf(name: keyof typeof files): unknown {
  const project = new Project((path) => (path === `/w/${name}` ? files[name] : null));
  const source = project.file(`/w/${name}`);
  if (source?.kind !== 'arm' && source?.kind !== 'bicep') throw new Error(`${name} is no template`);
  return exportInventory(buildInventory(openTemplate(project, source, undefined, undefined)));
}

it('A child whose name is null has an empty name, in Bicep as in what it compiles to', () => {
  expect(inventoryOf('main.bicep')).toEqual(inventoryOf('main.json'));
  expect(JSON.stringify(inventoryOf('main.bicep'))).not.toContain('null()');
});
