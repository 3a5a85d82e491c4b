import { combineAll } from '../evaluation/cases.js';
import { together } from '../evaluation/pairs.js';
import { isLiteral, textOf } from '../evaluation/value.js';
import { isUltraOrPremiumV2 } from '../facts/disk-encryption.js';
import { defineRule } from './rule.js';

/** Emulated; 4096 is the default, and goes with encryption at host. */
const SECTOR_SIZE = 512;

/** Ultra and Premium SSD v2 disks that emulate sectors of 512 bytes go with encryption at host only if they are young. */
export const hostEncryptionUltraDisk = defineRule({
  id: 'host-encryption-ultra-disk',
  title: 'Ultra or Premium SSD v2 disk of 512-byte sectors under encryption at host',
  severity: 'information',
  category: 'encryption at host',
  facts: ['EAH-13', 'DSK-20'],
  messages: {
    sectors:
      "'{disk}' emulates sectors of 512 bytes and is attached to '{machine}', which uses encryption at host: Azure takes such a {sku} disk only if it was created after 13 May 2023. Copy an older one to a new disk through a snapshot.",
  },
  *check({ machineDisks }) {
    for (const { machine, attached, when: present } of machineDisks) {
      for (const { value: link, when: linked } of attached) {
        if (link.kind !== 'to') continue;
        const disk = link.node;
        for (const { values, when: known } of together(machine.encryptionAtHost, disk.sku, disk.logicalSectorSize)) {
          const [encryptionAtHost, sku, size] = values;
          const when = combineAll(present, linked, known);
          if (when === undefined || !isLiteral(encryptionAtHost, true) || !isLiteral(size, SECTOR_SIZE)) continue;
          const name = textOf(sku);
          if (name === undefined || !isUltraOrPremiumV2(name)) continue;
          yield {
            message: ['sectors', { disk: disk.name, machine: machine.name, sku: name }],
            at: size,
            when,
            about: [disk.resource, machine.resource],
            related: [{ message: 'Encryption at host is turned on here.', at: encryptionAtHost }],
          };
        }
      }
    }
  },
});
