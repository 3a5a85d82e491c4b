/** The benchmarks: each gives a table. Only ratios within one run mean something; the times say of what. */
import { parseTree } from 'jsonc-parser';
import { analyse, analyseFiles } from '../../server/src/analysis.js';
import { parseBicep } from '../../server/src/syntax/bicep/parse.js';
import { parseJson } from '../../server/src/syntax/json/parse.js';
import { Project, SourceCache } from '../../server/src/workspace/project.js';
import { armModules, armTemplate, bicepModules, bicepTemplate } from './generated-templates.js';
import type { GeneratedFile } from './generated-templates.js';
import { heapOf, race } from './measure.js';
import type { Contestant } from './measure.js';
import { megabytes, milliseconds, ratio, throughput } from './table.js';
import type { Table } from './table.js';

/** From texts to findings, nothing kept from an earlier run. */
export function check(files: readonly GeneratedFile[], cache = new SourceCache()): unknown {
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  const project = new Project((path) => texts.get(path) ?? null, cache);
  return analyseFiles(project, [...texts.keys()]);
}

/** The findings, and the parsed files as a server keeps them for the next check. */
function checkAndKeep(files: readonly GeneratedFile[]): unknown {
  const cache = new SourceCache();
  return [check(files, cache), cache];
}

/** Parses one file after the other; as in an editor, no tree outlives the next. */
export function parseEach(parse: (text: string) => unknown, files: readonly GeneratedFile[]): void {
  for (const { text } of files) parse(text);
}

function bytesOf(files: readonly GeneratedFile[]): number {
  return files.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
}

/** The whole analysis of real ARM templates against the parsing of them by `jsonc-parser`. */
export function corpusTable(corpus: readonly GeneratedFile[]): Table {
  const largest = largestOf(corpus);
  const times = race([
    { name: 'parseTree', run: () => parseEach(parseTree, corpus) },
    { name: 'parseJson', run: () => parseEach(parseJson, corpus) },
    { name: 'check', run: () => check(corpus) },
    { name: 'parseTree largest', run: () => parseEach(parseTree, [largest]) },
    { name: 'check largest', run: () => check([largest]) },
  ]);
  const all = times.get('parseTree') ?? 0;
  const one = times.get('parseTree largest') ?? 0;
  const row = (title: string, name: string, base: number): string[] => {
    const time = times.get(name) ?? 0;
    return [title, milliseconds(time), ratio(time / base)];
  };
  return {
    title: 'Checking ARM templates',
    note: `${String(corpus.length)} compiled templates of a public module registry, ${megabytes(bytesOf(corpus))}. Target: a check takes at most 0.75 of what \`jsonc-parser\`'s \`parseTree\` alone takes.`,
    head: ['work', 'CPU time', 'ratio to parseTree'],
    rows: [
      row('`parseTree` of all files', 'parseTree', all),
      row('our JSON parser', 'parseJson', all),
      row('check: from text to findings', 'check', all),
      row(`\`parseTree\` of the largest file (${megabytes(bytesOf([largest]))})`, 'parseTree largest', one),
      row('check of it', 'check largest', one),
    ],
  };
}

export interface ParserInput {
  readonly title: string;
  readonly bicep: readonly GeneratedFile[];
  readonly json: readonly GeneratedFile[];
}

/** The same platform in both languages, in files of the size that people write. */
export function generatedParserInput(): ParserInput {
  const files = Array.from({ length: 50 });
  return {
    title: 'generated, 50 files',
    bicep: files.map(() => bicepTemplate(20)),
    json: files.map(() => armTemplate(20)),
  };
}

/** CPU milliseconds for all files of an input. */
export interface ParserTimes {
  readonly bicep: number;
  readonly json: number;
}

/** Both parsers taking turns, warm. */
export function raceParsers(input: ParserInput): ParserTimes {
  const times = race([
    { name: 'bicep', run: () => parseEach(parseBicep, input.bicep) },
    { name: 'json', run: () => parseEach(parseTree, input.json) },
  ]);
  return { bicep: times.get('bicep') ?? 0, json: times.get('json') ?? 0 };
}

/** Bytes that the Bicep parser and `parseTree` read in the same time. */
export function parserTable(
  inputs: readonly ParserInput[],
  measured: (input: ParserInput) => { readonly warm: ParserTimes; readonly cold: ParserTimes },
): Table {
  const rows: string[][] = [];
  for (const input of inputs) {
    const { warm, cold } = measured(input);
    const sizes = { bicep: bytesOf(input.bicep), json: bytesOf(input.json) };
    const row = (title: string, time: ParserTimes): void => {
      rows.push([
        title,
        megabytes(sizes.bicep),
        throughput(sizes.bicep, time.bicep),
        throughput(sizes.json, time.json),
        ratio(sizes.bicep / time.bicep / (sizes.json / time.json)),
      ]);
    };
    row(`${input.title}, warm`, warm);
    row(`${input.title}, first run of a process`, cold);
  }
  return {
    title: 'Parsing Bicep',
    note: 'Bytes per second of the Bicep parser (whole language, all spans and comments kept) against `parseTree` on JSON, one file after the other, each input in processes of its own. Indented JSON has more blanks than Bicep of the same content, and on half a megabyte a first run mostly measures how the engine compiles. Target: a ratio of at least 1 on real files.',
    head: ['input', 'Bicep', 'Bicep parser', 'parseTree on JSON', 'ratio'],
    rows,
  };
}

