/** What Azure's engine computes before a deployment of values that are known in part, and what it waits for: see `pair-cases.ts`. */
import type { Pair } from './pair-cases.js';

const $schema = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';
const head = { $schema, contentVersion: '1.0.0.0' };

const part = "parameters('part')";
const list = "parameters('list')";
const unknown = "parameters('unknown')";

/** Each expression as a property of a resource. */
function expressions(all: readonly string[]): Pair {
  const properties = Object.fromEntries(all.map((one, index) => [`p${String(index)}`, `[${one}]`]));
  return {
    files: {
      'main.json': JSON.stringify({
        ...head,
        parameters: {
          unknown: { type: 'string', defaultValue: '[newGuid()]' },
          part: { type: 'object', defaultValue: { a: 1, b: `[${unknown}]`, c: { d: 2, e: `[${unknown}]` } } },
          list: { type: 'array', defaultValue: [1, `[${unknown}]`, 3] },
        },
        resources: [
          {
            type: 'Microsoft.Example/bases',
            apiVersion: '2024-01-01',
            name: 'base',
            properties: {
              q: 1,
              nothing: null,
              object: { y: 2, n: null },
              list: [1, 2],
              objects: [{ a: 1, n: null }],
              open: `[${unknown}]`,
            },
          },
          { type: 'Microsoft.Example/things', apiVersion: '2024-01-01', name: 'shown', properties },
        ],
      }),
    },
  };
}

/** A nested deployment that gets a list and a text that are not known, and what else it has. */
function nested(template: object): Pair {
  return {
    files: {
      'main.json': JSON.stringify({
        ...head,
        resources: [
          { type: 'Microsoft.Example/bases', apiVersion: '2024-01-01', name: 'base', properties: {} },
          {
            type: 'Microsoft.Resources/deployments',
            apiVersion: '2022-09-01',
            name: 'nested',
            properties: {
              mode: 'Incremental',
              expressionEvaluationOptions: { scope: 'inner' },
              parameters: { list: { value: "[reference('base').list]" } },
              template: { ...head, parameters: { list: { type: 'array' } }, ...template },
            },
          },
          {
            type: 'Microsoft.Example/things',
            apiVersion: '2024-01-01',
            name: 'shown',
            properties: { output: "[reference('nested').outputs.known.value]" },
          },
        ],
      }),
    },
  };
}

const outputs = { known: { type: 'string', value: 'known' } };
const thing = (name: string, more: object = {}): object => {
  return { type: 'Microsoft.Example/things', apiVersion: '2024-01-01', name, properties: {}, ...more };
};
const count = "[length(parameters('list'))]";

