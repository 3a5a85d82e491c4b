/**
 * Templates of any size, in both languages: groups of a vault, its key, an encryption set with its grant, and disks,
 * a snapshot and machines on it. They are valid: every resource has its place in the key hierarchy.
 */

/** Resources in a group. */
const GROUP = 10;

export interface GeneratedFile {
  readonly path: string;
  readonly text: string;
}

export interface GenerateOptions {
  /** Leave the encryption sets without an identity and the machines without encryption at host, so that rules have much to say. */
  readonly faulty?: boolean;
}

/** One Bicep file of `count` resources, rounded up to whole groups. */
export function bicepTemplate(count: number, options: GenerateOptions = {}): GeneratedFile {
  const groups = Array.from({ length: Math.ceil(count / GROUP) }, (_, index) => bicepGroup(index, options));
  return { path: 'main.bicep', text: `${bicepHead}\n${groups.join('\n')}` };
}

/** One ARM template of `count` resources, rounded up to whole groups. */
export function armTemplate(count: number, options: GenerateOptions = {}): GeneratedFile {
  const resources = Array.from({ length: Math.ceil(count / GROUP) }, (_, index) => armGroup(index, options)).flat();
  return { path: 'main.json', text: JSON.stringify(armDocument(resources), undefined, 2) };
}

/** A Bicep file that calls one module of ten resources `count` times. */
export function bicepModules(count: number): GeneratedFile[] {
  const calls = Array.from(
    { length: count },
    (_, index) => `module stamp${String(index)} 'stamp.bicep' = {
  name: 'stamp-${String(index)}'
  params: {
    prefix: '\${prefix}${String(index)}'
    location: location
  }
}
`,
  );
  return [
    { path: 'main.bicep', text: `${bicepHead}\n${calls.join('\n')}` },
    { path: 'stamp.bicep', text: `${bicepHead}\n${bicepGroup(0, {})}` },
  ];
}

/** An ARM template of `count` nested deployments of ten resources each. */
export function armModules(count: number): GeneratedFile {
  const nested = armDocument(armGroup(0, {}));
  const resources = Array.from({ length: count }, (_, index) => ({
    type: 'Microsoft.Resources/deployments',
    apiVersion: '2022-09-01',
    name: `stamp-${String(index)}`,
    properties: {
      mode: 'Incremental',
      expressionEvaluationOptions: { scope: 'inner' },
      parameters: { prefix: { value: `[format('{0}${String(index)}', parameters('prefix'))]` } },
      template: nested,
    },
  }));
  return { path: 'main.json', text: JSON.stringify(armDocument(resources), undefined, 2) };
}

const bicepHead = `@description('First part of all names.')
@minLength(2)
@maxLength(6)
param prefix string = 'lens'

param location string = 'westeurope'

@allowed([
  'Standard_D2s_v5'
  'Standard_D4s_v5'
])
param size string = 'Standard_D4s_v5'

param adminKey string

var cryptoUser = 'e147488a-f6f5-4113-8e2d-b22465e65bf6'
`;

