/** Code actions on request: quick fixes with their edits, fix-all with its edit when it is chosen. */
import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { CodeActionTriggerKind } from 'vscode-languageserver';
import type { CancellationToken, CodeAction, CodeActionParams } from 'vscode-languageserver';
import { asksFor, CODE_ACTION_KINDS, ENCRYPT, encryptActions, FIX_ALL, quickFixes } from '../features/code-actions.js';
import { fixAllEdits } from '../features/fix-all.js';
import { workspaceEdit } from '../features/fix-edits.js';
import type { CheckedFile } from '../workspace/checker.js';
import { CONFIGURATION_FILE } from '../workspace/configuration.js';
import { folderOf, foldersUpwards } from '../workspace/paths.js';
import type { Session } from './session.js';

export async function answerCodeActions(
  session: Session,
  params: CodeActionParams,
  token: CancellationToken,
): Promise<CodeAction[]> {
  const { only, triggerKind } = params.context;
  const path = session.pathOf(params.textDocument.uri);
  if (path === undefined || ![...CODE_ACTION_KINDS, ENCRYPT].some((kind) => asksFor(only, kind))) return [];
  if (!(await session.settingsOf(path)).enable) return [];
  const checked = await checkedOrCancelled(session, path, token);
  const files = session.filesOf(checked);
  const configuration = configurationFor(session, path);
  const question = { checked, files, client: session.client, params, configuration };
  const { wizard } = session.client.options;
  const actions = [...quickFixes(question), ...(wizard === undefined ? [] : encryptActions(question, wizard.action))];
  // Nobody looks at source actions while the cursor moves.
  const wantsFixAll = asksFor(only, FIX_ALL) && (only !== undefined || triggerKind !== CodeActionTriggerKind.Automatic);
  const hasFix = checked.findings.some(({ fixes }) => fixes.some(({ preferred }) => preferred));
  if (!wantsFixAll || !hasFix) return actions;
  const fixAll: CodeAction = {
    title: 'Fix all encryption findings that have one obvious fix',
    kind: FIX_ALL,
    data: { uri: params.textDocument.uri },
  };
  if (session.client.resolvesEdits) return [...actions, fixAll];
  const resolved = await resolveCodeAction(session, fixAll, token);
  return resolved.edit === undefined ? actions : [...actions, resolved];
}

/** Adds the edit to a fix-all action. */
export async function resolveCodeAction(
  session: Session,
  action: CodeAction,
  token: CancellationToken,
): Promise<CodeAction> {
  const { data } = action as { readonly data?: unknown };
  if (action.edit !== undefined || typeof data !== 'object' || data === null || !('uri' in data)) return action;
  const path = typeof data.uri === 'string' ? session.pathOf(data.uri) : undefined;
  if (path === undefined) return action;
  const checked = await checkedOrCancelled(session, path, token);
  const version = session.open.get(path)?.version;
  const edits = await fixAllEdits(checked, (text) =>
    session.checker.checkText(path, text, () => token.isCancellationRequested),
  );
  // Typed in meanwhile: the edits are for a text that is gone.
  if (token.isCancellationRequested || session.open.get(path)?.version !== version) throw cancelled();
  if (edits.length === 0) return action;
  return { ...action, edit: workspaceEdit(edits, session.filesOf(checked), session.client) };
}

async function checkedOrCancelled(session: Session, path: string, token: CancellationToken): Promise<CheckedFile> {
  const checked = await session.check(path, token);
  if (checked === undefined) throw cancelled();
  return checked;
}

function cancelled(): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled');
}

/** The nearest configuration file, or where one would be: in the workspace folder. None for a document without a folder. */
function configurationFor(session: Session, path: string): { path: string; text: string | undefined } | undefined {
  const root = session.folderOf(path);
  for (const folder of foldersUpwards(path, root)) {
    const candidate = `${folder}/${CONFIGURATION_FILE}`;
    const text = session.texts.read(candidate);
    if (typeof text === 'string') return { path: candidate, text };
  }
  const folder = root ?? folderOf(path);
  return folder === '' ? undefined : { path: `${folder}/${CONFIGURATION_FILE}`, text: undefined };
}
