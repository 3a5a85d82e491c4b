import { describe, expect, it } from 'vitest';
import {
  ADE_EXTENSION,
  adeExtensionOs,
  DISK_ENCRYPTION_SET_TYPES,
  DISK_ENCRYPTION_TYPES,
  DISK_SECURITY_TYPES,
  isUltraOrPremiumV2,
  matchValue,
  readIdentityType,
  SECURITY_ENCRYPTION_TYPES,
} from '../../../server/src/facts/disk-encryption.js';

describe('closed sets', () => {
  it('are matched in any letter case and answered in the spelling of Azure', () => {
    expect(matchValue(DISK_ENCRYPTION_TYPES, 'encryptionatrestwithplatformkey')).toBe(
      'EncryptionAtRestWithPlatformKey',
    );
    expect(matchValue(SECURITY_ENCRYPTION_TYPES, 'vmGuestStateOnly')).toBe('VMGuestStateOnly');
    expect(matchValue(SECURITY_ENCRYPTION_TYPES, 'DISK_WITH_VM_GUEST_STATE')).toBeUndefined();
  });

  it('of disks and of disk encryption sets differ', () => {
    expect(matchValue(DISK_ENCRYPTION_TYPES, 'ConfidentialVmEncryptedWithCustomerKey')).toBeUndefined();
    expect(matchValue(DISK_ENCRYPTION_SET_TYPES, 'EncryptionAtRestWithPlatformKey')).toBeUndefined();
    expect(matchValue(DISK_SECURITY_TYPES, 'ConfidentialVM')).toBeUndefined();
  });
});

describe('an identity type', () => {
  it.each([
    ['SystemAssigned', { systemAssigned: true, userAssigned: false }],
    ['UserAssigned', { systemAssigned: false, userAssigned: true }],
    ['SystemAssigned, UserAssigned', { systemAssigned: true, userAssigned: true }],
    ['systemAssigned,userAssigned', { systemAssigned: true, userAssigned: true }],
    ['None', { systemAssigned: false, userAssigned: false }],
    ['', undefined],
    ['System', undefined],
    ['SystemAssigned,', undefined],
    ['None, SystemAssigned', undefined],
  ])('"%s"', (text, expected) => {
    expect(readIdentityType(text)).toEqual(expected);
  });
});

describe('the extension of Azure Disk Encryption', () => {
  it('is known by publisher and type', () => {
    expect(adeExtensionOs(ADE_EXTENSION.publisher, 'AzureDiskEncryption')).toBe('windows');
    expect(adeExtensionOs('microsoft.azure.security', 'azurediskencryptionforlinux')).toBe('linux');
    expect(adeExtensionOs('Microsoft.Azure.Security', 'IaaSAntimalware')).toBeUndefined();
    expect(adeExtensionOs('Contoso', 'AzureDiskEncryption')).toBeUndefined();
  });
});

it('Ultra and Premium SSD v2 are known by their sku', () => {
  expect(['UltraSSD_LRS', 'premiumv2_lrs', 'Premium_LRS', 'Standard_LRS'].map(isUltraOrPremiumV2)).toEqual([
    true,
    true,
    false,
    false,
  ]);
});
