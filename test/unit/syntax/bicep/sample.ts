/** A file of our own with one of nearly everything, for tests that break it in every way. */
export const SAMPLE = `targetScope = 'resourceGroup'
metadata description = 'Disks with a key of their own.'
import { diskType as kind } from 'types.bicep'

@description('''
Where: '{here}'
''')
param location string = resourceGroup().location
@allowed([
  'Standard_LRS'
  'Premium_LRS'
])
param sku string
param sizes int[] = [32, 64]

type settings = {
  @minLength(3)
  name: string
  zones: ('1' | '2' | '3')[]?
  *: int
}

var prefix = 'enc-\${toLower(sku)}-\${uniqueString(resourceGroup().id, 'x\\'y')}'
var names = [for (size, i) in sizes: '\${prefix}\${i}']
var chosen = length(names) > 1 && !empty(prefix)
  ? { first: names[0], last: names[^1], ...extra }
  : map(names, (n) => { only: n })[?0].?only ?? null

func double(value int) int => value * 2

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' existing = {
  name: '\${prefix}-kv'

  resource key 'keys' existing = {
    name: 'disk-key'
  }
}

#disable-next-line BCP081
resource set 'Microsoft.Compute/diskEncryptionSets@2024-03-02' = if (chosen != null) {
  name: '\${prefix}-des'
  location: location
  identity: { type: 'SystemAssigned' }
  properties: {
    encryptionType: 'EncryptionAtRestWithCustomerKey' // not both
    activeKey: {
      keyUrl: vault::key!.properties.keyUriWithVersion
    }
  }
}

@batchSize(1)
resource disks 'Microsoft.Compute/disks@2024-03-02' = [for (size, i) in sizes: if (size > 0) {
  name: names[i]
  location: location
  properties: {
    creationData: {
      createOption: 'Empty'
    }
    diskSizeGB: size
  }
}]

module grant 'grant.bicep' = {
  name: 'grant'
  params: {
    principalId: set.identity.principalId
  }
}

output diskIds array = [for (size, i) in sizes: disks[i].id]
`;
