/** All rules, in the order of the documentation. */
import { configurationInvalid } from './configuration-invalid.js';
import { diskDesTypeMismatch } from './disk-des-type-mismatch.js';
import { hostEncryptionOff } from './host-encryption-off.js';
import { suppressionUnused } from './suppression-unused.js';
import type { Rule } from './rule.js';

export const allRules: readonly Rule[] = [
  diskDesTypeMismatch,
  hostEncryptionOff,
  suppressionUnused,
  configurationInvalid,
];
