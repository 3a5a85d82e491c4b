import { afterAll, describe, expect, it } from 'vitest';
import type { CompletionItem, CompletionList, Range, TextEdit } from 'vscode-languageserver/node';
import { Client, modern } from './client.js';
import type { ClientOptions } from './client.js';
import { builtServer } from './server-bundle.js';

const server = builtServer();
/** One server for all tests of the same options; each test has a document of its own. */
const clients = new Map<ClientOptions, Client>();
let client: Client;
let documents = 0;

const capable: ClientOptions = {
  capabilities: {
    ...modern,
    textDocument: {
      ...modern.textDocument,
      completion: { completionItem: { snippetSupport: true, labelDetailsSupport: true } },
    },
  },
};

afterAll(async () => {
  for (const one of clients.values()) {
    expect(one.errors).toEqual([]);
    expect(await one.stop()).toBe(0);
  }
});

/** The items that an editor shows at `|` in a new document of the text without it. */
async function itemsAt(languageId: 'bicep' | 'json', marked: string, options = capable): Promise<CompletionItem[]> {
  client = clients.get(options) ?? (await Client.start(server(), options));
  clients.set(options, client);
  documents++;
  const offset = marked.indexOf('|');
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  const uri =
    languageId === 'bicep' ? `untitled:Untitled-${String(documents)}` : `file:///no/such/${String(documents)}.json`;
  await client.open(uri, languageId, text);
  const lines = text.slice(0, offset).split('\n');
  const position = { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
  const list = await client.connection.sendRequest<CompletionList | null>('textDocument/completion', {
    textDocument: { uri },
    position,
  });
  expect(list?.isIncomplete ?? false).toBe(false);
  return (list?.items ?? []).filter((item) => {
    const { range, newText } = item.textEdit as TextEdit;
    // Else the editor drops the item.
    expect(range.start.line).toBe(range.end.line);
    expect(newText).not.toBe('');
    const typed = client.textAt(uri, { start: range.start, end: position });
    return isSubsequence(typed.toLowerCase(), (item.filterText ?? item.label).toLowerCase());
  });
}

/** How editors filter: what is typed occurs in the text, in this order. */
function isSubsequence(typed: string, text: string): boolean {
  let at = 0;
  for (const character of typed) {
    at = text.indexOf(character, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

/** What an item replaces and by what. */
function edits(items: readonly CompletionItem[]): (readonly [string, string])[] {
  return items.map((item) => {
    const { range, newText } = item.textEdit as { range: Range; newText: string };
    const { start, end } = range;
    return [`${String(start.line)}:${String(start.character)}-${String(end.character)}`, newText];
  });
}

const sets = `param location string = 'westeurope'

resource set 'Microsoft.Compute/diskEncryptionSets@2024-03-02' = {
  name: 'des-one'
  location: location
  properties: {
    activeKey: {
      keyUrl: key.properties.keyUriWithVersion
    }
  }
}

resource double 'Microsoft.Compute/diskEncryptionSets@2024-03-02' = {
  name: 'des-two'
  location: location
  properties: {
    encryptionType: 'EncryptionAtRestWithPlatformAndCustomerKeys'
  }
}
`;

const disk = (encryption: string): string => `${sets}
resource disk 'Microsoft.Compute/disks@2024-03-02' = {
  name: 'data'
  location: location
  properties: {
    encryption: {
${encryption}
    }
  }
}
`;

const json = (resources: string): string => `{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "parameters": { "diskEncryptionSetId": { "type": "string" } },
  "resources": [
    {
      "type": "Microsoft.Compute/diskEncryptionSets",
      "apiVersion": "2024-03-02",
      "name": "des-one",
      "location": "westeurope",
      "properties": { "encryptionType": "EncryptionAtRestWithPlatformAndCustomerKeys" }
    }${resources}
  ]
}
`;

const jsonDisk = (encryption: string): string =>
  json(`,
    {
      "type": "Microsoft.Compute/disks",
      "apiVersion": "2024-03-02",
      "name": "data",
      "properties": {
        "encryption": {
${encryption}
        }
      }
    }`);

const one = "resourceId('Microsoft.Compute/diskEncryptionSets', 'des-one')";

describe('completion in Bicep', () => {
  it('offers the sets of the file for a disk, the nearest first', async () => {
    const items = await itemsAt('bicep', disk('      diskEncryptionSetId: |'));
    expect(items.map(({ label, labelDetails }) => [label, labelDetails?.description])).toEqual([
      ['double.id', 'double encryption'],
      ['set.id', 'customer key'],
    ]);
    expect(edits(items)).toEqual([
      ['25:27-27', 'double.id'],
      ['25:27-27', 'set.id'],
    ]);
  });

  it.each([
    ['a name that is begun', 'diskEncryptionSetId: do|', '25:27-29'],
    ['a name and a dot', 'diskEncryptionSetId: double.|', '25:27-34'],
    ['the middle of an expression', 'diskEncryptionSetId: dou|ble.id', '25:27-36'],
    ['a branch of a choice', 'diskEncryptionSetId: true ? do| : null', '25:34-36'],
    ['the last branch of a choice', 'diskEncryptionSetId: true ? null : |', '25:41-41'],
    ['an opening quote', "diskEncryptionSetId: '|", '25:27-28'],
    ['a pair of quotes', "diskEncryptionSetId: '|'", '25:27-29'],
  ])('replaces %s', async (_what, line, range) => {
    const items = await itemsAt('bicep', disk(`      ${line}`));
    expect(edits(items)[0]).toEqual([range, 'double.id']);
  });

  it('puts the sets last that the type of the disk does not go together with', async () => {
    const items = await itemsAt(
      'bicep',
      disk("      type: 'EncryptionAtRestWithCustomerKey'\n      diskEncryptionSetId: |"),
    );
    const sorted = [...items].sort((a, b) => ((a.sortText ?? '') < (b.sortText ?? '') ? -1 : 1));
    expect(sorted.map(({ label, labelDetails }) => [label, labelDetails?.description])).toEqual([
      ['set.id', 'customer key'],
      ['double.id', 'double encryption, does not fit here'],
    ]);
  });

  it('offers the type that matches the set', async () => {
    const items = await itemsAt('bicep', disk("      type: 'Enc|'\n      diskEncryptionSetId: double.id"));
    expect(edits(items)).toEqual([['25:12-17', "'EncryptionAtRestWithPlatformAndCustomerKeys'"]]);
    expect(items[0]).toMatchObject({ labelDetails: { description: 'matches des-two' }, preselect: true });
  });

  it('leaves the types to others where no set is known', async () => {
    expect(await itemsAt('bicep', disk("      type: '|'\n      diskEncryptionSetId: elsewhere"))).toEqual([]);
  });

  it('offers parameters and outputs of modules that hold ids', async () => {
    const items = await itemsAt(
      'bicep',
      `param diskEncryptionSetId string
param size string
module sets 'br/public:avm/res/compute/disk-encryption-set:0.4.0' = {
  name: 'sets'
}
module vm 'br/public:avm/res/compute/virtual-machine:0.10.0' = {
  name: 'vm'
  params: {
    diskEncryptionSetResourceId: |
  }
}
`,
    );
    expect(edits(items).map(([, text]) => text)).toEqual(['diskEncryptionSetId', 'sets.outputs.resourceId']);
  });

  it('offers the URL of a key with its version', async () => {
    const items = await itemsAt(
      'bicep',
      `resource vault 'Microsoft.KeyVault/vaults@2024-11-01' existing = {
  name: 'kv'

  resource kek 'keys' existing = {
    name: 'kek'
  }
}
resource key 'Microsoft.KeyVault/vaults/keys@2024-11-01' = {
  parent: vault
  name: 'disk-key'
}
resource set 'Microsoft.Compute/diskEncryptionSets@2024-03-02' = {
  name: 'set'
  properties: {
    activeKey: {
      sourceVault: { id: vault.id }
      keyUrl: key|
    }
  }
}
`,
    );
    expect(edits(items)).toEqual([
      ['16:14-17', 'key.properties.keyUriWithVersion'],
      ['16:14-17', 'vault::kek.properties.keyUriWithVersion'],
    ]);
  });

  it('offers the roles that let a set use its key, the right one first', async () => {
    const items = await itemsAt(
      'bicep',
      `resource grant 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid('x')
  properties: {
    roleDefinitionId: |
    principalType: 'ServicePrincipal'
  }
}
`,
    );
    expect(items[0]?.label).toBe('Key Vault Crypto Service Encryption User');
    expect(edits(items)[0]).toEqual([
      '3:22-22',
      "subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'e147488a-f6f5-4113-8e2d-b22465e65bf6')",
    ]);
  });

  it('offers no such roles for an assignment on something without keys', async () => {
    const items = await itemsAt(
      'bicep',
      `resource account 'Microsoft.Storage/storageAccounts@2023-01-01' existing = {
  name: 'data'
}
resource grant 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: account
  name: guid('x')
  properties: {
    roleDefinitionId: |
  }
}
`,
    );
    expect(items).toEqual([]);
  });

  it('offers sizes for the default of a parameter', async () => {
    const items = await itemsAt('bicep', "param vmSize string = 'Standard_D2s_|'\n");
    expect(edits(items)).toContainEqual(['0:22-37', "'Standard_D2s_v5'"]);
  });

  it('offers values for the default of a parameter by what it decides', async () => {
    const items = await itemsAt(
      'bicep',
      "param kind string = '|'\n\nresource set 'Microsoft.Compute/diskEncryptionSets@2024-03-02' = {\n  name: 'des'\n  properties: { encryptionType: kind }\n}\n",
    );
    expect(items.map(({ label }) => label)).toContain('EncryptionAtRestWithPlatformAndCustomerKeys');
  });

  it('offers nothing for the default of a parameter that decides nothing', async () => {
    expect(await itemsAt('bicep', "param kind string = '|'\n\noutput kind string = kind\n")).toEqual([]);
  });

  it('puts sizes last that the region does not have', async () => {
    const items = await itemsAt('bicep', "param location string = 'austriaeast'\nparam vmSize string = '|'\n");
    const last = items.filter(({ labelDetails }) => labelDetails?.description === 'not in Austria East');
    expect(last.length).toBeGreaterThan(0);
    expect(last.every(({ sortText }) => sortText?.startsWith('!1'))).toBe(true);
    expect(items.find(({ label }) => label === 'Standard_D2s_v5')?.sortText).toMatch(/^!0/);
  });

  it('offers sizes with encryption at host and says what they have', async () => {
    const vm = (security: string): string => `param location string = 'westeurope'
resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'vm'
  location: location
  properties: {
    ${security}
    hardwareProfile: {
      vmSize: 'Standard_D2s_|'
    }
  }
}
`;
    const items = await itemsAt('bicep', vm('securityProfile: { encryptionAtHost: true }'));
    const size = items.find(({ label }) => label === 'Standard_D2s_v5');
    expect(size).toMatchObject({
      detail: '2 vCPUs, 8 GB, no temp disk',
      labelDetails: { description: 'encryption at host' },
    });
    expect(items.some(({ label }) => label === 'Standard_D2_v2')).toBe(false);
    expect(items.some(({ label }) => label.startsWith('Standard_DC2as'))).toBe(false);
    expect(items.length).toBeGreaterThan(300);
    const confidential = await itemsAt('bicep', vm("securityProfile: { securityType: 'ConfidentialVM' }"));
    expect(confidential.some(({ label }) => label === 'Standard_DC2as_v5')).toBe(true);
    expect(confidential.some(({ label }) => label === 'Standard_D2s_v5')).toBe(false);
    expect(await itemsAt('bicep', vm('securityProfile: { encryptionAtHost: false }'))).toEqual([]);
  });

  it('offers encryptionAtHost with the object that it belongs into', async () => {
    const items = await itemsAt(
      'bicep',
      `resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'vm'
  properties: {
    enc|
    hardwareProfile: { vmSize: 'Standard_D2s_v5' }
  }
}
`,
    );
    expect(edits(items)).toEqual([['3:4-7', 'securityProfile: {\n\tencryptionAtHost: true\n\\}']]);
  });

  it('offers snippets at the top of a file, with what the file has', async () => {
    const items = await itemsAt('bicep', `${sets}\nenc-d|\n`);
    const snippet = items.find(({ label }) => label === 'enc-disk');
    expect(snippet).toMatchObject({ insertTextFormat: 2, filterText: 'enc-disk managed disk with a customer key' });
    expect(edits(items)[0]?.[0]).toBe('20:0-5');
    expect((snippet?.textEdit as TextEdit).newText).toContain('diskEncryptionSetId: ${6|double,set|}.id');
    expect(snippet?.additionalTextEdits).toBeUndefined();
    const resolved = await client.connection.sendRequest<CompletionItem>('completionItem/resolve', snippet);
    expect(resolved.documentation).toMatchObject({ kind: 'markdown' });
  });

  it.each([
    ['a resource', "resource a 'Microsoft.Compute/disks@2024-03-02' = {\n  enc-|\n}\n"],
    ['an unfinished resource', "resource a 'Microsoft.Compute/disks@2024-03-02' = {\n  |"],
    ['a comment', '// enc-|'],
    ['a template of a subscription', "targetScope = 'subscription'\nenc-|"],
    ['a line with something else', 'param enc-|'],
    ['a string', "var text = '''\nenc-|\n'''\n"],
  ])('offers no snippets in %s', async (_where, text) => {
    expect(await itemsAt('bicep', text)).toEqual([]);
  });

  it('offers no snippets to an editor that cannot insert them', async () => {
    expect(await itemsAt('bicep', 'enc|', {})).toEqual([]);
  });

  it('is silent where a setting says so', async () => {
    const settings = (): unknown => ({ completion: { enable: false } });
    expect(await itemsAt('bicep', disk('      diskEncryptionSetId: |'), { ...capable, settings })).toEqual([]);
  });
});

describe('completion in JSON', () => {
  it('offers the sets of the template and parameters that hold ids', async () => {
    const items = await itemsAt('json', jsonDisk('          "diskEncryptionSetId": "|"'));
    expect(items.map(({ label, labelDetails }) => [label, labelDetails?.description])).toEqual([
      ['des-one', 'double encryption'],
      ['diskEncryptionSetId', 'parameter'],
    ]);
    expect(edits(items)).toEqual([
      ['18:33-35', `"[${one}]"`],
      ['18:33-35', `"[parameters('diskEncryptionSetId')]"`],
    ]);
  });

  it.each([
    ['nothing', '"diskEncryptionSetId": |', '18:33-33', `"[${one}]"`],
    ['nothing before the next property', '"diskEncryptionSetId": |,\n"a": 1', '18:33-33', `"[${one}]"`],
    ['a word', '"diskEncryptionSetId": des|', '18:33-36', `"[${one}]"`],
    ['a text that is begun', '"diskEncryptionSetId": "des|"', '18:33-38', `"[${one}]"`],
    ['a text without its end', '"diskEncryptionSetId": "des|', '18:33-37', `"[${one}]"`],
    ['an expression that is begun', '"diskEncryptionSetId": "[res|]"', '18:33-40', `"[${one}]"`],
    ['an argument of if', `"diskEncryptionSetId": "[if(true(), des|, null())]"`, '18:46-49', one],
  ])('replaces %s', async (_what, line, range, newText) => {
    const items = await itemsAt('json', jsonDisk(`          ${line}`));
    expect(edits(items)[0]).toEqual([range, newText]);
  });

  it.each([
    ['nothing', '"[resourceId(\'Microsoft.Compute/diskEncryptionSets\', |)]"', '18:86-86'],
    ['a name', "\"[resourceId('Microsoft.Compute/diskEncryptionSets', 'de|')]\"", '18:86-90'],
  ])('offers the names of sets to resourceId for %s', async (_what, value, range) => {
    const items = await itemsAt('json', jsonDisk(`          "diskEncryptionSetId": ${value}`));
    expect(edits(items)).toEqual([[range, "'des-one'"]]);
  });

  it('offers sizes for the default of a parameter', async () => {
    const text = json('').replace(
      '"parameters": {',
      '"parameters": { "vmSize": { "type": "string", "defaultValue": "|" },',
    );
    expect((await itemsAt('json', text)).map(({ label }) => label)).toContain('Standard_D2s_v5');
  });

  it('offers nothing in the arguments of other functions', async () => {
    expect(await itemsAt('json', jsonDisk('          "diskEncryptionSetId": "[resourceId(|)]"'))).toEqual([]);
  });

  it('offers the type that matches the set', async () => {
    const items = await itemsAt(
      'json',
      jsonDisk(`          "type": "|",\n          "diskEncryptionSetId": "[${one}]"`),
    );
    expect(edits(items)).toEqual([['18:18-20', '"EncryptionAtRestWithPlatformAndCustomerKeys"']]);
    expect(items[0]?.labelDetails?.description).toBe('matches des-one');
  });

  it('offers the URL of a key with its version', async () => {
    const items = await itemsAt(
      'json',
      json(`,
    {
      "type": "Microsoft.KeyVault/vaults/keys",
      "apiVersion": "2024-11-01",
      "name": "[concat('kv', '/disk-key')]",
      "properties": {}
    },
    {
      "type": "Microsoft.Compute/diskEncryptionSets",
      "apiVersion": "2024-03-02",
      "name": "other",
      "properties": { "activeKey": { "keyUrl": "|" } }
    }`),
    );
    expect(edits(items)[0]?.[1]).toBe(
      "\"[reference(resourceId('Microsoft.KeyVault/vaults/keys', 'kv', 'disk-key'), '2024-11-01').keyUriWithVersion]\"",
    );
  });

  it('offers encryptionAtHost with the object that it belongs into', async () => {
    const items = await itemsAt(
      'json',
      json(`,
    {
      "type": "Microsoft.Compute/virtualMachines",
      "apiVersion": "2024-07-01",
      "name": "vm",
      "properties": {
        "hardwareProfile": { "vmSize": "Standard_D2s_v5" }
        "enc|"
      }
    }`),
    );
    expect(edits(items)).toEqual([['18:8-13', '"securityProfile": {\n\t"encryptionAtHost": true\n\\}']]);
    expect(items[0]?.additionalTextEdits).toMatchObject([{ newText: ',', range: { start: { line: 17 } } }]);
  });

  it.each([
    ['behind the others, with a comma', ',\n    |', '12:4-4'],
    ['behind the others, without a comma', '\n    |', '12:4-4'],
    ['a word', ',\n    des|', '12:4-7'],
    ['a text', ',\n    "des|"', '12:4-9'],
  ])('offers snippets in the list of resources: %s', async (what, text, range) => {
    const items = await itemsAt('json', json(text));
    const snippet = items.find(({ label }) => label === 'enc-disk');
    expect(edits(items)[0]?.[0]).toBe(range);
    expect((snippet?.textEdit as TextEdit).newText).toContain(`"diskEncryptionSetId": "\${5:[${one}]}"`);
    const commas = snippet?.additionalTextEdits?.filter(({ newText }) => newText === ',') ?? [];
    expect(commas).toHaveLength(what.includes('without') ? 1 : 0);
  });

  it.each([
    ['a resource', json(',\n{ "type": "Microsoft.Compute/disks", | }')],
    [
      'the children of a resource',
      json(',\n{ "type": "Microsoft.KeyVault/vaults", "apiVersion": "2024-11-01", "name": "kv", "resources": [ | ] }'),
    ],
    ['parameters', json('').replace('"parameters": {', '"parameters": { |')],
    ['a comment', json(',\n// enc|\n')],
    ['a file that is no template', '{ "resources": [ | ] }'],
  ])('offers no snippets in %s', async (_where, text) => {
    expect(await itemsAt('json', text)).toEqual([]);
  });
});
