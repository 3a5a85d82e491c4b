/** The Bicep CLI as a judge: one process that answers many requests, or what it answered when it was last asked. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';
import type { MessageConnection } from 'vscode-jsonrpc/node';
import { bicepVersion, findBicep } from '../../scripts/restore-bicep.mjs';

/** Files by path, relative to a directory of their own. */
export type Files = Readonly<Record<string, string>>;

export interface Diagnostic {
  readonly level: string;
  readonly code: string;
  readonly message: string;
}

export interface Compiled {
  readonly success: boolean;
  /** Errors and warnings, the linter's too. */
  readonly diagnostics: readonly Diagnostic[];
  /** The ARM template, without the mark of the compiler. */
  readonly template?: Json;
}

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** A resource as Azure's engine predicts it. */
export type PredictedResource = Readonly<Record<string, Json>> & { readonly id: string; readonly type: string };

/** Where a deployment goes; what is left out stays an expression. */
export interface Metadata {
  readonly tenantId?: string;
  readonly subscriptionId?: string;
  readonly managementGroupId?: string;
  readonly resourceGroup?: string;
  readonly location?: string;
  readonly deploymentName?: string;
}

interface Recorded {
  readonly version: string;
  /** Answers by a hash of the question. */
  readonly answers: Record<string, unknown>;
}

const recordedDirectory = join(dirname(fileURLToPath(import.meta.url)), 'recorded');

/** A judge for one test file; `name` is that of the file its answers are recorded in. */
export class BicepCli {
  private connection: MessageConnection | undefined;
  private child: ChildProcess | undefined;
  private directory = '';
  private readonly path = findBicep();
  private readonly recordFile: string;
  private readonly recorded: Recorded;
  private readonly asked: Record<string, unknown> = {};

  /**
   * `trustsRecord`: what was said before about the same texts is not asked again, except by `npm run differential`. For
   * so many texts that asking takes minutes.
   */
  constructor(
    name: string,
    private readonly trustsRecord = false,
  ) {
    this.recordFile = join(recordedDirectory, `${name}.json`);
    this.recorded = existsSync(this.recordFile)
      ? (JSON.parse(readFileSync(this.recordFile, 'utf8')) as Recorded)
      : { version: bicepVersion, answers: {} };
  }

  /** Compiles a file; undefined where the CLI is not here and was never asked about these texts. */
  compile(files: Files, main = 'main.bicep'): Promise<Compiled | undefined> {
    return this.answer<Compiled>({ compile: main, files }, async (connection, directory) => {
      const answer: { success: boolean; diagnostics: Diagnostic[]; contents?: string | null } =
        await connection.sendRequest('bicep/compile', { path: join(directory, main) });
      const diagnostics = answer.diagnostics
        .filter(({ level }) => /error|warning/i.test(level))
        .map(({ level, code, message }) => ({ level, code, message }));
      const { success, contents } = answer;
      return { success, diagnostics, ...(typeof contents !== 'string' ? {} : { template: templateOf(contents) }) };
    });
  }

  /** The errors and warnings of a file alone, in a line each, the linter's too. */
  diagnose(files: Files, main = 'main.bicep'): Promise<readonly string[] | undefined> {
    return this.answer<readonly string[]>({ diagnose: main, files }, (connection, directory) =>
      diagnosticsOf(connection, join(directory, main)),
    );
  }

  /** The errors and warnings of each of many Bicep files, in a line each, with the position of the file; none: all are fine. */
  diagnoseEach(texts: readonly string[]): Promise<readonly Complaint[] | undefined> {
    return this.answer<readonly Complaint[]>({ diagnoseEach: texts, files: {} }, (_, directory) =>
      each(texts, async (text, index) => {
        const name = `${String(index)}.bicep`;
        return this.diagnoseIn(directory, { [name]: text }, name);
      }),
    );
  }

