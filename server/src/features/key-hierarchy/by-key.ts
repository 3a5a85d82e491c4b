/** The hierarchy from above: vault, key, disk encryption set, what it encrypts; then what rests on no key of a customer. */
import type { AdeUse, Disk, DiskEncryptionSet, Key, Machine, StorageAccount, Vault } from '../../inventory/model.js';
import type { Builder } from './builder.js';
import { dataOfAde } from './item-data.js';
import { spansOfResource } from './node.js';
import type { TreeNode } from './node.js';
import type { Maybe, Users } from './relations.js';

export function nodesByKey(builder: Builder): TreeNode[] {
  const { relations, inventory, root } = builder;
  return [
    ...byName(inventory.vaults.map((vault) => vaultNode(builder, vault))),
    ...byName(relations.setsAlone.map((set) => setNode(builder, { it: set, possible: false }, root))),
    ...group(builder, 'platformKeys', (id) => nodesOfUsers(builder, relations.platform, id)),
    ...group(builder, 'unknownKeys', (id) => nodesOfUsers(builder, relations.unknown, id)),
    ...group(builder, 'diskEncryption', (id) =>
      byName([...relations.ade].map(([, uses]) => adeNode(builder, uses, id))),
    ),
  ];
}

function vaultNode(builder: Builder, vault: Vault): TreeNode {
  const { relations, root } = builder;
  const keys = relations.keysOfVault.get(vault) ?? [];
  const sets = relations.setsOfVault.get(vault) ?? [];
  return builder.node(vault, root, {
    joins: true,
    children: (id) => [
      ...byName(keys.map((key) => keyNode(builder, key, id))),
      ...byName(sets.map((set) => setNode(builder, set, id))),
    ],
  });
}

function keyNode(builder: Builder, key: Key, parent: string): TreeNode {
  const { relations } = builder;
  return builder.node(key, parent, {
    joins: true,
    children: (id) => [
      ...byName((relations.setsOfKey.get(key) ?? []).map((set) => setNode(builder, set, id))),
      ...byName((relations.accountsOfKey.get(key) ?? []).map((account) => accountNode(builder, account, id))),
    ],
  });
}

function setNode(builder: Builder, { it, possible }: Maybe<DiskEncryptionSet>, parent: string): TreeNode {
  const users = builder.relations.usersOfSet.get(it);
  return builder.node(it, parent, {
    possible,
    children: (id) => (users === undefined ? [] : nodesOfUsers(builder, users, id)),
  });
}

function accountNode(builder: Builder, { it, possible }: Maybe<StorageAccount>, parent: string): TreeNode {
  return builder.node(it, parent, { possible });
}

function nodesOfUsers(builder: Builder, { machines, disks, images, accounts }: Users, parent: string): TreeNode[] {
  return [
    ...byName([...machines].map(([machine, its]) => builder.machine(machine, its, parent, () => []))),
    ...byName([...disks].map(([disk, possible]) => builder.node(disk, parent, { possible }))),
    ...byName([...images].map(([image, possible]) => builder.node(image, parent, { possible }))),
    ...byName([...accounts].map(([it, possible]) => accountNode(builder, { it, possible }, parent))),
  ];
}

function adeNode(builder: Builder, uses: readonly AdeUse[], parent: string): TreeNode {
  const [use] = uses;
  if (use === undefined) throw new Error('a group of uses is never empty');
  const target: Machine | Disk | undefined = use.machine ?? use.disk;
  const data = dataOfAde(use);
  return {
    id: `${parent}/${data.kind}:${data.node ?? data.name}`,
    data,
    above: [],
    behind: [],
    place: use.body.origin,
    spans: [...spansOfResource(use.resource), ...(target === undefined ? [] : [target.origin])],
    findings: uses.flatMap((one) => [...builder.findingsOf(one)]),
    children: [],
  };
}

function group(
  builder: Builder,
  kind: 'platformKeys' | 'unknownKeys' | 'diskEncryption',
  children: (id: string) => TreeNode[],
): TreeNode[] {
  const id = `${builder.root}/${kind}`;
  const below = children(id);
  if (below.length === 0) return [];
  return [
    { id, data: { kind, name: '' }, above: [], behind: [], place: undefined, spans: [], findings: [], children: below },
  ];
}

export function byName(nodes: readonly TreeNode[]): TreeNode[] {
  const name = (node: TreeNode): string => (node.above[0] ?? node).data.name.toLowerCase();
  return [...nodes].sort((left, right) => {
    const [one, other] = [name(left), name(right)];
    return one < other ? -1 : one > other ? 1 : left.id < right.id ? -1 : 1;
  });
}
