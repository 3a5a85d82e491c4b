import { describe, expect, it } from 'vitest';
import { armTemplate, folder, quietTemplate } from './command.js';

const platform = `param size string = 'Standard_D4s_v5'

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv'
  location: 'westeurope'
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    enablePurgeProtection: true
    accessPolicies: []
  }
}

resource key 'Microsoft.KeyVault/vaults/keys@2023-07-01' = {
  parent: vault
  name: 'disks'
  properties: { kty: 'RSA', keySize: 3072 }
}

resource set 'Microsoft.Compute/diskEncryptionSets@2023-10-02' = {
  name: 'des'
  location: 'westeurope'
  identity: { type: 'SystemAssigned' }
  properties: {
    activeKey: { sourceVault: { id: vault.id }, keyUrl: key.properties.keyUriWithVersion }
  }
}

resource disk 'Microsoft.Compute/disks@2024-03-02' = {
  name: 'data "1"'
  location: 'westeurope'
  properties: {
    creationData: { createOption: 'Empty' }
    diskSizeGB: 10
    encryption: { type: 'EncryptionAtRestWithCustomerKey', diskEncryptionSetId: set.id }
  }
}

resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'vm'
  location: 'westeurope'
  properties: {
    hardwareProfile: { vmSize: size }
    securityProfile: { encryptionAtHost: true }
    storageProfile: {
      osDisk: { createOption: 'FromImage', caching: 'ReadWrite' }
      dataDisks: [{ lun: 0, createOption: 'Attach', managedDisk: { id: disk.id } }]
    }
  }
}
`;

interface Inventory {
  readonly files: readonly {
    readonly path: string;
    readonly status: string;
    readonly nodes: readonly { readonly id: string; readonly path?: string; readonly range?: object }[];
    readonly machines: readonly { readonly id: string; readonly disks: readonly object[] }[];
  }[];
}

describe('inventory', () => {
  it('shows the hierarchy as a tree, and for each machine a table of its disks', () => {
    const { stdout, stderr, status } = folder({ 'main.bicep': platform }).run('inventory', 'main.bicep');
    expect(stdout).toBe(`main.bicep
  key vault kv
    key disks
      disk encryption set des
        disk data "1" (customer key)
          virtual machine vm

  virtual machine vm
    disk  at rest       cache      temp disk  to storage  guest  in use  key
    os    platform key  encrypted  none       encrypted   none   none
    data  customer key  encrypted  none       encrypted   none   none    Microsoft.KeyVault/vaults/keys/kv/disks
`);
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  });

  it('gives JSON without positions unless they are asked for', () => {
    const sandbox = folder({ 'main.bicep': platform });
    const of = (...args: string[]): Inventory =>
      JSON.parse(sandbox.run('inventory', 'main.bicep', '--format', 'json', ...args).stdout) as Inventory;
    const plain = of();
    expect(plain).toMatchObject({ schemaVersion: 1, files: [{ path: 'main.bicep', status: 'analysed' }] });
    expect(plain.files[0]?.nodes.map((node) => node.id)).toEqual([
      'Microsoft.Compute/diskEncryptionSets/des',
      'Microsoft.Compute/disks/data "1"',
      'Microsoft.Compute/virtualMachines/vm',
      'Microsoft.KeyVault/vaults/keys/kv/disks',
      'Microsoft.KeyVault/vaults/kv',
    ]);
    expect(plain.files[0]?.machines).toMatchObject([
      { disks: [{ role: 'os', atRest: 'platformKey' }, { role: 'data' }] },
    ]);
    expect(JSON.stringify(plain)).not.toContain('"range"');
    const positions = of('--positions').files[0]?.nodes.find((node) => node.id.endsWith('/kv'));
    expect(positions).toMatchObject({
      path: 'main.bicep',
      range: { start: { line: 2, character: 9 }, end: { line: 2, character: 14 } },
    });
  });

  it('draws a Mermaid flow chart in which no name is taken for something else', () => {
    const { stdout } = folder({ 'main.bicep': platform }).run('inventory', 'main.bicep', '--format', 'mermaid');
    expect(stdout).toBe(`flowchart LR
  subgraph f0["main.bicep"]
    f0n0(["disk encryption set<br/>des"])
    f0n1["disk<br/>data #34;1#34;"]
    f0n2[["virtual machine<br/>vm"]]
    f0n3{{"key<br/>disks"}}
    f0n4[("vault<br/>kv")]
    f0n0 -->|encrypts| f0n1
    f0n1 -.->|attached to| f0n2
    f0n3 -->|wraps| f0n0
    f0n4 -->|holds| f0n3
  end
  classDef external stroke-dasharray: 4
`);
  });

  it('takes values of parameters from a file, from a .bicepparam file, or from the defaults', () => {
    const parameters = {
      $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#',
      contentVersion: '1.0.0.0',
      parameters: { size: { value: 'Standard_D4ds_v4' } },
    };
    const sandbox = folder({
      'main.bicep': platform,
      'main.parameters.json': JSON.stringify(parameters),
      'small.bicepparam': "using 'main.bicep'\nparam size = 'Standard_B2s'\n",
    });
    const sizeOf = (...args: string[]): unknown =>
      (JSON.parse(sandbox.run('inventory', ...args, '--format', 'json').stdout) as Inventory).files[0]?.nodes.find(
        (node) => node.id.endsWith('/vm'),
      );
    expect(sizeOf('main.bicep')).toMatchObject({ size: 'Standard_D4s_v5' });
    expect(sizeOf('main.bicep', '--parameters', 'main.parameters.json')).toMatchObject({ size: 'Standard_D4ds_v4' });
    expect(sizeOf('small.bicepparam')).toMatchObject({ size: 'Standard_B2s' });
  });

  it('says which files are none of its business or not whole, and ends with 2', () => {
    const sandbox = folder({
      'quiet.bicep': quietTemplate,
      'settings.json': '{}',
      'broken.bicep': 'param\n',
      'caller.bicep': "module broken 'broken.bicep' = {\n  name: 'broken'\n}\n",
      'template.json': armTemplate(),
    });
    const files = ['quiet.bicep', 'settings.json', 'broken.bicep', 'caller.bicep', 'template.json', 'none.bicep'];
    const { stdout, stderr, status } = sandbox.run('inventory', ...files, '--format', 'json');
    expect((JSON.parse(stdout) as Inventory).files.map(({ path, status }) => [path, status])).toEqual([
      ['quiet.bicep', 'analysed'],
      ['settings.json', 'notATemplate'],
      ['broken.bicep', 'partial'],
      ['caller.bicep', 'partial'],
      ['template.json', 'analysed'],
      ['none.bicep', 'failed'],
    ]);
    expect(stderr).toContain('caller.bicep: analysed in part: broken.bicep: the file has a syntax error');
    expect(status).toBe(2);
  });
});
