import { describe, expect, it } from 'vitest';
import { PropertyOf, WrittenAt } from '../../../server/src/edits/change.js';
import { bicep, lines } from './written.js';

const machine = lines`
  param location string = 'westeurope'
  var profile = {
    osDisk: { createOption: 'FromImage' }
  }

  @description('The set.')
  resource des 'Microsoft.Compute/diskEncryptionSets@2024-03-02' = {
    name: 'des'
    location: location
  }

  resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = if (location != '') {
    name: 'kv'
    location: location

    resource key 'keys' = {
      name: 'key'
    }

    resource other 'keys' = {
      name: 'other'
    }
  }

  resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = [for i in range(0, 2): {
    name: 'vm${'$'}{i}'
    location: location
    properties: {
      storageProfile: profile
    }
  }]

  module roles 'roles.bicep' = {
    name: 'roles'
    params: {
      x: des.id
    }
  }
`;

describe('a property of a Bicep resource', () => {
  const written = bicep(machine);
  const added = (before: string, addition: string): string => machine.replace(before, before + addition);

  it('is set in the body inside a loop', () => {
    expect(written.after(written.set('vm', 'properties.securityProfile.encryptionAtHost', true))).toBe(
      added('storageProfile: profile\n', '    securityProfile: {\n      encryptionAtHost: true\n    }\n'),
    );
  });
  it('is set in the variable that is used there and nowhere else', () => {
    const value = new PropertyOf(written.declared('des'), ['id']);
    const path = 'properties.storageProfile.osDisk.managedDisk.diskEncryptionSet.id';
    expect(written.after(written.set('vm', path, value))).toBe(
      machine.replace(
        "{ createOption: 'FromImage' }",
        "{ createOption: 'FromImage', managedDisk: { diskEncryptionSet: { id: des.id } } }",
      ),
    );
  });
  it('cannot be set in a variable that is used twice, or in a value that is computed', () => {
    const twice = bicep(`${machine}output p object = profile\n`);
    expect(twice.after(twice.set('vm', 'properties.storageProfile.osDisk.diskSizeGB', 5))).toBeUndefined();
    const computed = bicep(machine.replace('storageProfile: profile', 'storageProfile: union(profile, {})'));
    expect(computed.after(computed.set('vm', 'properties.storageProfile.osDisk.diskSizeGB', 5))).toBeUndefined();
  });
  it('can be a property of another resource, a nested one or a module', () => {
    const of = (name: string, ...path: string[]): string | undefined =>
      written.after(written.set('des', 'tags.x', new PropertyOf(written.declared(name), path)))?.match(/x: (.*)/)?.[1];
    expect(of('key', 'properties', 'keyUriWithVersion')).toBe('kv::key!.properties.keyUriWithVersion');
    expect(of('kv', 'properties', 'vaultUri')).toBe('kv!.properties.vaultUri');
    expect(of('kv', 'id')).toBe('kv.id');
    const free = bicep(machine.replace('x: des.id', 'x: 1'));
    const outputOf = (...path: string[]): string | undefined => {
      const value = new PropertyOf(free.declared('roles'), path);
      return free.after(free.set('des', 'tags.x', value))?.match(/x: (.*)/)?.[1];
    };
    expect(outputOf('outputs', 'x')).toBe('roles.outputs.x');
    expect(outputOf('properties', 'outputs', 'a-b', 'value')).toBe("roles.outputs['a-b']");
    expect(of('vm', 'id')).toBeUndefined();
  });
  it('cannot be a property of what waits for the resource', () => {
    const id = new PropertyOf(written.declared('roles'), ['outputs', 'x']);
    expect(written.after(written.set('des', 'tags.x', id))).toBeUndefined();
    expect(written.after(written.set('kv', 'tags.x', id))).toBeDefined();
  });
  it('of a module is a parameter, whatever the language of the path', () => {
    expect(written.after(written.set('roles', 'properties.parameters.y.value', 1))).toBe(
      added('x: des.id\n', '    y: 1\n'),
    );
  });
});

describe('a dependency of a Bicep resource', () => {
  const written = bicep(machine);

  it('is its last property', () => {
    expect(written.after(written.depend('des', 'kv'))).toBe(
      machine.replace(
        "name: 'des'\n  location: location\n",
        "name: 'des'\n  location: location\n  dependsOn: [\n    kv\n  ]\n",
      ),
    );
  });
  it('stands before nested resources, and names nested ones by their parent', () => {
    expect(written.after(written.depend('des', 'key'), written.depend('des', 'roles'))).toBeUndefined();
    expect(written.after(written.depend('kv', 'des'))).toBe(
      machine.replace(
        "name: 'kv'\n  location: location\n",
        "name: 'kv'\n  location: location\n  dependsOn: [\n    des\n  ]\n",
      ),
    );
    expect(written.after(written.depend('des', 'key'))).toContain('dependsOn: [\n    kv::key\n  ]');
    expect(written.after(written.depend('key', 'other'))).toContain('dependsOn: [\n      other\n    ]');
  });
  it('joins those that the same fix adds', () => {
    expect(written.after(written.depend('vm', 'kv'), written.depend('vm', 'des'))).toContain(
      '  dependsOn: [\n    kv\n    des\n  ]\n}]',
    );
  });
  it('is appended to those that are there', () => {
    const text = machine.replace("name: 'des'\n", "name: 'des'\n  dependsOn: [kv]\n");
    const there = bicep(text);
    expect(there.after(there.depend('des', 'vm'))).toBe(text.replace('[kv]', '[kv, vm]'));
    expect(there.after(there.depend('des', 'kv'))).toBe(text);
  });
  it('is not written where the resource mentions the other, also by way of a variable', () => {
    expect(written.after(written.depend('roles', 'des'))).toBe(machine);
    const text = machine.replace('var profile = {', 'var profile = {\n  set: des.id');
    expect(bicep(text).after(bicep(text).depend('vm', 'des'))).toBe(text);
  });
  it('is not possible on itself, on what waits for it, or on what is nested in it', () => {
    expect(written.after(written.depend('des', 'des'))).toBeUndefined();
    expect(written.after(written.depend('des', 'roles'))).toBeUndefined();
    expect(written.after(written.depend('kv', 'key'))).toBeUndefined();
  });
});

