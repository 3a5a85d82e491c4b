/**
 * Whatever the wizard writes builds without an error or a warning, and has no finding of ours: every way through it, in both
 * languages. The JSON templates are what the Bicep ones compile to.
 */
import { afterAll, describe, expect, it } from 'vitest';
import { exportInventory } from '../../server/src/inventory/export.js';
import type { EncryptionKind } from '../../server/src/protocol.js';
import type { Finding } from '../../server/src/rules/finding.js';
import { breathe } from '../../server/src/workspace/breathe.js';
import { choicesOf, encrypted, offered, opened, titleOf } from '../wizard/combinations.js';
import type { Choice, Files } from '../wizard/combinations.js';
import { samples } from '../wizard/templates.js';
import { BicepCli } from './bicep-cli.js';
import type { Complaint, Json } from './bicep-cli.js';

const cli = new BicepCli('wizard', true);
afterAll(() => cli.close());

const timeout = 600_000;
const absent = 'the Bicep CLI is not here, and was not asked about this text';
const place = { subscriptionId: '11111111-2222-3333-4444-555555555555', resourceGroup: 'shop' };

/** Who asks for a key, or none, only leaves encryption at host as it was, and the finding about it. */
function isLeft({ rule }: Finding, kind: EncryptionKind): boolean {
  return rule === 'host-encryption-off' && ['customerKey', 'double', 'confidential', 'platformKey'].includes(kind);
}

/** What a choice makes of a file, and what is wrong with that. */
interface Written {
  /** Empty: nothing was written. */
  readonly text: string;
  readonly complaints: readonly string[];
  /** As it is exported, to be compared. */
  readonly inventory: string;
}

/** Goes the way of a choice; ours are the findings, or why nothing is written. */
function write(files: Files, path: string, choice: Choice): Written {
  const after = encrypted(files, path, choice);
  if (typeof after !== 'string') return { text: '', complaints: [`refused, ${after.code}`], inventory: '' };
  const { findings, analyses } = opened({ [path]: after }, path);
  const complaints = findings
    .filter((one) => !isLeft(one, choice.kind))
    .map(({ rule, message }) => `${rule} ${message}`);
  const [analysis] = analyses;
  return { text: after, complaints, inventory: JSON.stringify(analysis && exportInventory(analysis.inventory)) };
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

describe.each(Object.entries(samples))('%s', (_, { target, bicep }) => {
  const files = { 'main.bicep': bicep };
  const found = offered(files, 'main.bicep').find((one) => one.id === target || one.name === target);
  const choices = found === undefined ? [] : choicesOf(found);
  const kinds = [...new Set(choices.map(({ kind }) => kind))];
  const inBicep = new Map<Choice, Written>();
  const writtenInBicep = (choice: Choice): Written => {
    const known = inBicep.get(choice) ?? write(files, 'main.bicep', choice);
    inBicep.set(choice, known);
    return known;
  };

  it('is found, and can be encrypted', () => {
    expect(choices.length).toBeGreaterThan(0);
  });

  it.for(kinds)('%s in Bicep builds without a warning and has no finding', { timeout }, async (kind, context) => {
    const asked = choices.filter((choice) => choice.kind === kind);
    const written = await eachInTurn(asked, writtenInBicep);
    expect(
      titled(
        asked,
        written.flatMap(({ complaints }, index) => complaints.map((one) => [index, one] as const)),
      ),
    ).toEqual([]);
    const said = await cli.diagnoseEach(written.map(({ text }) => text));
    if (said === undefined) return context.skip(absent);
    expect(titled(asked, said)).toEqual([]);
  });

  it.for(kinds)('%s in JSON is what it is in Bicep', { timeout }, async (kind, context) => {
    const compiled = await cli.compile(files);
    if (compiled?.template === undefined) return context.skip(absent);
    const json = { 'main.json': JSON.stringify(compiled.template, undefined, 2) };
    // What is `existing` in Bicep is only an id in JSON, which can be chosen as such.
    const sets = new Set(
      offered(json, 'main.json').flatMap((one) =>
        one.kinds.flatMap((kindChoice) => kindChoice.sets.map(({ id }) => id)),
      ),
    );
    const asked = choices.filter(
      (choice) => choice.kind === kind && (choice.source?.kind !== 'set' || sets.has(choice.source.id)),
    );
    const written = await eachInTurn(asked, (choice) => write(json, 'main.json', choice));
    const complaints = written.flatMap(({ complaints: own, inventory }, index) => {
      const choice = asked[index];
      const twin = choice && writtenInBicep(choice).inventory;
      const other = inventory === twin ? [] : [`the inventory is ${inventory}\nand not ${String(twin)}`];
      return [...own, ...other].map((one) => [index, one] as const);
    });
    expect(titled(asked, complaints)).toEqual([]);
    const cases = written.map(({ text }) => ({ template: text, parameters: parametersFor(text) }));
    const said = await cli.deployEach(cases, place);
    if (said === undefined) return context.skip(absent);
    expect(titled(asked, said)).toEqual([]);
  });
});

/** One after the other, so that the runner of the tests is heard in between. */
async function eachInTurn<T>(choices: readonly Choice[], make: (choice: Choice) => T): Promise<T[]> {
  const made: T[] = [];
  for (const choice of choices) {
    made.push(make(choice));
    await breathe();
  }
  return made;
}

/** Complaints with the choices that they are about. */
function titled(choices: readonly Choice[], complaints: readonly Complaint[]): string[] {
  return complaints.map(([index, text]) => {
    const choice = choices[index];
    return `${choice === undefined ? '' : titleOf(choice)}: ${text}`;
  });
}
