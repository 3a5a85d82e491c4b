/** Templates that are small and stand for something huge: they end in a status, soon and without an exception. */
import { describe, expect, it } from 'vitest';
import { analyseFiles, openTemplate } from '../../../server/src/analysis.js';
import { predict } from '../../../server/src/prediction/predict.js';
import { Project } from '../../../server/src/workspace/project.js';

const schema = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';

function arm(parts: object): string {
  return JSON.stringify({ $schema: schema, contentVersion: '1.0.0.0', resources: [], ...parts });
}

/** A disk with that expression as a property. */
function disk(expression: string): object {
  return {
    type: 'Microsoft.Compute/disks',
    apiVersion: '2024-03-02',
    name: 'd',
    properties: { value: `[${expression}]` },
  };
}

/** Variables `v0` to `v59`, each made of the one before. */
function grown(first: unknown, next: (before: string) => unknown): Record<string, unknown> {
  const variables: Record<string, unknown> = { v0: first };
  for (let index = 1; index < 60; index++) {
    variables[`v${String(index)}`] = next(`variables('v${String(index - 1)}')`);
  }
  return variables;
}

/** The limit that an analysis of all files, and a prediction of the first, end with. */
function limitOf(files: Readonly<Record<string, string>>): string | undefined {
  const project = new Project((path) => files[path] ?? null);
  const [main = ''] = Object.keys(files);
  const source = project.file(main);
  if (source?.kind !== 'bicep' && source?.kind !== 'arm') throw new Error('no template');
  analyseFiles(project, Object.keys(files));
  return predict(openTemplate(project, source, undefined, {})).limit;
}

describe('what grows without bound', () => {
  it.each<[string, Record<string, unknown>, string]>([
    ['doubled text', grown('abc', (before) => `[concat(${before}, ${before})]`), "variables('v59')"],
    ['tripled text', grown('abc', (before) => `[format('{0}{0}{0}', ${before})]`), "variables('v59')"],
    ['doubled lists', grown('[createArray(1)]', (before) => `[concat(${before}, ${before})]`), "variables('v59')"],
    [
      'objects in objects',
      grown({ x: 1 }, (before) => ({ a: `[${before}]`, b: `[${before}]` })),
      "string(variables('v59'))",
    ],
    ['lists in lists', {}, "map(range(0, 9999), lambda('x', map(range(0, 9999), lambda('y', range(0, 9999)))))"],
    [
      'a list that a lambda doubles',
      {},
      "reduce(range(0, 500), createArray(1), lambda('x', 'y', concat(lambdaVariables('x'), lambdaVariables('x'))))",
    ],
  ])('%s', { timeout: 60_000 }, (_title, variables, expression) => {
    expect(limitOf({ 'main.json': arm({ variables, resources: [disk(expression)] }) })).toMatch(/too (?:large|many)/);
  });

  it('modules that call themselves twice', { timeout: 60_000 }, () => {
    const text = "module a 'main.bicep' = { name: 'a' }\nmodule b 'main.bicep' = { name: 'b' }\n";
    expect(limitOf({ 'main.bicep': text })).toMatch(/too many/);
  });
});

describe('what needs itself', () => {
  it('is unknown where a function calls itself through another', { timeout: 60_000 }, () => {
    const member = (value: string): object => ({ parameters: [], output: { type: 'string', value: `[${value}]` } });
    const functions = [
      { namespace: 'n', members: { f: member('concat(n.g(), n.g())'), g: member('concat(n.f(), n.f())') } },
    ];
    expect(limitOf({ 'main.json': arm({ functions, resources: [disk('n.f()')] }) })).toBeUndefined();
  });

  it('is unknown where files import from each other what none of them declares', () => {
    const importing = (from: string): string =>
      `import { x, f } from '${from}'\nimport * as n from '${from}'\n@export()\nvar y = x\n` +
      `resource d 'Microsoft.Compute/disks@2024-03-02' = { name: y, location: n.x, properties: { f: f(), g: n.f() } }\n`;
    expect(limitOf({ 'main.bicep': importing('b.bicep'), 'b.bicep': importing('main.bicep') })).toBeUndefined();
  });

  it('does not include a function in the argument of its own call', () => {
    const text = `func wrap(o object) string => '<\${o.a}>'\nresource d 'Microsoft.Compute/disks@2024-03-02' = {
      name: wrap({ a: wrap({ a: 'x' }) })\n}\n`;
    const project = new Project((path) => (path === 'main.bicep' ? text : null));
    const source = project.file('main.bicep');
    if (source?.kind !== 'bicep') throw new Error('no template');
    expect(predict(openTemplate(project, source, undefined, {})).resources[0]?.['name']).toBe('<<x>>');
  });
});
