/** The diagnostics of all files of the workspace. Each deployment is checked on its own, and again only when it changes. */
import type { Diagnostic } from 'vscode-languageserver';
import { capped } from '../features/diagnostics.js';
import type { Finding } from '../rules/finding.js';
import { suppressionUnused } from '../rules/suppression-unused.js';
import type { Checked, CheckedFile, Checker, IsCancelled } from '../workspace/checker.js';
import { SourceCache } from '../workspace/project.js';
import type { TemplateIndex } from '../workspace/template-index.js';
import { resultIdOf } from './result-id.js';

/** Parsed files are kept for the next deployment until their texts have this many UTF-16 units. */
const MOST_PARSED = 8 * 1024 * 1024;

export interface FileDiagnostics {
  readonly uri: string;
  readonly version: number | null;
  readonly resultId: string;
  readonly items: readonly Diagnostic[];
}

export interface ReportSource {
  readonly index: TemplateIndex;
  readonly checker: Checker;
  /** Whether the file is one that workspace diagnostics are for. */
  readonly covers: (path: string) => boolean;
  /** How the client names a file. */
  readonly name: (path: string) => Pick<FileDiagnostics, 'uri' | 'version'>;
  readonly diagnostic: (finding: Finding, checked: CheckedFile) => readonly Diagnostic[];
}

/** One finding, without what a finding holds on to: its fixes reach into parsed files. */
interface Found {
  /** The same in every deployment. */
  readonly key: string;
  readonly isDefinite: boolean;
  readonly diagnostic: Diagnostic;
}

/** What was found in the files of one deployment. */
interface Deployment {
  readonly basis: Checked['basis'];
  readonly found: ReadonlyMap<string, readonly Found[]>;
}

export class WorkspaceReports {
  private deployments = new Map<string, Deployment>();

  constructor(private readonly source: ReportSource) {}

  /** All files; `told` gets each as soon as all deployments that it is in are known. undefined: cancelled. */
  async all(
    isCancelled: IsCancelled,
    told: (reports: readonly FileDiagnostics[]) => void,
  ): Promise<readonly FileDiagnostics[] | undefined> {
    const { index, checker, covers } = this.source;
    const sets = index.deployments().filter((set) => set.some(covers));
    const open = new Map<string, number>();
    for (const path of sets.flat()) open.set(path, (open.get(path) ?? 0) + 1);
    const found = new Map<string, (readonly Found[])[]>();
    const all: FileDiagnostics[] = [];
    const deployments = new Map<string, Deployment>();
    let cache = new SourceCache();
    for (const set of sets) {
      const key = set.join('\n');
      let deployment = this.deployments.get(key);
      if (deployment === undefined || !checker.isCurrent(deployment, set)) {
        await checker.idle();
        const checked = await checker.checkAll(set, cache, isCancelled);
        if (checked === undefined) return undefined;
        deployment = this.deploymentOf(checked);
        this.deployments.set(key, deployment);
        if (cache.size > MOST_PARSED) cache = new SourceCache();
      }
      deployments.set(key, deployment);
      const complete: FileDiagnostics[] = [];
      for (const path of set) {
        const one = deployment.found.get(path);
        const known = found.get(path) ?? [];
        if (one !== undefined) known.push(one);
        found.set(path, known);
        const left = (open.get(path) ?? 0) - 1;
        open.set(path, left);
        if (left === 0 && known.length > 0) complete.push(this.reportOf(path, known));
      }
      all.push(...complete);
      told(complete);
    }
    this.deployments = deployments;
    return all;
  }

  private deploymentOf({ files, basis }: Checked): Deployment {
    const foundIn = (file: CheckedFile): Found[] =>
      file.findings.flatMap((finding) =>
        this.source.diagnostic(finding, file).map((diagnostic) => ({
          key: [finding.rule, finding.start, finding.end, finding.cause].join(' '),
          isDefinite: finding.certainty === 'definite',
          diagnostic,
        })),
      );
    const covered = files.filter(({ path }) => this.source.covers(path));
    return { basis, found: new Map(covered.map((file) => [file.path, foundIn(file)])) };
  }

  private reportOf(path: string, deployments: readonly (readonly Found[])[]): FileDiagnostics {
    const { uri, version } = this.source.name(path);
    const items = capped(merged(deployments));
    return { uri, version, items, resultId: resultIdOf(items, version) };
  }
}

/**
 * What was found in a file by the deployments that it is in, as the analysis of all at once would have it: one cause at one
 * place is said once, and a comment does nothing only if it does nothing in any of them.
 */
function merged(deployments: readonly (readonly Found[])[]): Diagnostic[] {
  const all = new Map<string, { found: Found; count: number }>();
  for (const found of deployments.flat()) {
    const known = all.get(found.key);
    if (known === undefined) {
      all.set(found.key, { found, count: 1 });
    } else {
      known.count++;
      if (found.isDefinite && !known.found.isDefinite) known.found = found;
    }
  }
  return [...all.values()]
    .filter(({ found, count }) => found.diagnostic.code !== suppressionUnused.id || count === deployments.length)
    .map(({ found }) => found.diagnostic)
    .sort(byPlace);
}

function byPlace({ range: one }: Diagnostic, { range: other }: Diagnostic): number {
  return (
    one.start.line - other.start.line ||
    one.start.character - other.start.character ||
    one.end.line - other.end.line ||
    one.end.character - other.end.character
  );
}
