/** One client and its workspace: keeps documents, files, settings and index in step, and checks files for the features. */
import { CancellationToken, CodeLensRefreshRequest } from 'vscode-languageserver';
import type { Connection } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { ClientFiles } from '../features/client.js';
import { diagnosticOf, diagnosticsOf } from '../features/diagnostics.js';
import { statusOf } from '../features/document-status.js';
import { methods } from '../protocol.js';
import type { ParameterFileChoicesParams } from '../protocol/parameter-files.js';
import type { DocumentStatus, DocumentStatusParams, OtherExtensions } from '../protocol.js';
import { Checker } from '../workspace/checker.js';
import type { CheckedFile } from '../workspace/checker.js';
import { TEMPLATE_ENDINGS } from '../workspace/file-access.js';
import type { FileAccess } from '../workspace/file-access.js';
import { FileTexts } from '../workspace/file-texts.js';
import { indexFolders } from '../workspace/indexing.js';
import { parameterFilesOf } from '../workspace/parameter-file-settings.js';
import { SourceCache } from '../workspace/project.js';
import { TemplateIndex } from '../workspace/template-index.js';
import { canonicalUri, isInFolder } from '../workspace/uris.js';
import { folderUris } from './abilities.js';
import type { Client } from './abilities.js';
import { Changes, Debounced } from './changes.js';
import { isLeftAlone, OpenDocuments, pathOf } from './open-documents.js';
import { ParameterFileChoices } from './parameter-files.js';
import { resultIdOf } from './result-id.js';
import { Settings } from './settings.js';
import type { ResourceSettings } from './settings.js';
import type { WorkspacePull } from './workspace-pull.js';
import { WorkspaceReports } from './workspace-reports.js';
import type { FileDiagnostics } from './workspace-reports.js';

/** Files that may be templates, parameter files or configurations; changes of others only concern those who load them. */
function mayBeIndexed(path: string): boolean {
  return (
    TEMPLATE_ENDINGS.some((ending) => path.toLowerCase().endsWith(`.${ending}`)) && !path.includes('/node_modules/')
  );
}

/** So long, in milliseconds, the first answer waits to learn who calls the file. */
const PATIENCE = 400;
/** Files are read again after so many milliseconds where nobody tells of their changes. */
const UNWATCHED_AGE = 2_000;

export class Session {
  readonly changes = new Changes();
  readonly open = new OpenDocuments();
  readonly choices = new ParameterFileChoices();
  readonly texts: FileTexts;
  readonly checker: Checker;
  readonly settings: Settings;
  readonly workspacePull: WorkspacePull;
  /** What the editor has beside us, as the client said last. */
  otherExtensions: OtherExtensions;
  private folders: readonly string[];
  private readonly index: TemplateIndex;
  private readonly reports: WorkspaceReports;
  private readonly refresh: Debounced;
  private readonly statuses = new Map<string, string>();
  private indexing: { isCancelled: boolean } = { isCancelled: false };
  private indexed: Promise<void> = Promise.resolve();
  private lastRead = 0;

