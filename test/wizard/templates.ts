/** Templates whose machines and disks the wizard encrypts, in both languages. */

/** A template, and the target in it: the node id that the wizard knows it by. */
export interface Sample {
  readonly target: string;
  readonly bicep: string;
}

const head = `@description('Region of all resources.')
param location string = resourceGroup().location

@description('First part of all names.')
param prefix string = 'shop'

@description('Resource id of the network interface.')
param networkInterfaceId string

@description('Name of the administrator.')
param adminUsername string

@description('SSH public key of the administrator.')
param adminPublicKey string

var tags = {
  workload: prefix
}
`;

const profile = `osProfile: {
      computerName: 'linux'
      adminUsername: adminUsername
      linuxConfiguration: {
        disablePasswordAuthentication: true
        ssh: {
          publicKeys: [
            { path: '/home/\${adminUsername}/.ssh/authorized_keys', keyData: adminPublicKey }
          ]
        }
      }
    }`;

const machine = (size: string, more: string): string => `${head}
// The web server.
resource webServer 'Microsoft.Compute/virtualMachines@2024-03-01' = {
  name: '\${prefix}-vm-web'
  location: location
  tags: tags
  properties: {
    hardwareProfile: {
      vmSize: '${size}'
    }
    storageProfile: {
      imageReference: {
        publisher: 'Canonical'
        offer: 'ubuntu-24_04-lts'
        sku: 'server'
        version: 'latest'
      }
      osDisk: {
        createOption: 'FromImage'
        caching: 'ReadWrite'
      }${more}
    }
    ${profile}
    networkProfile: {
      networkInterfaces: [
        { id: networkInterfaceId }
      ]
    }
  }
}

output webServerId string = webServer.id
`;

const dataDisks = `
      dataDisks: [
        {
          lun: 0
          createOption: 'Empty'
          diskSizeGB: 128
          managedDisk: {
            storageAccountType: 'Premium_LRS'
          }
        }
        {
          lun: 1
          createOption: 'Empty'
          diskSizeGB: 64
        }
      ]`;

const scaleSet = (mode: string): string => `${head}
resource web 'Microsoft.Compute/virtualMachineScaleSets@2024-03-01' = {
  name: 'vmss-\${prefix}-web'
  location: location
  tags: tags
  sku: {
    name: 'Standard_D2s_v5'
    capacity: 2
  }
  properties: {
    orchestrationMode: '${mode}'
    ${mode === 'Uniform' ? "upgradePolicy: {\n      mode: 'Manual'\n    }" : 'platformFaultDomainCount: 1'}
    virtualMachineProfile: {
      storageProfile: {
        imageReference: {
          publisher: 'Canonical'
          offer: 'ubuntu-24_04-lts'
          sku: 'server'
          version: 'latest'
        }
        osDisk: {
          createOption: 'FromImage'
          managedDisk: {
            storageAccountType: 'Premium_LRS'
          }
        }
        dataDisks: [
          for lun in range(0, 2): {
            lun: lun
            createOption: 'Empty'
            diskSizeGB: 64
          }
        ]
      }
      ${profile.replace('computerName', 'computerNamePrefix').replaceAll('\n', '\n  ')}
      networkProfile: {
        ${mode === 'Uniform' ? '' : "networkApiVersion: '2022-11-01'\n        "}networkInterfaceConfigurations: [
          {
            name: 'primary'
            properties: {
              primary: true
              ipConfigurations: [
                {
                  name: 'primary'
                  properties: {
                    subnet: {
                      id: networkInterfaceId
                    }
                  }
                }
              ]
            }
          }
        ]
      }
    }
  }
}
`;

