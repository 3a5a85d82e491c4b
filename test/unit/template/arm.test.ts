import { describe, expect, it } from 'vitest';
import { parseJson } from '../../../server/src/syntax/json/parse.js';
import { armTemplate } from '../../../server/src/template/arm.js';
import type { Expression, ModuleDeclaration, Span, Template } from '../../../server/src/template/model.js';

const schema = '"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#"';
const template = (text: string): Template => armTemplate('main.json', parseJson(text));

/** An expression as text: loops as `[count: body]`, what is invalid as `!reason`. */
function show(node: Expression | undefined): string {
  if (node === undefined) return 'none';
  switch (node.kind) {
    case 'literal':
      return JSON.stringify(node.value);
    case 'object':
      return `{${node.members
        .map((member) => {
          if (member.kind === 'spread') return '...';
          return `${typeof member.name === 'string' ? member.name : `(${show(member.name)})`}: ${show(member.value)}`;
        })
        .join(', ')}}`;
    case 'array':
      return `[${node.items.map(({ value }) => show(value)).join(', ')}]`;
    case 'call':
      return `${node.namespace === undefined ? '' : `${node.namespace}.`}${node.name}(${node.args.map(show).join(', ')})`;
    case 'member':
      return `${show(node.target)}.${node.name}`;
    case 'loop': {
      const { name, over } = node.loop;
      return `[${name ?? ''} ${over.kind === 'count' ? show(over.count) : ''}: ${show(node.body)}]`;
    }
    case 'invalid':
      return `!${node.reason}`;
    case 'parameter':
    case 'variable':
    case 'symbol':
    case 'local':
      return `${node.kind} ${node.name}`;
    default:
      return node.kind;
  }
}

const cut = (text: string, { start, end }: Span): string => text.slice(start, end);

describe('An ARM template', () => {
  it('has the scope of its schema, and that of a resource group without one', () => {
    const scopes = ['subscriptionDeploymentTemplate', 'other'].map(
      (name) => template(`{"$schema": "https://schema.management.azure.com/schemas/2018-05-01/${name}.json#"}`).scope,
    );
    expect(scopes).toEqual(['subscription', 'resourceGroup']);
  });

  it('that is no object is empty', () => {
    for (const text of ['', '[]', '{"resources": 1, "parameters": [], "functions": {}}']) {
      const { parameters, variables, resources, modules, outputs, functions, types } = template(text);
      const sizes = [
        parameters.size,
        variables.size,
        resources.length,
        modules.length,
        outputs.size,
        functions.size,
        types.size,
      ];
      expect(sizes).toEqual([0, 0, 0, 0, 0, 0, 0]);
    }
  });
});

describe('A parameter', () => {
  const text = `{
    "definitions": {
      "secret": {"type": "secureString"},
      "alias": {"$ref": "#/definitions/secret"},
      "kind~x": {"type": "string", "allowedValues": ["a", "b"], "nullable": true},
      "circle": {"$ref": "#/definitions/circle"},
      "pet": {"type": "object", "discriminator": {"propertyName": "Kind", "mapping": {"cat": {}, "dog": {}}}}
    },
    "parameters": {
      "Plain": {"type": "string", "defaultValue": "[concat('a')]"},
      "pw": {"$ref": "#/definitions/alias"},
      "so": {"type": "SecureObject"},
      "round": {"$ref": "#/definitions/circle"},
      "ref": {"$ref": "#/definitions/kind~0x"},
      "sizes": {"type": "array", "allowedValues": ["x", "y"]},
      "obj": {"type": "object", "properties": {"Name": {"type": "int", "allowedValues": [1, 2]}}},
      "bare": {}
    }
  }`;
  const { parameters, types } = template(text);

  it('is found in lower case, and keeps its name and place', () => {
    const plain = parameters.get('plain');
    expect(plain?.name).toBe('Plain');
    expect(plain && cut(text, plain.nameSpan)).toBe('Plain');
    expect(show(plain?.defaultValue())).toBe('concat("a")');
    expect(parameters.get('bare')?.defaultValue()).toBeUndefined();
  });

  it('is secret by its type or by the type it refers to', () => {
    const secure = [...parameters].filter(([, parameter]) => parameter.secure).map(([name]) => name);
    expect(secure).toEqual(['pw', 'so']);
  });

  it('refers to a definition by its name', () => {
    expect(parameters.get('ref')?.type.reference).toBe('kind~x');
    expect(types.get('kind~x')?.shape).toMatchObject({
      base: 'string',
      nullable: true,
      allowed: [{ value: 'a' }, { value: 'b' }],
    });
  });

  it('that is an array has allowed items, not allowed values', () => {
    const type = parameters.get('sizes')?.type;
    expect(type?.allowed).toBeUndefined();
    expect(type?.items?.().allowed).toMatchObject([{ value: 'x' }, { value: 'y' }]);
  });

  it('that is an object has types for its properties', () => {
    expect(parameters.get('obj')?.type.properties?.get('name')?.()).toMatchObject({
      base: 'int',
      allowed: [{ value: 1 }, { value: 2 }],
    });
  });

  it('of several object types has at least the property that tells them apart', () => {
    expect(types.get('pet')?.shape.properties?.get('kind')?.().allowed).toMatchObject([
      { value: 'cat' },
      { value: 'dog' },
    ]);
  });
});

