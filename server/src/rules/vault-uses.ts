/** Keys and vaults that disk encryption sets of the templates use. */
import type { Condition } from '../evaluation/value.js';
import type { DiskEncryptionSet, Inventory, Key, Vault } from '../inventory/model.js';

export interface SetUse<T> {
  readonly node: T;
  readonly set: DiskEncryptionSet;
  readonly when: readonly Condition[];
}

/** Keys that are created here, each with the sets that use it; one set stands for all where it always does. */
export function keysOfSets({ diskEncryptionSets }: Inventory): SetUse<Key>[] {
  const uses: SetUse<Key>[] = [];
  for (const set of diskEncryptionSets) {
    for (const { value: link, when } of set.keys) {
      if (link.kind === 'to' && !link.node.external) uses.push({ node: link.node, set, when });
    }
  }
  return onceWhereCertain(uses);
}

/** Vaults that are created here and hold the key of a set, each with the sets that use it. */
export function vaultsOfSets({ diskEncryptionSets }: Inventory): SetUse<Vault>[] {
  const uses: SetUse<Vault>[] = [];
  for (const set of diskEncryptionSets) {
    for (const { value: link, when } of set.keys) {
      if (link.kind === 'to' && !link.node.vault.external) uses.push({ node: link.node.vault, set, when });
    }
    for (const { value: link, when } of set.vaults) {
      if (link.kind === 'to' && !link.node.external) uses.push({ node: link.node, set, when });
    }
  }
  return onceWhereCertain(uses);
}

function onceWhereCertain<T extends { readonly key: string }>(uses: readonly SetUse<T>[]): SetUse<T>[] {
  const certain = new Map<string, SetUse<T>>();
  for (const use of uses) {
    const isCertain = use.when.length === 0 && use.set.existence.some((one) => one.length === 0);
    if (isCertain && !certain.has(use.node.key)) certain.set(use.node.key, use);
  }
  return [...certain.values(), ...uses.filter((use) => !certain.has(use.node.key))];
}