/** By what is encrypted. */
export const samples: Readonly<Record<string, Sample>> = {
  disk: {
    target: 'disk-data',
    bicep: `param location string = resourceGroup().location

resource dataDisk 'Microsoft.Compute/disks@2024-03-02' = {
  name: 'disk-data'
  location: location
  sku: {
    name: 'Premium_LRS'
  }
  properties: {
    creationData: {
      createOption: 'Empty'
    }
    diskSizeGB: 128
  }
}
`,
  },
  'disks in a loop': {
    target: 'disk-shop-0',
    bicep: `param location string = resourceGroup().location
param prefix string = 'shop'

resource Disks 'Microsoft.Compute/disks@2024-03-02' = [
  for index in range(0, 3): {
    name: 'disk-\${prefix}-\${index}'
    location: location
    sku: { name: 'StandardSSD_LRS' }
    properties: {
      creationData: { createOption: 'Empty' }
      diskSizeGB: 64
    }
  }
]
`,
  },
  'disk from an image': {
    target: 'os-disk',
    bicep: `param location string = resourceGroup().location
param imageId string

resource os_disk 'Microsoft.Compute/disks@2024-03-02' = {
  name: 'os-disk'
  location: location
  properties: {
    osType: 'Linux'
    hyperVGeneration: 'V2'
    creationData: {
      createOption: 'FromImage'
      imageReference: {
        id: imageId
      }
    }
  }
}

resource other_disk 'Microsoft.Compute/disks@2024-03-02' = {
  name: 'other-disk'
  location: location
  properties: {
    diskSizeGB: 32
    creationData: {
      createOption: 'Empty'
    }
  }
}
`,
  },
  'virtual machine': { target: 'shop-vm-web', bicep: machine('Standard_D4s_v5', dataDisks) },
  'confidential size': { target: 'shop-vm-web', bicep: machine('Standard_DC4as_v5', dataDisks) },
  'machine with attached disk': {
    target: 'shop-vm-web',
    bicep: machine(
      'Standard_D4s_v5',
      `
      dataDisks: [
        {
          lun: 0
          createOption: 'Attach'
          managedDisk: {
            id: dataDisk.id
          }
        }
      ]`,
    ).replace(
      '// The web server.',
      `resource dataDisk 'Microsoft.Compute/disks@2024-03-02' = {
  name: '\${prefix}-disk'
  location: location
  properties: {
    diskSizeGB: 32
    creationData: {
      createOption: 'Empty'
    }
  }
}

// The web server.`,
    ),
  },
  'machine whose set is a parameter': {
    target: 'shop-vm-web',
    bicep: machine('Standard_D4s_v5', '')
      .replace(
        "caching: 'ReadWrite'",
        "caching: 'ReadWrite'\n        managedDisk: {\n          diskEncryptionSet: {\n            id: diskEncryptionSetId\n          }\n        }",
      )
      .replace(
        'var tags',
        "@description('Resource id of the disk encryption set.')\nparam diskEncryptionSetId string\n\nvar tags",
      ),
  },
  'disk whose set is elsewhere': {
    target: 'disk-data',
    bicep: `param location string = resourceGroup().location

@description('Name of the disk encryption set.')
param setName string

var keyGroup = 'keys'

resource sharedSet 'Microsoft.Compute/diskEncryptionSets@2024-03-02' existing = {
  name: setName
  scope: resourceGroup(keyGroup)
}

resource dataDisk 'Microsoft.Compute/disks@2024-03-02' = {
  name: 'disk-data'
  location: location
  properties: {
    creationData: {
      createOption: 'Empty'
    }
    diskSizeGB: 128
    encryption: {
      type: 'EncryptionAtRestWithCustomerKey'
      diskEncryptionSetId: sharedSet.id
    }
  }
}
`,
  },
  'uniform scale set': { target: 'vmss-shop-web', bicep: scaleSet('Uniform') },
  'flexible scale set': { target: 'vmss-shop-web', bicep: scaleSet('Flexible') },
  'node pool': {
    target: 'aks-shop/system',
    bicep: `param location string = resourceGroup().location

resource cluster 'Microsoft.ContainerService/managedClusters@2024-05-01' = {
  name: 'aks-shop'
  location: location
  identity: {
    type: 'SystemAssigned'
  }
  properties: {
    dnsPrefix: 'shop'
    agentPoolProfiles: [
      {
        name: 'system'
        mode: 'System'
        count: 3
        vmSize: 'Standard_D4s_v5'
      }
    ]
  }
}
`,
  },
  'node pool of its own': {
    target: 'work',
    bicep: `param location string = resourceGroup().location

resource cluster 'Microsoft.ContainerService/managedClusters@2024-05-01' = {
  name: 'aks-shop'
  location: location
  identity: {
    type: 'SystemAssigned'
  }
  properties: {
    dnsPrefix: 'shop'
    agentPoolProfiles: [
      {
        name: 'system'
        mode: 'System'
        count: 3
        vmSize: 'Standard_D4s_v5'
        enableEncryptionAtHost: true
      }
    ]
  }

  resource work 'agentPools' = {
    name: 'work'
    properties: {
      mode: 'User'
      count: 2
      vmSize: 'Standard_D8s_v5'
    }
  }
}
`,
  },
  'new disk': {
    target: 'newDisk',
    bicep: 'param location string = resourceGroup().location\n\noutput region string = location\n',
  },
  'new machine': { target: 'newVirtualMachine', bicep: '' },
};
