import { casesOf } from '../evaluation/cases.js';
import { isAbsent, textOf } from '../evaluation/value.js';
import { PropertyOf } from '../edits/change.js';
import type { Change, Fix } from '../edits/change.js';
import { keyAccesses } from '../inventory/access.js';
import type { KeyAccess } from '../inventory/access.js';
import type { DiskEncryptionSet, Inventory, Key } from '../inventory/model.js';
import { declared } from './declared.js';
import { grantAccess } from './grant-fix.js';
import { defineRule } from './rule.js';

/** A disk encryption set is a key and who may use it; without a key it is nothing. */
export const desKeyMissing = defineRule({
  id: 'des-key-missing',
  title: 'Disk encryption set without a key',
  severity: 'error',
  category: 'encryption set',
  facts: ['DES-10'],
  messages: {
    missing: "'{set}' names no key (activeKey.keyUrl), so Azure refuses it. Set keyUrl to the versioned URL of a key.",
    empty: "The key URL of '{set}' is empty, so Azure refuses it. Set keyUrl to the versioned URL of a key.",
  },
  *check(inventory) {
    for (const set of inventory.diskEncryptionSets) {
      if (set.resource === undefined || set.external) continue;
      for (const { value, when } of casesOf(set.keyUrl)) {
        const empty = textOf(value)?.trim() === '';
        if (!isAbsent(value) && !empty) continue;
        yield {
          message: [empty ? 'empty' : 'missing', { set: set.name }],
          at: value,
          when,
          about: [set.resource],
          fixes: useKey(set, inventory),
        };
      }
    }
  },
});

/** The only key that the set's own template declares is what the author means; who may not use it yet is let. */
function useKey(set: DiskEncryptionSet, inventory: Inventory): Fix[] {
  const { resource } = set;
  if (resource === undefined) return [];
  const candidates = inventory.keys.filter(
    (key) =>
      key.resource?.deployment === resource.deployment &&
      !key.external &&
      key.resource.declaration.loop === undefined &&
      key.vault.kind === 'vault',
  );
  const [key] = candidates;
  if (key?.resource === undefined || candidates.length !== 1) return [];
  const use: Change = {
    kind: 'set',
    resource: declared(resource),
    path: ['properties', 'activeKey', 'keyUrl'],
    value: new PropertyOf(declared(key.resource), ['properties', 'keyUriWithVersion']),
  };
  const [denied, ...more] = deniedAccesses(set, key, inventory);
  if (denied === undefined) return [{ title: `Use the key '${key.name}'`, preferred: true, changes: [use] }];
  if (more.length > 0 || denied.incomplete.length > 0 || denied.ignored.length > 0) return [];
  return grantAccess(denied, inventory).map(({ changes }) => ({
    title: `Use the key '${key.name}', and grant access to it`,
    preferred: false,
    changes: [use, ...changes],
  }));
}

/** What would keep the set from its key if it were this one. */
function deniedAccesses(set: DiskEncryptionSet, key: Key, inventory: Inventory): readonly KeyAccess[] {
  const linked: DiskEncryptionSet = {
    ...set,
    keys: [{ value: { kind: 'to', node: key, at: set.keyUrl }, when: [] }],
    vaults: [{ value: { kind: 'to', node: key.vault, at: set.keyUrl }, when: [] }],
  };
  return keyAccesses({ ...inventory, diskEncryptionSets: [linked] }).filter(
    ({ vault, model, sufficient, open }) =>
      !vault.external && model.grants !== undefined && sufficient.length === 0 && !open,
  );
}
