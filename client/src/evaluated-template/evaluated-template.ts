import type { EvaluatedTemplateParams, EvaluatedTemplateResult } from '../../../server/src/protocol.js';
import type { Session } from '../language-client/session.js';
import { commands, Disposable, EventEmitter, l10n, Uri, ViewColumn, window, workspace } from 'vscode';

const SCHEME = 'encryption-lens-evaluated';
const COMMAND = 'encryptionLens.showEvaluatedTemplate';
/** True while the active editor shows a template, or a parameter file of one. */
const CONTEXT_KEY = 'encryptionLens.hasEvaluatedTemplate';

/**
 * The command that shows the resources of a template after evaluation, in a read-only document beside it. The document follows the
 * edits of the template and of all files that it is made of: it is asked for again after each analysis.
 */
export function registerEvaluatedTemplate(session: Session): Disposable {
  const changed = new EventEmitter<Uri>();
  const refreshAll = (): void => {
    for (const { uri } of workspace.textDocuments) if (uri.scheme === SCHEME) changed.fire(uri);
  };
  let isShown: boolean | undefined;
  const followEditor = (): void => {
    const uri = window.activeTextEditor?.document.uri;
    const kind = uri === undefined ? undefined : session.statusOf(uri.toString())?.status.kind;
    const isTemplate = kind === 'analysed' || kind === 'partial';
    if (isTemplate === isShown) return;
    isShown = isTemplate;
    void commands.executeCommand('setContext', CONTEXT_KEY, isTemplate);
  };
  followEditor();
  return Disposable.from(
    changed,
    workspace.registerTextDocumentContentProvider(SCHEME, {
      onDidChange: changed.event,
      provideTextDocumentContent: (uri) => evaluatedText(session, uri),
    }),
    session.onDidChange(() => {
      followEditor();
      refreshAll();
    }),
    window.onDidChangeActiveTextEditor(followEditor),
    commands.registerCommand(COMMAND, async (given?: Uri) => {
      const source = given ?? window.activeTextEditor?.document.uri;
      if (source === undefined || source.scheme === SCHEME) return;
      const document = await workspace.openTextDocument(evaluatedUri(source));
      await window.showTextDocument(document, { viewColumn: ViewColumn.Beside, preserveFocus: true, preview: true });
    }),
  );
}

/** The name tells people what they see, and VS Code that it is JSON with comments. */
function evaluatedUri(source: Uri): Uri {
  return Uri.from({ scheme: SCHEME, path: `${source.path}.evaluated.jsonc`, query: source.toString() });
}

async function evaluatedText(session: Session, uri: Uri): Promise<string> {
  const source = Uri.parse(uri.query, true);
  const params = { uri: source.toString() };
  const answer = await session.ask<EvaluatedTemplateParams, EvaluatedTemplateResult | null>(
    'evaluatedTemplate',
    params,
  );
  if (answer !== null && answer !== undefined) return answer.text;
  return `// ${l10n.t('This is no template, so there is nothing to evaluate.')}\n`;
}
