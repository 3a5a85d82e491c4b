import { afterEach, describe, expect, it } from 'vitest';
import type {
  ExportHierarchyResult,
  HierarchyItem,
  HierarchyPlaceResult,
  HierarchyView,
  KeyHierarchy,
  KeyHierarchyChangedParams,
} from '../../server/src/protocol/key-hierarchy.js';
import type { ParameterFilesResult } from '../../server/src/protocol/parameter-files.js';
import { Client } from './client.js';
import type { ClientOptions } from './client.js';
import { builtServer } from './server-bundle.js';

const server = builtServer();
let client: Client;
let changes: KeyHierarchyChangedParams[] = [];

const text = `param own bool = false

resource set 'Microsoft.Compute/diskEncryptionSets@2024-03-02' existing = {
  name: 'des'
}

resource disk 'Microsoft.Compute/disks@2024-03-02' = {
  name: 'data'
  location: 'westeurope'
  properties: {
    creationData: {
      createOption: 'Empty'
    }
    diskSizeGB: 128
    encryption: own ? { type: 'EncryptionAtRestWithCustomerKey', diskEncryptionSetId: set.id } : null
  }
}
`;
const files = {
  'main.bicep': text,
  'own.bicepparam': "using 'main.bicep'\nparam own = true\n",
  'platform.bicepparam': "using 'main.bicep'\nparam own = false\n",
  'elsewhere/other.parameters.json': JSON.stringify({
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#',
    contentVersion: '1.0.0.0',
    parameters: {},
  }),
  'notes.bicep': '// nothing\n',
};

async function start(options: ClientOptions = {}): Promise<string> {
  changes = [];
  client = await Client.start(server(), { files, ...options });
  client.connection.onNotification('encryptionLens/keyHierarchyChanged', (params: KeyHierarchyChangedParams) => {
    changes.push(params);
  });
  const uri = client.uri('main.bicep');
  await client.open(uri, 'bicep', text);
  return uri;
}

afterEach(async () => {
  expect(client.errors).toEqual([]);
  expect(await client.stop()).toBe(0);
});

const viewOf = (uri: string, more: Partial<HierarchyView> = {}): HierarchyView => ({
  scope: { kind: 'file', uri },
  direction: 'keys',
  filter: { kind: 'all' },
  ...more,
});

function hierarchy(view: HierarchyView): Promise<KeyHierarchy> {
  return client.connection.sendRequest('encryptionLens/keyHierarchy', { view });
}

async function choose(uri: string, parameterFile: string | null | undefined): Promise<void> {
  const choices = parameterFile === undefined ? [] : [{ template: uri, parameterFile }];
  await client.notify('encryptionLens/parameterFileChoices', { choices });
}

function names(items: readonly HierarchyItem[]): string[] {
  return items.flatMap(({ kind, name, children = [] }) => [name === '' ? kind : name, ...names(children)]);
}

/** Waits for a change after `count` of them; the debounce of the server is waited for, not guessed. */
async function changed(count: number): Promise<KeyHierarchyChangedParams> {
  await expect.poll(() => changes.length, { timeout: 20_000 }).toBeGreaterThan(count);
  const last = changes.at(-1);
  if (last === undefined) throw new Error('no change');
  return last;
}

