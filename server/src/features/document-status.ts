/** How a document was read, for the language status of the editor. */
import type { DocumentStatus } from '../protocol.js';
import type { CheckedFile } from '../workspace/checker.js';
import { CONFIGURATION_FILE } from '../workspace/configuration.js';
import { baseName } from '../workspace/paths.js';

/** More are not told. */
const MOST_NOTES = 5;

export function statusOf({ path, file, findings, limit, notes, ignoredBy }: CheckedFile): DocumentStatus {
  if (ignoredBy !== undefined)
    return { kind: 'disabled', reason: `The file is on the ignore list of ${baseName(ignoredBy)}.` };
  if (file === undefined) return { kind: 'failed', reason: 'The file cannot be read.' };
  if (file.kind === 'other' && baseName(path) !== CONFIGURATION_FILE)
    return { kind: 'notATemplate', reason: sentence(file.reason) };
  const reason = file.incomplete ?? limit;
  const told = notes.length === 0 ? {} : { notes: notes.slice(0, MOST_NOTES).map(sentence) };
  return reason === undefined
    ? { kind: 'analysed', findings: findings.length, ...told }
    : { kind: 'partial', findings: findings.length, reason: sentence(reason) };
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;
}
