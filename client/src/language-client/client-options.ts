import type { InitializationOptions } from '../../../server/src/protocol.js';
import { documentSelector } from './document-gate.js';
import { CloseAction, ErrorAction, RevealOutputChannelOn } from 'vscode-languageclient';
import type {
  DiagnosticCollectionProvider,
  ErrorHandler,
  LanguageClientOptions,
  Middleware,
} from 'vscode-languageclient';
import type { FileSystemWatcher, LogOutputChannel } from 'vscode';

/** The server is started anew so often within the window; then something is wrong that another start will not mend. */
const mostRestarts = 4;
const restartWindowMs = 3 * 60 * 1000;

/** What both kinds of client, of Node and of the browser, have in common. */
export function clientOptions(
  output: LogOutputChannel,
  schemes: ReadonlySet<string>,
  middleware: Middleware,
  watchers: FileSystemWatcher[],
  initialization: InitializationOptions,
  problems: DiagnosticCollectionProvider,
): LanguageClientOptions {
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
