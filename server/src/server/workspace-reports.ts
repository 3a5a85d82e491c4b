/** The diagnostics of all files of the workspace, as far as they changed since somebody asked last. */
import type { Diagnostic } from 'vscode-languageserver';
import type { Checked, CheckedFile, Checker, IsCancelled } from '../workspace/checker.js';
import type { TemplateIndex } from '../workspace/template-index.js';
import { resultIdOf } from './result-id.js';

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
  readonly translate: (checked: CheckedFile) => Omit<FileDiagnostics, 'resultId'>;
}

interface KnownGroup {
  readonly checked: Checked;
  readonly reports: readonly FileDiagnostics[];
}

export class WorkspaceReports {
  private groups = new Map<string, KnownGroup>();

  constructor(private readonly source: ReportSource) {}

  /** All files, group by group; `told` gets each group as soon as it is known. undefined: cancelled. */
  async all(
    isCancelled: IsCancelled,
    told: (reports: readonly FileDiagnostics[]) => void,
  ): Promise<readonly FileDiagnostics[] | undefined> {
    const { index, checker, covers } = this.source;
    const groups = new Map<string, KnownGroup>();
    for (const group of index.groups()) {
      if (!group.some(covers)) continue;
      const key = group.join('\n');
      let known = this.groups.get(key);
      if (known === undefined || !checker.isCurrent(known.checked, group)) {
        const checked = await checker.checkAll(group, isCancelled);
        if (checked === undefined) return undefined;
        known = { checked, reports: this.reportsOf(checked) };
        this.groups.set(key, known);
      }
      groups.set(key, known);
      told(known.reports);
    }
    this.groups = groups;
    return [...groups.values()].flatMap(({ reports }) => reports);
  }

  private reportsOf({ files }: Checked): FileDiagnostics[] {
    return files
      .filter(({ path }) => this.source.covers(path))
      .map((file) => {
        const report = this.source.translate(file);
        return { ...report, resultId: resultIdOf(report.items, report.version) };
      });
  }
}