function bicepGroup(index: number, { faulty = false }: GenerateOptions): string {
  const n = String(index);
  const disks = Array.from(
    { length: 3 },
    (_, disk) => `
resource disk${n}x${String(disk)} 'Microsoft.Compute/disks@2024-03-02' = {
  name: '\${prefix}-disk-${n}-${String(disk)}'
  location: location
  sku: {
    name: 'Premium_LRS'
  }
  properties: {
    diskSizeGB: ${String(64 * (disk + 1))}
    creationData: {
      createOption: 'Empty'
    }
    encryption: {
      type: 'EncryptionAtRestWithCustomerKey'
      diskEncryptionSetId: set${n}.id
    }
    networkAccessPolicy: 'DenyAll' // no export over the network
    publicNetworkAccess: 'Disabled'
  }
  dependsOn: [
    grant${n}
  ]
}
`,
  );
  const machines = Array.from(
    { length: 2 },
    (_, machine) => `
resource machine${n}x${String(machine)} 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: '\${prefix}-vm-${n}-${String(machine)}'
  location: location
  properties: {
    hardwareProfile: {
      vmSize: size
    }
    securityProfile: {${faulty ? '' : '\n      encryptionAtHost: true'}
    }
    osProfile: {
      computerName: take(replace('\${prefix}-vm-${n}-${String(machine)}', '-', ''), 15)
      adminUsername: 'operator'
      linuxConfiguration: {
        disablePasswordAuthentication: true
        ssh: {
          publicKeys: [
            {
              path: '/home/operator/.ssh/authorized_keys'
              keyData: adminKey
            }
          ]
        }
      }
    }
    storageProfile: {
      osDisk: {
        createOption: 'FromImage'
        managedDisk: {
          storageAccountType: 'Premium_LRS'
          diskEncryptionSet: {
            id: set${n}.id
          }
        }
      }
      dataDisks: [
        {
          lun: 0
          createOption: 'Attach'
          managedDisk: {
            id: disk${n}x${String(machine)}.id
          }
        }
      ]
      imageReference: {
        publisher: 'Canonical'
        offer: 'ubuntu-24_04-lts'
        sku: 'server'
        version: 'latest'
      }
    }
    networkProfile: {
      networkInterfaces: [
        {
          id: resourceId('Microsoft.Network/networkInterfaces', '\${prefix}-nic-${n}-${String(machine)}')
        }
      ]
    }
  }
  dependsOn: [
    grant${n}
  ]
}
`,
  );
  return `// Stamp ${n}
resource vault${n} 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: take('\${prefix}kv${n}\${uniqueString(resourceGroup().id)}', 24)
  location: location
  properties: {
    tenantId: tenant().tenantId
    sku: {
      family: 'A'
      name: 'premium'
    }
    enableRbacAuthorization: true
    enablePurgeProtection: true
    softDeleteRetentionInDays: 90
  }
}

resource key${n} 'Microsoft.KeyVault/vaults/keys@2023-07-01' = {
  parent: vault${n}
  name: 'disks'
  properties: {
    kty: 'RSA'
    keySize: 3072
  }
}

resource set${n} 'Microsoft.Compute/diskEncryptionSets@2024-03-02' = {
  name: '\${prefix}-des-${n}'
  location: location${faulty ? '' : "\n  identity: {\n    type: 'SystemAssigned'\n  }"}
  properties: {
    encryptionType: 'EncryptionAtRestWithCustomerKey'
    activeKey: {
      sourceVault: {
        id: vault${n}.id
      }
      keyUrl: key${n}.properties.keyUriWithVersion
    }
  }
}

resource grant${n} 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault${n}.id, set${n}.id, cryptoUser)
  scope: vault${n}
  properties: {
    principalId: set${n}.identity.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', cryptoUser)
  }
}
${disks.join('')}
resource snapshot${n} 'Microsoft.Compute/snapshots@2024-03-02' = {
  name: '\${prefix}-snapshot-${n}'
  location: location
  properties: {
    creationData: {
      createOption: 'Copy'
      sourceResourceId: disk${n}x0.id
    }
    encryption: {
      type: 'EncryptionAtRestWithCustomerKey'
      diskEncryptionSetId: set${n}.id
    }
  }
}
${machines.join('')}`;
}

function armDocument(resources: readonly object[]): object {
  return {
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
    contentVersion: '1.0.0.0',
    parameters: {
      prefix: {
        type: 'string',
        defaultValue: 'lens',
        minLength: 2,
        metadata: { description: 'First part of all names.' },
      },
      location: { type: 'string', defaultValue: 'westeurope' },
      size: { type: 'string', defaultValue: 'Standard_D4s_v5', allowedValues: ['Standard_D2s_v5', 'Standard_D4s_v5'] },
      adminKey: { type: 'string', defaultValue: 'ssh-ed25519 AAAA' },
    },
    variables: { cryptoUser: 'e147488a-f6f5-4113-8e2d-b22465e65bf6' },
    resources,
  };
}

