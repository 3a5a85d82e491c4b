import { CancellationTokenSource } from 'vscode-languageserver/node';
import { afterEach, describe, expect, it } from 'vitest';
import { Client, modern } from './client.js';
import type { ClientOptions } from './client.js';
import { builtServer } from './server-bundle.js';
import { caller, diskModule, flawless, misspelledType, misspelledTypeJson } from './templates.js';

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

describe('diagnostics that are pulled', () => {
  it('are announced with what the client needs to know', async () => {
    await start();
    expect(client.initialized?.capabilities.diagnosticProvider).toEqual({
      identifier: 'encryption-lens',
      interFileDependencies: true,
      workspaceDiagnostics: true,
    });
  });

  it.each([
    ['bicep', 'untitled:Untitled-1', misspelledType, "'EncryptionAtRestWithPlatformKeys'"],
    ['bicep', 'file:///no/such/folder/disk.bicep', misspelledType, "'EncryptionAtRestWithPlatformKeys'"],
    ['json', 'untitled:Untitled-1', misspelledTypeJson, '"EncryptionAtRestWithPlatformKeys"'],
    ['jsonc', 'file:///no/such/folder/disk.json', misspelledTypeJson, '"EncryptionAtRestWithPlatformKeys"'],
    ['arm-template', 'vscode-vfs://github/a/b/disk.json', misspelledTypeJson, '"EncryptionAtRestWithPlatformKeys"'],
  ])('say what is wrong, where, and where to read more: %s, %s', async (languageId, uri, text, marked) => {
    await start();
    await client.open(uri, languageId, text);
    const [diagnostic, ...others] = await client.diagnostics(uri);
    expect(others).toEqual([]);
    expect(diagnostic).toMatchObject({
      severity: 1,
      source: 'encryption-lens',
      code: 'encryption-type-invalid',
      message: expect.stringContaining("'EncryptionAtRestWithPlatformKeys' is no encryption type") as string,
      codeDescription: { href: expect.stringMatching(/\/docs\/rules\/encryption-type-invalid\.md$/) as string },
      data: { certainty: 'definite', resource: 'Microsoft.Compute/disks/data' },
    });
    expect(marked).toContain(client.textAt(uri, diagnostic?.range ?? client.rangeOf(uri, marked)));
  });

  it('are unchanged as long as nothing changes, and new after an edit', async () => {
    await start();
    const uri = 'untitled:Untitled-1';
    await client.open(uri, 'bicep', misspelledType);
    const { resultId } = await client.pull(uri);
    expect(resultId).toEqual(expect.any(String));
    expect(await client.pull(uri, resultId)).toEqual({ kind: 'unchanged', resultId });
    await client.replace(uri, 'PlatformKeys', 'PlatformKey');
    const after = await client.pull(uri, resultId);
    expect(after).toMatchObject({ kind: 'full', items: [] });
    expect(after.resultId).not.toBe(resultId);
  });

  it('follow the text in the editor, which nobody saved', async () => {
    await start({ files: { 'disk.bicep': flawless } });
    const uri = client.uri('disk.bicep');
    await client.open(uri, 'bicep', flawless);
    expect(await client.rules(uri)).toEqual([]);
    await client.replace(uri, 'WithPlatformKey', 'WithMagic');
    expect(await client.rules(uri)).toEqual(['encryption-type-invalid']);
    await client.close(uri);
    await client.open(uri, 'bicep', flawless);
    expect(await client.rules(uri)).toEqual([]);
  });

  it('are those of the last of many edits', async () => {
    await start();
    const uri = 'untitled:Untitled-1';
    await client.open(uri, 'bicep', flawless);
    const pulls: Promise<unknown>[] = [];
    for (let edit = 0; edit < 50; edit++) {
      const source = new CancellationTokenSource();
      await client.apply(uri, [
        { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, newText: '// a line above\n' },
      ]);
      pulls.push(client.pull(uri, undefined, source.token).catch((error: unknown) => error));
      if (edit < 49) source.cancel();
    }
    await client.replace(uri, 'PlatformKey', 'PlatformKeys');
    const [diagnostic] = await client.diagnostics(uri);
    expect(diagnostic?.range.start.line).toBe(59);
    expect(await Promise.all(pulls)).toHaveLength(50);
  });

  it('are not computed for a question that was withdrawn', async () => {
    await start();
    const uri = 'untitled:Untitled-1';
    await client.open(uri, 'bicep', misspelledType);
    const source = new CancellationTokenSource();
    const answer = client.pull(uri, undefined, source.token);
    source.cancel();
    await expect(answer).rejects.toMatchObject({ code: -32800 });
    expect(await client.rules(uri)).toEqual(['encryption-type-invalid']);
  });

  it('leave out what the client cannot show', async () => {
    await start({ capabilities: { ...modern, textDocument: { diagnostic: {} } } });
    const uri = 'untitled:Untitled-1';
    await client.open(uri, 'bicep', misspelledType);
    const [diagnostic] = await client.diagnostics(uri);
    expect(Object.keys(diagnostic ?? {}).sort()).toEqual(['code', 'message', 'range', 'severity', 'source']);
  });

  it.each(['git:/a/disk.bicep?HEAD', 'bicep-extsrc:mcr/disk.bicep', 'linked-template:/disk.json'])(
    'are none for a document that nobody edits: %s',
    async (uri) => {
      await start();
      await client.open(uri, uri.includes('json') ? 'json' : 'bicep', misspelledType);
      expect(await client.diagnostics(uri)).toEqual([]);
      expect(client.statuses).toEqual([]);
    },
  );

  it('number at most 1000, of which the first says so', async () => {
    await start();
    const uri = 'untitled:Untitled-1';
    const disks = Array.from({ length: 1005 }, (_, index) =>
      misspelledType.replace('resource disk', `resource disk${String(index)}`).replace("'data'", `'d${String(index)}'`),
    );
    await client.open(uri, 'bicep', disks.join('\n'));
    const diagnostics = await client.diagnostics(uri);
    expect(diagnostics).toHaveLength(1000);
    expect(diagnostics[0]).toMatchObject({
      code: 'too-many-findings',
      message: 'There are 1005 findings in this file; the 999 gravest are shown.',
    });
  });
});

