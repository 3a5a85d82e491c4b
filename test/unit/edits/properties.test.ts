/** What holds for every change to every text, tried on generated templates and, where it is there, a corpus. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Change, NewValue } from '../../../server/src/edits/change.js';
import type { Origin } from '../../../server/src/evaluation/value.js';
import type { BicepNode } from '../../../server/src/syntax/bicep/tree.js';
import { childrenOf } from '../../../server/src/syntax/bicep/walk.js';
import type { JsonNode } from '../../../server/src/syntax/json/tree.js';
import { Random, randomArm, randomBicep } from './random-templates.js';
import { arm, bicep, syntaxErrors, Written } from './written.js';

const corpus = resolve(import.meta.dirname, '../../../../shared/corpus/arm');

const values: readonly NewValue[] = ["it's ${x}", '[y]', 7, true, null, [], ['a', { b: 1 }], {}, { c: { 'd-e': [2] } }];

interface Places {
  /** Objects and arrays that can be written into. */
  readonly objects: readonly Origin[];
  readonly arrays: readonly Origin[];
  /** Values of properties, and items. */
  readonly values: readonly Origin[];
}

function placesOf({ source, file }: Written): Places {
  const places = { objects: [] as Origin[], arrays: [] as Origin[], values: [] as Origin[] };
  const at = ({ start, end }: { start: number; end: number }): Origin => ({ file, start, end });
  const addJson = (node: JsonNode): void => {
    if (node.kind === 'object') {
      places.objects.push(at(node));
      for (const { value } of node.properties) if (value !== undefined) addValue(value);
    } else if (node.kind === 'array') {
      places.arrays.push(at(node));
      node.items.forEach(addValue);
    }
  };
  const addValue = (node: JsonNode): void => {
    places.values.push(at(node));
    addJson(node);
  };
  const addBicep = (node: BicepNode): void => {
    if (node.kind === 'object') places.objects.push(at(node));
    if (node.kind === 'array') {
      places.arrays.push(at(node));
      places.values.push(...node.items.filter(({ kind }) => kind !== 'spread').map(at));
    }
    if (node.kind === 'property') places.values.push(at(node.value));
    childrenOf(node).forEach(addBicep);
  };
  if (source.language === 'bicep') addBicep(source.tree);
  else if (source.json.root !== undefined) addJson(source.json.root);
  return places;
}

/** Comments that stand on a line of their own. */
function commentLines(text: string): readonly string[] {
  return text.split(/\r?\n/).flatMap((line) => /^\s*(\/\/.*)$/.exec(line)?.[1] ?? []);
}

function tryChange(written: Written, change: Change): string {
  const after = written.after(change);
  const what = `${change.kind} in\n${written.text}`;
  if (after === undefined) throw new Error(`not possible: ${what}`);
  const changed = new Written(written.language, after);
  expect(syntaxErrors(changed), `${what}\ngives\n${after}`).toEqual([]);
  const usesCarriageReturns = written.text.includes('\r\n');
  if (written.text.includes('\n')) {
    expect(/[^\r]\n/.test(after) && usesCarriageReturns, what).toBe(false);
    expect(after.includes('\r') && !usesCarriageReturns, what).toBe(false);
  }
  return after;
}

function tryAll(written: Written, random: Random): void {
  const places = placesOf(written);
  const object = random.pick(places.objects);
  const array = random.pick(places.arrays);
  const value = random.pick(places.values);
  if (object !== undefined) {
    const path = ['added', 'encryptionAtHost'].slice(random.below(2));
    const change: Change = { kind: 'setIn', object, path, value: random.pick(values) ?? 1 };
    const after = tryChange(written, change);
    // What was there is still there: an insertion removes nothing but blanks.
    expect(withoutBlanks(after).length).toBeGreaterThanOrEqual(withoutBlanks(written.text).length);
    expect(commentLines(after)).toEqual(commentLines(written.text));
    const moved = { ...object, end: object.end + after.length - written.text.length };
    expect(new Written(written.language, after).after({ ...change, object: moved })).toBe(after);
  }
  if (array !== undefined) {
    const change: Change = { kind: 'append', array, items: [random.pick(values) ?? 1, { z: 'z' }] };
    const after = tryChange(written, change);
    const moved = { ...array, end: array.end + after.length - written.text.length };
    expect(new Written(written.language, after).after({ ...change, array: moved })).toBe(after);
  }
  if (value !== undefined) {
    const after = tryChange(written, { kind: 'replace', at: value, value: random.pick(values) ?? 1 });
    expect(after.slice(0, value.start)).toBe(written.text.slice(0, value.start));
    const removed = new Written(written.language, tryChange(written, { kind: 'remove', at: value }));
    expect(placesOf(removed).values.length).toBeLessThan(places.values.length);
  }
}

function withoutBlanks(text: string): string {
  return text.replace(/\s/g, '');
}

describe('a changed text has no syntax errors, and the same change again changes nothing', () => {
  it('in generated JSON', () => {
    const random = new Random(1);
    for (let run = 0; run < 600; run++) tryAll(arm(randomArm(random)), random);
  });
  it('in generated Bicep', () => {
    const random = new Random(2);
    for (let run = 0; run < 600; run++) tryAll(bicep(randomBicep(random)), random);
  });
  it.skipIf(!existsSync(corpus))(
    `in the corpus, which is ${existsSync(corpus) ? 'there' : 'MISSING: nothing was tried'}`,
    () => {
      const random = new Random(3);
      for (const name of readdirSync(corpus).filter((file) => file.endsWith('.json'))) {
        const written = arm(readFileSync(resolve(corpus, name), 'utf8'));
        if (written.text.length < 300_000) for (let run = 0; run < 4; run++) tryCorpus(written, random);
      }
    },
  );
});

/** In real templates not every value can be removed: variables and defaults hold what others use. */
function tryCorpus(written: Written, random: Random): void {
  const { objects, arrays } = placesOf(written);
  const object = random.pick(objects);
  const array = random.pick(arrays);
  if (object !== undefined) tryChange(written, { kind: 'setIn', object, path: ['added', 'x'], value: 'y' });
  if (array !== undefined) tryChange(written, { kind: 'append', array, items: [{ z: 'z' }] });
  const [resource, ...others] = written.template.resources;
  const on = random.pick(others);
  if (resource === undefined || on === undefined) return;
  const change = (text: Written): Change | undefined => {
    const [first, ...rest] = text.template.resources;
    const same = rest[others.indexOf(on)];
    if (first === undefined || same === undefined) return undefined;
    return {
      kind: 'addDependency',
      resource: { file: text.file, declaration: first },
      on: { file: text.file, declaration: same },
    };
  };
  const before = change(written);
  const after = before === undefined ? undefined : written.after(before);
  if (after === undefined) return;
  const changed = new Written(written.language, after);
  const again = change(changed);
  expect(syntaxErrors(changed)).toEqual([]);
  expect(again === undefined ? undefined : changed.after(again)).toBe(after);
}
