/** The language server: what the client says goes to the workspace, what the features make of it goes back. */
import {
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  DocumentDiagnosticReportKind,
  LSPErrorCodes,
  ResponseError,
  TextDocuments,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import type {
  CancellationToken,
  Connection,
  DocumentDiagnosticReport,
  InitializeResult,
  ServerCapabilities,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { CODE_ACTION_KINDS, ENCRYPT } from '../features/code-actions.js';
import { withDocumentation } from '../features/completion/completion.js';
import { SOURCE } from '../features/diagnostics.js';
import { methods } from '../protocol.js';
import type {
  EncryptEditsParams,
  EncryptEditsResult,
  EncryptTargetsParams,
  EvaluatedTemplateParams,
} from '../protocol.js';
import type { ParameterFileChoicesParams, ParameterFilesParams } from '../protocol/parameter-files.js';
import type { FileAccess } from '../workspace/file-access.js';
import { readClient } from './abilities.js';
import { clientFiles, filesByScheme } from './client-files.js';
import { answerCodeActions, resolveCodeAction } from './code-action-requests.js';
import { answerEncryptEdits, answerEncryptTargets } from './encrypt-requests.js';
import { answerEvaluatedTemplate } from './evaluated-template-request.js';
import { answerCompletion, COMPLETION_TRIGGERS } from './completion-requests.js';
import { answerHierarchyRequests } from './hierarchy-requests.js';
import { KeyHierarchies } from './key-hierarchies.js';
import { answerParameterFiles } from './parameter-files.js';
import { PushedDiagnostics } from './push.js';
import { listenToReaders, READING_CAPABILITIES } from './reading-requests.js';
import { Session } from './session.js';
import { SECTIONS } from './settings.js';
import { answerWorkspacePull } from './workspace-pull.js';

/** Serves a client until it goes. `disk`: the file system of this process; undefined: it has none. */
export function startServer(connection: Connection, disk: FileAccess | undefined): void {
  const documents = new TextDocuments(TextDocument);
  let session: Session | undefined;
  let hierarchies: KeyHierarchies | undefined;

  connection.onInitialize((params): InitializeResult => {
    const client = readClient(params);
    const remote = clientFiles(connection);
    const readsAllThroughClient = disk === undefined || client.options.readsFilesThroughClient;
    const access = readsAllThroughClient ? remote : filesByScheme(disk, remote);
    session = new Session(connection, client, access);
    hierarchies = new KeyHierarchies(session, connection);
    const capabilities: ServerCapabilities = {
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
      codeActionProvider: {
        codeActionKinds: [...CODE_ACTION_KINDS, ...(client.options.wizard === undefined ? [] : [ENCRYPT])],
        resolveProvider: client.resolvesEdits,
      },
      ...READING_CAPABILITIES,
      completionProvider: { triggerCharacters: [...COMPLETION_TRIGGERS], resolveProvider: true },
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    };
    if (client.pullsDiagnostics) {
      const diagnosticProvider = { identifier: SOURCE, interFileDependencies: true, workspaceDiagnostics: true };
      return { capabilities: { ...capabilities, diagnosticProvider }, serverInfo: { name: SOURCE } };
    }
    return { capabilities, serverInfo: { name: SOURCE } };
  });

  connection.onInitialized(() => {
    if (session !== undefined) start(connection, session);
  });

  connection.onShutdown(() => {
    hierarchies?.stop();
    session?.stop();
  });

  documents.onDidChangeContent(({ document }) => session?.opened(document));
  documents.onDidClose(({ document }) => session?.closed(document));
  documents.listen(connection);

  connection.onDidChangeConfiguration(({ settings }) => session?.settingsChanged(settings));
  connection.onDidChangeWatchedFiles(({ changes }) => session?.filesChanged(changes.map(({ uri }) => uri)));

  connection.languages.diagnostics.on((params, token) =>
    answer(session, 'diagnostics', params.textDocument.uri, token, { kind: 'full', items: [] }, (one) =>
      documentReport(one, params.textDocument.uri, params.previousResultId, token),
    ),
  );

  connection.languages.diagnostics.onWorkspace((params, token, _workDone, progress) =>
    answer(session, 'workspace diagnostics', '', token, { items: [] }, (one) =>
      answerWorkspacePull(one.workspacePull, params, token, progress),
    ),
  );

  connection.onCodeAction((params, token) =>
    answer(session, 'code actions', params.textDocument.uri, token, [], (one) => answerCodeActions(one, params, token)),
  );

  connection.onCodeActionResolve((action, token) =>
    answer(session, 'code action', '', token, action, (one) => resolveCodeAction(one, action, token)),
  );

  connection.onRequest(methods.encryptTargets, (params: EncryptTargetsParams, token: CancellationToken) =>
    answer(session, 'encryption targets', params.uri, token, null, (one) => answerEncryptTargets(one, params, token)),
  );

  connection.onRequest(methods.encryptEdits, (params: EncryptEditsParams, token: CancellationToken) =>
    answer<EncryptEditsResult>(
      session,
      'encryption edits',
      params.uri,
      token,
      { refused: { code: 'notWritable', names: [] } },
      (one) => answerEncryptEdits(one, params, token),
    ),
  );

  connection.onRequest(methods.evaluatedTemplate, (params: EvaluatedTemplateParams, token: CancellationToken) =>
    answer(session, 'evaluated template', params.uri, token, null, (one) =>
      answerEvaluatedTemplate(one, params, token),
    ),
  );

  listenToReaders(
    connection,
    () => session,
    (feature, uri, token, nothing, compute) => answer(session, feature, uri, token, nothing, compute),
  );

  connection.onCompletion((params, token) =>
    answer(session, 'completion', params.textDocument.uri, token, null, (one) => answerCompletion(one, params, token)),
  );

  connection.onCompletionResolve(withDocumentation);

  connection.onNotification(methods.parameterFileChoices, (params: ParameterFileChoicesParams) =>
    session?.parameterFilesChosen(params),
  );
  connection.onRequest(methods.parameterFiles, (params: ParameterFilesParams, token: CancellationToken) =>
    answer(session, 'parameter files', params.uri, token, null, (one) => answerParameterFiles(one, params, token)),
  );

  answerHierarchyRequests(
    connection,
    () => hierarchies,
    (feature, token, nothing, compute) => answer(session, feature, '', token, nothing, compute),
  );

  connection.listen();
}

/** Whatever a feature throws is a bug: it is logged, and the client gets the answer of a server that knows nothing. */
async function answer<T>(
  session: Session | undefined,
  feature: string,
  uri: string,
  token: CancellationToken,
  nothing: T,
  compute: (session: Session) => Promise<T>,
): Promise<T> {
  if (session === undefined) return nothing;
  try {
    return await compute(session);
  } catch (error) {
    if (error instanceof ResponseError) throw error;
    if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled');
    session.failed(feature, uri, error);
    return nothing;
  }
}

function start(connection: Connection, session: Session): void {
  const { client } = session;
  if (client.registersConfiguration) {
    register(session, () => connection.client.register(DidChangeConfigurationNotification.type, { section: SECTIONS }));
  }
  if (client.registersWatchers && !client.options.watchesFiles) {
    // Templates load files of any kind as data.
    const globPattern = '**/*';
    register(session, () =>
      connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: [{ globPattern }] }),
    );
  }
  if (client.registersFolders) {
    connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
      session.foldersChanged(
        added.map(({ uri }) => uri),
        removed.map(({ uri }) => uri),
      );
    });
  }
  if (!client.pullsDiagnostics) {
    new PushedDiagnostics(
      connection,
      session.changes,
      () => session.allDiagnostics(),
      (error) => {
        session.failed('diagnostics', '', error);
      },
    );
  }
  session.start();
}

function register(session: Session, ask: () => Promise<unknown>): void {
  ask().catch((error: unknown) => {
    session.failed('registration', '', error);
  });
}

async function documentReport(
  session: Session,
  uri: string,
  previousResultId: string | undefined,
  token: CancellationToken,
): Promise<DocumentDiagnosticReport> {
  const report = await session.diagnosticsOf(uri, token);
  if (report === undefined) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled');
  const { resultId, items } = report;
  return resultId === previousResultId
    ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId }
    : { kind: DocumentDiagnosticReportKind.Full, resultId, items: [...items] };
}
