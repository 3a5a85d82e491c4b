/** Reads the options of a command. */
import { parseArgs } from 'node:util';
import type { ParseArgsConfig } from 'node:util';
import { UsageError } from './usage-error.js';

type Options = NonNullable<ParseArgsConfig['options']>;
type ReadOptions<T extends Options> = ReturnType<
  typeof parseArgs<{ args: string[]; options: T; allowPositionals: true; strict: true }>
>;

/** Options and other arguments as given; what is not among `options`, or lacks its value, is bad usage. */
export function readOptions<T extends Options>(args: readonly string[], options: T): ReadOptions<T> {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code?.startsWith('ERR_PARSE_ARGS') !== true) throw error;
    throw new UsageError(message.split(/\. |\n/)[0] ?? message);
  }
}

/** One of the values that an option may have. */
export function oneOf<T extends string>(option: string, given: string | undefined, choices: readonly [T, ...T[]]): T {
  if (given === undefined) return choices[0];
  const found = choices.find((choice) => choice === given);
  if (found === undefined) throw new UsageError(`--${option} must be one of ${choices.join(', ')}, not '${given}'`);
  return found;
}
