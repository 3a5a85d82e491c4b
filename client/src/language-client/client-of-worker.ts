import { clientOptions, followState } from './client-options.js';
import type { ClientParts } from './create-client.js';
import { workspace } from 'vscode';
import type { Uri } from 'vscode';
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient, State } from 'vscode-languageclient/browser';
import type { MessageTransports } from 'vscode-languageclient/browser';

/** A client whose server is a web worker of this script. */
export function clientOfWorker(script: Uri, parts: ClientParts): LanguageClient {
  let worker: Worker | undefined;
  const start = async (): Promise<MessageTransports> => {
    // From its text and not from its address: VS Code makes no worker of a script that lies on a remote machine, and a script of another
    // origin is subject to the rules of that origin.
    const source = new Blob([new Uint8Array(await workspace.fs.readFile(script))], { type: 'text/javascript' });
    worker = new Worker(URL.createObjectURL(source), { name: 'Encryption Lens' });
    // Not the worker itself: VS Code replaces the class `Worker`, so the library (11.0.0) does not recognise an instance of it.
    return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
  };
  const client = new LanguageClient('encryptionLens', 'Encryption Lens', start, clientOptions(parts));
  // The library lets go of a worker without ending it.
  client.onDidChangeState(({ newState }) => {
    if (newState === State.Stopped) worker?.terminate();
  });
  return followState(client, parts);
}
