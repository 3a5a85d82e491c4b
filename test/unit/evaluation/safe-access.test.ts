/** What is read at deployment, with `.?` in Bicep and `tryGet` in the JSON that it compiles to. */
import { describe, expect, it } from 'vitest';
import { analyse } from '../../../server/src/analysis.js';
import { canonicalExpression } from '../../../server/src/evaluation/canonical.js';
import { Project } from '../../../server/src/workspace/project.js';

function principalIn(path: string, text: string): string | undefined {
  const project = new Project((asked) => (asked === path ? text : null));
  const source = project.file(path);
  if (source?.kind !== 'arm' && source?.kind !== 'bicep') throw new Error('not a template');
  const [grant] = analyse(project, source).inventory.grants;
  return grant && canonicalExpression(grant.principal);
}

const PRINCIPAL = "reference(resourceId('Microsoft.Compute/diskEncryptionSets', 'des'), 'full').identity.principalId";

describe('safe access to a property that is read at deployment', () => {
  it('is the property, in Bicep', () => {
    expect(
      principalIn(
        'main.bicep',
        `
resource set 'Microsoft.Compute/diskEncryptionSets@2024-03-02' = { name: 'des' }
resource role 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: 'x'
  properties: { principalId: set.?identity.?principalId }
}
`,
      ),
    ).toBe(PRINCIPAL);
  });

  it.each([
    ['one call for each step', "tryGet(tryGet(reference('set', '2024-03-02', 'full'), 'identity'), 'principalId')"],
    ['one call for all steps', "tryGet(reference('set', '2024-03-02', 'full'), 'identity', 'principalId')"],
  ])('is the property, in JSON with %s', (_title, expression) => {
    const template = {
      $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
      languageVersion: '2.0',
      contentVersion: '1.0.0.0',
      resources: {
        set: { type: 'Microsoft.Compute/diskEncryptionSets', apiVersion: '2024-03-02', name: 'des' },
        role: {
          type: 'Microsoft.Authorization/roleAssignments',
          apiVersion: '2022-04-01',
          name: 'x',
          properties: { principalId: `[${expression}]` },
        },
      },
    };
    expect(principalIn('main.json', JSON.stringify(template))).toBe(PRINCIPAL);
  });
});
