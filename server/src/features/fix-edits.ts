/** Fixes as edits of the client's documents. */
import type { TextDocumentEdit, WorkspaceEdit } from 'vscode-languageserver';
import type { Change, TextEdit } from '../edits/change.js';
import { writeChanges } from '../edits/write-changes.js';
import { editableSources } from '../workspace/preferred-fixes.js';
import type { KnownFile } from '../workspace/preferred-fixes.js';
import type { ClientAbilities, ClientFiles } from './client.js';
import { rangeOf } from './diagnostics.js';

/** The edits of a fix; undefined where it cannot be written, or changes nothing. */
export function editsOf(changes: readonly Change[], checked: KnownFile): TextEdit[] | undefined {
  const edits = writeChanges(changes, editableSources(checked));
  return edits === undefined || edits.length === 0 ? undefined : edits;
}

/** Edits by path as one edit of the workspace; each document with the version that was analysed. */
export function workspaceEdit(edits: readonly TextEdit[], files: ClientFiles, client: ClientAbilities): WorkspaceEdit {
  const documents = new Map<string, TextDocumentEdit>();
  for (const { file: path, start, end, newText } of edits) {
    const file = files(path);
    if (file === undefined) continue;
    const known: TextDocumentEdit = documents.get(path) ?? {
      textDocument: { uri: file.document.uri, version: file.version },
      edits: [],
    };
    known.edits.push({ range: rangeOf(file, { start, end }), newText });
    documents.set(path, known);
  }
  if (client.versionedEdits) return { documentChanges: [...documents.values()] };
  return {
    changes: Object.fromEntries(
      [...documents.values()].map(({ textDocument, edits: changes }) => [
        textDocument.uri,
        changes.filter((change) => 'newText' in change),
      ]),
    ),
  };
}
