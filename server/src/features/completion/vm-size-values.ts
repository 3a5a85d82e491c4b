/** Sizes that support encryption at host. */
import { textOf } from '../../evaluation/value.js';
import { regionDisplayName } from '../../facts/regions.js';
import { isListedInRegion } from '../../facts/vm-size-regions.js';
import { allVmSizes, hasLocalDisk } from '../../facts/vm-sizes.js';
import type { VmSize } from '../../facts/vm-sizes.js';
import type { Surroundings } from './resources-at-hand.js';
import type { OfferedValue } from './value-completion.js';

/** For a machine that does not refuse encryption at host; for a confidential machine those with its hardware. */
export function vmSizes(around: Surroundings): OfferedValue[] {
  const { resource } = around;
  const profile = resource === undefined ? undefined : securityProfileOf(resource.type);
  const read = (name: string): unknown => {
    if (resource === undefined || profile === undefined) return undefined;
    const value = around.valueAt(resource, ...profile, name);
    return value.kind === 'literal' ? value.value : undefined;
  };
  if (read('encryptionAtHost') === false) return [];
  const securityType = read('securityType');
  const isConfidential = typeof securityType === 'string' && securityType.toLowerCase() === 'confidentialvm';
  return offeredSizes(isConfidential, regionOf(around));
}

/** The sizes; those that the region is known not to have come last. */
export function offeredSizes(isConfidential: boolean, region: string | undefined): OfferedValue[] {
  return sizesWithEncryptionAtHost().flatMap(({ size, offered }) => {
    if ((size.confidential === 'SNP' || size.confidential === 'TDX') !== isConfidential) return [];
    const isElsewhere = region !== undefined && isListedInRegion(size.name, region) === false;
    return isElsewhere
      ? { ...offered, isLast: true, description: `not in ${regionDisplayName(region)}` }
      : { ...offered };
  });
}

let offered: readonly { readonly size: VmSize; readonly offered: OfferedValue }[] | undefined;

/** Sizes that one can still get, the newest first, the small before the big ones. */
function sizesWithEncryptionAtHost(): NonNullable<typeof offered> {
  return (offered ??= allVmSizes()
    .filter((size) => size.encryptionAtHost === true && size.regions > 0 && size.retirement === undefined)
    .sort((a, b) => b.version - a.version || (a.vCPUs ?? 0) - (b.vCPUs ?? 0) || (a.name < b.name ? -1 : 1))
    .map((size) => ({
      size,
      offered: {
        value: { text: size.name },
        label: size.name,
        description: 'encryption at host',
        detail: detailOf(size),
        kind: 'value',
      },
    })));
}

function detailOf(size: VmSize): string {
  const { vCPUs, memoryGB, tempDisk } = size;
  const parts = [
    ...(vCPUs === undefined ? [] : [`${String(vCPUs)} vCPU${vCPUs === 1 ? '' : 's'}`]),
    ...(memoryGB === undefined ? [] : [`${String(memoryGB)} GB`]),
  ];
  const local = hasLocalDisk(size);
  if (tempDisk !== undefined && tempDisk > 0) parts.push(`temp disk ${String(Math.round(tempDisk / 1024))} GB`);
  else if (local !== undefined) parts.push(local ? 'local disk' : 'no temp disk');
  if (size.confidential !== undefined) parts.push(`confidential (${size.confidential})`);
  if (size.architecture === 'Arm64') parts.push('Arm64');
  return parts.join(', ');
}

/** The object that holds `encryptionAtHost` and `securityType` of a machine; undefined: the type has none. */
export function securityProfileOf(type: string): readonly string[] | undefined {
  switch (type.toLowerCase()) {
    case 'microsoft.compute/virtualmachines':
      return ['properties', 'securityProfile'];
    case 'microsoft.compute/virtualmachinescalesets':
      return ['properties', 'virtualMachineProfile', 'securityProfile'];
    default:
      return undefined;
  }
}

/** The region of the resource, or the one that the template's parameter `location` has. */
function regionOf(around: Surroundings): string | undefined {
  const own = around.resource === undefined ? undefined : textOf(around.valueAt(around.resource, 'location'));
  const parameter = around.evaluated.parameter('location');
  return own ?? (parameter === undefined ? undefined : textOf(parameter));
}
