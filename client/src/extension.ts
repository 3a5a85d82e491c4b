import { activateExtension } from './activation.js';
import type { Extension, ForTests } from './activation.js';
import { Uri, workspace } from 'vscode';
import type { ExtensionContext } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';

let extension: Extension | undefined;

/** Desktop and remote: the server is a process of Node. */
export function activate(context: ExtensionContext): ForTests {
  const module = Uri.joinPath(context.extensionUri, 'dist', 'server', 'main.js').fsPath;
  const run = { module, transport: TransportKind.ipc };
  const debug = { ...run, options: { execArgv: ['--nolazy', '--inspect=6009'] } };
  // In a virtual workspace the process has a file system, but not the one that the templates are in.
  const isOnDisk = workspace.workspaceFolders?.every(({ uri }) => uri.scheme === 'file') ?? true;
  extension = activateExtension(
    context,
    (options) => new LanguageClient('encryptionLens', 'Encryption Lens', { run, debug }, options),
    isOnDisk,
  );
  return extension.forTests;
}

export function deactivate(): Promise<void> | undefined {
  return extension?.stop();
}
