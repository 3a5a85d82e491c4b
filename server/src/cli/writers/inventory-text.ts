/** An inventory for people: the key hierarchy as a tree, and a table of each machine's disks. */
import type { ExportedDisk, ExportedMachine, ExportedNode } from '../../inventory/export.js';
import type { InventoriedFile } from '../inventory.js';
import { statusText } from '../report.js';
import { printable } from '../terminal.js';
import { columnsOf } from './columns.js';

export function writeInventoryText(files: readonly InventoriedFile[]): string {
  return files.map(fileText).join('\n');
}

function fileText(file: InventoriedFile): string {
  const lines = [
    printable(file.path) + (file.reason === undefined ? '' : ` (${statusText[file.status]}: ${file.reason})`),
  ];
  lines.push(...hierarchy(file));
  for (const machine of file.machines) lines.push('', ...machineTable(machine, file));
  return lines.map((line) => `${line.trimEnd()}\n`).join('');
}

const KINDS: Readonly<Record<string, string>> = {
  vault: 'key vault',
  managedHsm: 'managed HSM',
  key: 'key',
  diskEncryptionSet: 'disk encryption set',
  disk: 'disk',
  snapshot: 'snapshot',
  image: 'image',
  storageAccount: 'storage account',
  virtualMachine: 'virtual machine',
  scaleSet: 'scale set',
  agentPool: 'node pool',
};

const DOWNWARDS = new Set(['holds', 'wraps', 'encrypts', 'attaches']);
const HOLDERS = new Set(['vault', 'managedHsm', 'key', 'diskEncryptionSet']);

/** Vault, key, disk encryption set, what it encrypts, and where that is attached; then what stands under no key. */
function hierarchy({ nodes, edges, status }: InventoriedFile): string[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const below = new Map<string, ExportedNode[]>();
  const isBelow = new Set<string>();
  for (const { from, to, kind } of edges) {
    const node = byId.get(to);
    if (node === undefined || !byId.has(from) || !DOWNWARDS.has(kind)) continue;
    below.set(from, [...(below.get(from) ?? []), node]);
    isBelow.add(to);
  }
  const lines: string[] = [];
  const write = (node: ExportedNode, depth: number, around: ReadonlySet<string>): void => {
    lines.push(`${'  '.repeat(depth)}${nodeText(node)}`);
    // No template can hang its own vault under a key, but the tree must end whatever the edges say.
    if (around.has(node.id)) return;
    for (const one of below.get(node.id) ?? []) write(one, depth + 1, new Set([...around, node.id]));
  };
  const tops = nodes.filter((node) => !isBelow.has(node.id));
  for (const node of tops.filter((node) => HOLDERS.has(node.kind))) write(node, 1, new Set());
  const others = tops.filter((node) => !HOLDERS.has(node.kind));
  if (others.length > 0) lines.push('  without a key of the template');
  for (const node of others) write(node, 2, new Set());
  if (nodes.length === 0 && (status === 'analysed' || status === 'partial'))
    lines.push('  nothing of the key hierarchy');
  return lines;
}

function nodeText({ kind, name, external, atRest }: ExportedNode): string {
  const details = [typeof atRest === 'string' ? words(atRest) : '', external ? 'not in the template' : ''];
  const shown = details.filter((one) => one !== '').join(', ');
  return `${KINDS[kind] ?? kind} ${printable(name)}${shown === '' ? '' : ` (${shown})`}`;
}

const COLUMNS: readonly (readonly [title: string, text: (disk: ExportedDisk) => string])[] = [
  ['disk', (disk) => disk.role],
  ['at rest', (disk) => words(disk.atRest)],
  ['cache', (disk) => words(disk.cache)],
  ['temp disk', (disk) => words(disk.temp)],
  ['to storage', (disk) => words(disk.flow)],
  ['guest', (disk) => words(disk.guest)],
  ['in use', (disk) => words(disk.inUse)],
  ['key', (disk) => printable(disk.key ?? '')],
];

function machineTable({ id, disks }: ExportedMachine, { nodes }: InventoriedFile): string[] {
  const node = nodes.find((one) => one.id === id);
  const title = `  ${node === undefined ? printable(id) : nodeText(node)}`;
  if (disks.length === 0) return [title, '    no disks in the template'];
  const rows = [COLUMNS.map(([name]) => name), ...disks.map((disk) => COLUMNS.map(([, text]) => text(disk)))];
  const widths = COLUMNS.map((_, column) => Math.max(...rows.map((row) => columnsOf(row[column] ?? ''))));
  return [
    title,
    ...rows.map((row) => `    ${row.map((text, column) => padded(text, widths[column] ?? 0)).join('  ')}`),
  ];
}

function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - columnsOf(text)));
}

/** `platformAndCustomerKeys` as `platform and customer keys`. */
function words(text: string): string {
  return text.replaceAll(' | ', ' or ').replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
