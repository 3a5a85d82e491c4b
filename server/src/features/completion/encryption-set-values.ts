/** Ids of disk encryption sets, and the encryption types that go together with them. */
import { canonicalText } from '../../evaluation/canonical.js';
import { identityOf, ownName } from '../../evaluation/identity.js';
import { textOf } from '../../evaluation/value.js';
import type { Value } from '../../evaluation/value.js';
import {
  DEFAULT_DISK_ENCRYPTION_SET_TYPE,
  DISK_ENCRYPTION_SET_TYPES,
  DISK_ENCRYPTION_TYPES,
  matchValue,
} from '../../facts/disk-encryption.js';
import type { DiskEncryptionSetType } from '../../facts/disk-encryption.js';
import { displayText } from '../../inventory/display-text.js';
import type { ResourceDeclaration } from '../../template/model.js';
import { referencesElsewhere } from './references-elsewhere.js';
import type { Surroundings } from './resources-at-hand.js';
import type { OfferedValue } from './value-completion.js';

const SETS = 'Microsoft.Compute/diskEncryptionSets';
const ID_NAME = /encryptionset(?:resource)?id$|^des(?:resource)?id$/i;

/** What a type of encryption means, in a few words. */
export function encryptionTypeWords(type: string): string {
  const set = matchValue(DISK_ENCRYPTION_SET_TYPES, type);
  if (set !== undefined) return shortNames[set];
  return otherWords.get(type) ?? '';
}

const otherWords: ReadonlyMap<string, string> = new Map([
  ['EncryptionAtRestWithPlatformKey', 'platform key'],
  ['DiskWithVMGuestState', 'OS disk and guest state'],
  ['VMGuestStateOnly', 'guest state only'],
  ['NonPersistedTPM', 'no state that is kept'],
  ['ConfidentialVM_DiskEncryptedWithPlatformKey', 'confidential, platform key'],
  ['ConfidentialVM_DiskEncryptedWithCustomerKey', 'confidential, customer key'],
  ['ConfidentialVM_VMGuestStateOnlyEncryptedWithPlatformKey', 'confidential, guest state only'],
  ['ConfidentialVM_NonPersistedTPM', 'confidential, no state that is kept'],
  ['TrustedLaunch', 'guards the boot, encrypts nothing'],
]);

const shortNames: Readonly<Record<DiskEncryptionSetType, string>> = {
  EncryptionAtRestWithCustomerKey: 'customer key',
  EncryptionAtRestWithPlatformAndCustomerKeys: 'double encryption',
  ConfidentialVmEncryptedWithCustomerKey: 'confidential',
};

/** Sets that a disk can name. `confidential`: the place is for a set of confidential machines. */
export function encryptionSetIds(around: Surroundings, confidential: boolean): OfferedValue[] {
  const asked = askedType(around);
  const sets = around.ofType(SETS).flatMap((set): OfferedValue[] => {
    const code = around.reference(set, ['id']);
    if (code === undefined) return [];
    const type = typeOfSet(around, set);
    const fits =
      type === undefined ||
      ((type === 'ConfidentialVmEncryptedWithCustomerKey') === confidential && (asked === undefined || asked === type));
    const what = type === undefined ? (set.existing ? 'existing' : 'type not known') : shortNames[type];
    return [
      {
        value: { code },
        label: around.source.kind === 'bicep' ? code : nameOfResource(around, set),
        description: fits ? what : `${what}, does not fit here`,
        detail: 'Disk encryption set',
        kind: 'reference',
        isLast: !fits,
      },
    ];
  });
  return [...sets, ...referencesElsewhere(around, ID_NAME, /disk-?encryption-?set/i, 'Id of a disk encryption set')];
}

/** The type of a disk or snapshot, for the set that it names, or the sets that it can name. */
export function diskEncryptionTypes(around: Surroundings): OfferedValue[] {
  const { resource } = around;
  if (resource === undefined) return [];
  const id = around.valueAt(resource, 'properties', 'encryption', 'diskEncryptionSetId');
  const named = around.ofType(SETS).filter((set) => isNamedBy(around, set, id));
  const sets = id.kind === 'absent' ? around.ofType(SETS) : named;
  return typesOf(around, sets, DISK_ENCRYPTION_TYPES);
}

