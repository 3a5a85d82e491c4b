import type { CodeLens, DocumentLink, InlayHint, Location, LocationLink } from 'vscode-languageserver/node';
import { afterEach, describe, expect, it } from 'vitest';
import { Client, modern } from './client.js';
import type { ClientOptions } from './client.js';
import { platform, platformJson } from './reading-templates.js';
import { builtServer } from './server-bundle.js';

const server = builtServer();
let client: Client;

const capabilities = {
  ...modern,
  workspace: { ...modern.workspace, codeLens: { refreshSupport: true }, inlayHint: { refreshSupport: true } },
  textDocument: { ...modern.textDocument, definition: { linkSupport: true } },
};

async function start(options: ClientOptions = {}): Promise<Client> {
  client = await Client.start(server(), { capabilities, ...options });
  return client;
}

afterEach(async () => {
  expect(client.errors).toEqual([]);
  expect(await client.stop()).toBe(0);
});

/** The texts that the definition at the start of a text leads to, with the text that is the link. */
async function definition(uri: string, text: string): Promise<[from: string, to: string][]> {
  const params = { textDocument: { uri }, position: client.rangeOf(uri, text).start };
  const links = await client.connection.sendRequest<LocationLink[] | null>('textDocument/definition', params);
  return (links ?? []).map(({ originSelectionRange, targetUri, targetSelectionRange }) => [
    originSelectionRange === undefined ? '' : client.textAt(uri, originSelectionRange),
    client.textAt(targetUri, targetSelectionRange),
  ]);
}

/** The lines at which the references of the start of a text are. */
async function references(uri: string, text: string, includeDeclaration = false): Promise<string[]> {
  const params = {
    textDocument: { uri },
    position: client.rangeOf(uri, text).start,
    context: { includeDeclaration },
  };
  const found = await client.connection.sendRequest<Location[] | null>('textDocument/references', params);
  return (found ?? []).map(({ uri: file, range }) => client.textAt(file, range));
}

function lenses(uri: string): Promise<CodeLens[]> {
  return client.connection.sendRequest('textDocument/codeLens', { textDocument: { uri } });
}

async function titles(uri: string): Promise<[line: string, title: string][]> {
  const lines = client.textOf(uri).split('\n');
  return (await lenses(uri)).map(({ range, command }) => [
    (lines[range.start.line] ?? '').trim().slice(0, 14),
    command?.title ?? '',
  ]);
}

async function hints(uri: string): Promise<[line: string, hint: string][]> {
  const lines = client.textOf(uri).split('\n');
  const range = { start: { line: 0, character: 0 }, end: { line: lines.length, character: 0 } };
  const found = await client.connection.sendRequest<InlayHint[] | null>('textDocument/inlayHint', {
    textDocument: { uri },
    range,
  });
  return (found ?? []).map(({ position, label }) => [
    (lines[position.line] ?? '').slice(0, position.character).trim(),
    typeof label === 'string' ? label : '',
  ]);
}

async function links(uri: string): Promise<[text: string, target: string | undefined][]> {
  const found = await client.connection.sendRequest<DocumentLink[] | null>('textDocument/documentLink', {
    textDocument: { uri },
  });
  return (found ?? []).map(({ range, target }) => [client.textAt(uri, range), target]);
}

const bicep = 'untitled:main.bicep';
const json = 'untitled:main.json';

