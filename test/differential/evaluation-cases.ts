/** Small Bicep files, each about one part of the evaluation. All of them compile. */

export interface EvaluationCase {
  readonly files: Readonly<Record<string, string>> & { readonly 'main.bicep': string };
  /** Assignments of a parameter file. */
  readonly parameters?: string;
}

/** A disk that carries values in its tags. */
function tagged(declarations: string, tags: Readonly<Record<string, string>>): EvaluationCase {
  const lines = Object.entries(tags).map(([name, value]) => `    ${name}: ${value}`);
  return one(`${declarations}

resource disk 'Microsoft.Compute/disks@2024-03-02' = {
  name: 'data'
  location: 'westeurope'
  tags: {
${lines.join('\n')}
  }
  properties: {
    diskSizeGB: 64
    creationData: { createOption: 'Empty' }
  }
}
`);
}

function one(text: string, parameters?: string): EvaluationCase {
  return { files: { 'main.bicep': text }, ...(parameters === undefined ? {} : { parameters }) };
}

const disk = (symbol: string, name: string, more = ''): string => `
resource ${symbol} 'Microsoft.Compute/disks@2024-03-02' = {
  name: ${name}
  location: 'westeurope'
  properties: {
    diskSizeGB: 64
    creationData: { createOption: 'Empty' }${more}
  }
}
`;

const vaultProperties = `{
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'premium' }
    enableRbacAuthorization: true
    enablePurgeProtection: true
  }`;

