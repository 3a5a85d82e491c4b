/** A line above each machine, disk, set, key and vault: how it is encrypted, or what uses it. */
import type { CodeLens, Command, Range } from 'vscode-languageserver';
import { deploymentsBelow } from '../evaluation/deployment-tree.js';
import { casesOf } from '../evaluation/cases.js';
import { isAbsent } from '../evaluation/value.js';
import type { Value } from '../evaluation/value.js';
import type { Analysis } from '../analysis.js';
import { atRestOfDisk, coverageOfMachineDisk, coverageOfPool } from '../inventory/coverage.js';
import type { Answer, AtRest } from '../inventory/coverage.js';
import { encryptionTypesOf } from '../inventory/encryption-types.js';
import { nodeId } from '../inventory/export.js';
import type { Disk, DiskEncryptionSet, Inventory, Key, Machine } from '../inventory/model.js';
import { nodesOf, usersOf } from '../inventory/nodes.js';
import type { InventoryNode } from '../inventory/nodes.js';
import type { ResourceDeclaration } from '../template/model.js';
import type { CheckedFile } from '../workspace/checker.js';
import type { ClientFile } from './client.js';
import { rangeOf } from './diagnostics.js';
import { shortAtRest } from './explain/answers.js';
import { countedByKind } from './explain/disk.js';
import { isEphemeral, lacksEncryption } from './explain/machine.js';

/** More lenses than this are not shown: a file that large is read by other means. */
const MOST_LENSES = 500;

/** Commands of the client that lenses run. */
export const LENS_COMMANDS = {
  reveal: 'encryptionLens.revealInHierarchy',
  encrypt: 'encryptionLens.encrypt',
  references: 'encryptionLens.showReferences',
} as const;

export interface LensOptions {
  /** The client knows the commands; without them a lens is only text. */
  readonly runsCommands: boolean;
  /** What the lens is called that leads into the client's wizard; undefined: it has none. */
  readonly wizard: string | undefined;
}

const kept = new WeakMap<CheckedFile, CodeLens[]>();

/** The lenses of a template, in the order of its resources. */
export function codeLenses(checked: CheckedFile, file: ClientFile, options: LensOptions): CodeLens[] {
  let lenses = kept.get(checked);
  if (lenses === undefined) kept.set(checked, (lenses = [...findLenses(checked, file, options)].slice(0, MOST_LENSES)));
  return lenses;
}

function* findLenses(checked: CheckedFile, file: ClientFile, options: LensOptions): Generator<CodeLens> {
  for (const [declaration, found] of declaredNodes(checked)) {
    const isJson = declaration.bodySpan.start === declaration.span.start;
    const at = isJson ? declaration.bodySpan : declaration.nameSpan;
    const range = rangeOf(file, { start: at.start, end: isJson ? at.start + 1 : at.end });
    yield* lensesOf(found, range, file, options);
  }
}

interface FoundNode {
  readonly node: InventoryNode;
  readonly inventory: Inventory;
}

/** The nodes of each declaration of the file, in all the ways in which it is deployed. */
function declaredNodes({ path, analyses }: CheckedFile): Map<ResourceDeclaration, FoundNode[]> {
  const found = new Map<ResourceDeclaration, FoundNode[]>();
  for (const { root, inventory } of analyses satisfies readonly Analysis[]) {
    for (const deployment of deploymentsBelow(root)) {
      if (deployment.template.file !== path) continue;
      for (const { declaration, identity } of deployment.resources) {
        const nodes = nodesOf(inventory, identity);
        if (nodes.length === 0) continue;
        const known = found.get(declaration) ?? [];
        found.set(declaration, known);
        for (const node of nodes) if (known.length < MOST_LENSES) known.push({ node, inventory });
      }
    }
  }
  return found;
}

function* lensesOf(
  found: readonly FoundNode[],
  range: Range,
  { document: { uri } }: ClientFile,
  { runsCommands, wizard }: LensOptions,
): Generator<CodeLens> {
  const [first] = found;
  if (first === undefined) return;
  const { node } = first;
  const command = (title: string, name: string, argument: unknown): Command =>
    runsCommands ? { title, command: name, arguments: [argument] } : { title, command: '' };
  const titles = [...new Set(found.map((one) => titleOf(one.node, one.inventory)))];
  const title = titles.length > 2 ? `${String(titles.length)} ways to be deployed that differ` : titles.join(' | ');
  switch (node.kind) {
    case 'virtualMachine':
    case 'scaleSet':
    case 'agentPool':
    case 'disk':
    case 'snapshot':
    case 'image': {
      const target = { uri, node: nodeId(node) };
      yield { range, command: command(title, LENS_COMMANDS.reveal, target) };
      if (runsCommands && wizard !== undefined && found.some((one) => isToBeEncrypted(one.node))) {
        yield { range, command: command(wizard, LENS_COMMANDS.encrypt, target) };
      }
      return;
    }
    case 'diskEncryptionSet':
    case 'key':
    case 'vault':
    case 'managedHsm':
      yield { range, command: command(title, LENS_COMMANDS.references, { uri, position: range.start }) };
  }
}

