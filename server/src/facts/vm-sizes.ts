import { vmSizeGroups } from './vm-sizes.data.js';

/** The parts of a size's name, as Azure composes it: `Standard_E8-4ads_v5`. */
export type VmSizeName = {
  /** The letters of the series: `D`, `DS`, `E`, `DC`, `NC`, ... */
  readonly series: string;
  /** The letters after the number, in lower case: `s` premium storage, `d` local disk, `a` AMD, `p` Arm, ... */
  readonly features: string;
  /** 5 for `..._v5`, 1 for a name without a version. */
  readonly version: number;
  /** The size offers fewer vCPUs than its parent (`E8-4ds_v5`). */
  readonly constrained: boolean;
};

/** What is known about a VM size. `undefined` means that there is no evidence, never that the answer is no. */
export type VmSize = VmSizeName & {
  /** In Azure's own spelling. */
  readonly name: string;
  /** The quota family, as the API names it. */
  readonly family: string | undefined;
  /** Whether Azure accepts encryption at host on it. */
  readonly encryptionAtHost: boolean | undefined;
  /** The vCPUs of the hardware; a constrained size offers fewer. */
  readonly vCPUs: number | undefined;
  readonly memoryGB: number | undefined;
  /** Size of the SCSI temp disk in MiB, 0 for none. Sizes with a local NVMe disk are mostly `undefined`: see `hasLocalDisk`. */
  readonly tempDisk: number | undefined;
  readonly premiumIO: boolean | undefined;
  /** True means "in some region". */
  readonly ultraSSD: boolean | undefined;
  /** Whether it can hold an ephemeral OS disk. */
  readonly ephemeral: boolean | undefined;
  readonly architecture: 'x64' | 'Arm64' | undefined;
  /** The confidential technology of its hardware. `undefined` for an ordinary size. */
  readonly confidential: 'SNP' | 'TDX' | 'SGX' | undefined;
  /** VM generations it boots; empty if unknown. */
  readonly generations: readonly ('V1' | 'V2')[];
  /** The announced or past day of its retirement, `YYYY-MM-DD`. */
  readonly retirement: string | undefined;
  /** Of 45 public regions, how many listed it on 2026-08-01. */
  readonly regions: number;
  /** The day of the newest evidence about encryption at host, `YYYY-MM-DD`. */
  readonly asOf: string | undefined;
};

/** The lines of the data by their pattern in lower case; a group is read when one of its sizes is first asked for. */
let linesByPattern: ReadonlyMap<string, readonly string[]> | undefined;
const readGroups = new Map<string, readonly VmSize[]>();

/** The size of that full name (`Standard_D2s_v5`, any letter case), or `undefined` for one that is not in the table. */
export function findVmSize(name: string): VmSize | undefined {
  const wanted = name.toLowerCase();
  const pattern = wanted.replace(/^([a-z]+_[a-z]+)\d+(?:-\d+)?/, '$1#');
  return sizesOfPattern(pattern).find((size) => size.name.toLowerCase() === wanted);
}

/** All sizes of the table. */
export function allVmSizes(): VmSize[] {
  return [...patterns().keys()].flatMap(sizesOfPattern);
}

/** Takes the name of a size apart, also of one that is not in the table. `undefined` for a text that is no such name. */
export function parseVmSizeName(name: string): VmSizeName | undefined {
  const [, stem = '', version] = /^(.*?)(?:_v(\d{1,2}))?(?:_promo)?$/.exec(name.toLowerCase()) ?? [];
  const parts = /^(?:standard|basic)_([a-z]+)\d{1,4}(-\d{1,4})?([a-z]*)(?:_\w+)?$/.exec(stem);
  if (parts === null) return undefined;
  const [, series = '', constrained, features = ''] = parts;
  return {
    series: series.toUpperCase(),
    features,
    version: version === undefined ? 1 : Number(version),
    constrained: constrained !== undefined,
  };
}

/**
 * Whether the host encrypts the local temp disk and the ephemeral OS disk by hardware, even without encryption at host:
 * v5 and later (EAH-17, 2026-04-02).
 */
export function encryptsTemporaryDiskInHardware(size: Pick<VmSizeName, 'version'>): boolean {
  return size.version >= 5;
}

