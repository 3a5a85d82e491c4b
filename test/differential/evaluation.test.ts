/** What we compute of small templates, beside what Azure's deployment engine in the Bicep CLI predicts for them. */
import { afterAll, describe, expect, it } from 'vitest';
import { openTemplate } from '../../server/src/analysis.js';
import { Project } from '../../server/src/workspace/project.js';
import { BicepCli } from './bicep-cli.js';
import type { Files, Metadata } from './bicep-cli.js';
import { differences } from './compare.js';
import { evaluationCases } from './evaluation-cases.js';

const subscriptionId = '11111111-1111-1111-1111-111111111111';
const resourceGroup = 'platform';

const cli = new BicepCli('evaluation');
afterAll(() => cli.close());

function placeOf(text: string): Metadata {
  if (/^targetScope = 'subscription'/m.test(text)) return { subscriptionId, location: 'westeurope' };
  return { subscriptionId, resourceGroup, location: 'westeurope' };
}

function analysed(files: Files, main: string, parameters: string, metadata: Metadata): ReturnType<typeof openTemplate> {
  const project = new Project((path) => files[path] ?? null);
  const source = project.file(main);
  if (source?.kind !== 'bicep' && source?.kind !== 'arm') throw new Error(`${main} is no template`);
  expect(source.incomplete).toBeUndefined();
  return openTemplate(project, source, parameters, metadata);
}

describe.each(Object.entries(evaluationCases))('%s', (_title, { files: texts, parameters = '' }) => {
  const files: Files = { ...texts, 'main.bicepparam': `using './main.bicep'\n${parameters}` };
  const metadata = placeOf(texts['main.bicep']);

  it('is predicted from Bicep as Azure does', async (context) => {
    const predicted = await cli.snapshot(files, 'main.bicepparam', metadata);
    if (predicted === undefined) return context.skip('the Bicep CLI is not here, and was not asked about this text');
    expect(predicted).toBeInstanceOf(Array);
    if (typeof predicted === 'string') return;
    expect(predicted.length).toBeGreaterThan(0);
    expect(differences(analysed(files, 'main.bicep', 'main.bicepparam', metadata), predicted)).toEqual([]);
  });

  it('is predicted from the compiled template as Azure does', async (context) => {
    const predicted = await cli.snapshot(files, 'main.bicepparam', metadata);
    const compiled = await cli.compile(texts);
    if (predicted === undefined || compiled === undefined) {
      return context.skip('the Bicep CLI is not here, and was not asked about this text');
    }
    // An interpolation, which the linter would rather see than concat(), cannot hold literals of arrays and objects.
    expect(compiled.diagnostics.filter(({ code }) => code !== 'prefer-interpolation')).toEqual([]);
    if (typeof predicted === 'string') return;
    const both = {
      'main.json': JSON.stringify(compiled.template),
      'main.bicepparam': `using './main.json'\n${parameters}`,
    };
    expect(differences(analysed(both, 'main.json', 'main.bicepparam', metadata), predicted)).toEqual([]);
  });
});
