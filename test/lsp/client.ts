/** A language client of the tests' own: speaks over stdio to the built server, as any editor would. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { TextDocument } from 'vscode-languageserver-textdocument';
import {
  CancellationToken,
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import type {
  ClientCapabilities,
  CodeAction,
  CodeActionContext,
  Diagnostic,
  DocumentDiagnosticReport,
  InitializeResult,
  MessageConnection,
  PublishDiagnosticsParams,
  Range,
  TextEdit,
  WorkspaceDiagnosticReport,
} from 'vscode-languageserver/node';
import type { DocumentStatusParams } from '../../server/src/protocol.js';

export interface ClientOptions {
  readonly capabilities?: ClientCapabilities;
  /** Files on disk, by their path in the workspace folder; without them there is no folder. */
  readonly files?: Readonly<Record<string, string>>;
  /** The section `encryptionLens` for a resource. */
  settings?: (scopeUri: string | undefined) => unknown;
  readonly initializationOptions?: unknown;
}

/** What an editor like VS Code announces. */
export const modern: ClientCapabilities = {
  workspace: {
    configuration: true,
    workspaceFolders: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    diagnostics: { refreshSupport: true },
    workspaceEdit: { documentChanges: true, resourceOperations: ['create'] },
  },
  textDocument: {
    diagnostic: {
      relatedInformation: true,
      codeDescriptionSupport: true,
      dataSupport: true,
      tagSupport: { valueSet: [1] },
    },
    codeAction: { resolveSupport: { properties: ['edit'] } },
  },
};

/** What an editor that only takes what is pushed to it announces. */
export const pushOnly: ClientCapabilities = {
  workspace: { workspaceEdit: { documentChanges: true } },
  textDocument: { publishDiagnostics: { relatedInformation: false } },
};

interface Versioned {
  readonly textDocument: { readonly uri: string; readonly version: number | null };
  readonly edits: TextEdit[];
}

export class Client {
  readonly published: PublishDiagnosticsParams[] = [];
  readonly statuses: DocumentStatusParams[] = [];
  readonly registered: string[] = [];
  readonly errors: string[] = [];
  refreshes = 0;
  lensRefreshes = 0;
  hintRefreshes = 0;
  initialized: InitializeResult | undefined;
  private readonly documents = new Map<string, TextDocument>();
  private readonly waiting = new Set<() => void>();

  private constructor(
    private readonly process: ChildProcess,
    readonly connection: MessageConnection,
    readonly folder: string | undefined,
    private readonly options: ClientOptions,
  ) {}

  static async start(server: string, options: ClientOptions = {}): Promise<Client> {
    const folder = options.files === undefined ? undefined : mkdtempSync(join(tmpdir(), 'encryption-lens-workspace-'));
    const child = spawn(process.execPath, [server, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
    const connection = createMessageConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    const client = new Client(child, connection, folder, options);
    for (const [path, text] of Object.entries(options.files ?? {})) client.write(path, text);
    client.listen();
    await client.initialize(options.capabilities ?? modern, options.initializationOptions);
    return client;
  }

  private listen(): void {
    const { connection } = this;
    const told = (note: () => void): void => {
      note();
      for (const wake of this.waiting) wake();
    };
    connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      told(() => this.published.push(params));
    });
    connection.onNotification('encryptionLens/documentStatus', (params: DocumentStatusParams) => {
      told(() => this.statuses.push(params));
    });
    connection.onNotification('window/logMessage', ({ type, message }: { type: number; message: string }) => {
      if (type === 1) told(() => this.errors.push(message));
    });
    connection.onRequest('workspace/diagnostic/refresh', () => {
      told(() => this.refreshes++);
      return null;
    });
    connection.onRequest('workspace/codeLens/refresh', () => {
      told(() => this.lensRefreshes++);
      return null;
    });
    connection.onRequest('workspace/inlayHint/refresh', () => {
      told(() => this.hintRefreshes++);
      return null;
    });
    connection.onRequest('client/registerCapability', ({ registrations }: { registrations: { method: string }[] }) => {
      told(() => this.registered.push(...registrations.map(({ method }) => method)));
      return null;
    });
    connection.onRequest('workspace/configuration', ({ items }: { items: { scopeUri?: string }[] }) =>
      items.map(({ scopeUri }) => this.options.settings?.(scopeUri) ?? null),
    );
    connection.listen();
  }

  private async initialize(capabilities: ClientCapabilities, initializationOptions: unknown): Promise<void> {
    const uri = this.folder === undefined ? undefined : pathToFileURL(this.folder).href;
    this.initialized = await this.connection.sendRequest<InitializeResult>('initialize', {
      processId: process.pid,
      rootUri: uri ?? null,
      workspaceFolders: uri === undefined ? null : [{ uri, name: 'workspace' }],
      capabilities,
      initializationOptions,
    });
    await this.notify('initialized', {});
  }

  notify(method: string, params: object): Promise<void> {
    return this.connection.sendNotification(method, params);
  }

  /** The URI of a file in the workspace folder. */
  uri(path: string): string {
    return pathToFileURL(join(this.folder ?? '', path)).href;
  }

