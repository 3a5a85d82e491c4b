import { afterEach, describe, expect, it } from 'vitest';
import type { CodeAction } from 'vscode-languageserver/node';
import { Client, modern } from './client.js';
import type { ClientOptions } from './client.js';
import { builtServer } from './server-bundle.js';
import { caller, diskModule, misspelledType, misspelledTypeJson } from './templates.js';

const server = builtServer();
let client: Client;

async function start(options: ClientOptions = {}): Promise<Client> {
  client = await Client.start(server(), options);
  return client;
}

afterEach(async () => {
  expect(client.errors).toEqual([]);
  expect(await client.stop()).toBe(0);
});

const wrong = 'EncryptionAtRestWithPlatformKeys';

/** The actions at the misspelled encryption type. */
function actionsAt(uri: string): Promise<CodeAction[]> {
  return client.codeActions(uri, client.rangeOf(uri, wrong));
}

function titled(actions: readonly CodeAction[], title: string | RegExp): CodeAction {
  const found = actions.filter((action) =>
    typeof title === 'string' ? action.title === title : title.test(action.title),
  );
  expect(actions.map((action) => action.title)).toContainEqual(expect.stringMatching(title));
  expect(found).toHaveLength(1);
  return found[0] ?? { title: '' };
}

const documents = [
  ['bicep', 'untitled:Untitled-1', misspelledType],
  ['jsonc', 'untitled:Untitled-1', misspelledTypeJson],
  ['arm-template', 'file:///no/such/folder/disk.json', misspelledTypeJson],
] as const;

describe('quick fixes', () => {
  it('are announced with their kinds', async () => {
    await start();
    expect(client.initialized?.capabilities.codeActionProvider).toEqual({
      codeActionKinds: ['quickfix', 'source.fixAll.encryptionLens'],
      resolveProvider: true,
    });
  });

  it.each(documents)('remove their finding: %s, %s', async (languageId, uri, text) => {
    await start();
    await client.open(uri, languageId, text);
    const diagnostics = await client.diagnostics(uri);
    const actions = await client.codeActions(uri, client.rangeOf(uri, wrong), { diagnostics });
    const fixes = actions.filter(({ kind, title }) => kind === 'quickfix' && title.startsWith('Change'));
    // The disk names no set, so that only a platform key goes together with it.
    expect(fixes.map(({ isPreferred }) => isPreferred)).toEqual([true]);
    expect(fixes[0]?.diagnostics).toEqual(diagnostics);
    expect(fixes[0]?.edit?.documentChanges).toMatchObject([{ textDocument: { uri, version: 1 } }]);
    await client.applyAction(fixes[0] ?? { title: '' });
    expect(client.textOf(uri)).toBe(text.replace(wrong, 'EncryptionAtRestWithPlatformKey'));
    expect(await client.diagnostics(uri)).toEqual([]);
  });

  it('are for the text that is in the editor', async () => {
    await start();
    const uri = 'untitled:Untitled-1';
    await client.open(uri, 'bicep', misspelledType);
    await client.pull(uri);
    await client.apply(uri, [
      { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, newText: '// above\n' },
    ]);
    const fix = titled(await actionsAt(uri), 'Change the encryption type to EncryptionAtRestWithPlatformKey');
    expect(fix.edit?.documentChanges).toMatchObject([{ textDocument: { uri, version: 2 } }]);
    await client.applyAction(fix);
    expect(await client.diagnostics(uri)).toEqual([]);
  });

  it('are none away from findings, and none of kinds that were not asked for', async () => {
    await start();
    const uri = 'untitled:Untitled-1';
    await client.open(uri, 'bicep', misspelledType);
    const start1 = { line: 0, character: 0 };
    const away = await client.codeActions(uri, { start: start1, end: start1 }, { only: ['quickfix'] });
    expect(away).toEqual([]);
    const range = client.rangeOf(uri, wrong);
    expect(await client.codeActions(uri, range, { only: ['refactor', 'source.organizeImports'] })).toEqual([]);
    expect(await client.codeActions(uri, range, { only: ['source.fixAll.eslint'] })).toEqual([]);
  });

  it('change the file that holds the text, also where it is not the one that calls', async () => {
    const main = caller(wrong);
    await start({ files: { 'main.bicep': main, 'modules/disk.bicep': diskModule } });
    const uri = client.uri('main.bicep');
    await client.open(uri, 'bicep', main);
    await client.applyAction(
      titled(await actionsAt(uri), 'Change the encryption type to EncryptionAtRestWithPlatformKey'),
    );
    expect(client.textOf(uri)).toBe(caller('EncryptionAtRestWithPlatformKey'));
    expect(await client.diagnostics(uri)).toEqual([]);
  });

  it('are plain edits for a client that knows no versions', async () => {
    await start({ capabilities: { ...modern, workspace: {} } });
    const uri = 'untitled:Untitled-1';
    await client.open(uri, 'bicep', misspelledType);
    const fix = titled(await actionsAt(uri), 'Change the encryption type to EncryptionAtRestWithPlatformKey');
    expect(fix.edit).toEqual({
      changes: { [uri]: [{ range: expect.any(Object) as object, newText: "'EncryptionAtRestWithPlatformKey'" }] },
    });
  });
});

