import { describe, expect, it } from 'vitest';
import { analyseFiles, openTemplate } from '../../../server/src/analysis.js';
import type { AnalysisOptions, FileReport } from '../../../server/src/analysis.js';
import { canonicalText } from '../../../server/src/evaluation/canonical.js';
import { parameterFilesOf } from '../../../server/src/workspace/parameter-file-settings.js';
import { Project, SourceCache } from '../../../server/src/workspace/project.js';

type Files = Readonly<Record<string, string>>;

function projectOf(files: Files, environment?: Readonly<Record<string, string>>): Project {
  return new Project(
    (path) => files[path] ?? null,
    new SourceCache(),
    environment && {
      bytes: () => null,
      folder: () => null,
      rootOf: () => '',
      environmentVariable: (name) => environment[name],
    },
  );
}

/** The output `o` of main.bicep with a parameter file. */
function output(files: Files, environment?: Readonly<Record<string, string>>): string {
  const all: Files = {
    'main.bicep':
      "param a string\nparam b object = {}\nparam c array = []\nparam e string = 'default'\noutput o object = {a: a, b: b, c: c, e: e}\n",
    ...files,
  };
  const project = projectOf(all, environment);
  const source = project.file('main.bicep');
  if (source?.kind !== 'bicep') throw new Error('no template');
  const value = openTemplate(project, source, 'main.bicepparam', undefined).output('o');
  if (value === undefined) throw new Error('no output');
  return canonicalText(value);
}

describe('the values of a .bicepparam file', () => {
  it('are expressions over variables, imports and each other', () => {
    const text = output({
      'lib.bicep': "@export()\nvar v = 'lib'\n@export()\nfunc up(x string) string => toUpper(x)\n",
      'main.bicepparam': `using 'main.bicep'
import { v, up } from 'lib.bicep'
import * as lib from 'lib.bicep'
var q = up(v)
param a = '\${q}-\${lib.v}-\${lib.up('x')}'
param c = [for i in range(0, 2): 'i\${i}']
param e = c[1]
`,
    });
    expect(text).toBe("[createObject('a', 'LIB-lib-X', 'b', createObject(), 'c', createArray('i0', 'i1'), 'e', 'i1')]");
  });

  it('are those of the file that it extends where it gives none, which are members of `base`', () => {
    const text = output({
      'root.bicepparam': "using none\nparam c = ['root']\n",
      'base.bicepparam':
        "using none\nextends 'root.bicepparam'\nvar q = 'base'\nparam a = 'a-${q}'\nparam b = {x: 1}\n",
      'main.bicepparam': "using 'main.bicep'\nextends 'base.bicepparam'\nparam b = {...base.b, w: base.c[0]}\n",
    });
    expect(text).toBe(
      "[createObject('a', 'a-base', 'b', createObject('w', 'root', 'x', 1), 'c', createArray('root'), 'e', 'default')]",
    );
  });

  it('end in no loop where files extend each other', () => {
    const files = {
      'main.bicepparam': "using 'main.bicep'\nextends 'main.bicepparam'\nparam a = 'x'\nparam e = base.a\n",
    };
    expect(output(files)).toBe("[createObject('a', 'x', 'b', createObject(), 'c', createArray(), 'e', 'x')]");
  });

  it('are unknown where only a process, a vault or a tool can tell', () => {
    const text = output({
      'main.bicepparam':
        "using 'main.bicep'\nparam a = readEnvironmentVariable('X', 'y')\nparam b = {s: az.getSecret('s', 'g', 'v', 'n')}\nparam e = externalInput('tool', 'k')\n",
    });
    expect(text).toBe(
      "[createObject('a', readEnvironmentVariable('X', 'y'), 'b', createObject('s', getSecret('s', 'g', 'v', 'n')), 'c', createArray(), 'e', externalInput('tool', 'k'))]",
    );
  });

  it('come from the environment where it is at hand', () => {
    const main =
      "using 'main.bicep'\nparam a = readEnvironmentVariable('X')\nparam e = readEnvironmentVariable('Y', 'else')\n";
    expect(output({ 'main.bicepparam': main }, { X: 'set' })).toContain("'a', 'set'");
    expect(output({ 'main.bicepparam': main }, { X: 'set' })).toContain("'e', 'else'");
  });
});

const template = `param kind string
param size int = 64
resource disk 'Microsoft.Compute/disks@2024-03-02' = {
  name: 'data'
  location: 'westeurope'
  properties: {
    diskSizeGB: size
    creationData: { createOption: 'Empty' }
    encryption: { type: kind }
  }
}
`;
const wrong = "using 'main.bicep'\nparam kind = 'EncryptionAtRestWithCustomerKey'\n";
const right = "using 'main.bicep'\nparam kind = 'EncryptionAtRestWithPlatformKey'\n";

