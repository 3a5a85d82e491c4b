import { describe, expect, it } from 'vitest';
import { analyseFiles } from '../../../server/src/analysis.js';
import { writeChanges } from '../../../server/src/edits/write-changes.js';
import type { ModuleSource, Template } from '../../../server/src/template/model.js';
import { findPlace } from '../../../server/src/template/place.js';
import { Project } from '../../../server/src/workspace/project.js';

const schema = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';
const head = `"$schema": "${schema}", "contentVersion": "1.0.0.0"`;
const nested = `{${head}, "parameters": {"p": {"type": "string"}}, "resources": [
  {"type": "Microsoft.Compute/disks", "apiVersion": "2024-03-02", "name": "d", "location": "westeurope",
   "properties": {"creationData": {"createOption": "Empty"}, "encryption": {"type": "Unknown"}}}]}`;

function project(files: Readonly<Record<string, string>>): Project {
  return new Project((path) => files[path.slice('/w/'.length)] ?? null);
}

function template(files: Readonly<Record<string, string>>): Template {
  const file = project(files).file(`/w/${'main.bicep' in files ? 'main.bicep' : 'main.json'}`);
  if (file?.kind !== 'arm' && file?.kind !== 'bicep') throw new Error('no template');
  return file.template;
}

function arm(template: string, more = ''): Readonly<Record<string, string>> {
  return {
    'main.json': `{${head}, ${more} "resources": [{"type": "Microsoft.Resources/deployments", "apiVersion": "2022-09-01",
      "name": "n", "properties": {"mode": "Incremental", "template": ${template}}}]}`,
  };
}

function bicep(template: string, more = ''): Readonly<Record<string, string>> {
  return {
    'main.bicep': `${more}
resource n 'Microsoft.Resources/deployments@2022-09-01' = {
  name: 'n'
  properties: { mode: 'Incremental', template: ${template}, parameters: { p: { value: 'x' } } }
}
`,
    'nested.json': nested,
  };
}

const object = `{
  '$schema': '${schema}'
  resources: [
    { type: 'Microsoft.Compute/disks', apiVersion: '2024-03-02', name: 'd', location: 'westeurope'
      properties: { creationData: { createOption: 'Empty' }, encryption: { type: 'Unknown' } } }
  ]
}`;

const inlined = {
  'a variable': arm(`"[variables('t')]"`, `"variables": {"t": ${nested}},`),
  'a variable of a variable': arm(`"[variables('u')]"`, `"variables": {"t": ${nested}, "u": "[variables('t')]"},`),
  'a default': arm(`"[parameters('t')]"`, `"parameters": {"t": {"type": "object", "defaultValue": ${nested}}},`),
  'a text in a variable': arm(`"[json(variables('t'))]"`, `"variables": {"t": ${JSON.stringify(nested)}},`),
  'an object in Bicep': bicep(object),
  'a variable in Bicep': bicep('t', `var t = ${object}`),
  'a default in Bicep': bicep('t', `param t object = ${object}`),
};

const loaded = {
  loadJsonContent: bicep("loadJsonContent('nested.json')"),
  'json of loadTextContent': bicep("json(loadTextContent('nested.json'))"),
  'a variable with loadJsonContent': bicep('t', "var t = loadJsonContent('nested.json')"),
};

const computed = {
  'a variable that is not there': arm(`"[variables('t')]"`),
  'a variable that is itself': arm(`"[variables('t')]"`, `"variables": {"t": "[variables('t')]"},`),
  'a text that is no JSON': arm(`"[json('{')]"`),
  'a call': arm(`"[union(variables('t'), variables('t'))]"`),
  'a part of a file in Bicep': bicep("loadJsonContent('nested.json', '$.a')"),
  'a union in Bicep': bicep("union(loadJsonContent('nested.json'), {})"),
};

const sourceOf = (files: Readonly<Record<string, string>>): ModuleSource | undefined =>
  template(files).modules[0]?.source;

describe('The template of a deployment', () => {
  it.each(Object.entries(inlined))('that is %s is a nested template', (_title, files) => {
    const source = sourceOf(files);
    expect(source?.kind === 'inline' && source.template().resources.map(({ type }) => type)).toEqual([
      'Microsoft.Compute/disks',
    ]);
  });

  it.each(Object.entries(loaded))('that is %s is a file', (_title, files) => {
    expect(sourceOf(files)).toMatchObject({ kind: 'path', path: 'nested.json' });
  });

  it.each(Object.entries(computed))('that is %s is not looked into', (_title, files) => {
    expect(sourceOf(files)?.kind).toBe('computed');
  });

  it('that is a default is not looked into where the parameter is given', () => {
    const files = {
      ...inlined['a default'],
      'main.parameters.json': `{"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#",
        "contentVersion": "1.0.0.0", "parameters": {"t": {"value": {}}}}`,
    };
    const reports = analyseFiles(project(files), ['/w/main.json'], {
      parameterFiles: () => ['/w/main.parameters.json'],
    });
    expect(reports[0]?.gaps.map(({ message }) => message).join()).toContain("its template is given as 't'");
  });
});

describe('Findings in the template of a deployment', () => {
  const placesOf = (files: Readonly<Record<string, string>>, names = Object.keys(files)): string[] =>
    analyseFiles(
      project(files),
      names.map((name) => `/w/${name}`),
    ).flatMap(({ findings }) =>
      findings.flatMap(({ rule, file, start, end }) =>
        rule === 'encryption-type-invalid' ? `${file}: ${(files[file.slice(3)] ?? '').slice(start, end)}` : [],
      ),
    );

  it.each(Object.entries(inlined))('that is %s lie where it is written', (_title, files) => {
    const [name = ''] = Object.keys(files);
    expect(placesOf(files, [name])).toEqual([
      expect.stringMatching(new RegExp(`^/w/${name}: ["'\\\\]*Unknown["'\\\\]*$`)),
    ]);
  });

  it.each(Object.entries(loaded))('that is %s lie in that file', (_title, files) => {
    expect(placesOf(files)).toEqual(['/w/nested.json: "Unknown"']);
  });
});

describe('A place in a template that is a variable', () => {
  it('is in the resource that stands there', () => {
    const files = inlined['a variable'];
    const text = files['main.json'] ?? '';
    const place = findPlace(template(files), text.indexOf('"Unknown"') + 2);
    expect(place?.within.kind === 'resource' && place.within.type).toBe('Microsoft.Compute/disks');
    expect(place?.path).toEqual(['properties', 'encryption', 'type']);
  });
});

describe('A change in a template that is data', () => {
  const change = (files: Readonly<Record<string, string>>): unknown => {
    const all = project(files);
    const source = sourceOf(files);
    const declaration = source?.kind === 'inline' ? source.template().resources[0] : undefined;
    const file = all.file(`/w/${Object.keys(files)[0] ?? ''}`);
    if (declaration === undefined || file === undefined) throw new Error('no resource');
    return writeChanges(
      [{ kind: 'set', resource: { file: file.path, declaration }, path: ['properties', 'diskSizeGB'], value: 4 }],
      () => {
        if (file.kind === 'arm') return { language: 'arm', json: file.json, text: file.text };
        return file.kind === 'bicep' ? { language: 'bicep', tree: file.tree, text: file.text } : undefined;
      },
    );
  };

  it.each(Object.entries(inlined))('as %s is not made', (_title, files) => {
    expect(change(files)).toBeUndefined();
  });

  it('is made where the template stands in its deployment', () => {
    expect(change(arm(nested))).toHaveLength(1);
  });
});
