/**
 * Evaluations that serve again while nothing that they read has changed: documents that belong to one template share its
 * evaluation, and a change in one template leaves those of others alone.
 */
import type { Deployment, FileContents, Missing, ModuleLoader } from '../evaluation/deployment.js';
import type { Inventory } from '../inventory/model.js';
import type { Template } from '../template/model.js';
import type { Project } from './project.js';
import type { ArmSource, BicepSource } from './source-file.js';

/** A template as it was evaluated with a JSON parameter file or its defaults. */
export interface Evaluation {
  readonly root: Deployment;
  readonly inventory: Inventory;
}

interface Kept {
  readonly evaluation: Evaluation;
  readonly reads: RecordedReads;
  /** The parameter file's tree, which is another one when its text is. */
  readonly parameters: unknown;
}

/** Held by the parsed templates: what is no longer parsed is no longer kept. */
export class KeptEvaluations {
  private readonly byTemplate = new WeakMap<Template, Map<string | undefined, Kept>>();

  /** The evaluation that was kept where it is what another one would give, else the one that `evaluate` makes. */
  evaluation(
    project: Project,
    { template }: ArmSource | BicepSource,
    parameterFile: string | undefined,
    evaluate: (loader: ModuleLoader) => Evaluation,
  ): Evaluation {
    const parameters = parameterFile === undefined ? undefined : project.file(parameterFile);
    // What the expressions of a .bicepparam read is not recorded.
    if (parameterFile !== undefined && parameters?.kind !== 'parameters') return evaluate(project);
    const kept = this.byTemplate.get(template) ?? new Map<string | undefined, Kept>();
    this.byTemplate.set(template, kept);
    const known = kept.get(parameterFile);
    if (known?.parameters === parameters && known?.reads.areCurrent(project) === true) return known.evaluation;
    const reads = new RecordedReads(project);
    const evaluation = evaluate(reads);
    kept.set(parameterFile, { evaluation, reads, parameters });
    return evaluation;
  }
}

/** Reads for an evaluation, and remembers what it read. */
class RecordedReads implements ModuleLoader {
  /** Each asks again, and says whether the answer is the same. */
  private readonly repeats = new Map<string, (project: Project) => boolean>();

  constructor(private project: Project) {}

  /** Whether all that was read is what it was. From then on this project is asked, as the one that knows the files as they are. */
  areCurrent(project: Project): boolean {
    let areSame = true;
    // All are asked for, so that the project knows what the result rests on.
    for (const isSame of this.repeats.values()) areSame = isSame(project) && areSame;
    if (areSame) this.project = project;
    return areSame;
  }

  load(from: string, path: string): Template | Missing {
    return this.recorded(`load ${from} ${path}`, (project) => project.load(from, path), isSameTemplate);
  }

  get contents(): FileContents | undefined {
    if (this.project.contents === undefined) return undefined;
    const unread: Missing = { missing: 'no files can be read' };
    return {
      bytes: (from, path) =>
        this.recorded(
          `bytes ${from} ${path}`,
          (project) => project.contents?.bytes(from, path) ?? unread,
          (one, other) =>
            'bytes' in one && 'bytes' in other ? areSameBytes(one.bytes, other.bytes) : isSameMissing(one, other),
        ),
      folder: (from, path) =>
        this.recorded(
          `folder ${from} ${path}`,
          (project) => project.contents?.folder(from, path) ?? unread,
          (one, other) =>
            'files' in one && 'files' in other
              ? one.files.join('/') === other.files.join('/')
              : isSameMissing(one, other),
        ),
    };
  }

  get environmentVariable(): ((name: string) => string | undefined) | undefined {
    return this.project.environmentVariable;
  }

  private recorded<T>(key: string, read: (project: Project) => T, isSame: (one: T, other: T) => boolean): T {
    const answer = read(this.project);
    this.repeats.set(key, (project) => isSame(answer, read(project)));
    return answer;
  }
}

function isSameTemplate(one: Template | Missing, other: Template | Missing): boolean {
  return one === other || isSameMissing(one, other);
}

function isSameMissing(one: object, other: object): boolean {
  return 'missing' in one && 'missing' in other && one.missing === other.missing;
}

function areSameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one === other || (one.length === other.length && one.every((byte, at) => byte === other[at]));
}
