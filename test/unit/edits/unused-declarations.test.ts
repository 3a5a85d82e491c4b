import { describe, expect, it } from 'vitest';
import type { Change } from '../../../server/src/edits/change.js';
import { applyEdits, writeChanges } from '../../../server/src/edits/write-changes.js';
import type { Written } from './written.js';
import { arm, bicep, lines } from './written.js';

/** The text after changes of a file whose parameters in `given` have a value from elsewhere. */
function after(written: Written, changes: readonly Change[], given: readonly string[] = []): string | undefined {
  const source = { ...written.source, givenParameters: new Set(given) };
  const edits = writeChanges(changes, () => source);
  return edits === undefined ? undefined : applyEdits(written.text, edits);
}

const disk = (encryption: string): string => lines`
  resource disk 'Microsoft.Compute/disks@2024-03-02' = {
    name: 'disk'
    properties: {
      ${encryption}
    }
  }`;

describe('what a change leaves without a use is removed from a Bicep file', () => {
  it('a parameter, with its decorators and its lines', () => {
    const written = bicep(
      lines`
        param location string

        @description('Id of the set.')
        param setId string

        output place string = location
      ` + disk("encryption: { type: 'EncryptionAtRestWithCustomerKey', diskEncryptionSetId: setId }"),
    );
    expect(after(written, [written.set('disk', 'properties.encryption.diskEncryptionSetId', 'other')])).toBe(
      lines`
        param location string

        output place string = location
      ` + disk("encryption: { type: 'EncryptionAtRestWithCustomerKey', diskEncryptionSetId: 'other' }"),
    );
  });
  it('a variable, and then what only this variable used', () => {
    const written = bicep(
      lines`
        param prefix string
        var name = toLower(prefix)
        var setId = resourceId('Microsoft.Compute/diskEncryptionSets', name)
      ` + disk('encryption: { diskEncryptionSetId: setId }'),
    );
    expect(after(written, [written.set('disk', 'properties.encryption.diskEncryptionSetId', 'other')])).toBe(
      disk("encryption: { diskEncryptionSetId: 'other' }"),
    );
  });
  it('an existing resource', () => {
    const written = bicep(
      lines`
        resource set 'Microsoft.Compute/diskEncryptionSets@2024-03-02' existing = {
          name: 'des'
        }

      ` + disk('encryption: { diskEncryptionSetId: set.id }'),
    );
    expect(after(written, [written.set('disk', 'properties.encryption.diskEncryptionSetId', 'other')])).toBe(
      disk("encryption: { diskEncryptionSetId: 'other' }"),
    );
  });
  it('with the resource that is removed', () => {
    const written = bicep(lines`
      param vaultUri string
      var tags = { a: 1 }

      resource extension 'Microsoft.Compute/virtualMachines/extensions@2024-03-01' = {
        name: 'vm/ade'
        tags: tags
        properties: {
          settings: { KeyVaultURL: vaultUri }
        }
      }

      output all object = tags
    `);
    expect(after(written, [{ kind: 'removeResource', resource: written.declared('extension') }])).toBe(lines`
      var tags = { a: 1 }

      output all object = tags
    `);
  });
});

describe('a declaration of a Bicep file stays', () => {
  const text = (declaration: string, more = ''): string =>
    `${declaration}\n\n` + disk('encryption: { diskEncryptionSetId: setId }') + more;
  const changed = (written: Written, given?: readonly string[]): string | undefined =>
    after(written, [written.set('disk', 'properties.encryption.diskEncryptionSetId', 'other')], given);

  it('where something else uses it', () => {
    const written = bicep(text('param setId string', 'output id string = setId\n'));
    expect(changed(written)).toContain('param setId string');
  });
  it('where the change itself uses it again', () => {
    const written = bicep(text('param setId string'));
    const code = {
      kind: 'replaceText',
      at: written.at('diskEncryptionSetId: setId'),
      text: 'diskEncryptionSetId: toLower(setId)',
    } as const;
    expect(after(written, [code])).toContain('param setId string');
  });
  it('where a caller or a parameter file gives it a value', () => {
    const written = bicep(text('param setId string'));
    expect(changed(written, ['setid'])).toContain('param setId string');
  });
  it('where it is not known who gives it a value', () => {
    const written = bicep(text('param setId string'));
    expect(written.after(written.set('disk', 'properties.encryption.diskEncryptionSetId', 'other'))).toContain(
      'param setId string',
    );
  });
  it('where other files import it', () => {
    const written = bicep(text("@export()\nvar setId = 'a'"));
    expect(changed(written)).toContain('var setId');
  });
  it('where it had no use before', () => {
    const written = bicep(
      'param setId string\nparam unused string\n' + disk('encryption: { diskEncryptionSetId: setId }'),
    );
    expect(changed(written)).toMatch(/^param unused string\n/);
  });
  it('where it is a resource that is deployed', () => {
    const written = bicep(
      text("resource set 'Microsoft.Compute/diskEncryptionSets@2024-03-02' = {\n  name: 'des'\n}").replace(
        'diskEncryptionSetId: setId',
        'diskEncryptionSetId: set.id',
      ),
    );
    expect(changed(written)).toContain('resource set');
  });
});

const template = (parameters: string, variables: string, setId: string, outputs = ''): Written =>
  arm(`{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "parameters": {${parameters}},
  "variables": {${variables}},
  "resources": [
    {
      "type": "Microsoft.Compute/disks",
      "apiVersion": "2024-03-02",
      "name": "disk",
      "properties": { "encryption": { "diskEncryptionSetId": "${setId}" } }
    }
  ]${outputs}
}
`);
const other = (written: Written): Change =>
  written.set('Microsoft.Compute/disks', 'properties.encryption.diskEncryptionSetId', 'other');

describe('what a change leaves without a use is removed from a JSON template', () => {
  it('a parameter, with its comma', () => {
    const written = template(
      '\n    "setId": { "type": "string" },\n    "place": { "type": "string" }\n  ',
      '',
      "[parameters('setId')]",
      `,\n  "outputs": { "place": { "type": "string", "value": "[parameters('place')]" } }`,
    );
    expect(after(written, [other(written)])).toContain('"parameters": {\n    "place": { "type": "string" }\n  },');
  });
  it('a variable, and then what only this variable used', () => {
    const written = template(
      '"prefix": { "type": "string" }',
      `"setId": "[resourceId('Microsoft.Compute/diskEncryptionSets', parameters('prefix'))]"`,
      "[variables('SetId')]",
    );
    expect(after(written, [other(written)])).toContain('"parameters": {},\n  "variables": {},');
  });
  it('but not where a parameter file gives it, or a name is computed', () => {
    const given = template('"setId": { "type": "string" }', '', "[parameters('setId')]");
    expect(after(given, [other(given)], ['setid'])).toContain('"setId": { "type": "string" }');
    const computed = template(
      '"setId": { "type": "string" }',
      '',
      "[parameters('setId')]",
      `,\n  "outputs": { "x": { "type": "string", "value": "[parameters(concat('set', 'Id'))]" } }`,
    );
    expect(after(computed, [other(computed)])).toContain('"setId": { "type": "string" }');
  });
});
