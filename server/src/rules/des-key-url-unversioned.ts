import { casesOf } from '../evaluation/cases.js';
import { isAbsent, textOf } from '../evaluation/value.js';
import type { Value } from '../evaluation/value.js';
import type { Fix } from '../edits/change.js';
import { versionOfKeyUrl } from '../inventory/key-url.js';
import { defineRule } from './rule.js';

/** A set takes one version of a key, also where it follows rotation. */
export const desKeyUrlUnversioned = defineRule({
  id: 'des-key-url-unversioned',
  title: 'Key URL without a version',
  severity: 'error',
  category: 'encryption set',
  facts: ['DES-11'],
  silencedBy: ['des-key-missing'],
  messages: {
    unversioned:
      "The key URL of '{set}' names no version of the key, which Azure asks for even with automatic rotation. Use the URL with its version (keyUriWithVersion).",
  },
  *check({ diskEncryptionSets }) {
    for (const set of diskEncryptionSets) {
      if (set.resource === undefined || set.external) continue;
      for (const { value, when } of casesOf(set.keyUrl)) {
        if (isAbsent(value) || textOf(value)?.trim() === '') continue;
        if (versionOfKeyUrl(value) !== 'unversioned') continue;
        yield {
          message: ['unversioned', { set: set.name }],
          at: value,
          when,
          about: [set.resource],
          fixes: takeVersion(value),
        };
      }
    }
  },
});

/** A property read from the key resource: the one with the version stands beside it. */
function takeVersion(value: Value): Fix[] {
  if (value.kind !== 'reference' || value.path[value.path.length - 1]?.toLowerCase() !== 'keyuri') return [];
  return [
    {
      title: 'Use keyUriWithVersion',
      preferred: true,
      changes: [
        {
          kind: 'replaceMember',
          at: value.origin,
          name: value.path[value.path.length - 1] ?? '',
          by: 'keyUriWithVersion',
        },
      ],
    },
  ];
}
