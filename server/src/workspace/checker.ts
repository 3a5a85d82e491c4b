/**
 * Checks files of a workspace whose texts arrive one by one: analyses, reads what the analysis missed, analyses again until
 * nothing is missing. A result is kept until a file that it rests on, the settings or the callers of the file change.
 */
import { analyseInSteps } from '../analysis.js';
import type { Analysis, FileReport } from '../analysis.js';
import type { ModuleLoader } from '../evaluation/deployment.js';
import type { Finding } from '../rules/finding.js';
import { Breath, breathe } from './breathe.js';
import { CONFIGURATION_FILE } from './configuration.js';
import { Configurations } from './configurations.js';
import type { ConfigurationSource } from './configurations.js';
import type { FileTexts } from './file-texts.js';
import { folderKey } from './file-access.js';
import { KeptEvaluations } from './kept-evaluations.js';
import { baseName, folderOf } from './paths.js';
import { Project } from './project.js';
import type { SourceCache } from './project.js';
import type { SourceFile } from './source-file.js';
import type { TemplateIndex } from './template-index.js';

/** Modules nest this deep at most before the rest counts as missing. */
const MOST_ROUNDS = 50;
/** A module that very many templates use is judged with these many files around it. */
const MOST_USERS = 100;

export interface CheckedFile {
  readonly path: string;
  /** undefined: there is no such file, or it cannot be read. */
  readonly file: SourceFile | undefined;
  readonly findings: readonly Finding[];
  /** Of an open document: the analyses that reach it, one for each way in which it is deployed. */
  readonly analyses: readonly Analysis[];
  /** A bound of the evaluation was hit. */
  readonly limit: string | undefined;
  /** What is not known or wrong and no finding: modules that are not at hand, parameters without a value. Parts of sentences. */
  readonly notes: readonly string[];
  /** The configuration that says to leave the file alone. */
  readonly ignoredBy: string | undefined;
  /** Its parameters that another file gives a value to, in lower case. */
  readonly givenParameters: ReadonlySet<string>;
  /** Other files as they were when this one was checked. */
  readonly sourceOf: (path: string) => SourceFile | undefined;
}

export interface CheckerEnvironment extends Pick<ConfigurationSource, 'rootOf' | 'settings' | 'parameterFiles'> {
  /** Resolves when `settings` can answer for all files. */
  readonly prepare: () => Promise<void>;
  /** Those that the user wants to see a template with, whatever configuration and settings say; undefined: what these say. */
  readonly chosenParameterFiles?: (template: string) => readonly string[] | undefined;
  /** Changes with the settings of any file. */
  readonly settingsStamp: () => number;
  /** Told of rules that threw. */
  readonly failed: (rule: string, error: unknown, paths: readonly string[]) => void;
}

/** What a result rests on. */
interface Basis {
  readonly paths: readonly string[];
  readonly stamps: ReadonlyMap<string, number>;
  readonly settings: number;
}

export interface Checked {
  readonly files: readonly CheckedFile[];
  readonly basis: Basis;
}

interface RunOptions {
  /** A text that a file has instead of its own. */
  readonly instead?: { readonly path: string; readonly text: string };
  /** Whether the results carry the analyses. */
  readonly keeps?: boolean;
}

interface Attempt {
  readonly project: Project;
  readonly basis: Basis;
  readonly wanted: readonly string[];
  readonly keeps: boolean;
}

function cacheRootOf(texts: FileTexts): { readonly cacheRoot?: string } {
  const cacheRoot = texts.locate('~/.bicep');
  return cacheRoot === undefined ? {} : { cacheRoot };
}

/** undefined stands for: the question was withdrawn before there was an answer. */
export type IsCancelled = () => boolean;

export class Checker {
  private readonly kept = new Map<string, Checked>();
  private readonly running = new Map<string, Promise<unknown>>();
  private readonly evaluations = new KeptEvaluations();

  constructor(
    private readonly texts: FileTexts,
    private readonly index: TemplateIndex,
    private readonly environment: CheckerEnvironment,
    /** Parsed files of open documents and of what they reach. */
    private readonly cache: SourceCache,
  ) {}

  /** Checks an open document. Questions about one document are answered one after the other, so that they share the work. */
  async check(path: string, isCancelled: IsCancelled): Promise<CheckedFile | undefined> {
    const before = this.running.get(path) ?? Promise.resolve();
    const result = before.then(
      () => this.checkNow(path, isCancelled),
      () => this.checkNow(path, isCancelled),
    );
    this.running.set(path, result);
    try {
      return await result;
    } finally {
      if (this.running.get(path) === result) this.running.delete(path);
    }
  }

