import { describe, expect, it } from 'vitest';
import { TemplateIndex } from '../../../server/src/workspace/template-index.js';
import { canonicalUri } from '../../../server/src/workspace/uris.js';

const folder = 'file:///w';

function indexOf(files: Readonly<Record<string, string>>): TemplateIndex {
  const index = new TemplateIndex(() => undefined);
  for (const [path, text] of Object.entries(files)) index.update(`${folder}/${path}`, text);
  return index;
}

function relative(paths: readonly string[]): string[] {
  return paths.map((path) => path.slice(folder.length + 1));
}

const template = '"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#"';

describe('the index of a workspace', () => {
  it('knows all that use a file, the nearest first', () => {
    const index = indexOf({
      'main.bicep': "module a './parts/a.bicep' = { name: 'a' }",
      'parts/a.bicep': "module b 'b.bicep' = [for i in range(0, 2): { name: 'b' }]",
      'parts/b.bicep': 'param x string',
      'main.bicepparam': "using 'main.bicep'",
      'other.bicep': "module r 'br/public:avm/res/x:1.0.0' = { name: 'r' }",
    });
    expect(relative(index.usersOf(`${folder}/parts/b.bicep`, 10))).toEqual([
      'parts/b.bicep',
      'parts/a.bicep',
      'main.bicep',
      'main.bicepparam',
    ]);
    expect(relative(index.usersOf(`${folder}/parts/b.bicep`, 2))).toEqual(['parts/b.bicep', 'parts/a.bicep']);
  });

  it('puts what two deployments share into both of them', () => {
    const index = indexOf({
      'one.bicep': "module m 'shared.bicep' = { name: 'm' }",
      'two.json': `{ ${template}, "resources": [{ "templateLink": { "relativePath": "shared.bicep" } }] }`,
      'two.parameters.prod.json': '{ "$schema": "https://schema.management.azure.com/x/deploymentParameters.json#" }',
      'shared.bicep': '',
      'package.json': '{}',
    });
    expect(index.deployments().map(relative)).toEqual([
      ['one.bicep', 'shared.bicep'],
      ['shared.bicep', 'two.json', 'two.parameters.prod.json'],
    ]);
  });

  it('leaves no file out because files use each other', () => {
    const index = indexOf({
      'a.bicep': "module b 'b.bicep' = { name: 'b' }",
      'b.bicep': "module a 'a.bicep' = { name: 'a' }",
      'alone.bicepparam': "using 'nowhere.bicep'",
    });
    expect(new Set(index.deployments().flatMap(relative))).toEqual(new Set(['a.bicep', 'b.bicep', 'alone.bicepparam']));
  });

  it('forgets a file that is gone', () => {
    const index = indexOf({ 'main.bicep': "module a 'a.bicep' = { name: 'a' }", 'a.bicep': '' });
    index.update(`${folder}/main.bicep`, null);
    expect(relative(index.usersOf(`${folder}/a.bicep`, 10))).toEqual(['a.bicep']);
  });
});

describe('a URI in its one spelling', () => {
  it.each([
    ['file:///c%3A/x/main.bicep', 'file:///c%3A/x/main.bicep'],
    ['file:///C:/x/main.bicep', 'file:///c%3A/x/main.bicep'],
    ['file:///x/a%20b%28c%29.bicep', 'file:///x/a%20b(c).bicep'],
    ['file:///x/ä.bicep', 'file:///x/%C3%A4.bicep'],
    ['file:///x/50%.bicep', 'file:///x/50%.bicep'],
    ['vscode-vfs://github/o/r/main.bicep', 'vscode-vfs://github/o/r/main.bicep'],
    ['untitled:Untitled-1', 'untitled:Untitled-1'],
  ])('of %s', (uri, canonical) => {
    expect(canonicalUri(uri)).toBe(canonical);
    expect(canonicalUri(canonical)).toBe(canonical);
  });
});
