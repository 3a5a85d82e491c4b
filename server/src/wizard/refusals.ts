/** Which kinds of encryption a target cannot have, and why. */
import { casesOf } from '../evaluation/cases.js';
import { isAbsent, isLiteral, isText, textOf } from '../evaluation/value.js';
import type { Value } from '../evaluation/value.js';
import { findPropertyVersions, firstVersionOfValue, hasProperty, hasValue } from '../facts/api-versions.js';
import { isUltraOrPremiumV2 } from '../facts/disk-encryption.js';
import { findVmSize } from '../facts/vm-sizes.js';
import { sizesWithEncryptionAtHost } from '../facts/vm-size-alternatives.js';
import { encryptionTypesOf } from '../inventory/encryption-types.js';
import type { Disk, DiskEncryptionSet, Machine, MachineDisk } from '../inventory/model.js';
import { differentRegions, regionCases } from '../inventory/regions.js';
import type { EncryptionKind, Refusal, RefusalCode } from '../protocol.js';
import { isMachine, isPoolOfCluster } from './targets.js';
import type { Target } from './targets.js';
import type { DiskEncryptionSetType } from '../facts/disk-encryption.js';

export function refusal(code: RefusalCode, ...names: readonly string[]): Refusal {
  return { code, names };
}

/** Whether a kind turns on encryption at host. */
export function usesHost(kind: EncryptionKind): boolean {
  return kind === 'encryptionAtHost' || kind === 'customerKeyAndHost' || kind === 'doubleAndHost';
}

/** The type of set that a kind needs; undefined: none. */
export function setTypeOf(kind: EncryptionKind): DiskEncryptionSetType | undefined {
  switch (kind) {
    case 'customerKey':
    case 'customerKeyAndHost':
      return 'EncryptionAtRestWithCustomerKey';
    case 'double':
    case 'doubleAndHost':
      return 'EncryptionAtRestWithPlatformAndCustomerKeys';
    case 'confidential':
      return 'ConfidentialVmEncryptedWithCustomerKey';
    case 'encryptionAtHost':
    case 'platformKey':
      return undefined;
  }
}

/** Why a target cannot have a kind; undefined: it can. */
export function refusedKind(target: Target, kind: EncryptionKind): Refusal | undefined {
  for (const node of target.nodes) {
    const refused = isOuterNested(node) ? refusal('nestedTemplate') : refusedFor(target, node, kind);
    if (refused !== undefined) return refused;
  }
  return undefined;
}

function refusedFor(target: Target, node: Machine | Disk, kind: EncryptionKind): Refusal | undefined {
  const [set, host] = [setTypeOf(kind), usesHost(kind)];
  if (isMachine(node)) {
    return (
      (kind === 'platformKey' ? undefined : refusedByAde(target, node)) ??
      (host ? refusedHost(node) : undefined) ??
      (kind === 'encryptionAtHost' && isOn(node.encryptionAtHost) ? refusal('alreadySo', node.name) : undefined) ??
      (kind === 'confidential' ? refusedConfidential(node) : undefined) ??
      (kind === 'platformKey' ? refusedPlatform(node) : undefined) ??
      (set !== undefined && kind !== 'confidential' ? refusedSet(node, set) : undefined)
    );
  }
  if (host) return refusal('hostIsOfMachine', node.name);
  if (kind === 'platformKey') {
    const isPlatform =
      node.encryptionSets.every(({ value }) => value.kind === 'none') &&
      casesOf(node.encryptionType).every(
        ({ value }) => isAbsent(value) || isText(value, 'EncryptionAtRestWithPlatformKey'),
      );
    return isPlatform ? refusal('alreadySo', node.name) : undefined;
  }
  return (
    refusedByAde(target, node) ??
    (kind === 'confidential' ? refusedConfidentialDisk(node) : refusedDiskSet(node, set ?? ''))
  );
}

function refusedByAde({ seen }: Target, node: Machine | Disk): Refusal | undefined {
  const { adeUses } = seen.inventory;
  if (isMachine(node)) return node.adeUses.length > 0 ? refusal('ade', node.name) : undefined;
  const machines = seen.inventory.machines.filter((machine) =>
    machine.disks.some(({ attached }) => attached.some(({ value }) => value.kind === 'to' && value.node === node)),
  );
  const isUsed =
    casesOf(node.adeEnabled).some(({ value }) => isLiteral(value, true)) ||
    adeUses.some((use) => use.disk === node || machines.some((machine) => machine === use.machine));
  return isUsed ? refusal('ade', node.name) : undefined;
}

