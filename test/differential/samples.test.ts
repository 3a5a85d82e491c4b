/** The sample workspaces: their Bicep builds without a word of the compiler, and what it builds to is judged alike. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { analyseFiles, openTemplate } from '../../server/src/analysis.js';
import { buildInventory } from '../../server/src/inventory/build.js';
import { exportInventory } from '../../server/src/inventory/export.js';
import type { ExportedInventory } from '../../server/src/inventory/export.js';
import { Project } from '../../server/src/workspace/project.js';
import { BicepCli } from './bicep-cli.js';
import type { Files } from './bicep-cli.js';

const samples = join(dirname(fileURLToPath(import.meta.url)), '../../samples');
const cli = new BicepCli('samples');
afterAll(() => cli.close());

/** Folders of the samples with a `main.bicep`. */
function bicepFolders(): string[] {
  if (!existsSync(samples)) return [];
  return readdirSync(samples, { recursive: true, encoding: 'utf8' })
    .filter((path) => /(^|[\\/])main\.bicep$/.test(path))
    .map((path) => dirname(path).replaceAll('\\', '/'))
    .sort();
}

function filesOf(folder: string): Files {
  const directory = join(samples, folder);
  const paths = readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((path) =>
    /\.(bicep|bicepparam)$|bicepconfig\.json$/.test(path),
  );
  return Object.fromEntries(
    paths.sort().map((path) => [path.replaceAll('\\', '/'), readFileSync(join(directory, path), 'utf8')]),
  );
}

function inventoryOf(files: Files, main: string): ExportedInventory {
  const project = new Project((path) => files[path] ?? null);
  const source = project.file(main);
  if (source?.kind !== 'bicep' && source?.kind !== 'arm') throw new Error(`${main} is no template`);
  return exportInventory(buildInventory(openTemplate(project, source, undefined, undefined)));
}

function rulesOf(files: Files, main: string): string[] {
  const project = new Project((path) => files[path] ?? null);
  return analyseFiles(project, [main, ...Object.keys(files).filter((path) => path.endsWith('.bicep'))])
    .flatMap(({ findings }) => findings.map(({ rule }) => rule))
    .sort();
}

const absent = 'the Bicep CLI is not here, and was not asked about this text';

it('has samples with Bicep', () => {
  expect(bicepFolders().length).toBeGreaterThan(0);
});

describe.each(bicepFolders())('samples/%s', (folder) => {
  const files = filesOf(folder);

  it.for(Object.keys(files).filter((path) => path.endsWith('.bicep')))(
    '%s compiles without an error or a warning',
    async (path, context) => {
      const compiled = await cli.compile(files, path);
      if (compiled === undefined) return context.skip(absent);
      expect(compiled.diagnostics).toEqual([]);
    },
  );

  it('has the same inventory as what it compiles to', async (context) => {
    const compiled = await cli.compile(files);
    if (compiled?.template === undefined) return context.skip(absent);
    const json = { 'main.json': JSON.stringify(compiled.template) };
    expect(inventoryOf(json, 'main.json')).toEqual(inventoryOf(files, 'main.bicep'));
  });

  it('breaks the same rules as what it compiles to', async (context) => {
    const compiled = await cli.compile(files);
    if (compiled?.template === undefined) return context.skip(absent);
    const json = { 'main.json': JSON.stringify(compiled.template) };
    expect(rulesOf(json, 'main.json')).toEqual(rulesOf(files, 'main.bicep'));
  });
});
