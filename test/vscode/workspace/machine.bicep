param encryptHost bool = true
var setId = des.id

resource des 'Microsoft.Compute/diskEncryptionSets@2023-04-02' = {
  name: 'des'
  location: 'westeurope'
  identity: { type: 'SystemAssigned' }
  properties: {
    encryptionType: 'EncryptionAtRestWithPlatformAndCustomerKeys'
    activeKey: {
      keyUrl: 'https://kv-elsewhere.vault.azure.net/keys/kek-01/0123456789abcdef'
    }
  }
}

resource machine 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'vm'
  location: 'westeurope'
  properties: {
    hardwareProfile: { vmSize: 'Standard_D4s_v5' }
    securityProfile: { encryptionAtHost: encryptHost }
    storageProfile: {
      osDisk: {
        createOption: 'FromImage'
        managedDisk: { diskEncryptionSet: { id: setId } }
      }
    }
  }
}
