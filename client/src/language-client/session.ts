import type { DocumentStatusParams, FindFilesParams, Methods, ReadFileParams } from '../../../server/src/protocol.js';
import type { CreateClient, ServerState } from './create-client.js';
import { findFiles, readFile } from './file-access.js';
import { admissionOf, editedSchemes } from './document-gate.js';
import { isServerNeeded, OpenDocuments, touchesHead } from './open-documents.js';
import { Problems } from './problems.js';
import { otherExtensions } from '../reading/other-extensions.js';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { Disposable, EventEmitter, l10n, workspace } from 'vscode';
import type { CancellationToken, LogOutputChannel, TextDocument } from 'vscode';

/** The names of our own messages; the type keeps them equal to the server's. */
const methods: Methods = {
  readFile: 'encryptionLens/readFile',
  findFiles: 'encryptionLens/findFiles',
  documentStatus: 'encryptionLens/documentStatus',
  otherExtensions: 'encryptionLens/otherExtensions',
  hangingOn: 'encryptionLens/hangingOn',
  encryptTargets: 'encryptionLens/encryptTargets',
  encryptEdits: 'encryptionLens/encryptEdits',
  evaluatedTemplate: 'encryptionLens/evaluatedTemplate',
  keyHierarchy: 'encryptionLens/keyHierarchy',
  keyHierarchyChanged: 'encryptionLens/keyHierarchyChanged',
  keyHierarchyHidden: 'encryptionLens/keyHierarchyHidden',
  hierarchyPlace: 'encryptionLens/hierarchyPlace',
  hierarchyItemAt: 'encryptionLens/hierarchyItemAt',
  exportHierarchy: 'encryptionLens/exportHierarchy',
  parameterFiles: 'encryptionLens/parameterFiles',
  parameterFileChoices: 'encryptionLens/parameterFileChoices',
};

/** Files whose change on disk can change what is found in a template that is open: templates load files of any kind as data. */
const watched = '**/*';

interface NotificationHandler {
  readonly method: string;
  readonly handler: (params: unknown) => void;
}

/** The language client with all that belongs to it: starts the server once there is a document for it, and not before. */
export class Session implements Disposable {
  readonly #documents = new OpenDocuments();
  readonly #changed = new EventEmitter<void>();
  readonly #statuses = new Map<string, DocumentStatusParams>();
  readonly #disposables: Disposable[] = [];
  #client: BaseLanguageClient | undefined;
  /** The schemes of the documents that the client listens to; fixed when it is made. */
  #schemes: ReadonlySet<string> = new Set();
  #editors: Disposable | undefined;
  #state: ServerState = 'idle';
  readonly #handlers = new Set<NotificationHandler>();
  /** Starts and stops one after the other: the library refuses to stop what is starting. */
  #queue: Promise<void> = Promise.resolve();

