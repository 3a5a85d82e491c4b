import { describe, expect, it } from 'vitest';
import { openTemplate } from '../../../server/src/analysis.js';
import { buildInventory } from '../../../server/src/inventory/build.js';
import { Project } from '../../../server/src/workspace/project.js';

/** What messages call a vault whose name is an expression. */
function shown(name: string, more = ''): string | undefined {
  const text = `${more}
resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: ${name}
  location: 'westeurope'
  properties: { tenantId: tenant().tenantId, sku: { family: 'A', name: 'standard' } }
}`;
  const project = new Project((path) => (path === 'main.bicep' ? text : null));
  const file = project.file('main.bicep');
  if (file?.kind !== 'bicep') throw new Error('not read');
  return buildInventory(openTemplate(project, file, undefined, undefined)).vaults[0]?.name;
}

describe('the name of a resource in a message', () => {
  it('is the text where that is known', () => {
    expect(shown("'kv-${env}'", "var env = 'prod'")).toBe('kv-prod');
  });

  it('names the parameters that it is made of', () => {
    expect(shown("'kv-${env}'", 'param env string')).toBe('kv-{env}');
  });

  it('has ids as an author writes them', () => {
    expect(shown("'kv-${uniqueString(resourceGroup().id)}'")).toBe('kv-{uniqueString(resourceGroup().id)}');
    expect(shown("'kv-${uniqueString(subscription().id)}'")).toBe('kv-{uniqueString(subscription().id)}');
  });

  it('is without what only cuts or shapes it', () => {
    expect(shown("take(toLower('kv-${uniqueString(resourceGroup().id)}'), 24)")).toBe(
      'kv-{uniqueString(resourceGroup().id)}',
    );
  });
});
