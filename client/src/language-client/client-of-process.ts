import { clientOptions, followState } from './client-options.js';
import type { ClientParts } from './create-client.js';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';

/** A client whose server is a process of Node; `module` is the path of its script. */
export function clientOfProcess(module: string, parts: ClientParts): LanguageClient {
  // Young objects get 2 x 4 MB instead of 2 x 16 MB; it can only be said when a process starts.
  const execArgv = ['--max-semi-space-size=4'];
  const run = { module, transport: TransportKind.ipc, options: { execArgv } };
  const debug = { ...run, options: { execArgv: [...execArgv, '--nolazy', '--inspect=6009'] } };
  const client = new LanguageClient('encryptionLens', 'Encryption Lens', { run, debug }, clientOptions(parts));
  return followState(client, parts);
}
