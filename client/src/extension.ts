import { activateExtension } from './activation.js';
import type { Extension, ForTests } from './activation.js';
import { Uri } from 'vscode';
import type { ExtensionContext } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';

let extension: Extension | undefined;

/** Desktop and remote: the server is a process of Node. */
export function activate(context: ExtensionContext): ForTests {
  const module = Uri.joinPath(context.extensionUri, 'dist', 'server', 'main.js').fsPath;
  // Young objects get 2 x 4 MB instead of 2 x 16 MB; it can only be said when a process starts.
  const execArgv = ['--max-semi-space-size=4'];
  const run = { module, transport: TransportKind.ipc, options: { execArgv } };
  const debug = { ...run, options: { execArgv: [...execArgv, '--nolazy', '--inspect=6009'] } };
  extension = activateExtension(
    context,
    (options) => new LanguageClient('encryptionLens', 'Encryption Lens', { run, debug }, options),
    true,
  );
  return extension.forTests;
}

export function deactivate(): Promise<void> | undefined {
  return extension?.stop();
}
