import type { VmSize } from './vm-sizes.js';
import { allVmSizes, hasLocalDisk } from './vm-sizes.js';

/**
 * The sizes nearest to `near` that support encryption at host, best first, at most `count`; empty if there is none near.
 *
 * What may replace it: a size that is listed today, keeps the architecture, the kind of machine (GPU, HPC, ...), the confidential
 * technology and the presence of a local disk (Azure resizes no VM from one with to one without, or back), boots the image the
 * old size booted, and has no announced retirement.
 *
 * Which comes first, for the example `Standard_D2_v3` (2 vCPUs, 8 GB, a temp disk, generation 1):
 * `Standard_D2ds_v5`, not `Standard_D2s_v3`, which has the same shape, the feature and an end (2029-11-15), and which new
 * subscriptions cannot deploy; not `Standard_D2s_v5`, which has no temp disk; not `Standard_D2ds_v6`, which is newer but boots
 * generation 2 only. v5 is listed in 44 of 45 regions, v6 in 42, v7 in 8 to 20 (2026-08-01).
 */
export function sizesWithEncryptionAtHost(near: VmSize, count: number): VmSize[] {
  const ranked: { size: VmSize; rank: readonly number[] }[] = [];
  for (const size of allVmSizes()) {
    if (canReplace(near, size)) ranked.push({ size, rank: rankOf(near, size) });
  }
  return ranked
    .sort((a, b) => compareRanks(a.rank, b.rank) || (a.size.name < b.size.name ? -1 : 1))
    .slice(0, Math.max(0, count))
    .map(({ size }) => size);
}

function canReplace(near: VmSize, size: VmSize): boolean {
  return (
    size.encryptionAtHost === true &&
    size.name !== near.name &&
    size.regions > 0 &&
    size.retirement === undefined &&
    size.version >= near.version &&
    size.architecture === (near.architecture ?? 'x64') &&
    size.confidential === near.confidential &&
    kindOf(size) === kindOf(near) &&
    sameOrUnknown(hasLocalDisk(near), hasLocalDisk(size)) &&
    (size.premiumIO === true || near.premiumIO !== true) &&
    (near.constrained || !size.constrained) &&
    // A size that boots only generation 1 had an image of generation 1.
    (near.generations.includes('V2') || !near.generations.includes('V1') || size.generations.includes('V1')) &&
    [...size.features].every((feature) => !COSTLY_FEATURES.includes(feature) || near.features.includes(feature)) &&
    distance(near, size) <= 3.5
  );
}

/** Block storage throughput, network, isolated host, high storage density, RDMA, tiny memory: bought on purpose, or not at all. */
const COSTLY_FEATURES = ['b', 'n', 'i', 'o', 'r', 't'];

/** Smaller is better, the first difference decides. */
function rankOf(near: VmSize, size: VmSize): readonly number[] {
  return [
    distance(near, size),
    // The premium twin is the same machine and takes every disk.
    size.premiumIO === true ? 0 : 1,
    // v5 and later encrypt the temp disk by hardware as well (EAH-17).
    size.version >= 5 ? 0 : 1,
    near.generations.includes('V1') && !size.generations.includes('V1') ? 1 : 0,
    // A new generation is the better one once it is nearly everywhere.
    size.regions >= 30 ? 0 : 1,
    -size.version,
    seriesOf(size) === seriesOf(near) ? 0 : 1,
    [...size.features].filter((feature) => !'sd'.includes(feature) && !near.features.includes(feature)).length,
    -size.regions,
  ];
}

function compareRanks(a: readonly number[], b: readonly number[]): number {
  for (const [index, value] of a.entries()) {
    const difference = value - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/**
 * How far the shapes are apart: doublings, in quarters. What is missing counts more than what is too much, memory most of all: a
 * workload that fitted must fit again.
 */
function distance(near: VmSize, size: VmSize): number {
  const vCPUs = doublings(near.vCPUs, size.vCPUs);
  const memory = doublings(near.memoryGB, size.memoryGB);
  return Math.round(4 * ((vCPUs < 0 ? -1.5 * vCPUs : vCPUs) + (memory < 0 ? -4 * memory : memory))) / 4;
}

function doublings(from: number | undefined, to: number | undefined): number {
  return from === undefined || to === undefined ? 0 : Math.log2(to / from);
}

function sameOrUnknown(a: boolean | undefined, b: boolean | undefined): boolean {
  return a === undefined || b === undefined || a === b;
}

/** Series that can stand in for each other. */
function kindOf(size: VmSize): string {
  switch (size.series) {
    case 'A':
    case 'D':
    case 'DS':
    case 'E':
    case 'F':
    case 'G':
    case 'GS':
      return 'general';
    case 'H':
    case 'HB':
    case 'HC':
    case 'HX':
      return 'hpc';
    default:
      return size.series;
  }
}

function seriesOf(size: VmSize): string {
  return size.series === 'DS' ? 'D' : size.series;
}
