import { afterEach, describe, expect, it } from 'vitest';
import { methods } from '../../server/src/protocol.js';
import type { EvaluatedTemplateResult } from '../../server/src/protocol.js';
import { Client, modern } from './client.js';
import { builtServer } from './server-bundle.js';

const server = builtServer();
let client: Client;

afterEach(async () => {
  expect(client.errors).toEqual([]);
  expect(await client.stop()).toBe(0);
});

async function start(files: Readonly<Record<string, string>>): Promise<void> {
  client = await Client.start(server(), { capabilities: modern, files });
}

async function evaluated(uri: string): Promise<string | undefined> {
  const answer = await client.connection.sendRequest<EvaluatedTemplateResult | null>(methods.evaluatedTemplate, {
    uri,
  });
  return answer?.text;
}

const bicep = `param size int = 64
resource disk 'Microsoft.Compute/disks@2024-03-02' = {
  name: 'data'
  location: resourceGroup().location
  properties: { diskSizeGB: size * 2, creationData: { createOption: 'Empty' } }
}
`;

describe('the evaluated template', () => {
  it('follows the unsaved text of a Bicep file', async () => {
    await start({ 'main.bicep': bicep });
    const uri = client.uri('main.bicep');
    await client.open(uri, 'bicep', bicep);
    expect(JSON.parse((await evaluated(uri)) ?? '')).toMatchObject([
      { name: 'data', location: '[resourceGroup().location]', properties: { diskSizeGB: 128 } },
    ]);
    await client.replace(uri, '= 64', '= 500');
    expect(JSON.parse((await evaluated(uri)) ?? '')).toMatchObject([{ properties: { diskSizeGB: 1000 } }]);
  });

  it('is that of an ARM template, too', async () => {
    await start({});
    const uri = client.uri('main.json');
    const text = JSON.stringify({
      $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
      contentVersion: '1.0.0.0',
      resources: [
        {
          type: 'Microsoft.Compute/disks',
          apiVersion: '2024-03-02',
          name: "[concat('d', copyIndex())]",
          copy: { name: 'disks', count: 2 },
        },
      ],
    });
    await client.open(uri, 'json', text);
    expect(JSON.parse((await evaluated(uri)) ?? '')).toMatchObject([{ name: 'd0' }, { name: 'd1' }]);
  });

  it('has the values of a parameter file that is for the template, and says which it is', async () => {
    const parameters = "using 'main.bicep'\nparam size = 8\n";
    await start({ 'main.bicep': bicep, 'main.bicepparam': parameters });
    for (const [file, language, text] of [
      ['main.bicep', 'bicep', bicep],
      ['main.bicepparam', 'bicep-params', parameters],
    ] as const) {
      await client.open(client.uri(file), language, text);
      const [note, ...lines] = ((await evaluated(client.uri(file))) ?? '').split('\n');
      expect(note).toBe('// Parameters: main.bicepparam');
      expect(JSON.parse(lines.join('\n'))).toMatchObject([{ properties: { diskSizeGB: 16 } }]);
    }
  });

  it('is none of a file that is no template', async () => {
    await start({ 'data.json': '{}' });
    expect(await evaluated(client.uri('data.json'))).toBeUndefined();
  });
});