function isOn(value: Value): boolean {
  return casesOf(value).every((one) => isLiteral(one.value, true));
}

function refusedHost(machine: Machine): Refusal | undefined {
  for (const { value } of casesOf(machine.size)) {
    const size = findVmSize(textOf(value) ?? '');
    if (size?.encryptionAtHost !== false) continue;
    const [nearest] = sizesWithEncryptionAtHost(size, 1);
    return refusal('sizeWithoutHost', size.name, nearest?.name ?? '');
  }
  const { body, kind, profilePath } = machine;
  if (kind === 'agentPool') {
    const holder = isPoolOfCluster(machine)
      ? body
      : body.kind === 'object'
        ? body.entries.get(profilePath[0] ?? '')?.value
        : undefined;
    const type = holder?.kind === 'object' ? holder.entries.get('type')?.value : undefined;
    if (type !== undefined && isText(type, 'AvailabilitySet')) return refusal('availabilitySetPool', machine.name);
  }
  const path = isPoolOfCluster(machine)
    ? 'properties.agentPoolProfiles[].enableEncryptionAtHost'
    : machine.encryptionAtHostPath.join('.');
  return refusedVersion(machine, path);
}

/** The API version is too old for a property, or for a value of it. */
function refusedVersion(node: Machine | Disk, path: string, value?: string): Refusal | undefined {
  const type = node.resource?.type ?? '';
  const has =
    value === undefined ? hasProperty(type, path, node.apiVersion) : hasValue(type, path, value, node.apiVersion);
  if (has !== false) return undefined;
  const since =
    (value === undefined ? undefined : firstVersionOfValue(type, path, value)) ??
    findPropertyVersions(type, path)?.since;
  return refusal('apiVersion', node.apiVersion, path.split('.').at(-1) ?? path, since ?? '');
}

function refusedPlatform(machine: Machine): Refusal | undefined {
  if (machine.kind === 'agentPool') return refusal('poolPlatformKey', machine.name);
  const uses = machine.disks.some(
    (disk) =>
      disk.encryptionSets.some(({ value }) => value.kind !== 'none') ||
      disk.secureEncryptionSets.some(({ value }) => value.kind !== 'none') ||
      attachedHere(disk).some((one) => one.encryptionSets.some(({ value }) => value.kind !== 'none')),
  );
  return uses ? undefined : refusal('alreadySo', machine.name);
}

/** Disk resources of the templates that are attached. */
export function attachedHere(disk: MachineDisk): Disk[] {
  return disk.attached.flatMap(({ value }) => (value.kind === 'to' && !value.node.external ? [value.node] : []));
}

function refusedSet(machine: Machine, type: DiskEncryptionSetType): Refusal | undefined {
  if (casesOf(machine.securityType).some(({ value }) => isText(value, 'ConfidentialVM')))
    return refusal('confidentialMachine', machine.name);
  if (machine.kind === 'agentPool') {
    return isPoolOfCluster(machine) ? refusedVersion(machine, 'properties.diskEncryptionSetID') : undefined;
  }
  for (const disk of machine.disks) {
    if (isUnmanaged(disk)) return refusal('unmanagedDisk', disk.name);
    if (type === 'EncryptionAtRestWithPlatformAndCustomerKeys') {
      const refused =
        refusedDouble(disk.name, disk.storageType) ??
        attachedHere(disk)
          .map((one) => refusedDouble(one.name, one.sku))
          .find((one) => one !== undefined);
      if (refused !== undefined) return refused;
    }
  }
  return refusedVersion(
    machine,
    [...machine.profilePath, 'storageProfile.osDisk.managedDisk.diskEncryptionSet.id'].join('.'),
  );
}

function isUnmanaged({ body }: MachineDisk): boolean {
  return body.kind === 'object' && body.entries.has('vhd');
}

function refusedDouble(disk: string, sku: Value): Refusal | undefined {
  for (const { value } of casesOf(sku)) {
    const name = textOf(value);
    if (name !== undefined && isUltraOrPremiumV2(name)) return refusal('doubleUnsupportedDisk', disk, name);
  }
  return undefined;
}