/** The type of a set, for the disks that name it. */
export function encryptionSetTypes(around: Surroundings): OfferedValue[] {
  const set = around.resource;
  if (set === undefined) return [];
  const users = around.ofType('Microsoft.Compute/disks', 'Microsoft.Compute/snapshots');
  return users.flatMap((disk): OfferedValue[] => {
    if (!isNamedBy(around, set, around.valueAt(disk, 'properties', 'encryption', 'diskEncryptionSetId'))) return [];
    const type = matchValue(
      DISK_ENCRYPTION_SET_TYPES,
      textOf(around.valueAt(disk, 'properties', 'encryption', 'type')) ?? '',
    );
    if (type === undefined) return [];
    return [offeredType(type, `as ${nameOfResource(around, disk)} asks`)];
  });
}

/** Of a confidential machine's disk: the kind that goes together with what the block says besides. */
export function securityEncryptionTypes(around: Surroundings): OfferedValue[] {
  const { resource } = around;
  if (resource === undefined) return [];
  const profile = /virtualMachineScaleSets$/i.test(resource.type)
    ? ['properties', 'virtualMachineProfile']
    : ['properties'];
  const machineType = textOf(around.valueAt(resource, ...profile, 'securityProfile', 'securityType'));
  const disk = [...profile, 'storageProfile', 'osDisk', 'managedDisk', 'securityProfile', 'diskEncryptionSet', 'id'];
  const set = around.valueAt(resource, ...disk);
  if (machineType?.toLowerCase() !== 'confidentialvm') return [];
  const hasSet = set.kind !== 'absent';
  return [
    {
      value: { text: 'DiskWithVMGuestState' },
      label: 'DiskWithVMGuestState',
      description: hasSet ? 'matches the disk encryption set' : 'for a ConfidentialVM',
      detail: 'OS disk and guest state, with a platform or a customer key',
      kind: 'member',
    },
    ...(hasSet
      ? []
      : [
          {
            value: { text: 'VMGuestStateOnly' },
            label: 'VMGuestStateOnly',
            description: 'for a ConfidentialVM',
            detail: 'Guest state only; the OS disk has encryption at rest with a platform key',
            kind: 'member',
          } as const,
        ]),
  ];
}

function typesOf(
  around: Surroundings,
  sets: readonly ResourceDeclaration[],
  allowed: readonly string[],
): OfferedValue[] {
  const offered = new Map<string, OfferedValue>();
  for (const set of sets) {
    const type = typeOfSet(around, set);
    if (type === undefined || !allowed.includes(type) || offered.has(type)) continue;
    offered.set(type, offeredType(type, `matches ${nameOfResource(around, set)}`));
  }
  return [...offered.values()];
}

function offeredType(type: DiskEncryptionSetType, description: string): OfferedValue {
  return { value: { text: type }, label: type, description, detail: shortNames[type], kind: 'member' };
}

/** The type that a disk around the place asks for; undefined where it says none, or a platform key. */
function askedType(around: Surroundings): DiskEncryptionSetType | undefined {
  const { resource } = around;
  if (resource === undefined || !/^microsoft\.compute\/(?:disks|snapshots)$/i.test(resource.type)) return undefined;
  const text = textOf(around.valueAt(resource, 'properties', 'encryption', 'type'));
  return text === undefined ? undefined : matchValue(DISK_ENCRYPTION_SET_TYPES, text);
}

/** undefined: not known. */
function typeOfSet(around: Surroundings, set: ResourceDeclaration): DiskEncryptionSetType | undefined {
  if (set.existing) return undefined;
  const value = around.valueAt(set, 'properties', 'encryptionType');
  if (value.kind === 'absent') return DEFAULT_DISK_ENCRYPTION_SET_TYPE;
  return matchValue(DISK_ENCRYPTION_SET_TYPES, textOf(value) ?? '');
}

/** Whether an id is that of the set: they have the same name. */
function isNamedBy(around: Surroundings, set: ResourceDeclaration, id: Value): boolean {
  const identity = identityOf(id);
  if (identity?.type.toLowerCase() !== SETS.toLowerCase()) return false;
  const name = ownName(identity);
  const own = around.valueAt(set, 'name');
  return name !== undefined && canonicalText(name).toLowerCase() === canonicalText(own).toLowerCase();
}

/** The name of a resource for people. */
export function nameOfResource(around: Surroundings, { name }: ResourceDeclaration): string {
  return displayText(around.valueOf(name()));
}
