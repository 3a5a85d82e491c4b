/** Nested deployments whose template is not written in them, or is written in Bicep: see `pair-cases.ts`. */
import type { Pair } from './pair-cases.js';

const $schema = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';
const head = { $schema, contentVersion: '1.0.0.0' };

const thing = (name: string, properties: object = {}): object => {
  return { type: 'Microsoft.Example/things', apiVersion: '2024-01-01', name, properties };
};

const deployment = (properties: object, more: object = {}): object => {
  return {
    type: 'Microsoft.Resources/deployments',
    apiVersion: '2022-09-01',
    name: 'nested',
    ...more,
    properties: { mode: 'Incremental', ...properties },
  };
};

/** As it stands in a file, or in a text. */
const template = {
  ...head,
  parameters: { name: { type: 'string', defaultValue: 'default' } },
  variables: { v: "[concat(parameters('name'), '-v')]" },
  resources: [thing("[parameters('name')]", { v: "[variables('v')]", literal: '[[literal]', plain: 'x' })],
  outputs: { id: { type: 'string', value: "[resourceId('Microsoft.Example/things', parameters('name'))]" } },
};

/** As it stands in a variable, where each expression of its own is escaped. */
const escaped: object = JSON.parse(JSON.stringify(template).replaceAll('"[', '"[[')) as object;

function arm(main: object): Pair {
  return { files: { 'main.json': JSON.stringify({ ...head, ...main }) } };
}

function bicep(text: string): Pair {
  return { files: { 'main.bicep': text, 'nested.json': JSON.stringify(template, null, 2) } };
}

/** A deployment that a Bicep file starts as a resource. */
function started(of: string, declarations = '', more = ''): Pair {
  return bicep(`${declarations}
#disable-next-line no-deployments-resources
resource nested 'Microsoft.Resources/deployments@2022-09-01' = {
  name: 'nested'
${more}  properties: {
    mode: 'Incremental'
${of}
  }
}
`);
}

const given = "    parameters: { name: { value: 'given' } }";

const object = `{
  '$schema': '${$schema}'
  contentVersion: '1.0.0.0'
  parameters: { name: { type: 'string', defaultValue: 'default' } }
  variables: { v: 'inner' }
  resources: [
    {
      type: 'Microsoft.Example/things'
      apiVersion: version
      name: '\${prefix}-thing'
      properties: { own: '[parameters(\\'name\\')]', variable: '[variables(\\'v\\')]', literal: '[[literal]', outer: prefix }
    }
  ]
}`;

