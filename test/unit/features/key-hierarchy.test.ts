import { describe, expect, it } from 'vitest';
import { analyse } from '../../../server/src/analysis.js';
import { filtered, hierarchyOf, itemsOf, nodeAt, nodeOfResource } from '../../../server/src/features/key-hierarchy.js';
import type { TreeNode } from '../../../server/src/features/key-hierarchy.js';
import type { HierarchyDirection, HierarchyItem } from '../../../server/src/protocol/key-hierarchy.js';
import { Project } from '../../../server/src/workspace/project.js';

const bicep = `
param useOwnKey bool
param foreignSet string

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv'
  location: 'westeurope'
  properties: { sku: { family: 'A', name: 'premium' }, tenantId: tenant().tenantId, enablePurgeProtection: true, enableRbacAuthorization: true }
  resource key 'keys' = { name: 'kek', properties: { kty: 'RSA-HSM', keySize: 4096 } }
}
resource set 'Microsoft.Compute/diskEncryptionSets@2024-03-02' = {
  name: 'des'
  location: 'westeurope'
  identity: { type: 'SystemAssigned' }
  properties: {
    encryptionType: 'EncryptionAtRestWithPlatformAndCustomerKeys'
    activeKey: { keyUrl: vault::key.properties.keyUriWithVersion, sourceVault: { id: vault.id } }
  }
}
resource disk 'Microsoft.Compute/disks@2024-03-02' = {
  name: 'data'
  location: 'westeurope'
  sku: { name: 'Premium_LRS' }
  properties: { creationData: { createOption: 'Empty' }, diskSizeGB: 4, encryption: { diskEncryptionSetId: set.id, type: 'EncryptionAtRestWithPlatformAndCustomerKeys' } }
}
resource spare 'Microsoft.Compute/disks@2024-03-02' = {
  name: 'spare'
  location: 'westeurope'
  properties: { creationData: { createOption: 'Empty' }, diskSizeGB: 4, encryption: useOwnKey ? { diskEncryptionSetId: set.id, type: 'EncryptionAtRestWithPlatformAndCustomerKeys' } : null }
}
resource given 'Microsoft.Compute/disks@2024-03-02' = {
  name: 'given'
  location: 'westeurope'
  properties: { creationData: { createOption: 'Empty' }, diskSizeGB: 4, encryption: { diskEncryptionSetId: foreignSet } }
}
resource machine 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'vm'
  location: 'westeurope'
  properties: {
    hardwareProfile: { vmSize: 'Standard_D4s_v5' }
    securityProfile: { encryptionAtHost: true }
    storageProfile: {
      osDisk: { createOption: 'FromImage', managedDisk: { storageAccountType: 'Premium_LRS', diskEncryptionSet: { id: set.id } } }
      dataDisks: [
        { lun: 0, createOption: 'Attach', managedDisk: { id: disk.id } }
        { lun: 1, createOption: 'Empty', diskSizeGB: 4 }
      ]
    }
  }
}
resource account 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: 'stdiag'
  location: 'westeurope'
  sku: { name: 'Standard_LRS' }
  kind: 'StorageV2'
  properties: {
    encryption: {
      keySource: 'Microsoft.Keyvault'
      requireInfrastructureEncryption: true
      keyvaultproperties: { keyvaulturi: vault.properties.vaultUri, keyname: vault::key.name }
    }
  }
}
resource plain 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: 'stplain'
  location: 'westeurope'
  sku: { name: 'Standard_LRS' }
  kind: 'StorageV2'
}
`;

const DES = '/providers/Microsoft.Compute/diskEncryptionSets/des-hub';
const json = JSON.stringify(
  {
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
    contentVersion: '1.0.0.0',
    resources: [
      {
        type: 'Microsoft.Compute/virtualMachines',
        apiVersion: '2024-07-01',
        name: 'cvm',
        location: 'westeurope',
        properties: {
          hardwareProfile: { vmSize: 'Standard_DC4as_v5' },
          securityProfile: {
            securityType: 'ConfidentialVM',
            uefiSettings: { vTpmEnabled: true, secureBootEnabled: true },
          },
          storageProfile: {
            osDisk: {
              createOption: 'FromImage',
              managedDisk: {
                securityProfile: {
                  securityEncryptionType: 'DiskWithVMGuestState',
                  diskEncryptionSet: { id: `/subscriptions/s/resourceGroups/hub${DES}` },
                },
              },
            },
          },
        },
      },
      {
        type: 'Microsoft.Compute/virtualMachines/extensions',
        apiVersion: '2024-07-01',
        name: 'elsewhere/ade',
        location: 'westeurope',
        properties: {
          publisher: 'Microsoft.Azure.Security',
          type: 'AzureDiskEncryption',
          typeHandlerVersion: '2.2',
          settings: { EncryptionOperation: 'EnableEncryption', KeyVaultURL: 'https://kv-ade.vault.azure.net/' },
        },
      },
    ],
  },
  undefined,
  2,
);

