import { activateExtension } from './activation.js';
import type { Extension, ForTests } from './activation.js';
import { Uri } from 'vscode';
import type { ExtensionContext } from 'vscode';
import { LanguageClient, State } from 'vscode-languageclient/browser';
import type { LanguageClientOptions } from 'vscode-languageclient/browser';

let extension: Extension | undefined;

/** In a browser (vscode.dev and the like): the server is a web worker, and reads files through the client. */
export function activate(context: ExtensionContext): ForTests {
  const script = Uri.joinPath(context.extensionUri, 'dist', 'server', 'main.web.js').toString(true);
  extension = activateExtension(context, (options) => clientOfWorker(script, options), false);
  return extension.forTests;
}

export function deactivate(): Promise<void> | undefined {
  return extension?.stop();
}

function clientOfWorker(script: string, options: LanguageClientOptions): LanguageClient {
  let worker: Worker | undefined;
  const start = (): Promise<Worker> => {
    worker = new Worker(script, { name: 'Encryption Lens' });
    return Promise.resolve(worker);
  };
  const client = new LanguageClient('encryptionLens', 'Encryption Lens', start, options);
  // The library lets go of a worker without ending it.
  client.onDidChangeState(({ newState }) => {
    if (newState === State.Stopped) worker?.terminate();
  });
  return client;
}
