import { activateExtension } from './activation.js';
import type { Extension, ForTests } from './activation.js';
import { Uri, workspace } from 'vscode';
import type { ExtensionContext } from 'vscode';
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient, State } from 'vscode-languageclient/browser';
import type { LanguageClientOptions, MessageTransports } from 'vscode-languageclient/browser';

let extension: Extension | undefined;

/** In a browser (vscode.dev and the like): the server is a web worker, and reads files through the client. */
export function activate(context: ExtensionContext): ForTests {
  const script = Uri.joinPath(context.extensionUri, 'dist', 'server', 'main.web.js');
  extension = activateExtension(context, (options) => clientOfWorker(script, options), false);
  return extension.forTests;
}

export function deactivate(): Promise<void> | undefined {
  return extension?.stop();
}

function clientOfWorker(script: Uri, options: LanguageClientOptions): LanguageClient {
  let worker: Worker | undefined;
  const start = async (): Promise<MessageTransports> => {
    // From its text and not from its address: VS Code makes no worker of a script that lies on a remote machine, and a script of another
    // origin is subject to the rules of that origin.
    const source = new Blob([new Uint8Array(await workspace.fs.readFile(script))], { type: 'text/javascript' });
    worker = new Worker(URL.createObjectURL(source), { name: 'Encryption Lens' });
    // Not the worker itself: VS Code replaces the class `Worker`, so the library (11.0.0) does not recognise an instance of it.
    return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
  };
  const client = new LanguageClient('encryptionLens', 'Encryption Lens', start, options);
  // The library lets go of a worker without ending it.
  client.onDidChangeState(({ newState }) => {
    if (newState === State.Stopped) worker?.terminate();
  });
  return client;
}
