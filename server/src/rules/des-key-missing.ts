import { casesOf } from '../evaluation/cases.js';
import { isAbsent, textOf } from '../evaluation/value.js';
import { PropertyOf } from '../edits/change.js';
import type { Fix } from '../edits/change.js';
import type { DiskEncryptionSet, Key } from '../inventory/model.js';
import { declared } from './declared.js';
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
  *check({ diskEncryptionSets, keys }) {
    for (const set of diskEncryptionSets) {
      if (set.resource === undefined || set.external) continue;
      for (const { value, when } of casesOf(set.keyUrl)) {
        const empty = textOf(value)?.trim() === '';
        if (!isAbsent(value) && !empty) continue;
        yield {
          message: [empty ? 'empty' : 'missing', { set: set.name }],
          at: value,
          when,
          about: [set.resource],
          fixes: useKey(set, keys),
        };
      }
    }
  },
});

/** The only key that the set's own template declares is what the author means. */
function useKey(set: DiskEncryptionSet, keys: readonly Key[]): Fix[] {
  const { resource } = set;
  if (resource === undefined) return [];
  const candidates = keys.filter(
    (key) =>
      key.resource?.deployment === resource.deployment &&
      !key.external &&
      key.resource.declaration.loop === undefined &&
      key.vault.kind === 'vault',
  );
  const [key] = candidates;
  if (key?.resource === undefined || candidates.length !== 1) return [];
  return [
    {
      title: `Use the key '${key.name}'`,
      preferred: true,
      changes: [
        {
          kind: 'set',
          resource: declared(resource),
          path: ['properties', 'activeKey', 'keyUrl'],
          value: new PropertyOf(declared(key.resource), ['properties', 'keyUriWithVersion']),
        },
      ],
    },
  ];
}
