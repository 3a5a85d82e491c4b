/** Values in parameter files, by what the parameter decides in the template. */
import { describe, expect, it } from 'vitest';
import type { CompletionItem, TextEdit } from 'vscode-languageserver';
import {
  argumentCompletions,
  mayCompleteArgument,
} from '../../../../server/src/features/completion/argument-completion.js';
import { rangeOf } from '../../../../server/src/features/diagnostics.js';
import { marked, open } from '../checked.js';

const template = `param size string
param setId string = ''
param otherSetId string = '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/keys/providers/Microsoft.Compute/diskEncryptionSets/des-a'
param kind string = ''
param url string = ''
param role string = ''
param roleGuid string = ''
@allowed(['EncryptionAtRestWithCustomerKey'])
param setKind string = 'EncryptionAtRestWithCustomerKey'
param tag string = ''

resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'vm-web'
  location: 'westeurope'
  tags: { tag: tag }
  properties: {
    hardwareProfile: { vmSize: size }
    storageProfile: { osDisk: { createOption: 'FromImage', managedDisk: { diskEncryptionSet: { id: otherSetId } } } }
  }
}
resource disk 'Microsoft.Compute/disks@2024-03-02' = {
  name: 'data'
  location: 'westeurope'
  properties: {
    creationData: { createOption: 'Empty' }
    encryption: { type: kind, diskEncryptionSetId: empty(setId) ? null : setId }
  }
}
resource set 'Microsoft.Compute/diskEncryptionSets@2024-03-02' = {
  name: 'des'
  location: 'westeurope'
  properties: { encryptionType: setKind, activeKey: { keyUrl: url } }
}
resource grant 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(role)
  properties: { principalId: 'x', roleDefinitionId: role }
}
resource grant2 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(roleGuid)
  properties: { principalId: 'x', roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roleGuid) }
}
`;

/** What is offered at the mark of a parameter file. */
function itemsAt(path: string, source: string, snippets = true): CompletionItem[] {
  const { text, offset } = marked(source);
  const { checked, files } = open({ [path]: text, 'main.bicep': template });
  const { file } = checked;
  const client = files(path);
  if ((file?.kind !== 'parameters' && file?.kind !== 'bicepparam') || client === undefined)
    throw new Error('no such file');
  if (!mayCompleteArgument(text, offset)) return [];
  return argumentCompletions(file, offset, checked.analyses, (span) => rangeOf(client, span), {
    snippets,
    labelDetails: true,
  });
}

const inBicep = (assignment: string, snippets?: boolean): CompletionItem[] =>
  itemsAt('main.bicepparam', `using 'main.bicep'\n${assignment}\n`, snippets);
const inJson = (parameter: string): CompletionItem[] =>
  itemsAt(
    'main.parameters.json',
    `{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#",
  "contentVersion": "1.0.0.0",
  "parameters": {
    ${parameter}
  }
}
`,
  );
const written = (items: readonly CompletionItem[]): string[] =>
  items.map(({ textEdit }) => (textEdit as TextEdit).newText);

describe('a value in a .bicepparam file', () => {
  it('of a size is one that has encryption at host', () => {
    const sizes = written(inBicep('param size = |'));
    expect(sizes).toContain("'Standard_D2s_v5'");
    expect(sizes).not.toContain("'Standard_DC2as_v5'");
    expect(written(inBicep("param size = 'Standard|'"))).toContain("'Standard_D2s_v5'");
  });
  it('of a set is an id that the templates name, and one to be filled in', () => {
    expect(written(inBicep("param setId = '|'"))).toEqual([
      "'/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/keys/providers/Microsoft.Compute/diskEncryptionSets/des-a'",
      "'/subscriptions/${1:subscription}/resourceGroups/${2:resourceGroup}/providers/Microsoft.Compute/diskEncryptionSets/${3:name}'",
    ]);
    expect(inBicep("param setId = '|'", false)).toHaveLength(1);
  });
  it('of an encryption type is one of those that there are', () => {
    expect(written(inBicep('param kind = |'))).toContain("'EncryptionAtRestWithPlatformAndCustomerKeys'");
  });
  it('of a key URL has a version', () => {
    expect(written(inBicep('param url = |'))).toEqual([
      "'https://${1:vault}.vault.azure.net/keys/${2:key}/${3:version}'",
    ]);
  });
  it('of a role is an id, or the last part of one', () => {
    expect(written(inBicep('param role = |'))[0]).toBe(
      "'/providers/Microsoft.Authorization/roleDefinitions/e147488a-f6f5-4113-8e2d-b22465e65bf6'",
    );
    expect(written(inBicep('param roleGuid = |'))[0]).toBe("'e147488a-f6f5-4113-8e2d-b22465e65bf6'");
  });
  it('is left to the Bicep extension where the template lists what is allowed', () => {
    expect(inBicep('param setKind = |')).toEqual([]);
  });
  it('is not offered for what has no part in encryption, nor in front of a value', () => {
    expect(inBicep('param tag = |')).toEqual([]);
    expect(inBicep("param size = |'Standard_D2s_v5'")).toEqual([]);
  });
});

describe('a value in a JSON parameter file', () => {
  it('is offered inside of quotes and without them', () => {
    expect(written(inJson('"size": { "value": "|" }'))).toContain('"Standard_D2s_v5"');
    expect(written(inJson('"size": { "value": | }'))).toContain('"Standard_D2s_v5"');
  });
  it('is one that the template allows', () => {
    expect(written(inJson('"setKind": { "value": "|" }'))).toEqual(['"EncryptionAtRestWithCustomerKey"']);
  });
  it('is not offered beside the value', () => {
    expect(inJson('"size": { "metadata": { "value": "|" } }')).toEqual([]);
  });
});
