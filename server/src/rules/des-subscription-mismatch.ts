import { subscriptionOf } from '../evaluation/identity.js';
import { casesOf } from '../evaluation/cases.js';
import { isAbsent, textOf } from '../evaluation/value.js';
import type { ResourceIdentity } from '../evaluation/value.js';
import { compareApiVersions, SOURCE_VAULT_OPTIONAL_SINCE } from '../facts/api-versions.js';
import { encryptionSetUses } from '../inventory/encryption-set-uses.js';
import { defineRule } from './rule.js';

/** A disk encryption set serves its own subscription; its vault may lie in another one, but is not named then. */
export const desSubscriptionMismatch = defineRule({
  id: 'des-subscription-mismatch',
  title: 'Disk encryption set of another subscription',
  severity: 'error',
  category: 'location',
  facts: ['LOC-01', 'DES-17'],
  messages: {
    user: "'{user}' goes to subscription {own}, but disk encryption set '{set}' lies in {other}, and Azure takes only one of the same subscription. Use a set of {own}.",
    vault:
      "sourceVault of '{set}' names '{vault}' in another subscription, which Azure refuses. Leave sourceVault out: the key's URL is enough.",
  },
  *check(inventory) {
    for (const { user, name, set, at, when } of encryptionSetUses(inventory)) {
      const own = subscriptionId(user.identity);
      const other = subscriptionId(set.identity);
      if (own === undefined || other === undefined || own === other) continue;
      const message = ['user', { user: name, own, set: set.name, other }] as const;
      yield { message, at, when, about: [user, set.resource] };
    }
    for (const set of inventory.diskEncryptionSets) {
      if (set.resource === undefined || set.external) continue;
      const own = subscriptionId(set.identity);
      const source = set.resource.property('properties', 'activeKey', 'sourceVault');
      // Without a sourceVault the links are those of the key's URL.
      if (casesOf(set.sourceVault).every(({ value }) => isAbsent(value))) continue;
      for (const { value: link, when } of set.vaults) {
        if (link.kind !== 'to') continue;
        const other = subscriptionId(link.node.identity);
        if (own === undefined || other === undefined || own === other) continue;
        const isOptional = compareApiVersions(set.apiVersion, SOURCE_VAULT_OPTIONAL_SINCE) >= 0;
        yield {
          message: ['vault', { set: set.name, vault: link.node.name }],
          at: link.at,
          when,
          about: [set.resource, link.node.resource],
          fixes:
            source.kind === 'object' && isOptional
              ? [{ title: 'Leave sourceVault out', preferred: true, changes: [{ kind: 'remove', at: source.origin }] }]
              : [],
        };
      }
    }
  },
});

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The id of the subscription in lower case, where it is written in the template or given by who asks. */
function subscriptionId(identity: ResourceIdentity): string | undefined {
  const subscription = subscriptionOf(identity);
  const text = subscription && textOf(subscription)?.toLowerCase();
  return text !== undefined && GUID.test(text) ? text : undefined;
}
