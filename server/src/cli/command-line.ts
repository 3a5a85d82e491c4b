/** From the arguments to a command. */
import { check } from './check.js';
import type { ExitStatus } from './exit-status.js';
import { exitStatus } from './exit-status.js';
import { expand } from './expand.js';
import { commandNames, helpOf, overview } from './help.js';
import type { CommandName } from './help.js';
import { inventory } from './inventory.js';
import { rules } from './rules.js';
import type { Terminal } from './terminal.js';
import { thisTool } from './terminal.js';
import { UsageError } from './usage-error.js';

const commands: Readonly<Record<CommandName, (args: readonly string[], terminal: Terminal) => ExitStatus>> = {
  check,
  inventory,
  expand,
  rules,
};

/** Runs the command that the arguments ask for. The only place that catches. */
export function runCommandLine(args: readonly string[], terminal: Terminal): ExitStatus {
  try {
    return dispatch(args, terminal);
  } catch (error) {
    if (error instanceof UsageError) {
      terminal.say(`${error.message}. See encryption-lens --help.`);
    } else {
      terminal.say(`internal error, please report it: ${error instanceof Error ? error.message : String(error)}`);
      for (const line of (error instanceof Error ? (error.stack ?? '') : '').split('\n').slice(1)) terminal.say(line);
    }
    return exitStatus.incomplete;
  }
}

function dispatch(args: readonly string[], terminal: Terminal): ExitStatus {
  const [first, ...rest] = args;
  switch (first) {
    case undefined:
      throw new UsageError('a command is missing');
    case '--help':
    case '-h':
    case 'help': {
      const [about] = rest;
      const command = commandNames.find((name) => name === about);
      terminal.answer(command === undefined ? overview : helpOf(command));
      return exitStatus.clean;
    }
    case '--version':
    case '-v':
      terminal.answer(`${thisTool().version}\n`);
      return exitStatus.clean;
  }
  const command = commandNames.find((name) => name === first);
  if (command === undefined) {
    throw new UsageError(
      first.startsWith('-') ? `a command must come before '${first}'` : `there is no command '${first}'`,
    );
  }
  const end = rest.indexOf('--');
  if ((end < 0 ? rest : rest.slice(0, end)).some((arg) => arg === '--help' || arg === '-h')) {
    terminal.answer(helpOf(command));
    return exitStatus.clean;
  }
  return commands[command](rest, terminal);
}
