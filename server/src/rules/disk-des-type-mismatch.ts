import { casesOf } from '../evaluation/cases.js';
import { pairs } from '../evaluation/pairs.js';
import { textOf } from '../evaluation/value.js';
import { DISK_ENCRYPTION_TYPES, matchValue } from '../facts/disk-encryption.js';
import { encryptionTypeFixes } from './encryption-type-fits.js';
import { encryptionTypesOf } from '../inventory/encryption-types.js';
import { defineRule } from './rule.js';

/** A disk that says which encryption it wants must use a disk encryption set of that encryption. */
export const diskDesTypeMismatch = defineRule({
  id: 'disk-des-type-mismatch',
  title: 'Disk and disk encryption set ask for different encryption',
  severity: 'error',
  category: 'disk',
  facts: ['DSK-07', 'DBL-01'],
  silencedBy: ['encryption-type-invalid', 'disk-platform-key-with-des', 'cvm-des-kind'],
  messages: {
    mismatch:
      "'{disk}' asks for {wanted}, but '{set}' is a set for {offered}, so Azure refuses the disk. Change one of the two.",
  },
  *check(inventory) {
    const { disks, snapshots } = inventory;
    for (const disk of [...disks, ...snapshots]) {
      for (const { left: type, right: link, when } of pairs(casesOf(disk.encryptionType), disk.encryptionSets)) {
        const text = textOf(type);
        const wanted = text === undefined ? undefined : matchValue(DISK_ENCRYPTION_TYPES, text);
        if (wanted === undefined || link.kind !== 'to') continue;
        const set = link.node;
        for (const offered of pairs([{ value: wanted, when }], encryptionTypesOf(set))) {
          if (offered.right.type === undefined || offered.right.type === wanted) continue;
          yield {
            message: ['mismatch', { disk: disk.name, wanted, set: set.name, offered: offered.right.type }],
            at: type,
            when: offered.when,
            about: [disk.resource, set.resource],
            related: [{ message: `The type of '${set.name}' is ${offered.right.type}.`, at: offered.right.at }],
            fixes: encryptionTypeFixes(inventory, type.origin, disk.resource, [offered.right.type]),
          };
        }
      }
    }
  },
});
