/** The server as an editor sees it: a process that gets single characters and answers with diagnostics. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';
import type { MessageConnection } from 'vscode-jsonrpc/node';
import { getLanguageService } from 'vscode-json-languageservice';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { GeneratedFile } from './generated-templates.js';
import { median } from './measure.js';
import { megabytes, milliseconds, ratio } from './table.js';
import type { Table } from './table.js';

/** Keystrokes that are measured, after as many that warm the server up. */
const STROKES = 30;
const CHARACTER = 'x';

export interface Typed {
  /** Wall-clock milliseconds from sending a character until its diagnostics are there: the best, and the median. */
  readonly best: number;
  readonly middle: number;
  /** CPU milliseconds of a keystroke, of all threads of the process; undefined: this system does not tell. */
  readonly cpu: number | undefined;
  /** Resident bytes of the server's process after opening, and after all keystrokes; undefined: this system does not tell. */
  readonly opened: number | undefined;
  readonly edited: number | undefined;
}

interface Change {
  readonly range: { readonly start: Position; readonly end: Position };
  readonly text: string;
}

type Position = ReturnType<TextDocument['positionAt']>;

/** Types a character and removes it, again and again, where `needle` stands. */
function strokes({ text, path }: GeneratedFile, needle: string): (count: number) => Change {
  const at = TextDocument.create(path, '', 0, text).positionAt(text.indexOf(needle) + 2);
  const behind = { line: at.line, character: at.character + 1 };
  return (count) =>
    count % 2 === 0
      ? { range: { start: at, end: at }, text: CHARACTER }
      : { range: { start: at, end: behind }, text: '' };
}

/** Opens the file in a server of its own and types into it. */
export async function typeInto(server: string, file: GeneratedFile, needle: string): Promise<Typed> {
  // As the extension starts it.
  const child = spawn(process.execPath, ['--max-semi-space-size=4', server, '--stdio'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  try {
    return await typeThrough(connection, child, file, needle);
  } finally {
    connection.dispose();
    child.kill();
  }
}

async function typeThrough(
  connection: MessageConnection,
  child: ChildProcess,
  file: GeneratedFile,
  needle: string,
): Promise<Typed> {
  connection.onRequest('client/registerCapability', () => null);
  connection.listen();
  const textDocument = { diagnostic: { relatedInformation: true } };
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: null,
    workspaceFolders: null,
    capabilities: { textDocument },
  });
  await connection.sendNotification('initialized', {});
  const uri = `untitled:${file.path}`;
  const languageId = file.path.endsWith('.bicep') ? 'bicep' : 'arm-template';
  await connection.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId, version: 0, text: file.text },
  });
  const diagnose = (): Promise<unknown> => connection.sendRequest('textDocument/diagnostic', { textDocument: { uri } });
  await diagnose();
  const opened = residentBytes(child);
  const change = strokes(file, needle);
  const times: number[] = [];
  let cpu: number | undefined;
  for (let count = 0; count < 2 * STROKES; count++) {
    if (count === STROKES) cpu = cpuMilliseconds(child);
    const before = performance.now();
    void connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: count + 1 },
      contentChanges: [change(count)],
    });
    await diagnose();
    times.push(performance.now() - before);
  }
  const warm = times.slice(STROKES);
  const spent = cpuMilliseconds(child);
  return {
    best: Math.min(...warm),
    middle: median(warm),
    cpu: spent === undefined || cpu === undefined ? undefined : (spent - cpu) / STROKES,
    opened,
    edited: residentBytes(child),
  };
}

/** Linux counts in hundredths of a second, in the 14th and 15th field; the second one is the name, which has no blank. */
function cpuMilliseconds({ pid }: ChildProcess): number | undefined {
  const stat = `/proc/${String(pid)}/stat`;
  if (!existsSync(stat)) return undefined;
  const [user, system] = readFileSync(stat, 'utf8').split(' ').slice(13, 15).map(Number);
  return user === undefined || system === undefined ? undefined : (user + system) * 10;
}

function residentBytes({ pid }: ChildProcess): number | undefined {
  const status = `/proc/${String(pid)}/status`;
  const kilobytes = existsSync(status) ? /VmRSS:\s+(\d+)/.exec(readFileSync(status, 'utf8'))?.[1] : undefined;
  return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
}

/** VS Code's own JSON language service: the same keystrokes, and the validation of the text after each. */
async function validateJson(file: GeneratedFile, needle: string): Promise<Omit<Typed, 'opened' | 'edited'>> {
  const service = getLanguageService({});
  const document = TextDocument.create('file:///template.json', 'json', 0, file.text);
  const change = strokes(file, needle);
  const times: number[] = [];
  let cpu = 0;
  for (let count = 0; count < 2 * STROKES; count++) {
    if (count === STROKES) cpu = ownCpuMilliseconds();
    const before = performance.now();
    TextDocument.update(document, [change(count)], count + 1);
    await service.doValidation(document, service.parseJSONDocument(document));
    times.push(performance.now() - before);
  }
  const warm = times.slice(STROKES);
  return { best: Math.min(...warm), middle: median(warm), cpu: (ownCpuMilliseconds() - cpu) / STROKES };
}

function ownCpuMilliseconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Keystrokes in the server, its memory, and the JSON service on the same text. `largest`: an ARM template. */
export async function editorTable(server: string, bicep: GeneratedFile, largest: GeneratedFile): Promise<Table> {
  const inBicep = await typeInto(server, bicep, 'westeurope');
  const needle = '"type": "string"';
  const inLargest = await typeInto(server, largest, needle);
  const json = await validateJson(largest, needle);
  const memory = (bytes: number | undefined): string => (bytes === undefined ? '' : megabytes(bytes));
  const lines = ({ text }: GeneratedFile): string => text.split('\n').length.toLocaleString('en');
  const time = (value: number | undefined): string => (value === undefined ? '' : milliseconds(value));
  const row = (title: string, typed: Typed, base?: Pick<Typed, 'cpu'>): string[] => [
    title,
    milliseconds(typed.best),
    milliseconds(typed.middle),
    time(typed.cpu),
    base?.cpu === undefined || typed.cpu === undefined ? '' : ratio(typed.cpu / base.cpu),
    memory(typed.opened),
    memory(typed.edited),
  ];
  const size = megabytes(Buffer.byteLength(largest.text));
  return {
    title: 'In the editor',
    note: `A character is typed into a file that is open in the server (a process, over stdio): wall-clock time until the diagnostics are there, messages included, CPU time, which the ratio is of, and the resident memory of the process. Targets: under 10 ms for the Bicep file; the template of ${size} no slower than \`vscode-json-languageservice\` validates the same text, and under 150 MB.`,
    head: ['file', 'best', 'median', 'CPU time', 'ratio to the JSON service', 'memory when open', 'after the edits'],
    rows: [
      row(`Bicep, ${lines(bicep)} lines`, inBicep),
      row(`ARM template, ${lines(largest)} lines`, inLargest, json),
      ['the JSON service on it', milliseconds(json.best), milliseconds(json.middle), time(json.cpu), '1.00', '', ''],
    ],
  };
}