export const enginePairs: Readonly<Record<string, Pair>> = {
  'ARM: parts of what is known in part': expressions([
    part,
    `${part}.a`,
    `${part}.c`,
    `${list}[0]`,
    `length(${list})`,
    `length(${part})`,
    `empty(${part})`,
    `contains(${part}, 'a')`,
    `contains(${list}, 1)`,
    `last(${list})`,
    `take(${list}, 1)`,
    `concat(${list}, createArray(4))`,
    `union(${part}, createObject('z', ${unknown}))`,
    `shallowMerge(createArray(${part}, createObject('z', 1)))`,
    `items(${part})`,
    `objectKeys(${part})`,
    `tryGet(${part}, 'nothing')`,
    `flatten(createArray(${list}, ${list}))`,
    `map(${list}, lambda('x', 1))`,
    `map(createArray(1, 2), lambda('x', format('{0}-{1}', lambdaVariables('x'), ${unknown})))`,
    `reduce(createArray(${unknown}), createObject(), lambda('c', 'n', union(lambdaVariables('c'), createObject('k', lambdaVariables('n')))))`,
    `length(createArray(${unknown}, 1))`,
    `createObject(${unknown}, 1)`,
  ]),
  'ARM: what waits for all of its arguments': expressions([
    `empty(${unknown})`,
    `empty(format('begins-{0}', ${unknown}))`,
    `not(equals(${unknown}, 'x'))`,
    `equals(resourceId('Microsoft.Example/things', ${unknown}), null())`,
    `split(resourceId('Microsoft.Example/things', ${unknown}), '/')[2]`,
    `startsWith(concat('a', ${unknown}), 'a')`,
    `contains(createArray(1, 2), ${unknown})`,
    `tryGet(${part}, ${unknown})`,
    `string(${part})`,
    `intersection(${list}, createArray(1))`,
    `union(createArray(1), createArray(${unknown}))`,
    `distinct(${list})`,
    `join(${list}, ',')`,
    `filter(${list}, lambda('x', equals(lambdaVariables('x'), 1)))`,
    `reduce(createArray(${unknown}), createObject(), lambda('c', 'n', union(lambdaVariables('c'), createObject(lambdaVariables('n'), 1))))`,
    `concat(${list}, array(${unknown}))`,
  ]),
  'ARM: conditions of which only a part is known': expressions([
    `if(equals(${unknown}, 'x'), 1, 1)`,
    `if(equals(${unknown}, 'x'), ${part}, ${part}).a`,
    `createObject('a', if(equals(${unknown}, 'x'), 1, 2), 'b', 1)`,
    `and(false(), equals(${unknown}, 'x'))`,
    `and(equals(${unknown}, 'x'), false())`,
    `or(true(), equals(${unknown}, 'x'))`,
    `or(equals(${unknown}, 'x'), true())`,
    `coalesce(1, ${unknown})`,
    `coalesce(null(), ${unknown}, 1)`,
    `coalesce(${part}, 1)`,
    `if(true(), 1, ${unknown})`,
  ]),
  'ARM: what a template says of a resource that is referred to': expressions([
    "reference('base').q",
    "reference('base').object",
    "reference('base').object.n",
    "reference('base').nothing",
    "reference('base').missing",
    "reference('base').list",
    "reference('base').list[1]",
    "reference('base').objects[0].a",
    "reference('base').objects[0].n",
    "reference('base').open",
    "length(reference('base').list)",
    "contains(reference('base').objects, createObject('name', 'x'))",
    "tryGet(reference('base'), 'object', 'y')",
    "tryGet(reference('base'), 'missing')",
    "reference(resourceId('Microsoft.Example/bases', 'base'), '2024-01-01').q",
    "reference(resourceId('Microsoft.Example/bases', 'base'), '2023-01-01').q",
    "reference('base', '2023-01-01').list",
  ]),
  'ARM: a nested deployment of which a loop is not known': nested({
    resources: [thing('one'), thing("[concat('many', copyIndex())]", { copy: { name: 'many', count } })],
    outputs,
  }),
  'ARM: a nested deployment of which a loop that does not run is not known': nested({
    resources: [thing("[concat('many', copyIndex())]", { condition: false, copy: { name: 'many', count } })],
    outputs,
  }),
  'ARM: a nested deployment of which a loop of a property is not known': nested({
    resources: [thing('one', { properties: { copy: [{ name: 'parts', count, input: "[copyIndex('parts')]" }] } })],
    outputs,
  }),
  'ARM: a nested deployment that names no group': {
    files: {
      'main.json': JSON.stringify({
        ...head,
        resources: [
          {
            type: 'Microsoft.Resources/deployments',
            apiVersion: '2022-09-01',
            name: 'nested',
            resourceGroup: "[concat('', '')]",
            properties: {
              mode: 'Incremental',
              expressionEvaluationOptions: { scope: 'inner' },
              template: { ...head, resources: [thing('one')] },
            },
          },
        ],
      }),
    },
  },
  'ranges of addresses without a prefix': {
    files: {
      'main.bicep': `resource shown 'Microsoft.Example/things@2024-01-01' = {
  name: 'shown'
  properties: {
    a: cidrSubnet('192.168.1.0', 26, 1)
    b: parseCidr('10.1.2.3')
    c: parseCidr('172.16.5.4')
    d: parseCidr('fd00::1')
    e: parseCidr('224.0.0.1').cidr
    f: cidrHost('192.168.1.0', 0)
  }
}
`,
    },
  },
  'two deployments of one name, one of them left out': {
    files: {
      'main.bicep': `param on bool = false
module first 'module.bicep' = if (on) { name: 'same', params: { name: 'a' } }
module second 'module.bicep' = { name: 'same', params: { name: 'b' } }
resource shown 'Microsoft.Example/things@2024-01-01' = {
  name: 'shown'
  properties: { id: first!.outputs.id, other: second.outputs.id }
}
`,
      'module.bicep': `param name string
resource thing 'Microsoft.Example/things@2024-01-01' = { name: name }
output id string = thing.id
`,
    },
  },
  'what is referred to by an id that is not known': {
    files: {
      'main.bicep': `param suffix string = newGuid()
resource base 'Microsoft.Example/bases@2024-01-01' = { name: 'base-\${suffix}', properties: { list: [1] } }
module made 'module.bicep' = { name: 'made-\${suffix}' }
resource shown 'Microsoft.Example/things@2024-01-01' = {
  name: 'shown'
  properties: { list: base.properties.list, output: made.outputs.known }
}
`,
      'module.bicep': "output known string = 'known'\n",
    },
  },
  'a name looked up by an id': {
    files: {
      'main.bicep': `var names = { Reader: 'r' }
resource shown 'Microsoft.Example/things@2024-01-01' = {
  name: 'shown'
  properties: { a: names[?subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'x')] ?? 'none' }
}
`,
    },
  },
};
