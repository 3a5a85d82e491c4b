/** All rules, in the order of the documentation. */
import { adeCustomLinuxImage } from './ade-custom-linux-image.js';
import { adeRetiring } from './ade-retiring.js';
import { adeWithCustomerKey } from './ade-with-customer-key.js';
import { adeWithHostEncryption } from './ade-with-host-encryption.js';
import { configurationInvalid } from './configuration-invalid.js';
import { cvmDesKind } from './cvm-des-kind.js';
import { cvmEncryptionTypeMissing } from './cvm-encryption-type-missing.js';
import { desAccessIncomplete } from './des-access-incomplete.js';
import { desAccessMissing } from './des-access-missing.js';
import { desAccessRace } from './des-access-race.js';
import { desAccessWrongModel } from './des-access-wrong-model.js';
import { desDependencyMissing } from './des-dependency-missing.js';
import { desIdentityMissing } from './des-identity-missing.js';
import { desKeyMissing } from './des-key-missing.js';
import { desKeyUrlUnversioned } from './des-key-url-unversioned.js';
import { desRegionMismatch } from './des-region-mismatch.js';
import { desSubscriptionMismatch } from './des-subscription-mismatch.js';
import { diskCustomerKeyWithoutDes } from './disk-customer-key-without-des.js';
import { diskDesTypeMismatch } from './disk-des-type-mismatch.js';
import { diskPlatformKeyWithDes } from './disk-platform-key-with-des.js';
import { doubleEncryptionUnsupportedDisk } from './double-encryption-unsupported-disk.js';
import { encryptionTypeInvalid } from './encryption-type-invalid.js';
import { hostEncryptionExplicitFalse } from './host-encryption-explicit-false.js';
import { hostEncryptionOff } from './host-encryption-off.js';
import { hostEncryptionPath } from './host-encryption-path.js';
import { hostEncryptionSize } from './host-encryption-size.js';
import { hostEncryptionUltraDisk } from './host-encryption-ultra-disk.js';
import { keyDisabledOrExpired } from './key-disabled-or-expired.js';
import { keyUnsupported } from './key-unsupported.js';
import { machinePartialCmk } from './machine-partial-cmk.js';
import { suppressionUnused } from './suppression-unused.js';
import { vaultPurgeProtection } from './vault-purge-protection.js';
import type { Rule } from './rule.js';

export const allRules: readonly Rule[] = [
  diskDesTypeMismatch,
  diskPlatformKeyWithDes,
  diskCustomerKeyWithoutDes,
  encryptionTypeInvalid,
  desIdentityMissing,
  desKeyMissing,
  desKeyUrlUnversioned,
  desAccessMissing,
  desAccessIncomplete,
  desAccessWrongModel,
  desAccessRace,
  desDependencyMissing,
  desRegionMismatch,
  desSubscriptionMismatch,
  keyUnsupported,
  keyDisabledOrExpired,
  vaultPurgeProtection,
  doubleEncryptionUnsupportedDisk,
  machinePartialCmk,
  hostEncryptionOff,
  hostEncryptionSize,
  hostEncryptionPath,
  hostEncryptionExplicitFalse,
  hostEncryptionUltraDisk,
  adeWithHostEncryption,
  adeWithCustomerKey,
  adeCustomLinuxImage,
  adeRetiring,
  cvmEncryptionTypeMissing,
  cvmDesKind,
  suppressionUnused,
  configurationInvalid,
];