function isToBeEncrypted(node: InventoryNode): boolean {
  switch (node.kind) {
    case 'virtualMachine':
    case 'scaleSet':
    case 'agentPool':
      return lacksEncryption(node);
    case 'disk':
    case 'snapshot':
      return atRestOfDisk(node).is === 'platformKey';
    default:
      return false;
  }
}

/** What is said of a node in one line. */
export function titleOf(node: InventoryNode, inventory: Inventory): string {
  switch (node.kind) {
    case 'virtualMachine':
    case 'scaleSet':
    case 'agentPool':
      return machineTitle(node);
    case 'disk':
    case 'snapshot':
      return [shortAtRest(atRestOfDisk(node)), ...keyTitle(keysOf(setsOf(node)))].join(', ');
    case 'image':
      return node.encryptionSets.some(({ links }) => links.some(({ value }) => value.kind === 'to'))
        ? 'customer key'
        : 'platform key';
    case 'diskEncryptionSet':
      return [setTitle(node), ...keyTitle(keysOf([node])), usedBy(node, inventory)].join(', ');
    case 'key':
      return usedBy(node, inventory);
    case 'vault':
    case 'managedHsm': {
      const keys = inventory.keys.filter((key) => key.vault === node);
      const sets = new Set([node, ...keys].flatMap((one) => usersOf(inventory, one)));
      const users = [...sets].filter((user) => user.kind === 'diskEncryptionSet');
      return [countedByKind(keys), usedByThese(users)].filter((text) => text !== '').join(', ');
    }
  }
}

function machineTitle(machine: Machine): string {
  const disks = machine.kind === 'agentPool' ? [coverageOfPool(machine)] : machine.disks.map(coverageOfMachineDisk);
  const texts = new Map<string, Key[]>();
  for (const [index, { atRest, keys, sets }] of disks.entries()) {
    const disk = machine.disks[index];
    const isOnHost = disk !== undefined && isEphemeral(disk) && sets.length === 0;
    const text = isOnHost ? 'ephemeral' : shortAtRest(atRest);
    texts.set(text, [...new Set([...(texts.get(text) ?? []), ...keys])]);
  }
  const [first] = [...texts].map(([text, keys]) => [text, ...keyTitle(keys)].join(', '));
  const each = [...texts].map(([text, keys]) => (keys.length === 0 ? text : `${text} (${keyNames(keys)})`));
  const extra = [
    ...(disks[0]?.inUse.is === 'confidential' ? ['confidential VM'] : []),
    hostTitle(machine.encryptionAtHost),
    ...(disks[0]?.guest.is === 'ade' ? ['Azure Disk Encryption in the guest'] : []),
  ];
  return [each.length > 1 ? each.join(' + ') : (first ?? 'no disks'), ...extra].join(', ');
}

function hostTitle(value: Value): string {
  const kinds = new Set(
    casesOf(value).map(({ value: own }) =>
      isAbsent(own) ? 'off' : own.kind !== 'literal' ? 'not known' : own.value === true ? 'on' : 'off',
    ),
  );
  return `host ${[...kinds].sort().join(' or ')}`;
}

function keyTitle(keys: readonly Key[]): string[] {
  if (keys.length === 0) return [];
  return [`key ${keyNames(keys)}`];
}

function keyNames(keys: readonly Key[]): string {
  return keys.map(({ name }) => name).join(' or ');
}

function keysOf(sets: readonly DiskEncryptionSet[]): Key[] {
  return [
    ...new Set(sets.flatMap((set) => set.keys.flatMap(({ value }) => (value.kind === 'to' ? [value.node] : [])))),
  ];
}

function setsOf({ encryptionSets, secureEncryptionSets }: Disk): DiskEncryptionSet[] {
  return [...encryptionSets, ...secureEncryptionSets].flatMap(({ value }) => (value.kind === 'to' ? [value.node] : []));
}

const SET_KINDS: Readonly<Record<string, Answer<AtRest>['is']>> = {
  EncryptionAtRestWithCustomerKey: 'customerKey',
  EncryptionAtRestWithPlatformAndCustomerKeys: 'platformAndCustomerKeys',
  ConfidentialVmEncryptedWithCustomerKey: 'confidentialCustomerKey',
};

function setTitle(set: DiskEncryptionSet): string {
  const texts = encryptionTypesOf(set).map(({ value: { type } }) => {
    const is = type === undefined ? undefined : SET_KINDS[type];
    return is === undefined ? 'type not known' : shortAtRest({ is, oneOf: [], because: '', cases: [] });
  });
  return [...new Set(texts)].join(' or ');
}

function usedBy(node: InventoryNode, inventory: Inventory): string {
  return usedByThese(usersOf(inventory, node));
}

function usedByThese(users: readonly InventoryNode[]): string {
  return users.length === 0 ? 'not used here' : `used by ${countedByKind(users)}`;
}
