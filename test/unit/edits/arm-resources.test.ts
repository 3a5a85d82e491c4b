import { describe, expect, it } from 'vitest';
import { PropertyOf } from '../../../server/src/edits/change.js';
import { arm, lines } from './written.js';
import type { Written } from './written.js';

const schema = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';

/** A template with these resources, each the inside of an object. */
function template(resources: readonly string[], options: { schema?: string; head?: string } = {}): Written {
  const { schema: uri = schema, head = '' } = options;
  return arm(
    `{\n  "$schema": "${uri}",\n  "contentVersion": "1.0.0.0",\n${head}  "resources": [\n` +
      resources
        .map(
          (resource) =>
            `    {\n${resource
              .trim()
              .split('\n')
              .map((line) => `      ${line.trim()}\n`)
              .join('')}    }`,
        )
        .join(',\n') +
      '\n  ]\n}\n',
  );
}

function resource(type: string, name: string, more = ''): string {
  return `"type": "${type}",\n"apiVersion": "2024-01-01",\n"name": "${name}"${more}`;
}

const disk = resource('Microsoft.Compute/disks', 'd');

/** The dependency that a disk gets on a resource. */
function dependency(on: string, type: string, options?: { schema?: string }): string | undefined {
  const written = template([disk, on], options);
  return /"dependsOn": \[\s*(.*)\s*\]/.exec(written.after(written.depend('d', type)) ?? '')?.[1];
}

