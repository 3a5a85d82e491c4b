import type {
  HierarchyDirection,
  HierarchyFilter,
  HierarchyItem,
  HierarchyScope,
  HierarchyView,
  KeyHierarchy,
  KeyHierarchyChangedParams,
  KeyHierarchyParams,
} from '../../../server/src/protocol/key-hierarchy.js';
import type { Session } from '../language-client/session.js';
import { followed } from './followed-document.js';
import { Disposable, EventEmitter, window, workspace } from 'vscode';
import type { Memento, Uri } from 'vscode';

/** What there is to show; everything but `tree` is an empty view with a text of its own. */
export type HierarchyState =
  | 'loading'
  | 'tree'
  | 'noTemplate'
  | 'notATemplate'
  | 'nothing'
  | 'nothingInWorkspace'
  | 'nothingFound'
  | 'partial'
  | 'unreadable'
  | 'withoutTemplate'
  | 'ignored'
  | 'disabled'
  | 'failed'
  | 'stopped';

const scopeKey = 'keyHierarchy.scope';
const directionKey = 'keyHierarchy.direction';

/** What the view shows: asks the server for it while somebody looks, and keeps it while nobody does. */
export class HierarchyModel implements Disposable {
  readonly #changed = new EventEmitter<void>();
  readonly #disposables: Disposable[];
  readonly #byId = new Map<string, HierarchyItem>();
  readonly #parents = new Map<HierarchyItem, HierarchyItem>();
  #hierarchy: KeyHierarchy | undefined;
  #state: HierarchyState = 'loading';
  #visible = false;
  /** The file that was shown last. */
  #uri: Uri | undefined;
  #filter: HierarchyFilter = { kind: 'all' };
  /** What is being asked for; an answer to another question is too late. */
  #asked: HierarchyView | undefined;
  #answer: Promise<void> = Promise.resolve();

