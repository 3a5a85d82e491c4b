/** Pairs of a template and a parameter file, each about one part of the language. All of them compile. */

export interface Pair {
  readonly files: Readonly<Record<string, string>>;
  /** Assignments of the parameter file. */
  readonly parameters?: string;
  readonly scope?: 'resourceGroup' | 'subscription' | 'managementGroup' | 'tenant';
}

/** A storage account that shows values in its properties: any may stand there without a word of the engine. */
function values(declarations: string, properties: Readonly<Record<string, string>>, more: Partial<Pair> = {}): Pair {
  const lines = Object.entries(properties).map(([name, value]) => `    ${name}: ${value}`);
  const { files, ...rest } = more;
  return {
    files: {
      'main.bicep': `${declarations}
resource shown 'Microsoft.Example/things@2024-01-01' = {
  name: 'shown'
  properties: {
${lines.join('\n')}
  }
}
`,
      ...files,
    },
    ...rest,
  };
}

function bicep(text: string, more: Partial<Pair> = {}): Pair {
  const { files, ...rest } = more;
  return { files: { 'main.bicep': text, ...files }, ...rest };
}

function arm(template: object, more: Partial<Pair> = {}): Pair {
  const $schema = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';
  return { files: { 'main.json': JSON.stringify({ $schema, contentVersion: '1.0.0.0', ...template }) }, ...more };
}

const thing = (name: string, more: object = {}): object => {
  return { type: 'Microsoft.Example/things', apiVersion: '2024-01-01', name, ...more };
};

const moduleText = `param name string
param tags object = {}
resource thing 'Microsoft.Example/things@2024-01-01' = {
  name: name
  tags: tags
  properties: { deployment: deployment().name, location: resourceGroup().location, size: 3 }
}
output id string = thing.id
output size int = thing.properties.size
output all array = [name, length(name)]
`;
const withModule = { files: { 'module.bicep': moduleText } };

