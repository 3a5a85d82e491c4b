/** What the key hierarchy is made from: the analysis of an open document, or those of all deployments of the workspace. */
import type { CancellationToken } from 'vscode-languageserver';
import type { Analysis } from '../analysis.js';
import { statusOf } from '../features/document-status.js';
import { hierarchyOf } from '../features/key-hierarchy.js';
import type { TreeNode } from '../features/key-hierarchy.js';
import type {
  HierarchyDirection,
  HierarchyScope,
  HierarchyStatus,
  HierarchyTemplate,
} from '../protocol/key-hierarchy.js';
import type { Finding } from '../rules/finding.js';
import type { Checked, CheckedFile } from '../workspace/checker.js';
import { CONFIGURATION_FILE } from '../workspace/configuration.js';
import { baseName, folderOf } from '../workspace/paths.js';
import { SourceCache } from '../workspace/project.js';
import { applySuppressions } from '../workspace/suppressions.js';
import type { Session } from './session.js';

/** Parsed files are kept for the next deployment until their texts have this many UTF-16 units. */
const MOST_PARSED = 8 * 1024 * 1024;

export interface Scoped {
  readonly nodes: readonly TreeNode[];
  readonly status: HierarchyStatus;
  readonly reason: string | undefined;
  readonly templates: readonly HierarchyTemplate[];
}

interface Deployment {
  readonly template: HierarchyTemplate;
  readonly id: string;
  readonly nodes: readonly TreeNode[];
}

export class HierarchySources {
  /** The answer for an open document, for as long as its analysis is the same. */
  private file: { checked: CheckedFile; direction: HierarchyDirection; scoped: Scoped } | undefined;
  private workspace = new Map<string, { basis: Checked['basis']; deployments: readonly Deployment[] }>();

  constructor(private readonly session: Session) {}

  forget(): void {
    this.file = undefined;
    this.workspace.clear();
  }

  /** undefined: cancelled. */
  scoped(scope: HierarchyScope, direction: HierarchyDirection, token: CancellationToken): Promise<Scoped | undefined> {
    return scope.kind === 'file' ? this.ofFile(scope.uri, direction, token) : this.ofWorkspace(direction, token);
  }

  /** The analyses themselves, one for each way to deploy a template; undefined: cancelled. */
  async analyses(scope: HierarchyScope, token: CancellationToken): Promise<readonly Analysis[] | undefined> {
    if (scope.kind === 'file') {
      const path = this.session.pathOf(scope.uri);
      return path === undefined ? [] : (await this.session.check(path, token))?.analyses;
    }
    const found: Analysis[] = [];
    for (const set of await this.session.deployments()) {
      const checked = await this.session.checker.checkAll(
        set,
        new SourceCache(),
        () => token.isCancellationRequested,
        true,
      );
      if (checked === undefined) return undefined;
      found.push(...analysesIn(checked));
    }
    return found;
  }

  private async ofFile(
    uri: string,
    direction: HierarchyDirection,
    token: CancellationToken,
  ): Promise<Scoped | undefined> {
    const path = this.session.pathOf(uri);
    if (path === undefined || baseName(path) === CONFIGURATION_FILE) return empty('notATemplate');
    if (!(await this.session.settingsOf(path)).enable) return empty('disabled');
    const checked = await this.session.check(path, token);
    if (checked === undefined) return undefined;
    if (this.file?.checked === checked && this.file.direction === direction) return this.file.scoped;
    const scoped = this.scopedOf(checked, direction);
    this.file = { checked, direction, scoped };
    return scoped;
  }

  private scopedOf(checked: CheckedFile, direction: HierarchyDirection): Scoped {
    const status = statusOf(checked);
    switch (status.kind) {
      case 'notATemplate':
        return empty('notATemplate', status.reason);
      case 'disabled':
        return empty('ignored', status.reason);
      case 'failed':
        return empty('unreadable', status.reason);
      case 'analysed':
      case 'partial': {
        if (checked.analyses.length === 0) return empty('withoutTemplate');
        const deployments = checked.analyses.map((analysis) => this.deploymentOf(analysis, checked, direction));
        const reason = status.kind === 'partial' ? status.reason : undefined;
        return { ...this.together(deployments), status: status.kind, reason };
      }
    }
  }

