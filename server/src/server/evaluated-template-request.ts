/** The request for the evaluated template. */
import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { CancellationToken } from 'vscode-languageserver';
import { evaluatedTemplate } from '../features/evaluated-template.js';
import type { EvaluatedTemplateParams, EvaluatedTemplateResult } from '../protocol.js';
import type { Session } from './session.js';

export async function answerEvaluatedTemplate(
  session: Session,
  { uri }: EvaluatedTemplateParams,
  token: CancellationToken,
): Promise<EvaluatedTemplateResult | null> {
  const path = session.pathOf(uri);
  if (path === undefined || !(await session.settingsOf(path)).enable) return null;
  const checked = await session.check(path, token);
  if (checked === undefined) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled');
  return evaluatedTemplate(checked);
}
