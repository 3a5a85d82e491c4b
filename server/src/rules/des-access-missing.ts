import { isPrincipalGivenOut, keyAccesses } from '../inventory/access.js';
import { encryptionSetUses } from '../inventory/encryption-set-uses.js';
import { grantAccess } from './grant-fix.js';
import { defineRule } from './rule.js';

/** A disk encryption set reaches its key only where the vault lets its identity. */
export const desAccessMissing = defineRule({
  id: 'des-access-missing',
  title: 'Disk encryption set has no access to its key',
  severity: 'error',
  category: 'access',
  facts: ['RBAC-01', 'RBAC-02'],
  silencedBy: ['des-identity-missing', 'des-access-incomplete', 'des-access-wrong-model'],
  messages: {
    role: "Nothing lets the identity of '{set}' use the keys of '{vault}', so Azure refuses its disks. Assign it the role Key Vault Crypto Service Encryption User on the key or the vault.",
    policy:
      "Nothing lets the identity of '{set}' use the keys of '{vault}', so Azure refuses its disks. Give it an access policy with the key permissions get, wrapKey and unwrapKey.",
  },
  *check(inventory) {
    const used = new Set(encryptionSetUses(inventory).map(({ set }) => set));
    for (const access of keyAccesses(inventory)) {
      const { set, vault, when, model, identities, sufficient, open } = access;
      if (vault.external || model.grants === undefined || sufficient.length > 0 || open) continue;
      // A set that only has an identity of its own is created without access to its key; its first disk is not (RBAC-03).
      const isLater = !used.has(set) && identities.every(({ kind }) => kind === 'systemAssigned');
      if (isLater && isPrincipalGivenOut(set)) continue;
      yield {
        message: [model.grants === 'roles' ? 'role' : 'policy', { set: set.name, vault: vault.name }],
        severity: isLater ? 'warning' : 'error',
        at: set.origin,
        when,
        about: [set.resource, vault.resource],
        subjects: [set.resource],
        related: [{ message: `The vault of its key is '${vault.name}'.`, at: vault.origin }],
        fixes: grantAccess(access, inventory),
      };
    }
  },
});