  constructor(
    private readonly connection: Connection,
    readonly client: Client,
    private readonly access: FileAccess,
  ) {
    this.folders = client.folders;
    this.otherExtensions = client.options.otherExtensions ?? { bicep: false, armTools: false };
    this.texts = new FileTexts(access);
    this.settings = new Settings(connection, client.answersConfiguration);
    this.index = new TemplateIndex((path) => this.open.get(path)?.getText());
    const environment = {
      rootOf: (path: string) => this.folderOf(path),
      settings: (path: string) => this.settings.now(this.scopeOf(path)).rules,
      parameterFiles: (template: string) =>
        parameterFilesOf(this.settings.now(this.scopeOf(template)).parameterFiles, template, this.folderOf(template)),
      chosenParameterFiles: (template: string) => this.choices.of(template),
      settingsStamp: () => this.settings.stamp + this.choices.stamp,
      prepare: () => this.prepareSettings(),
      failed: (rule: string, error: unknown, paths: readonly string[]) => {
        this.failed(`rule ${rule}`, paths.slice(0, 3).join(' '), error);
      },
    };
    this.checker = new Checker(this.texts, this.index, environment, new SourceCache());
    this.reports = new WorkspaceReports({
      index: this.index,
      checker: this.checker,
      covers: (path) => this.folderOf(path) !== undefined,
      name: (path) => this.nameOf(path),
      diagnostic: (finding, checked) =>
        this.isOff(checked.path) ? [] : diagnosticOf(finding, this.filesOf(checked), this.client),
    });
    this.workspacePull = {
      reports: this.reports,
      changes: this.changes,
      isWanted: () => this.wantsWorkspace(),
      isOpen: (uri) => this.open.get(canonicalUri(uri)) !== undefined,
      ready: () => this.indexed,
    };
    this.refresh = new Debounced(100, () => this.askToPullAgain());
  }

  start(): void {
    this.indexAgain();
    this.changes.fire();
  }

  stop(): void {
    this.indexing.isCancelled = true;
    this.refresh.stop();
  }

  // What the client tells.

  opened(document: TextDocument): void {
    if (isLeftAlone(document.uri)) return;
    const path = this.open.add(document);
    // The client pulls for this document by itself, but not for others that rest on it.
    if (this.texts.setOpen(path, document.getText()) && this.checker.concerns(path)) this.refresh.ask();
    this.index.markStale(path);
    this.changes.fire();
  }

  closed(document: TextDocument): void {
    if (isLeftAlone(document.uri)) return;
    const path = pathOf(document);
    this.open.remove(path);
    const differs = this.texts.close(path);
    this.checker.forget(path);
    if (differs && this.checker.concerns(path)) this.refresh.ask();
    this.statuses.delete(document.uri);
    // What was not saved is gone; outside the workspace nobody asks for the file any more.
    if (this.folderOf(path) === undefined) this.index.update(path, null);
    else this.inBackground('closing', this.readIntoIndex(path));
    this.changes.fire();
  }

  settingsChanged(settings: unknown): void {
    this.settings.changed(settings);
    this.refresh.ask();
    this.changes.fire();
  }

  parameterFilesChosen(params: ParameterFileChoicesParams): void {
    if (!this.choices.set(params)) return;
    this.refresh.ask();
    this.changes.fire();
  }

  filesChanged(uris: readonly string[]): void {
    this.inBackground('file changes', this.takeIn(uris.map(canonicalUri)));
  }

  foldersChanged(added: readonly string[], removed: readonly string[]): void {
    const gone = new Set(folderUris(removed));
    this.folders = [...this.folders.filter((folder) => !gone.has(folder)), ...folderUris(added)];
    for (const path of this.index.paths) {
      if (this.folderOf(path) === undefined && !this.texts.isOpen(path)) this.index.update(path, null);
    }
    this.indexAgain();
    this.refresh.ask();
    this.changes.fire();
  }

  // What the features ask.

  /** The path of a document that the client names; undefined: one that is left alone. */
  pathOf(uri: string): string | undefined {
    if (isLeftAlone(uri)) return undefined;
    const canonical = canonicalUri(uri);
    return (
      [canonical, `${canonical}.bicep`, `${canonical}.bicepparam`].find((path) => this.open.get(path)) ?? canonical
    );
  }

