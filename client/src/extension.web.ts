import { activateExtension } from './activation.js';
import type { Extension, ForTests } from './activation.js';
import { Uri } from 'vscode';
import type { ExtensionContext } from 'vscode';

let extension: Extension | undefined;

/** In a browser (vscode.dev and the like): the server is a web worker, and reads files through the client. */
export function activate(context: ExtensionContext): ForTests {
  const script = Uri.joinPath(context.extensionUri, 'dist', 'server', 'main.web.js');
  extension = activateExtension(
    context,
    async (parts) => (await import('./language-client/client-of-worker.js')).clientOfWorker(script, parts),
    false,
  );
  return extension.forTests;
}

export function deactivate(): Promise<void> | undefined {
  return extension?.stop();
}
