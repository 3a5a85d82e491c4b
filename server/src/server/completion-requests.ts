/** Completions on request: of the text as it stands, without waiting for its analysis. */
import type { CancellationToken, CompletionItem, CompletionList, CompletionParams, Range } from 'vscode-languageserver';
import { argumentCompletions, mayCompleteArgument } from '../features/completion/argument-completion.js';
import { completionsAt, mayComplete } from '../features/completion/completion.js';
import { Surroundings } from '../features/completion/resources-at-hand.js';
import type { Span } from '../template/model.js';
import type { Session } from './session.js';

/**
 * What begins a value: the same characters that the extensions for Bicep and JSON ask at, since an editor asks only those
 * who named the character that was typed.
 */
export const COMPLETION_TRIGGERS = ["'", '"', ':', ' ', '['] as const;

export async function answerCompletion(
  session: Session,
  params: CompletionParams,
  token: CancellationToken,
): Promise<CompletionList | null> {
  const path = session.pathOf(params.textDocument.uri);
  const document = path === undefined ? undefined : session.open.get(path);
  if (path === undefined || document === undefined) return null;
  const { version } = document;
  const offset = document.offsetAt(params.position);
  const text = document.getText();
  if (!mayComplete(text, offset) && !mayCompleteArgument(text, offset)) return null;
  const { enable, features } = await session.settingsOf(path);
  if (!enable || !features.has('completion') || session.open.get(path)?.version !== version) return null;
  const rangeOf = ({ start, end }: Span): Range => ({
    start: document.positionAt(start),
    end: document.positionAt(end),
  });
  const { completion } = session.client;
  const parsed = session.checker.parsed(path);
  let items: CompletionItem[] = [];
  switch (parsed?.file.kind) {
    case 'arm':
    case 'bicep':
      items = completionsAt(new Surroundings(parsed.file, offset, parsed.loader), rangeOf, completion);
      break;
    case 'parameters':
    case 'bicepparam': {
      // The template is what matters, and that one does not change while one types here.
      const checked = session.checker.lastCheck(path) ?? (await session.check(path, token));
      if (session.open.get(path)?.version !== version) return null;
      items = argumentCompletions(parsed.file, offset, checked?.analyses ?? [], rangeOf, completion);
      break;
    }
    case 'other':
    case undefined:
      break;
  }
  return items.length === 0 ? null : { isIncomplete: false, items };
}
