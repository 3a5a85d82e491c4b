import { casesOf } from '../evaluation/cases.js';
import { pairs } from '../evaluation/pairs.js';
import { isText, textOf } from '../evaluation/value.js';
import type { Case, Value } from '../evaluation/value.js';
import type { Disk, DiskEncryptionSet, Links, MachineDisk } from '../inventory/model.js';
import { namesSet } from './named-set.js';
import { defineRule } from './rule.js';

/** A machine of which only some disks are on a customer key is seldom what was meant. */
export const machinePartialCmk = defineRule({
  id: 'machine-partial-cmk',
  title: 'Only some disks of the machine are on a customer key',
  severity: 'information',
  category: 'disk',
  facts: ['DSK-10', 'DSK-19'],
  policies: ['702dd420-7fcc-42c5-afe8-4026edd20fe0'],
  messages: {
    partial:
      "'{disk}' of '{machine}' stays on a platform key while {other} is on a customer key; Azure deploys that, but each disk needs its own set. Name the disk encryption set for this disk too.",
  },
  *check({ machines }) {
    for (const machine of machines) {
      const kinds = machine.disks.map((disk) => ({ disk, is: keyOf(disk) }));
      const customer = kinds.find((one) => one.is.some((each) => each.value.is === 'customer'));
      if (customer === undefined) continue;
      for (const { disk, is } of kinds) {
        if (disk === customer.disk) continue;
        for (const { right, when } of pairs(
          customer.is.filter((one) => one.value.is === 'customer'),
          is,
        )) {
          if (right.is !== 'platform') continue;
          yield {
            message: ['partial', { disk: disk.name, machine: machine.name, other: `'${customer.disk.name}'` }],
            at: right.at,
            when: [...disk.when, ...when],
            about: [machine.resource],
            related: [
              { message: `The key of '${customer.disk.name}' is set here.`, at: customer.disk.encryptionSetId },
            ],
          };
        }
      }
    }
  },
});

/** Whose key a disk is on, and the value that says so. */
interface KeyOfDisk {
  readonly is: 'customer' | 'platform' | 'unknown';
  readonly at: Value;
}

/** An attached disk's own resource says whose key it is on (DSK-19). */
function keyOf(disk: MachineDisk): readonly Case<KeyOfDisk>[] {
  const unknown: readonly Case<KeyOfDisk>[] = [{ value: { is: 'unknown', at: disk.encryptionSetId }, when: [] }];
  if (disk.secureEncryptionSets.some(namesSet)) {
    return [{ value: { is: 'customer', at: disk.encryptionSetId }, when: [] }];
  }
  // An ephemeral disk is no managed disk, and what an attached disk of elsewhere is on is not known.
  if (isText(disk.ephemeral, 'Local')) return unknown;
  const attached = attachedDisk(disk);
  if (attached !== undefined) {
    // A disk that asks for a customer key and names no set is another mistake, which Azure refuses.
    const asks = casesOf(attached.encryptionType).some(({ value }) => /customerkeys?$/i.test(textOf(value) ?? ''));
    return asks
      ? kindsOf(attached.encryptionSets).filter(({ value }) => value.is !== 'platform')
      : kindsOf(attached.encryptionSets);
  }
  const isAttached = isText(disk.createOption, 'Attach') || disk.attached.some(({ value }) => value.kind !== 'none');
  return isAttached ? unknown : kindsOf(disk.encryptionSets);
}

function attachedDisk(disk: MachineDisk): Disk | undefined {
  const [link] = disk.attached;
  return link?.value.kind === 'to' && disk.attached.length === 1 && !link.value.node.external
    ? link.value.node
    : undefined;
}

function kindsOf(links: Links<DiskEncryptionSet>): readonly Case<KeyOfDisk>[] {
  return links.map((link) => ({
    value: { is: link.value.kind === 'none' ? 'platform' : namesSet(link) ? 'customer' : 'unknown', at: link.value.at },
    when: link.when,
  }));
}