describe('switching a rule off', () => {
  it.each(documents)('for a line puts a comment above it, as deep as it: %s, %s', async (languageId, uri, text) => {
    await start();
    await client.open(uri, languageId, text);
    await client.applyAction(titled(await actionsAt(uri), 'Disable encryption-type-invalid for this line'));
    expect(client.textOf(uri)).toMatch(
      /\n( +)\/\/ encryption-lens-disable-next-line encryption-type-invalid\n\1["']?type["']?: /,
    );
    expect(await client.diagnostics(uri)).toEqual([]);
  });

  it.each(documents)('for a file puts a comment at its top: %s, %s', async (languageId, uri, text) => {
    await start();
    await client.open(uri, languageId, text);
    await client.applyAction(titled(await actionsAt(uri), 'Disable encryption-type-invalid for this file'));
    expect(client.textOf(uri)).toBe(`// encryption-lens-disable-file encryption-type-invalid\n${text}`);
    expect(await client.diagnostics(uri)).toEqual([]);
  });

  it('adds to a comment that is there, and keeps its reason', async () => {
    await start();
    const uri = 'untitled:Untitled-1';
    const comment = '      // encryption-lens-disable-next-line des-key-missing -- because\n';
    await client.open(uri, 'bicep', misspelledType.replace(/(?= {6}type: )/, comment));
    await client.applyAction(titled(await actionsAt(uri), 'Disable encryption-type-invalid for this line'));
    expect(client.textOf(uri)).toContain(
      '      // encryption-lens-disable-next-line des-key-missing, encryption-type-invalid -- because\n      type: ',
    );
    expect(await client.rules(uri)).toEqual(['suppression-unused']);
  });

  it('is undone by the fix for a comment that does nothing', async () => {
    await start();
    const uri = 'untitled:Untitled-1';
    const text = misspelledType.replace('PlatformKeys', 'PlatformKey');
    await client.open(uri, 'bicep', `// encryption-lens-disable-file encryption-type-invalid -- not any more\n${text}`);
    const diagnostics = await client.diagnostics(uri);
    expect(diagnostics).toMatchObject([{ code: 'suppression-unused', tags: [1] }]);
    const actions = await client.codeActions(uri, diagnostics[0]?.range ?? client.rangeOf(uri, 'x'));
    await client.applyAction(titled(actions, 'Remove the suppression of encryption-type-invalid'));
    expect(client.textOf(uri)).toBe(text);
  });

  it('offers encryptionlens.json first in the mode of VS Code that takes no comments', async () => {
    await start({ files: { 'disk.json': misspelledTypeJson } });
    const uri = client.uri('disk.json');
    await client.open(uri, 'json', misspelledTypeJson);
    const disable = (await actionsAt(uri)).filter(({ title }) => title.startsWith('Disable'));
    expect(disable.map(({ title }) => title)).toEqual([
      'Disable encryption-type-invalid in encryptionlens.json',
      'Disable encryption-type-invalid for this line',
      'Disable encryption-type-invalid for this file',
    ]);
    expect(disable[0]?.edit?.documentChanges).toMatchObject([
      { kind: 'create', uri: client.uri('encryptionlens.json') },
      { edits: [{ newText: '{\n  "rules": {\n    "encryption-type-invalid": "off"\n  }\n}\n' }] },
    ]);
  });

  it('adds to the encryptionlens.json that is there', async () => {
    const configuration = '{\n  // why\n  "rules": {\n    "ade-retiring": "off"\n  }\n}\n';
    await start({ files: { 'a/disk.json': misspelledTypeJson, 'encryptionlens.json': configuration } });
    const [disk, uri] = [client.uri('a/disk.json'), client.uri('encryptionlens.json')];
    await client.open(disk, 'json', misspelledTypeJson);
    await client.open(uri, 'jsonc', configuration);
    await client.applyAction(titled(await actionsAt(disk), 'Disable encryption-type-invalid in encryptionlens.json'));
    expect(client.textOf(uri)).toBe(
      '{\n  // why\n  "rules": {\n    "ade-retiring": "off",\n    "encryption-type-invalid": "off"\n  }\n}\n',
    );
    expect(await client.diagnostics(disk)).toEqual([]);
  });

  it('leaves a line alone that begins inside a string', async () => {
    await start();
    const uri = 'untitled:Untitled-1';
    const text = misspelledType.replace(`'${wrong}'`, `startsWith('''\n''', 'x') ? '${wrong}' : '${wrong}2'`);
    await client.open(uri, 'bicep', text);
    for (const { range } of await client.diagnostics(uri)) {
      const actions = await client.codeActions(uri, range);
      expect(actions.filter(({ title }) => title.endsWith('for this line'))).toEqual([]);
    }
  });
});

describe('fixing everything', () => {
  const two = `${misspelledType}\n${misspelledType.replace('resource disk', 'resource other').replace("'data'", "'more'")}`;

  it('applies all preferred fixes at once, when it is asked for', async () => {
    await start();
    const uri = 'untitled:Untitled-1';
    await client.open(uri, 'bicep', two);
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    const [action, ...others] = await client.codeActions(uri, range, { only: ['source.fixAll'] });
    expect(others).toEqual([]);
    expect(action).toMatchObject({ kind: 'source.fixAll.encryptionLens' });
    expect(action?.edit).toBeUndefined();
    const resolved = await client.resolve(action ?? { title: '' });
    expect(resolved.edit?.documentChanges).toMatchObject([{ textDocument: { uri, version: 1 }, edits: [{}, {}] }]);
    await client.applyAction(resolved);
    expect(client.textOf(uri)).toBe(two.replaceAll('PlatformKeys', 'PlatformKey'));
    expect(await client.codeActions(uri, range, { only: ['source.fixAll.encryptionLens'] })).toEqual([]);
  });

  it('comes with its edit for a client that does not ask for it later', async () => {
    await start({ capabilities: { ...modern, textDocument: { diagnostic: {} } } });
    const uri = 'untitled:Untitled-1';
    await client.open(uri, 'bicep', two);
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    const [action] = await client.codeActions(uri, range, { only: ['source'] });
    await client.applyAction(action ?? { title: '' });
    expect(await client.diagnostics(uri)).toEqual([]);
  });

  it('changes nothing in a file that cannot be read whole', async () => {
    await start();
    const uri = 'untitled:Untitled-1';
    await client.open(uri, 'bicep', `${two}\nresource half '`);
    const range = client.rangeOf(uri, 'resource half');
    const [action] = await client.codeActions(uri, range, { only: ['source.fixAll'] });
    expect((await client.resolve(action ?? { title: '' })).edit).toBeUndefined();
  });
});
