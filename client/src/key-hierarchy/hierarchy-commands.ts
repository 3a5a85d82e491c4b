import type {
  ExportHierarchyParams,
  ExportHierarchyResult,
  HierarchyFilter,
  HierarchyItem,
  HierarchyItemAtParams,
  HierarchyItemAtResult,
  HierarchyPlaceParams,
  HierarchyPlaceResult,
} from '../../../server/src/protocol/key-hierarchy.js';
import type { Session } from '../language-client/session.js';
import { isTemplate } from './followed-document.js';
import type { HierarchyModel } from './hierarchy-model.js';
import { filterNames, viewId } from './hierarchy-view.js';
import type { HierarchyTree } from './hierarchy-view.js';
import { commands, Disposable, env, l10n, languages, Range, Uri, window, workspace } from 'vscode';

/** What `encryptionLens.revealInHierarchy` is given; without it, it is the cursor's resource. */
interface RevealTarget {
  readonly uri: string;
  readonly node: string;
}

/** The commands of the view, its items and `encryptionLens.revealInHierarchy`. */
export function registerHierarchyCommands(session: Session, model: HierarchyModel, tree: HierarchyTree): Disposable {
  const register = (name: string, run: (...args: never[]) => unknown): Disposable =>
    commands.registerCommand(`encryptionLens.${name}`, run);
  return Disposable.from(
    register('keyHierarchy.showFile', () => model.show('file')),
    register('keyHierarchy.showWorkspace', () => model.show('workspace')),
    register('keyHierarchy.showByKey', () => model.turn('keys')),
    register('keyHierarchy.showByMachine', () => model.turn('machines')),
    register('keyHierarchy.filter', () => chooseFilter(model)),
    register('keyHierarchy.clearFilter', () => model.setFilter({ kind: 'all' })),
    register('keyHierarchy.exportMermaid', () => exportAs('mermaid', session, model)),
    register('keyHierarchy.exportJson', () => exportAs('json', session, model)),
    register('keyHierarchy.goToSource', (item?: HierarchyItem) => goToSource(item ?? selectionOf(tree), session)),
    register('keyHierarchy.showUsedBy', (item?: HierarchyItem) =>
      turnAt(item ?? selectionOf(tree), 'keys', model, tree, session),
    ),
    register('keyHierarchy.showUses', (item?: HierarchyItem) =>
      turnAt(item ?? selectionOf(tree), 'machines', model, tree, session),
    ),
    register('keyHierarchy.copyResourceId', (item?: HierarchyItem) => copyResourceId(item ?? selectionOf(tree))),
    register('keyHierarchy.encrypt', (item?: HierarchyItem) => encrypt(item ?? selectionOf(tree), session, model)),
    register('revealInHierarchy', (target?: RevealTarget) => reveal(target, session, model, tree)),
  );
}

function selectionOf(tree: HierarchyTree): HierarchyItem | undefined {
  return tree.view.selection[0];
}

async function goToSource(item: HierarchyItem | undefined, session: Session): Promise<void> {
  const place = await placeOf(item, session);
  if (place === undefined) return;
  await window.showTextDocument(place.uri, { selection: place.range, preview: true });
}

async function placeOf(
  item: HierarchyItem | undefined,
  session: Session,
): Promise<{ readonly uri: Uri; readonly range: Range } | undefined> {
  if (item === undefined) return undefined;
  const place = await session.ask<HierarchyPlaceParams, HierarchyPlaceResult>('hierarchyPlace', { item: item.id });
  if (place === undefined || place === null) return undefined;
  const { start, end } = place.range;
  return { uri: Uri.parse(place.uri), range: new Range(start.line, start.character, end.line, end.character) };
}

async function copyResourceId(item: HierarchyItem | undefined): Promise<void> {
  if (item?.resourceId !== undefined) await env.clipboard.writeText(item.resourceId);
}

/** The wizard works on the file that declares the resource. */
async function encrypt(item: HierarchyItem | undefined, session: Session, model: HierarchyModel): Promise<void> {
  if (item?.node === undefined) return;
  const place = await placeOf(item, session);
  const uri = place?.uri ?? model.file;
  if (uri !== undefined)
    await commands.executeCommand('encryptionLens.encrypt', { uri: uri.toString(), node: item.node });
}

