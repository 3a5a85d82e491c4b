import { describe, expect, it } from 'vitest';
import { createDeployment } from '../../../server/src/evaluation/create-deployment.js';
import { declaredBelow, resourcesBelow } from '../../../server/src/evaluation/deployment-tree.js';
import type { ModuleLoader } from '../../../server/src/evaluation/deployment.js';
import { Project } from '../../../server/src/workspace/project.js';

const SET = new Set(['microsoft.compute/diskencryptionsets']);

describe('resources of a type in a tree of deployments', () => {
  it('are found in modules of modules', () => {
    const root = open({
      'main.bicep': `module outer 'outer.bicep' = {\n  name: 'outer'\n}`,
      'outer.bicep': `module inner 'inner.bicep' = {\n  name: 'inner'\n}`,
      'inner.bicep': set('des'),
    });
    expect([...resourcesBelow(root, SET)].map(({ deployment }) => deployment.path)).toEqual(['outer/inner']);
  });

  it('are found in a template that deploys itself', () => {
    const root = open({ 'main.bicep': `${set('des')}\nmodule again 'main.bicep' = {\n  name: 'again'\n}` });
    expect([...resourcesBelow(root, SET)].length).toBeGreaterThan(1);
  });

  it('leave a module alone that deploys none of them', () => {
    const root = open({
      'main.bicep': `module other 'other.bicep' = {\n  name: 'other'\n}\n${set('des')}`,
      'other.bicep': `resource v 'Microsoft.KeyVault/vaults@2023-07-01' = {\n  name: 'v'\n}`,
    });
    expect(root.modulesWith(SET)).toEqual([]);
    expect([...resourcesBelow(root, SET)]).toHaveLength(1);
  });

  it('may be in a module that is not at hand', () => {
    const root = open({ 'main.bicep': `module gone 'gone.bicep' = {\n  name: 'gone'\n}` });
    expect(root.modulesWith(SET).map(({ missing }) => missing)).toEqual(["'gone.bicep' cannot be read"]);
  });

  it('are declared, but not deployed, where they exist already or their condition is false', () => {
    const root = open({
      'main.bicep': `resource a 'Microsoft.Compute/diskEncryptionSets@2024-03-02' existing = {\n  name: 'a'\n}
resource b 'Microsoft.Compute/diskEncryptionSets@2024-03-02' = if (false) {\n  name: 'b'\n}`,
    });
    expect([...declaredBelow(root, SET)]).toHaveLength(2);
    expect([...resourcesBelow(root, SET)]).toEqual([]);
  });
});

function set(name: string): string {
  return `resource ${name} 'Microsoft.Compute/diskEncryptionSets@2024-03-02' = {\n  name: '${name}'\n}`;
}

function open(files: Readonly<Record<string, string>>): ReturnType<typeof createDeployment> {
  const texts = new Map(Object.entries(files));
  const project: Project & ModuleLoader = new Project((path) => texts.get(path) ?? null);
  const source = project.file('main.bicep');
  if (source?.kind !== 'bicep') throw new Error('no template');
  return createDeployment(source.template, { loader: project });
}
