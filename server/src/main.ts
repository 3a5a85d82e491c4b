/** The language server as a process: `--node-ipc` (VS Code) or `--stdio` (any other editor). */
import { setFlagsFromString } from 'node:v8';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { startServer } from './server/language-server.js';
import { diskFiles } from './workspace/node/disk-files.js';

const transports = ['--stdio', '--node-ipc', '--socket', '--pipe'];

// A server lives long and mostly waits: garbage may grow to half of what is in use before it is collected, instead of to
// several times of that. Half of the memory with a large template open, for a tenth more time (docs/performance.md).
setFlagsFromString('--heap-growing-percent=50');

if (process.argv.some((argument) => transports.includes(argument.split('=', 1)[0] ?? ''))) {
  const connection = createConnection(ProposedFeatures.all);
  // Whatever goes wrong in one answer must not take the editor's diagnostics with it.
  process.on('uncaughtException', (error) => {
    connection.console.error(`Unexpected: ${error.stack ?? error.message}`);
  });
  process.on('unhandledRejection', (reason) => {
    connection.console.error(
      `Unexpected: ${reason instanceof Error ? (reason.stack ?? reason.message) : String(reason)}`,
    );
  });
  startServer(connection, diskFiles);
} else {
  process.stderr.write(`This is a language server. An editor starts it with one of ${transports.join(', ')}.\n`);
  process.exitCode = 2;
}