function nodesOf(text: string, direction: HierarchyDirection = 'keys'): TreeNode[] {
  const path = text.startsWith('{') ? 'main.json' : 'main.bicep';
  const project = new Project((wanted) => (wanted === path ? text : null));
  const file = project.file(path);
  if (file?.kind !== 'bicep' && file?.kind !== 'arm') throw new Error('not read');
  const { inventory, findings } = analyse(project, file);
  return hierarchyOf({ id: 'main', inventory, findings }, direction);
}

/** A line for each item: names, encryption, host and marks. */
function linesOf(items: readonly HierarchyItem[], indent = ''): string[] {
  return items.flatMap((item) => {
    const { above = [], behind = [], kind, name, role, position, encryption = [], host, children = [] } = item;
    const own = name !== '' ? name : role === undefined ? kind : `${role} disk ${position ?? ''}`.trim();
    const details = [
      ...(encryption.length > 0 ? [encryption.join(' or ')] : []),
      ...(host === undefined ? [] : [`host ${host}`]),
      ...(item.confidential === undefined ? [] : [`confidential ${item.confidential}`]),
      ...(['external', 'possible', 'guest', 'infrastructure'] as const).filter((mark) => item[mark] === true),
    ];
    const names = [...above.map((level) => level.name), own, ...behind.map((level) => level.name)].join(' > ');
    return [
      `${indent}${names}${details.length > 0 ? ` (${details.join(', ')})` : ''}`,
      ...linesOf(children, `${indent}  `),
    ];
  });
}

describe('the key hierarchy from above', () => {
  it('has vault, key, set, machines with their disks, and what rests on platform keys', () => {
    expect(linesOf(itemsOf(nodesOf(bicep)))).toEqual([
      'kv > kek',
      '  des (platformAndCustomerKeys)',
      '    vm (host on)',
      '      os disk (platformAndCustomerKeys)',
      '      data (platformAndCustomerKeys)',
      '    spare (platformAndCustomerKeys or platformKey, possible)',
      '  stdiag (customerKey, infrastructure)',
      'platformKeys',
      '  vm (host on)',
      '    data disk 1 (platformKey)',
      '  spare (platformAndCustomerKeys or platformKey, possible)',
      '  stplain (platformKey)',
      'unknownKeys',
      '  given (unknown)',
    ]);
  });

  it('marks what is not in the template, and shows confidential machines and ADE', () => {
    expect(linesOf(itemsOf(nodesOf(json)))).toEqual([
      'des-hub (external)',
      '  cvm (confidentialCustomerKey, host off, confidential yes)',
      'diskEncryption',
      '  elsewhere (external, guest)',
    ]);
  });

  it('joins levels of one item in one line', () => {
    const only = bicep.replace(/resource account[\s\S]*?\n}\n/, '');
    expect(linesOf(itemsOf(nodesOf(only)))[0]).toBe('kv > kek > des (platformAndCustomerKeys)');
  });
});

describe('the key hierarchy from below', () => {
  it('has for each machine its disks, and for each disk the set, key and vault that it rests on', () => {
    expect(linesOf(itemsOf(nodesOf(bicep, 'machines')))).toEqual([
      'vm (host on)',
      '  os disk (platformAndCustomerKeys)',
      '    des > kek > kv (platformAndCustomerKeys)',
      '  data (platformAndCustomerKeys)',
      '    des > kek > kv (platformAndCustomerKeys)',
      '  data disk 1 (platformKey)',
      'given (unknown)',
      'spare (platformAndCustomerKeys or platformKey)',
      '  des > kek > kv (platformAndCustomerKeys, possible)',
      'stdiag (customerKey, infrastructure)',
      '  kek > kv',
      'stplain (platformKey)',
    ]);
  });
});

