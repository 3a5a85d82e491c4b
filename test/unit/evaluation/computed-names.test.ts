/** Entries whose names only Azure knows: they are kept, and read the same in both languages. */
import { describe, expect, it } from 'vitest';
import { analyse } from '../../../server/src/analysis.js';
import { canonicalExpression } from '../../../server/src/evaluation/canonical.js';
import type { Value } from '../../../server/src/evaluation/value.js';
import { Project } from '../../../server/src/workspace/project.js';

function identitiesIn(path: string, text: string): Value | undefined {
  const project = new Project((asked) => (asked === path ? text : null));
  const source = project.file(path);
  if (source?.kind !== 'arm' && source?.kind !== 'bicep') throw new Error('not a template');
  return analyse(project, source).inventory.diskEncryptionSets[0]?.userAssignedIdentities;
}

function bicep(value: string): Value | undefined {
  return identitiesIn(
    'main.bicep',
    `
resource uami 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = { name: 'id', location: 'westeurope' }
resource des 'Microsoft.Compute/diskEncryptionSets@2024-03-02' = {
  name: 'des'
  identity: { type: 'UserAssigned', userAssignedIdentities: ${value} }
}
`,
  );
}

const CANONICAL =
  "createObject(resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', 'id'), createObject(), ...)";

describe('names that are not known as text', () => {
  it('are kept as values in Bicep', () => {
    const value = bicep("{ '${uami.id}': {} }");
    expect(value?.kind === 'object' && value.computed?.map((entry) => entry.name.kind)).toEqual(['resourceId']);
    expect(value?.kind === 'object' && value.open).toBe(true);
    expect(value && canonicalExpression(value)).toBe(CANONICAL);
  });

  it('are kept as values in JSON, with the same canonical text', () => {
    const value = identitiesIn(
      'main.json',
      JSON.stringify({
        $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
        contentVersion: '1.0.0.0',
        resources: [
          {
            type: 'Microsoft.Compute/diskEncryptionSets',
            apiVersion: '2024-03-02',
            name: 'des',
            identity: {
              type: 'UserAssigned',
              userAssignedIdentities: {
                "[format('{0}', resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', 'id'))]": {},
              },
            },
          },
        ],
      }),
    );
    expect(value && canonicalExpression(value)).toBe(CANONICAL);
  });

  it.each([
    ['union', "union({}, { '${uami.id}': {} })"],
    ['the question whether there are any', "!empty({ '${uami.id}': {} }) ? { '${uami.id}': {} } : null"],
    ['a spread', "{ ...{ '${uami.id}': {} } }"],
    ['toObject-like reduce', "reduce(map([uami.id], id => { '${id}': {} }), {}, (all, one) => union(all, one))"],
  ])('pass through %s', (_title, text) => {
    const value = bicep(text);
    expect(value && canonicalExpression(value)).toBe(CANONICAL);
  });

  it('tell objects with different values apart', () => {
    const one = bicep("{ '${uami.id}': { a: 1 } }");
    const other = bicep("{ '${uami.id}': { a: 2 } }");
    expect(one && canonicalExpression(one)).not.toBe(other && canonicalExpression(other));
  });
});