describe('A variable, an output and a function', () => {
  const { variables, outputs, functions } = template(`{
    "functions": [{"namespace": "Contoso", "members": {"Pick": {
      "parameters": [{"name": "a", "type": "int"}], "output": {"type": "int", "value": "[parameters('a')]"}}}}],
    "variables": {
      "V": "1", "v": "[[2]",
      "copy": [{"name": "many", "count": 3, "input": "[copyIndex('many')]"}],
      "o": {"copy": [{"name": "in", "count": 2, "input": {"x": 1}}], "y": null}
    },
    "outputs": {"one": {"type": "string", "value": "x"}, "list": {"type": "array", "copy": {"count": 2, "input": "[copyIndex()]"}}}
  }`);

  it('that stands twice counts as it stands last', () => {
    expect(show(variables.get('v')?.value())).toBe('"[2]"');
  });

  it('may be made by a loop', () => {
    expect([...variables.keys()]).toEqual(['v', 'many', 'o']);
    expect(show(variables.get('many')?.value())).toBe('[many 3: copyIndex("many")]');
    expect(show(variables.get('o')?.value())).toBe('{in: [in 2: {x: 1}], y: null}');
    expect(show(outputs.get('list')?.value())).toBe('[ 2: copyIndex()]');
  });

  it('of the author is found by its namespace and name', () => {
    const pick = functions.get('contoso.pick');
    expect(pick?.parameters).toMatchObject([{ name: 'a', type: { base: 'int' } }]);
    expect(show(pick?.body())).toBe('parameter a');
  });
});