export const nestedPairs: Readonly<Record<string, Pair>> = {
  'ARM: a nested template in a variable': arm({
    variables: { t: escaped },
    resources: [deployment({ template: "[variables('t')]", parameters: { name: { value: 'given' } } })],
  }),
  'ARM: a nested template in a variable of a variable, not all of it escaped': arm({
    parameters: { suffix: { type: 'string', defaultValue: 'x' } },
    variables: {
      name: "[concat('outer-', parameters('suffix'))]",
      t: {
        ...head,
        variables: { name: 'inner' },
        resources: [thing("[variables('name')]", { own: "[[variables('name')]" })],
      },
      u: "[variables('t')]",
    },
    resources: [deployment({ template: "[variables('u')]" })],
  }),
  'ARM: a nested template in a default': arm({
    parameters: { t: { type: 'object', defaultValue: escaped } },
    resources: [deployment({ template: "[parameters('t')]" })],
  }),
  'ARM: a nested template in a text': arm({
    variables: { text: JSON.stringify(template) },
    resources: [deployment({ template: "[json(variables('text'))]", parameters: { name: { value: 'given' } } })],
  }),
  'ARM: a nested template of outer scope has names of its own behind two brackets': arm({
    parameters: { name: { type: 'string', defaultValue: 'outer' } },
    variables: { v: 'outer-v' },
    resources: [
      deployment({
        parameters: { name: { value: 'given' } },
        template: {
          ...head,
          parameters: { name: { type: 'string', defaultValue: 'default' } },
          variables: { v: 'inner-v', outer: "[variables('v')]", own: "[[variables('v')]" },
          resources: [
            thing("[parameters('name')]", {
              parameter: "[[parameters('name')]",
              inner: "[[variables('v')]",
              outer: "[variables('v')]",
              through: "[[variables('outer')]",
              twice: "[[variables('own')]",
              literal: '[[[literal]',
            }),
          ],
        },
      }),
    ],
  }),
  'ARM: loops of a nested template of outer scope': arm({
    resources: [
      deployment(
        {
          template: {
            ...head,
            resources: [
              {
                ...thing("[[concat('own', copyIndex(), copyIndex('own'))]", {
                  outer: '[copyIndex()]',
                  copy: [{ name: 'parts', count: 2, input: { at: "[copyIndex('parts')]" } }],
                }),
                copy: { name: 'own', count: 2 },
              },
            ],
          },
        },
        { name: "[concat('nested', copyIndex())]", copy: { name: 'many', count: 2 } },
      ),
    ],
  }),
  'ARM: a nested template of outer scope in one of outer scope': arm({
    variables: { v: 'root' },
    resources: [
      deployment({
        template: {
          ...head,
          variables: { v: 'middle' },
          resources: [
            deployment(
              {
                template: {
                  ...head,
                  variables: { v: 'innermost' },
                  resources: [
                    thing('t', { a: "[variables('v')]", b: "[[variables('v')]", c: "[[[variables('v')]", d: '[[[[d]' }),
                  ],
                },
              },
              { name: 'second' },
            ),
          ],
        },
      }),
    ],
  }),
  'ARM: a nested template of outer scope with something unknown is not looked into': arm({
    resources: [
      thing('base'),
      deployment({
        template: {
          ...head,
          resources: [thing('t', { a: "[reference('base').x]" })],
          outputs: { known: { type: 'string', value: 'known' } },
        },
      }),
      thing('other', { output: "[reference('nested').outputs.known.value]" }),
    ],
  }),
  'ARM: a nested template of outer scope whose arguments are unknown': arm({
    resources: [
      thing('base'),
      deployment({
        parameters: { p: { value: "[reference('base').x]" } },
        template: {
          ...head,
          parameters: { p: { type: 'string' } },
          resources: [thing('t', { a: "[[parameters('p')]" })],
        },
      }),
    ],
  }),
  'a deployment as a resource, its template loaded': started(`    template: loadJsonContent('nested.json')\n${given}`),
  'a deployment as a resource, its template loaded as a text': started(
    "    template: json(loadTextContent('nested.json'))",
  ),
  'a deployment as a resource, its template in a variable': started(
    `    template: loaded\n${given}`,
    "var loaded = loadJsonContent('nested.json')",
  ),
  'a deployment as a resource, its template in a default': started(
    `    template: loaded\n${given}`,
    "param loaded object = loadJsonContent('nested.json')",
  ),
  'a deployment as a resource, its template an object': started(
    `    template: ${object}\n${given}`,
    "param prefix string = 'outer'\nvar version = '2024-01-01'",
  ),
  'a deployment as a resource, its template an object in a variable': started(
    '    template: written',
    `param prefix string = 'outer'\nvar version = '2024-01-01'\nvar written = ${object}`,
  ),
  'a deployment as a resource, its template an object of inner scope':
    started(`    expressionEvaluationOptions: { scope: 'inner' }
    template: {
      '$schema': '${$schema}'
      contentVersion: '1.0.0.0'
      resources: [
        { type: 'Microsoft.Example/things', apiVersion: '2024-01-01', name: 't', properties: { a: '[literal]', b: '[[literal]' } }
      ]
    }`),
  'deployments as resources, in loops and under conditions': bicep(`param names array = ['a', 'b']
#disable-next-line no-deployments-resources
resource many 'Microsoft.Resources/deployments@2022-09-01' = [for (name, i) in names: if (i < 3) {
  name: 'many-\${name}'
  properties: { mode: 'Incremental', template: loadJsonContent('nested.json'), parameters: { name: { value: '\${name}\${i}' } } }
}]
#disable-next-line no-deployments-resources
resource none 'Microsoft.Resources/deployments@2022-09-01' = if (empty(names)) {
  name: 'none'
  properties: { mode: 'Incremental', template: loadJsonContent('nested.json') }
}
resource shown 'Microsoft.Example/things@2024-01-01' = {
  name: 'shown'
  properties: { id: many[0].id, name: many[1].name }
}
`),
  'a deployment as a resource that goes to another group': bicep(`#disable-next-line no-deployments-resources
resource nested 'Microsoft.Resources/deployments@2022-09-01' = {
  name: 'nested'
  resourceGroup: 'other'
  properties: { mode: 'Incremental', template: loadJsonContent('nested.json') }
}
`),
};