export const evaluationCases: Readonly<Record<string, EvaluationCase>> = {
  'defaults of parameters that use other parameters': one(`
param prefix string = 'lens'
param name string = '\${prefix}-disk'
param sizes object = { small: 64, large: 512 }
param size int = sizes.large
resource disk 'Microsoft.Compute/disks@2024-03-02' = {
  name: name
  location: resourceGroup().location
  properties: { diskSizeGB: size, creationData: { createOption: 'Empty' } }
}
`),
  'values of a parameter file': one(
    `
@allowed(['Premium_LRS', 'StandardSSD_LRS'])
param sku string = 'StandardSSD_LRS'
param zones string[]
resource disk 'Microsoft.Compute/disks@2024-03-02' = {
  name: 'data'
  location: 'westeurope'
  sku: { name: sku }
  zones: zones
  properties: { diskSizeGB: 64, creationData: { createOption: 'Empty' } }
}
`,
    "param sku = 'Premium_LRS'\nparam zones = ['2']\n",
  ),
  'conditions of resources': one(`
param wanted bool = true
param count int = 3
${disk('first', "'first'").replace("= {\n  name: 'first'", "= if (wanted && count > 2) {\n  name: 'first'")}
${disk('second', "'second'").replace("= {\n  name: 'second'", "= if (!wanted || count == 2) {\n  name: 'second'")}
`),
  'a choice between two values': tagged(`param mode string = 'Secure'`, {
    equal: "mode == 'Secure' ? 'yes' : 'no'",
    insensitive: "mode =~ 'SECURE' ? 'yes' : 'no'",
    different: "mode != 'secure' ? 'yes' : 'no'",
    differentInsensitive: "mode !~ 'secure' ? 'yes' : 'no'",
  }),
  'a loop over a range': one(`
param count int = 3
resource disks 'Microsoft.Compute/disks@2024-03-02' = [for i in range(1, count): {
  name: 'data-\${i}'
  location: 'westeurope'
  properties: { diskSizeGB: i * 64, creationData: { createOption: 'Empty' } }
}]
`),
  'a loop over objects with an index and a condition': one(`
param disks { name: string, size: int, encrypted: bool }[] = [
  { name: 'logs', size: 32, encrypted: true }
  { name: 'scratch', size: 8, encrypted: false }
  { name: 'data', size: 128, encrypted: true }
]
resource each 'Microsoft.Compute/disks@2024-03-02' = [for (disk, index) in disks: if (disk.encrypted) {
  name: '\${index}-\${disk.name}'
  location: 'westeurope'
  properties: { diskSizeGB: disk.size, creationData: { createOption: 'Empty' } }
}]
`),
  'loops over variables and properties': one(`
var names = ['a', 'b', 'c']
var upper = [for name in names: toUpper(name)]
resource vm 'Microsoft.Compute/images@2024-07-01' = {
  name: 'image'
  location: 'westeurope'
  tags: { all: join(upper, '+') }
  properties: {
    storageProfile: {
      dataDisks: [for (name, lun) in names: {
        lun: lun
        blobUri: 'https://\${name}.blob.\${environment().suffixes.storage}/vhds/\${upper[lun]}.vhd'
      }]
    }
  }
}
`),
  'an empty loop': one(`
${disk('always', "'always'")}
resource none 'Microsoft.Compute/disks@2024-03-02' = [for name in []: {
  name: string(name)
  location: 'westeurope'
  properties: { diskSizeGB: 1, creationData: { createOption: 'Empty' } }
}]
`),
  'ids of resources in the group': one(`
resource set 'Microsoft.Compute/diskEncryptionSets@2024-03-02' = {
  name: 'set'
  location: 'westeurope'
  identity: { type: 'SystemAssigned' }
  properties: { activeKey: { keyUrl: 'https://v\${environment().suffixes.keyvaultDns}/keys/k/1' } }
}
${disk('data', "'data'", '\n    encryption: { diskEncryptionSetId: set.id }')}
${disk('byName', "'by-name'", "\n    encryption: { diskEncryptionSetId: resourceId('Microsoft.Compute/diskEncryptionSets', set.name) }")}
`),
  'what only Azure knows of a resource': one(`
resource set 'Microsoft.Compute/diskEncryptionSets@2024-03-02' = {
  name: 'set'
  location: 'westeurope'
  identity: { type: 'SystemAssigned' }
  properties: { activeKey: { keyUrl: 'https://v\${environment().suffixes.keyvaultDns}/keys/k/1' } }
}
resource vault 'Microsoft.KeyVault/vaults@2023-07-01' existing = { name: 'vault' }
resource grant 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, set.id)
  scope: vault
  properties: {
    principalId: set.identity.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'e147488a-f6f5-4113-8e2d-b22465e65bf6')
  }
}
`),
  'existing resources in other scopes': one(`
resource set 'Microsoft.Compute/diskEncryptionSets@2024-03-02' existing = {
  name: 'set'
  scope: resourceGroup('33333333-3333-3333-3333-333333333333', 'keys')
}
resource near 'Microsoft.Compute/diskEncryptionSets@2024-03-02' existing = {
  name: 'near'
  scope: resourceGroup('keys')
}
${disk('far', "'far'", '\n    encryption: { diskEncryptionSetId: set.id }')}
${disk('close', "'close'", '\n    encryption: { diskEncryptionSetId: near.id }')}
`),
  'children by parent, by nesting and by name': one(`
resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'vault-\${uniqueString(resourceGroup().id)}'
  location: 'westeurope'
  properties: ${vaultProperties}

  resource nested 'keys' = {
    name: 'nested'
    properties: { kty: 'RSA' }
  }
}
resource child 'Microsoft.KeyVault/vaults/keys@2023-07-01' = {
  parent: vault
  name: 'child'
  properties: { kty: 'RSA', keySize: 4096 }
}
${disk('disk', "'disk'", '\n    supportsHibernation: vault::nested.name == child.name')}
`),
  'a module in the same group and its output': {
    files: {
      'main.bicep': `
param prefix string = 'app'
module inner 'inner.bicep' = {
  name: 'inner'
  params: { name: '\${prefix}-inner' }
}
${disk('disk', "'${prefix}-outer'", '\n    diskMBpsReadWrite: inner.outputs.size')}
`,
      'inner.bicep': `
param name string
param size int = 60
${disk('disk', 'name')}
output size int = size * 2
`,
    },
  },
  'a module in another group, from a subscription': {
    files: {
      'main.bicep': `targetScope = 'subscription'
param location string = 'westeurope'
resource group 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: 'keys'
  location: location
}
module disks 'disks.bicep' = {
  name: 'disks'
  scope: group
  params: { location: location }
}
`,
      'disks.bicep': `
param location string
resource set 'Microsoft.Compute/diskEncryptionSets@2024-03-02' existing = { name: 'set' }
resource disk 'Microsoft.Compute/disks@2024-03-02' = {
  name: 'in-\${resourceGroup().name}'
  location: location
  properties: {
    diskSizeGB: 64
    creationData: { createOption: 'Empty' }
    encryption: { diskEncryptionSetId: set.id }
  }
}
output id string = disk.id
`,
    },
  },
  'modules in a loop, and outputs of one of them': {
    files: {
      'main.bicep': `
module stamps 'stamp.bicep' = [for (name, i) in ['red', 'green']: {
  name: 'stamp-\${name}'
  params: { name: name, size: (i + 1) * 10 }
}]
${disk('last', "'last'", '\n    diskMBpsReadWrite: stamps[1].outputs.size')}
`,
      'stamp.bicep': `
param name string
param size int
${disk('disk', 'name')}
output size int = size
`,
    },
  },
  'a module with a false condition': {
    files: {
      'main.bicep': `
param wanted bool = false
module off 'inner.bicep' = if (wanted) {
  name: 'off'
}
${disk('disk', "'disk'")}
`,
      'inner.bicep': disk('inner', "'inner'"),
    },
  },
  'modules two levels deep': {
    files: {
      'main.bicep': `
module outer 'outer.bicep' = { name: 'outer', params: { prefix: 'x' } }
${disk('disk', "'main'", '\n    encryption: { diskEncryptionSetId: outer.outputs.id }')}
`,
      'outer.bicep': `
param prefix string
module inner 'inner.bicep' = { name: 'inner', params: { name: '\${prefix}-set' } }
output id string = inner.outputs.id
`,
      'inner.bicep': `
param name string
resource set 'Microsoft.Compute/diskEncryptionSets@2024-03-02' = {
  name: name
  location: resourceGroup().location
  identity: { type: 'SystemAssigned' }
  properties: { activeKey: { keyUrl: 'https://v\${environment().suffixes.keyvaultDns}/keys/k/1' } }
}
output id string = set.id
`,
    },
  },
  'types of the user with unions and defaults': one(`
type encryption = 'EncryptionAtRestWithCustomerKey' | 'EncryptionAtRestWithPlatformAndCustomerKeys'
type diskSettings = {
  name: string
  size: int?
  encryption: encryption?
}
param settings diskSettings = { name: 'typed' }
resource disk 'Microsoft.Compute/disks@2024-03-02' = {
  name: settings.name
  location: 'westeurope'
  properties: {
    diskSizeGB: settings.?size ?? 32
    creationData: { createOption: 'Empty' }
    encryption: { type: settings.?encryption ?? 'EncryptionAtRestWithCustomerKey' }
  }
}
`),
  'types and variables of another file': {
    files: {
      'main.bicep': `
import { tags, sizeOf } from 'shared.bicep'
import * as shared from 'shared.bicep'
param kind shared.kind = 'large'
resource disk 'Microsoft.Compute/disks@2024-03-02' = {
  name: 'disk'
  location: 'westeurope'
  tags: union(tags, { kind: kind, prefix: shared.prefix })
  properties: { diskSizeGB: sizeOf(kind), creationData: { createOption: 'Empty' } }
}
`,
      'shared.bicep': `
@export()
type kind = 'small' | 'large'
@export()
var tags = { owner: 'platform' }
@export()
var prefix = 'lens'
@export()
func sizeOf(kind string) int => kind == 'large' ? 512 : 64
`,
    },
  },
  'functions on text': tagged(`var text = 'Disk Encryption Set'`, {
    lower: "toLower(replace(text, ' ', '-'))",
    parts: "concat('=', string(split(text, ' ')))",
    part: 'substring(text, 5, 10)',
    padded: "padLeft('7', 3, '0')",
    trimmed: "trim('  x  ')",
    found: "string(indexOf(text, 'Set'))",
    last: "string(lastIndexOf(text, 'n'))",
    starts: "string(startsWith(text, 'disk'))",
    taken: 'take(text, 4)',
    skipped: 'skip(text, 16)',
    formatted: "format('{0:D4}-{1}', 42, text)",
    encoded: 'base64(text)',
    uri: "uriComponent('a b/c')",
    joined: "join(['a', 'b'], '/')",
    guid: "guid('a', 'b')",
    unique: "uniqueString('a', 'b')",
    length: 'string(length(text))',
    multi: "'''\nfirst\nsecond'''",
    escaped: "'it\\'s \\${x} \\u{1f512}'",
  }),
  'functions on dates': tagged(`param now string = '2024-02-28T23:30:00Z'`, {
    day: "dateTimeAdd(now, 'P1D')",
    month: "dateTimeAdd(now, 'P1M')",
    year: "dateTimeAdd(now, '-P1Y')",
    hours: "dateTimeAdd(now, 'PT1H30M', 'yyyy-MM-dd HH:mm')",
    epoch: "string(dateTimeToEpoch(dateTimeAdd(now, 'P1Y')))",
    back: 'dateTimeFromEpoch(1740787200)',
  }),
  'functions on arrays and objects': tagged(
    `var list = [3, 1, 2]
var base = { a: 1, nested: { b: 2 } }`,
    {
      sorted: `concat('=', string(sort(list, (x, y) => x < y)))`,
      mapped: `concat('=', string(map(list, x => x * 10)))`,
      filtered: `concat('=', string(filter(list, (x, i) => x > 1 && i >= 0)))`,
      reduced: `concat('=', string(reduce(list, 0, (sum, next) => sum + next)))`,
      object: `concat('=', string(toObject(['x', 'y'], key => key, key => '\${key}!')))`,
      merged: `concat('=', string(union(base, { nested: { c: 3 } })))`,
      spread: `concat('=', string({ ...base, z: [...list, 4] }))`,
      items: `concat('=', string(items(base)))`,
      keys: `concat('=', string(objectKeys(base)))`,
      flat: `concat('=', string(flatten([list, [4]])))`,
      first: `concat('=', string(first(list)))`,
      end: `concat('=', string(last(list)))`,
      contained: `concat('=', string(contains(base, 'nested') && contains(list, 2)))`,
      empty: `concat('=', string(empty([]) || empty('')))`,
      least: `concat('=', string(min(list) + max(list)))`,
      shared: `concat('=', string(intersection(list, [1, 2, 9])))`,
      taken: `concat('=', string(take(list, 2)))`,
      indexed: `concat('=', string(indexOf(['a', 'b'], 'b')))`,
      shallow: `concat('=', string(shallowMerge([base, { nested: {} }])))`,
    },
  ),
  'numbers, comparisons and logic': tagged(
    `param a int = 7
param b int = -2
param o object = { a: 'v' }`,
    {
      divided: 'string(a / b)',
      remainder: 'string(a % b)',
      product: 'string(a * b - 1)',
      compared: 'string(a >= 7 && b < 0 || false)',
      coalesced: "null ?? 'x'",
      parsed: "string(int('12') + json('{\"n\": 5}').n)",
      safe: "o.?b ?? 'none'",
      bool: "string(bool('true'))",
    },
  ),
  'names of groups and subscriptions': tagged('', {
    group: 'resourceGroup().name',
    id: 'resourceGroup().id',
    subscription: 'subscription().subscriptionId',
    tenant: 'tenant().tenantId',
    dns: 'environment().suffixes.keyvaultDns',
    extension: "extensionResourceId(resourceGroup().id, 'Microsoft.Authorization/locks', 'l')",
    above: "tenantResourceId('Microsoft.Management/managementGroups', 'm')",
  }),
  'time of the deployment': tagged(`param now string = utcNow('yyyy')`, { created: 'now', fixed: "'2024'" }),
  'a secure parameter and one of a file without value': one(
    `
@secure()
param password string = newGuid()
param name string
${disk('disk', 'name', '\n    tier: empty(password) ? null : null')}
`,
    "param name = 'given'\n",
  ),
};
