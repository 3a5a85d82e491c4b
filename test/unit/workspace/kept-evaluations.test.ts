import { describe, expect, it } from 'vitest';
import { analyseFiles } from '../../../server/src/analysis.js';
import { exportInventory } from '../../../server/src/inventory/export.js';
import { KeptEvaluations } from '../../../server/src/workspace/kept-evaluations.js';
import { Project, SourceCache } from '../../../server/src/workspace/project.js';

/** Templates that share modules, read a file and have parameters; edits are made of parts of their own text. */
const PLATFORM: Readonly<Record<string, string>> = {
  '/w/a.bicep': `param region string = 'westeurope'
module key 'key.bicep' = {
  name: 'key'
  params: { region: region, kind: 'RSA' }
}
module disk 'disk.bicep' = {
  name: 'disk'
  params: { region: region, set: key.outputs.set }
}`,
  '/w/b.bicep': `module disk 'disk.bicep' = {
  name: 'disk'
  params: { region: loadTextContent('region.txt'), set: '' }
}`,
  '/w/key.bicep': `import { size } from 'sizes.bicep'
param region string
param kind string
resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv-platform'
  location: region
  properties: { tenantId: tenant().tenantId, sku: { family: 'A', name: 'standard' }, enablePurgeProtection: true }
  resource key 'keys' = {
    name: 'disks'
    properties: { kty: kind, keySize: size }
  }
}
resource des 'Microsoft.Compute/diskEncryptionSets@2024-03-02' = {
  name: 'des'
  location: 'northeurope'
  properties: { activeKey: { keyUrl: vault::key.properties.keyUriWithVersion } }
}
output set string = des.id`,
  '/w/sizes.bicep': `@export()
var size = 1024`,
  '/w/disk.bicep': `param region string
param set string
resource disk 'Microsoft.Compute/disks@2024-03-02' = {
  name: 'data'
  location: region
  properties: {
    creationData: { createOption: 'Empty' }
    encryption: { type: 'EncryptionAtRestWithCustomerKey', diskEncryptionSetId: set }
  }
}`,
  '/w/a.parameters.json': `{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#",
  "contentVersion": "1.0.0.0",
  "parameters": { "region": { "value": "northeurope" } }
}`,
  '/w/region.txt': 'westeurope',
};

function workspace(): { texts: Map<string, string>; open: (cache?: SourceCache) => Project } {
  const texts = new Map(Object.entries(PLATFORM));
  const encoder = new TextEncoder();
  const open = (cache?: SourceCache): Project =>
    new Project((path) => texts.get(path) ?? null, cache, {
      bytes: (path) => (texts.has(path) ? encoder.encode(texts.get(path)) : null),
      folder: () => null,
      rootOf: () => '/w',
    });
  return { texts, open };
}

/** All that is said of the files. */
function told(project: Project, kept?: KeptEvaluations): string {
  const paths = Object.keys(PLATFORM).filter((path) => !path.endsWith('.txt'));
  const reports = analyseFiles(project, paths, { keeps: () => true, ...(kept === undefined ? {} : { kept }) });
  return JSON.stringify(
    reports.map(({ file, findings, problems, gaps, analyses }) => [
      file.path,
      findings,
      problems,
      gaps.map(({ message, origin }) => [message, origin]),
      analyses.map(({ inventory }) => exportInventory(inventory)),
    ]),
    undefined,
    1,
  );
}

/** Numbers that look random and are the same in each run. */
function* numbers(seed: number): Generator<number, never> {
  let state = seed;
  for (;;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 2 ** 32;
  }
}

describe('an evaluation that is kept', () => {
  it.each(Array.from({ length: 12 }, (_, seed) => seed + 1))(
    'gives what a new one gives, after any edits of any of its files (seed %i)',
    (seed) => {
      const random = numbers(seed);
      const below = (end: number): number => Math.floor(random.next().value * end);
      const { texts, open } = workspace();
      const cache = new SourceCache();
      const kept = new KeptEvaluations();
      expect(told(open(cache), kept)).toBe(told(open()));
      for (let edit = 0; edit < 25; edit++) {
        const path = Object.keys(PLATFORM)[below(Object.keys(PLATFORM).length)] ?? '';
        const original = PLATFORM[path] ?? '';
        const text = texts.get(path) ?? original;
        const at = below(text.length);
        const from = below(original.length);
        const edited =
          below(3) === 0
            ? original
            : text.slice(0, at) + original.slice(from, from + below(20)) + text.slice(at + below(20));
        if (below(12) === 0) texts.delete(path);
        else texts.set(path, edited);
        expect(told(open(cache), kept), `edit ${String(edit)} of ${path}`).toBe(told(open()));
      }
    },
  );

  it('is the same one where another template was edited, and another where its module was', () => {
    const { texts, open } = workspace();
    const cache = new SourceCache();
    const kept = new KeptEvaluations();
    const rootOf = (path: string): unknown =>
      analyseFiles(open(cache), [path], { keeps: () => true, kept }).at(0)?.analyses[0]?.root;
    const a = rootOf('/w/a.bicep');
    const b = rootOf('/w/b.bicep');
    texts.set('/w/key.bicep', `${PLATFORM['/w/key.bicep'] ?? ''}\n`);
    expect(rootOf('/w/b.bicep')).toBe(b);
    expect(rootOf('/w/a.bicep')).not.toBe(a);
    texts.set('/w/region.txt', 'northeurope');
    expect(rootOf('/w/b.bicep')).not.toBe(b);
  });
});
