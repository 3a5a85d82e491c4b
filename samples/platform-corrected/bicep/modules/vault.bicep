@description('Name of the vault.')
param name string

param location string

param tags object

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: subscription().tenantId
    sku: {
      family: 'A'
      name: 'premium'
    }
    enableRbacAuthorization: true
    enableSoftDelete: true
    enablePurgeProtection: true
    softDeleteRetentionInDays: 90
    publicNetworkAccess: 'Disabled'
    networkAcls: {
      bypass: 'AzureServices'
      defaultAction: 'Deny'
    }
  }
}

resource ordersKey 'Microsoft.KeyVault/vaults/keys@2023-07-01' = {
  parent: vault
  name: 'orders'
  properties: {
    kty: 'RSA'
    keySize: 3072
    keyOps: [
      'wrapKey'
      'unwrapKey'
    ]
  }
}

resource databaseKey 'Microsoft.KeyVault/vaults/keys@2023-07-01' = {
  parent: vault
  name: 'database'
  properties: {
    kty: 'RSA-HSM'
    keySize: 4096
    keyOps: [
      'wrapKey'
      'unwrapKey'
    ]
  }
}

output name string = vault.name

@description('URL of the key for the machines.')
output ordersKeyUrl string = ordersKey.properties.keyUriWithVersion

@description('URL of the key for the disks of the database.')
output databaseKeyUrl string = databaseKey.properties.keyUriWithVersion
