import { commands, extensions, Range, Uri, window, workspace } from 'vscode';
import type { Extension, TextDocument, TextEditor } from 'vscode';
import type { ForTests } from '../../../client/src/activation.js';

/** The extension under test. */
export function theExtension(): Extension<ForTests> {
  const extension = extensions.getExtension<ForTests>('encryption-lens.encryption-lens');
  if (extension === undefined) throw new Error('the extension is not installed');
  return extension;
}

/** A file of the workspace that the tests run in. */
export function fileInWorkspace(name: string): Uri {
  const folder = workspace.workspaceFolders?.[0];
  if (folder === undefined) throw new Error('no folder is open');
  return Uri.joinPath(folder.uri, name);
}

/** Opens a file of the workspace in an editor that stays when another file is opened. */
export async function show(name: string): Promise<TextEditor> {
  return window.showTextDocument(await workspace.openTextDocument(fileInWorkspace(name)), { preview: false });
}

/**
 * Opens a new document that was never saved; its language is that of its name. Give every document a name of its own: a document that is
 * being closed can otherwise be found again under the name of the next.
 */
export async function showUntitled(name: string, content: string): Promise<TextEditor> {
  const editor = await window.showTextDocument(
    await workspace.openTextDocument(Uri.from({ scheme: 'untitled', path: name })),
  );
  await type(editor, content);
  return editor;
}

/** Replaces the text of an editor without saving it. */
export async function type(editor: TextEditor, text: string): Promise<void> {
  const { document } = editor;
  const all = document.validateRange(fullRange(document));
  if (
    !(await editor.edit((edit) => {
      edit.replace(all, text);
    }))
  )
    throw new Error('the edit was refused');
}

/** Replaces the first occurrence of a text in an editor, without saving it. */
export async function replace(editor: TextEditor, from: string, to: string): Promise<void> {
  const { document } = editor;
  const at = document.getText().indexOf(from);
  if (at < 0) throw new Error(`${document.uri.path} does not hold '${from}'`);
  const range = new Range(document.positionAt(at), document.positionAt(at + from.length));
  if (
    !(await editor.edit((edit) => {
      edit.replace(range, to);
    }))
  )
    throw new Error('the edit was refused');
}

/** The text of a file as it is on disk. */
export async function readFile(uri: Uri): Promise<string> {
  return new TextDecoder().decode(await workspace.fs.readFile(uri));
}

/** What the language status says of a document. */
export function statusOf(document: TextDocument): string {
  return theExtension().exports.statusOf(document).text;
}

/** Closes every editor and throws away what was not saved. */
export async function closeAll(): Promise<void> {
  for (const document of workspace.textDocuments.filter(({ isDirty, isClosed }) => isDirty && !isClosed)) {
    await window.showTextDocument(document);
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
  await commands.executeCommand('workbench.action.closeAllEditors');
}

function fullRange(document: TextDocument) {
  return document.lineAt(0).range.union(document.lineAt(document.lineCount - 1).range);
}
