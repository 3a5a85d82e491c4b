import { activateExtension } from './activation.js';
import type { Extension, ForTests } from './activation.js';
import { Uri } from 'vscode';
import type { ExtensionContext } from 'vscode';

let extension: Extension | undefined;

/** Desktop and remote: the server is a process of Node. */
export function activate(context: ExtensionContext): ForTests {
  const module = Uri.joinPath(context.extensionUri, 'dist', 'server', 'main.js').fsPath;
  extension = activateExtension(
    context,
    async (parts) => (await import('./language-client/client-of-process.js')).clientOfProcess(module, parts),
    true,
  );
  return extension.forTests;
}

export function deactivate(): Promise<void> | undefined {
  return extension?.stop();
}
