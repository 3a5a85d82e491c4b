/** What the features know of the client: what it can take, and its names for files. */
import type { TextDocument } from 'vscode-languageserver-textdocument';

/** What a client has said that it can take. */
export interface ClientAbilities {
  readonly relatedInformation: boolean;
  readonly codeDescription: boolean;
  readonly diagnosticData: boolean;
  readonly diagnosticTags: boolean;
  /** Edits that name the version of the document they are for. */
  readonly versionedEdits: boolean;
  /** Edits that make a file. */
  readonly createFile: boolean;
  /** Asks for the edit of an action when it is chosen. */
  readonly resolvesEdits: boolean;
}

/** A file as the client names it, with the text that was analysed. */
export interface ClientFile {
  readonly document: TextDocument;
  /** null: the client has not opened it. */
  readonly version: number | null;
}

/** The client's view of a file that was analysed, by its path; undefined: there is no such file. */
export type ClientFiles = (path: string) => ClientFile | undefined;
