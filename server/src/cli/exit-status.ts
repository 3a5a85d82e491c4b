/** What the command line ends with; CI jobs depend on these numbers. */
export const exitStatus = {
  /** No finding at or above `--fail-on`. */
  clean: 0,
  /** Findings at or above `--fail-on`. */
  findings: 1,
  /** Bad usage, or a file that could not be read or analysed whole. */
  incomplete: 2,
} as const;

export type ExitStatus = (typeof exitStatus)[keyof typeof exitStatus];
