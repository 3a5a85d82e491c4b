/** Templates with parameter files: our `expand` against the snapshot, and Bicep against what it compiles to. */
import { afterAll, describe, expect, it } from 'vitest';
import { openTemplate, predictTemplate } from '../../server/src/analysis.js';
import { buildInventory } from '../../server/src/inventory/build.js';
import { exportInventory } from '../../server/src/inventory/export.js';
import type { PredictedResource } from '../../server/src/prediction/predict.js';
import { Project } from '../../server/src/workspace/project.js';
import type { ArmSource, BicepSource } from '../../server/src/workspace/source-file.js';
import { BicepCli } from './bicep-cli.js';
import type { Files, Metadata } from './bicep-cli.js';
import { enginePairs } from './engine-cases.js';
import { nestedPairs } from './nested-cases.js';
import { pairs } from './pair-cases.js';
import type { Pair } from './pair-cases.js';
import { predictionDifferences } from './prediction.js';

const subscriptionId = '11111111-1111-1111-1111-111111111111';
const absent = 'the Bicep CLI is not here, and was not asked about this text';

/** The folder that the files are in for us. */
const ROOT = '/w/';
const PARAMETERS = `${ROOT}main.bicepparam`;

const cli = new BicepCli('pairs');
afterAll(() => cli.close());

function metadataOf(scope: Pair['scope']): Metadata {
  const all = { tenantId: '44444444-4444-4444-4444-444444444444', location: 'westeurope', deploymentName: 'rollout' };
  switch (scope) {
    case undefined:
    case 'resourceGroup':
      return { ...all, subscriptionId, resourceGroup: 'platform' };
    case 'subscription':
      return { ...all, subscriptionId };
    case 'managementGroup':
      return { ...all, managementGroupId: 'landing' };
    case 'tenant':
      return all;
  }
}

function opened(files: Files, main: string): { project: Project; source: ArmSource | BicepSource } {
  const encoder = new TextEncoder();
  const bytes = (path: string): Uint8Array | null => {
    const text = files[path.slice(ROOT.length)];
    return text === undefined ? null : encoder.encode(text);
  };
  const readContents = { bytes, folder: () => null, rootOf: () => '/w' };
  const project = new Project((path) => files[path.slice(ROOT.length)] ?? null, undefined, readContents);
  const source = project.file(`${ROOT}${main}`);
  if (source?.kind !== 'bicep' && source?.kind !== 'arm') throw new Error(`${main} is no template`);
  expect(source.incomplete).toBeUndefined();
  return { project, source };
}

function predicted(files: Files, main: string, metadata: Metadata): readonly PredictedResource[] {
  const { project, source } = opened(files, main);
  const { resources, limit } = predictTemplate(project, source, PARAMETERS, metadata);
  expect(limit).toBeUndefined();
  return resources;
}

describe.each(Object.entries({ ...pairs, ...nestedPairs, ...enginePairs }))(
  '%s',
  (_title, { files: texts, parameters = '', scope }) => {
    const main = texts['main.bicep'] === undefined ? 'main.json' : 'main.bicep';
    const files: Files = { ...texts, 'main.bicepparam': `using './${main}'\n${parameters}` };
    const metadata = metadataOf(scope);

    it('is expanded as the snapshot says', async (context) => {
      const theirs = await cli.snapshot(files, 'main.bicepparam', metadata);
      if (theirs === undefined) return context.skip(absent);
      if (typeof theirs === 'string') throw new Error(theirs);
      expect(theirs.length).toBeGreaterThan(0);
      expect(predictionDifferences(predicted(files, main, metadata), theirs)).toEqual([]);
    });

    if (main === 'main.bicep') {
      it('is the same as the template that it compiles to', async (context) => {
        const compiled = await cli.compile(texts);
        const theirs = await cli.snapshot(files, 'main.bicepparam', metadata);
        if (compiled === undefined || theirs === undefined) return context.skip(absent);
        expect(compiled.diagnostics.filter(({ level }) => /error/i.test(level))).toEqual([]);
        const json: Files = {
          'main.json': JSON.stringify(compiled.template),
          'main.bicepparam': `using './main.json'\n${parameters}`,
        };
        if (typeof theirs !== 'string') {
          expect(predictionDifferences(predicted(json, 'main.json', metadata), theirs)).toEqual([]);
        }
        const inventoryOf = (all: Files, path: string): unknown => {
          const { project, source } = opened(all, path);
          return exportInventory(buildInventory(openTemplate(project, source, PARAMETERS, undefined)));
        };
        expect(inventoryOf(json, 'main.json')).toEqual(inventoryOf(files, 'main.bicep'));
      });
    }
  },
);
