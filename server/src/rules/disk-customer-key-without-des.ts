import { casesOf } from '../evaluation/cases.js';
import { pairs } from '../evaluation/pairs.js';
import { textOf } from '../evaluation/value.js';
import { DISK_ENCRYPTION_TYPES, matchValue } from '../facts/disk-encryption.js';
import { setOfType } from '../inventory/encryption-types.js';
import { PropertyOf } from '../edits/change.js';
import { defineRule } from './rule.js';
import { declared } from './declared.js';

/** A disk on a customer key needs the disk encryption set that has the key. */
export const diskCustomerKeyWithoutDes = defineRule({
  id: 'disk-customer-key-without-des',
  title: 'Disk on a customer key names no disk encryption set',
  severity: 'error',
  category: 'disk',
  facts: ['DSK-06'],
  messages: {
    missing:
      "'{disk}' asks for {wanted} but names no disk encryption set, so there is no key to encrypt it with and Azure refuses it. Set diskEncryptionSetId.",
  },
  *check({ disks, snapshots, diskEncryptionSets }) {
    for (const disk of [...disks, ...snapshots]) {
      for (const { left: type, right: link, when } of pairs(casesOf(disk.encryptionType), disk.encryptionSets)) {
        const text = textOf(type);
        const wanted = text === undefined ? undefined : matchValue(DISK_ENCRYPTION_TYPES, text);
        if (wanted === undefined || wanted === 'EncryptionAtRestWithPlatformKey' || link.kind !== 'none') continue;
        const { resource } = disk;
        // The one set of that type in the same file is what the author means.
        const set = setOfType(diskEncryptionSets, wanted, resource);
        yield {
          message: ['missing', { disk: disk.name, wanted }],
          at: link.at,
          when,
          about: [resource],
          related: [{ message: `The type ${wanted} is asked for here.`, at: type }],
          fixes:
            set?.resource === undefined || resource === undefined
              ? []
              : [
                  {
                    title: `Use the disk encryption set '${set.name}'`,
                    preferred: true,
                    changes: [
                      {
                        kind: 'set',
                        resource: declared(resource),
                        path: ['properties', 'encryption', 'diskEncryptionSetId'],
                        value: new PropertyOf(declared(set.resource), ['id']),
                      },
                    ],
                  },
                ],
        };
      }
    }
  },
});
