// The closed sets of words about disk encryption. The API types declare them open (any string), so neither Bicep nor an editor objects
// to another word; Azure does. All as of bicep-types-az microsoft.compute 2026-03-02 and microsoft.keyvault (2026-08-20).

/** `encryption.type` of a disk or snapshot (DSK-02). */
export const DISK_ENCRYPTION_TYPES = [
  'EncryptionAtRestWithPlatformKey',
  'EncryptionAtRestWithCustomerKey',
  'EncryptionAtRestWithPlatformAndCustomerKeys',
] as const;
export type DiskEncryptionType = (typeof DISK_ENCRYPTION_TYPES)[number];

/** `encryptionType` of a disk encryption set (DES-01). */
export const DISK_ENCRYPTION_SET_TYPES = [
  'EncryptionAtRestWithCustomerKey',
  'EncryptionAtRestWithPlatformAndCustomerKeys',
  'ConfidentialVmEncryptedWithCustomerKey',
] as const;
export type DiskEncryptionSetType = (typeof DISK_ENCRYPTION_SET_TYPES)[number];

/** What a disk is encrypted with that says nothing (DSK-01, 2026-04-02). */
export const DEFAULT_DISK_ENCRYPTION_TYPE: DiskEncryptionType = 'EncryptionAtRestWithPlatformKey';

/** What a disk encryption set is that says nothing (DES-02, from the Terraform provider, 2026-08-21). */
export const DEFAULT_DISK_ENCRYPTION_SET_TYPE: DiskEncryptionSetType = 'EncryptionAtRestWithCustomerKey';

/** `managedDisk.securityProfile.securityEncryptionType` of a machine's disk (CVM-01). */
export const SECURITY_ENCRYPTION_TYPES = ['VMGuestStateOnly', 'DiskWithVMGuestState', 'NonPersistedTPM'] as const;
export type SecurityEncryptionType = (typeof SECURITY_ENCRYPTION_TYPES)[number];

/** `securityProfile.securityType` of a disk or snapshot; unlike a machine, it knows no `Standard` (CVM-15). */
export const DISK_SECURITY_TYPES = [
  'TrustedLaunch',
  'ConfidentialVM_VMGuestStateOnlyEncryptedWithPlatformKey',
  'ConfidentialVM_DiskEncryptedWithPlatformKey',
  'ConfidentialVM_DiskEncryptedWithCustomerKey',
  'ConfidentialVM_NonPersistedTPM',
] as const;
export type DiskSecurityType = (typeof DISK_SECURITY_TYPES)[number];

/** `securityProfile.securityType` of a machine (CVM-21; Standard from API 2025-11-01). */
export const MACHINE_SECURITY_TYPES = ['Standard', 'TrustedLaunch', 'ConfidentialVM'] as const;
export type MachineSecurityType = (typeof MACHINE_SECURITY_TYPES)[number];

/** Disk skus without double encryption, without host cache, not for OS disks (DBL-02, ULT-01, ULT-02; 2026-09-16). */
export const ULTRA_AND_PREMIUM_V2_SKUS = ['UltraSSD_LRS', 'PremiumV2_LRS'] as const;

/** The values of `logicalSectorSize`, which only Ultra and Premium SSD v2 disks have, and its default (DSK-20). */
export const LOGICAL_SECTOR_SIZES = [512, 4096] as const;
export const DEFAULT_LOGICAL_SECTOR_SIZE = 4096;

/** Key types a disk encryption set can use (KEY-01, 2025-02-18), those kept in an HSM (KEY-02), and all there are. */
export const DISK_KEY_TYPES = ['RSA', 'RSA-HSM'] as const;
export const HSM_KEY_TYPES = ['RSA-HSM', 'EC-HSM', 'oct-HSM'] as const;
export const KEY_TYPES = ['RSA', 'RSA-HSM', 'EC', 'EC-HSM', 'oct-HSM'] as const;

/** Key sizes in bits a disk encryption set can use (KEY-01, 2025-02-18), and what a key without `keySize` has (KEY-03). */
export const DISK_KEY_SIZES = [2048, 3072, 4096] as const;
export const DEFAULT_KEY_SIZE = 2048;

/** What a key must allow for a disk encryption set, where it lists `keyOps` at all (KEY-03). */
export const DISK_KEY_OPERATIONS = ['wrapKey', 'unwrapKey'] as const;

/** Values of `identity.type` (DES-05 to DES-07). */
export const IDENTITY_TYPES = ['SystemAssigned', 'UserAssigned', 'SystemAssigned, UserAssigned', 'None'] as const;

/** The extension of Azure Disk Encryption (ADX-01, ADX-02; 2020-03-19). */
export const ADE_EXTENSION = {
  publisher: 'Microsoft.Azure.Security',
  windows: { type: 'AzureDiskEncryption', version: '2.2', versionWithAad: '1.1' },
  linux: { type: 'AzureDiskEncryptionForLinux', version: '1.1', versionWithAad: '0.1' },
} as const;

/** The Entra application that releases the keys of confidential disks; its object id differs in every tenant (CVM-13, 2023-12-01). */
export const CONFIDENTIAL_VM_ORCHESTRATOR_APP_ID = 'bf7b6499-ff71-4aa2-97a4-f372087be7f0';

/**
 * The member of a closed set that a text means, in Azure's spelling, or `undefined` if it is outside the set.
 * Letter case is ignored: ARM treats enumeration values so, and the texts the compute provider answers ("Error converting value ...")
 * are those of a converter that does. That no provider insists on case is inferred, so case alone is never a finding.
 */
export function matchValue<T extends string>(values: readonly T[], text: string): T | undefined {
  const wanted = text.toLowerCase();
  return values.find((value) => value.toLowerCase() === wanted);
}

/** Which identities an `identity.type` asks for, with or without spaces, in any order. `undefined` for another word. */
export function readIdentityType(text: string): { systemAssigned: boolean; userAssigned: boolean } | undefined {
  const words = text
    .toLowerCase()
    .split(',')
    .map((word) => word.trim());
  if (words.length === 1 && words[0] === 'none') return { systemAssigned: false, userAssigned: false };
  if (!words.every((word) => word === 'systemassigned' || word === 'userassigned')) return undefined;
  return { systemAssigned: words.includes('systemassigned'), userAssigned: words.includes('userassigned') };
}

/** The operating system an extension encrypts the disks of with Azure Disk Encryption, or `undefined` for any other extension. */
export function adeExtensionOs(publisher: string, type: string): 'windows' | 'linux' | undefined {
  if (matchValue([ADE_EXTENSION.publisher], publisher) === undefined) return undefined;
  if (matchValue([ADE_EXTENSION.windows.type], type) !== undefined) return 'windows';
  return matchValue([ADE_EXTENSION.linux.type], type) !== undefined ? 'linux' : undefined;
}

/** Whether a disk of that sku is an Ultra or Premium SSD v2 disk. */
export function isUltraOrPremiumV2(sku: string): boolean {
  return matchValue(ULTRA_AND_PREMIUM_V2_SKUS, sku) !== undefined;
}