function armGroup(index: number, { faulty = false }: GenerateOptions): object[] {
  const n = String(index);
  const location = "[parameters('location')]";
  const vaultName = `take(format('{0}kv${n}{1}', parameters('prefix'), uniqueString(resourceGroup().id)), 24)`;
  const vaultId = `resourceId('Microsoft.KeyVault/vaults', ${vaultName})`;
  const setId = `resourceId('Microsoft.Compute/diskEncryptionSets', format('{0}-des-${n}', parameters('prefix')))`;
  const diskId = (disk: number): string =>
    `resourceId('Microsoft.Compute/disks', format('{0}-disk-${n}-${String(disk)}', parameters('prefix')))`;
  const grantName = `guid(${vaultId}, ${setId}, variables('cryptoUser'))`;
  const grantId = `extensionResourceId(${vaultId}, 'Microsoft.Authorization/roleAssignments', ${grantName})`;
  const disks = Array.from({ length: 3 }, (_, disk) => ({
    type: 'Microsoft.Compute/disks',
    apiVersion: '2024-03-02',
    name: `[format('{0}-disk-${n}-${String(disk)}', parameters('prefix'))]`,
    location,
    sku: { name: 'Premium_LRS' },
    properties: {
      diskSizeGB: 64 * (disk + 1),
      creationData: { createOption: 'Empty' },
      encryption: { type: 'EncryptionAtRestWithCustomerKey', diskEncryptionSetId: `[${setId}]` },
      networkAccessPolicy: 'DenyAll',
      publicNetworkAccess: 'Disabled',
    },
    dependsOn: [`[${grantId}]`, `[${setId}]`],
  }));
  const machines = Array.from({ length: 2 }, (_, machine) => ({
    type: 'Microsoft.Compute/virtualMachines',
    apiVersion: '2024-07-01',
    name: `[format('{0}-vm-${n}-${String(machine)}', parameters('prefix'))]`,
    location,
    properties: {
      hardwareProfile: { vmSize: "[parameters('size')]" },
      securityProfile: faulty ? {} : { encryptionAtHost: true },
      osProfile: {
        computerName: `[take(replace(format('{0}-vm-${n}-${String(machine)}', parameters('prefix')), '-', ''), 15)]`,
        adminUsername: 'operator',
        linuxConfiguration: {
          disablePasswordAuthentication: true,
          ssh: {
            publicKeys: [{ path: '/home/operator/.ssh/authorized_keys', keyData: "[parameters('adminKey')]" }],
          },
        },
      },
      storageProfile: {
        osDisk: {
          createOption: 'FromImage',
          managedDisk: { storageAccountType: 'Premium_LRS', diskEncryptionSet: { id: `[${setId}]` } },
        },
        dataDisks: [{ lun: 0, createOption: 'Attach', managedDisk: { id: `[${diskId(machine)}]` } }],
        imageReference: { publisher: 'Canonical', offer: 'ubuntu-24_04-lts', sku: 'server', version: 'latest' },
      },
      networkProfile: {
        networkInterfaces: [
          {
            id: `[resourceId('Microsoft.Network/networkInterfaces', format('{0}-nic-${n}-${String(machine)}', parameters('prefix')))]`,
          },
        ],
      },
    },
    dependsOn: [`[${grantId}]`, `[${setId}]`, `[${diskId(machine)}]`],
  }));
  return [
    {
      type: 'Microsoft.KeyVault/vaults',
      apiVersion: '2023-07-01',
      name: `[${vaultName}]`,
      location,
      properties: {
        tenantId: '[tenant().tenantId]',
        sku: { family: 'A', name: 'premium' },
        enableRbacAuthorization: true,
        enablePurgeProtection: true,
        softDeleteRetentionInDays: 90,
      },
    },
    {
      type: 'Microsoft.KeyVault/vaults/keys',
      apiVersion: '2023-07-01',
      name: `[format('{0}/{1}', ${vaultName}, 'disks')]`,
      properties: { kty: 'RSA', keySize: 3072 },
      dependsOn: [`[${vaultId}]`],
    },
    {
      type: 'Microsoft.Compute/diskEncryptionSets',
      apiVersion: '2024-03-02',
      name: `[format('{0}-des-${n}', parameters('prefix'))]`,
      location,
      ...(faulty ? {} : { identity: { type: 'SystemAssigned' } }),
      properties: {
        encryptionType: 'EncryptionAtRestWithCustomerKey',
        activeKey: {
          sourceVault: { id: `[${vaultId}]` },
          keyUrl: `[reference(resourceId('Microsoft.KeyVault/vaults/keys', ${vaultName}, 'disks'), '2023-07-01').keyUriWithVersion]`,
        },
      },
      dependsOn: [`[${vaultId}]`, `[resourceId('Microsoft.KeyVault/vaults/keys', ${vaultName}, 'disks')]`],
    },
    {
      type: 'Microsoft.Authorization/roleAssignments',
      apiVersion: '2022-04-01',
      scope: `[${vaultId}]`,
      name: `[${grantName}]`,
      properties: {
        principalId: `[reference(${setId}, '2024-03-02', 'full').identity.principalId]`,
        principalType: 'ServicePrincipal',
        roleDefinitionId:
          "[subscriptionResourceId('Microsoft.Authorization/roleDefinitions', variables('cryptoUser'))]",
      },
      dependsOn: [`[${vaultId}]`, `[${setId}]`],
    },
    ...disks,
    {
      type: 'Microsoft.Compute/snapshots',
      apiVersion: '2024-03-02',
      name: `[format('{0}-snapshot-${n}', parameters('prefix'))]`,
      location,
      properties: {
        creationData: { createOption: 'Copy', sourceResourceId: `[${diskId(0)}]` },
        encryption: { type: 'EncryptionAtRestWithCustomerKey', diskEncryptionSetId: `[${setId}]` },
      },
      dependsOn: [`[${diskId(0)}]`, `[${setId}]`, `[${grantId}]`],
    },
    ...machines,
  ];
}
