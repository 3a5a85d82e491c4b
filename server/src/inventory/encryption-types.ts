/** What encryption a disk encryption set gives. */
import { casesOf } from '../evaluation/cases.js';
import { isAbsent, textOf } from '../evaluation/value.js';
import type { Case, Value } from '../evaluation/value.js';
import { DEFAULT_DISK_ENCRYPTION_SET_TYPE, DISK_ENCRYPTION_SET_TYPES, matchValue } from '../facts/disk-encryption.js';
import type { ResourceInstance } from '../evaluation/instances.js';
import type { DiskEncryptionSet, EncryptionSetType } from './model.js';

/** A type of a set, with the value it comes from; `type` is undefined where it is not known or no valid one. */
export interface OfferedType {
  readonly type: EncryptionSetType | undefined;
  readonly at: Value;
}

/** The types a set may have, one case each; absent means the default (DES-02). External sets: not known. */
export function encryptionTypesOf(set: DiskEncryptionSet): readonly Case<OfferedType>[] {
  return casesOf(set.encryptionType).map(({ value, when }) => {
    if (isAbsent(value)) return { value: { type: DEFAULT_DISK_ENCRYPTION_SET_TYPE, at: value }, when };
    const text = textOf(value);
    return {
      value: { type: text === undefined ? undefined : matchValue(DISK_ENCRYPTION_SET_TYPES, text), at: value },
      when,
    };
  });
}

/** The only set of a type that the template of `user` declares without a loop; undefined where there is none or a choice. */
export function setOfType(
  sets: readonly DiskEncryptionSet[],
  type: EncryptionSetType,
  user: ResourceInstance | undefined,
): DiskEncryptionSet | undefined {
  const candidates = sets.filter((set) => {
    if (set.resource === undefined || set.external || set.resource.deployment !== user?.deployment) return false;
    if (set.resource.declaration.loop !== undefined) return false;
    return encryptionTypesOf(set).every((one) => one.value.type === type);
  });
  return candidates.length === 1 ? candidates[0] : undefined;
}