  private async ofWorkspace(direction: HierarchyDirection, token: CancellationToken): Promise<Scoped | undefined> {
    const { checker } = this.session;
    const known = new Map<string, { basis: Checked['basis']; deployments: readonly Deployment[] }>();
    let cache = new SourceCache();
    for (const set of await this.session.deployments()) {
      const key = `${direction}\n${set.join('\n')}`;
      let entry = this.workspace.get(key);
      if (entry === undefined || !checker.isCurrent(entry, set)) {
        await checker.idle();
        const checked = await checker.checkAll(set, cache, () => token.isCancellationRequested, true);
        if (checked === undefined) return undefined;
        const [any] = checked.files;
        const deployments =
          any === undefined ? [] : analysesIn(checked).map((one) => this.deploymentOf(one, any, direction));
        entry = { basis: checked.basis, deployments };
        if (cache.size > MOST_PARSED) cache = new SourceCache();
      }
      known.set(key, entry);
    }
    this.workspace = known;
    const all = [...known.values()].flatMap(({ deployments }) => deployments);
    // Of what has nothing to do with encryption, a workspace is full.
    return { ...this.together(all.filter(({ nodes }) => nodes.length > 0)), status: 'analysed', reason: undefined };
  }

  private deploymentOf(analysis: Analysis, { sourceOf }: CheckedFile, direction: HierarchyDirection): Deployment {
    const { root, parameterFile, inventory } = analysis;
    const { file } = root.template;
    const id = `${this.session.shownPath(file)}|${parameterFile === undefined ? '' : this.session.shownPath(parameterFile)}`;
    const findings = visibleFindings(analysis, sourceOf);
    return {
      id,
      nodes: hierarchyOf({ id, inventory, findings }, direction),
      template: {
        uri: this.session.uriOf(file),
        ...(parameterFile !== undefined && { parameterFile: this.session.uriOf(parameterFile) }),
      },
    };
  }

  /** A level for the templates only where there are several. */
  private together(deployments: readonly Deployment[]): Pick<Scoped, 'nodes' | 'templates'> {
    const templates = deployments.map(({ template }) => template);
    const [only] = deployments;
    if (only === undefined || deployments.length === 1) return { nodes: only?.nodes ?? [], templates };
    return { nodes: deployments.map((one) => this.templateNode(one)), templates };
  }

  private templateNode({ id, nodes, template }: Deployment): TreeNode {
    const [path = ''] = id.split('|');
    const folder = folderOf(path);
    const facts = [
      ...(template.parameterFile === undefined ? [] : [baseName(template.parameterFile)]),
      ...(folder === '' ? [] : [folder]),
    ];
    return {
      id,
      data: { kind: 'template', name: baseName(path), ...(facts.length > 0 && { facts }) },
      above: [],
      behind: [],
      place: { file: this.session.pathOf(template.uri) ?? template.uri, start: 0, end: 0 },
      spans: [],
      findings: [],
      children: nodes,
    };
  }
}

function analysesIn({ files }: Checked): Analysis[] {
  return [...new Set(files.flatMap(({ analyses }) => analyses))];
}

/** Without those that a comment switches off, and without their fixes, which hold on to parsed files. */
function visibleFindings({ findings }: Analysis, sourceOf: CheckedFile['sourceOf']): Finding[] {
  const byFile = new Map<string, Finding[]>();
  for (const finding of findings) byFile.set(finding.file, [...(byFile.get(finding.file) ?? []), finding]);
  return [...byFile].flatMap(([path, all]) => {
    const file = sourceOf(path);
    const kept = file === undefined ? all : applySuppressions(file, all).kept;
    return kept.map((finding) => ({ ...finding, fixes: [] }));
  });
}

function empty(status: HierarchyStatus, reason?: string): Scoped {
  return { nodes: [], status, reason, templates: [] };
}
