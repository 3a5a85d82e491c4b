import type { HierarchyItem, HierarchyKind } from '../../../server/src/protocol/key-hierarchy.js';
import { accessibleLabelOf, descriptionOf, isGroup, labelOf } from './item-text.js';
import { problemUri } from './problem-decorations.js';
import { ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';

/** More than this below one item would push away what comes after it. */
const mostExpanded = 25;

/** An item as VS Code draws it; its tooltip is made when it is looked at. */
export function treeItemOf(item: HierarchyItem): TreeItem {
  const tree = new TreeItem(labelOf(item), stateOf(item));
  tree.id = item.id;
  tree.iconPath = iconOf(item);
  tree.description = descriptionOf(item);
  tree.contextValue = contextOf(item);
  tree.accessibilityInformation = { label: accessibleLabelOf(item) };
  if (item.below !== undefined) tree.resourceUri = problemUri(item.problems?.length ?? 0, item.below);
  if (!isGroup(item.kind)) {
    tree.command = { command: 'encryptionLens.keyHierarchy.goToSource', title: '', arguments: [item] };
  }
  return tree;
}

/** Keys and what they encrypt are open at first, machines and their disks closed. */
function stateOf({ kind, children = [] }: HierarchyItem): TreeItemCollapsibleState {
  if (children.length === 0) return TreeItemCollapsibleState.None;
  const isOpen = !isMachine(kind) && kind !== 'disk' && kind !== 'snapshot' && children.length <= mostExpanded;
  return isOpen ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed;
}

const icons: Readonly<Record<HierarchyKind, string>> = {
  template: 'file-code',
  vault: 'lock',
  managedHsm: 'circuit-board',
  key: 'key',
  diskEncryptionSet: 'shield',
  disk: 'database',
  snapshot: 'device-camera',
  image: 'file-media',
  storageAccount: 'archive',
  virtualMachine: 'vm',
  scaleSet: 'server-environment',
  agentPool: 'server-process',
  extension: 'extensions',
  platformKeys: 'azure',
  unknownKeys: 'question',
  diskEncryption: 'device-desktop',
};

function iconOf({ kind, external }: HierarchyItem): ThemeIcon {
  return external === true
    ? new ThemeIcon(icons[kind], new ThemeColor('disabledForeground'))
    : new ThemeIcon(icons[kind]);
}

/** Words for the `when` clauses of the menus. */
function contextOf({ kind, node, resourceId, external }: HierarchyItem): string {
  const words: string[] = [kind];
  if (!isGroup(kind)) words.push('hasSource');
  if (resourceId !== undefined) words.push('hasId');
  if (node !== undefined) words.push('isNode');
  if (node !== undefined && external !== true && (isMachine(kind) || kind === 'disk' || kind === 'snapshot'))
    words.push('canEncrypt');
  return words.join(' ');
}

function isMachine(kind: HierarchyKind): boolean {
  return kind === 'virtualMachine' || kind === 'scaleSet' || kind === 'agentPool';
}