function refusedDiskSet(disk: Disk, type: string): Refusal | undefined {
  if (casesOf(disk.securityType).some(({ value }) => /^confidentialvm/i.test(textOf(value) ?? '')))
    return refusal('confidentialDisk', disk.name);
  const isDouble = type === 'EncryptionAtRestWithPlatformAndCustomerKeys';
  return (
    (isDouble ? refusedDouble(disk.name, disk.sku) : undefined) ??
    refusedVersion(disk, 'properties.encryption.type', type)
  );
}

function refusedConfidential(machine: Machine): Refusal | undefined {
  if (machine.kind === 'agentPool') return refusal('confidentialPool', machine.name);
  if (machine.kind === 'scaleSet') return refusal('confidentialScaleSet', machine.name);
  for (const { value } of casesOf(machine.size)) {
    const size = findVmSize(textOf(value) ?? '');
    if (size !== undefined && size.confidential !== 'SNP' && size.confidential !== 'TDX')
      return refusal('sizeNotConfidential', size.name);
  }
  for (const disk of machine.disks) {
    if (isUnmanaged(disk)) return refusal('unmanagedDisk', disk.name);
    if (disk.role === 'os' && (isText(disk.createOption, 'Attach') || attachedHere(disk).length > 0))
      return refusal('attachedElsewhere', disk.name);
    const skus = [disk.storageType, ...attachedHere(disk).map(({ sku }) => sku)];
    if (skus.some((sku) => casesOf(sku).some(({ value }) => isText(value, 'UltraSSD_LRS'))))
      return refusal('confidentialUltraDisk', disk.name);
  }
  const profile = machine.profilePath.join('.');
  return (
    refusedVersion(machine, `${profile}.securityProfile.securityType`, 'ConfidentialVM') ??
    refusedVersion(machine, `${profile}.storageProfile.osDisk.managedDisk.securityProfile.securityEncryptionType`)
  );
}

function refusedConfidentialDisk(disk: Disk): Refusal | undefined {
  // Only disks made from an image or an import can be confidential (CVM-17).
  for (const { value } of casesOf(disk.createOption)) {
    const option = textOf(value);
    if (option !== undefined && !/^(?:FromImage|Import|ImportSecure)$/i.test(option))
      return refusal('confidentialCreateOption', disk.name, option);
  }
  if (disk.kind === 'snapshot') return refusal('confidentialCreateOption', disk.name, 'snapshot');
  if (casesOf(disk.sku).some(({ value }) => isText(value, 'UltraSSD_LRS')))
    return refusal('confidentialUltraDisk', disk.name);
  return refusedVersion(disk, 'properties.securityProfile.secureVMDiskEncryptionSetId');
}

/** Expressions of a nested template of outer scope see another template than its resources belong to. */
function isOuterNested(node: Machine | Disk): boolean {
  const source = node.resource?.deployment.parent?.module.declaration.source;
  return source?.kind === 'inline' && source.evaluation === 'outer';
}

/** Why a target cannot use a set of the templates; undefined: it can. */
export function refusedSetChoice(
  target: Target | undefined,
  set: DiskEncryptionSet,
  type: DiskEncryptionSetType,
  file: string,
): Refusal | undefined {
  const { resource } = set;
  if (resource?.deployment.template.file !== file)
    return refusal('setInOtherFile', resource?.deployment.template.file.split('/').at(-1) ?? set.name);
  const own = target?.nodes[0].resource;
  if (own !== undefined && own.deployment.template !== resource.deployment.template) return refusal('nestedTemplate');
  if (resource.declaration.loop !== undefined) return refusal('setInLoop', set.name);
  for (const { value } of encryptionTypesOf(set)) {
    if (!set.external && value.type !== undefined && value.type !== type)
      return refusal('setOfOtherType', set.name, value.type);
  }
  for (const node of target?.nodes ?? []) {
    if (set.external) continue;
    const [region] = differentRegions(regionCases(set.location, resource), regionCases(node.location, node.resource));
    if (region !== undefined) return refusal('setInOtherRegion', region.leftName, region.rightName);
  }
  return undefined;
}