  /**
   * An open document as it stands, parsed and not checked: for answers that cannot wait for the analysis of each keystroke.
   * What the parser made of the text serves the next check.
   */
  parsed(path: string): { readonly file: SourceFile; readonly loader: ModuleLoader } | undefined {
    if (!this.texts.isOpen(path)) return undefined;
    const project = new Project((other) => this.texts.read(other) ?? null, this.cache);
    const file = project.file(path);
    return file === undefined ? undefined : { file, loader: project };
  }

  /** What the last check of an open document said, whatever has changed since; undefined: there was none. */
  lastCheck(path: string): CheckedFile | undefined {
    return this.kept.get(path)?.files[0];
  }

  /** Checks an open document as if it had another text. */
  async checkText(path: string, text: string, isCancelled: IsCancelled): Promise<CheckedFile | undefined> {
    const paths = this.index.usersOf(path, MOST_USERS);
    const checked = await this.run(paths, [path], this.cache, isCancelled, { instead: { path, text } });
    return checked?.files[0];
  }

  /** Checks files together, open or not; `cache` is the caller's. `keeps`: whether the results carry the analyses. */
  async checkAll(
    paths: readonly string[],
    cache: SourceCache,
    isCancelled: IsCancelled,
    keeps = false,
  ): Promise<Checked | undefined> {
    await this.texts.fetch(paths);
    return this.run(paths, paths, cache, isCancelled, { keeps });
  }

  /** Resolves when nobody waits for an answer about a document. */
  async idle(): Promise<void> {
    while (this.running.size > 0) await Promise.allSettled(this.running.values());
  }

  /** Whether a result is what another check would give. */
  isCurrent({ basis }: Pick<Checked, 'basis'>, paths: readonly string[]): boolean {
    return basis.paths.join('\n') === paths.join('\n') && this.stands(basis);
  }

  /** Whether what is known of an open document rests on the file. */
  concerns(path: string): boolean {
    const folder = folderKey(folderOf(path));
    return [...this.kept.values()].some(({ basis }) => basis.stamps.has(path) || basis.stamps.has(folder));
  }

  /** Whether an open document has other users than when it was checked. */
  get usersChanged(): boolean {
    return [...this.kept].some(
      ([path, { basis }]) => this.index.usersOf(path, MOST_USERS).join('\n') !== basis.paths.join('\n'),
    );
  }

  /** All files that the results of open documents rest on. */
  get reached(): Set<string> {
    return new Set([...this.kept.values()].flatMap(({ basis }) => [...basis.stamps.keys()]));
  }

  /** The document is closed: what only it needed is let go. */
  forget(path: string): void {
    const gone = this.kept.get(path);
    this.kept.delete(path);
    if (gone === undefined) return;
    const { reached } = this;
    for (const one of gone.basis.stamps.keys()) if (!reached.has(one)) this.cache.forget(one);
  }

  private async checkNow(path: string, isCancelled: IsCancelled): Promise<CheckedFile | undefined> {
    // Of many changes that wait, only the last one counts.
    for (let waited = 0, seen = -1; seen !== this.texts.generation && waited < 50; waited++) {
      seen = this.texts.generation;
      await breathe();
    }
    if (isCancelled()) return undefined;
    const paths = this.index.usersOf(path, MOST_USERS);
    const known = this.kept.get(path);
    if (known !== undefined && this.isCurrent(known, paths)) return known.files[0];
    const checked = await this.run(paths, [path], this.cache, isCancelled, { keeps: true });
    if (checked === undefined) return undefined;
    if (this.texts.isOpen(path)) this.kept.set(path, checked);
    return checked.files[0];
  }

