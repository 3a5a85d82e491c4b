import { casesOf } from '../evaluation/cases.js';
import { pairs } from '../evaluation/pairs.js';
import { literalFix } from './literal-fix.js';
import { defineRule } from './rule.js';
import { keysOfSets } from './vault-uses.js';

/** Machines whose key is disabled or expired are shut down, and do not start again. */
export const keyDisabledOrExpired = defineRule({
  id: 'key-disabled-or-expired',
  title: 'Key of a disk encryption set is disabled or expired',
  severity: 'warning',
  category: 'key',
  facts: ['KEY-04'],
  messages: {
    disabled:
      "'{key}' is disabled, but '{set}' encrypts disks with it: their machines are shut down and do not start. Enable the key.",
    expired:
      "'{key}' expired on {date}, but '{set}' encrypts disks with it: their machines are shut down and do not start. Give it a later exp, or none.",
  },
  *check(inventory) {
    for (const { node: key, set, when } of keysOfSets(inventory)) {
      const about = [key.resource, set.resource];
      for (const { right: value, when: both } of pairs([{ value: set, when }], casesOf(key.enabled))) {
        if (value.kind !== 'literal' || value.value !== false) continue;
        const fixes = literalFix({
          title: 'Enable the key',
          preferred: true,
          resource: key.resource,
          path: ['properties', 'attributes', 'enabled'],
          whole: key.enabled,
          wrong: value,
          right: true,
        });
        yield { message: ['disabled', { key: key.name, set: set.name }], at: value, when: both, about, fixes };
      }
      for (const { right: value, when: both } of pairs([{ value: set, when }], casesOf(key.expires))) {
        if (value.kind !== 'literal' || typeof value.value !== 'number') continue;
        const milliseconds = value.value * 1000;
        if (!(milliseconds < Date.now())) continue;
        const date = new Date(Math.max(milliseconds, 0)).toISOString().slice(0, 10);
        // Only the author knows until when the key should live.
        yield { message: ['expired', { key: key.name, set: set.name, date }], at: value, when: both, about };
      }
    }
  },
});
