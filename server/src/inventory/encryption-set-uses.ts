/** What uses a disk encryption set: disks, snapshots, images, machines with inline disks, and AKS clusters. */
import { identityKey } from '../evaluation/canonical.js';
import { combine } from '../evaluation/cases.js';
import type { ResourceInstance } from '../evaluation/instances.js';
import type { Condition, Value } from '../evaluation/value.js';
import type { DiskEncryptionSet, Inventory, Links, Machine } from './model.js';

/** One resource that names one set, in one case of the value that names it. */
export interface EncryptionSetUse {
  readonly user: ResourceInstance;
  /** For messages. */
  readonly name: string;
  readonly location: Value;
  readonly set: DiskEncryptionSet;
  /** The value that names the set. */
  readonly at: Value;
  readonly when: readonly Condition[];
}

const found = new WeakMap<Inventory, readonly EncryptionSetUse[]>();

/** All uses, each once: a machine whose disks name a set in the same place uses it once. */
export function encryptionSetUses(inventory: Inventory): readonly EncryptionSetUse[] {
  let uses = found.get(inventory);
  if (uses === undefined) found.set(inventory, (uses = [...findUses(inventory)]));
  return uses;
}

function* findUses(inventory: Inventory): Generator<EncryptionSetUse> {
  const seen = new Set<string>();
  for (const { user, name, location, links, within } of usersOf(inventory)) {
    for (const { value: link, when } of links) {
      if (link.kind !== 'to') continue;
      const conditions = combine(within, when);
      if (conditions === undefined) continue;
      const { file, start } = link.at.origin;
      const key = JSON.stringify([
        identityKey(user.identity),
        link.node.key,
        file,
        start,
        conditions.map((condition) => [condition.key, condition.value]),
      ]);
      if (seen.has(key)) continue;
      seen.add(key);
      yield { user, name, location, set: link.node, at: link.at, when: conditions };
    }
  }
}

interface User {
  readonly user: ResourceInstance;
  readonly name: string;
  readonly location: Value;
  readonly links: Links<DiskEncryptionSet>;
  readonly within: readonly Condition[];
}

function* usersOf(inventory: Inventory): Generator<User> {
  for (const disk of [...inventory.disks, ...inventory.snapshots]) {
    if (disk.resource === undefined || disk.external) continue;
    const { resource: user, name, location } = disk;
    yield { user, name, location, links: disk.encryptionSets, within: [] };
    yield { user, name, location, links: disk.secureEncryptionSets, within: [] };
  }
  for (const image of inventory.images) {
    if (image.resource === undefined || image.external) continue;
    for (const { links } of image.encryptionSets) {
      yield { user: image.resource, name: image.name, location: image.location, links, within: [] };
    }
  }
  for (const machine of inventory.machines) yield* usersOfMachine(machine);
}

function* usersOfMachine(machine: Machine): Generator<User> {
  const { resource: user, name, location } = machine;
  if (user === undefined || machine.external) return;
  for (const disk of machine.disks) {
    yield { user, name, location, links: disk.encryptionSets, within: disk.when };
    yield { user, name, location, links: disk.secureEncryptionSets, within: disk.when };
  }
  // A pool that is a resource of its own gets the set from its cluster, which is the one that names it.
  if (machine.kind === 'agentPool' && user.type.toLowerCase() === 'microsoft.containerservice/managedclusters') {
    const [clusterName = name] = name.split('/');
    yield { user, name: clusterName, location, links: machine.clusterEncryptionSets, within: [] };
  }
}