  constructor(
    private readonly session: Session,
    private readonly memory: Memento,
  ) {
    const follow = (): void => {
      this.#follow();
    };
    this.#disposables = [
      window.onDidChangeActiveTextEditor(follow),
      window.onDidChangeVisibleTextEditors(follow),
      window.tabGroups.onDidChangeTabs(follow),
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('encryptionLens.enable')) follow();
      }),
      session.onDidChange(() => {
        this.#onSession();
      }),
      session.onNotification('keyHierarchyChanged', (params: KeyHierarchyChangedParams) => {
        if (JSON.stringify(params.view) === JSON.stringify(this.#asked)) this.#take(params.hierarchy);
      }),
    ];
  }

  readonly onDidChange = this.#changed.event;

  get state(): HierarchyState {
    return this.#state;
  }

  get hierarchy(): KeyHierarchy | undefined {
    return this.#hierarchy;
  }

  get items(): readonly HierarchyItem[] {
    return this.#hierarchy?.items ?? [];
  }

  get scope(): 'file' | 'workspace' {
    const isWorkspace = this.memory.get(scopeKey) === 'workspace' && workspace.workspaceFolders !== undefined;
    return isWorkspace ? 'workspace' : 'file';
  }

  get direction(): HierarchyDirection {
    return this.memory.get(directionKey) === 'machines' ? 'machines' : 'keys';
  }

  get filter(): HierarchyFilter {
    return this.#filter;
  }

  /** The file that the tree is of; undefined where it is of none, or of the whole workspace. */
  get file(): Uri | undefined {
    return this.scope === 'file' ? this.#uri : undefined;
  }

  /** For requests about what is shown. */
  get shownScope(): HierarchyScope | undefined {
    if (this.scope === 'workspace') return { kind: 'workspace' };
    return this.#uri === undefined ? undefined : { kind: 'file', uri: this.#uri.toString() };
  }

  parentOf(item: HierarchyItem): HierarchyItem | undefined {
    return this.#parents.get(item);
  }

  itemOf(id: string): HierarchyItem | undefined {
    return this.#byId.get(id);
  }

  async show(scope: 'file' | 'workspace'): Promise<void> {
    await this.memory.update(scopeKey, scope);
    await this.#load();
  }

  async turn(direction: HierarchyDirection): Promise<void> {
    await this.memory.update(directionKey, direction);
    await this.#load();
  }

  async setFilter(filter: HierarchyFilter): Promise<void> {
    this.#filter = filter;
    await this.#load();
  }

  /** Somebody looks, or nobody any more. */
  setVisible(visible: boolean): void {
    if (this.#visible === visible) return;
    this.#visible = visible;
    if (visible) void this.#load();
    else {
      this.#asked = undefined;
      void this.session.tell('keyHierarchyHidden', {});
    }
  }

  /** Resolves when what is shown is what was asked for. */
  async ready(): Promise<void> {
    for (let last; last !== this.#answer;) {
      last = this.#answer;
      await last;
    }
  }

  dispose(): void {
    Disposable.from(...this.#disposables).dispose();
    this.#changed.dispose();
  }

  #follow(): void {
    if (!this.#visible || this.scope === 'workspace') return;
    const next = followed(this.#uri);
    const uri = next.kind === 'template' ? next.document.uri.toString() : undefined;
    const isSame = this.#asked?.scope.kind === 'file' && this.#asked.scope.uri === uri;
    if (!isSame) void this.#load();
  }

  #onSession(): void {
    if (!this.#visible) return;
    if (this.session.state === 'stopped') {
      this.#asked = undefined;
      this.#setState('stopped');
    } else if (this.session.state === 'running' && this.#asked === undefined) void this.#load();
  }

  #load(): Promise<void> {
    if (!this.#visible) return Promise.resolve();
    this.#answer = this.#ask();
    return this.#answer;
  }

  async #ask(): Promise<void> {
    const scope = this.#scopeToAsk();
    if (scope === undefined) return;
    const view: HierarchyView = { scope, direction: this.direction, filter: this.#filter };
    this.#asked = view;
    if (this.#hierarchy === undefined) this.#setState('loading');
    if (scope.kind === 'workspace') this.session.start();
    const hierarchy = await this.session.ask<KeyHierarchyParams, KeyHierarchy>('keyHierarchy', { view });
    if (this.#asked !== view) return;
    if (hierarchy !== undefined) this.#take(hierarchy);
    else {
      this.#asked = undefined;
      if (this.session.state === 'stopped') this.#setState('stopped');
    }
  }

  #scopeToAsk(): HierarchyScope | undefined {
    if (this.scope === 'workspace') return { kind: 'workspace' };
    const next = followed(this.#uri);
    if (next.kind === 'template') {
      this.#uri = next.document.uri;
      return { kind: 'file', uri: next.document.uri.toString() };
    }
    this.#asked = undefined;
    this.#uri = undefined;
    this.#forget();
    this.#setState(next.because === 'otherLanguage' ? 'noTemplate' : next.because);
    return undefined;
  }

  #take(hierarchy: KeyHierarchy): void {
    this.#forget();
    this.#hierarchy = hierarchy;
    this.#remember(hierarchy.items, undefined);
    this.#setState(stateOf(hierarchy, this.scope));
  }

  #forget(): void {
    this.#hierarchy = undefined;
    this.#byId.clear();
    this.#parents.clear();
  }

  #remember(items: readonly HierarchyItem[], parent: HierarchyItem | undefined): void {
    for (const item of items) {
      this.#byId.set(item.id, item);
      if (parent !== undefined) this.#parents.set(item, parent);
      this.#remember(item.children ?? [], item);
    }
  }

  #setState(state: HierarchyState): void {
    if (state === 'stopped') this.#forget();
    this.#state = state;
    this.#changed.fire();
  }
}

function stateOf({ status, items, total }: KeyHierarchy, scope: 'file' | 'workspace'): HierarchyState {
  if (items.length > 0) return 'tree';
  if (total > 0) return 'nothingFound';
  if (status === 'analysed') return scope === 'workspace' ? 'nothingInWorkspace' : 'nothing';
  return status;
}
