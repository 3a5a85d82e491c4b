import { admissionOf, headLines } from './document-gate.js';
import { wantsWholeWorkspace } from './problems.js';
import type { BaseLanguageClient, Middleware } from 'vscode-languageclient';
import { workspace } from 'vscode';
import type { TextDocument, TextDocumentChangeEvent } from 'vscode';

/** The server knows nothing of this document, so there is nothing to report. `vsdiag.DocumentDiagnosticReportKind.full` as a value. */
const nothingToReport = { kind: 'full' as never, items: [] };

/**
 * Keeps the server from seeing documents that are none of its business, and tells it of a document that becomes a template while it is
 * edited. The library would send every JSON document that is open; this stands between it and the server.
 */
export class OpenDocuments {
  /** The documents that the server knows, by URI. */
  readonly #known = new Set<string>();

  #client: BaseLanguageClient | undefined;

  /** From now on this is the client that speaks to the server; it has been told of no document yet. */
  attach(client: BaseLanguageClient): void {
    this.#client = client;
    this.#known.clear();
  }

  /** The server is gone, and with it all it knew. */
  forgetAll(): void {
    this.#known.clear();
  }

  isKnown(uri: string): boolean {
    return this.#known.has(uri);
  }

  readonly middleware: Middleware = {
    didOpen: async (document, next) => {
      if (admissionOf(document) !== 'admitted' || this.#known.has(document.uri.toString())) return;
      this.#known.add(document.uri.toString());
      await next(document);
    },
    didChange: async (event, next) => {
      if (this.#known.has(event.document.uri.toString())) await next(event);
      // Opened with the text after this change, so the change itself must not follow.
      else if (touchesHead(event)) await this.reconcile(event.document);
    },
    didSave: async (document, next) => {
      if (this.#known.has(document.uri.toString())) await next(document);
    },
    didClose: async (document, next) => {
      if (this.#known.delete(document.uri.toString())) await next(document);
    },
    provideDiagnostics: (document, previousResultId, token, next) => {
      const uri = 'uri' in document ? document.uri : document;
      return this.#known.has(uri.toString()) ? next(document, previousResultId, token) : nothingToReport;
    },
    // Hover, completion, code actions and all the others: whatever is asked about a document, only if the server knows it.
    sendRequest: async (type, param, token, next) => {
      const uri = uriOf(param);
      if (uri !== undefined && !this.#known.has(uri)) return null as never;
      return next(type, param, token);
    },
  };

  /** Opens a document that has become the server's business, and closes one that was switched off. */
  async reconcile(document: TextDocument): Promise<void> {
    const client = this.#client;
    if (client?.isRunning() !== true) return;
    const admission = admissionOf(document);
    const isKnown = this.#known.has(document.uri.toString());
    if (admission === 'admitted' && !isKnown) {
      await client.getFeature('textDocument/didOpen').getProvider(document)?.send(document);
    } else if (admission === 'disabled' && isKnown) {
      await client.getFeature('textDocument/didClose').getProvider(document)?.send(document);
    }
  }
}

/** True if a change can have made a template of a document that was none: it touches the part that is read to find out. */
export function touchesHead(event: TextDocumentChangeEvent): boolean {
  return event.contentChanges.some((change) => change.range.start.line < headLines);
}

/** True if an open document is for the server, or the settings ask for the problems of files that are not open. */
export function isServerNeeded(): boolean {
  return wantsWholeWorkspace() || workspace.textDocuments.some((document) => admissionOf(document) === 'admitted');
}

function uriOf(param: unknown): string | undefined {
  if (typeof param !== 'object' || param === null || !('textDocument' in param)) return undefined;
  const { textDocument } = param;
  if (typeof textDocument !== 'object' || textDocument === null || !('uri' in textDocument)) return undefined;
  return typeof textDocument.uri === 'string' ? textDocument.uri : undefined;
}
