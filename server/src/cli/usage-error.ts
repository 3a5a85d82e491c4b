/** The command line asks for something that cannot be done. Thrown anywhere in `cli/`, caught in `command-line.ts`. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
