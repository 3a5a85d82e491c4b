// The order platform: a vault with two keys, a disk encryption set for each, the server with its database disks, and
// the web tier.
targetScope = 'resourceGroup'

@description('Short name of the workload, part of the name of every resource.')
@minLength(3)
@maxLength(10)
param workload string

@description('Region of the machines, their disks and their encryption sets.')
param location string = resourceGroup().location

@description('Name of the key vault, unique in all of Azure.')
param vaultName string

@description('Region of the key vault.')
param vaultLocation string = location

@description('Subnet of the landing zone that the machines join.')
param subnetId string

@description('Name of the administrator of the machines.')
param adminUsername string

@description('SSH public key of the administrator.')
param adminPublicKey string

@description('How the disks of the database are encrypted.')
param databaseEncryption string = 'EncryptionAtRestWithPlatformAndCustomerKeys'

var tags = {
  workload: workload
  owner: 'order-team'
}

module vault 'modules/vault.bicep' = {
  name: 'vault'
  params: {
    name: vaultName
    location: vaultLocation
    tags: tags
  }
}

module ordersSet 'modules/encryption-set.bicep' = {
  name: 'orders-set'
  params: {
    name: 'des-${workload}-orders'
    location: location
    tags: tags
    keyUrl: vault.outputs.ordersKeyUrl
  }
}

module databaseSet 'modules/encryption-set.bicep' = {
  name: 'database-set'
  params: {
    name: 'des-${workload}-database'
    location: location
    tags: tags
    encryptionType: databaseEncryption
    keyUrl: vault.outputs.databaseKeyUrl
  }
}

module ordersAccess 'modules/key-access.bicep' = {
  name: 'orders-access'
  params: {
    vaultName: vault.outputs.name
    principalId: ordersSet.outputs.principalId
  }
}

module databaseAccess 'modules/key-access.bicep' = {
  name: 'database-access'
  params: {
    vaultName: vault.outputs.name
    principalId: databaseSet.outputs.principalId
  }
}

module databaseDisks 'modules/disks.bicep' = {
  name: 'database-disks'
  params: {
    prefix: 'disk-${workload}-database'
    location: location
    tags: tags
    encryptionSetId: databaseSet.outputs.id
  }
  dependsOn: [
    databaseAccess
  ]
}

module appServer 'modules/app-server.bicep' = {
  name: 'app-server'
  params: {
    name: 'vm-${workload}-app'
    location: location
    tags: tags
    subnetId: subnetId
    adminUsername: adminUsername
    adminPublicKey: adminPublicKey
    encryptionSetId: ordersSet.outputs.id
    databaseDiskIds: databaseDisks.outputs.ids
  }
  dependsOn: [
    ordersAccess
  ]
}

module webTier 'modules/scale-set.bicep' = {
  name: 'web-tier'
  params: {
    name: 'vmss-${workload}-web'
    location: location
    tags: tags
    subnetId: subnetId
    adminUsername: adminUsername
    adminPublicKey: adminPublicKey
    encryptionSetId: ordersSet.outputs.id
  }
  dependsOn: [
    ordersAccess
  ]
}
