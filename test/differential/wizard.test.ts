/** Whatever the wizard writes builds without an error or a warning, and has no finding of ours: every way through it. */
import { afterAll, describe, expect, it } from 'vitest';
import type { EncryptionKind } from '../../server/src/protocol.js';
import type { Finding } from '../../server/src/rules/finding.js';
import { choicesOf, encrypted, offered, opened, titleOf } from '../wizard/combinations.js';
import type { Files } from '../wizard/combinations.js';
import { samples } from '../wizard/templates.js';
import { BicepCli } from './bicep-cli.js';

const cli = new BicepCli('wizard');
afterAll(() => cli.close());

/** Who asks for a key only leaves encryption at host as it was, and the finding about it. */
function isLeft({ rule }: Finding, kind: EncryptionKind): boolean {
  return rule === 'host-encryption-off' && ['customerKey', 'double', 'confidential'].includes(kind);
}

describe.each(Object.entries(samples))('%s', (_, { target, bicep }) => {
  const files: Files = { 'main.bicep': bicep };
  const found = offered(files, 'main.bicep').find(({ id, name }) => id === target || name === target);
  const choices = found === undefined ? [] : choicesOf(found);

  it('is found, and can be encrypted', () => {
    expect(choices.length).toBeGreaterThan(0);
  });

  const kinds = [...new Set(choices.map(({ kind }) => kind))];
  it.each(kinds)('%s in Bicep builds without a warning and has no finding', { timeout: 120_000 }, async (kind) => {
    const answers = await Promise.all(
      choices
        .filter((one) => one.kind === kind)
        .map(async (choice): Promise<readonly string[]> => {
          const text = encrypted(files, 'main.bicep', choice);
          if (typeof text !== 'string') return [`${titleOf(choice)}: refused, ${text.code}`];
          const { findings } = opened({ 'main.bicep': text }, 'main.bicep');
          const diagnostics = await cli.diagnose({ 'main.bicep': text });
          return [
            ...findings.filter((one) => !isLeft(one, kind)).map(({ rule, message }) => `${rule} ${message}`),
            ...(diagnostics ?? []),
          ].map((one) => `${titleOf(choice)}: ${one}`);
        }),
    );
    const complaints = answers.flat();
    expect(complaints).toEqual([]);
  });
});
