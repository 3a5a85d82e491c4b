/** A disk or snapshot that is a resource of its own. */
import { displayText } from '../../inventory/display-text.js';
import { atRestOfDisk, coverageOfHost, coverageOfMachineDisk } from '../../inventory/coverage.js';
import type { Disk, DiskEncryptionSet, Inventory, Links, Machine } from '../../inventory/model.js';
import { usersOf } from '../../inventory/nodes.js';
import { isAbsent } from '../../evaluation/value.js';
import { tellAtRest, tellCache, tellCovered } from './answers.js';
import { code, counted, listed, sentence } from './markdown.js';
import { LAYERS, setNames, withKeys } from './machine.js';
import type { Explanation } from './node.js';

export function explainDisk(disk: Disk, inventory: Inventory): Explanation {
  const kind = disk.kind === 'disk' ? 'managed disk' : 'snapshot';
  if (disk.external) return { kind, summary: 'not in the template', head: LAYERS, rows: [], pages: ['serverSide'] };
  const sets = [...setsOf(disk.encryptionSets), ...setsOf(disk.secureEncryptionSets)];
  const keys = sets.flatMap((set) => set.keys.flatMap(({ value }) => (value.kind === 'to' ? [value.node] : [])));
  const { what, why } = tellAtRest(atRestOfDisk(disk));
  const rows = [
    ['At rest', withKeys(what, { keys: [...new Set(keys)], sets }), sets.length === 1 ? `Set ${setNames(sets)}` : why],
  ];
  if (!isAbsent(disk.adeEnabled)) rows.push(['In the guest', 'Azure Disk Encryption settings', '']);
  for (const machine of usersOf(inventory, disk).slice(0, 3)) {
    if (isMachine(machine)) rows.push(...rowsOfMachine(machine, disk));
  }
  if (disk.kind === 'disk' && rows.length === 1) {
    rows.push(['Host cache, host to storage', 'Not known', 'No machine in the template attaches the disk']);
  }
  return {
    kind,
    ...(isAbsent(disk.sku) ? {} : { summary: code(displayText(disk.sku)) }),
    head: LAYERS,
    rows,
    pages: ['serverSide'],
  };
}

function rowsOfMachine(machine: Machine, disk: Disk): string[][] {
  const inline = machine.disks.find(({ attached }) =>
    attached.some(({ value }) => value.kind === 'to' && value.node === disk),
  );
  if (inline === undefined) return [];
  const on = `on ${code(machine.name)}`;
  const cache = tellCache(coverageOfMachineDisk(inline).cache);
  const flow = tellCovered(coverageOfHost(machine).flow);
  return [
    [`Host cache ${on}`, cache.what, cache.why],
    [`Host to storage ${on}`, flow.what, flow.why],
  ];
}

function isMachine(node: { readonly kind: string }): node is Machine {
  return node.kind === 'virtualMachine' || node.kind === 'scaleSet' || node.kind === 'agentPool';
}

function setsOf(links: Links<DiskEncryptionSet>): DiskEncryptionSet[] {
  return links.flatMap(({ value }) => (value.kind === 'to' ? [value.node] : []));
}

const KINDS: Readonly<Record<string, readonly [string, string]>> = {
  disk: ['disk', 'disks'],
  snapshot: ['snapshot', 'snapshots'],
  image: ['image', 'images'],
  virtualMachine: ['machine', 'machines'],
  scaleSet: ['scale set', 'scale sets'],
  agentPool: ['node pool', 'node pools'],
  diskEncryptionSet: ['disk encryption set', 'disk encryption sets'],
  key: ['key', 'keys'],
};

/** `2 disks and 1 machine`; empty where there are none. */
export function countedByKind(nodes: readonly { readonly kind: string }[]): string {
  const counts = new Map<string, number>();
  for (const { kind } of nodes) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return listed([...counts].map(([kind, count]) => counted(count, ...(KINDS[kind] ?? ['resource', 'resources']))));
}

/** The same with the names of the first few. */
export function namedByKind(nodes: readonly { readonly kind: string; readonly name: string }[]): string {
  const names = [...new Set(nodes.map(({ name }) => name))];
  if (names.length === 0) return 'Nothing in the template';
  const shown = names.slice(0, 3).map(code);
  const text = `${countedByKind(nodes)}: ${shown.join(', ')}${names.length > 3 ? ', …' : ''}`;
  return sentence(text);
}
