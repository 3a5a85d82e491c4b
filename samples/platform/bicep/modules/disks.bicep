@description('Beginning of the names of the disks.')
param prefix string

param location string

param tags object

@description('Disk encryption set of the database.')
param encryptionSetId string

resource dataDisk 'Microsoft.Compute/disks@2024-03-02' = {
  name: '${prefix}-data'
  location: location
  tags: tags
  zones: [
    '1'
  ]
  sku: {
    name: 'Premium_LRS'
  }
  properties: {
    creationData: {
      createOption: 'Empty'
    }
    diskSizeGB: 512
    networkAccessPolicy: 'DenyAll'
    publicNetworkAccess: 'Disabled'
    encryption: {
      type: 'EncryptionAtRestWithCustomerKey'
      diskEncryptionSetId: encryptionSetId
    }
  }
}

resource logDisk 'Microsoft.Compute/disks@2024-03-02' = {
  name: '${prefix}-log'
  location: location
  tags: tags
  zones: [
    '1'
  ]
  sku: {
    name: 'PremiumV2_LRS'
  }
  properties: {
    creationData: {
      createOption: 'Empty'
    }
    diskSizeGB: 128
    networkAccessPolicy: 'DenyAll'
    publicNetworkAccess: 'Disabled'
    encryption: {
      type: 'EncryptionAtRestWithPlatformAndCustomerKeys'
      diskEncryptionSetId: encryptionSetId
    }
  }
}

output ids array = [
  dataDisk.id
  logDisk.id
]