describe('a definition', () => {
  it('leads from resourceId to the set, from a reference to the key, and from sourceVault to the vault', async () => {
    await start();
    await client.open(json, 'json', platformJson);
    const set = "resourceId('Microsoft.Compute/diskEncryptionSets', 'des')";
    expect(await definition(json, `${set}]" } } }`)).toEqual([[set, 'Microsoft.Compute/diskEncryptionSets']]);
    const [[, key] = []] = await definition(json, "reference(resourceId('Microsoft.KeyVault/vaults/keys'");
    expect(key).toBe('Microsoft.KeyVault/vaults/keys');
    const [[, vault] = []] = await definition(json, `resourceId('Microsoft.KeyVault/vaults', 'kv-01')]" },`);
    expect(vault).toBe('Microsoft.KeyVault/vaults');
  });

  it('leads from an id and a key URL written in Bicep to their declarations', async () => {
    await start({ initializationOptions: { otherExtensions: { bicep: true, armTools: true } } });
    const written = platform
      .replace('id: des.id // os', "id: resourceId('Microsoft.Compute/diskEncryptionSets', 'des')")
      .replace('keyUrl: key.properties.keyUriWithVersion', "keyUrl: 'https://kv-01.vault.azure.net/keys/kek-01/0123'");
    await client.open(bicep, 'bicep', written);
    expect(await definition(bicep, "resourceId('Microsoft.Compute/disk")).toEqual([
      ["resourceId('Microsoft.Compute/diskEncryptionSets', 'des')", 'des'],
    ]);
    expect(await definition(bicep, "'https://kv-01")).toEqual([
      ["'https://kv-01.vault.azure.net/keys/kek-01/0123'", 'key'],
    ]);
  });

  it('leaves symbols to the Bicep extension where it is there, and not where it is not', async () => {
    await start({ initializationOptions: { otherExtensions: { bicep: true, armTools: false } } });
    await client.open(bicep, 'bicep', platform);
    expect(await definition(bicep, 'des.id // os')).toEqual([]);
    expect(await definition(bicep, 'secure // host')).toEqual([]);
    await client.notify('encryptionLens/otherExtensions', { bicep: false, armTools: false });
    expect(await definition(bicep, 'des.id // os')).toEqual([['des', 'des']]);
    expect(await definition(bicep, 'secure // host')).toEqual([['secure', 'secure']]);
  });

  it('leads from a parameter of a module to its declaration in the other file', async () => {
    const files = {
      'main.json': platformJson
        .slice(0, platformJson.indexOf('  "resources"'))
        .concat(
          '"resources": [{ "type": "Microsoft.Resources/deployments", "apiVersion": "2022-09-01", "name": "a", "properties": { "mode": "Incremental", "templateLink": { "relativePath": "other.json" }, "parameters": { "secure": { "value": true } } } }] }',
        ),
      'other.json': platformJson,
    };
    await start({ files });
    const [main, other] = [client.uri('main.json'), client.uri('other.json')];
    await client.open(main, 'json', files['main.json']);
    await client.open(other, 'json', files['other.json']);
    expect(await definition(main, 'secure": { "value"')).toEqual([['secure', 'secure']]);
    expect(await links(main)).toEqual([['other.json', other]]);
  });
});

describe('references', () => {
  it('of a vault are all that hangs on it, down to the machines', async () => {
    await start();
    await client.open(json, 'json', platformJson);
    const found = await references(json, 'Microsoft.KeyVault/vaults"');
    expect(found).toEqual([
      "format('{0}/{1}', 'kv-01', 'kek-01')",
      "resourceId('Microsoft.KeyVault/vaults', 'kv-01')",
      "reference(resourceId('Microsoft.KeyVault/vaults/keys', 'kv-01', 'kek-01'), '2023-07-01').keyUriWithVersion",
      "resourceId('Microsoft.Compute/diskEncryptionSets', 'des')",
    ]);
    const all = await references(json, 'Microsoft.KeyVault/vaults"', true);
    expect(all).toEqual(['Microsoft.KeyVault/vaults', ...found]);
  });

  it('of a set in Bicep leave its own symbol to the Bicep extension', async () => {
    await start();
    await client.open(bicep, 'bicep', platform);
    expect(await references(bicep, 'des ', true)).toEqual(['des', 'des.id']);
    await client.notify('encryptionLens/otherExtensions', { bicep: true, armTools: false });
    expect(await references(bicep, 'des ', true)).toEqual([]);
  });
});

