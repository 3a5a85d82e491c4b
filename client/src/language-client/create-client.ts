import type { InitializationOptions } from '../../../server/src/protocol.js';
import type { FileSystemWatcher, LogOutputChannel } from 'vscode';
import type { BaseLanguageClient, DiagnosticCollectionProvider, Middleware } from 'vscode-languageclient';

/** What is known of the server. `idle`: there was no work for it, so it was never started. */
export type ServerState = 'idle' | 'starting' | 'running' | 'stopped';

/** What a client is made of, whichever host it runs in. */
export interface ClientParts {
  readonly output: LogOutputChannel;
  /** The schemes of the documents that it listens to. */
  readonly schemes: ReadonlySet<string>;
  readonly middleware: Middleware;
  readonly watchers: FileSystemWatcher[];
  readonly initialization: InitializationOptions;
  readonly problems: DiagnosticCollectionProvider;
  readonly onState: (state: ServerState) => void;
}

/**
 * Makes a client for the host it runs in: a process in Node, a web worker in a browser. The library that it takes is half of the
 * extension's code, and is loaded only then: most windows in which JSON is edited have no template.
 */
export type CreateClient = (parts: ClientParts) => Promise<BaseLanguageClient>;
