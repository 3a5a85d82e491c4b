/** The wizard's requests. */
import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { CancellationToken } from 'vscode-languageserver';
import { encryptEdits, encryptTargets } from '../features/encrypt.js';
import type {
  EncryptEditsParams,
  EncryptEditsResult,
  EncryptTargetsParams,
  EncryptTargetsResult,
} from '../protocol.js';
import type { CheckedFile } from '../workspace/checker.js';
import type { Session } from './session.js';

export async function answerEncryptTargets(
  session: Session,
  { uri }: EncryptTargetsParams,
  token: CancellationToken,
): Promise<EncryptTargetsResult | null> {
  const checked = await checkedFile(session, uri, token);
  return checked === undefined ? null : encryptTargets(checked, session.filesOf(checked));
}

export async function answerEncryptEdits(
  session: Session,
  params: EncryptEditsParams,
  token: CancellationToken,
): Promise<EncryptEditsResult> {
  const checked = await checkedFile(session, params.uri, token);
  if (checked === undefined) return { refused: { code: 'changed', names: [] } };
  return encryptEdits(checked, params, session.filesOf(checked));
}

/** undefined: the file is left alone. */
async function checkedFile(session: Session, uri: string, token: CancellationToken): Promise<CheckedFile | undefined> {
  const path = session.pathOf(uri);
  if (path === undefined || !(await session.settingsOf(path)).enable) return undefined;
  const checked = await session.check(path, token);
  if (checked === undefined) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled');
  return checked;
}