describe('code lenses', () => {
  it.each([
    [bicep, 'bicep', platform, ['resource vault', "resource key '", "resource des '", "resource vm 'M"]],
    [json, 'json', platformJson, ['{', '{', '{', '{']],
  ] as const)('say how machines are encrypted and what uses the others: %s', async (uri, languageId, text, at) => {
    await start();
    await client.open(uri, languageId, text);
    const [vault, key, set, vm] = at;
    expect(await titles(uri)).toEqual([
      [vault, '1 key, used by 1 disk encryption set'],
      [key, 'used by 1 disk encryption set'],
      [set, 'double encryption, key kek-01, used by 1 machine'],
      [vm, 'double encryption (kek-01) + platform key, host not known'],
    ]);
  });

  it('run commands of a client that knows them, and offer to encrypt only what lacks something', async () => {
    await start({
      initializationOptions: { runsLensCommands: true, wizard: { action: 'Encrypt this', lens: 'Encrypt' } },
    });
    await client.open(bicep, 'bicep', platform);
    const commands = (await lenses(bicep)).map(({ command }) => [command?.command, command?.arguments]);
    const target = { uri: bicep, node: 'Microsoft.Compute/virtualMachines/vm' };
    expect(commands.slice(-2)).toEqual([
      ['encryptionLens.revealInHierarchy', [target]],
      ['encryptionLens.encrypt', [target]],
    ]);
    expect(commands[2]).toEqual([
      'encryptionLens.showReferences',
      [{ uri: bicep, position: client.rangeOf(bicep, "des 'Microsoft").start }],
    ]);
    await client.notify('encryptionLens/otherExtensions', { bicep: true, armTools: false });
    const [hanging] = await client.connection.sendRequest<Location[]>('encryptionLens/hangingOn', {
      uri: bicep,
      position: client.rangeOf(bicep, "des 'Microsoft").start,
    });
    expect(hanging && client.textAt(bicep, hanging.range)).toBe('des.id');
  });
});

describe('inlay hints', () => {
  it('tell the value of an expression, and nothing where the text is the value', async () => {
    await start();
    const text = platform
      .replace(
        'param secure bool',
        "param secure bool = true\nvar size = 'Standard_D4s_v5'\nparam setName string = 'des'",
      )
      .replace("name: 'des'", 'name: setName')
      .replace("vmSize: 'Standard_D4s_v3'", 'vmSize: size')
      .replace('id: des.id // os', "id: resourceId('Microsoft.Compute/diskEncryptionSets', setName)");
    await client.open(bicep, 'bicep', text);
    expect(await hints(bicep)).toEqual(
      [
        ['keyUrl: key.properties.keyUriWithVersion', '= kek-01'],
        ['sourceVault: { id: vault.id', '= kv-01'],
        ['hardwareProfile: { vmSize: size', '= Standard_D4s_v5'],
        ['encryptionAtHost: secure', '= true'],
        ["id: resourceId('Microsoft.Compute/diskEncryptionSets', setName)", '= des'],
      ].sort((left, right) => text.indexOf(left[0] ?? '') - text.indexOf(right[0] ?? '')),
    );
  });

  it('stand behind the quotes of an ARM expression', async () => {
    await start();
    await client.open(json, 'json', platformJson.replace('"type": "bool"', '"type": "bool", "defaultValue": false'));
    expect(await hints(json)).toEqual([
      ['"securityProfile": { "encryptionAtHost": "[parameters(\'secure\')]"', '= false'],
    ]);
  });

  it('are asked for again when settings change, and gone when they are switched off', async () => {
    await start();
    await client.open(bicep, 'bicep', platform.replace('param secure bool', 'param secure bool = true'));
    expect(await hints(bicep)).not.toEqual([]);
    expect(await titles(bicep)).not.toEqual([]);
    await client.settingsChanged(() => ({ inlayHints: { enable: false }, codeLens: { enable: false } }));
    await client.until('the client is asked to refresh', () => client.lensRefreshes > 0 && client.hintRefreshes > 0);
    expect(await hints(bicep)).toEqual([]);
    expect(await lenses(bicep)).toBeNull();
  });
});

describe('document links', () => {
  it('lead from a configuration to the files that it names, and not from its patterns', async () => {
    const text = '{ "parameters": { "main.bicep": ["main.prod.bicepparam", "*.bicepparam"], "**/x.json": "x.json" } }';
    await start({ files: { 'encryptionlens.json': text } });
    const uri = client.uri('encryptionlens.json');
    await client.open(uri, 'jsonc', text);
    expect((await links(uri)).map(([of]) => of)).toEqual(['main.bicep', 'main.prod.bicepparam', 'x.json']);
  });

  it('lead from a Bicep file to its modules only where no Bicep extension does', async () => {
    const files = { 'main.bicep': "module a 'a.bicep' = {\n  name: 'a'\n}\n", 'a.bicep': "param x string = ''\n" };
    await start({ files });
    const uri = client.uri('main.bicep');
    await client.open(uri, 'bicep', files['main.bicep']);
    expect(await links(uri)).toEqual([['a.bicep', client.uri('a.bicep')]]);
    await client.notify('encryptionLens/otherExtensions', { bicep: true, armTools: false });
    expect(await links(uri)).toEqual([]);
  });
});
