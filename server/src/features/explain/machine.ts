/** A machine, layer by layer. */
import { casesOf } from '../../evaluation/cases.js';
import { displayText } from '../../inventory/display-text.js';
import {
  coverageOfEphemeral,
  coverageOfHost,
  coverageOfMachineDisk,
  coverageOfPool,
} from '../../inventory/coverage.js';
import type { Coverage, HostCoverage } from '../../inventory/coverage.js';
import type { DiskEncryptionSet, Image, Key, Machine, MachineDisk } from '../../inventory/model.js';
import { isAbsent, isText } from '../../evaluation/value.js';
import { tellAtRest, tellCache, tellCovered, tellGuest, tellInUse, tellTemporary } from './answers.js';
import type { Told } from './answers.js';
import { code, listed, plain, sentence } from './markdown.js';
import type { Explanation } from './node.js';

export const MACHINE_KINDS = {
  virtualMachine: 'virtual machine',
  scaleSet: 'scale set',
  agentPool: 'node pool',
} as const;

export const LAYERS = ['Layer', 'Encryption', 'Why'];

/** Machines of more disks have the others counted. */
const MOST_ROWS = 8;

export function explainMachine(machine: Machine): Explanation {
  const disks =
    machine.kind === 'agentPool'
      ? [{ name: '', coverage: coverageOfPool(machine), disk: undefined }]
      : machine.disks.map((disk) => ({ name: disk.name, coverage: coverageOfMachineDisk(disk), disk }));
  const atRest = merged(
    disks.map(({ name, coverage, disk }) => {
      if (disk !== undefined && isEphemeral(disk)) return { name, ...tellEphemeral(disk, coverage) };
      const { what, why } = tellAtRest(coverage.atRest);
      return { name, what: withKeys(what, coverage), why: whyOfDisk(why, coverage) };
    }),
    'At rest',
  );
  const cache = merged(
    disks.map(({ name, coverage }) => ({ name, ...tellCache(coverage.cache) })),
    'Host cache',
  );
  const isConfidential = coverageOfHost(machine).inUse.is === 'confidential';
  const pages = machine.kind === 'agentPool' ? (['aksHost', 'aksKeys'] as const) : (['overview', 'host'] as const);
  return {
    kind: MACHINE_KINDS[machine.kind],
    ...(isAbsent(machine.size) ? {} : { summary: code(displayText(machine.size)) }),
    head: LAYERS,
    rows: [...atRest, ...cache, ...hostRows(coverageOfHost(machine))],
    pages: isConfidential ? [...pages, 'confidential'] : pages,
  };
}

export function isEphemeral({ ephemeral }: MachineDisk): boolean {
  return isText(ephemeral, 'Local');
}

/** Storage never sees an ephemeral disk: what protects it is the host, with the key that the disk would have (EPH-02). */
function tellEphemeral(disk: MachineDisk, coverage: Coverage): Told {
  const answer = coverageOfEphemeral(disk);
  const { what, why } = tellCovered(answer);
  const key = answer.is === 'encrypted' ? `, ${tellAtRest(coverage.atRest).what.toLowerCase()}` : '';
  return {
    what: withKeys(`${what}${key}`, coverage),
    why: `The disk is ephemeral: it lies on the host, not in storage. ${why}`,
  };
}

function hostRows({ temp, flow, guest, inUse }: HostCoverage): string[][] {
  const row = (layer: string, { what, why }: Told): string[] => [layer, what, why];
  return [
    row('Temporary disk', tellTemporary(temp)),
    row('Host to storage', tellCovered(flow)),
    row('In the guest', tellGuest(guest)),
    row('In use', tellInUse(inUse)),
  ];
}

/** A row for all disks of which the same is said. */
function merged(disks: readonly (Told & { readonly name: string })[], layer: string): string[][] {
  const groups = new Map<string, { told: Told; names: string[] }>();
  for (const { name, what, why } of disks) {
    // The reason names its disk; a group has the names in its first column.
    const said = why.replace(new RegExp(`^'${escaped(plain(name))}' `), '');
    const key = `${what}\n${said}`;
    const group = groups.get(key) ?? { told: { what, why: sentence(said) }, names: [] };
    group.names.push(name);
    groups.set(key, group);
  }
  const all = [...groups.values()];
  const rows = all.slice(0, MOST_ROWS).map(({ told, names }) => {
    const of = all.length === 1 ? '' : `, ${shortened(names).map(plain).join(', ')}`;
    return [`${layer}${of}`, told.what, told.why];
  });
  if (all.length > MOST_ROWS) rows.push([layer, '…', `${String(all.length - MOST_ROWS)} more`]);
  return rows;
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

/** `data disks 1, 2` for disks without a name of their own; of many only the first. */
function shortened(names: readonly string[]): readonly string[] {
  const positions = names.flatMap((name) => /^data disk (\d+)$/.exec(name)?.[1] ?? []);
  const others = names.filter((name) => !/^data disk \d+$/.test(name));
  const shown = positions.length <= 4 ? positions : [...positions.slice(0, 3), '…'];
  const unnamed = positions.length < 2 ? positions.map((at) => `data disk ${at}`) : [`data disks ${shown.join(', ')}`];
  return [...(others.length <= 4 ? others : [...others.slice(0, 3), `${String(others.length - 3)} more`]), ...unnamed];
}

/** Why a disk has its key, shorter where the set is known. */
function whyOfDisk(why: string, { sets, atRest }: Pick<Coverage, 'sets' | 'atRest'>): string {
  if (atRest.cases.length !== 1 || atRest.is === 'unknown') return why;
  if (sets.length === 1) return `Set ${setNames(sets)}`;
  return atRest.is === 'platformKey' ? 'No disk encryption set' : why;
}

/** `Customer key` and which. */
export function withKeys(
  what: string,
  { keys, sets }: { keys: readonly Key[]; sets: readonly DiskEncryptionSet[] },
): string {
  if (sets.length === 0 || keys.length === 0) return what;
  return `${what} ${listed(
    keys.map(({ name }) => code(name)),
    'or',
  )}`;
}

export function setNames(sets: readonly DiskEncryptionSet[]): string {
  return listed(
    sets.map(({ name }) => code(name)),
    'or',
  );
}

export function explainImage(image: Image): Explanation {
  const rows = image.encryptionSets.map(({ of, links }) => {
    const sets = links.flatMap(({ value }) => (value.kind === 'to' ? [value.node] : []));
    return [`At rest, ${of}`, sets.length > 0 ? `Set ${setNames(sets)}` : 'Platform key', ''];
  });
  return { kind: 'image', head: LAYERS, rows, pages: ['serverSide'] };
}

/** Whether something about a machine's encryption is to be improved: no encryption at host, or a disk on a platform key. */
export function lacksEncryption(machine: Machine): boolean {
  const isOff = casesOf(machine.encryptionAtHost).every(
    ({ value }) => isAbsent(value) || (value.kind === 'literal' && value.value === false),
  );
  if (isOff) return true;
  if (machine.kind === 'agentPool') return coverageOfPool(machine).atRest.is === 'platformKey';
  return machine.disks.some((disk) => !isEphemeral(disk) && coverageOfMachineDisk(disk).atRest.is === 'platformKey');
}