  /** The file, checked as it is now; undefined: the question was withdrawn. */
  async check(path: string, token: CancellationToken): Promise<CheckedFile | undefined> {
    await Promise.race([this.indexed, new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
    if (!this.isWatched && Date.now() - this.lastRead > UNWATCHED_AGE) {
      this.lastRead = Date.now();
      await this.texts.readAgain(this.checker.reached);
    }
    return this.checker.check(path, () => token.isCancellationRequested);
  }

  /** The client's view of the files that belong to a check. */
  filesOf(checked: CheckedFile): ClientFiles {
    return (path) => this.open.clientFile(path, checked.sourceOf(path));
  }

  settingsOf(path: string): Promise<ResourceSettings> {
    return this.settings.of(this.scopeOf(path));
  }

  /** The diagnostics of a document, after telling how it was read; undefined: the question was withdrawn. */
  async diagnosticsOf(uri: string, token: CancellationToken): Promise<FileDiagnostics | undefined> {
    const path = this.pathOf(uri);
    const nothing = { uri, version: null, resultId: resultIdOf([], null), items: [] };
    if (path === undefined) return nothing;
    if (!(await this.settingsOf(path)).enable) {
      this.tellStatus(path, { kind: 'disabled', reason: 'The setting encryptionLens.enable is off for this file.' });
      return nothing;
    }
    try {
      const checked = await this.check(path, token);
      if (checked === undefined) return undefined;
      const report = this.translate(checked);
      this.tellStatus(path, statusOf(checked));
      return { ...report, resultId: resultIdOf(report.items, report.version) };
    } catch (error) {
      this.tellStatus(path, { kind: 'failed', reason: 'The analysis failed. The log says where.' });
      throw error;
    }
  }

  /** All diagnostics that a client sees to which they are pushed. */
  async *allDiagnostics(): AsyncIterable<FileDiagnostics> {
    const told = new Set<string>();
    for (const path of this.open.paths) {
      const document = this.open.get(path);
      if (document === undefined) continue;
      const report = await this.diagnosticsOf(document.uri, CancellationToken.None);
      if (report === undefined) continue;
      told.add(report.uri);
      yield report;
    }
    if (!(await this.wantsWorkspace())) return;
    await this.indexed;
    const all = await this.reports.all(
      () => false,
      () => undefined,
    );
    for (const report of all ?? []) if (!told.has(report.uri)) yield report;
  }

  /** The workspace folder that a file is in. */
  folderOf(path: string): string | undefined {
    return this.folders
      .filter((folder) => isInFolder(path, folder))
      .reduce<string | undefined>((best, one) => ((best?.length ?? 0) < one.length ? one : best), undefined);
  }

  /** The files of each deployment of the workspace, once they are known. */
  async deployments(): Promise<readonly (readonly string[])[]> {
    await this.indexed;
    return this.index.deployments().filter((set) => set.some((path) => this.folderOf(path) !== undefined));
  }

  /** Resolves when the files of the workspace are known. */
  ready(): Promise<void> {
    return this.indexed;
  }

  /** The parameter files of the workspace: those that name the template or are named after it, and the others. */
  async parameterFiles(
    template: string,
  ): Promise<{ readonly own: readonly string[]; readonly others: readonly string[] }> {
    await this.indexed;
    return this.index.parameterFilesOf(template);
  }

  /** How the client names a file. */
  uriOf(path: string): string {
    return this.nameOf(path).uri;
  }

  /** A path for people: from the workspace folder, whose name it begins with where there are several; else the file's name. */
  shownPath(path: string): string {
    const folder = this.folderOf(path);
    const name = (uri: string): string => decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1));
    if (folder === undefined) return name(path);
    const relative = decodeURIComponent(path.slice(folder.length + 1));
    return this.folders.length > 1 ? `${name(folder)}/${relative}` : relative;
  }

  /** Logs a bug: what was being done, and for which version of which document. */
  failed(feature: string, uri: string, error: unknown): void {
    const version = this.open.get(canonicalUri(uri))?.version;
    const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.connection.console.error(
      `${feature} failed${uri === '' ? '' : ` for ${uri}`}${version === undefined ? '' : `, version ${String(version)}`}: ${what}`,
    );
  }

  private translate(checked: CheckedFile): Omit<FileDiagnostics, 'resultId'> {
    const { path } = checked;
    const items = this.isOff(path) ? [] : diagnosticsOf(checked, this.filesOf(checked), this.client);
    return { ...this.nameOf(path), items };
  }

