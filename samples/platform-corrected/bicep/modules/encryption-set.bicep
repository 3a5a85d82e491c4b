@description('Name of the disk encryption set.')
param name string

param location string

param tags object

@description('Which keys encrypt the disks of the set.')
param encryptionType string = 'EncryptionAtRestWithCustomerKey'

@description('URL of the key that wraps the keys of the disks.')
param keyUrl string

resource set 'Microsoft.Compute/diskEncryptionSets@2024-03-02' = {
  name: name
  location: location
  tags: tags
  identity: {
    type: 'SystemAssigned'
  }
  properties: {
    encryptionType: encryptionType
    rotationToLatestKeyVersionEnabled: true
    activeKey: {
      keyUrl: keyUrl
    }
  }
}

output id string = set.id

output principalId string = set.identity.principalId
