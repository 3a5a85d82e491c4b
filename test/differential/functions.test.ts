/** Every template function at its edges and in expressions made at random, beside what Azure's deployment engine computes. */
import { afterAll, describe, expect, it } from 'vitest';
import { readPath } from '../../server/src/evaluation/access.js';
import { canonicalText } from '../../server/src/evaluation/canonical.js';
import { createDeployment } from '../../server/src/evaluation/create-deployment.js';
import { functionNames } from '../../server/src/evaluation/functions/index.js';
import { plainOf } from '../../server/src/evaluation/plain.js';
import type { Value } from '../../server/src/evaluation/value.js';
import { parseJson } from '../../server/src/syntax/json/parse.js';
import { armTemplate } from '../../server/src/template/arm.js';
import { BicepCli } from './bicep-cli.js';
import type { Json } from './bicep-cli.js';
import { functionCases } from './function-cases.js';
import { generatedExpressions } from './generated-expressions.js';

/** Another seed gives other expressions, for those who have the CLI; the recorded ones are those of this. */
const seed = Number(process.env['DIFFERENTIAL_SEED'] ?? 1);
const count = Number(process.env['DIFFERENTIAL_COUNT'] ?? 400);
const BATCH = 60;
/** Of what Azure computes, so little may be unknown to us. */
const MOST_UNKNOWN = 0.1;
/** So few may have a value with us though Azure refuses them, for a part that the value does not rest on. */
const MOST_LENIENT = 0.03;

const cli = new BicepCli(seed === 1 && count === 400 ? 'functions' : 'functions-elsewhere');
afterAll(() => cli.close());

const templateOf = (expressions: readonly string[]): string =>
  JSON.stringify({
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
    contentVersion: '1.0.0.0',
    resources: [
      {
        type: 'Microsoft.Compute/disks',
        apiVersion: '2024-03-02',
        name: 'd',
        properties: Object.fromEntries(expressions.map((one, index) => [`p${String(index)}`, `[${one}]`])),
      },
    ],
  });

/** Our value of each expression. */
function ours(expressions: readonly string[]): Value[] {
  const root = createDeployment(armTemplate('main.json', parseJson(templateOf(expressions))));
  const body = root.resources[0]?.body;
  if (body === undefined) throw new Error('no resource');
  const origin = { file: 'main.json', start: 0, end: 0 };
  return expressions.map((_, index) => readPath(body, ['properties', `p${String(index)}`], origin));
}

function isSymbolic(value: Json): boolean {
  if (typeof value === 'string') return value.startsWith('[') && !value.startsWith('[[');
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([name, inner]) => isSymbolic(name) || isSymbolic(inner));
}

interface Tally {
  equal: number;
  unknown: number;
  symbolic: number;
  refused: number;
  /** Refused by Azure for a part that our answer does not rest on. */
  readonly lenient: string[];
  readonly wrong: string[];
}

function judge(expression: string, value: Value, theirs: { readonly value: Json } | null, tally: Tally): void {
  const plain = plainOf(value);
  const known = plain === undefined ? undefined : (JSON.parse(JSON.stringify(plain)) as Json);
  if (theirs === null) {
    if (known === undefined) tally.refused++;
    else tally.lenient.push(`${expression} is ${JSON.stringify(known)}, but Azure refuses it`);
    return;
  }
  const wanted = theirs.value;
  const same = known !== undefined && isSame(known, wanted);
  if (isSymbolic(wanted) && !same) {
    if (known === undefined) tally.symbolic++;
    else tally.wrong.push(`${expression} is ${JSON.stringify(known)}, but Azure leaves ${JSON.stringify(wanted)}`);
  } else if (known === undefined) {
    if (value.kind === 'unknown' && value.because.kind === 'error')
      tally.wrong.push(`${expression} is refused (${value.because.message}), but is ${JSON.stringify(wanted)}`);
    else tally.unknown++;
  } else if (same) tally.equal++;
  else tally.wrong.push(`${expression} is ${canonicalText(value)}, not ${JSON.stringify(wanted)}`);
}

/** Text that is computed and begins with a bracket is escaped by a second one, or is not. */
function isSame(ours: Json, theirs: Json): boolean {
  if (typeof ours === 'string' && typeof theirs === 'string') return ours === theirs || `[${ours}` === theirs;
  // Objects in the order that they have: it shows in the text that is made of them.
  return JSON.stringify(ours) === JSON.stringify(theirs);
}

async function judged(expressions: readonly string[]): Promise<Tally | undefined> {
  const tally: Tally = { equal: 0, unknown: 0, symbolic: 0, refused: 0, lenient: [], wrong: [] };
  for (let start = 0; start < expressions.length; start += BATCH) {
    const batch = expressions.slice(start, start + BATCH);
    const answers = await cli.evaluate(batch, templateOf);
    if (answers === undefined) return undefined;
    const values = ours(batch);
    for (const [index, expression] of batch.entries()) {
      const value = values[index];
      const answer = answers[index];
      if (value === undefined || answer === undefined) throw new Error(`${expression} has no answer`);
      judge(expression, value, answer, tally);
    }
  }
  return tally;
}

const notHere = 'the Bicep CLI is not here, and was not asked about these expressions';

describe('template functions', () => {
  it('are computed at their edges as Azure does', { timeout: 600_000 }, async (context) => {
    const tally = await judged(functionCases);
    if (tally === undefined) return context.skip(notHere);
    expect([...tally.wrong, ...tally.lenient]).toEqual([]);
    expect(tally.equal).toBeGreaterThan(500);
  });

  it('are computed in expressions made at random as Azure does', { timeout: 1_800_000 }, async (context) => {
    const expressions = generatedExpressions(seed, count);
    const tally = await judged(expressions);
    if (tally === undefined) return context.skip(notHere);
    expect(tally.wrong).toEqual([]);
    expect(tally.lenient.length / expressions.length).toBeLessThan(MOST_LENIENT);
    expect(tally.unknown / (tally.equal + tally.unknown)).toBeLessThan(MOST_UNKNOWN);
  });

  it('are each among the expressions', () => {
    const all = [...functionCases, ...generatedExpressions(1, 400)].join('\n').toLowerCase();
    // Those that need a place or a file have cases of their own; the others are none of ARM's.
    const elsewhere =
      /resourceId$|^load|^reference|^resourceInfo$|^(?:subscription|resourceGroup|managementGroup|tenant|deployment|any|equalsIgnoreCase|externalInput|getSecret|readEnvironmentVariable|list\w*|toLogicalZones|toPhysicalZones?)$/i;
    const missing = functionNames().filter((name) => !elsewhere.test(name) && !all.includes(`${name.toLowerCase()}(`));
    expect(missing).toEqual([]);
  });
});