describe('a text that is no good template', () => {
  it.each([
    ['half a file', 'bicep', misspelledType.slice(0, misspelledType.indexOf('encryption:') + 60)],
    [
      'names of JavaScript',
      'bicep',
      `param __proto__ string = 'a'\nvar constructor = __proto__\noutput toString string = constructor\n`,
    ],
    [
      'names of JavaScript in JSON',
      'json',
      misspelledTypeJson.replace(
        '"contentVersion"',
        '"parameters": {"__proto__": {"type": "string", "defaultValue": "[parameters(\'__proto__\')]"}}, "contentVersion"',
      ),
    ],
    ['a hundred thousand brackets', 'json', '['.repeat(100_000)],
    ['a hundred thousand brackets in Bicep', 'bicep', `var a = ${'['.repeat(100_000)}`],
    ['half a character', 'bicep', `module a '\ud800.bicep' = {\n  name: '\udc00'\n}\n`],
    ['nothing', 'json', ''],
  ])('is answered: %s', async (_name, languageId, text) => {
    await start();
    const uri = 'file:///no/such/folder/main.' + (languageId === 'json' ? 'json' : 'bicep');
    await client.open(uri, languageId, text);
    expect(await client.diagnostics(uri)).toEqual(expect.any(Array));
    expect(client.statuses).toHaveLength(1);
  });

  it('still gives the findings of the part that can be read', async () => {
    await start();
    const uri = 'untitled:Untitled-1';
    await client.open(uri, 'bicep', `${misspelledType}\nresource half 'Microsoft.Comp`);
    expect(await client.rules(uri)).toEqual(['encryption-type-invalid']);
    expect(client.statuses).toMatchObject([{ uri, version: 1, status: { kind: 'partial', findings: 1 } }]);
  });
});

describe('the status of a document', () => {
  it.each([
    ['a template', 'json', misspelledTypeJson, { kind: 'analysed', findings: 1 }],
    [
      'something else',
      'json',
      '{}',
      { kind: 'notATemplate', reason: 'Its $schema is not that of a deployment template.' },
    ],
  ])('says how it was read: %s', async (_name, languageId, text, status) => {
    await start();
    const uri = 'untitled:Untitled-1';
    await client.open(uri, languageId, text);
    await client.pull(uri);
    expect(client.statuses).toEqual([{ uri, version: 1, status }]);
  });
});

