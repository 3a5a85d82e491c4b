import type { ClientParts } from './create-client.js';
import { documentSelector } from './document-gate.js';
import { CloseAction, ErrorAction, RevealOutputChannelOn, State } from 'vscode-languageclient';
import type { BaseLanguageClient, ErrorHandler, LanguageClientOptions } from 'vscode-languageclient';
import type { LogOutputChannel } from 'vscode';

/** The server is started anew so often within the window; then something is wrong that another start will not mend. */
const mostRestarts = 4;
const restartWindowMs = 3 * 60 * 1000;

/** What both kinds of client, of Node and of the browser, have in common. */
export function clientOptions({
  output,
  schemes,
  middleware,
  watchers,
  initialization,
  problems,
}: ClientParts): LanguageClientOptions {
  return {
    documentSelector: documentSelector(schemes),
    diagnosticCollectionProvider: problems,
    outputChannel: output,
    // Errors go to the log and to the language status; a user cannot silence a window that pops up.
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationOptions: initialization,
    initializationFailedHandler: (error) => {
      output.error('The server could not be initialised.', error);
      return false;
    },
    errorHandler: restartQuietly(output),
    middleware,
    synchronize: { fileEvents: watchers },
  };
}

/** Tells of every state that the client gets into. */
export function followState<T extends BaseLanguageClient>(client: T, { onState }: ClientParts): T {
  client.onDidChangeState(({ newState }) => {
    onState(newState === State.Running ? 'running' : newState === State.Starting ? 'starting' : 'stopped');
  });
  return client;
}

function restartQuietly(output: LogOutputChannel): ErrorHandler {
  let restarts: number[] = [];
  return {
    error(error, _message, count) {
      output.error(`The connection to the server failed (${count ?? 0}).`, error);
      return { action: (count ?? 0) <= 3 ? ErrorAction.Continue : ErrorAction.Shutdown, handled: true };
    },
    closed() {
      const now = Date.now();
      restarts = [...restarts.filter((at) => now - at < restartWindowMs), now];
      if (restarts.length > mostRestarts) {
        output.error(`The server ended ${restarts.length} times within three minutes and is not started again.`);
        return { action: CloseAction.DoNotRestart, handled: true };
      }
      output.warn('The server ended unexpectedly and is started again.');
      return { action: CloseAction.Restart, handled: true };
    },
  };
}