  /**
   * The same for ARM templates, each deployed with a parameter file `using 'main.json'`: errors and warnings of that, and the
   * engine's complaint.
   */
  deployEach(
    cases: readonly { readonly template: string; readonly parameters: string }[],
    metadata: Metadata,
  ): Promise<readonly Complaint[] | undefined> {
    return this.answer<readonly Complaint[]>({ deployEach: cases, metadata, files: {} }, (connection, directory) => {
      const known = new Map<string, Promise<readonly string[]>>();
      return each(cases, async ({ template, parameters }, index) => {
        const own = join(directory, String(index));
        const files = { 'main.json': template, 'main.bicepparam': parameters };
        // The parameter file is judged by the parameters of the template alone.
        const key = JSON.stringify([parameters, (JSON.parse(template) as { parameters?: unknown }).parameters]);
        const diagnosed = known.get(key) ?? this.diagnoseIn(own, files, 'main.bicepparam');
        known.set(key, diagnosed);
        write(own, files);
        const complaint = await complaintAbout(connection, join(own, 'main.bicepparam'), metadata);
        return [...(await diagnosed), ...(complaint === '' ? [] : [complaint])];
      });
    });
  }

  private async diagnoseIn(directory: string, files: Files, main: string): Promise<readonly string[]> {
    write(directory, files);
    if (this.path === undefined) return [];
    return diagnosticsOf(this.connect(this.path), join(directory, main));
  }

  /** The engine's complaint about what a `.bicepparam` file would deploy; empty: it has none. */
  complaint(files: Files, main: string, metadata: Metadata): Promise<string | undefined> {
    return this.answer<string>({ complaint: main, metadata, files }, (connection, directory) =>
      complaintAbout(connection, join(directory, main), metadata),
    );
  }

  /** What a `.bicepparam` file among the files would deploy; an error of the engine is a string. */
  snapshot(files: Files, main: string, metadata: Metadata): Promise<readonly PredictedResource[] | string | undefined> {
    return this.answer({ snapshot: main, metadata, files }, (connection, directory) =>
      predict(connection, join(directory, main), metadata),
    );
  }

  /** The types of these resources, sorted, where more would only be a lot to record. */
  predictedTypes(files: Files, main: string, metadata: Metadata): Promise<readonly string[] | string | undefined> {
    return this.answer({ types: main, metadata, files }, async (connection, directory) => {
      const predicted = await predict(connection, join(directory, main), metadata);
      return typeof predicted === 'string' ? predicted : predicted.map(({ type }) => type).sort();
    });
  }

  /** The value of each ARM expression, null for one that is refused; `templateOf` puts them into the properties p0, p1, ... */
  evaluate(
    expressions: readonly string[],
    templateOf: (expressions: readonly string[]) => string,
  ): Promise<readonly ({ readonly value: Json } | null)[] | undefined> {
    return this.answer({ evaluate: expressions, files: {} }, async (connection, directory) => {
      mkdirSync(directory, { recursive: true });
      const none = { tenantId: null, subscriptionId: null, managementGroupId: null };
      const metadata = { ...none, resourceGroup: null, location: null, deploymentName: null };
      let asked = 0;
      const ask = async (some: readonly string[]): Promise<({ readonly value: Json } | null)[]> => {
        const name = join(directory, String(asked++));
        writeFileSync(`${name}.json`, templateOf(some));
        writeFileSync(`${name}.bicepparam`, `using './${String(asked - 1)}.json'\n`);
        try {
          const params = { path: `${name}.bicepparam`, metadata, externalInputs: null };
          const { snapshot } = await connection.sendRequest<{ snapshot: string }>('bicep/getSnapshot', params);
          const [resource] = (JSON.parse(snapshot) as { predictedResources: PredictedResource[] }).predictedResources;
          const properties = (resource?.['properties'] ?? {}) as Readonly<Record<string, Json>>;
          return some.map((_, index) => {
            const value = properties[`p${String(index)}`] ?? null;
            // So the engine writes a null.
            return { value: JSON.stringify(value) === '{"value":null}' ? null : value };
          });
        } catch {
          // One of them is refused: half of them, and half again, until it is alone.
          if (some.length === 1) return [null];
          const middle = some.length >> 1;
          return [...(await ask(some.slice(0, middle))), ...(await ask(some.slice(middle)))];
        }
      };
      return ask(expressions);
    });
  }

