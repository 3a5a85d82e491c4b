/** Makes the nodes of the tree, the same from above and from below. */
import type {
  Disk,
  DiskEncryptionSet,
  Image,
  Inventory,
  Key,
  Machine,
  MachineDisk,
  StorageAccount,
  Vault,
} from '../../inventory/model.js';
import { dataOf, dataOfMachineDisk } from './item-data.js';
import type { ItemData } from './item-data.js';
import { spansOf, spansOfMachineDisk } from './node.js';
import type { TreeNode } from './node.js';
import type { FindingsOf } from './problems.js';
import { targetsOf } from './relations.js';
import type { Maybe, Relations } from './relations.js';

interface Shape {
  readonly possible?: boolean;
  /** Shown in one line with its only child: as the one above it (true), or with the child behind it (`first`). */
  readonly joins?: boolean | 'first';
  readonly children?: (id: string) => readonly TreeNode[];
}

export class Builder {
  constructor(
    readonly inventory: Inventory,
    readonly relations: Relations,
    readonly findingsOf: FindingsOf,
    /** What the ids of all nodes begin with. */
    readonly root: string,
  ) {}

  node(
    it: Vault | Key | DiskEncryptionSet | Disk | Image | StorageAccount | Machine,
    parent: string,
    { possible = false, joins = false, children = () => [] }: Shape = {},
  ): TreeNode {
    const data = dataOf(it);
    const id = `${parent}/${data.kind}:${data.node ?? data.name}`;
    const node: TreeNode = {
      id,
      data: { ...data, ...(possible && { possible }) },
      above: [],
      behind: [],
      place: it.origin,
      spans: spansOf(it),
      findings: this.findingsOf(it),
      children: children(id),
    };
    const [only, ...others] = node.children;
    if (joins === false || only === undefined || others.length > 0 || only.data.possible === true) return node;
    if (joins === 'first') return { ...node, behind: [only, ...only.behind], children: only.children };
    return isLevel(only) ? { ...only, above: [node, ...only.above] } : node;
  }

  /** A machine with its disks, or those of them that are encrypted in one way; a single disk is shown with it. */
  machine(
    machine: Machine,
    disks: readonly Maybe<MachineDisk>[],
    parent: string,
    below: (id: string, disk: MachineDisk | undefined) => readonly TreeNode[],
  ): TreeNode {
    const data = dataOf(machine);
    const id = `${parent}/${data.kind}:${data.node ?? data.name}`;
    const base = {
      id,
      above: [],
      behind: [],
      place: machine.origin,
      spans: spansOf(machine),
      findings: this.findingsOf(machine),
    };
    const [only, ...others] = disks;
    if (only === undefined) return { ...base, data, children: below(id, undefined) };
    if (others.length === 0 && machine.disks.length === 1) {
      const { encryption } = dataOfMachineDisk(only.it);
      const joinedData: ItemData = {
        ...data,
        role: only.it.role,
        ...(encryption !== undefined && { encryption }),
        ...(only.possible && { possible: true as const }),
      };
      const findings = [...base.findings, ...this.findingsOfDisk(only.it)];
      return { ...base, data: joinedData, findings, children: below(id, only.it) };
    }
    return { ...base, data, children: disks.map((disk) => this.machineDisk(disk, id, below)) };
  }

  private machineDisk(
    { it, possible }: Maybe<MachineDisk>,
    parent: string,
    below: (id: string, disk: MachineDisk) => readonly TreeNode[],
  ): TreeNode {
    const id = `${parent}/${it.path.slice(-2).join(':')}`;
    const [attached] = targetsOf(it.attached);
    const inline = spansOfMachineDisk(it);
    return {
      id,
      data: { ...dataOfMachineDisk(it), ...(possible && { possible: true as const }) },
      above: [],
      behind: [],
      place: attached?.it.origin ?? inline[0] ?? it.machine.origin,
      spans: [...inline, ...(attached === undefined ? [] : spansOf(attached.it))],
      findings: this.findingsOfDisk(it),
      children: below(id, it),
    };
  }

  private findingsOfDisk(disk: MachineDisk) {
    const attached = targetsOf(disk.attached).flatMap(({ it }) => [...this.findingsOf(it)]);
    return [...new Set([...this.findingsOf(disk), ...attached])];
  }
}

function isLevel({ data }: TreeNode): boolean {
  return data.kind === 'key' || data.kind === 'diskEncryptionSet';
}