describe('a dependency of a JSON resource', () => {
  it('comes behind the name and the location', () => {
    const written = template([
      resource('Microsoft.Compute/disks', 'd', ',\n"location": "x",\n"properties": {}'),
      resource('A.B/c', 'e'),
    ]);
    expect(written.after(written.depend('d', 'A.B/c'))).toBe(
      written.text.replace(
        '"location": "x",\n',
        '"location": "x",\n      "dependsOn": [\n        "[resourceId(\'A.B/c\', \'e\')]"\n      ],\n',
      ),
    );
    const short = template([disk, resource('A.B/c', 'e')]);
    expect(short.after(short.depend('d', 'A.B/c'))).toBe(
      short.text.replace(
        '"name": "d"\n',
        '"name": "d",\n      "dependsOn": [\n        "[resourceId(\'A.B/c\', \'e\')]"\n      ]\n',
      ),
    );
  });
  it('is an id with the expression of the name', () => {
    expect(dependency(resource('A.B/c', "[parameters('x')]"), 'A.B/c')).toBe(
      "\"[resourceId('A.B/c', parameters('x'))]\"",
    );
    expect(dependency(resource('A.B/c', "it's"), 'A.B/c')).toBe("\"[resourceId('A.B/c', 'it''s')]\"");
  });
  it('takes a name with slashes apart', () => {
    expect(dependency(resource('A.B/c/d', 'x/y'), 'A.B/c/d')).toBe("\"[resourceId('A.B/c/d', 'x', 'y')]\"");
    expect(dependency(resource('A.B/c/d', "[format('{0}/{1}', parameters('x'), 'y')]"), 'A.B/c/d')).toBe(
      "\"[resourceId('A.B/c/d', parameters('x'), 'y')]\"",
    );
    expect(dependency(resource('A.B/c/d', "[concat(parameters('x'), '-kv/', variables('y'))]"), 'A.B/c/d')).toBe(
      "\"[resourceId('A.B/c/d', concat(parameters('x'), '-kv'), variables('y'))]\"",
    );
  });
  it('is the name itself where that cannot be taken apart', () => {
    expect(dependency(resource('A.B/c/d', "[variables('full')]"), 'A.B/c/d')).toBe('"[variables(\'full\')]"');
  });
  it('is the name of the loop', () => {
    const looped = resource('A.B/c', "[concat('x', copyIndex())]", ',\n"copy": { "name": "all", "count": 2 }');
    expect(dependency(looped, 'A.B/c')).toBe('"all"');
  });
  it('knows extension resources', () => {
    const lock = (scope: string): string => resource('Microsoft.Authorization/locks', 'l', `,\n"scope": "${scope}"`);
    const of = (scope: string): string | undefined => dependency(lock(scope), 'Microsoft.Authorization/locks');
    const full = `"[extensionResourceId(resourceId('A.B/c', parameters('x')), 'Microsoft.Authorization/locks', 'l')]"`;
    expect(of("[resourceId('A.B/c', parameters('x'))]")).toBe(full);
    expect(of("[format('A.B/c/{0}', parameters('x'))]")).toBe(full);
    expect(of("[concat('A.B/c/', parameters('x'))]")).toBe(full);
    expect(of('/')).toBe(`"[tenantResourceId('Microsoft.Authorization/locks', 'l')]"`);
  });
  it('knows nested deployments and where they go', () => {
    const type = 'Microsoft.Resources/deployments';
    const inner = ',\n"properties": { "mode": "Incremental", "template": { "resources": [] } }';
    expect(dependency(resource(type, 'm', inner), 'm')).toBe(`"[resourceId('${type}', 'm')]"`);
    expect(dependency(resource(type, 'm', `,\n"resourceGroup": "rg"${inner}`), 'm')).toBe(
      `"[resourceId('rg', '${type}', 'm')]"`,
    );
    expect(dependency(resource(type, 'm', `,\n"subscriptionId": "s",\n"resourceGroup": "rg"${inner}`), 'm')).toBe(
      `"[resourceId('s', 'rg', '${type}', 'm')]"`,
    );
    const options = { schema: schema.replace('deploymentTemplate', 'subscriptionDeploymentTemplate') };
    expect(dependency(resource(type, 'm', inner), 'm', options)).toBe(`"[subscriptionResourceId('${type}', 'm')]"`);
  });
  it('is there already in any of its spellings', () => {
    const spelled = (entry: string, name = 'e'): void => {
      const written = template([`${disk},\n"dependsOn": [ "${entry}" ]`, resource('A.B/c', name)]);
      expect(written.after(written.depend('d', 'A.B/c'))).toBe(written.text);
    };
    spelled("[resourceId('A.B/c','e')]");
    spelled("[RESOURCEID('a.b/C', 'E')]");
    spelled('e');
    spelled('A.B/c/e');
    spelled("[concat('A.B/c/', variables('n'))]", "[variables('n')]");
  });
  it('is a symbolic name where the template has these', () => {
    const written = arm(lines`
      {
        "$schema": "${schema}",
        "languageVersion": "2.0",
        "resources": {
          "a": { "type": "A.B/c", "apiVersion": "1", "name": "x" },
          "b": { "type": "A.B/d", "apiVersion": "1", "name": "y" }
        }
      }`);
    expect(written.after(written.depend('b', 'a'))).toBe(
      written.text.replace('"name": "y"', '"name": "y", "dependsOn": ["a"]'),
    );
  });
  it('is not possible across templates', () => {
    const type = 'Microsoft.Resources/deployments';
    const nested = `,\n"properties": { "template": { "resources": [ { "type": "A.B/c", "apiVersion": "1", "name": "n" } ] } }`;
    const written = template([disk, resource(type, 'm', nested)]);
    const module = written.declared('m').declaration;
    if (module.kind !== 'module' || module.source.kind !== 'inline') throw new Error('no nested deployment');
    const [inner] = module.source.template().resources;
    if (inner === undefined) throw new Error('no resource');
    const on = { file: written.file, declaration: inner };
    expect(written.after({ kind: 'addDependency', resource: written.declared('d'), on })).toBeUndefined();
  });
});

