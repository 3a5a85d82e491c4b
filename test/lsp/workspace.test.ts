import { CancellationTokenSource } from 'vscode-languageserver/node';
import type { WorkspaceDiagnosticReport } from 'vscode-languageserver/node';
import { afterEach, describe, expect, it } from 'vitest';
import { Client } from './client.js';
import type { ClientOptions } from './client.js';
import { builtServer } from './server-bundle.js';
import { caller, diskModule, flawless, misspelledType, misspelledTypeJson } from './templates.js';

const server = builtServer();
let client: Client;

const files = {
  'main.bicep': caller('EncryptionAtRestWithMagic'),
  'modules/disk.bicep': diskModule,
  'deep/down/disk.json': misspelledTypeJson,
  'good.bicep': flawless,
  'package.json': '{ "name": "no template" }',
  'node_modules/x/disk.bicep': misspelledType,
  'encryptionlens.json': '{ "rulez": {} }',
};

const inWorkspace = { diagnostics: { scope: 'workspace' } };

async function start(options: ClientOptions = {}): Promise<Client> {
  client = await Client.start(server(), { settings: () => inWorkspace, files, ...options });
  return client;
}

afterEach(async () => {
  expect(client.errors).toEqual([]);
  expect(await client.stop()).toBe(0);
});

/** The rules by file, relative to the folder. */
function rulesOf({ items }: WorkspaceDiagnosticReport): unknown {
  return Object.fromEntries(
    items.map((item) => [
      item.uri.slice(client.uri('').length).replace(/^\//, ''),
      item.kind === 'full' ? item.items.map(({ code }) => code) : item.kind,
    ]),
  );
}

function known({ items }: WorkspaceDiagnosticReport): { uri: string; value: string }[] {
  return items.map(({ uri, resultId }) => ({ uri, value: resultId ?? '' }));
}

const everything = {
  'deep/down/disk.json': ['encryption-type-invalid'],
  'encryptionlens.json': ['configuration-invalid'],
  'good.bicep': [],
  'main.bicep': ['encryption-type-invalid'],
  'modules/disk.bicep': [],
};

describe('diagnostics of the workspace', () => {
  it('are those of all templates, open or not, and of the configuration', async () => {
    await start();
    expect(rulesOf(await client.pullWorkspace())).toEqual(everything);
  });

  it('are answered again only when something has changed, and then for what has', async () => {
    await start();
    const first = await client.pullWorkspace();
    const second = client.pullWorkspace(known(first));
    const uri = client.uri('good.bicep');
    await client.open(uri, 'bicep', flawless);
    await client.replace(uri, 'WithPlatformKey', 'WithMagic');
    expect(rulesOf(await second)).toEqual({ 'good.bicep': ['encryption-type-invalid'] });
  });

  it('take in files that are made and deleted', async () => {
    await start();
    const first = await client.pullWorkspace();
    const second = client.pullWorkspace(known(first));
    client.remove('deep/down/disk.json');
    client.write('new.bicep', misspelledType);
    await client.changedOnDisk('deep/down/disk.json', 3);
    await client.changedOnDisk('new.bicep', 1);
    expect(rulesOf(await second)).toEqual({ 'deep/down/disk.json': [], 'new.bicep': ['encryption-type-invalid'] });
  });

  it('say that nothing has changed after a while without news', async () => {
    await start();
    const first = await client.pullWorkspace();
    const second = await client.pullWorkspace(known(first));
    expect(new Set(second.items.map(({ kind }) => kind))).toEqual(new Set(['unchanged']));
    expect(known(second)).toEqual(known(first));
  });

  it('are none, and taken back, where the settings ask for open files', async () => {
    await start();
    const first = await client.pullWorkspace();
    const second = client.pullWorkspace(known(first));
    await client.settingsChanged(() => ({}));
    const taken = await second;
    expect(rulesOf(taken)).toEqual({ 'deep/down/disk.json': [], 'encryptionlens.json': [], 'main.bicep': [] });
  });

  it('end when the question is withdrawn', async () => {
    await start({ settings: () => ({}) });
    const source = new CancellationTokenSource();
    const answer = client.pullWorkspace([], source.token);
    source.cancel();
    await expect(answer).rejects.toMatchObject({ code: -32800 });
  });

  it('leave the files alone that the configuration ignores', async () => {
    await start({ files: { ...files, 'encryptionlens.json': '{ "ignore": ["deep", "main.bicep"] }' } });
    const { 'main.bicep': _, ...others } = everything;
    expect(rulesOf(await client.pullWorkspace())).toEqual({
      ...others,
      'deep/down/disk.json': [],
      'encryptionlens.json': [],
      'main.bicep': [],
    });
  });
});
