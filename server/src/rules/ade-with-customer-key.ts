import { readPath } from '../evaluation/access.js';
import { casesOf, combineAll } from '../evaluation/cases.js';
import { pairs } from '../evaluation/pairs.js';
import { isAbsent, isText } from '../evaluation/value.js';
import type { Case, Value } from '../evaluation/value.js';
import type { AdeUse, Disk, DiskEncryptionSet, Links, MachineDisk } from '../inventory/model.js';
import { nameOfAde, removeAde, replaceAde } from './ade-fixes.js';
import { isGiven } from './named-set.js';
import { defineRule } from './rule.js';

/** Azure Disk Encryption cannot be used on a machine of which a disk is on a customer key. */
export const adeWithCustomerKey = defineRule({
  id: 'ade-with-customer-key',
  title: 'Azure Disk Encryption and a customer key on one machine',
  severity: 'error',
  category: 'azure disk encryption',
  facts: ['ADE-03', 'DSK-17'],
  alongside: ['ade-retiring'],
  messages: {
    both: "'{machine}' uses Azure Disk Encryption, and its disk '{disk}' is on a customer key; Azure refuses the two together. Keep the customer key: Azure Disk Encryption retires in 2028.",
  },
  *check({ adeUses }) {
    for (const use of adeUses) {
      for (const { value: key, when: keyed } of customerKeysOf(use)) {
        for (const alternative of use.when) {
          const when = combineAll(alternative, keyed);
          if (when === undefined) continue;
          yield {
            message: ['both', { machine: nameOfAde(use), disk: key.disk }],
            at: use.at,
            when,
            about: [use.resource, use.machine?.resource],
            related: [{ message: `The customer key of '${key.disk}' is set here.`, at: key.at }],
            fixes: use.machine === undefined ? removeAde(use) : replaceAde(use.machine),
          };
        }
      }
    }
  },
});

interface CustomerKey {
  readonly disk: string;
  readonly at: Value;
}

function* customerKeysOf({ disk, machine }: AdeUse): Generator<Case<CustomerKey>> {
  if (disk !== undefined) yield* keysOfDisk(disk);
  for (const inline of machine?.disks ?? []) {
    for (const { value, when } of inlineKeysOf(inline)) {
      const all = combineAll(inline.when, when);
      if (all !== undefined) yield { value, when: all };
    }
    for (const { value: link, when: attached } of inline.attached) {
      if (link.kind !== 'to' || link.node.key === disk?.key) continue;
      for (const { value, when } of keysOfDisk(link.node)) {
        const all = combineAll(inline.when, attached, when);
        if (all !== undefined) yield { value, when: all };
      }
    }
  }
}

function* inlineKeysOf({ name, managedDisk, encryptionSets }: MachineDisk): Generator<Case<CustomerKey>> {
  const block = readPath(managedDisk, ['diskEncryptionSet'], managedDisk.origin);
  yield* setsOf(name, encryptionSets, block);
}

function* keysOfDisk({ name, encryption, encryptionType, encryptionSets }: Disk): Generator<Case<CustomerKey>> {
  const sets = [...setsOf(name, encryptionSets, encryption)];
  for (const { left, right, when } of pairs(sets, casesOf(encryptionType))) {
    if (!isText(right, 'EncryptionAtRestWithPlatformKey')) yield { value: left, when };
  }
}

/** Sets that are named: known ones, and ids that are not known where the block that holds them is. */
function* setsOf(disk: string, sets: Links<DiskEncryptionSet>, block: Value): Generator<Case<CustomerKey>> {
  const isWritten = casesOf(block).some(({ value }) => value.kind === 'object' && !value.open);
  for (const { value: link, when } of sets) {
    if (link.kind === 'none' || isAbsent(link.at)) continue;
    if (link.kind === 'to' || (isWritten && isGiven(link.at))) yield { value: { disk, at: link.at }, when };
  }
}