describe('a property of a JSON resource', () => {
  const head = lines`
      "variables": {
        "profile": { "osDisk": {} },
        "twice": { "a": {} }
      },`;
  const written = template(
    [
      resource(
        'Microsoft.Compute/disks',
        'd',
        `,\n"properties": "[variables('profile')]",\n"tags": "[variables('twice').a]"`,
      ),
      resource('A.B/c', 'e', `,\n"tags": "[variables('twice')]"`),
    ],
    { head },
  );

  it('is set in the variable that is used there and nowhere else', () => {
    expect(written.after(written.set('d', 'properties.osDisk.x', 1))).toBe(
      written.text.replace('"osDisk": {}', '"osDisk": { "x": 1 }'),
    );
    expect(written.after(written.set('d', 'tags.x', 1))).toBeUndefined();
  });
  it('is set in the input of a loop', () => {
    const loop = template([
      resource('A.B/c', 'e', ',\n"properties": { "copy": [ { "name": "disks", "count": 2, "input": { "lun": 0 } } ] }'),
    ]);
    expect(loop.after(loop.set('e', 'properties.disks.0.x', 1))).toBe(
      loop.text.replace('{ "lun": 0 }', '{ "lun": 0, "x": 1 }'),
    );
  });
  it('can be a property of another resource, read at deployment where it is not the id', () => {
    const value = (...path: string[]): string | undefined => {
      const after = written.after(written.set('e', 'kind', new PropertyOf(written.declared('d'), path)));
      return /"kind": (.*)/.exec(after ?? '')?.[1];
    };
    const id = `resourceId('Microsoft.Compute/disks', 'd')`;
    expect(value('properties', 'x', 'a-b')).toBe(`"[reference(${id}, '2024-01-01').x['a-b']]"`);
    expect(value('identity', 'principalId')).toBe(`"[reference(${id}, '2024-01-01', 'full').identity.principalId]"`);
    expect(value('name')).toBe('"d"');
    expect(value('id')).toBe(`"[${id}]"`);
  });
});

describe('a value in JSON', () => {
  it('is replaced inside of an expression', () => {
    const written = arm(`{ "a": "[if(x(), 'A', 'B')]" }`);
    expect(written.after(written.replace("'B'", "it's"))).toBe(`{ "a": "[if(x(), 'A', 'it''s')]" }`);
    expect(written.after(written.replace("'B'", true))).toBe(`{ "a": "[if(x(), 'A', true())]" }`);
    expect(written.after(written.replace("if(x(), 'A', 'B')", 'C'))).toBe('{ "a": "C" }');
    expect(written.after(written.replace("'A', 'B'", 'C'))).toBeUndefined();
  });
  it('is no expression in a parameter file', () => {
    const text = `{ "$schema": "${schema.replace('Template', 'Parameters')}", "parameters": { "p": { "value": "x" } } }`;
    expect(arm(text).after(arm(text).replace('"x"', '[y]'))).toBe(text.replace('"x"', '"[y]"'));
  });
  it('that a variable or a default is, is not removed with it', () => {
    const text = `{ "$schema": "${schema}", "variables": { "v": 7 }, "parameters": { "p": { "type": "int", "defaultValue": 8 } }, "outputs": { "o": { "value": "[variables('v')]" } } }`;
    const written = arm(text);
    expect(written.after(written.remove('7'))).toBeUndefined();
    expect(written.after(written.remove('8'))).toBeUndefined();
    const at = { ...written.at('7'), trail: [written.at("variables('v')")] };
    expect(written.after({ kind: 'remove', at })).toBe(
      text.replace(`{ "value": "[variables('v')]" }`, '{}').replace('{ "v": 7 }', '{}'),
    );
  });
});

describe('a JSON resource is removed', () => {
  it('as an item of its array', () => {
    const written = template([disk, resource('A.B/c', 'e')]);
    expect(written.after({ kind: 'removeResource', resource: written.declared('A.B/c') })).toBe(template([disk]).text);
  });
  it('with the dependencies on it', () => {
    const depending = (dependsOn: string): Written => template([disk + dependsOn, resource('A.B/c', 'e')]);
    const without = (written: Written): string | undefined =>
      written.after({ kind: 'removeResource', resource: written.declared('A.B/c') });
    expect(without(depending(',\n"dependsOn": [ "other", "[resourceId(\'A.B/c\', \'e\')]" ]'))).toBe(
      template([`${disk},\n"dependsOn": [ "other" ]`]).text,
    );
    expect(without(depending(',\n"dependsOn": [ "e" ]'))).toBe(template([disk]).text);
  });
});