describe('an item of the key hierarchy', () => {
  it('has the id of the resource as an expression, and facts as Azure names them', () => {
    const [vault] = itemsOf(nodesOf(bicep));
    expect(vault?.resourceId).toBe(`[resourceId('Microsoft.KeyVault/vaults/keys', 'kv', 'kek')]`);
    expect(vault?.facts).toEqual(['RSA-HSM 4096']);
  });

  it('keeps its id while lines are added, resources are added and others are renamed', () => {
    const ids = (items: readonly HierarchyItem[]): string[] =>
      items.flatMap(({ id, children = [] }) => [id, ...ids(children)]);
    const before = ids(itemsOf(nodesOf(bicep)));
    expect(new Set(before).size).toBe(before.length);
    const other = `// a comment\n\n${bicep.replace("name: 'stplain'", "name: 'stother'")}`;
    const after = ids(itemsOf(nodesOf(other)));
    expect(after.filter((id) => !before.includes(id))).toEqual([
      'main/platformKeys/storageAccount:Microsoft.Storage/storageAccounts/stother',
    ]);
  });

  it('is the same data, whatever is typed above it', () => {
    expect(itemsOf(nodesOf(`\n\n// new\n${bicep}`))).toEqual(itemsOf(nodesOf(bicep)));
  });

  it('counts the problems at it and below it, each once', () => {
    const broken = bicep.replace('enablePurgeProtection: true, ', '');
    const [vault] = itemsOf(nodesOf(broken));
    expect(vault?.problems?.map(({ rule }) => rule)).toContain('vault-purge-protection');
    const below = vault?.below;
    expect((below?.errors ?? 0) + (below?.warnings ?? 0)).toBeGreaterThanOrEqual(vault?.problems?.length ?? 99);
  });

  it('is found by the place of the cursor, the innermost first', () => {
    const nodes = nodesOf(bicep);
    const at = (text: string): string | undefined => nodeAt(nodes, 'main.bicep', bicep.indexOf(text))?.data.name;
    expect(at("name: 'data'")).toBe('data');
    expect(at('vmSize')).toBe('vm');
    expect(at("name: 'kv'")).toBe('kek');
    expect(nodeAt(nodes, 'main.bicep', bicep.indexOf('lun: 1'))?.data.position).toBe(1);
    expect(at('param useOwnKey')).toBeUndefined();
  });

  it('is found by the node of the inventory', () => {
    expect(nodeOfResource(nodesOf(bicep), 'Microsoft.Compute/diskEncryptionSets/des')?.data.name).toBe('des');
  });
});

describe('a filter of the key hierarchy', () => {
  it('by name keeps what is above and below', () => {
    expect(linesOf(itemsOf(filtered(nodesOf(bicep), { kind: 'name', text: 'DES' })))).toEqual([
      'kv > kek',
      '  des (platformAndCustomerKeys)',
      '    vm (host on)',
      '      os disk (platformAndCustomerKeys)',
      '      data (platformAndCustomerKeys)',
      '    spare (platformAndCustomerKeys or platformKey, possible)',
    ]);
  });

  it('by platform keys keeps disks and accounts that have one', () => {
    expect(linesOf(itemsOf(filtered(nodesOf(bicep), { kind: 'platformKeys' })))).toEqual([
      'kv > kek',
      '  des (platformAndCustomerKeys)',
      '    spare (platformAndCustomerKeys or platformKey, possible)',
      'platformKeys',
      '  vm (host on)',
      '    data disk 1 (platformKey)',
      '  spare (platformAndCustomerKeys or platformKey, possible)',
      '  stplain (platformKey)',
    ]);
  });

  it('by machines without encryption at host, and by what is external, keeps these', () => {
    expect(linesOf(itemsOf(filtered(nodesOf(json), { kind: 'unencryptedHosts' })))).toEqual([
      'des-hub (external)',
      '  cvm (confidentialCustomerKey, host off, confidential yes)',
    ]);
    expect(filtered(nodesOf(bicep), { kind: 'external' })).toEqual([]);
  });
});
