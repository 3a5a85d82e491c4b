import type { Change } from '../edits/change.js';
import { canonicalExpression } from '../evaluation/canonical.js';
import { casesOf } from '../evaluation/cases.js';
import { subscriptionOf } from '../evaluation/identity.js';
import type { Condition, Value } from '../evaluation/value.js';
import { isAbsent, textOf } from '../evaluation/value.js';
import { compareApiVersions, SOURCE_VAULT_OPTIONAL_SINCE } from '../facts/api-versions.js';
import { encryptionSetUses } from '../inventory/encryption-set-uses.js';
import type { Inventory, Node } from '../inventory/model.js';
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
      "'{set}' lies in subscription {own}, but its sourceVault '{vault}' in {other}, which Azure refuses. Leave sourceVault out: the URL of the key is enough.",
  },
  *check(inventory) {
    const known = new Subscriptions();
    for (const { user, set, at, when, message, changes, isAlways } of [...uses(inventory), ...sources(inventory)]) {
      const own = subscriptionOf(user.identity);
      const other = subscriptionOf(set.identity);
      if (own === undefined || other === undefined) continue;
      const different = known.different(own, other);
      if (different === undefined) {
        if (isAlways) known.join(own, other);
        continue;
      }
      yield {
        message: [message[0], { ...message[1], own: different[0], other: different[1] }],
        at,
        when,
        about: [user.resource, set.resource],
        fixes: changes.length === 0 ? [] : [{ title: 'Leave sourceVault out', preferred: true, changes }],
      };
    }
  },
});

/** Two resources that must lie in one subscription. */
interface Pair {
  readonly user: Pick<Node, 'identity' | 'resource'>;
  readonly set: Pick<Node, 'identity' | 'resource'>;
  readonly at: Value;
  readonly when: readonly Condition[];
  readonly message: readonly [string, Readonly<Record<string, string>>];
  readonly changes: readonly Change[];
  readonly isAlways: boolean;
}

function* uses(inventory: Inventory): Generator<Pair> {
  for (const { user, name, set, at, when } of encryptionSetUses(inventory)) {
    const message = ['user', { user: name, set: set.name }] as const;
    const isAlways = when.length === 0 && user.existence.some((one) => one.length === 0);
    yield { user: { identity: user.identity, resource: user }, set, at, when, message, changes: [], isAlways };
  }
}

function* sources({ diskEncryptionSets }: Inventory): Generator<Pair> {
  for (const set of diskEncryptionSets) {
    // Without a sourceVault the links are those of the key's URL.
    if (set.resource === undefined || set.external) continue;
    if (casesOf(set.sourceVault).every(({ value }) => isAbsent(value))) continue;
    const block = set.resource.property('properties', 'activeKey', 'sourceVault');
    const isOptional = compareApiVersions(set.apiVersion, SOURCE_VAULT_OPTIONAL_SINCE) >= 0;
    for (const { value: link, when } of set.vaults) {
      if (link.kind !== 'to') continue;
      yield {
        user: set,
        set: link.node,
        at: link.at,
        when,
        message: ['vault', { set: set.name, vault: link.node.name }],
        changes: block.kind === 'object' && isOptional ? [{ kind: 'remove', at: block.origin }] : [],
        isAlways: false,
      };
    }
  }
}

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * What is known of subscriptions. One that is not known itself is known by what is in it: two sets of different
 * subscriptions cannot both serve the machines of one.
 */
class Subscriptions {
  private readonly byExpression = new Map<string, string>();

  /** Both ids, where they are certainly different. */
  different(left: Value, right: Value): readonly [string, string] | undefined {
    const [one, other] = [this.idOf(left), this.idOf(right)];
    return one === undefined || other === undefined || one === other ? undefined : [one, other];
  }

  join(left: Value, right: Value): void {
    const id = this.idOf(left) ?? this.idOf(right);
    if (id === undefined) return;
    for (const value of [left, right]) this.byExpression.set(expressionOf(value), id);
  }

  private idOf(value: Value): string | undefined {
    const text = textOf(value)?.toLowerCase();
    if (text !== undefined) return GUID.test(text) ? text : undefined;
    return this.byExpression.get(expressionOf(value));
  }
}

function expressionOf(value: Value): string {
  return canonicalExpression(value).toLowerCase();
}