describe('the key hierarchy of a file', () => {
  it('has a level for each parameter file where there are several', async () => {
    const uri = await start();
    // The first answer does not wait until all parameter files of the workspace are known.
    await expect
      .poll(async () => names((await hierarchy(viewOf(uri))).items), { timeout: 20_000 })
      .toEqual(['main.bicep', 'des', 'data', 'main.bicep', 'platformKeys', 'data']);
    const { status, templates } = await hierarchy(viewOf(uri));
    expect(status).toBe('analysed');
    expect(templates.map(({ parameterFile }) => parameterFile)).toEqual([
      client.uri('own.bicepparam'),
      client.uri('platform.bicepparam'),
    ]);
  });

  it('follows the parameter file that was chosen, and so do the findings', async () => {
    const uri = await start();
    await choose(uri, client.uri('own.bicepparam'));
    expect(names((await hierarchy(viewOf(uri))).items)).toEqual(['des', 'data']);
    await choose(uri, client.uri('platform.bicepparam'));
    const { hierarchy: next } = await changed(0);
    expect(names(next.items)).toEqual(['platformKeys', 'data']);
    await client.until('asked to pull again', () => client.refreshes > 0);
    await choose(uri, null);
    expect((await hierarchy(viewOf(uri))).templates).toEqual([{ uri }]);
  });

  it('of a parameter file that was not chosen is seen with that file all the same', async () => {
    const uri = await start();
    await choose(uri, client.uri('own.bicepparam'));
    const other = client.uri('platform.bicepparam');
    await client.open(other, 'bicep-params', files['platform.bicepparam']);
    const { templates } = await hierarchy(viewOf(other));
    expect(templates).toEqual([{ uri, parameterFile: other }]);
  });

  it('is sent again when it is another one, and not for a keystroke that changes nothing in it', async () => {
    const uri = await start();
    await choose(uri, null);
    await hierarchy(viewOf(uri));
    await client.replace(uri, 'param own bool', '// a comment\nparam own bool');
    await client.replace(uri, "name: 'data'", "name: 'renamed'");
    const { hierarchy: next } = await changed(0);
    expect(names(next.items)).toContain('renamed');
    const { length } = changes;
    await client.replace(uri, '// a comment', '// another comment');
    // A change that follows tells that the comment was looked at and was none.
    await client.replace(uri, "name: 'renamed'", "name: 'last'");
    await changed(length);
    expect(changes.slice(length).map(({ hierarchy: one }) => names(one.items).includes('last'))).toEqual([true]);
  });

  it('says nothing any more once it is hidden', async () => {
    const uri = await start();
    await hierarchy(viewOf(uri));
    await client.notify('encryptionLens/keyHierarchyHidden', {});
    expect(
      await client.connection.sendRequest<HierarchyPlaceResult>('encryptionLens/hierarchyPlace', {
        item: 'main.bicep|',
      }),
    ).toBeNull();
    expect(changes).toEqual([]);
  });

  it('leads to the source as it is now, and from it', async () => {
    const uri = await start();
    await choose(uri, null);
    const { items } = await hierarchy(viewOf(uri, { direction: 'machines' }));
    const [disk] = items;
    await client.replace(uri, 'param own bool', '\n\nparam own bool');
    const place = await client.connection.sendRequest<HierarchyPlaceResult>('encryptionLens/hierarchyPlace', {
      item: disk?.id ?? '',
    });
    expect(place === null ? undefined : client.textAt(place.uri, place.range)).toBe('disk');
    const position = client.rangeOf(uri, 'diskSizeGB').start;
    const found = await client.connection.sendRequest('encryptionLens/hierarchyItemAt', { uri, at: { position } });
    expect(found).toBe(disk?.id);
    expect(
      await client.connection.sendRequest('encryptionLens/hierarchyItemAt', {
        uri,
        at: { node: 'Microsoft.Compute/disks/data' },
      }),
    ).toBe(disk?.id);
  });

  it('says why there is none', async () => {
    const uri = await start();
    const notes = client.uri('notes.bicep');
    await client.open(notes, 'bicep', files['notes.bicep']);
    expect(await hierarchy(viewOf(notes))).toMatchObject({ status: 'analysed', total: 0 });
    const lost = client.uri('lost.bicepparam');
    await client.open(lost, 'bicep-params', "using 'gone.bicep'\n");
    expect(await hierarchy(viewOf(lost))).toMatchObject({ status: 'withoutTemplate', items: [] });
    expect(await hierarchy(viewOf(client.uri('missing.bicep')))).toMatchObject({ status: 'unreadable' });
    await client.settingsChanged(() => ({ enable: false }));
    expect(await hierarchy(viewOf(uri))).toMatchObject({ status: 'disabled' });
  });

  it('is exported as Mermaid and as the JSON of the command line', async () => {
    const uri = await start();
    await choose(uri, null);
    const exported = async (format: 'mermaid' | 'json'): Promise<string> => {
      const params = { scope: { kind: 'file', uri }, format };
      return (await client.connection.sendRequest<ExportHierarchyResult>('encryptionLens/exportHierarchy', params))
        .text;
    };
    expect(await exported('mermaid')).toMatch(/^flowchart LR\n.*main\.bicep/s);
    const { schemaVersion, files: all } = JSON.parse(await exported('json')) as {
      schemaVersion: number;
      files: { path: string; nodes: { name: string }[] }[];
    };
    expect([schemaVersion, all[0]?.path, all[0]?.nodes.map(({ name }) => name)]).toEqual([1, 'main.bicep', ['data']]);
  });
});

describe('the key hierarchy of the workspace', () => {
  it('has every deployment that has to do with encryption', async () => {
    const uri = await start();
    await choose(uri, null);
    const { items, templates } = await hierarchy({ ...viewOf(uri), scope: { kind: 'workspace' } });
    expect(templates).toEqual([{ uri }]);
    expect(names(items)).toEqual(['platformKeys', 'data']);
  });
});

describe('the parameter files of a template', () => {
  it('are those that it is seen with, those that belong to it, and the others of the workspace', async () => {
    const uri = await start();
    const ask = (of: string): Promise<ParameterFilesResult | null> =>
      client.connection.sendRequest('encryptionLens/parameterFiles', { uri: of });
    const own = [client.uri('own.bicepparam'), client.uri('platform.bicepparam')];
    const others = [client.uri('elsewhere/other.parameters.json')];
    expect(await ask(uri)).toEqual({ template: uri, used: own, own, others });
    await choose(uri, others[0]);
    expect(await ask(uri)).toEqual({ template: uri, used: others, own, others });
    expect((await ask(own[0] ?? ''))?.template).toBe(uri);
    expect(await ask(client.uri('missing.json'))).toBeNull();
  });
});
