import { describe, expect, it } from 'vitest';
import { parseBicep } from '../../../server/src/syntax/bicep/parse.js';
import { bicepTemplate } from '../../../server/src/template/bicep.js';
import type { Loop, ModuleDeclaration, ResourceDeclaration, Template } from '../../../server/src/template/model.js';
import { expressionText } from './expression-text.js';

function template(text: string): Template {
  return bicepTemplate('main.bicep', parseBicep(text));
}

function resource(text: string, symbol: string): ResourceDeclaration {
  const found = template(text).resources.find((one) => one.symbol === symbol);
  if (found === undefined) throw new Error(`no resource ${symbol}`);
  return found;
}

function firstModule(text: string): ModuleDeclaration {
  const [found] = template(text).modules;
  if (found === undefined) throw new Error('no module');
  return found;
}

function loopText(loop: Loop | undefined): string | undefined {
  if (loop === undefined) return undefined;
  const items = expressionText(loop.over.kind === 'items' ? loop.over.items : loop.over.count);
  return `${loop.name ?? '-'} (${loop.itemName ?? '-'}, ${loop.indexName ?? '-'}) in ${items}`;
}

describe('a Bicep resource', () => {
  const text = `param on bool
resource disk 'Microsoft.Compute/disks@2024-03-02' = if (on) {
  name: 'd'
  scope: resourceGroup()
  properties: {
    diskSizeGB: 8
  }
  dependsOn: [other]
}
resource other 'Microsoft.Compute/disks@2023-10-02' existing = {
  name: 'o'
}`;

  it('has its type, version, name, scope, condition and dependencies', () => {
    const disk = resource(text, 'disk');
    expect([disk.type, disk.apiVersion, disk.existing]).toEqual(['Microsoft.Compute/disks', '2024-03-02', false]);
    expect(expressionText(disk.name())).toBe("'d'");
    expect(disk.scope && expressionText(disk.scope())).toBe('resourceGroup()');
    expect(disk.condition && expressionText(disk.condition())).toBe("parameters('on')");
    expect(disk.dependsOn().map(expressionText)).toEqual(['symbol(other)']);
    expect(disk.parent).toBeUndefined();
    expect(disk.loop).toBeUndefined();
  });

  it('has the whole object as its body', () => {
    expect(expressionText(resource(text, 'disk').body())).toBe(
      "{name: 'd', scope: resourceGroup(), properties: {diskSizeGB: 8}, dependsOn: [symbol(other)]}",
    );
  });

  it('knows where its symbolic name, declaration and object stand', () => {
    const disk = resource(text, 'disk');
    const source = ({ start, end }: { start: number; end: number }): string => text.slice(start, end);
    expect(source(disk.nameSpan)).toBe('disk');
    expect(source(disk.span)).toMatch(/^resource disk [^]*\}$/);
    expect(source(disk.bodySpan)).toMatch(/^\{\n {2}name: 'd'[^]*\}$/);
  });

  it('may exist already', () => {
    expect(resource(text, 'other').existing).toBe(true);
  });

  it('has a loop named after its symbol, with the condition inside', () => {
    const looped = resource(
      "param n array\nresource d 'Microsoft.Compute/disks@2024-03-02' = [for (x, i) in n: if (x.on) { name: 'd${i}' }]",
      'd',
    );
    expect(loopText(looped.loop)).toBe("d (x, i) in parameters('n')");
    expect(looped.condition && expressionText(looped.condition())).toBe('local(x).on');
    expect(looped.loop?.condition && expressionText(looped.loop.condition)).toBe('local(x).on');
    expect(expressionText(looped.name())).toBe("format('d{0}', local(i))");
  });

  it('names the loop of a property by the property', () => {
    const machine = resource(
      "param n array\nresource v 'Microsoft.Compute/virtualMachines@2024-07-01' = { name: 'v', properties: { dataDisks: [for x in n: { lun: x }] } }",
      'v',
    );
    expect(expressionText(machine.body())).toBe(
      "{name: 'v', properties: {dataDisks: loop dataDisks (x) in parameters('n'): {lun: local(x)}}}",
    );
  });

  it('without a type is left out', () => {
    const { resources } = template("resource half \nresource d 'Microsoft.Compute/disks@2024-03-02' = { name: 'd' }");
    expect(resources.map((one) => one.symbol)).toEqual(['d']);
  });

  it('without a name or a body has invalid ones', () => {
    const disk = resource("resource d 'Microsoft.Compute/disks@2024-03-02' =", 'd');
    expect(expressionText(disk.name())).toBe('invalid(the name is missing)');
    expect(disk.body().members).toEqual([]);
  });
});