  constructor(
    private readonly createClient: CreateClient,
    private readonly output: LogOutputChannel,
    private readonly readsFilesThroughClient: boolean,
  ) {
    this.#disposables.push(
      workspace.onDidOpenTextDocument((document) => {
        this.startIfNeeded();
        this.#listenTo(document);
      }),
      workspace.onDidChangeTextDocument((event) => {
        // Once there is a client, its own listener looks at changes: see OpenDocuments.
        if (this.#client === undefined && touchesHead(event)) this.startIfNeeded();
      }),
      workspace.onDidCloseTextDocument((document) => {
        this.#statuses.delete(document.uri.toString());
      }),
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('encryptionLens.diagnostics.scope')) this.startIfNeeded();
        if (!event.affectsConfiguration('encryptionLens.enable')) return;
        this.startIfNeeded();
        this.#reconcileAll();
        this.#changed.fire();
      }),
    );
  }

  /** Fires when the state of the server or the status of a document has changed. */
  readonly onDidChange = this.#changed.event;

  get state(): ServerState {
    return this.#state;
  }

  /** How the server read a document, or undefined if it has not said so yet. */
  statusOf(uri: string): DocumentStatusParams | undefined {
    return this.#statuses.get(uri);
  }

  /** Starts the server if there is work for it: see `isServerNeeded`. Returns at once. */
  startIfNeeded(): void {
    if (this.#client !== undefined || !isServerNeeded()) return;
    void this.#enqueue(() => this.#start());
  }

  /** A document of a file system that was not there when the client was made: makes the client anew, with that file system. */
  #listenTo(document: TextDocument): void {
    const isMissed = (): boolean => this.#client !== undefined && !this.#schemes.has(document.uri.scheme);
    if (!isMissed() || admissionOf(document) !== 'admitted') return;
    void this.#enqueue(async () => {
      if (!isMissed() || document.isClosed) return;
      await this.#stop();
      await this.#start();
    });
  }

  /** The server's answer to one of our own requests; undefined: it is not running. */
  async ask<P, R>(request: keyof Methods, params: P): Promise<R | undefined> {
    this.startIfNeeded();
    await this.#queue;
    const client = this.#client;
    if (client?.isRunning() !== true) return undefined;
    try {
      return await client.sendRequest<R>(methods[request], params);
    } catch (error) {
      this.output.error(`The request ${request} failed.`, error);
      return undefined;
    }
  }

  /** Tells the server something, if it is running. */
  async tell<P>(notification: keyof Methods, params: P): Promise<void> {
    const client = this.#client;
    if (client?.isRunning() === true) await client.sendNotification(methods[notification], params);
  }

  /** Calls back whenever a server, this one or one that is started later, says something. */
  onNotification<P>(notification: keyof Methods, handler: (params: P) => void): Disposable {
    const entry: NotificationHandler = { method: methods[notification], handler: handler as (params: unknown) => void };
    this.#handlers.add(entry);
    const registered = this.#client?.onNotification(entry.method, entry.handler);
    return new Disposable(() => {
      this.#handlers.delete(entry);
      registered?.dispose();
    });
  }

  /** Starts the server also where no open document needs it: for a view of the whole workspace. Returns at once. */
  start(): void {
    if (this.#client === undefined) void this.#enqueue(() => this.#start());
  }

  /** Stops the server and starts it again. Resolves to false, and starts nothing, if there is no work for it. */
  async restart(): Promise<boolean> {
    const isNeeded = isServerNeeded();
    await this.#enqueue(async () => {
      await this.#stop();
      if (isNeeded) await this.#start();
    });
    return isNeeded;
  }

  /** Stops the server; resolves when it has ended. */
  async stop(): Promise<void> {
    await this.#enqueue(() => this.#stop());
  }

  dispose(): void {
    Disposable.from(...this.#disposables).dispose();
    this.#changed.dispose();
  }

  async #start(): Promise<void> {
    if (this.#client !== undefined) return;
    try {
      await this.#startClient();
    } catch (error) {
      this.output.error('The server could not be started.', error);
      this.#setState('stopped');
    }
  }

  async #startClient(): Promise<void> {
    const watcher = workspace.createFileSystemWatcher(watched);
    const initialization = {
      readsFilesThroughClient: this.readsFilesThroughClient,
      watchesFiles: true,
      runsLensCommands: true,
      otherExtensions: otherExtensions(),
      wizard: { action: l10n.t('Encrypt this machine or disk...'), lens: l10n.t('Encrypt…') },
    };
    const problems = new Problems();
    this.#schemes = editedSchemes();
    const client = await this.createClient({
      output: this.output,
      schemes: this.#schemes,
      middleware: this.#documents.middleware,
      watchers: [watcher],
      initialization,
      problems,
      onState: (state) => {
        this.#onState(state);
      },
    });
    this.#client = client;
    this.#editors = problems.followEditors(client.visibleDocuments.onClose);
    this.#documents.attach(client);
    client.onNotification(methods.documentStatus, (status: DocumentStatusParams) => {
      this.#statuses.set(status.uri, status);
      this.#changed.fire();
    });
    for (const { method, handler } of this.#handlers) client.onNotification(method, handler);
    client.onRequest(methods.readFile, (params: ReadFileParams) => readFile(params));
    client.onRequest(methods.findFiles, (params: FindFilesParams, token: CancellationToken) =>
      findFiles(params, token),
    );
    const began = performance.now();
    await client.start();
    this.output.info(`The server answers, ${String(Math.round(performance.now() - began))} ms after its start.`);
    // What became a template while the server was starting.
    this.#reconcileAll();
  }

  async #stop(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    if (client === undefined) return;
    try {
      this.#editors?.dispose();
      // Also stops it. A client that is disposed of takes its file watchers with it.
      await client.dispose();
      this.output.info('The server has ended.');
    } catch (error) {
      this.output.warn('The server did not end in order.', error);
    }
    this.#setState('stopped');
  }

  #onState(state: ServerState): void {
    // The server that starts knows no documents; the one that has ended neither.
    if (state !== 'running') this.#documents.forgetAll();
    this.#statuses.clear();
    this.#setState(state);
  }

  #setState(state: ServerState): void {
    this.#state = state;
    this.#changed.fire();
  }

  #reconcileAll(): void {
    for (const document of workspace.textDocuments) {
      this.#documents.reconcile(document).catch((error: unknown) => {
        this.output.error(`${document.uri.toString()} could not be sent to the server.`, error);
      });
    }
  }

  #enqueue(step: () => Promise<void>): Promise<void> {
    this.#queue = this.#queue.then(step);
    return this.#queue;
  }
}