describe('A resource', () => {
  it('has type, version, name, place, and a body in source order', () => {
    const text = `{"resources": [{"type": "Microsoft.Compute/disks", "apiVersion": "2024-03-02", "name": "[parameters('n')]",
      "scope": "s", "condition": false, "copy": {"name": "c", "count": 2}, "dependsOn": ["a", "[variables('b')]"],
      "properties": {"x": ["[copyIndex()]"], "[variables('k')]": 1, "[[k]": 2}}]}`;
    const disk = template(text).resources[0];
    if (disk === undefined) throw new Error('no resource');
    expect(disk).toMatchObject({ type: 'Microsoft.Compute/disks', apiVersion: '2024-03-02', existing: false });
    expect(cut(text, disk.nameSpan)).toBe('Microsoft.Compute/disks');
    expect(cut(text, disk.span)).toBe(text.slice(15, -2));
    expect([show(disk.name()), show(disk.scope?.()), show(disk.condition?.())]).toEqual([
      'parameter n',
      '"s"',
      'false',
    ]);
    expect(disk.loop?.name).toBe('c');
    expect(disk.dependsOn().map(show)).toEqual(['"a"', 'variable b']);
    expect(show(disk.body())).toMatch(/^\{type: "Microsoft.Compute\/disks", apiVersion: .* properties: /);
    expect(show(disk.body())).toContain('properties: {x: [copyIndex()], (variable k): 1, [k]: 2}');
  });

  it('has properties made by loops, but a `copy` that is no array is an ordinary property', () => {
    const { resources } = template(`{"resources": [{"type": "a.b/c", "properties": {
      "copy": [{"name": "disks", "count": "[parameters('n')]", "input": {"lun": "[copyIndex('disks')]"}}],
      "x": {"copy": {"name": "y", "count": 1}}}}]}`);
    expect(show(resources[0]?.body())).toBe(
      '{type: "a.b/c", properties: {disks: [disks parameter n: {lun: copyIndex("disks")}], x: {copy: {name: "y", count: 1}}}}',
    );
  });

  it('has the span of a literal with its quotes, and gives the same expression every time', () => {
    const text = '{"resources": [{"type": "a.b/c", "name": "n"}]}';
    const resource = template(text).resources[0];
    const name = resource?.name();
    expect(name && cut(text, name.span)).toBe('"n"');
    expect(resource?.name()).toBe(name);
    expect(resource?.body().members[0]).toBe(resource?.body().members[0]);
  });

  it('without a name or with a missing value is still there', () => {
    const { resources } = template(
      '{"resources": [{"type": "a.b/c", "properties": }, {"name": "no type"}, 7, {"type": "a.b/d"',
    );
    expect(resources.map(({ type }) => type)).toEqual(['a.b/c', 'a.b/d']);
    expect(show(resources[0]?.name())).toBe('!The resource has no name.');
    expect(show(resources[0]?.body())).toBe('{type: "a.b/c", properties: !The value is missing.}');
  });

  it('may have its version in a variable or a default', () => {
    const { resources } =
      template(`{"variables": {"v": "[parameters('p')]"}, "parameters": {"p": {"defaultValue": "2020-01-01"}},
      "resources": [{"type": "a.b/c", "apiVersion": "[variables('v')]"}, {"type": "a.b/c", "apiVersion": "[concat('x')]"}]}`);
    expect(resources.map(({ apiVersion }) => apiVersion)).toEqual(['2020-01-01', '']);
  });

  it('inside of another is its child, unless its type names a provider', () => {
    const { resources } = template(`{"resources": [{"type": "Microsoft.KeyVault/vaults", "name": "kv", "resources": [
      {"type": "keys", "name": "k", "resources": [{"type": "versions", "name": "1"}]},
      {"type": "providers/locks", "name": "Microsoft.Authorization/l"},
      {"type": "Microsoft.KeyVault/vaults/keys", "name": "kv/k2"}]}]}`);
    expect(resources.map(({ type, parent }) => [type, parent?.declaration.type])).toEqual([
      ['Microsoft.KeyVault/vaults', undefined],
      ['Microsoft.KeyVault/vaults/keys', 'Microsoft.KeyVault/vaults'],
      ['Microsoft.KeyVault/vaults/keys/versions', 'Microsoft.KeyVault/vaults/keys'],
      ['Microsoft.KeyVault/vaults/providers/locks', 'Microsoft.KeyVault/vaults'],
      ['Microsoft.KeyVault/vaults/keys', undefined],
    ]);
  });

  it('may have a symbolic name, be existing, or belong to an extension', () => {
    const { resources, symbolicNames } = template(`{"languageVersion": "2.0", "resources": {
      "kv": {"existing": true, "type": "Microsoft.KeyVault/vaults", "apiVersion": "2023-07-01", "name": "kv"},
      "svc": {"import": "k8s", "type": "core/Service@v1", "properties": {}},
      "old": {"existing": true, "type": "Microsoft.Resources/deployments", "apiVersion": "2022-09-01", "name": "d"}}}`);
    expect(symbolicNames).toBe(true);
    expect(
      resources.map(({ symbol, existing, extension, type, apiVersion }) => [
        symbol,
        existing,
        extension,
        type,
        apiVersion,
      ]),
    ).toEqual([
      ['kv', true, undefined, 'Microsoft.KeyVault/vaults', '2023-07-01'],
      ['svc', false, 'k8s', 'core/Service', 'v1'],
      ['old', true, undefined, 'Microsoft.Resources/deployments', '2022-09-01'],
    ]);
  });
});

describe('A nested deployment', () => {
  const deployment = (properties: string, more = ''): ModuleDeclaration => {
    const text = `{${schema}, "variables": {"v": "outer"}, "resources": [
      {"type": "Microsoft.Resources/Deployments", "name": "d", ${more} "properties": {${properties}}}]}`;
    const found = template(text).modules[0];
    if (found === undefined) throw new Error('no module');
    return found;
  };
  const nested = (module: ModuleDeclaration): Template => {
    if (module.source.kind !== 'inline') throw new Error('not inline');
    return module.source.template();
  };

  it('is evaluated outside unless it says inner', () => {
    const evaluations = ['"template": {}', '"expressionEvaluationOptions": {"scope": "Inner"}, "template": {}'].map(
      (properties) => {
        const { source } = deployment(properties);
        return source.kind === 'inline' && source.evaluation;
      },
    );
    expect(evaluations).toEqual(['outer', 'inner']);
  });

  it('that is evaluated outside takes versions from the variables outside', () => {
    const inside = `"template": {"variables": {"v": "inner"}, "resources": [{"type": "a.b/c", "apiVersion": "[variables('v')]"}]}`;
    expect(nested(deployment(inside)).resources[0]?.apiVersion).toBe('outer');
    const inner = `"expressionEvaluationOptions": {"scope": "inner"}, ${inside}`;
    expect(nested(deployment(inner)).resources[0]?.apiVersion).toBe('inner');
  });

  it.each([
    ['', '', 'resourceGroup'],
    ['"subscriptionId": "x",', schema, 'subscription'],
    ['"subscriptionId": "x", "resourceGroup": "y",', schema, 'resourceGroup'],
    ['"scope": "/",', schema, 'tenant'],
    [`"scope": "[concat('Microsoft.Management/managementGroups/', 'x')]",`, '', 'managementGroup'],
    ['', schema.replace('deploymentTemplate', 'tenantDeploymentTemplate'), 'tenant'],
  ])('with %j and schema %j goes to a %s', (more, nestedSchema, scope) => {
    expect(nested(deployment(`"template": {${nestedSchema}}`, more)).scope).toBe(scope);
  });

  it.each([
    ['"templateLink": {"relativePath": "a/b.json"}', { kind: 'path', path: 'a/b.json' }],
    [`"templateLink": {"relativePath": "[parameters('p')]"}`, { kind: 'remote', reference: "[parameters('p')]" }],
    ['"templateLink": {"uri": "https://x"}', { kind: 'remote', reference: 'https://x' }],
    ['"templateLink": {"id": "/subscriptions/x"}', { kind: 'remote', reference: '/subscriptions/x' }],
    [`"template": "[variables('t')]"`, { kind: 'computed' }],
    ['', { kind: 'remote', reference: '' }],
  ])('with %s has its template elsewhere', (properties, source) => {
    expect(deployment(properties).source).toMatchObject(source);
  });

  it('gets its parameters as values, loops, secrets and computed objects', () => {
    const parameters = deployment(`"parameters": {
      "Value": {"value": "[parameters('x')]"},
      "loop": {"copy": [{"name": "value", "count": 2, "input": "[copyIndex('value')]"}]},
      "secret": {"reference": {"keyVault": {"id": "x"}, "secretName": "y"}},
      "computed": "[if(variables('c'), createObject('value', 1), createObject('value', 2))]",
      "wrong": "text", "empty": {}}`).parameters();
    expect([...parameters].map(([name, { value }]) => [name, show(value)])).toEqual([
      ['value', 'parameter x'],
      ['loop', '[value 2: copyIndex("value")]'],
      ['secret', '!The value is a secret in a key vault.'],
      ['computed', 'if(variable c, createObject("value", 1), createObject("value", 2)).value'],
      ['wrong', '!A parameter is an object with a value.'],
      ['empty', '!The parameter has no value.'],
    ]);
  });

  it('may get all parameters from one expression or a link', () => {
    expect(show(deployment(`"parameters": "[variables('all')]"`).computedParameters?.())).toBe('variable all');
    expect(show(deployment(`"parametersLink": {"uri": "x"}`).computedParameters?.())).toBe(
      '!The parameters are read from a link.',
    );
    expect(deployment(`"parameters": {}`).computedParameters).toBeUndefined();
  });

  it('inside of a resource is a module too', () => {
    const { modules } = template(
      '{"resources": [{"type": "a.b/c", "resources": [{"type": "Microsoft.Resources/deployments", "name": "d"}]}]}',
    );
    expect(modules.map((module) => show(module.name()))).toEqual(['"d"']);
  });
});
