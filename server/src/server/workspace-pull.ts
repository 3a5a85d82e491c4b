/**
 * Answers `workspace/diagnostic`. The client asks again right after each answer, so that an answer waits until there is
 * something new, for a while at least.
 */
import { DocumentDiagnosticReportKind, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type {
  CancellationToken,
  ResultProgressReporter,
  WorkspaceDiagnosticParams,
  WorkspaceDiagnosticReport,
  WorkspaceDiagnosticReportPartialResult,
  WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import type { Changes } from './changes.js';
import { resultIdOf } from './result-id.js';
import type { FileDiagnostics, WorkspaceReports } from './workspace-reports.js';

/** So long, in milliseconds, a question without news waits for its answer. */
const LONGEST_WAIT = 10_000;
/** So long it is quiet before the workspace is looked at again: the document that is typed in comes first. */
const QUIET = 500;

const NOTHING = resultIdOf([], null);

export interface WorkspacePull {
  readonly reports: WorkspaceReports;
  readonly changes: Changes;
  /** Whether the settings ask for the problems of all files. */
  readonly isWanted: () => Promise<boolean>;
  readonly isOpen: (uri: string) => boolean;
  /** Resolves when the files of the workspace are known. */
  readonly ready: () => Promise<void>;
}

type Progress = ResultProgressReporter<WorkspaceDiagnosticReportPartialResult> | undefined;

export async function answerWorkspacePull(
  pull: WorkspacePull,
  params: WorkspaceDiagnosticParams,
  token: CancellationToken,
  progress: Progress,
): Promise<WorkspaceDiagnosticReport> {
  const known = new Map(params.previousResultIds.map(({ uri, value }) => [uri, value]));
  const deadline = Date.now() + LONGEST_WAIT;
  const isCancelled = (): boolean => token.isCancellationRequested;
  for (;;) {
    const seen = pull.changes.count;
    const items: WorkspaceDocumentDiagnosticReport[] = [];
    let reported = 0;
    const tell = (reports: readonly FileDiagnostics[]): void => {
      const changed = reports.filter((report) => known.get(report.uri) !== report.resultId).map(full);
      if (changed.length === 0) return;
      reported += changed.length;
      if (progress === undefined) items.push(...changed);
      else progress.report({ items: changed });
    };
    const all = await look(pull, isCancelled, tell);
    if (all === undefined) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled');
    const gone = [...known].filter(
      ([uri, id]) => id !== NOTHING && !pull.isOpen(uri) && !all.some((report) => report.uri === uri),
    );
    tell(gone.map(([uri]) => ({ uri, version: null, resultId: NOTHING, items: [] })));
    if (reported > 0) return { items };
    if (Date.now() >= deadline) return { items: all.map(unchanged) };
    if (pull.changes.count === seen) await news(pull.changes, token, deadline);
    if (isCancelled()) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled');
  }
}

async function look(
  pull: WorkspacePull,
  isCancelled: () => boolean,
  tell: (reports: readonly FileDiagnostics[]) => void,
): Promise<readonly FileDiagnostics[] | undefined> {
  if (!(await pull.isWanted())) return isCancelled() ? undefined : [];
  await pull.ready();
  return isCancelled() ? undefined : pull.reports.all(isCancelled, tell);
}

/** Resolves when something has changed and it is quiet again, at the deadline, or when the question is withdrawn. */
function news(changes: Changes, token: CancellationToken, deadline: number): Promise<void> {
  return new Promise((resolve) => {
    let quiet: ReturnType<typeof setTimeout> | undefined;
    const done = (): void => {
      clearTimeout(quiet);
      clearTimeout(end);
      stop();
      cancelled.dispose();
      resolve();
    };
    const end = setTimeout(done, Math.max(0, deadline - Date.now()));
    const stop = changes.on(() => {
      clearTimeout(quiet);
      quiet = setTimeout(done, QUIET);
    });
    const cancelled = token.onCancellationRequested(done);
  });
}

function full({ uri, version, resultId, items }: FileDiagnostics): WorkspaceDocumentDiagnosticReport {
  return { kind: DocumentDiagnosticReportKind.Full, uri, version, resultId, items: [...items] };
}

function unchanged({ uri, version, resultId }: FileDiagnostics): WorkspaceDocumentDiagnosticReport {
  return { kind: DocumentDiagnosticReportKind.Unchanged, uri, version, resultId };
}
