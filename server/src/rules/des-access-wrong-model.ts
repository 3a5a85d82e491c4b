import type { Fix } from '../edits/change.js';
import { isAbsent } from '../evaluation/value.js';
import { isCompletePolicy, keyAccesses } from '../inventory/access.js';
import type { KeyAccess } from '../inventory/access.js';
import type { Inventory } from '../inventory/model.js';
import { literalFix } from './literal-fix.js';
import { defineRule } from './rule.js';

/** A vault looks at access policies or at role assignments, never at both. */
export const desAccessWrongModel = defineRule({
  id: 'des-access-wrong-model',
  title: 'Vault ignores the access given to a disk encryption set',
  severity: 'error',
  category: 'access',
  facts: ['KV-08', 'KV-09'],
  messages: {
    policy:
      "'{vault}' looks at role assignments only{why}, so it ignores this access policy of '{set}'. Assign the role Key Vault Crypto Service Encryption User instead, or change enableRbacAuthorization.",
    role: "'{vault}' looks at access policies only{why}, so it ignores this role assignment of '{set}'. Set enableRbacAuthorization to true, or give '{set}' an access policy instead.",
  },
  *check(inventory) {
    for (const access of keyAccesses(inventory)) {
      const { set, vault, when, model, sufficient, ignored, open } = access;
      const [grant] = ignored;
      if (grant === undefined || sufficient.length > 0 || open) continue;
      const why = model.byDefault ? `, as API version ${vault.apiVersion} does by default` : '';
      yield {
        message: [grant.kind === 'role' ? 'role' : 'policy', { vault: vault.name, set: set.name, why }],
        // What an older vault was set to, an update that does not say it leaves alone.
        severity: model.byDefault ? 'warning' : 'error',
        at: grant.origin,
        when,
        about: [set.resource, vault.resource, grant.resource],
        subjects: [set.resource],
        related: [{ message: `'${vault.name}' says here what it looks at.`, at: model.at }],
        fixes: switchModel(access, inventory),
      };
    }
  },
});

/** Only where no other access of the vault depends on the model that it has now. */
function switchModel({ vault, model, ignored }: KeyAccess, { grants }: Inventory): readonly Fix[] {
  const others = grants.filter((grant) => !ignored.includes(grant));
  if (model.grants === 'policies') {
    const policies = vault.accessPolicies;
    const isEmpty = isAbsent(policies) || (policies.kind === 'array' && policies.items.length === 0 && !policies.open);
    if (!isEmpty || others.some((grant) => grant.kind === 'accessPolicy' && grant.vaultKey === vault.key)) return [];
  } else if (!ignored.every((grant) => grant.kind === 'accessPolicy' && isCompletePolicy(grant))) return [];
  else if (others.some((grant) => grant.kind === 'role' && grant.scope?.key === vault.key)) return [];
  const roles = model.grants === 'policies';
  return literalFix({
    title: roles ? `Let '${vault.name}' use role assignments` : `Let '${vault.name}' use access policies`,
    preferred: roles,
    resource: vault.resource,
    path: ['properties', 'enableRbacAuthorization'],
    whole: vault.enableRbacAuthorization,
    wrong: model.at,
    right: roles,
  });
}
