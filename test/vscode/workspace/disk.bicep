param location string = resourceGroup().location

resource disk 'Microsoft.Compute/disks@2024-03-02' = {
  name: 'data'
  location: location
  properties: {
    creationData: {
      createOption: 'Empty'
    }
    diskSizeGB: 128
    encryption: {
      type: 'EncryptionAtRestWithPlatformKeys'
    }
  }
}