  /** Ends the process; in a recording run, writes what it said. */
  close(): void {
    this.connection?.dispose();
    this.child?.kill();
    if (this.directory !== '') rmSync(this.directory, { recursive: true, force: true });
    if (process.env['BICEP_RECORD'] !== '1' || this.path === undefined) return;
    const lines = Object.entries(this.asked)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([key, answer]) => `${JSON.stringify(key)}: ${JSON.stringify(answer)}`);
    const text = `{"version": ${JSON.stringify(bicepVersion)}, "answers": {\n${lines.join(',\n')}\n}}\n`;
    mkdirSync(recordedDirectory, { recursive: true });
    writeFileSync(this.recordFile, text);
  }

  private async answer<T>(
    question: { readonly files: Files; readonly [part: string]: unknown },
    ask: (connection: MessageConnection, directory: string) => Promise<T>,
  ): Promise<T | undefined> {
    const key = createHash('sha256').update(JSON.stringify(question)).digest('hex').slice(0, 16);
    const known = this.recorded.answers[key] as T | undefined;
    if (this.path === undefined) return known;
    if (this.trustsRecord && known !== undefined && process.env['BICEP_ASK'] !== '1') return known;
    const connection = this.connect(this.path);
    const directory = join(this.directory, key);
    write(directory, question.files);
    const answer = await ask(connection, directory);
    this.asked[key] = answer;
    return answer;
  }

  private connect(path: string): MessageConnection {
    if (this.connection !== undefined) return this.connection;
    this.directory = mkdtempSync(join(tmpdir(), 'differential-'));
    const child = spawn(path, ['jsonrpc', '--stdio'], { stdio: ['pipe', 'pipe', 'ignore'] });
    this.child = child;
    this.connection = createMessageConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    this.connection.listen();
    return this.connection;
  }
}

/** A complaint about one of many texts. */
export type Complaint = readonly [index: number, text: string];

async function each<T>(
  all: readonly T[],
  ask: (one: T, index: number) => Promise<readonly string[]>,
): Promise<readonly Complaint[]> {
  const answers = await Promise.all(all.map(async (one, index) => ask(one, index)));
  return answers.flatMap((lines, index) => lines.map((line): Complaint => [index, line]));
}

function write(directory: string, files: Files): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
}

async function diagnosticsOf(connection: MessageConnection, path: string): Promise<readonly string[]> {
  const method = path.endsWith('.bicepparam') ? 'bicep/compileParams' : 'bicep/compile';
  const answer: { diagnostics: Diagnostic[] } = await connection.sendRequest(method, {
    path,
    ...(path.endsWith('.bicepparam') && { parameterOverrides: {} }),
  });
  return answer.diagnostics
    .filter(({ level }) => /error|warning/i.test(level))
    .map(({ level, code, message }) => `${level} ${code}: ${message}`);
}

/** Empty: there is none. */
async function complaintAbout(connection: MessageConnection, path: string, metadata: Metadata): Promise<string> {
  try {
    await connection.sendRequest('bicep/getSnapshot', {
      path,
      metadata: { tenantId: null, managementGroupId: null, location: null, deploymentName: null, ...metadata },
      externalInputs: null,
    });
    return '';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function predict(
  connection: MessageConnection,
  path: string,
  metadata: Metadata,
): Promise<readonly PredictedResource[] | string> {
  const none = { tenantId: null, subscriptionId: null, managementGroupId: null };
  const params = {
    path,
    metadata: { ...none, resourceGroup: null, location: null, deploymentName: null, ...metadata },
    externalInputs: null,
  };
  try {
    const { snapshot } = await connection.sendRequest<{ snapshot: string }>('bicep/getSnapshot', params);
    return (JSON.parse(snapshot) as { predictedResources: PredictedResource[] }).predictedResources;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The hash in `_generator` changes with the compiler's version and says nothing about the template. */
function templateOf(contents: string): Json {
  return JSON.parse(contents, (name, value: Json) => (name === '_generator' ? undefined : value)) as Json;
}
