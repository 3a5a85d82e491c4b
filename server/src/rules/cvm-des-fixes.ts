/** What can be changed where a disk encryption set and confidential encryption do not fit. */
import { WrittenAt } from '../edits/change.js';
import type { Change, Fix } from '../edits/change.js';
import { readPath } from '../evaluation/access.js';
import { casesOf } from '../evaluation/cases.js';
import { isAbsent, isText, textOf, usePlaceOf } from '../evaluation/value.js';
import type { Value } from '../evaluation/value.js';
import { DEFAULT_DISK_ENCRYPTION_SET_TYPE, DISK_ENCRYPTION_TYPES, matchValue } from '../facts/disk-encryption.js';
import type { Disk, DiskEncryptionSet, EncryptionSetType, MachineDisk } from '../inventory/model.js';
import { declared } from './declared.js';
import { isUsedIn } from './encryption-set-uses.js';
import type { SetUse } from './encryption-set-uses.js';
import { literalFix } from './literal-fix.js';

/** The OS disk of a confidential machine names its set in `securityProfile`. */
export function moveToConfidential({ disk }: SetUse): Fix[] {
  if (disk === undefined || !('machine' in disk) || disk.role !== 'os') return [];
  const { machine, securityEncryptionType: encryption } = disk;
  if (machine.resource === undefined) return [];
  const block = ordinaryBlock(disk);
  if (block === undefined || !isText(machine.securityType, 'ConfidentialVM')) return [];
  const resource = declared(machine.resource);
  const profile = [...disk.path, 'managedDisk', 'securityProfile'];
  const isWhole = isText(encryption, 'DiskWithVMGuestState');
  if (!isWhole && !isText(encryption, 'VMGuestStateOnly') && !isAbsent(encryption)) return [];
  const type: Change[] = isWhole
    ? []
    : [{ kind: 'set', resource, path: [...profile, 'securityEncryptionType'], value: 'DiskWithVMGuestState' }];
  return [
    {
      title: "Move the set to the disk's securityProfile",
      // Where the whole disk is encrypted there is no other place for it.
      preferred: isWhole,
      changes: [
        { kind: 'remove', at: block.origin },
        ...type,
        {
          kind: 'set',
          resource,
          path: [...profile, 'diskEncryptionSet', 'id'],
          value: new WrittenAt(usePlaceOf(disk.encryptionSetId)),
        },
      ],
    },
  ];
}

/** Another type for the set, unless one of the other uses wants the one it has. */
export function retypeSet(
  set: DiskEncryptionSet,
  wrong: Value,
  right: EncryptionSetType,
  others: Iterable<SetUse>,
): readonly Fix[] {
  if (isUsedIn(others, set)) return [];
  return literalFix({
    title: `Change the type of '${set.name}' to ${right}`,
    // The type of a set that exists cannot be changed (DES-03), and a confidential one needs another key (CVM-12).
    preferred: false,
    resource: set.resource,
    path: ['properties', 'encryptionType'],
    whole: set.encryptionType,
    wrong,
    right,
  });
}

/** What the disk says it wants, else the default of sets. */
export function ordinaryType({ disk }: SetUse): EncryptionSetType {
  const text = disk !== undefined && 'encryptionType' in disk ? textOf(disk.encryptionType) : undefined;
  const wanted = text === undefined ? undefined : matchValue(DISK_ENCRYPTION_TYPES, text);
  return wanted === undefined || wanted === 'EncryptionAtRestWithPlatformKey'
    ? DEFAULT_DISK_ENCRYPTION_SET_TYPE
    : wanted;
}

export function wholeDisk({ machine, path, securityEncryptionType }: MachineDisk, wrong: Value): readonly Fix[] {
  return literalFix({
    title: 'Encrypt the OS disk with the guest state (DiskWithVMGuestState)',
    preferred: false,
    resource: machine.resource,
    path: [...path, 'managedDisk', 'securityProfile', 'securityEncryptionType'],
    whole: securityEncryptionType,
    wrong,
    right: 'DiskWithVMGuestState',
  });
}

/** Leaves the set of `securityProfile` alone on the disk. */
export function keepConfidential(disk: MachineDisk): Fix[] {
  const block = ordinaryBlock(disk);
  if (block === undefined) return [];
  return [
    {
      title: 'Keep only the set in securityProfile',
      preferred: false,
      changes: [{ kind: 'remove', at: block.origin }],
    },
  ];
}

export function sayCustomerKey({ resource, securityType }: Disk, wrong: Value): readonly Fix[] {
  return literalFix({
    title: 'Change the security type to ConfidentialVM_DiskEncryptedWithCustomerKey',
    preferred: false,
    resource,
    path: ['properties', 'securityProfile', 'securityType'],
    whole: securityType,
    wrong,
    right: 'ConfidentialVM_DiskEncryptedWithCustomerKey',
  });
}

/** `managedDisk.diskEncryptionSet` where it is written as an object in its place. */
function ordinaryBlock({ managedDisk }: MachineDisk): Value | undefined {
  const block = readPath(managedDisk, ['diskEncryptionSet'], managedDisk.origin);
  return block.kind === 'object' && block.origin.trail === undefined && casesOf(managedDisk).length === 1
    ? block
    : undefined;
}