describe('a Bicep resource is removed', () => {
  const written = bicep(machine);
  const without = (name: string): string | undefined =>
    written.after({ kind: 'removeResource', resource: written.declared(name) });

  it('with its decorators and one of the blank lines around it', () => {
    const text = machine.replace(/\nmodule[^]*/, '');
    const unused = bicep(text);
    expect(unused.after({ kind: 'removeResource', resource: unused.declared('des') })).toBe(
      text.replace(/@description[^]*?\n}\n\n/, ''),
    );
    expect(without('roles')).toBe(machine.replace(/\nmodule[^]*/, ''));
  });
  it('with the dependencies on it, but not where something reads it', () => {
    const tall = `  dependsOn: [\n    roles\n  ]\n`;
    const head = "resource des 'Microsoft.Compute/diskEncryptionSets@2024-03-02' = {\n";
    const text = (dependsOn: string): string => machine.replace(head, head + dependsOn).replace('x: des.id', 'x: 1');
    for (const [before, after] of [
      [tall, ''],
      ['  dependsOn: [kv, roles]\n', '  dependsOn: [kv]\n'],
      ['  dependsOn: [\n    roles\n    kv\n  ]\n', '  dependsOn: [\n    kv\n  ]\n'],
    ] as const) {
      const depending = bicep(text(before));
      expect(depending.after({ kind: 'removeResource', resource: depending.declared('roles') })).toBe(
        text(after).replace(/\nmodule[^]*/, ''),
      );
    }
    expect(without('des')).toBeUndefined();
    expect(
      written.after(
        { kind: 'removeResource', resource: written.declared('des') },
        { kind: 'removeResource', resource: written.declared('roles') },
      ),
    ).toBe(machine.replace(/\nmodule[^]*/, '').replace(/@description[^]*?\n}\n\n/, ''));
  });
  it('from the resource that it is nested in', () => {
    expect(without('key')).toBe(machine.replace(/ {2}resource key[^]*?\n {2}}\n/, ''));
  });
});

describe('a value in Bicep', () => {
  it('is replaced inside of a larger expression', () => {
    const written = bicep("var x = y ? 'a' : 'b'\n");
    expect(written.after(written.replace("'b'", 'c'))).toBe("var x = y ? 'a' : 'c'\n");
    expect(written.after(written.replace("'b'", 'b'))).toBe("var x = y ? 'a' : 'b'\n");
    expect(written.after(written.replace("? 'a'", 'c'))).toBeUndefined();
  });
  it('that came through a variable is removed where it is used', () => {
    const text = "var kind = 'X'\nvar x = {\n  a: 1\n  kind: (kind)\n}\n";
    const written = bicep(text);
    const at = {
      ...written.at("'X'"),
      trail: [{ file: written.file, start: text.indexOf('(kind)') + 1, end: text.indexOf('(kind)') + 5 }],
    };
    expect(written.after({ kind: 'remove', at })).toBe('var x = {\n  a: 1\n}\n');
  });
  it('has a property renamed that it reads, and not one whose name only starts alike', () => {
    const written = bicep('var x = a.keyUri.keyUriWithVersion.b\n');
    const rename = (name: string, by: string): string | undefined =>
      written.after({ kind: 'replaceMember', at: written.at('a.keyUri.keyUriWithVersion.b'), name, by });
    expect(rename('keyUriWithVersion', 'keyUri')).toBe('var x = a.keyUri.keyUri.b\n');
    expect(rename('keyUri', 'uri')).toBe('var x = a.uri.keyUriWithVersion.b\n');
    expect(rename('key', 'uri')).toBeUndefined();
  });
  it('moves as it is written', () => {
    const written = bicep('var x = {\n  a: concat(y, 1)\n  b: {}\n}\n');
    const value = new WrittenAt(written.at('concat(y, 1)'));
    expect(written.after(written.remove('concat(y, 1)'), written.setIn('{}', 'c', value))).toBe(
      'var x = {\n  b: {\n    c: concat(y, 1)\n  }\n}\n',
    );
  });
});
