import { combine } from '../evaluation/cases.js';
import type { ResourceInstance } from '../evaluation/instances.js';
import type { Condition } from '../evaluation/value.js';
import { keyAccesses } from '../inventory/access.js';
import type { KeyAccess } from '../inventory/access.js';
import { encryptionSetUses } from '../inventory/encryption-set-uses.js';
import type { EncryptionSetUse } from '../inventory/encryption-set-uses.js';
import type { DiskEncryptionSet, Inventory } from '../inventory/model.js';
import { addDependency, dependencyPlace } from './dependency-fix.js';
import { defineRule } from './rule.js';

/** Who needs the access of a disk encryption set to its key must wait until it is granted. */
export const desAccessRace = defineRule({
  id: 'des-access-race',
  title: 'Access to the key may come too late',
  severity: 'warning',
  category: 'access',
  facts: ['RBAC-03', 'RBAC-04'],
  silencedBy: ['des-access-missing', 'des-access-wrong-model', 'des-dependency-missing'],
  messages: {
    race: "'{user}' does not wait until '{set}' may use its key, so Azure can refuse it on some runs. Make it depend on the grant '{grant}'.",
    own: "'{set}' uses its key with a user-assigned identity as soon as it is created, and does not wait until that may. Make it depend on the grant '{grant}'.",
  },
  *check(inventory) {
    const uses = usesBySet(inventory);
    for (const access of keyAccesses(inventory)) {
      const [first] = access.sufficient;
      if (first === undefined || access.open) continue;
      for (const { user, name, when } of usersOf(access, uses)) {
        if (access.sufficient.some((grant) => inventory.dependencies.waitsFor(user, grant.resource))) continue;
        const { set } = access;
        const isOwn = user === set.resource;
        const link = inventory.dependencies.missingLink(user, first.resource);
        const names = { user: name, set: set.name, grant: nameOf(first.resource) };
        yield {
          message: [isOwn ? 'own' : 'race', names],
          at: dependencyPlace(link?.from ?? user),
          when,
          about: [user, set.resource, first.resource],
          subjects: isOwn ? [set.resource, first.resource] : [user, set.resource],
          related: [{ message: 'The access is granted here.', at: first.origin }],
          fixes:
            link === undefined
              ? []
              : [{ title: `Wait for '${names.grant}'`, preferred: true, changes: [addDependency(link)] }],
        };
      }
    }
  },
});

type UsesBySet = ReadonlyMap<DiskEncryptionSet, readonly EncryptionSetUse[]>;

function usesBySet(inventory: Inventory): UsesBySet {
  const bySet = new Map<DiskEncryptionSet, EncryptionSetUse[]>();
  for (const use of encryptionSetUses(inventory)) {
    const known = bySet.get(use.set);
    if (known === undefined) bySet.set(use.set, [use]);
    else known.push(use);
  }
  return bySet;
}

interface NeedsAccess {
  readonly user: ResourceInstance;
  readonly name: string;
  readonly when: readonly Condition[];
}

/** The set itself where it uses its key at once (RBAC-03), else what is encrypted with it. */
function* usersOf({ set, identities, when }: KeyAccess, uses: UsesBySet): Generator<NeedsAccess> {
  const kinds = new Set(identities.map(({ kind }) => kind));
  // Of two kinds of identities it is not known which one is used.
  if (kinds.size !== 1 || set.resource === undefined) return;
  if (kinds.has('userAssigned')) {
    yield { user: set.resource, name: set.name, when };
    return;
  }
  for (const use of uses.get(set) ?? []) {
    const both = combine(use.when, when);
    if (both !== undefined) yield { user: use.user, name: use.name, when: both };
  }
}

/** Its symbol, where it has one: the name of a role assignment says nothing. */
function nameOf({ declaration, type }: ResourceInstance): string {
  return declaration.symbol ?? type;
}
