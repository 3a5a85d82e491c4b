/** What leads from a document to other files. */
import { describe, expect, it } from 'vitest';
import { documentLinks } from '../../../server/src/features/document-links.js';
import { open } from './checked.js';

/** The texts of the first file that are links, and where they lead. */
function linksIn(files: Readonly<Record<string, string>>, bicep = false): [text: string, target: string | undefined][] {
  const { checked, files: client } = open(files);
  const document = client(checked.path)?.document;
  return documentLinks(checked, client, { bicep, armTools: false }).map(({ range, target }) => [
    document?.getText(range) ?? '',
    target,
  ]);
}

const loading = `var policy = loadJsonContent('data/policy.json', 'a.b')
var script = sys.loadTextContent('run.sh')
var image = [loadFileAsBase64('a.png')]
var name = loadTextContent('${'${x}'}.txt')
`;

describe('links to files that are loaded', () => {
  it('are there in a Bicep file, wherever it loads them', () => {
    expect(linksIn({ 'dir/main.bicep': loading })).toEqual([
      ['data/policy.json', 'dir/data/policy.json'],
      ['run.sh', 'dir/run.sh'],
      ['a.png', 'dir/a.png'],
    ]);
  });
  it('are left to the Bicep extension', () => {
    expect(linksIn({ 'dir/main.bicep': loading }, true)).toEqual([]);
  });
  it('are there in a parameter file, beside its template and what it extends', () => {
    const files = {
      'main.bicepparam': "using 'main.bicep'\nextends 'base.bicepparam'\nparam a = loadTextContent('a.txt')\n",
      'main.bicep': 'param a string\n',
      'base.bicepparam': 'using none\n',
    };
    expect(linksIn(files)).toEqual([
      ['main.bicep', 'main.bicep'],
      ['base.bicepparam', 'base.bicepparam'],
      ['a.txt', 'a.txt'],
    ]);
  });
});

describe('links of a JSON template', () => {
  const template = (link: string): string => `{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    { "type": "Microsoft.Resources/deployments", "apiVersion": "2024-03-01", "name": "a", "properties": { "mode": "Incremental", ${link} } }
  ]
}
`;
  it('lead to a linked template and to linked parameters', () => {
    const text = template(
      `"templateLink": { "uri": "[uri(deployment().properties.templateLink.uri, 'nested/disk.json')]" }, "parametersLink": { "uri": "[uri(variables('base'), 'disk.parameters.json')]" }`,
    );
    expect(linksIn({ 'dir/main.json': text })).toEqual([
      ['nested/disk.json', 'dir/nested/disk.json'],
      ['disk.parameters.json', 'dir/disk.parameters.json'],
    ]);
  });
  it('lead nowhere where the address is one of the web, or computed', () => {
    const text = template(
      `"templateLink": { "uri": "https://example.com/a.json" }, "parametersLink": { "uri": "[concat(parameters('x'), 'a.json')]" }`,
    );
    expect(linksIn({ 'dir/main.json': text })).toEqual([]);
  });
});
