/**
 * Runs the benchmarks; `scripts/bench.mjs` bundles and starts it.
 *   --bicep DIR     also measure the Bicep parser on the files of a directory
 *   --only a,b      only these: corpus, parser, keystroke, editor, cli, growth, memory
 *   --server FILE, --cli FILE    the built server and command
 *   --bicep-cli FILE             the Bicep CLI, where it is restored
 *   --write FILE    write the tables into a Markdown file too
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parseTree } from 'jsonc-parser';
import { parseBicep } from '../../server/src/syntax/bicep/parse.js';
import {
  bicepOfLines,
  corpusTable,
  generatedParserInput,
  growthTable,
  keystrokeTable,
  largestOf,
  memoryTable,
  parseEach,
  parserTable,
  raceParsers,
} from './benchmarks.js';
import type { ParserInput, ParserTimes } from './benchmarks.js';
import { bicepTable } from './bicep-cli.js';
import { editorTable } from './editor.js';
import { armTemplate } from './generated-templates.js';
import type { GeneratedFile } from './generated-templates.js';
import { cpuOf, median } from './measure.js';
import { tableText } from './table.js';
import type { Table } from './table.js';

const { values: options } = parseArgs({
  options: {
    corpus: { type: 'string', default: '' },
    bicep: { type: 'string' },
    only: { type: 'string' },
    write: { type: 'string' },
    measure: { type: 'string' },
    server: { type: 'string' },
    cli: { type: 'string' },
    'bicep-cli': { type: 'string' },
  },
});

const print = (text: string): void => void process.stdout.write(`${text}\n`);
const corpus = existsSync(options.corpus) ? filesIn(options.corpus, /\.json$/) : [];
const inputs: ParserInput[] = [generatedParserInput()];
if (options.bicep !== undefined) {
  const json = corpus.length > 0 ? corpus : [armTemplate(1000)];
  const bicep = filesIn(options.bicep, /\.bicep$/);
  inputs.push({ title: `a directory, ${bicep.length.toLocaleString('en')} files`, bicep, json });
}

if (options.measure !== undefined) measureOne(options.measure);
else void runAll();

async function runAll(): Promise<void> {
  const wanted = options.only?.split(',');
  const isWanted = (name: string): boolean => wanted?.includes(name) ?? true;
  const tables: Table[] = [];
  const add = (table: Table): void => {
    tables.push(table);
    print(tableText(table));
  };
  const skipped: string[] = [];
  const skip = (what: string): void => {
    skipped.push(what);
    print(`SKIPPED: ${what}\n`);
  };
  if (corpus.length === 0) skip('the corpus of ARM templates is not there, so nothing is measured on it.');
  else if (isWanted('corpus')) add(corpusTable(corpus));
  if (isWanted('parser')) add(parserTable(inputs, measured));
  if (isWanted('keystroke')) add(keystrokeTable(corpus));
  const largest = corpus.length > 0 ? largestOf(corpus) : armTemplate(1000);
  if (options.server !== undefined && isWanted('editor'))
    add(await editorTable(options.server, { ...bicepOfLines(1500), path: 'platform.bicep' }, largest));
  if (options['bicep-cli'] === undefined) skip('the Bicep CLI is not restored, so nothing is compared with it.');
  else if (options.cli !== undefined && isWanted('cli')) add(await bicepTable(options['bicep-cli'], options.cli));
  if (isWanted('growth')) add(await growthTable());
  if (isWanted('memory')) add(await memoryTable(largest));
  if (options.write !== undefined) writeFileSync(options.write, page(tables, skipped));
}

/**
 * In processes of their own: what the engine has learned from other input, huge files above all (it then takes all trees for
 * long-lived), would weigh on these.
 */
function measured(input: ParserInput): { warm: ParserTimes; cold: ParserTimes } {
  const position = String(inputs.indexOf(input));
  const forwarded = [...(options.bicep === undefined ? [] : ['--bicep', options.bicep]), '--corpus', options.corpus];
  const child = (what: string): unknown => {
    const args = [process.argv[1] ?? '', ...forwarded, '--measure', `${what} ${position}`];
    return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }));
  };
  const samples = { bicep: [] as number[], json: [] as number[] };
  for (let round = 0; round < 5; round++) {
    for (const language of ['bicep', 'json'] as const) samples[language].push(child(language) as number);
  }
  const cold = { bicep: median(samples.bicep), json: median(samples.json) };
  return { warm: child('warm') as ParserTimes, cold };
}

function measureOne(question: string): void {
  const [what, position] = question.split(' ');
  const input = inputs[Number(position)];
  if (input === undefined) throw new Error(`no input ${question}`);
  const answer =
    what === 'warm'
      ? raceParsers(input)
      : what === 'bicep'
        ? cpuOf(() => parseEach(parseBicep, input.bicep))
        : cpuOf(() => parseEach(parseTree, input.json));
  print(JSON.stringify(answer));
}

function filesIn(directory: string, pattern: RegExp): GeneratedFile[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((name) => pattern.test(name))
    .sort()
    .map((name) => ({ path: name.replaceAll('\\', '/'), text: readFileSync(join(directory, name), 'utf8') }));
}

function page(tables: readonly Table[], skipped: readonly string[]): string {
  const machine = `${String(availableParallelism())} cores, Node ${process.versions.node.split('.').slice(0, 2).join('.')}, ${process.platform} ${process.arch}`;
  const load = loadavg()[0]?.toFixed(1) ?? '';
  const date = new Date().toISOString().slice(0, 10);
  return `# Performance

Written by \`npm run bench -- --write\`. Each ratio is of one run: the parties take turns in one process, by CPU time, and the median counts. Times depend on the machine (${machine}) and on what else it does (load ${load} when this was written, ${date}); ratios hardly do.

${skipped.map((what) => `**Skipped:** ${what}\n\n`).join('')}${tables.map(tableText).join('\n')}`;
}