function reports(files: Files, options: AnalysisOptions = {}): FileReport[] {
  return analyseFiles(projectOf(files), Object.keys(files), options);
}

function messages(files: Files, options?: AnalysisOptions): string[] {
  return reports(files, options).flatMap(({ findings }) => findings.map(({ message }) => message));
}

describe('several parameter files of one template', () => {
  it('are each looked at, and a finding names those it holds for', () => {
    const found = reports({
      'main.bicep': template,
      'dev.bicepparam': right,
      'prod.bicepparam': wrong,
      'test.bicepparam': wrong,
    })
      .flatMap(({ findings }) => findings)
      .filter(({ file }) => file === 'main.bicep');
    const named = found.filter(({ message }) => message.startsWith("With 'prod.bicepparam' and 'test.bicepparam': "));
    expect(named.map(({ parameterFiles }) => parameterFiles)).toEqual([['prod.bicepparam', 'test.bicepparam']]);
  });

  it('are looked at in the order of their names, whichever was found first', () => {
    const files = { 'test.bicepparam': right, 'dev.bicepparam': right, 'main.bicep': template };
    const [report] = reports(files, { keeps: (path) => path === 'main.bicep' }).filter(
      ({ analyses }) => analyses.length > 0,
    );
    expect(report?.analyses.map(({ parameterFile }) => parameterFile)).toEqual(['dev.bicepparam', 'test.bicepparam']);
  });

  it('are not named where all lead to the same', () => {
    const all = messages({ 'main.bicep': template, 'prod.bicepparam': wrong, 'test.bicepparam': wrong });
    expect(all.length).toBeGreaterThan(0);
    expect(all.filter((message) => message.startsWith('With'))).toEqual([]);
  });

  it('are those that the configuration names, where it does', () => {
    const files = { 'main.bicep': template, 'dev.bicepparam': right, 'prod.bicepparam': wrong };
    const chosen = { parameterFiles: () => ['dev.bicepparam'] };
    expect(messages(files, chosen)).toEqual([]);
  });
});

describe('a parameter file that does not fit its template', () => {
  it('is held against types that the template declares', () => {
    const files = {
      'main.bicep': "type size = 'small' | 'large'\nparam chosen size\n",
      'main.bicepparam': "using 'main.bicep'\nparam chosen = 'huge'\n",
    };
    const problems = reports(files).flatMap((report) => report.problems.map(({ message }) => message));
    expect(problems).toEqual([`'chosen' must be one of the allowed values, not "huge"`]);
  });

  it('is told what is missing and what is wrong', () => {
    const parameters = {
      $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#',
      contentVersion: '1.0.0.0',
      parameters: { size: { value: 'large' }, colour: { value: 'red' } },
    };
    const files = { 'main.bicep': template, 'main.parameters.json': JSON.stringify(parameters) };
    const problems = reports(files).flatMap((report) => report.problems.map(({ message }) => message));
    expect(problems).toEqual([
      "'size' must be a whole number",
      "'colour' is no parameter of main.bicep",
      "the parameter 'kind' has no value",
    ]);
  });
});

describe('parameter files by the settings', () => {
  const folder = 'file:///w/my%20app';
  const template = `${folder}/infra/main.bicep`;
  const of = (own: Record<string, string[]>, armTools: Record<string, string[]> = {}): string[] | undefined => {
    const mappings = (record: Record<string, string[]>) =>
      Object.entries(record).map(([template, files]) => ({ template, files }));
    return parameterFilesOf({ own: mappings(own), armTools: mappings(armTools) }, template, folder);
  };

  it.each<[string, Record<string, string[]>]>([
    ['a path', { 'infra/main.bicep': ['p/dev.bicepparam'] }],
    ['a glob', { '**/main.*': ['./p/dev.bicepparam'] }],
    ['an absolute path', { '/w/my app/infra/main.bicep': ['/w/my app/p/dev.bicepparam'] }],
  ])('are found by %s', (_, own) => {
    expect(of(own)).toEqual([`${folder}/p/dev.bicepparam`]);
  });

  it('are those of ARM Tools, relative to the template, where there are none of ours', () => {
    const armTools = { '/w/my app/infra/main.bicep': ['../p/a b.json'] };
    expect(of({}, armTools)).toEqual([`${folder}/p/a%20b.json`]);
    expect(of({ 'other.bicep': ['x.json'] }, armTools)).toEqual([`${folder}/p/a%20b.json`]);
    expect(of({ 'main.bicep': ['x.json'] }, armTools)).toEqual([`${folder}/x.json`]);
  });

  it('are not known where no entry fits', () => {
    expect(of({ 'other.bicep': ['x.json'] })).toBeUndefined();
  });
});
