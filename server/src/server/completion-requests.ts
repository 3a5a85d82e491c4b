/** Completions on request: of the text as it stands, without waiting for its analysis. */
import type { CompletionList, CompletionParams } from 'vscode-languageserver';
import { completionsAt, mayComplete } from '../features/completion/completion.js';
import { Surroundings } from '../features/completion/resources-at-hand.js';
import type { Session } from './session.js';

/**
 * What begins a value: the same characters that the extensions for Bicep and JSON ask at, since an editor asks only those
 * who named the character that was typed.
 */
export const COMPLETION_TRIGGERS = ["'", '"', ':', ' ', '['] as const;

export async function answerCompletion(session: Session, params: CompletionParams): Promise<CompletionList | null> {
  const path = session.pathOf(params.textDocument.uri);
  const document = path === undefined ? undefined : session.open.get(path);
  if (path === undefined || document === undefined) return null;
  const { version } = document;
  const offset = document.offsetAt(params.position);
  if (!mayComplete(document.getText(), offset)) return null;
  const { enable, features } = await session.settingsOf(path);
  if (!enable || !features.has('completion') || session.open.get(path)?.version !== version) return null;
  const parsed = session.checker.parsed(path);
  if (parsed?.file.kind !== 'arm' && parsed?.file.kind !== 'bicep') return null;
  const around = new Surroundings(parsed.file, offset, parsed.loader);
  const items = completionsAt(
    around,
    ({ start, end }) => ({ start: document.positionAt(start), end: document.positionAt(end) }),
    session.client.completion,
  );
  return items.length === 0 ? null : { isIncomplete: false, items };
}
