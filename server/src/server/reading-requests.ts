/** Requests of who reads a template: what is explained, where things are, and what is shown between the lines. */
import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { CancellationToken, Connection, InlayHint, Location, ServerCapabilities } from 'vscode-languageserver';
import type { ClientFile } from '../features/client.js';
import { codeLenses } from '../features/code-lens.js';
import { definitionAt, definitionLinks } from '../features/definition.js';
import { documentLinks } from '../features/document-links.js';
import { hoverAt } from '../features/hover.js';
import { inlayHints } from '../features/inlay-hints.js';
import { referenceLocations, referencesAt } from '../features/references.js';
import { methods } from '../protocol.js';
import type { HangingOnParams } from '../protocol.js';
import { Breath } from '../workspace/breathe.js';
import type { CheckedFile } from '../workspace/checker.js';
import { readOtherExtensions } from './abilities.js';
import type { Session } from './session.js';
import type { OptionalFeature } from './settings.js';

export const READING_CAPABILITIES: ServerCapabilities = {
  hoverProvider: true,
  definitionProvider: true,
  referencesProvider: true,
  documentLinkProvider: { resolveProvider: false },
  codeLensProvider: { resolveProvider: false },
  inlayHintProvider: { resolveProvider: false },
};

/** Answers with the session there is; `nothing` where there is none, or the feature failed. */
export type Answer = <T>(
  feature: string,
  uri: string,
  token: CancellationToken,
  nothing: T,
  compute: (session: Session) => Promise<T>,
) => Promise<T>;

/** Registers the requests. */
export function listenToReaders(connection: Connection, session: () => Session | undefined, answer: Answer): void {
  /** Asks about a document as it was checked, where the feature is not switched off. */
  const asking = <T>(
    feature: OptionalFeature,
    uri: string,
    token: CancellationToken,
    nothing: T,
    compute: (asked: Asked) => T | Promise<T>,
  ): Promise<T> =>
    answer(feature, uri, token, nothing, async (one) => {
      const asked = await documentFor(one, feature, uri, token);
      return asked === undefined ? nothing : compute(asked);
    });

  connection.onHover(({ textDocument, position }, token) =>
    asking('hover', textDocument.uri, token, null, ({ checked, file }) => {
      return hoverAt(checked, file, file.document.offsetAt(position)) ?? null;
    }),
  );

  connection.onDefinition(({ textDocument, position }, token) =>
    asking('definition', textDocument.uri, token, null, ({ checked, file, session: one }) => {
      const found = definitionAt(checked, file.document.offsetAt(position), one.otherExtensions);
      if (found === undefined) return null;
      return definitionLinks(found, checked.path, one.filesOf(checked), one.client.takesDefinitionLinks) as Location[];
    }),
  );

  connection.onReferences(({ textDocument, position, context }, token) =>
    asking('definition', textDocument.uri, token, null, ({ checked, file, session: one }) => {
      const { includeDeclaration } = context;
      const options = { includeDeclaration, others: one.otherExtensions };
      const found = referencesAt(checked, file.document.offsetAt(position), options);
      return found === undefined ? null : referenceLocations(found, one.filesOf(checked));
    }),
  );

  connection.onRequest(methods.hangingOn, ({ uri, position }: HangingOnParams, token: CancellationToken) =>
    asking<Location[]>('codeLens', uri, token, [], ({ checked, file, session: one }) => {
      const options = { includeDeclaration: false, others: one.otherExtensions, alone: true };
      const found = referencesAt(checked, file.document.offsetAt(position), options) ?? [];
      return referenceLocations(found, one.filesOf(checked));
    }),
  );

  connection.onDocumentLinks(({ textDocument }, token) =>
    asking('documentLinks', textDocument.uri, token, null, ({ checked, session: one }) =>
      documentLinks(checked, one.filesOf(checked), one.otherExtensions),
    ),
  );

  connection.onCodeLens(({ textDocument }, token) =>
    asking('codeLens', textDocument.uri, token, null, ({ checked, file, session: one }) =>
      codeLenses(checked, file, {
        runsCommands: one.client.options.runsLensCommands === true,
        wizard: one.client.options.wizard?.lens,
      }),
    ),
  );

  connection.languages.inlayHint.on(({ textDocument, range }, token) =>
    asking<InlayHint[] | null>('inlayHints', textDocument.uri, token, null, async ({ checked, file }) => {
      const { document } = file;
      const span = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
      const hints: InlayHint[] = [];
      const breath = new Breath();
      for (const hint of inlayHints(checked, file, span)) {
        if (hint !== undefined) hints.push(hint);
        if ((await breath.take()) && token.isCancellationRequested) throw cancelled();
      }
      return hints;
    }),
  );

  connection.onNotification(methods.otherExtensions, (others: unknown) => {
    const one = session();
    if (one !== undefined) one.otherExtensions = readOtherExtensions(others);
  });
}

function cancelled(): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled');
}

interface Asked {
  readonly session: Session;
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
  if (checked === undefined) throw cancelled();
  const file = session.filesOf(checked)(path);
  return file === undefined || checked.ignoredBy !== undefined ? undefined : { session, checked, file };
}
