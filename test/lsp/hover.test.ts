import type { Hover, MarkupContent } from 'vscode-languageserver/node';
import { afterEach, describe, expect, it } from 'vitest';
import { Client } from './client.js';
import type { ClientOptions } from './client.js';
import { platform, platformJson } from './reading-templates.js';
import { builtServer } from './server-bundle.js';

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

/** The hover at the start of a text that stands once in the document. */
function hover(uri: string, text: string): Promise<Hover | null> {
  const { start: position } = client.rangeOf(uri, text);
  return client.connection.sendRequest('textDocument/hover', { textDocument: { uri }, position });
}

/** What is said there, and of which text. */
async function told(uri: string, text: string): Promise<{ of: string; says: string } | null> {
  const answer = await hover(uri, text);
  if (answer?.range === undefined) return null;
  return { of: client.textAt(uri, answer.range), says: (answer.contents as MarkupContent).value };
}

describe.each([
  {
    language: 'bicep',
    uri: 'untitled:main.bicep',
    text: platform,
    machine: ['vm ', 'vm'],
    reference: ['des.id // os', 'des.id'],
    host: ['encryptionAtHost:', 'encryptionAtHost'],
    value: ['secure // host', 'secure'],
  },
  {
    language: 'json',
    uri: 'untitled:main.json',
    text: platformJson,
    machine: ['Microsoft.Compute/virtualMachines"', '"Microsoft.Compute/virtualMachines"'],
    reference: [
      `resourceId('Microsoft.Compute/diskEncryptionSets', 'des')]" } } }`,
      `resourceId('Microsoft.Compute/diskEncryptionSets', 'des')`,
    ],
    host: ['"encryptionAtHost"', 'encryptionAtHost'],
    value: [`parameters('secure')`, `parameters('secure')`],
  },
] as const)('a hover in $language', ({ language, uri, text, machine, reference, host, value }) => {
  it('says of a machine how each layer is encrypted, with which key and why', async () => {
    await start();
    await client.open(uri, language, text);
    const answer = await told(uri, machine[0]);
    expect(answer?.of).toBe(machine[1]);
    const says = answer?.says ?? '';
    expect(says.split('\n')[0]).toBe('**`vm`** · virtual machine · `Standard_D4s_v3`');
    expect(says).toContain('| At rest, OS disk | Double encryption `kek-01` | Set `des` |');
    expect(says).toContain('| At rest, data disk 0 | Platform key | No disk encryption set |');
    expect(says).toContain(
      "| Host cache | Not known | Encryption at host is not known: parameter 'secure' has no value |",
    );
    expect(says).toContain('| In the guest | None |');
    expect(says).toContain('| In use | None |');
  });

  it('says of a reference to a set what the set is, and of no more than the reference', async () => {
    await start();
    await client.open(uri, language, text);
    const answer = await told(uri, reference[0]);
    expect(answer?.of).toBe(reference[1]);
    expect(answer?.says).toMatch(/^\*\*`des`\*\* · disk encryption set · double encryption/);
    expect(answer?.says).toContain('| Key | `kek-01` in vault `kv-01` |');
    expect(answer?.says).toContain('| Used by | 1 machine: `vm` |');
  });

  it('says of a property what Azure makes of it, and which parameter decides', async () => {
    await start();
    await client.open(uri, language, text);
    const onName = await told(uri, host[0]);
    expect(onName?.of).toBe(host[1]);
    expect(onName?.says).toMatch(/^\*\*`encryptionAtHost`\*\* is not known: parameter 'secure' has no value\n/);
    expect(onName?.says).toContain('Encrypts host caches, the temporary disk');
    const onValue = await told(uri, value[0]);
    expect(onValue).toEqual({ of: value[1], says: onName?.says });
  });

  it('is silent where encryption has no part', async () => {
    await start();
    await client.open(uri, language, text);
    expect(await hover(uri, 'adminUsername')).toBeNull();
  });

  it('can be switched off, and is off with the whole analysis', async () => {
    await start({ settings: () => ({ hover: { enable: false } }) });
    await client.open(uri, language, text);
    expect(await hover(uri, host[0])).toBeNull();
    await client.settingsChanged(() => ({ enable: false }));
    expect(await hover(uri, host[0])).toBeNull();
    await client.settingsChanged(() => ({}));
    expect(await hover(uri, host[0])).not.toBeNull();
  });
});
