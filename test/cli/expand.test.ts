import { describe, expect, it } from 'vitest';
import { folder } from './command.js';
import type { Folder, Outcome } from './command.js';

const template = `param size int = 64
@secure()
param password string
param stamp string = utcNow()

resource disk 'Microsoft.Compute/disks@2024-03-02' = [
  for index in range(0, 2): {
    name: 'data\${index}'
    location: resourceGroup().location
    tags: { stamp: stamp, password: password, deployment: deployment().name }
    properties: { diskSizeGB: size, creationData: { createOption: 'Empty' } }
  }
]
`;

interface Expanded {
  readonly schemaVersion: number;
  readonly files: readonly {
    readonly path: string;
    readonly status: string;
    readonly reason?: string;
    readonly resources: readonly Readonly<Record<string, unknown>>[];
    readonly diagnostics: readonly string[];
  }[];
}

function expanded(within: Folder, ...args: string[]): Outcome & { file: Expanded['files'][number] } {
  const outcome = within.run('expand', ...args);
  const { schemaVersion, files } = JSON.parse(outcome.stdout) as Expanded;
  expect(schemaVersion).toBe(1);
  const [file, ...more] = files;
  if (file === undefined || more.length > 0) throw new Error('one file is expanded');
  return { ...outcome, file };
}

describe('expand', () => {
  it('prints each resource of a loop with what is known, and an expression for what is not', () => {
    const within = folder({ 'main.bicep': template });
    const { status, file } = expanded(within, 'main.bicep');
    expect(status).toBe(0);
    expect(file).toMatchObject({ path: 'main.bicep', status: 'analysed', diagnostics: [] });
    expect(file.resources).toHaveLength(2);
    expect(file.resources[1]).toEqual({
      id: "[resourceId('Microsoft.Compute/disks', 'data1')]",
      type: 'Microsoft.Compute/disks',
      name: 'data1',
      apiVersion: '2024-03-02',
      location: '[resourceGroup().location]',
      tags: {
        stamp: '[utcNow()]',
        password: "[parameters('password')]",
        deployment: '[deployment().name]',
      },
      properties: { diskSizeGB: 64, creationData: { createOption: 'Empty' } },
    });
  });

  it('uses what the options say about the deployment', () => {
    const within = folder({ 'main.bicep': template });
    const { file } = expanded(
      within,
      ...['main.bicep', '--format', 'json', '--subscription-id', 'sub', '--resource-group', 'rg'],
      ...['--location', 'westeurope', '--deployment-name', 'rollout'],
    );
    expect(file.resources[0]).toMatchObject({
      id: '/subscriptions/sub/resourceGroups/rg/providers/Microsoft.Compute/disks/data0',
      location: 'westeurope',
      tags: { deployment: 'rollout' },
    });
  });

  it('takes a parameter file for its template, and never shows the value of a secure parameter', () => {
    const within = folder({
      'main.bicep': template,
      'main.bicepparam': "using 'main.bicep'\nparam size = 128\nparam password = 'hunter2'\n",
    });
    const { file, stdout } = expanded(within, 'main.bicepparam');
    expect(file.resources[0]).toMatchObject({ properties: { diskSizeGB: 128 } });
    expect(stdout).not.toContain('hunter2');
    expect(expanded(within, 'main.bicep', '--parameters', 'main.bicepparam').file.resources).toEqual(file.resources);
  });

  it('keeps names that objects of JavaScript have a meaning for', () => {
    const within = folder({
      'main.json': `{
        "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
        "contentVersion": "1.0.0.0",
        "resources": [{ "type": "A.B/c", "apiVersion": "2024-01-01", "name": "x", "tags": { "__proto__": "y" } }]
      }`,
    });
    expect(within.run('expand', 'main.json').stdout).toContain('"__proto__": "y"');
  });

  it('says which file it could not read, and exits with 2', () => {
    const within = folder({ 'data.json': '{}' });
    expect(expanded(within, 'missing.bicep')).toMatchObject({ status: 2, file: { status: 'failed' } });
    expect(expanded(within, 'data.json')).toMatchObject({ status: 2, file: { status: 'notATemplate' } });
  });

  it('says which modules it could not look into', () => {
    const within = folder({ 'main.bicep': "module net 'br:example.azurecr.io/net:1.0' = { name: 'net' }\n" });
    const { file, stderr } = expanded(within, 'main.bicep');
    expect(file.diagnostics).toHaveLength(1);
    expect(stderr).toContain(file.diagnostics[0]);
  });

  it.each([[[]], [['a.bicep', 'b.bicep']], [['a.bicep', '--format', 'text']], [['.']]])(
    'refuses the arguments %j',
    (args) => {
      const { status, stdout } = folder({ 'a.bicep': '', 'b.bicep': '' }).run('expand', ...args);
      expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    },
  );
});
