/** Requests of who reads a template: what is explained, and where things are. */
import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { CancellationToken, Hover, HoverParams } from 'vscode-languageserver';
import type { ClientFile } from '../features/client.js';
import { hoverAt } from '../features/hover.js';
import type { CheckedFile } from '../workspace/checker.js';
import type { Session } from './session.js';
import type { OptionalFeature } from './settings.js';

export async function answerHover(
  session: Session,
  { textDocument, position }: HoverParams,
  token: CancellationToken,
): Promise<Hover | null> {
  const asked = await documentFor(session, 'hover', textDocument.uri, token);
  if (asked === undefined) return null;
  const { checked, file } = asked;
  return hoverAt(checked, file, file.document.offsetAt(position)) ?? null;
}

interface Asked {
  readonly checked: CheckedFile;
  readonly file: ClientFile;
}

/** The document as it was checked; undefined where the feature, or the analysis of the document, is switched off. */
async function documentFor(
  session: Session,
  feature: OptionalFeature,
  uri: string,
  token: CancellationToken,
): Promise<Asked | undefined> {
  const path = session.pathOf(uri);
  if (path === undefined) return undefined;
  const { enable, features } = await session.settingsOf(path);
  if (!enable || !features.has(feature)) return undefined;
  const checked = await session.check(path, token);
  if (checked === undefined) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled');
  const file = session.filesOf(checked)(path);
  return file === undefined || checked.ignoredBy !== undefined ? undefined : { checked, file };
}
