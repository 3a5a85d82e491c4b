import { casesOf } from '../evaluation/cases.js';
import { pairs } from '../evaluation/pairs.js';
import { isText } from '../evaluation/value.js';
import { encryptionTypeFixes } from './encryption-type-fits.js';
import { encryptionTypesOf } from '../inventory/encryption-types.js';
import { defineRule } from './rule.js';

/** A disk on a platform key must not name a disk encryption set. */
export const diskPlatformKeyWithDes = defineRule({
  id: 'disk-platform-key-with-des',
  title: 'Disk on a platform key names a disk encryption set',
  severity: 'error',
  category: 'disk',
  facts: ['DSK-05'],
  messages: {
    both: "'{disk}' asks for a platform key but names the disk encryption set {set}, so Azure refuses it. Take the type of the set, or leave the set out.",
  },
  *check(inventory) {
    const { disks, snapshots } = inventory;
    for (const disk of [...disks, ...snapshots]) {
      for (const { left: type, right: link, when } of pairs(casesOf(disk.encryptionType), disk.encryptionSets)) {
        if (!isText(type, 'EncryptionAtRestWithPlatformKey') || link.kind === 'none') continue;
        // An id of which nothing is known may be null.
        if (link.kind === 'unknown' && link.at.kind !== 'literal') continue;
        const set = link.kind === 'to' ? link.node : undefined;
        const [offered] = set === undefined ? [] : encryptionTypesOf(set);
        const wanted = offered?.value.type;
        const usable = wanted !== undefined && wanted !== 'ConfidentialVmEncryptedWithCustomerKey';
        yield {
          message: ['both', { disk: disk.name, set: set === undefined ? 'by its id' : `'${set.name}'` }],
          at: type,
          when,
          about: [disk.resource, set?.resource],
          subjects: [disk.resource],
          related: [{ message: 'The disk encryption set is named here.', at: link.at }],
          fixes: usable ? encryptionTypeFixes(inventory, type.origin, disk.resource, [wanted]) : [],
        };
      }
    }
  },
});
