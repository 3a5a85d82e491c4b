/** Where resources name disk encryption sets: for ordinary encryption, and for that of confidential OS disks. */
import type { ResourceInstance } from '../evaluation/instances.js';
import type { Condition } from '../evaluation/value.js';
import type { Disk, DiskEncryptionSet, Inventory, Links, MachineDisk } from '../inventory/model.js';

export interface SetUse {
  /** For messages: `'data' of 'app'`, `'data'`. */
  readonly user: string;
  readonly resource: ResourceInstance | undefined;
  readonly sets: Links<DiskEncryptionSet>;
  /** Conditions under which there is such a use. */
  readonly when: readonly Condition[];
  /** What Azure does to a confidential set there is documented for disks and machines only. */
  readonly documented: boolean;
  readonly disk: MachineDisk | Disk | undefined;
}

/** Uses for encryption at rest: disks, snapshots, images, disks of machines, AKS clusters. */
export function* ordinaryUses(inventory: Inventory): Generator<SetUse> {
  const { disks, snapshots, images, machines, machineDisks } = inventory;
  for (const disk of [...disks, ...snapshots]) {
    const { name, resource, encryptionSets: sets } = disk;
    yield { user: `'${name}'`, resource, sets, when: [], documented: true, disk };
  }
  for (const disk of machineDisks) {
    const { encryptionSets: sets, when } = disk;
    yield { user: nameOf(disk), resource: disk.machine.resource, sets, when, documented: true, disk };
  }
  for (const { name, resource, encryptionSets } of images) {
    for (const { of, links: sets } of encryptionSets) {
      yield { user: `the ${of} of '${name}'`, resource, sets, when: [], documented: false, disk: undefined };
    }
  }
  const clusters = new Set<ResourceInstance>();
  for (const { name, resource, clusterEncryptionSets: sets } of machines) {
    if (resource === undefined || clusters.has(resource)) continue;
    clusters.add(resource);
    yield { user: `'${name}'`, resource, sets, when: [], documented: false, disk: undefined };
  }
}

/** Uses for confidential OS disks: in a machine, or in the disk's own resource. */
export function* confidentialUses({ disks, snapshots, machineDisks }: Inventory): Generator<SetUse> {
  for (const disk of [...disks, ...snapshots]) {
    const { name, resource, secureEncryptionSets: sets } = disk;
    yield { user: `'${name}'`, resource, sets, when: [], documented: true, disk };
  }
  for (const disk of machineDisks) {
    const { secureEncryptionSets: sets, when } = disk;
    yield { user: nameOf(disk), resource: disk.machine.resource, sets, when, documented: true, disk };
  }
}

/** Whether one of the uses may be of that set. */
export function isUsedIn(uses: Iterable<SetUse>, set: DiskEncryptionSet): boolean {
  for (const { sets } of uses) if (sets.some(({ value }) => value.kind === 'to' && value.node === set)) return true;
  return false;
}

function nameOf({ name, machine }: MachineDisk): string {
  return `'${name}' of '${machine.name}'`;
}
