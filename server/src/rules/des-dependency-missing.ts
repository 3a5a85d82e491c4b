import type { ResourceInstance } from '../evaluation/instances.js';
import { keyAccesses } from '../inventory/access.js';
import { encryptionSetUses } from '../inventory/encryption-set-uses.js';
import type { DependencyLink, DiskEncryptionSet, Inventory } from '../inventory/model.js';
import { addDependency, nameBySymbol } from './dependency-fix.js';
import { placeOfUse } from './place-of-use.js';
import { defineRule } from './rule.js';

/** Who uses a disk encryption set of the same deployment must wait for it. */
export const desDependencyMissing = defineRule({
  id: 'des-dependency-missing',
  title: 'Disk encryption set may not be there yet',
  severity: 'error',
  category: 'encryption set',
  facts: ['DES-26'],
  messages: {
    missing:
      "'{user}' names '{set}' by an id that makes it wait for nothing, so Azure may look for the disk encryption set before it is there. Make '{user}' depend on '{set}'.",
  },
  *check(inventory) {
    const { dependencies } = inventory;
    for (const { user, name, set, at, when } of encryptionSetUses(inventory)) {
      const { resource } = set;
      if (resource === undefined || set.external || dependencies.waitsFor(user, resource)) continue;
      const link = dependencies.missingLink(user, resource);
      const change = link && (nameBySymbol(link, resource, at) ?? addDependency(link));
      // Who waits for the set must wait for its access as well, or the next deployment fails there.
      const grants = grantsNotAwaited(user, set, inventory).map(addDependency);
      yield {
        message: ['missing', { user: name, set: set.name }],
        at: placeOfUse(at, user),
        when,
        about: [user, resource],
        related: [{ message: `'${set.name}' is declared here.`, at: resource.origin }],
        fixes:
          change === undefined
            ? []
            : [{ title: `Wait for '${set.name}'`, preferred: true, changes: [change, ...grants] }],
      };
    }
  },
});

/** Grants to the set's own identity that the user does not wait for, one for each way to deploy. */
function grantsNotAwaited(user: ResourceInstance, set: DiskEncryptionSet, inventory: Inventory): DependencyLink[] {
  const { dependencies } = inventory;
  return keyAccesses(inventory).flatMap((access): DependencyLink[] => {
    const [first] = access.sufficient;
    if (access.set !== set || first === undefined || access.open) return [];
    if (!access.identities.every(({ kind }) => kind === 'systemAssigned')) return [];
    if (access.sufficient.some((grant) => dependencies.waitsFor(user, grant.resource))) return [];
    const link = dependencies.missingLink(user, first.resource);
    return link === undefined ? [] : [link];
  });
}
