import { casesOf } from '../evaluation/cases.js';
import { pairs } from '../evaluation/pairs.js';
import { isAbsent } from '../evaluation/value.js';
import type { Value } from '../evaluation/value.js';
import type { Vault } from '../inventory/model.js';
import type { Fix } from '../edits/change.js';
import { literalFix } from './literal-fix.js';
import { defineRule } from './rule.js';
import { vaultsOfSets } from './vault-uses.js';

/** Without its key a disk cannot be read, so the vault of a set's key must not let go of it. */
export const vaultPurgeProtection = defineRule({
  id: 'vault-purge-protection',
  title: 'Vault of a disk key without purge protection',
  severity: 'warning',
  category: 'vault',
  facts: ['KV-01', 'KV-02', 'KV-03'],
  messages: {
    off: "'{vault}' sets enablePurgeProtection to false, which Azure refuses. Set it to true, which the key of '{set}' needs as well.",
    missing:
      "'{vault}' holds the key of '{set}' without purge protection, so a purged key takes all its disks with it. Set enablePurgeProtection to true.",
    softDelete:
      "'{vault}' holds the key of '{set}' with soft delete off, so a deleted key takes all its disks with it. Set enableSoftDelete to true.",
  },
  *check(inventory) {
    for (const { node: vault, set, when } of vaultsOfSets(inventory)) {
      if (vault.kind !== 'vault') continue;
      const about = [vault.resource, set.resource];
      const names = { vault: vault.name, set: set.name };
      for (const { right: value, when: both } of pairs([{ value: set, when }], casesOf(vault.enablePurgeProtection))) {
        const fixes = turnOn('Turn on purge protection', vault, 'enablePurgeProtection', value);
        if (isFalse(value)) yield { message: ['off', names], severity: 'error', at: value, when: both, about, fixes };
        else if (isAbsent(value)) yield { message: ['missing', names], at: value, when: both, about, fixes };
      }
      for (const { right: value, when: both } of pairs([{ value: set, when }], casesOf(vault.enableSoftDelete))) {
        if (!isFalse(value)) continue;
        const fixes = turnOn('Turn on soft delete', vault, 'enableSoftDelete', value);
        yield { message: ['softDelete', names], at: value, when: both, about, fixes };
      }
    }
  },
});

function isFalse(value: Value): boolean {
  return value.kind === 'literal' && value.value === false;
}

function turnOn(
  title: string,
  vault: Vault,
  name: 'enablePurgeProtection' | 'enableSoftDelete',
  wrong: Value,
): readonly Fix[] {
  const { resource } = vault;
  return literalFix({
    title,
    preferred: true,
    resource,
    path: ['properties', name],
    whole: vault[name],
    wrong,
    right: true,
  });
}