export const pairs: Readonly<Record<string, Pair>> = {
  'text functions': values("param t string = 'Encryption Lens'", {
    lower: 'toLower(t)',
    upper: 'toUpper(t)',
    part: 'substring(t, 2, 4)',
    words: "split(t, [' ', 'y'])",
    joined: "join(['a', 'b'], '-')",
    padded: "padLeft(7, 3, '0')",
    replaced: "replace(t, 'n', 'N')",
    at: "indexOf(t, 'LENS')",
    last: "lastIndexOf(t, 'n')",
    starts: "startsWith(t, 'enc')",
    trimmed: "trim('  x ')",
    formatted: "format('{0:D3}-{1,5}-{2}', 7, 'ab', true)",
  }),
  'number functions': values('param n int = 7', {
    quotient: 'n / 2',
    negative: '-n / 2',
    remainder: '-n % 4',
    least: 'min(3, n, 5)',
    greatest: 'max([3, n, 5])',
    read: "int('0042')",
    compared: 'n >= 7 && n < 8',
  }),
  'array functions': values("param a array = [3, 1, 2, 1]\nparam words array = ['b', 'A', 'c']", {
    first: 'first(a)',
    last: 'last(words)',
    some: 'take(skip(a, 1), 2)',
    union: 'union(a, [4, 1])',
    intersection: 'intersection(a, [1, 3])',
    has: "contains(words, 'A')",
    index: "indexOf(words, 'c')",
    flat: 'flatten([[1], [2, [3]]])',
    range: 'range(5, 3)',
    none: 'empty([])',
    count: 'length(a)',
    concat: 'concat(a, words)',
  }),
  'object functions': values('param o object = { b: 1, A: { x: 1 }, c: null }', {
    items: 'items(o)',
    keys: 'objectKeys(o)',
    has: "contains(o, 'a')",
    union: 'union(o, { A: { y: 2 }, b: 3 })',
    shallow: 'shallowMerge([o, { A: { y: 2 } }])',
    intersection: 'intersection(o, { b: 1, c: 2 })',
    text: 'string(o)',
    count: 'length(o)',
  }),
  dates: values("param d string = '2024-02-29T10:15:00Z'", {
    month: "dateTimeAdd(d, 'P1M')",
    back: "dateTimeAdd(d, '-PT36H', 'yyyy-MM-dd HH')",
    seconds: 'dateTimeToEpoch(d)',
    again: 'dateTimeFromEpoch(1700000000)',
  }),
  'names that are hashed': values("param t string = 'lens'", {
    unique: "uniqueString(t, 'x')",
    guid: "guid(t, 'x')",
    short: 'take(uniqueString(resourceGroup().id), 5)',
  }),
  encodings: values("param t string = 'Grüße, 世界 & more'", {
    base64: 'base64(t)',
    back: "base64ToString('R3LDvMOfZQ==')",
    uri: "uri('https://example.org/a/', 'b?c=1')",
    escaped: 'uriComponent(t)',
    unescaped: "uriComponentToString('a%20b')",
    data: "dataUri('abc')",
    json: 'json(\'{"a": [1, null, true]}\')',
  }),
  addresses: values("param range string = '10.20.0.0/16'", {
    subnet: 'cidrSubnet(range, 24, 3)',
    host: "cidrHost('10.20.3.0/28', 4)",
    parsed: "parseCidr('10.20.3.0/24')",
  }),
  'a lambda in each function that takes one': values("param list array = [{ n: 'b', v: 2 }, { n: 'a', v: 1 }]", {
    mapped: "map(list, one => '${one.n}${one.v}')",
    indexed: 'map(list, (one, at) => at + one.v)',
    filtered: 'filter(list, one => one.v > 1)',
    sum: 'reduce(list, 0, (sum, one) => sum + one.v)',
    sorted: 'map(sort(list, (x, y) => x.v < y.v), one => one.n)',
    object: 'toObject(list, one => one.n, one => one.v)',
    grouped: 'groupBy(list, one => one.n)',
    values: 'mapValues({ a: 1, b: 2 }, v => v * 2)',
  }),
  'lambdas in lambdas': values('param list array = [[1, 2], [3]]', {
    nested: 'map(list, inner => map(inner, one => one * length(inner)))',
    captured: 'map(range(0, 2), i => filter(list, inner => length(inner) > i))',
  }),
  'what may be missing': values('param o object = { a: { b: 1 }, list: [1] }\nparam none object?', {
    there: 'o.?a.?b',
    missing: 'o.?x.?y',
    index: 'o.list[?3]',
    instead: "o.?x ?? 'default'",
    ofNull: 'none.?x',
    fromEnd: 'o.list[^1]',
    forgiven: 'none!.?x',
  }),
  spread: values('param o object = { a: 1, b: 2 }\nparam list array = [1, 2]', {
    object: '{ ...o, b: 3, c: 4 }',
    before: '{ b: 3, ...o }',
    array: '[0, ...list, 3]',
    empty: '[...[], ...list]',
  }),
  'conditions in values': values("param on bool = false\nparam kind string = 'B'", {
    ternary: "on ? 'yes' : 'no'",
    nested: "on ? 1 : kind == 'b' ? 2 : 3",
    ignoring: "kind =~ 'b'",
    not: '!on',
    both: "on || (kind != 'A' && !on)",
    unread: "on ? int('x') : 0",
  }),
  'texts of many lines and with holes': values("param name string = 'disk'\nparam n int = 3", {
    holes: "'${name}-${n}-${true}'",
    escaped: "'\\${name} it\\'s \\u{1F512}'",
    lines: "'''\none\n  two ${name}\n'''",
    interpolated: "$'''\n${name}\n'''",
  }),
  'names of properties that are computed': values("param key string = 'lens'", {
    object: "{ '${key}-1': 1, '${toUpper(key)}': 2 }",
    odd: "{ 'with space': 1, '1': 2 }",
  }),
  'keys that mean something elsewhere': values('', {
    hostile: "{ '__proto__': 1, constructor: 2, toString: 3 }",
    read: "{ '__proto__': 1 }.__proto__",
    contained: "contains({}, 'constructor')",
  }),
  'texts that begin with a bracket': values('', {
    open: "'[x'",
    closed: "'[x]'",
    twice: "'[[x]'",
    json: '\'[{"a": 1}]\'',
  }),
  'what only Azure can answer': values('param now string = utcNow()\nparam id string = newGuid()', {
    now: 'now',
    text: "'${now}-x'",
    id: 'id',
    cloud: 'environment().name',
    deployer: 'deployer().objectId',
    either: "now == 'x' ? 1 : 2",
    inArray: '[1, now]',
    ofObject: '{ a: now }.a',
  }),
  'where it is deployed to': values('', {
    group: 'resourceGroup().name',
    id: 'resourceGroup().id',
    location: 'resourceGroup().location',
    tags: 'resourceGroup().tags',
    subscription: 'subscription().subscriptionId',
    tenant: 'subscription().tenantId',
    same: 'tenant().tenantId',
    display: 'subscription().displayName',
    deployment: 'deployment().name',
  }),
  'parameters of each type': values(
    "param s string\nparam i int\nparam b bool\nparam a array\nparam o object\nparam n string?\nparam d string = 'default'",
    { s: 's', i: 'i', b: 'b', a: 'a', o: 'o', n: 'n', d: 'd' },
    { parameters: "param s = 'text'\nparam i = 3\nparam b = true\nparam a = [1, 'x']\nparam o = { a: { b: [] } }\n" },
  ),
  'expressions of a parameter file': values(
    'param name string\nparam list array\nparam size int',
    { name: 'name', list: 'list', size: 'size' },
    {
      parameters:
        "var prefix = 'lens'\nparam name = '${prefix}-${toUpper('x')}'\nparam list = map(range(0, 2), i => '${prefix}${i}')\nparam size = true ? 4 : 2\n",
    },
  ),
  'defaults that use other parameters': values(
    "param prefix string\nparam name string = '${prefix}-disk'\nparam list array = [name, prefix]",
    { name: 'name', list: 'list' },
    { parameters: "param prefix = 'lens'\n" },
  ),
  secrets: values(
    '@secure()\nparam given string\n@secure()\nparam more object',
    { given: 'given', text: "'x${given}'", member: 'more.a' },
    { parameters: "param given = 'hunter2'\nparam more = { a: 1 }\n" },
  ),
  'types with secrets in them': values(
    'type secret = {\n  name: string\n  @secure()\n  value: string?\n}\nparam list secret[]',
    { list: 'list', first: 'list[0].name' },
    { parameters: "param list = [{ name: 'a', value: 'hunter2' }, { name: 'b' }]\n" },
  ),
  'types of our own': values(
    "type kind = 'a' | 'b'\ntype sized = { kind: kind, size: int?, *: string }\nparam one sized\nparam list kind[] = ['a']",
    { one: 'one', size: 'one.?size ?? 0', list: 'list' },
    { parameters: "param one = { kind: 'b', more: 'x' }\n" },
  ),
  'functions of our own': values(
    "func name(prefix string, n int) string => '${prefix}-${padLeft(n, 2, '0')}'\nfunc twice(s string) string => name(s, length(s))",
    { name: "name('d', 7)", twice: "twice('abc')", mapped: "map(range(1, 2), i => name('x', i))" },
  ),
  imports: values(
    "import { prefix, nameOf, sized } from 'shared.bicep'\nimport * as shared from 'shared.bicep'\nparam one sized",
    { prefix: 'prefix', name: "nameOf('x')", same: "shared.nameOf('y')", one: 'one', other: 'shared.prefix' },
    {
      files: {
        'shared.bicep':
          "@export()\nvar prefix = 'lens'\n@export()\nfunc nameOf(s string) string => 'lens-${s}'\n@export()\ntype sized = { size: int }\n",
      },
      parameters: 'param one = { size: 3 }\n',
    },
  ),
  'imports under other names': values(
    "import { prefix as first } from 'shared.bicep'\nvar prefix = 'own'",
    {
      both: "'${first}-${prefix}'",
    },
    { files: { 'shared.bicep': "var part = 'le'\n@export()\nvar prefix = '${part}ns'\n" } },
  ),
  'a loop of a variable': values(
    "var list = [for i in range(1, 3): 'disk${i}']\nvar objects = [for (name, at) in list: { name: name, at: at }]",
    {
      list: 'list',
      objects: 'objects',
      one: 'objects[1].name',
    },
  ),
  'a loop of a property': values('param sizes array = [4, 8]', {
    disks: '[for (size, lun) in sizes: { lun: lun, size: size, all: length(sizes) }]',
    none: '[for size in []: size]',
  }),
  'a loop of resources': bicep(`param names array = ['a', 'b']
resource things 'Microsoft.Example/things@2024-01-01' = [
  for (name, at) in names: {
    name: 'thing-\${name}'
    properties: { at: at, luns: [for lun in range(0, at + 1): '\${name}\${lun}'] }
  }
]
resource last 'Microsoft.Example/things@2024-01-01' = {
  name: 'last'
  properties: { ids: [for at in range(0, 2): things[at].id], name: things[1].name, size: length(names) }
}
`),
  'a loop with a condition': bicep(`param names array = ['a', 'b', 'c']
resource things 'Microsoft.Example/things@2024-01-01' = [
  for (name, at) in names: if (at != 1) {
    name: name
  }
]
`),
  'a loop of length zero':
    bicep(`resource things 'Microsoft.Example/things@2024-01-01' = [for i in range(0, 0): { name: 't\${i}' }]
resource one 'Microsoft.Example/things@2024-01-01' = { name: 'one' }
`),
  'a loop over an object': bicep(`param tags object = { b: 'two', a: 'one' }
resource things 'Microsoft.Example/things@2024-01-01' = [
  for tag in items(tags): { name: tag.key, properties: { value: tag.value } }
]
`),
  'conditions of resources': bicep(`param on bool = true
param now string = utcNow()
resource yes 'Microsoft.Example/things@2024-01-01' = if (on) { name: 'yes' }
resource no 'Microsoft.Example/things@2024-01-01' = if (!on) { name: 'no' }
resource maybe 'Microsoft.Example/things@2024-01-01' = if (now == 'x') { name: 'maybe' }
resource after 'Microsoft.Example/things@2024-01-01' = {
  name: 'after'
  properties: { id: maybe.id, size: maybe.?properties.?size }
}
`),
  'existing resources': bicep(`param name string = 'kept'
resource kept 'Microsoft.Example/things@2024-01-01' existing = { name: name }
resource elsewhere 'Microsoft.Example/things@2024-01-01' existing = {
  name: 'far'
  scope: resourceGroup('22222222-2222-2222-2222-222222222222', 'other')
}
resource one 'Microsoft.Example/things@2024-01-01' = {
  name: 'one'
  properties: { id: kept.id, far: elsewhere.id, size: kept.properties.size, key: kept.listKeys().keys[0] }
}
`),
  'children, nested': bicep(`resource outer 'Microsoft.Example/things@2024-01-01' = {
  name: 'outer'
  resource inner 'parts' = {
    name: 'inner'
    properties: { outer: outer.name }
    resource innermost 'bits' = { name: 'innermost' }
  }
}
resource other 'Microsoft.Example/things@2024-01-01' = {
  name: 'other'
  properties: { id: outer::inner::innermost.id, name: outer::inner.name }
}
`),
  'children with a parent':
    bicep(`resource outer 'Microsoft.Example/things@2024-01-01' = [for i in range(0, 2): { name: 'outer\${i}' }]
resource inner 'Microsoft.Example/things/parts@2024-01-01' = { parent: outer[1], name: 'inner' }
resource inners 'Microsoft.Example/things/parts@2024-01-01' = [for i in range(0, 2): { parent: outer[i], name: 'p\${i}' }]
resource kept 'Microsoft.Example/things@2024-01-01' existing = { name: 'kept' }
resource deep 'Microsoft.Example/things/parts/bits@2024-01-01' = { name: '\${kept.name}/a/b' }
`),
  'extension resources': bicep(`resource one 'Microsoft.Example/things@2024-01-01' = { name: 'one' }
resource lock 'Microsoft.Authorization/locks@2020-05-01' = {
  name: 'lock'
  scope: one
  properties: { level: 'CanNotDelete' }
}
resource role 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(one.id, 'reader')
  properties: {
    principalId: '33333333-3333-3333-3333-333333333333'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'acdd72a7-3385-48ef-bd42-f606fba81ae7')
    on: extensionResourceId(one.id, 'Microsoft.Authorization/locks', 'lock')
  }
}
`),
  'the family of resourceId': values('', {
    own: "resourceId('Microsoft.Example/things', 'a')",
    child: "resourceId('Microsoft.Example/things/parts', 'a', 'b')",
    group: "resourceId('other', 'Microsoft.Example/things', 'a')",
    all: "resourceId('22222222-2222-2222-2222-222222222222', 'other', 'Microsoft.Example/things', 'a')",
    subscription: "subscriptionResourceId('Microsoft.Example/things', 'a')",
    tenant: "tenantResourceId('Microsoft.Example/things', 'a')",
    managed: "managementGroupResourceId('landing', 'Microsoft.Example/things', 'a')",
    extension: "extensionResourceId(resourceGroup().id, 'Microsoft.Example/things', 'a')",
  }),
  'all parts of a resource': bicep(`resource one 'Microsoft.Example/things@2024-01-01' = {
  name: 'one'
  location: 'westeurope'
  tags: { a: 'b' }
  kind: 'k'
  sku: { name: 'Standard' }
  identity: { type: 'SystemAssigned' }
  zones: ['1']
  plan: { name: 'p', product: 'q', publisher: 'r' }
  extendedLocation: { type: 'EdgeZone', name: 'e' }
  managedBy: 'someone'
  dependsOn: []
}
`),
  'what a template says of another resource': bicep(`param now string = utcNow()
resource one 'Microsoft.Example/things@2024-01-01' = {
  name: 'one'
  location: 'westeurope'
  properties: { size: 4, nested: { a: 1 }, list: [1, 2], now: now }
}
resource two 'Microsoft.Example/things@2024-01-01' = {
  name: 'two'
  properties: {
    size: one.properties.size
    nested: one.properties.nested
    item: one.properties.list[1]
    missing: one.properties.state
    safe: one.properties.?state ?? 'none'
    location: one.location
    unknown: one.properties.now
    has: contains(one.properties, 'size')
    all: one.properties
  }
}
`),
  'a module': bicep(
    `module one 'module.bicep' = { name: 'first', params: { name: 'a', tags: { x: 'y' } } }
resource after 'Microsoft.Example/things@2024-01-01' = {
  name: 'after'
  properties: { id: one.outputs.id, size: one.outputs.size, all: one.outputs.all, name: one.name }
}
`,
    withModule,
  ),
  'a module without a name': bicep("module one 'module.bicep' = { params: { name: 'a' } }\n", withModule),
  'a loop of modules': bicep(
    `module many 'module.bicep' = [for (name, at) in ['a', 'b']: { name: 'm\${at}', params: { name: name, tags: null } }]
resource after 'Microsoft.Example/things@2024-01-01' = { name: 'after', properties: { id: many[1].outputs.id } }
`,
    withModule,
  ),
  'conditions of modules': bicep(
    `param now string = utcNow()
module no 'module.bicep' = if (false) { name: 'no', params: { name: 'no' } }
module maybe 'module.bicep' = if (now == 'x') { name: 'maybe', params: { name: 'maybe' } }
resource after 'Microsoft.Example/things@2024-01-01' = { name: 'after', properties: { id: maybe.?outputs.?id ?? 'none' } }
`,
    withModule,
  ),
  'a module in another resource group': bicep(
    "module one 'module.bicep' = { name: 'far', scope: resourceGroup('other'), params: { name: 'a' } }\n",
    withModule,
  ),
  'a module that is an ARM template': bicep("module one 'module.json' = { name: 'j', params: { name: 'a' } }\n", {
    files: {
      'module.json': JSON.stringify({
        $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
        contentVersion: '1.0.0.0',
        parameters: { name: { type: 'string' } },
        resources: [thing("[concat(parameters('name'), '-json')]")],
      }),
    },
  }),
  'modules in modules': bicep("module one 'outer.bicep' = { name: 'o', params: { n: 2 } }\n", {
    files: {
      ...withModule.files,
      'outer.bicep':
        "param n int\nmodule inner 'module.bicep' = [for i in range(0, n): { name: 'i${i}', params: { name: '${deployment().name}-${i}' } }]\noutput ids array = [for i in range(0, n): inner[i].outputs.id]\n",
    },
  }),
  'a resource group and what goes into it': bicep(
    `targetScope = 'subscription'
resource group 'Microsoft.Resources/resourceGroups@2024-03-01' = { name: 'made', location: 'northeurope', tags: { a: 'b' } }
module one 'module.bicep' = { name: 'in', scope: group, params: { name: 'a', tags: group.tags } }
module two 'module.bicep' = { name: 'far', scope: resourceGroup('other'), params: { name: 'b' } }
`,
    { ...withModule, scope: 'subscription' },
  ),
  'a deployment to a subscription': bicep(
    `targetScope = 'subscription'
resource policy 'Microsoft.Authorization/policyAssignments@2024-04-01' = {
  name: 'p'
  location: deployment().location
  properties: { id: subscription().id, own: resourceId('Microsoft.Example/things', 'a') }
}
`,
    { scope: 'subscription' },
  ),
  'a deployment to a management group': bicep(
    `targetScope = 'managementGroup'
resource policy 'Microsoft.Authorization/policyAssignments@2024-04-01' = {
  name: 'p'
  properties: { id: managementGroup().id, name: managementGroup().name, own: managementGroupResourceId('Microsoft.Example/things', 'a') }
}
`,
    { scope: 'managementGroup' },
  ),
  'a deployment to a tenant': bicep(
    `targetScope = 'tenant'
resource group 'Microsoft.Management/managementGroups@2023-04-01' = { name: 'mg', properties: { tenant: tenant().tenantId } }
`,
    { scope: 'tenant' },
  ),
  'data from files': values(
    '',
    {
      text: "loadTextContent('data.txt')",
      json: "loadJsonContent('data.json')",
      part: "loadJsonContent('data.json', '$.a')",
      base64: "loadFileAsBase64('data.txt')",
    },
    { files: { 'data.txt': 'some text\n', 'data.json': '{"a": [1, 2], "b": null}' } },
  ),
  'ARM: copy of resources': arm({
    resources: [
      thing("[format('t{0}', copyIndex())]", {
        copy: { name: 'many', count: 2 },
        properties: { at: '[copyIndex(10)]' },
      }),
      thing("[concat('none', copyIndex())]", { copy: { name: 'none', count: 0 } }),
    ],
  }),
  'ARM: copy of properties and variables': arm({
    variables: {
      copy: [{ name: 'names', count: 2, input: "[concat('v', copyIndex('names'))]" }],
      more: { copy: [{ name: 'inner', count: 2, input: { at: "[copyIndex('inner', 1)]" } }] },
    },
    resources: [
      thing("[concat('t', copyIndex())]", {
        copy: { name: 'many', count: 2 },
        properties: {
          names: "[variables('names')]",
          more: "[variables('more')]",
          copy: [{ name: 'disks', count: 2, input: { lun: "[copyIndex('disks')]", of: '[copyIndex()]' } }],
        },
      }),
    ],
  }),
  'ARM: conditions': arm({
    parameters: { on: { type: 'bool', defaultValue: false } },
    resources: [
      thing('a', { condition: "[parameters('on')]" }),
      thing('b', { condition: "[not(parameters('on'))]", properties: { v: "[if(parameters('on'), 1, 2)]" } }),
    ],
  }),
  'ARM: children': arm({
    resources: [
      thing('a', { resources: [{ type: 'parts', apiVersion: '2024-01-01', name: 'inner', properties: { x: 1 } }] }),
      { type: 'Microsoft.Example/things/parts', apiVersion: '2024-01-01', name: 'a/second' },
      {
        type: 'Microsoft.Example/things/providers/locks',
        apiVersion: '2020-05-01',
        name: 'a/Microsoft.Authorization/l',
      },
    ],
  }),
  'ARM: symbolic names': arm({
    languageVersion: '2.0',
    resources: {
      kept: thing('kept', { existing: true }),
      one: thing('one', { properties: { size: 2 } }),
      two: thing('two', {
        properties: { size: "[reference('one').size]", kept: "[reference('kept').size]" },
        dependsOn: ['one'],
      }),
    },
  }),
  'ARM: a nested deployment with its own scope': arm({
    parameters: { name: { type: 'string', defaultValue: 'outer' } },
    resources: [
      {
        type: 'Microsoft.Resources/deployments',
        apiVersion: '2022-09-01',
        name: 'nested',
        resourceGroup: 'other',
        properties: {
          mode: 'Incremental',
          expressionEvaluationOptions: { scope: 'inner' },
          parameters: { name: { value: "[concat(parameters('name'), '-inner')]" } },
          template: {
            $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
            contentVersion: '1.0.0.0',
            parameters: { name: { type: 'string' } },
            variables: { v: "[toUpper(parameters('name'))]" },
            resources: [
              thing("[parameters('name')]", { properties: { v: "[variables('v')]", g: '[resourceGroup().name]' } }),
            ],
          },
        },
      },
    ],
  }),
  'ARM: a nested deployment with the outer scope': arm({
    parameters: { name: { type: 'string', defaultValue: 'outer' } },
    resources: [
      {
        type: 'Microsoft.Resources/deployments',
        apiVersion: '2022-09-01',
        name: "[concat('nested', copyIndex())]",
        copy: { name: 'many', count: 2 },
        properties: {
          mode: 'Incremental',
          template: {
            $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
            contentVersion: '1.0.0.0',
            resources: [thing("[concat(parameters('name'), copyIndex())]")],
          },
        },
      },
    ],
  }),
  'ARM: functions of the template': arm({
    functions: [
      {
        namespace: 'lens',
        members: {
          name: {
            parameters: [{ name: 'of', type: 'string' }],
            output: { type: 'string', value: "[concat('lens-', parameters('of'))]" },
          },
        },
      },
    ],
    resources: [thing("[lens.name('a')]", { properties: { b: "[toLower(lens.name('B'))]" } })],
  }),
  'null for a parameter with a default': bicep(
    "module one 'sized.bicep' = { name: 's', params: { size: any(null), none: null } }\n",
    {
      files: {
        'sized.bicep':
          "param size int = 4\nparam none int?\nresource one 'Microsoft.Example/things@2024-01-01' = { name: 'one', properties: { size: size, none: none } }\n",
      },
    },
  ),
  'ARM: leniencies of the reader': {
    files: {
      'main.json': `{
  // a comment
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    { "type": "Microsoft.Example/things", "apiVersion": "2024-01-01", "name": "[concat('a',
        'b')]", "properties": { "x": "[[literal]" } },
  ]
}`,
    },
  },
};