/** What one more character costs until the findings are there. */
export function keystrokeTable(corpus: readonly GeneratedFile[]): Table {
  const typed = (file: GeneratedFile): Contestant[] => {
    const cache = new SourceCache();
    const at = file.text.indexOf('westeurope');
    let stroke = 0;
    const next = (): GeneratedFile => {
      const character = String.fromCharCode(97 + (stroke++ % 26));
      return { path: file.path, text: `${file.text.slice(0, at)}${character}${file.text.slice(at)}` };
    };
    const parse = file.path.endsWith('.bicep') ? parseBicep : parseTree;
    return [
      { name: `parse ${file.path}`, run: () => parse(next().text) },
      { name: `check ${file.path}`, run: () => check([next()], cache) },
    ];
  };
  const bicep = { ...bicepOfLines(1500), path: 'platform.bicep' };
  const json = armTemplate(1000);
  const largest = corpus.length === 0 ? undefined : largestOf(corpus);
  const files = [bicep, json, ...(largest === undefined ? [] : [largest])];
  const times = race(files.flatMap(typed));
  const titles = [
    `Bicep of ${String(linesOf(bicep))} lines`,
    `ARM template of 1,000 resources, ${String(linesOf(json))} lines`,
    `largest corpus file, ${largest === undefined ? '' : String(linesOf(largest))} lines`,
  ];
  return {
    title: 'A keystroke',
    note: 'One character is typed into a text that was analysed before: from the new text to the findings of the file, against parsing it alone (the Bicep parser, or `parseTree`).',
    head: ['file', 'parsing alone', 'to the findings', 'ratio'],
    rows: files.map((file, index) => {
      const parse = times.get(`parse ${file.path}`) ?? 0;
      const whole = times.get(`check ${file.path}`) ?? 0;
      return [titles[index] ?? '', milliseconds(parse), milliseconds(whole), ratio(whole / parse)];
    }),
  };
}

/** Whether ten times the resources take ten times the time and the memory. */
export async function growthTable(): Promise<Table> {
  const rows: string[][] = [];
  const series = async (
    title: string,
    counts: readonly number[],
    each: number,
    make: (count: number) => GeneratedFile[],
  ): Promise<void> => {
    let before: number | undefined;
    for (const count of counts) {
      const files = make(count);
      const resources = count * each;
      const name = `${title} ${String(count)}`;
      const time = race([{ name, run: () => check(files) }], resources > 5000 ? 3 : 7).get(name) ?? 0;
      const heap = await heapOf(() => checkAndKeep(files));
      const perResource = time / resources;
      rows.push([
        title,
        count.toLocaleString('en'),
        milliseconds(time),
        `${(perResource * 1000).toFixed(0)} µs`,
        before === undefined ? '' : ratio(perResource / before),
        // Less is lost in what the engine itself allocates meanwhile.
        resources < 1000 ? '' : `${(Math.max(0, heap) / resources / 1000).toFixed(1)} kB`,
      ]);
      before = perResource;
    }
  };
  const resources = [10, 100, 1000, 10_000];
  const modules = [10, 100, 1000];
  await series('ARM resources', resources, 1, (count) => [armTemplate(count)]);
  await series('ARM resources with mistakes', resources, 1, (count) => [armTemplate(count, { faulty: true })]);
  await series('Bicep resources', resources, 1, (count) => [bicepTemplate(count)]);
  await series('Bicep resources with mistakes', resources, 1, (count) => [bicepTemplate(count, { faulty: true })]);
  await series('Bicep modules of 10 resources', modules, 10, (count) => bicepModules(count));
  await series('nested deployments of 10 resources', modules, 10, (count) => [armModules(count)]);
  return {
    title: 'Growth',
    note: 'A check of generated templates. Linear growth is a factor of about 1 per resource against the line above (small files carry fixed costs). Heap is what the findings and the parsed files of a check hold together.',
    head: ['template', 'count', 'CPU time', 'per resource', 'factor', 'heap per resource'],
    rows,
  };
}

/** What an analysis holds while it is alive, against the tree of `parseTree`. */
export async function memoryTable(file: GeneratedFile): Promise<Table> {
  const size = bytesOf([file]);
  const tree = await heapOf(() => parseTree(file.text));
  const ours = await heapOf(() => parseJson(file.text));
  const whole = await heapOf(() => checkAndKeep([file]));
  const evaluated = await heapOf(() => {
    const project = new Project((path) => (path === file.path ? file.text : null));
    const source = project.file(file.path);
    return source?.kind === 'arm' ? [project, analyse(project, source)] : undefined;
  });
  const bicep = bicepTemplate(1000);
  const bicepTree = await heapOf(() => parseBicep(bicep.text));
  const row = (title: string, bytes: number): string[] => [
    title,
    megabytes(bytes),
    ratio(bytes / size),
    ratio(bytes / tree),
  ];
  return {
    title: 'Memory',
    note: `What is held after a collection, for an ARM template of ${megabytes(size)}; the last line for a Bicep file of ${megabytes(bytesOf([bicep]))}.`,
    head: ['held', 'memory', 'ratio to the text', 'ratio to the tree of parseTree'],
    rows: [
      row('tree of `parseTree`', tree),
      row('tree of our JSON parser', ours),
      row('parsed file and findings, as the server keeps them', whole),
      row('parsed file, all evaluated values, inventory and findings', evaluated),
      ['tree of the Bicep parser', megabytes(bicepTree), ratio(bicepTree / bytesOf([bicep])), ''],
    ],
  };
}

export function largestOf(files: readonly GeneratedFile[]): GeneratedFile {
  const [first, ...rest] = files;
  if (first === undefined) throw new Error('no files');
  return rest.reduce((largest, file) => (file.text.length > largest.text.length ? file : largest), first);
}

function linesOf({ text }: GeneratedFile): number {
  return text.split('\n').length;
}

/** A generated Bicep file of about that many lines. */
export function bicepOfLines(lines: number): GeneratedFile {
  const perResource = linesOf(bicepTemplate(100)) / 100;
  return bicepTemplate(Math.round(lines / perResource));
}