  /** Writes a file to disk, as another program would. */
  write(path: string, text: string): void {
    const file = join(this.folder ?? '', path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  remove(path: string): void {
    rmSync(join(this.folder ?? '', path));
  }

  /** Tells the server that a file has changed on disk. */
  async changedOnDisk(path: string, type: 1 | 2 | 3 = 2): Promise<void> {
    await this.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: this.uri(path), type }] });
  }

  async settingsChanged(settings: (scopeUri: string | undefined) => unknown): Promise<void> {
    this.options.settings = settings;
    await this.notify('workspace/didChangeConfiguration', { settings: null });
  }

  async open(uri: string, languageId: string, text: string): Promise<void> {
    this.documents.set(uri, TextDocument.create(uri, languageId, 1, text));
    await this.notify('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
  }

  async close(uri: string): Promise<void> {
    this.documents.delete(uri);
    await this.notify('textDocument/didClose', { textDocument: { uri } });
  }

  /** Replaces the one place where `old` stands, without saving. */
  async replace(uri: string, old: string, newText: string): Promise<void> {
    const range = this.rangeOf(uri, old);
    await this.apply(uri, [{ range, newText }]);
  }

  textOf(uri: string): string {
    return this.document(uri).getText();
  }

  /** Where `text` stands in a document; it must stand there once. */
  rangeOf(uri: string, text: string): Range {
    const document = this.document(uri);
    const start = document.getText().indexOf(text);
    if (start < 0 || document.getText().includes(text, start + 1)) throw new Error(`not once in ${uri}: ${text}`);
    return { start: document.positionAt(start), end: document.positionAt(start + text.length) };
  }

  /** The text under a range. */
  textAt(uri: string, range: Range): string {
    return this.document(uri).getText(range);
  }

  /** Applies an action as an editor does: it refuses edits for another version of a document. */
  async applyAction(action: CodeAction): Promise<void> {
    for (const change of action.edit?.documentChanges ?? []) {
      if (!('textDocument' in change)) continue;
      const { textDocument, edits } = change as Versioned;
      const { version } = this.document(textDocument.uri);
      if (textDocument.version !== version) throw new Error(`edits for version ${String(textDocument.version)}`);
      await this.apply(textDocument.uri, edits);
    }
  }

  async apply(uri: string, edits: readonly TextEdit[]): Promise<void> {
    const document = this.document(uri);
    const text = TextDocument.applyEdits(document, [...edits]);
    const version = document.version + 1;
    // All ranges of edits are of the text before; those of changes of the text after the change before them.
    const contentChanges = [...edits]
      .sort((one, other) => document.offsetAt(other.range.start) - document.offsetAt(one.range.start))
      .map(({ range, newText }) => ({ range, text: newText }));
    this.documents.set(uri, TextDocument.create(uri, document.languageId, version, text));
    await this.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges });
  }

  pull(uri: string, previousResultId?: string, token = CancellationToken.None): Promise<DocumentDiagnosticReport> {
    const params = {
      textDocument: { uri },
      identifier: 'encryption-lens',
      ...(previousResultId !== undefined && { previousResultId }),
    };
    return this.connection.sendRequest('textDocument/diagnostic', params, token);
  }

  /** The diagnostics of a document. */
  async diagnostics(uri: string): Promise<Diagnostic[]> {
    const report = await this.pull(uri);
    if (report.kind !== 'full') throw new Error(`a ${report.kind} report without an earlier one`);
    return report.items;
  }

  /** The rules that found something in a document, in the order of the places. */
  async rules(uri: string): Promise<unknown[]> {
    return (await this.diagnostics(uri)).map(({ code }) => code);
  }

  pullWorkspace(
    previousResultIds: readonly { uri: string; value: string }[] = [],
    token = CancellationToken.None,
  ): Promise<WorkspaceDiagnosticReport> {
    return this.connection.sendRequest(
      'workspace/diagnostic',
      { identifier: 'encryption-lens', previousResultIds },
      token,
    );
  }

  codeActions(uri: string, range: Range, context: Partial<CodeActionContext> = {}): Promise<CodeAction[]> {
    const params = { textDocument: { uri }, range, context: { diagnostics: [], ...context } };
    return this.connection.sendRequest('textDocument/codeAction', params);
  }

  resolve(action: CodeAction): Promise<CodeAction> {
    return this.connection.sendRequest('codeAction/resolve', action);
  }

  /** Resolves as soon as the server has told something that makes the condition true. */
  async until(what: string, condition: () => boolean): Promise<void> {
    if (condition()) return;
    await new Promise<void>((resolve, reject) => {
      const wake = (): void => {
        if (!condition()) return;
        clearTimeout(timer);
        this.waiting.delete(wake);
        resolve();
      };
      const timer = setTimeout(() => {
        this.waiting.delete(wake);
        reject(new Error(`not within 20 s: ${what}`));
      }, 20_000);
      this.waiting.add(wake);
    });
  }

  /** Ends the server in order; resolves to its exit status. */
  async stop(): Promise<number | null> {
    const ended = new Promise<number | null>((resolve) => this.process.once('exit', resolve));
    await this.connection.sendRequest('shutdown');
    await this.notify('exit', {});
    const status = await ended;
    this.connection.dispose();
    if (this.folder !== undefined) rmSync(this.folder, { recursive: true, force: true });
    return status;
  }

  private document(uri: string): TextDocument {
    const document = this.documents.get(uri);
    if (document === undefined) throw new Error(`not open: ${uri}`);
    return document;
  }
}
