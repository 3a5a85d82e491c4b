/** All rules, in the order of the documentation. */
import { diskDesTypeMismatch } from './disk-des-type-mismatch.js';
import type { Rule } from './rule.js';

export const allRules: readonly Rule[] = [diskDesTypeMismatch];
