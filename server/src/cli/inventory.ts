/** `inventory`: the key hierarchy of templates, and how each disk is encrypted. */
import { openTemplate, templateOfParameters } from '../analysis.js';
import { buildInventory } from '../inventory/build.js';
import { exportInventory, nodeId } from '../inventory/export.js';
import type { ExportedInventory } from '../inventory/export.js';
import { writeMermaid } from '../inventory/mermaid.js';
import type { Inventory } from '../inventory/model.js';
import { isFolder } from './checked-files.js';
import type { ExitStatus } from './exit-status.js';
import { exitStatus } from './exit-status.js';
import { oneOf, readOptions } from './options.js';
import { Lines } from './positions.js';
import type { Range } from './positions.js';
import { statusText } from './report.js';
import type { FileStatus } from './report.js';
import { openSources, readableParameters } from './sources.js';
import type { Sources } from './sources.js';
import type { Terminal } from './terminal.js';
import { UsageError } from './usage-error.js';
import { writeInventoryText } from './writers/inventory-text.js';
import { writeJson } from './writers/json.js';

export interface InventoriedFile extends ExportedInventory {
  readonly path: string;
  readonly status: FileStatus;
  readonly reason?: string;
}

interface Answer {
  readonly file: InventoriedFile;
  /** Where the nodes are declared, or where external ones are first named, by their ids. */
  readonly places: ReadonlyMap<string, Place>;
  /** Modules whose content is not at hand. */
  readonly notes: readonly string[];
}

interface Place {
  readonly path: string;
  readonly range: Range;
}

export function inventory(args: readonly string[], terminal: Terminal): ExitStatus {
  const { values, positionals } = readOptions(args, {
    format: { type: 'string' },
    parameters: { type: 'string' },
    positions: { type: 'boolean' },
  });
  const format = oneOf('format', values.format, ['text', 'json', 'mermaid']);
  const withPositions = values.positions === true;
  if (withPositions && format !== 'json') throw new UsageError('--positions needs --format json');
  if (positionals.length === 0) throw new UsageError('inventory needs a file');
  const sources = openSources(terminal.workingDirectory);
  const parameters = readableParameters(sources, values.parameters);
  const paths = [...new Set(positionals.map(sources.absolute))];
  for (const path of paths) {
    if (isFolder(path)) throw new UsageError(`'${sources.shown(path)}' is a folder, and inventory takes files`);
  }

  const answers = paths.map((path) => inventoryOf(sources, path, parameters));
  const files = answers.map((answer) => answer.file);
  const write = {
    text: () => writeInventoryText(files),
    json: () => writeJson({ schemaVersion: 1, files: withPositions ? answers.map(positioned) : files }),
    mermaid: () => writeMermaid(files),
  }[format];
  terminal.answer(write());
  for (const note of new Set(answers.flatMap((answer) => answer.notes))) terminal.say(note);
  const incomplete = files.filter((file) => file.status !== 'analysed');
  for (const { path, status, reason = '' } of incomplete) terminal.say(`${path}: ${statusText[status]}: ${reason}`);
  return incomplete.length > 0 ? exitStatus.incomplete : exitStatus.clean;
}

function inventoryOf(sources: Sources, path: string, parameters: string | undefined): Answer {
  const { disk, project, shown } = sources;
  const read = disk.read(path);
  if (read.kind === 'missing') return without(shown(path), 'failed', 'there is no such file');
  if (read.kind === 'unreadable') return without(shown(path), 'failed', read.reason);
  const file = project.file(path);
  if (file === undefined || file.kind === 'other') return without(shown(path), 'notATemplate', file?.reason ?? '');
  if (file.kind === 'parameters') return without(shown(path), 'notATemplate', 'it is a parameter file');
  const template = file.kind === 'bicepparam' ? templateOfParameters(project, file) : file;
  if (template === undefined) return without(shown(path), 'failed', 'the template that it is for cannot be read');
  // A parameter file stands for its template with its values.
  const deployment = openTemplate(project, template, file === template ? parameters : path, undefined);
  const inventory = buildInventory(deployment);
  const exported = exportInventory(inventory);
  const reason = file.incomplete ?? deployment.budget.exceeded ?? incompleteReach(sources, path);
  const status = reason === undefined ? { status: 'analysed' as const } : { status: 'partial' as const, reason };
  return {
    file: { path: shown(path), ...status, ...exported },
    places: placesIn(sources, inventory),
    notes: inventory.gaps.map((gap) => `${shown(gap.origin.file)}: not known: ${gap.message}`),
  };
}

function without(path: string, status: FileStatus, reason: string): Answer {
  return { file: { path, status, reason, nodes: [], edges: [], machines: [] }, places: new Map(), notes: [] };
}

/** The inventory is as incomplete as the files that its template is made of. */
export function incompleteReach({ project, disk, shown }: Sources, path: string): string | undefined {
  if (disk.isDamaged(path)) return 'the file is not valid in its encoding';
  const seen = new Set([path]);
  for (const from of seen) {
    for (const to of project.references.get(from) ?? []) seen.add(to);
  }
  for (const one of seen) {
    const read = disk.read(one);
    if (read.kind === 'unreadable') return `${shown(one)} cannot be read: ${read.reason}`;
    const reason = read.kind === 'text' ? project.file(one)?.incomplete : undefined;
    if (reason !== undefined) return `${shown(one)}: ${reason}`;
  }
  return undefined;
}

function placesIn({ disk, shown }: Sources, inventory: Inventory): Map<string, Place> {
  const { vaults, keys, diskEncryptionSets, disks, snapshots, images, storageAccounts, machines } = inventory;
  const places = new Map<string, Place>();
  const lines = new Map<string, Lines>();
  for (const node of [vaults, keys, diskEncryptionSets, disks, snapshots, images, storageAccounts, machines].flat()) {
    const id = nodeId(node);
    const { file } = node.origin;
    if (places.has(id) || file === '') continue;
    const linesOfFile = lines.get(file) ?? new Lines(disk.text(file) ?? '');
    lines.set(file, linesOfFile);
    places.set(id, { path: shown(file), range: linesOfFile.range(node.origin) });
  }
  return places;
}

function positioned({ file, places }: Answer): object {
  return { ...file, nodes: file.nodes.map((node) => ({ ...node, ...places.get(node.id) })) };
}