describe('a child of a Bicep resource', () => {
  const nested = `param on bool
param also bool
resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = if (on) {
  name: 'v'
  resource key 'keys' = {
    name: 'k'
    resource version 'versions@2022-07-01' = if (also) { name: '1', properties: { of: key.id } }
  }
  resource secret 'secrets' = { name: 's', properties: { value: key.properties.keyUri } }
}
output id string = vault::key::version.id`;

  it('that is nested has the joined type, and the version around it unless it has its own', () => {
    const types = template(nested).resources.map((one) => [one.symbol, one.type, one.apiVersion]);
    expect(types).toEqual([
      ['vault', 'Microsoft.KeyVault/vaults', '2023-07-01'],
      ['vault::key', 'Microsoft.KeyVault/vaults/keys', '2023-07-01'],
      ['vault::key::version', 'Microsoft.KeyVault/vaults/keys/versions', '2022-07-01'],
      ['vault::secret', 'Microsoft.KeyVault/vaults/secrets', '2023-07-01'],
    ]);
  });

  it('that is nested exists only where the one around it does', () => {
    const conditions = template(nested).resources.map((one) => one.condition && expressionText(one.condition()));
    expect(conditions).toEqual([
      "parameters('on')",
      "parameters('on')",
      "and(parameters('on'), parameters('also'))",
      "parameters('on')",
    ]);
  });

  it('that is nested sees the names around it, and is no member of the body', () => {
    expect(expressionText(resource(nested, 'vault').body())).toBe("{name: 'v'}");
    expect(expressionText(resource(nested, 'vault::key::version').body())).toContain('symbol(vault::key).id');
    expect(expressionText(resource(nested, 'vault::secret').body())).toContain('symbol(vault::key).properties.keyUri');
    expect(resource(nested, 'vault::key::version').parent?.declaration.symbol).toBe('vault::key');
  });

  it('that is nested is named from outside by ::', () => {
    const output = template(nested).outputs.get('id');
    expect(output && expressionText(output.value())).toBe('symbol(vault::key::version).id');
  });

  it('is not seen outside by its name alone', () => {
    const output = template(nested.replace('vault::key::version.id', 'key.id')).outputs.get('id');
    expect(output && expressionText(output.value())).toBe("invalid(the name 'key' is not declared).id");
  });

  it('may name its parent, declared before or after it', () => {
    const text = `resource key 'Microsoft.KeyVault/vaults/keys@2023-07-01' = { parent: vault, name: 'k' }
resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = { name: 'v' }`;
    expect(resource(text, 'key').parent?.declaration.symbol).toBe('vault');
    expect(resource(text, 'key').parent?.expression).toBeUndefined();
    expect(template(text).resources.map((one) => one.symbol)).toEqual(['key', 'vault']);
  });

  it('may name a nested resource or one of a loop as its parent', () => {
    const text = `param n array
resource vaults 'Microsoft.KeyVault/vaults@2023-07-01' = [for x in n: { name: x }]
resource keys 'Microsoft.KeyVault/vaults/keys@2023-07-01' = [for (x, i) in n: { parent: vaults[i], name: 'k' }]
${nested}
resource deep 'Microsoft.KeyVault/vaults/keys/versions@2023-07-01' = { parent: vault::key, name: '2' }`;
    const { parent } = resource(text, 'keys');
    expect(parent?.declaration.symbol).toBe('vaults');
    expect(parent?.expression && expressionText(parent.expression)).toBe('symbol(vaults)[local(i)]');
    expect(resource(text, 'deep').parent?.declaration.symbol).toBe('vault::key');
  });

  it('of itself is no child', () => {
    const text = `resource a 'X.Y/z@1' = { parent: b, name: 'a' }\nresource b 'X.Y/z@1' = { parent: a, name: 'b' }`;
    const parents = template(text).resources.map((one) => one.parent?.declaration.symbol);
    expect(parents).toEqual(['b', undefined]);
  });

  it('may stand in a long chain of parents', () => {
    const chain = Array.from(
      { length: 20_000 },
      (_, i) => `resource r${i} 'X.Y/z@1' = { name: 'r', parent: r${i + 1} }`,
    );
    expect(template(chain.join('\n')).resources).toHaveLength(20_000);
  });
});