/** Whether the size comes with a local disk (SCSI or NVMe), or `undefined` where neither the data nor the name tells. */
export function hasLocalDisk(size: VmSize): boolean | undefined {
  if (size.tempDisk !== undefined) return size.tempDisk > 0;
  // A promotional size is its ordinary size at another price.
  const ordinary = size.name.endsWith('_Promo') ? findVmSize(size.name.slice(0, -'_Promo'.length)) : undefined;
  if (ordinary !== undefined) return hasLocalDisk(ordinary);
  // From v4 on the letter d says so; storage, accelerated and older series have local disks without it.
  return size.version >= 4 && /^(?:[DEF]|DC|EC)$/.test(size.series) ? size.features.includes('d') : undefined;
}

function patterns(): ReadonlyMap<string, readonly string[]> {
  if (linesByPattern === undefined) {
    const lines = new Map<string, string[]>();
    for (const line of vmSizeGroups.split('\n')) {
      const pattern = (line.split(';', 2)[1] ?? '').toLowerCase();
      const group = lines.get(pattern);
      if (group === undefined) lines.set(pattern, [line]);
      else group.push(line);
    }
    linesByPattern = lines;
  }
  return linesByPattern;
}

function sizesOfPattern(pattern: string): readonly VmSize[] {
  const lines = patterns().get(pattern);
  // Only what the table holds is kept: a name from a template may be anything.
  if (lines === undefined) return [];
  let sizes = readGroups.get(pattern);
  if (sizes === undefined) {
    sizes = lines.flatMap(readGroup);
    readGroups.set(pattern, sizes);
  }
  return sizes;
}

/**
 * A line is `family;name;flags;generations;retirement;asOf;memory per vCPU;temp disk per vCPU;regions;sizes`, the name with `#` for
 * the number. A size is `number/vCPUs/memory/temp disk/regions`: what is missing at the end, or empty, follows from the group (the
 * number itself, the ratios, the regions), `~` is unknown. Flags: encryption at host, premium, ultra, ephemeral, architecture,
 * confidential.
 */
function readGroup(line: string): VmSize[] {
  const [family, pattern = '', flags = '', generations, retirement, asOf, memoryEach, tempEach, regions, sizes = ''] =
    line.split(';');
  const parts = parseVmSizeName(pattern.replace('#', '1'));
  if (parts === undefined) return [];
  const encryptionAtHost = yesNo(flags[0]);
  const premiumIO = yesNo(flags[1]);
  const ultraSSD = yesNo(flags[2]);
  const ephemeral = yesNo(flags[3]);
  const architecture = flags[4] === 'x' ? 'x64' : flags[4] === 'a' ? 'Arm64' : undefined;
  const confidential = flags[5] === 's' ? 'SNP' : flags[5] === 't' ? 'TDX' : flags[5] === 'g' ? 'SGX' : undefined;
  const bootable = (['V1', 'V2'] as const).filter((generation) => generations?.includes(generation.charAt(1)));
  return sizes.split(' ').map((entry) => {
    const [count = '', vCPUsField, memoryField, tempField, regionsField] = entry.split('/');
    const vCPUs = readNumber(vCPUsField, Number.parseInt(count, 10));
    return {
      name: pattern.replace('#', count),
      family: family === '' ? undefined : family,
      series: parts.series,
      features: parts.features,
      version: parts.version,
      constrained: count.includes('-'),
      encryptionAtHost,
      vCPUs,
      memoryGB: readNumber(memoryField, times(memoryEach, vCPUs)),
      tempDisk: readNumber(tempField, times(tempEach, vCPUs)),
      premiumIO,
      ultraSSD,
      ephemeral,
      architecture,
      confidential,
      generations: bootable,
      retirement: retirement === '' ? undefined : retirement,
      regions: readNumber(regionsField, Number(regions)) ?? 0,
      asOf: asOf === '' ? undefined : asOf,
    };
  });
}

function yesNo(flag: string | undefined): boolean | undefined {
  return flag === 'y' ? true : flag === 'n' ? false : undefined;
}

function readNumber(field: string | undefined, otherwise: number | undefined): number | undefined {
  if (field === undefined || field === '') return otherwise;
  return field === '~' ? undefined : Number(field);
}

function times(each: string | undefined, vCPUs: number | undefined): number | undefined {
  return each === undefined || each === '' || vCPUs === undefined ? undefined : Number(each) * vCPUs;
}