  /** Analyses `paths` together and answers for `wanted`. */
  private async run(
    paths: readonly string[],
    wanted: readonly string[],
    cache: SourceCache,
    isCancelled: IsCancelled,
    { instead, keeps = false }: RunOptions = {},
  ): Promise<Checked | undefined> {
    const breath = new Breath();
    for (let round = 0; ; round++) {
      const isLast = round >= MOST_ROUNDS;
      await this.environment.prepare();
      if (isCancelled()) return undefined;
      const stamps = new Map<string, number>();
      const stamped = (key: string): void => {
        stamps.set(key, this.texts.stampOf(key));
      };
      const orNone = <T>(read: T | undefined): T | null | undefined => (read === undefined && isLast ? null : read);
      const project = new Project(
        (path) => {
          if (path === instead?.path) return instead.text;
          stamped(path);
          return orNone(this.texts.read(path));
        },
        cache,
        {
          bytes: (path) => {
            stamped(path);
            return orNone(this.texts.readBytes(path));
          },
          folder: (path) => {
            stamped(folderKey(path));
            return orNone(this.texts.readFolder(path));
          },
          rootOf: this.environment.rootOf,
          locate: (path) => this.texts.locate(path),
          ...cacheRootOf(this.texts),
        },
      );
      const basis: Basis = { paths, stamps, settings: this.environment.settingsStamp() };
      const files = await this.attempt({ project, basis, wanted, keeps }, breath, isCancelled);
      if (isCancelled()) return undefined;
      if (project.wanted.size > 0) await this.texts.fetch(project.wanted);
      else if (files !== undefined) return { files, basis };
    }
  }

  /** undefined where a file is missing, or one changed meanwhile. */
  private async attempt(
    { project, basis, wanted, keeps }: Attempt,
    breath: Breath,
    isCancelled: IsCancelled,
  ): Promise<CheckedFile[] | undefined> {
    const configurations = new Configurations(project, this.environment);
    const paths = [...new Set([...basis.paths, ...this.templatesOf(project, configurations, wanted)])];
    const steps = analyseInSteps(
      project,
      paths.filter((path) => baseName(path) !== CONFIGURATION_FILE && !configurations.ignores(path)),
      {
        ...configurations.options,
        parameterFiles: (template) => this.parameterFilesOf(project, configurations, wanted, template),
        failed: (rule, error) => {
          this.environment.failed(rule, error, basis.paths);
        },
        ...(keeps && { keeps: (path: string) => wanted.includes(path), kept: this.evaluations }),
      },
    );
    let reports: FileReport[] | undefined;
    while (reports === undefined) {
      const step = steps.next();
      if (step.done === true) reports = step.value;
      else if (step.value === 'evaluating' && project.wanted.size > 0) return undefined;
      if ((await breath.take()) && (isCancelled() || !this.stands(basis))) return undefined;
    }
    const byPath = new Map(reports.map((report) => [report.file.path, report]));
    return wanted.map((path) => this.checkedFile(project, configurations, path, byPath.get(path)));
  }

  /** Templates that the configuration or the settings give one of these parameter files to. */
  private templatesOf(project: Project, configurations: Configurations, paths: readonly string[]): string[] {
    const parameters = paths.filter((path) => isParameterFile(project, path));
    if (parameters.length === 0) return [];
    return this.index.templates.filter((template) =>
      this.parameterFilesOf(project, configurations, paths, template)?.some((file) => parameters.includes(file)),
    );
  }

  /** A parameter file is always looked at with its own values, even where its template is seen with another one. */
  private parameterFilesOf(
    project: Project,
    configurations: Configurations,
    wanted: readonly string[],
    template: string,
  ): readonly string[] | undefined {
    const chosen = this.environment.chosenParameterFiles?.(template);
    const [only, ...others] = wanted;
    const isForOther = only !== undefined && others.length === 0 && chosen?.includes(only) === false;
    if (chosen !== undefined && !(isForOther && isParameterFile(project, only))) return chosen;
    return configurations.options.parameterFiles?.(template);
  }

  private stands({ stamps, settings }: Basis): boolean {
    if (settings !== this.environment.settingsStamp()) return false;
    for (const [path, stamp] of stamps) if (this.texts.stampOf(path) !== stamp) return false;
    return true;
  }

  private checkedFile(
    project: Project,
    configurations: Configurations,
    path: string,
    report: FileReport | undefined,
  ): CheckedFile {
    const isConfiguration = baseName(path) === CONFIGURATION_FILE;
    return {
      path,
      file: report?.file ?? project.file(path),
      findings: isConfiguration ? (configurations.at(path)?.problems ?? []) : (report?.findings ?? []),
      analyses: report?.analyses ?? [],
      givenParameters: report?.givenParameters ?? new Set(),
      limit: report?.limit,
      notes: [
        ...new Set([
          ...(report?.gaps.map((gap) => gap.message) ?? []),
          ...(report?.problems.map((problem) => problem.message) ?? []),
        ]),
      ],
      ignoredBy: !isConfiguration && configurations.ignores(path) ? configurations.of(path)?.path : undefined,
      sourceOf: (other) => project.file(other),
    };
  }
}

function isParameterFile(project: Project, path: string): boolean {
  return /^(?:parameters|bicepparam)$/.test(project.file(path)?.kind ?? '');
}