describe('files of a workspace', () => {
  const files = { 'main.bicep': caller('EncryptionAtRestWithMagic'), 'modules/disk.bicep': diskModule };

  it('are read from disk where they are not open', async () => {
    await start({ files });
    const uri = client.uri('main.bicep');
    await client.open(uri, 'bicep', files['main.bicep']);
    const [diagnostic] = await client.diagnostics(uri);
    expect(diagnostic?.code).toBe('encryption-type-invalid');
    expect(diagnostic?.relatedInformation?.map(({ location }) => location)).toContainEqual({
      uri: client.uri('modules/disk.bicep'),
      range: { start: { line: 11, character: 12 }, end: { line: 11, character: 16 } },
    });
  });

  it('give a module what its callers pass', async () => {
    await start({ files: { ...files, 'main.bicep': caller('EncryptionAtRestWithPlatformKey') } });
    const uri = client.uri('modules/disk.bicep');
    await client.open(uri, 'bicep', diskModule.replace('param type string', "param type string = 'Magic'"));
    expect(await client.rules(uri)).toEqual([]);
  });

  it('are read from the editor where they are open', async () => {
    await start({ files });
    const [main, module] = [client.uri('main.bicep'), client.uri('modules/disk.bicep')];
    await client.open(main, 'bicep', files['main.bicep']);
    await client.open(module, 'bicep', diskModule);
    expect(await client.rules(main)).toEqual(['encryption-type-invalid']);
    await client.replace(module, '      type: type\n', "      type: 'EncryptionAtRestWithPlatformKey'\n");
    expect(await client.rules(main)).toEqual([]);
  });

  it('are checked again when one that they use changes on disk', async () => {
    await start({ files });
    const uri = client.uri('main.bicep');
    await client.open(uri, 'bicep', files['main.bicep']);
    await client.until('watchers are registered', () => client.registered.includes('workspace/didChangeWatchedFiles'));
    const { resultId } = await client.pull(uri);
    const before = client.refreshes;
    client.write('modules/disk.bicep', diskModule.replace('type: type', "type: 'EncryptionAtRestWithPlatformKey'"));
    await client.changedOnDisk('modules/disk.bicep');
    await client.until('the client is asked to pull again', () => client.refreshes > before);
    expect(await client.pull(uri, resultId)).toMatchObject({ kind: 'full', items: [] });
  });

  it('may appear after those that use them', async () => {
    await start({ files: { 'main.bicep': files['main.bicep'] } });
    const uri = client.uri('main.bicep');
    await client.open(uri, 'bicep', files['main.bicep']);
    expect(await client.rules(uri)).toEqual([]);
    client.write('modules/disk.bicep', diskModule);
    await client.changedOnDisk('modules/disk.bicep', 1);
    await client.until('the client is asked to pull again', () => client.refreshes > 0);
    expect(await client.rules(uri)).toEqual(['encryption-type-invalid']);
  });

  it('take their severities from encryptionlens.json, also from one that is not saved', async () => {
    await start({
      files: {
        'disk.bicep': misspelledType,
        'encryptionlens.json': '{ "rules": { "encryption-type-invalid": "warning" } }',
      },
    });
    const [disk, configuration] = [client.uri('disk.bicep'), client.uri('encryptionlens.json')];
    await client.open(disk, 'bicep', misspelledType);
    expect(await client.diagnostics(disk)).toMatchObject([{ severity: 2 }]);
    await client.open(configuration, 'jsonc', '{ "rules": { "encryption-type-invalid": "off" } }');
    expect(await client.diagnostics(disk)).toEqual([]);
  });

  it('are asked for again when a configuration is made in the editor, and when it is closed unsaved', async () => {
    await start({ files: { 'disk.bicep': misspelledType } });
    const [disk, configuration] = [client.uri('disk.bicep'), client.uri('encryptionlens.json')];
    await client.open(disk, 'bicep', misspelledType);
    expect(await client.diagnostics(disk)).toHaveLength(1);
    const before = client.refreshes;
    await client.open(configuration, 'jsonc', '{ "rules": { "encryption-type-invalid": "off" } }');
    await client.until('the client is asked to pull again', () => client.refreshes > before);
    expect(await client.diagnostics(disk)).toEqual([]);
    const opened = client.refreshes;
    await client.close(configuration);
    await client.until('the client is asked to pull again', () => client.refreshes > opened);
    expect(await client.diagnostics(disk)).toHaveLength(1);
  });

  it('tell what is wrong with encryptionlens.json in that file', async () => {
    await start({ files: {} });
    const uri = client.uri('encryptionlens.json');
    await client.open(uri, 'jsonc', '{ "rules": { "no-such-rule": "off", "__proto__": "off" } }');
    const diagnostics = await client.diagnostics(uri);
    expect(diagnostics.map(({ range }) => client.textAt(uri, range))).toEqual(['"no-such-rule"', '"__proto__"']);
    expect(diagnostics.map(({ code }) => code)).toEqual(['configuration-invalid', 'configuration-invalid']);
  });
});

describe('settings', () => {
  it('are those of the document, and are asked for again when they change', async () => {
    const uri = 'file:///no/such/folder/disk.bicep';
    await start({
      settings: (scope) => (scope === uri ? { rules: { 'encryption-type-invalid': 'information' } } : {}),
    });
    await client.open(uri, 'bicep', misspelledType);
    expect(await client.diagnostics(uri)).toMatchObject([{ severity: 3 }]);
    const before = client.refreshes;
    await client.settingsChanged(() => ({ rules: { 'encryption-type-invalid': 'off', __proto__: 'off' } }));
    await client.until('the client is asked to pull again', () => client.refreshes > before);
    expect(await client.diagnostics(uri)).toEqual([]);
    await client.settingsChanged(() => ({ enable: false }));
    expect(await client.diagnostics(uri)).toEqual([]);
    expect(client.statuses.at(-1)?.status.kind).toBe('disabled');
  });

  it('that mean nothing count as not there', async () => {
    await start({ settings: () => ({ enable: 'yes', rules: 7, diagnostics: null }) });
    await client.open('untitled:Untitled-1', 'bicep', misspelledType);
    expect(await client.rules('untitled:Untitled-1')).toEqual(['encryption-type-invalid']);
  });
});
