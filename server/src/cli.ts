/** The command `encryption-lens`. */
import { exitStatus } from './cli/exit-status.js';
import { runCommandLine } from './cli/command-line.js';
import { processTerminal } from './cli/terminal.js';

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // Who reads the answer has seen enough of it (`| head`): that is no failure.
  if (error.code === 'EPIPE') return;
  process.stderr.write(`encryption-lens: the answer could not be written: ${error.message}\n`);
  process.exitCode = exitStatus.incomplete;
});
// Without a reader of messages there is nobody to tell.
process.stderr.on('error', () => undefined);

// Not process.exit(): what is written to a pipe may still be on its way.
process.exitCode = runCommandLine(process.argv.slice(2), processTerminal());
