/**
 * The view "Key hierarchy" of the client: answers for its tree, and tells of a change only where the tree is another one. While the
 * view is hidden nothing is computed.
 */
import type { CancellationToken, Connection } from 'vscode-languageserver';
import { CancellationToken as Tokens, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import {
  countOf,
  filtered,
  findingsBelow,
  itemsOf,
  nodeAt,
  nodeOfId,
  nodeOfResource,
  sizeOf,
} from '../features/key-hierarchy.js';
import type { TreeNode } from '../features/key-hierarchy.js';
import { exportInventory } from '../inventory/export.js';
import { writeMermaid } from '../inventory/mermaid.js';
import { hierarchyMethods } from '../protocol/key-hierarchy.js';
import type {
  ExportHierarchyParams,
  ExportHierarchyResult,
  HierarchyItemAtParams,
  HierarchyItemAtResult,
  HierarchyPlaceParams,
  HierarchyPlaceResult,
  HierarchyScope,
  HierarchyView,
  KeyHierarchy,
  KeyHierarchyChangedParams,
  KeyHierarchyParams,
} from '../protocol/key-hierarchy.js';
import { Debounced } from './changes.js';
import { HierarchySources } from './hierarchy-sources.js';
import type { Scoped } from './hierarchy-sources.js';
import type { Session } from './session.js';

/** So long it is quiet, in milliseconds, before the tree is looked at again. */
const QUIET = 300;

export class KeyHierarchies {
  private view: HierarchyView | undefined;
  private sent = '';
  private readonly refresh = new Debounced(QUIET, () => this.tellChanges());
  private readonly sources: HierarchySources;

  constructor(
    private readonly session: Session,
    private readonly connection: Connection,
  ) {
    this.sources = new HierarchySources(session);
    session.changes.on(() => {
      if (this.view !== undefined) this.refresh.ask();
    });
  }

  stop(): void {
    this.view = undefined;
    this.refresh.stop();
  }

  /** The tree of a view, which is watched from now on. */
  async answer({ view }: KeyHierarchyParams, token: CancellationToken): Promise<KeyHierarchy> {
    this.view = view;
    const hierarchy = hierarchyFor(view, await this.scoped(view, token));
    if (this.view === view) this.sent = JSON.stringify(hierarchy);
    return hierarchy;
  }

  hidden(): void {
    this.view = undefined;
    this.sent = '';
    this.sources.forget();
  }

  async place({ item }: HierarchyPlaceParams, token: CancellationToken): Promise<HierarchyPlaceResult> {
    const { view } = this;
    if (view === undefined) return null;
    const place = nodeOfId((await this.scoped(view, token)).nodes, item)?.place;
    const document = place === undefined ? undefined : this.documentAt(place.file);
    if (place === undefined || document === undefined) return null;
    const range = { start: document.positionAt(place.start), end: document.positionAt(place.end) };
    return { uri: document.uri, range };
  }

  async itemAt({ uri, at }: HierarchyItemAtParams, token: CancellationToken): Promise<HierarchyItemAtResult> {
    const path = this.session.pathOf(uri);
    if (this.view === undefined || path === undefined) return null;
    const { nodes } = await this.scoped(this.view, token);
    // What a filter hides cannot be shown.
    const shown = filtered(nodes, this.view.filter);
    if ('node' in at) return nodeOfResource(shown, at.node)?.id ?? null;
    const offset = this.documentAt(path)?.offsetAt(at.position);
    return offset === undefined ? null : (nodeAt(shown, path, offset)?.id ?? null);
  }

  async export({ scope, format }: ExportHierarchyParams, token: CancellationToken): Promise<ExportHierarchyResult> {
    const files = await this.inventories(scope, token);
    if (format === 'mermaid') return { text: writeMermaid(files) };
    return { text: `${JSON.stringify({ schemaVersion: 1, files }, undefined, 2)}\n` };
  }

  private async inventories(scope: HierarchyScope, token: CancellationToken) {
    const analyses = await this.sources.analyses(scope, token);
    if (analyses === undefined) throw cancelled();
    return analyses.map(({ root, inventory, limit, parameterFile }) => ({
      path: this.session.shownPath(parameterFile ?? root.template.file),
      status: limit === undefined ? 'analysed' : 'partial',
      ...exportInventory(inventory),
    }));
  }

  private async scoped({ scope, direction }: HierarchyView, token: CancellationToken): Promise<Scoped> {
    const scoped = await this.sources.scoped(scope, direction, token);
    if (scoped === undefined) throw cancelled();
    return scoped;
  }

  private documentAt(path: string): TextDocument | undefined {
    const open = this.session.open.get(path);
    if (open !== undefined) return open;
    const text = this.session.texts.read(path);
    return typeof text === 'string' ? TextDocument.create(path, '', 0, text) : undefined;
  }

  private async tellChanges(): Promise<void> {
    const { view } = this;
    if (view === undefined) return;
    try {
      const hierarchy = hierarchyFor(view, await this.scoped(view, Tokens.None));
      const text = JSON.stringify(hierarchy);
      if (this.view !== view || text === this.sent) return;
      this.sent = text;
      const params: KeyHierarchyChangedParams = { view, hierarchy };
      await this.connection.sendNotification(hierarchyMethods.keyHierarchyChanged, params);
    } catch (error) {
      this.session.failed('key hierarchy', '', error);
    }
  }
}

function hierarchyFor({ filter }: HierarchyView, { nodes, status, reason, templates }: Scoped): KeyHierarchy {
  const shown: readonly TreeNode[] = filtered(nodes, filter);
  return {
    status,
    ...(reason !== undefined && { reason }),
    templates,
    items: itemsOf(shown),
    problems: countOf(findingsBelow(...nodes)),
    total: sizeOf(nodes),
    shown: sizeOf(shown),
  };
}

function cancelled(): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled');
}
