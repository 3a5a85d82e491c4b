import { encryptionSetUses } from '../inventory/encryption-set-uses.js';
import { addDependency, nameBySymbol } from './dependency-fix.js';
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
      yield {
        message: ['missing', { user: name, set: set.name }],
        at,
        when,
        about: [user, resource],
        related: [{ message: `'${set.name}' is declared here.`, at: resource.origin }],
        fixes: change === undefined ? [] : [{ title: `Wait for '${set.name}'`, preferred: true, changes: [change] }],
      };
    }
  },
});
