import { describe, expect, it } from 'vitest';
import { analyseFiles } from '../../../server/src/analysis.js';
import { cachedFile, readBicepConfiguration } from '../../../server/src/workspace/module-cache.js';
import { Project, SourceCache } from '../../../server/src/workspace/project.js';

const configuration = readBicepConfiguration(`{
  // comments are allowed
  "moduleAliases": {
    "br": { "own": { "registry": "Contoso.azurecr.io:5000", "modulePath": "bicep/modules" } },
    "ts": { "specs": { "subscription": "AAAA", "resourceGroup": "Specs" } }
  }
}`);

describe('the file in the cache of a module reference', () => {
  it.each<[string, string | undefined]>([
    [
      'br:mcr.microsoft.com/bicep/avm/res/compute/disk:0.1.0',
      'br/mcr.microsoft.com/bicep$avm$res$compute$disk/0.1.0$/main.json',
    ],
    ['br/public:avm/res/compute/disk:0.1.0', 'br/mcr.microsoft.com/bicep$avm$res$compute$disk/0.1.0$/main.json'],
    ['br/own:disk:V1-rC', 'br/contoso.azurecr.io$5000/bicep$modules$disk/V1-rC$11/main.json'],
    [`br:a.io/x@sha256:${'0'.repeat(64)}`, `br/a.io/x/sha256#${'0'.repeat(64)}/main.json`],
    ['br/other:disk:1', undefined],
    ['ts:AAAA/My-Group/Spec/V1', undefined],
    ['ts:AAAA/My-Group/Spec:V1', 'ts/aaaa/my-group/spec/v1/main.json'],
    ['ts/specs:Spec:V1', 'ts/aaaa/specs/spec/v1/main.json'],
    [
      '/subscriptions/a/resourceGroups/B/providers/Microsoft.Resources/templateSpecs/s/versions/1',
      'ts/a/b/s/1/main.json',
    ],
    ['br:a.io/x', undefined],
    ['br:../../x:1', undefined],
    ['ts:../../x:1', undefined],
  ])('%s', (reference, file) => {
    expect(cachedFile(reference, configuration)).toBe(file);
  });
});

const template = {
  $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
  contentVersion: '1.0.0.0',
  parameters: { kind: { type: 'string' } },
  resources: [
    {
      type: 'Microsoft.Compute/disks',
      apiVersion: '2024-03-02',
      name: 'data',
      location: 'westeurope',
      properties: { creationData: { createOption: 'Empty' }, encryption: { type: "[parameters('kind')]" } },
    },
  ],
};

function check(files: Readonly<Record<string, string>>): { readonly found: number; readonly gaps: readonly string[] } {
  const project = new Project((path) => files[path] ?? null, new SourceCache(), {
    bytes: () => null,
    folder: () => null,
    rootOf: () => '/w',
    cacheRoot: '/home/me/.bicep',
    locate: (path) => path.replace(/^~/, '/home/me'),
  });
  const [report] = analyseFiles(project, ['/w/app/main.bicep']);
  return { found: report?.findings.length ?? 0, gaps: report?.gaps.map(({ message }) => message) ?? [] };
}

const caller = (reference: string): string =>
  `module disk '${reference}' = {\n  name: 'disk'\n  params: { kind: 'EncryptionAtRestWithNothing' }\n}\n`;

describe('a module of a registry', () => {
  const registry = caller('br/public:avm/disk:1.0');

  it('is read where Bicep has restored it', () => {
    const path = '/home/me/.bicep/br/mcr.microsoft.com/bicep$avm$disk/1.0$/main.json';
    const { found, gaps } = check({ '/w/app/main.bicep': registry, [path]: JSON.stringify(template) });
    expect(gaps).toEqual([]);
    expect(found).toBeGreaterThan(0);
  });

  it('is read from the folder that the nearest bicepconfig.json names', () => {
    const { gaps } = check({
      '/w/app/main.bicep': registry,
      '/w/bicepconfig.json': '{"cacheRootDirectory": "~/cache/"}',
      '/home/me/cache/br/mcr.microsoft.com/bicep$avm$disk/1.0$/main.json': JSON.stringify(template),
    });
    expect(gaps).toEqual([]);
  });

  it('is a gap that is said, and no finding, where it is not there', () => {
    expect(check({ '/w/app/main.bicep': registry })).toEqual({
      found: 0,
      gaps: ["'br/public:avm/disk:1.0' is not in the local module cache"],
    });
  });
});

describe('a template spec', () => {
  it('is read from the resource that Bicep has kept', () => {
    const spec = { id: '/x', properties: { mainTemplate: template } };
    const { found, gaps } = check({
      '/w/app/main.bicep': caller('ts:aaaa/specs/disk:v1'),
      '/home/me/.bicep/ts/aaaa/specs/disk/v1/main.json': JSON.stringify(spec),
    });
    expect(gaps).toEqual([]);
    expect(found).toBeGreaterThan(0);
  });
});
