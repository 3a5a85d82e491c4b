/**
 * The messages between client and server that the Language Server Protocol does not know: their names and what they carry.
 * Types and names only, no library: each side makes its own request types, since those of two versions do not fit together.
 */

/** Client to server: what to honour beside the files of the workspace. Sent as `initializationOptions`. */
export interface InitializationOptions {
  /**
   * True in a browser: the server reads all files through {@link ReadFileParams} and {@link FindFilesParams}. Otherwise only those that are not
   * on its disk: of a virtual workspace, say.
   */
  readonly readsFilesThroughClient: boolean;
  /** True if the client sends `workspace/didChangeWatchedFiles` of its own accord: the server need not register for it. */
  readonly watchesFiles: boolean;
}

/** Settings as the server gets them from `workspace/configuration`, section `encryptionLens`. */
export interface Settings {
  readonly enable: boolean;
  readonly diagnostics: { readonly scope: 'openFiles' | 'workspace' };
  /** Rule id to severity; an id that is not here has the severity of its rule. Ids come from a user: look them up as own keys only. */
  readonly rules: Readonly<Record<string, 'off' | 'information' | 'warning' | 'error'>>;
}

/** Server to client, a request: the text of a file (or its bytes in base64), or null and why there is none. */
export interface ReadFileParams {
  readonly uri: string;
  readonly as?: 'base64';
}
export type ReadFileResult =
  { readonly text: string } | { readonly text: null; readonly because: 'missing' | 'tooLarge' | 'unreadable' };

/** Server to client, a request: the files below a folder whose name matches. Bounded by `limit`, ends when cancelled. */
export interface FindFilesParams {
  /** The folder to look in, a URI. */
  readonly base: string;
  /** A glob as VS Code knows it, relative to `base`. */
  readonly pattern: string;
  /** At most so many are returned; the client has its own upper bound of 5,000. */
  readonly limit: number;
}
export interface FindFilesResult {
  readonly uris: readonly string[];
  /** True if there were more than `limit`. */
  readonly truncated: boolean;
}

/** How a document was read. */
export type DocumentStatus =
  | { readonly kind: 'analysed'; readonly findings: number }
  | { readonly kind: 'partial'; readonly findings: number; readonly reason: string }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'notATemplate'; readonly reason: string }
  | { readonly kind: 'disabled'; readonly reason: string };

/** Server to client, a notification after each analysis of an open document; `reason` is a sentence for the user. */
export interface DocumentStatusParams {
  readonly uri: string;
  /** The version of the document that was analysed. */
  readonly version: number;
  readonly status: DocumentStatus;
}

/** The names of the messages above. */
export const methods = {
  readFile: 'encryptionLens/readFile',
  findFiles: 'encryptionLens/findFiles',
  documentStatus: 'encryptionLens/documentStatus',
} as const;

/** The type of {@link methods}, for a client that may import types only and repeats the names under its check. */
export type Methods = typeof methods;