  private nameOf(path: string): Pick<FileDiagnostics, 'uri' | 'version'> {
    const document = this.open.get(path);
    return { uri: document?.uri ?? path, version: document?.version ?? null };
  }

  /** Whether the settings switch the analysis of a file off. */
  private isOff(path: string): boolean {
    return !this.settings.now(this.scopeOf(path)).enable;
  }

  private tellStatus(path: string, status: DocumentStatus): void {
    const document = this.open.get(path);
    if (document === undefined) return;
    const params: DocumentStatusParams = { uri: document.uri, version: document.version, status };
    const text = JSON.stringify(params);
    if (this.statuses.get(document.uri) === text) return;
    this.statuses.set(document.uri, text);
    this.inBackground('status', this.connection.sendNotification(methods.documentStatus, params));
  }

  private get isWatched(): boolean {
    return this.client.options.watchesFiles || this.client.registersWatchers;
  }

  /** Settings are those of the document where it is open, else of its folder. */
  private scopeOf(path: string): string {
    return this.open.get(path)?.uri ?? this.folderOf(path) ?? path;
  }

  private async prepareSettings(): Promise<void> {
    for (let stamp = -1; stamp !== this.settings.stamp;) {
      ({ stamp } = this.settings);
      const scopes = new Set([...this.open.paths.map((path) => this.scopeOf(path)), ...this.folders]);
      await Promise.all([...scopes].map((scope) => this.settings.of(scope)));
    }
  }

  private async wantsWorkspace(): Promise<boolean> {
    return (await this.settings.of()).scope === 'workspace';
  }

  private indexAgain(): void {
    this.indexing.isCancelled = true;
    const run = { isCancelled: false };
    this.indexing = run;
    this.indexed = indexFolders(this.folders, this.access, this.texts, this.index, () => run.isCancelled).then(
      ({ truncated, templates }) => {
        if (run.isCancelled) return;
        if (truncated)
          this.connection.console.warn(
            `The workspace has more files than are looked at for callers of modules; ${String(templates)} templates are known.`,
          );
        // Documents that were checked before it was known who calls them.
        if (this.checker.usersChanged) this.refresh.ask();
        this.changes.fire();
      },
      (error: unknown) => {
        this.failed('indexing', '', error);
      },
    );
  }

  private async takeIn(paths: readonly string[]): Promise<void> {
    let isOfInterest = false;
    for (const path of paths) {
      if (this.texts.changed(path) && this.checker.concerns(path)) isOfInterest = true;
    }
    for (const path of paths) {
      if (this.folderOf(path) === undefined || this.texts.isOpen(path) || !mayBeIndexed(path)) continue;
      await this.readIntoIndex(path);
    }
    if (isOfInterest || this.checker.usersChanged) this.refresh.ask();
    this.changes.fire();
  }

  private async readIntoIndex(path: string): Promise<void> {
    const text = await this.access.read(path);
    if (!this.texts.isOpen(path)) this.index.update(path, text);
  }

  private async askToPullAgain(): Promise<void> {
    const { pullsDiagnostics, takesRefresh, refreshesLenses, refreshesHints } = this.client;
    const asked = [
      ...(pullsDiagnostics && takesRefresh ? [() => this.connection.languages.diagnostics.refresh()] : []),
      ...(refreshesLenses ? [() => this.connection.sendRequest(CodeLensRefreshRequest.type)] : []),
      ...(refreshesHints ? [() => this.connection.languages.inlayHint.refresh()] : []),
    ];
    for (const ask of asked) {
      try {
        await ask();
      } catch (error) {
        this.failed('refresh', '', error);
      }
    }
  }

  private inBackground(what: string, work: Promise<unknown>): void {
    work.catch((error: unknown) => {
      this.failed(what, '', error);
    });
  }
}