/** Shows the other direction of the hierarchy at the same resource. */
async function turnAt(
  item: HierarchyItem | undefined,
  direction: 'keys' | 'machines',
  model: HierarchyModel,
  tree: HierarchyTree,
  session: Session,
): Promise<void> {
  await model.turn(direction);
  const uri = model.file ?? workspace.workspaceFolders?.[0]?.uri;
  if (item?.node === undefined || uri === undefined) return;
  const id = await itemAt({ uri: uri.toString(), at: { node: item.node } }, session);
  await select(id, model, tree);
}

async function reveal(
  target: RevealTarget | undefined,
  session: Session,
  model: HierarchyModel,
  tree: HierarchyTree,
): Promise<void> {
  const editor = window.activeTextEditor;
  if (target === undefined && (editor === undefined || !isTemplate(editor.document))) return;
  const position = editor?.selection.active;
  await commands.executeCommand(`${viewId}.focus`);
  model.setVisible(true);
  await model.ready();
  const uri = target?.uri ?? editor?.document.uri.toString() ?? '';
  const at =
    target === undefined
      ? { position: { line: position?.line ?? 0, character: position?.character ?? 0 } }
      : { node: target.node };
  let id = await itemAt({ uri, at }, session);
  if (id === undefined && model.filter.kind !== 'all') {
    await model.setFilter({ kind: 'all' });
    id = await itemAt({ uri, at }, session);
  }
  if (await select(id, model, tree)) return;
  await window.showInformationMessage(
    l10n.t(
      'Nothing of the key hierarchy is here. Put the cursor into a vault, key, disk encryption set, disk or machine.',
    ),
  );
}

async function itemAt(params: HierarchyItemAtParams, session: Session): Promise<string | undefined> {
  return (await session.ask<HierarchyItemAtParams, HierarchyItemAtResult>('hierarchyItemAt', params)) ?? undefined;
}

async function select(id: string | undefined, model: HierarchyModel, tree: HierarchyTree): Promise<boolean> {
  await model.ready();
  const item = id === undefined ? undefined : model.itemOf(id);
  if (item === undefined) return false;
  await tree.view.reveal(item, { select: true, focus: true, expand: true });
  return true;
}

async function exportAs(format: 'mermaid' | 'json', session: Session, model: HierarchyModel): Promise<void> {
  const scope = model.shownScope;
  if (scope === undefined) return;
  const result = await session.ask<ExportHierarchyParams, ExportHierarchyResult>('exportHierarchy', { scope, format });
  if (result === undefined) return;
  const known = await languages.getLanguages();
  const language = format === 'json' || known.includes('mermaid') ? format : 'plaintext';
  await window.showTextDocument(await workspace.openTextDocument({ language, content: result.text }));
}

/** Names as they are typed, and what else can be filtered by. */
async function chooseFilter(model: HierarchyModel): Promise<void> {
  const filter = await new Promise<HierarchyFilter | undefined>((resolve) => {
    const pick = window.createQuickPick<{ label: string; alwaysShow?: boolean; filter: HierarchyFilter }>();
    pick.title = l10n.t('Filter the Key Hierarchy');
    pick.placeholder = l10n.t('Part of a name, or what to show');
    const kinds = (Object.entries(filterNames()) as [keyof ReturnType<typeof filterNames>, string][]).map(
      ([kind, name]) => ({ label: l10n.t('Only {0}', name), filter: { kind } }),
    );
    const { filter: before } = model;
    if (before.kind === 'name') pick.value = before.text;
    const offer = (): void => {
      const text = pick.value.trim();
      const byName =
        text === ''
          ? []
          : [{ label: l10n.t('Names with “{0}”', text), alwaysShow: true, filter: { kind: 'name' as const, text } }];
      const all = before.kind === 'all' ? [] : [{ label: l10n.t('Everything'), filter: { kind: 'all' as const } }];
      pick.items = [...byName, ...kinds, ...all];
    };
    offer();
    pick.onDidChangeValue(offer);
    pick.onDidAccept(() => {
      resolve(pick.selectedItems[0]?.filter);
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
  if (filter !== undefined) await model.setFilter(filter);
}
