/** What can be encrypted in a file: machines and disks as they are declared, one for all iterations of a loop. */
import { casesOf } from '../evaluation/cases.js';
import type { Deployment } from '../evaluation/deployment.js';
import { isAbsent } from '../evaluation/value.js';
import { atRestOfDisk, coverageOfMachineDisk, coverageOfPool } from '../inventory/coverage.js';
import { nodeId } from '../inventory/export.js';
import type { Disk, Inventory, Machine } from '../inventory/model.js';
import type { EncryptTarget } from '../protocol.js';

/** An inventory and the deployment that it is of. */
export interface Seen {
  readonly root: Deployment;
  readonly inventory: Inventory;
}

export interface Target {
  readonly id: string;
  /** One for each iteration of a loop, and each way in which the template is deployed. */
  readonly nodes: readonly [Machine | Disk, ...(Machine | Disk)[]];
  readonly seen: Seen;
  /** The file that declares it. */
  readonly file: string;
  readonly start: number;
}

/** All targets, those of `file` first. */
export function targetsOf(analyses: readonly Seen[], file: string): Target[] {
  const byPlace = new Map<string, { nodes: (Machine | Disk)[]; seen: Seen; file: string; start: number }>();
  for (const seen of analyses) {
    const { machines, disks, snapshots } = seen.inventory;
    for (const node of [...machines, ...disks, ...snapshots]) {
      const { resource, external } = node;
      if (resource === undefined || external) continue;
      const { file: of } = resource.deployment.template;
      const start = isMachine(node) && isPoolOfCluster(node) ? node.body.origin.start : resource.declaration.span.start;
      const key = `${of} ${String(start)}`;
      const known = byPlace.get(key);
      if (known === undefined) byPlace.set(key, { nodes: [node], seen, file: of, start });
      else if (!known.nodes.some((one) => one.key === node.key)) known.nodes.push(node);
    }
  }
  const taken = new Set<string>();
  const targets = [...byPlace.values()].flatMap(({ nodes, ...rest }): Target[] => {
    const [first, ...others] = nodes;
    if (first === undefined) return [];
    let id = nodeId(first);
    while (taken.has(id)) id += '#';
    taken.add(id);
    return [{ id, nodes: [first, ...others], ...rest }];
  });
  const isHere = (target: Target): boolean => target.file === file;
  return [...targets.filter(isHere), ...targets.filter((target) => !isHere(target))];
}

export function isMachine(node: Machine | Disk): node is Machine {
  return node.kind !== 'disk' && node.kind !== 'snapshot';
}

/** A pool in the list of its cluster, which is no resource of its own. */
export function isPoolOfCluster(node: Machine | Disk): boolean {
  return node.kind === 'agentPool' && node.profilePath.length === 0;
}

/** How a target is encrypted as the template stands. */
export function presentOf(node: Machine | Disk): EncryptTarget['now'] {
  if (!isMachine(node)) return { atRest: atRestOfDisk(node).oneOf, host: 'none' };
  const atRest =
    node.kind === 'agentPool'
      ? coverageOfPool(node).atRest.oneOf
      : node.disks.flatMap((disk) => coverageOfMachineDisk(disk).atRest.oneOf);
  const host = new Set(
    casesOf(node.encryptionAtHost).map(({ value }) =>
      isAbsent(value) ? 'off' : value.kind === 'literal' ? (value.value === true ? 'on' : 'off') : 'unknown',
    ),
  );
  const [only = 'unknown'] = host;
  return { atRest: [...new Set(atRest)], host: host.size === 1 ? only : 'unknown' };
}