describe('a Bicep module', () => {
  const text = `param on bool
param n array
resource rg 'Microsoft.Resources/resourceGroups@2022-09-01' existing = { scope: subscription(), name: 'rg' }
module m './modules/disk.bicep' = [for (x, i) in n: if (on) {
  name: 'deploy-\${i}'
  scope: rg
  params: {
    Name: x
    disks: [for y in x.disks: y]
    nested: { list: [for y in x.disks: y] }
  }
  dependsOn: [rg]
}]`;

  it('has its path, name, scope, condition, loop and dependencies', () => {
    const disk = firstModule(text);
    expect(disk.symbol).toBe('m');
    expect(disk.source).toMatchObject({ kind: 'path', path: './modules/disk.bicep' });
    const name = disk.name();
    expect(name && expressionText(name)).toBe("format('deploy-{0}', local(i))");
    expect(disk.scope && expressionText(disk.scope())).toBe('symbol(rg)');
    expect(disk.condition && expressionText(disk.condition())).toBe("parameters('on')");
    expect(loopText(disk.loop)).toBe("m (x, i) in parameters('n')");
    expect(disk.dependsOn().map(expressionText)).toEqual(['symbol(rg)']);
  });

  it('has its parameters by name in lower case; a loop that is one is named value, as in the compiled template', () => {
    const passed = [...firstModule(text).parameters()].map(([key, { name, value }]) => [
      key,
      name,
      expressionText(value),
    ]);
    expect(passed).toEqual([
      ['name', 'Name', 'local(x)'],
      ['disks', 'disks', 'loop value (y) in local(x).disks: local(y)'],
      ['nested', 'nested', '{list: loop list (y) in local(x).disks: local(y)}'],
    ]);
  });

  it('may have no name', () => {
    expect(firstModule("module m 'm.bicep' = {}").name()).toBeUndefined();
  });

  it.each([
    'br:example.azurecr.io/disk:v1',
    'br/public:avm/res/compute/disk:0.1.0',
    'ts:sub/rg/spec:v1',
    'ts/specs:s:v1',
  ])('may come from elsewhere: %s', (reference) => {
    expect(firstModule(`module m '${reference}' = {}`).source).toMatchObject({ kind: 'remote', reference });
  });

  it('without a path is left out', () => {
    expect(template('module m').modules).toEqual([]);
  });
});

describe('a Bicep file', () => {
  it('has its target scope, which is a resource group where it says nothing', () => {
    expect(template("targetScope = 'subscription'").scope).toBe('subscription');
    expect(template('').scope).toBe('resourceGroup');
    expect(template("targetScope = 'nonsense'").scope).toBe('resourceGroup');
  });

  it('has variables and outputs, loops among them', () => {
    const { variables, outputs } = template(
      'param n array\nvar Names = [for x in n: x.name]\noutput All array = [for x in n: x.id]',
    );
    const variable = variables.get('names');
    expect(variable && expressionText(variable.value())).toBe("loop Names (x) in parameters('n'): local(x).name");
    const output = outputs.get('all');
    expect(output && expressionText(output.value())).toBe("loop - (x) in parameters('n'): local(x).id");
  });

  it('has functions, whose parameters are parameters', () => {
    const found = template("func nameOf(prefix string, n int) string => '${prefix}-${n}'").functions.get('nameof');
    expect(found?.parameters.map(({ name, type }) => [name, type.base])).toEqual([
      ['prefix', 'string'],
      ['n', 'int'],
    ]);
    expect(found && expressionText(found.body())).toBe("format('{0}-{1}', parameters('prefix'), parameters('n'))");
  });

  it('has imports of names and of whole files', () => {
    const { imports } = template("import {a, b as c} from 'x.bicep'\nimport * as lib from 'y.bicep'\nimport {d} from");
    expect(imports).toMatchObject([
      {
        path: 'x.bicep',
        names: [
          { name: 'a', as: 'a' },
          { name: 'b', as: 'c' },
        ],
      },
      { path: 'y.bicep', names: [], wildcard: 'lib' },
    ]);
  });

  it('gives the rest where a part is half typed, whatever it is cut off at', () => {
    const whole = `param a string = 'x'
var v = '\${a}'
resource disk 'Microsoft.Compute/disks@2024-03-02' = [for x in [1]: if (x == 1) { name: v, properties: any({ b: x }) }]
module m 'm.bicep' = { params: { p: disk[0].id } }`;
    for (let end = 0; end <= whole.length; end++) {
      const cut = template(whole.slice(0, end));
      for (const one of cut.variables.values()) expressionText(one.value());
      for (const one of cut.resources) [one.name(), one.body(), ...one.dependsOn()].forEach(expressionText);
      for (const one of cut.modules) expressionText(one.body());
      if (end > whole.indexOf('var v')) expect(cut.parameters.has('a')).toBe(true);
    }
  });

  it('may use the names that every JavaScript object has', () => {
    const { variables } = template('var a = { __proto__: 1 }\nvar b = constructor\nvar toString = 1');
    expect([...variables.values()].map((one) => expressionText(one.value()))).toEqual([
      '{__proto__: 1}',
      "invalid(the name 'constructor' is not declared)",
      '1',
    ]);
  });
});
