/**
 * Whatever the wizard writes builds without an error or a warning, and has no finding of ours: every way through it, in both
 * languages. The JSON templates are what the Bicep ones compile to.
 */
import { afterAll, describe, expect, it } from 'vitest';
import { exportInventory } from '../../server/src/inventory/export.js';
import type { EncryptionKind } from '../../server/src/protocol.js';
import type { Finding } from '../../server/src/rules/finding.js';
import { allOptions, choicesOf, encrypted, offered, opened, someOptions, titleOf } from '../wizard/combinations.js';
import type { Choice } from '../wizard/combinations.js';
import { samples } from '../wizard/templates.js';
import { BicepCli } from './bicep-cli.js';
import type { Json } from './bicep-cli.js';

const cli = new BicepCli('wizard');
afterAll(() => cli.close());

const absent = 'the Bicep CLI is not here, and was not asked about this text';
const place = { subscriptionId: '11111111-2222-3333-4444-555555555555', resourceGroup: 'shop' };

/** The samples that meet every combination of options; the others meet every pair, unless all are asked for. */
const isWhole = process.env['WIZARD_ALL'] === '1' ? Object.keys(samples) : ['disk', 'virtual machine'];

/** Who asks for a key, or none, only leaves encryption at host as it was, and the finding about it. */
function isLeft({ rule }: Finding, kind: EncryptionKind): boolean {
  return rule === 'host-encryption-off' && ['customerKey', 'double', 'confidential', 'platformKey'].includes(kind);
}

/** Our own findings in the text that a choice makes of a file, or why it makes none. */
function written(path: string, text: string, choice: Choice): { readonly text: string; readonly complaints: string[] } {
  const after = encrypted({ [path]: text }, path, choice);
  if (typeof after !== 'string') return { text: '', complaints: [`refused, ${after.code}`] };
  const { findings } = opened({ [path]: after }, path);
  const complaints = findings
    .filter((one) => !isLeft(one, choice.kind))
    .map(({ rule, message }) => `${rule} ${message}`);
  return { text: after, complaints };
}

/** A parameter file for a JSON template, with a value for whatever has none. */
function parametersFor(text: string): string {
  const { parameters = {} } = JSON.parse(text) as {
    readonly parameters?: Readonly<Record<string, { readonly type: string; readonly defaultValue?: Json }>>;
  };
  const lines = Object.entries(parameters).flatMap(([name, { type, defaultValue }]) =>
    defaultValue === undefined ? `param ${name} = ${type === 'object' ? '{}' : "'value'"}` : [],
  );
  return ["using 'main.json'", ...lines, ''].join('\n');
}

describe.each(Object.entries(samples))('%s', (name, { target, bicep }) => {
  const found = offered({ 'main.bicep': bicep }, 'main.bicep').find((one) => one.id === target || one.name === target);
  const choices = found === undefined ? [] : choicesOf(found, isWhole.includes(name) ? allOptions : someOptions);
  const kinds = [...new Set(choices.map(({ kind }) => kind))];

  /** Goes all ways that lead to a kind. */
  const each = async (
    kind: EncryptionKind,
    judge: (choice: Choice) => Promise<readonly string[]>,
  ): Promise<string[]> => {
    const complaints = await Promise.all(
      choices
        .filter((choice) => choice.kind === kind)
        .map(async (choice) => (await judge(choice)).map((one) => `${titleOf(choice)}: ${one}`)),
    );
    return complaints.flat();
  };

  it('is found, and can be encrypted', () => {
    expect(choices.length).toBeGreaterThan(0);
  });

  it.each(kinds)('%s in Bicep builds without a warning and has no finding', { timeout: 300_000 }, async (kind) => {
    const complaints = await each(kind, async (choice) => {
      const { text, complaints: own } = written('main.bicep', bicep, choice);
      return [...own, ...((await cli.diagnose({ 'main.bicep': text })) ?? [])];
    });
    expect(complaints).toEqual([]);
  });

  it.for(kinds)('%s in JSON is what it is in Bicep', { timeout: 300_000 }, async (kind, context) => {
    const compiled = await cli.compile({ 'main.bicep': bicep });
    if (compiled?.template === undefined) return context.skip(absent);
    const json = JSON.stringify(compiled.template, undefined, 2);
    // What is `existing` in Bicep is only an id in JSON, which can be chosen as such.
    const sets = new Set(
      offered({ 'main.json': json }, 'main.json').flatMap((one) =>
        one.kinds.flatMap((kindChoice) => kindChoice.sets.map(({ id }) => id)),
      ),
    );
    const complaints = await each(kind, async (choice) => {
      if (choice.source?.kind === 'set' && !sets.has(choice.source.id)) return [];
      const { text, complaints: own } = written('main.json', json, choice);
      if (text === '') return own;
      const twin = written('main.bicep', bicep, choice);
      const inventories = [
        opened({ 'main.json': text }, 'main.json').analyses[0],
        opened({ 'main.bicep': twin.text }, 'main.bicep').analyses[0],
      ].map((analysis) => JSON.stringify(analysis && exportInventory(analysis.inventory)));
      const files = { 'main.json': text, 'main.bicepparam': parametersFor(text) };
      const complaint = await cli.complaint(files, 'main.bicepparam', place);
      return [
        ...own,
        ...(inventories[0] === inventories[1]
          ? []
          : [`the inventory is ${String(inventories[0])}\nand not ${String(inventories[1])}`]),
        ...((await cli.diagnose(files, 'main.bicepparam')) ?? []),
        ...(complaint === undefined || complaint === '' ? [] : [complaint]),
      ];
    });
    expect(complaints).toEqual([]);
  });
});
