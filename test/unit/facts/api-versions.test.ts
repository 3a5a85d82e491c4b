import { describe, expect, it } from 'vitest';
import {
  compareApiVersions,
  findPropertyVersions,
  firstVersionOfValue,
  hasProperty,
  hasValue,
  isApiVersion,
  vaultDefaultsToRbac,
} from '../../../server/src/facts/api-versions.js';

describe('API versions', () => {
  it('sort by date, a preview before the stable version of its day', () => {
    const sorted = [
      'nonsense',
      '2019-07-01',
      '2020-06-01-alpha',
      '2020-06-01-preview',
      '2020-06-01',
      '2020-06-02-preview',
    ];
    expect([...sorted].reverse().sort(compareApiVersions)).toEqual(sorted);
    expect(compareApiVersions('2020-06-01-PREVIEW', '2020-06-01-preview')).toBe(0);
  });

  it('are dates with or without a suffix', () => {
    expect(['2020-06-01', '2020-06-01-preview', '2020-06-01-privatePreview'].every(isApiVersion)).toBe(true);
    expect(['', '2020-06', 'latest', '2020-06-01-', '2020-06-01x', ' 2020-06-01'].some(isApiVersion)).toBe(false);
  });
});

describe('the table of properties', () => {
  const vm = 'Microsoft.Compute/virtualMachines';
  const set = 'Microsoft.Compute/diskEncryptionSets';
  const eah = 'properties.securityProfile.encryptionAtHost';

  it.each([
    [vm, eah, '2020-06-01'],
    [
      'Microsoft.Compute/virtualMachineScaleSets',
      'properties.virtualMachineProfile.securityProfile.encryptionAtHost',
      '2020-06-01',
    ],
    [set, 'properties.rotationToLatestKeyVersionEnabled', '2020-12-01'],
    [set, 'properties.encryptionType', '2020-05-01'],
    ['Microsoft.Compute/disks', 'properties.encryption.type', '2019-07-01'],
    ['Microsoft.Compute/disks', 'properties.securityProfile.secureVMDiskEncryptionSetId', '2021-08-01'],
    [
      'Microsoft.ContainerService/managedClusters',
      'properties.agentPoolProfiles[].enableEncryptionAtHost',
      '2020-12-01',
    ],
    ['Microsoft.KeyVault/vaults', 'properties.enableRbacAuthorization', '2019-09-01'],
  ])('%s %s came with %s', (type, path, since) => {
    expect(findPropertyVersions(type, path)?.since).toBe(since);
    expect(findPropertyVersions(type.toUpperCase(), path.toLowerCase())?.since).toBe(since);
  });

  it('tells whether an API version knows a property', () => {
    expect(hasProperty(vm, eah, '2019-12-01')).toBe(false);
    expect(hasProperty(vm, eah, '2020-06-01')).toBe(true);
    expect(hasProperty(vm, eah, '2030-01-01-preview')).toBe(true);
  });

  it('says unknown rather than no', () => {
    expect(hasProperty(vm, 'properties.other', '2019-12-01')).toBeUndefined();
    expect(hasProperty(vm, '__proto__', '2019-12-01')).toBeUndefined();
    expect(hasProperty(vm, eah, 'latest')).toBeUndefined();
    expect(hasProperty(vm, eah, '2019-12-01-preview')).toBeUndefined();
  });

  it('knows previews, and properties that were removed', () => {
    const aro = 'Microsoft.RedHatOpenShift/openShiftClusters';
    expect(hasProperty(aro, 'properties.masterProfile.encryptionAtHost', '2021-09-01-preview')).toBe(true);
    expect(hasProperty(aro, 'properties.masterProfile.encryptionAtHost', '2021-12-01')).toBe(false);
    expect(hasProperty('Microsoft.Compute/disks', 'properties.encryptionSettings', '2018-06-01')).toBe(true);
    expect(hasProperty('Microsoft.Compute/disks', 'properties.encryptionSettings', '2018-09-30')).toBe(false);
  });

  it('dates the values that came later than their property', () => {
    const double = 'EncryptionAtRestWithPlatformAndCustomerKeys';
    expect(hasValue('Microsoft.Compute/disks', 'properties.encryption.type', double, '2019-11-01')).toBe(false);
    expect(hasValue('Microsoft.Compute/disks', 'properties.encryption.type', double, '2020-05-01')).toBe(true);
    expect(hasValue(set, 'identity.type', 'UserAssigned', '2021-12-01')).toBe(false);
    expect(hasValue(set, 'identity.type', 'SystemAssigned', '2019-07-01')).toBe(true);
    expect(hasValue(set, 'identity.type', 'userassigned', '2022-03-02')).toBe(true);
    expect(firstVersionOfValue(set, 'properties.encryptionType', 'ConfidentialVmEncryptedWithCustomerKey')).toBe(
      '2021-08-01',
    );
    expect(firstVersionOfValue(set, 'properties.encryptionType', '__proto__')).toBeUndefined();
  });

  it('knows from when on a vault uses role assignments by default', () => {
    expect(vaultDefaultsToRbac('2024-11-01')).toBe(false);
    expect(vaultDefaultsToRbac('2025-05-01-preview')).toBe(false);
    expect(vaultDefaultsToRbac('2026-02-01')).toBe(true);
    expect(vaultDefaultsToRbac('2026-03-01-preview')).toBe(true);
    expect(vaultDefaultsToRbac('2026-02-01-preview')).toBeUndefined();
    expect(vaultDefaultsToRbac('?')).toBeUndefined();
  });
});
