import { afterEach, describe, expect, it } from 'vitest';
import { Client, pushOnly } from './client.js';
import type { ClientOptions } from './client.js';
import { builtServer } from './server-bundle.js';
import { caller, diskModule, flawless, misspelledType } from './templates.js';

const server = builtServer();
let client: Client;

async function start(options: ClientOptions = {}): Promise<Client> {
  client = await Client.start(server(), { capabilities: pushOnly, ...options });
  return client;
}

afterEach(async () => {
  expect(client.errors).toEqual([]);
  expect(await client.stop()).toBe(0);
});

const uri = 'file:///no/such/folder/disk.bicep';

function last(of = uri): unknown[] | undefined {
  return client.published
    .filter((one) => one.uri === of)
    .at(-1)
    ?.diagnostics.map(({ code }) => code);
}

describe('a client that only takes what is pushed', () => {
  it('is told of no other way', async () => {
    await start();
    expect(client.initialized?.capabilities.diagnosticProvider).toBeUndefined();
  });

  it('gets diagnostics of what it opens, changes and closes', async () => {
    await start();
    await client.open(uri, 'bicep', misspelledType);
    await client.until('the finding is published', () => last()?.[0] === 'encryption-type-invalid');
    expect(client.published.at(-1)).toMatchObject({ uri, version: 1 });
    await client.replace(uri, 'PlatformKeys', 'PlatformKey');
    await client.until('it is gone', () => last()?.length === 0);
    expect(client.published.at(-1)).toMatchObject({ uri, version: 2 });
    await client.replace(uri, 'PlatformKey', 'PlatformKeys');
    await client.until('it is back', () => last()?.length === 1);
    await client.close(uri);
    await client.until('nothing is left', () => last()?.length === 0);
  });

  it('is told again of an open file when one that it uses changes in another editor', async () => {
    const main = caller('EncryptionAtRestWithMagic');
    await start({ files: { 'main.bicep': main, 'modules/disk.bicep': diskModule } });
    const [caller1, module] = [client.uri('main.bicep'), client.uri('modules/disk.bicep')];
    await client.open(caller1, 'bicep', main);
    await client.open(module, 'bicep', diskModule);
    await client.until('the finding is published', () => last(caller1)?.length === 1);
    await client.replace(module, '      type: type\n', "      type: 'EncryptionAtRestWithPlatformKey'\n");
    await client.until('it is gone', () => last(caller1)?.length === 0);
  });

  it('sees changes on disk although it does not watch files', async () => {
    const main = caller('EncryptionAtRestWithMagic');
    await start({ files: { 'main.bicep': main } });
    const caller1 = client.uri('main.bicep');
    await client.open(caller1, 'bicep', main);
    await client.until('the file is checked', () => last(caller1)?.length === 0);
    client.write('modules/disk.bicep', diskModule);
    await client.changedOnDisk('modules/disk.bicep', 1);
    await client.until('the finding is published', () => last(caller1)?.length === 1);
  });

  it('takes its settings along with the news that they changed', async () => {
    await start();
    await client.open(uri, 'bicep', misspelledType);
    await client.until('the finding is published', () => last()?.length === 1);
    await client.notify('workspace/didChangeConfiguration', {
      settings: { encryptionLens: { rules: { 'encryption-type-invalid': 'off' } } },
    });
    await client.until('it is gone', () => last()?.length === 0);
  });
});

it('nothing is pushed to a client that pulls', async () => {
  await start({ capabilities: { textDocument: { ...pushOnly.textDocument, diagnostic: {} } } });
  await client.open(uri, 'bicep', flawless);
  await client.replace(uri, 'PlatformKey', 'PlatformKeys');
  expect(await client.rules(uri)).toEqual(['encryption-type-invalid']);
  await client.close(uri);
  // A last question: whatever was sent before its answer has arrived by then.
  expect(await client.rules('untitled:Untitled-1')).toEqual([]);
  expect(client.published).toEqual([]);
});
