import type { ExitStatus } from './exit-status.js';
import type { Terminal } from './terminal.js';
export function inventory(_args: readonly string[], _terminal: Terminal): ExitStatus {
  return 0;
}
