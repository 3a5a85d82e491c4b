/** Where the answer and the messages go. Nothing but the answer of a command is written to standard output. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Terminal {
  /** Absolute, with `/`. */
  readonly workingDirectory: string;
  /** Whether the answer may be coloured. */
  readonly colour: boolean;
  /** Writes the answer, as it is. */
  answer(text: string): void;
  /** Says something about the work, in a line of its own on standard error. */
  say(line: string): void;
}

/** The terminal of this process. */
export function processTerminal(): Terminal {
  return {
    workingDirectory: process.cwd().replaceAll('\\', '/'),
    colour: wantsColour(process.env, process.stdout.isTTY),
    answer: (text) => void process.stdout.write(text),
    say: (line) => void process.stderr.write(`encryption-lens: ${printable(line)}\n`),
  };
}

/** `NO_COLOR` and `FORCE_COLOR` as other tools know them; else colour on a terminal only. */
export function wantsColour(environment: NodeJS.ProcessEnv, isTerminal: boolean): boolean {
  const { NO_COLOR: no, FORCE_COLOR: force, TERM: terminal } = environment;
  if (force !== undefined && force !== '') return force !== '0' && force !== 'false';
  if (no !== undefined && no !== '') return false;
  return isTerminal && terminal !== 'dumb';
}

/** Text of a template with its control characters made harmless: they would command the terminal. */
export function printable(text: string): string {
  // eslint-disable-next-line no-control-regex -- they are what it is about
  return text.replace(/[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, '\ufffd');
}

export interface Tool {
  readonly name: string;
  readonly version: string;
}

/** Name and version, as the package beside the built command says them. */
export function thisTool(): Tool {
  const text = readFileSync(join(__dirname, '../../package.json'), 'utf8');
  const { version } = JSON.parse(text) as { readonly version: string };
  return { name: 'encryption-lens', version };
}
