/** The nodes of an inventory by the resource they are, and the places at which others name them. */
import { identityKey } from '../evaluation/canonical.js';
import { identityOf } from '../evaluation/identity.js';
import type { Origin, ResourceIdentity, Value } from '../evaluation/value.js';
import type { Disk, DiskEncryptionSet, Image, Inventory, Key, Link, Links, Machine, Vault } from './model.js';

export type InventoryNode = Vault | Key | DiskEncryptionSet | Disk | Image | Machine;

interface NodeIndex {
  readonly byResource: ReadonlyMap<string, readonly InventoryNode[]>;
  readonly namings: readonly Naming[];
  readonly users: ReadonlyMap<InventoryNode, ReadonlySet<InventoryNode>>;
  /** By the file and the start of each place that a value was at. */
  readonly namedAt: ReadonlyMap<string, ReadonlySet<InventoryNode>>;
}

/** A value that names a node: the id of a set in a disk, the URL of a key in a set. */
export interface Naming {
  readonly node: InventoryNode;
  readonly by: InventoryNode;
  readonly at: Value;
}

const known = new WeakMap<Inventory, NodeIndex>();

function indexOf(inventory: Inventory): NodeIndex {
  let index = known.get(inventory);
  if (index === undefined) {
    const byResource = new Map<string, InventoryNode[]>();
    for (const node of allNodes(inventory)) {
      const key = identityKey(node.identity);
      const list = byResource.get(key);
      if (list === undefined) byResource.set(key, [node]);
      else list.push(node);
    }
    const namings = [...findNamings(inventory)];
    const users = new Map<InventoryNode, Set<InventoryNode>>();
    for (const { node, by } of namings) users.set(node, (users.get(node) ?? new Set()).add(by));
    const namedAt = new Map<string, Set<InventoryNode>>();
    for (const { node, at } of namings) {
      for (const { file, start } of placesOf(at)) {
        const key = `${file} ${String(start)}`;
        namedAt.set(key, (namedAt.get(key) ?? new Set()).add(node));
      }
    }
    index = { byResource, namings, users, namedAt };
    known.set(inventory, index);
  }
  return index;
}

/** All nodes, each once: vaults first, machines last. */
export function allNodes(inventory: Inventory): readonly InventoryNode[] {
  const { vaults, keys, diskEncryptionSets, disks, snapshots, images, machines } = inventory;
  return [...vaults, ...keys, ...diskEncryptionSets, ...disks, ...snapshots, ...images, ...machines];
}

/** The nodes that a resource is: one, for an AKS cluster one for each of its pools, none for other resources. */
export function nodesOf(inventory: Inventory, identity: ResourceIdentity): readonly InventoryNode[] {
  return indexOf(inventory).byResource.get(identityKey(identity)) ?? [];
}

/** The nodes that a value speaks of: an id, a symbol, a property of a resource that is read at deployment. */
export function nodesNamed(inventory: Inventory, value: Value): readonly InventoryNode[] {
  if (value.kind === 'choice') return [...new Set(value.cases.flatMap((one) => nodesNamed(inventory, one.value)))];
  const identity = value.kind === 'reference' ? value.identity : identityOf(value);
  return identity === undefined ? [] : nodesOf(inventory, identity);
}

/** The nodes that are named by what begins at a place, a key by its URL for one. */
export function nodesNamedAt(inventory: Inventory, { file, start }: Origin): readonly InventoryNode[] {
  return [...(indexOf(inventory).namedAt.get(`${file} ${String(start)}`) ?? [])];
}

/** All values by which the nodes name each other. */
export function namingsOf(inventory: Inventory): readonly Naming[] {
  return indexOf(inventory).namings;
}

function* findNamings(inventory: Inventory): Generator<Naming> {
  for (const key of inventory.keys) {
    // A key names its vault by its parent; where it stands alone, by its name.
    if (key.resource !== undefined) yield { node: key.vault, by: key, at: key.resource.ownName };
  }
  for (const set of inventory.diskEncryptionSets) {
    yield* namingsIn(set.keys, set);
    // The URL of a key names a vault only as far as it names the key.
    for (const { value } of set.vaults) {
      if (value.kind !== 'to' || set.keys.some((one) => one.value.at === value.at)) continue;
      yield { node: value.node, by: set, at: value.at };
    }
  }
  for (const disk of [...inventory.disks, ...inventory.snapshots]) {
    yield* namingsIn(disk.encryptionSets, disk);
    yield* namingsIn(disk.secureEncryptionSets, disk);
  }
  for (const image of inventory.images) for (const { links } of image.encryptionSets) yield* namingsIn(links, image);
  for (const machine of inventory.machines) {
    yield* namingsIn(machine.clusterEncryptionSets, machine);
    for (const disk of machine.disks) {
      yield* namingsIn(disk.encryptionSets, machine);
      yield* namingsIn(disk.secureEncryptionSets, machine);
      yield* namingsIn(disk.attached, machine);
    }
  }
}

function* namingsIn(links: Links<InventoryNode>, by: InventoryNode): Generator<Naming> {
  for (const { value } of links as readonly { readonly value: Link<InventoryNode> }[]) {
    if (value.kind === 'to') yield { node: value.node, by, at: value.at };
  }
}

/** All places that a value was at: where it was written, and where it passed through. */
export function placesOf({ origin }: Value): readonly Origin[] {
  return [origin, ...(origin.trail ?? [])];
}

/** Who names a node, each once. */
export function usersOf(inventory: Inventory, node: InventoryNode): readonly InventoryNode[] {
  return [...(indexOf(inventory).users.get(node) ?? [])];
}
