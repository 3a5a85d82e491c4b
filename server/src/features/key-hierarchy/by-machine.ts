/** The hierarchy from below: machine, disk, and the disk encryption set, key and vault that it rests on. */
import type { Disk, DiskEncryptionSet, Key, Vault } from '../../inventory/model.js';
import { coverageOfMachineDisk } from '../../inventory/coverage.js';
import type { Builder } from './builder.js';
import { byName } from './by-key.js';
import type { TreeNode } from './node.js';
import { targetsOf } from './relations.js';
import type { Maybe } from './relations.js';

export function nodesByMachine(builder: Builder): TreeNode[] {
  const { inventory, root } = builder;
  const attached = new Set<Disk>();
  for (const disk of inventory.machineDisks) for (const { it } of targetsOf(disk.attached)) attached.add(it);
  return [
    ...byName(
      inventory.machines.map((machine) => {
        const pool = targetsOf(machine.clusterEncryptionSets);
        const disks = machine.disks.map((it) => ({ it, possible: false }));
        return builder.machine(machine, disks, root, (id, disk) => {
          if (disk === undefined) return pool.map((set) => setNode(builder, set, id));
          const { sets } = coverageOfMachineDisk(disk);
          return [...new Set(sets)].map((it) => setNode(builder, { it, possible: sets.length > 1 }, id));
        });
      }),
    ),
    ...byName(
      [...inventory.disks, ...inventory.snapshots]
        .filter((disk) => !attached.has(disk))
        .map((disk) =>
          builder.node(disk, root, {
            children: (id) =>
              [...targetsOf(disk.encryptionSets), ...targetsOf(disk.secureEncryptionSets)].map((set) =>
                setNode(builder, set, id),
              ),
          }),
        ),
    ),
    ...byName(
      inventory.images.map((image) => {
        const sets = new Map(
          image.encryptionSets.flatMap(({ links }) => targetsOf(links)).map((set) => [set.it, set] as const),
        );
        return builder.node(image, root, {
          children: (id) => [...sets.values()].map((set) => setNode(builder, set, id)),
        });
      }),
    ),
    ...byName(
      inventory.storageAccounts.map((account) =>
        builder.node(account, root, {
          children: (id) => targetsOf(account.keys).map((key) => keyNode(builder, key, id)),
        }),
      ),
    ),
  ];
}

function setNode(builder: Builder, { it, possible }: Maybe<DiskEncryptionSet>, parent: string): TreeNode {
  const keys = targetsOf(it.keys);
  return builder.node(it, parent, {
    possible,
    joins: 'first',
    children: (id) =>
      keys.length > 0
        ? keys.map((key) => keyNode(builder, key, id))
        : targetsOf(it.vaults).map((vault) => vaultNode(builder, vault, id)),
  });
}

function keyNode(builder: Builder, { it, possible }: Maybe<Key>, parent: string): TreeNode {
  return builder.node(it, parent, {
    possible,
    joins: 'first',
    children: (id) => [vaultNode(builder, { it: it.vault, possible: false }, id)],
  });
}

function vaultNode(builder: Builder, { it, possible }: Maybe<Vault>, parent: string): TreeNode {
  return builder.node(it, parent, { possible });
}
