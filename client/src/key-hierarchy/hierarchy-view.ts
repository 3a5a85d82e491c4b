import type { HierarchyItem, HierarchyTemplate } from '../../../server/src/protocol/key-hierarchy.js';
import type { HierarchyModel } from './hierarchy-model.js';
import { problemsText } from './item-text.js';
import { tooltipOf } from './item-text.js';
import { treeItemOf } from './tree-item.js';
import { commands, Disposable, EventEmitter, l10n, Uri, window } from 'vscode';
import type { TreeDataProvider, TreeItem, TreeView } from 'vscode';

export const viewId = 'encryptionLens.keyHierarchy';

/** The model as VS Code's tree, with the texts around it. */
export class HierarchyTree implements TreeDataProvider<HierarchyItem>, Disposable {
  readonly #changed = new EventEmitter<undefined>();
  readonly #disposables: Disposable[] = [];
  readonly view: TreeView<HierarchyItem>;

  constructor(private readonly model: HierarchyModel) {
    this.view = window.createTreeView(viewId, { treeDataProvider: this, showCollapseAll: true });
    this.#disposables.push(
      this.view,
      this.view.onDidChangeVisibility(({ visible }) => {
        model.setVisible(visible);
      }),
      model.onDidChange(() => {
        this.#describe();
        this.#changed.fire(undefined);
      }),
    );
    this.#describe();
    model.setVisible(this.view.visible);
  }

  readonly onDidChangeTreeData = this.#changed.event;

  getTreeItem(item: HierarchyItem): TreeItem {
    return treeItemOf(item);
  }

  resolveTreeItem(tree: TreeItem, item: HierarchyItem): TreeItem {
    tree.tooltip = tooltipOf(item);
    return tree;
  }

  async getChildren(item?: HierarchyItem): Promise<HierarchyItem[]> {
    if (item !== undefined) return [...(item.children ?? [])];
    // The view shows its progress for as long as there is nothing to show.
    if (this.model.state === 'loading') await this.model.ready();
    return [...this.model.items];
  }

  getParent(item: HierarchyItem): HierarchyItem | undefined {
    return this.model.parentOf(item);
  }

  dispose(): void {
    Disposable.from(...this.#disposables).dispose();
    this.#changed.dispose();
  }

  #describe(): void {
    const { hierarchy, state, scope, direction, filter } = this.model;
    setContext('keyHierarchyState', state);
    setContext('keyHierarchyScope', scope);
    setContext('keyHierarchyDirection', direction);
    setContext('keyHierarchyFiltered', filter.kind !== 'all');
    const { view } = this;
    view.message = state === 'tree' ? this.#message() : '';
    const problems = hierarchy?.problems ?? { errors: 0, warnings: 0, informations: 0 };
    const count = problems.errors + problems.warnings;
    view.badge = count === 0 ? undefined : { value: count, tooltip: problemsText({ ...problems, informations: 0 }) };
  }

  /** What the tree is of: said above it, since VS Code hides the description of a view that is alone in its container. */
  #subject(templates: readonly HierarchyTemplate[]): string {
    const [only, ...others] = templates;
    if (this.model.scope === 'workspace') {
      return templates.length === 1
        ? l10n.t('Workspace, 1 template')
        : l10n.t('Workspace, {0} templates', templates.length);
    }
    if (only === undefined) return '';
    if (others.length > 0)
      return l10n.t('{0}, {1} deployments', nameOf(this.model.file?.toString() ?? only.uri), templates.length);
    return only.parameterFile === undefined
      ? l10n.t('{0}, parameters: defaults', nameOf(only.uri))
      : l10n.t('{0}, parameters: {1}', nameOf(only.uri), nameOf(only.parameterFile));
  }

  /** Empty: nothing; VS Code shows no empty view of ours beside a message. */
  #message(): string {
    const { hierarchy, filter } = this.model;
    if (hierarchy === undefined) return '';
    const parts = [this.#subject(hierarchy.templates)].filter((part) => part !== '');
    if (hierarchy.status === 'partial') parts.push(l10n.t('Only a part was analysed: {0}', hierarchy.reason ?? ''));
    if (filter.kind === 'name') parts.push(l10n.t('Filter: “{0}”', filter.text));
    else if (filter.kind !== 'all') parts.push(l10n.t('Filter: {0}', filterNames()[filter.kind]));
    return parts.join('\n');
  }
}

/** What can be filtered by, beside names. */
export function filterNames() {
  return {
    problems: l10n.t('with problems'),
    platformKeys: l10n.t('encrypted with platform keys'),
    unencryptedHosts: l10n.t('machines without encryption at host'),
    external: l10n.t('not in the template'),
  };
}

function nameOf(uri: string): string {
  const { path } = Uri.parse(uri);
  return path.slice(path.lastIndexOf('/') + 1);
}

function setContext(name: string, value: unknown): void {
  void commands.executeCommand('setContext', `encryptionLens.${name}`, value);
}
