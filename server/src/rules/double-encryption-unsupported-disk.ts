import { casesOf } from '../evaluation/cases.js';
import { pairs } from '../evaluation/pairs.js';
import { isText, textOf } from '../evaluation/value.js';
import type { Case, Condition, Value } from '../evaluation/value.js';
import type { ResourceInstance } from '../evaluation/instances.js';
import { isUltraOrPremiumV2 } from '../facts/disk-encryption.js';
import { encryptionTypesOf } from '../inventory/encryption-types.js';
import type { DiskEncryptionSet, Links } from '../inventory/model.js';
import { placeInResource } from './place-of-use.js';
import { defineRule } from './rule.js';
import type { Report } from './rule.js';

const DOUBLE = 'EncryptionAtRestWithPlatformAndCustomerKeys';

/** Ultra and Premium SSD v2 disks cannot be encrypted twice at rest. */
export const doubleEncryptionUnsupportedDisk = defineRule({
  id: 'double-encryption-unsupported-disk',
  title: 'Double encryption on a disk that does not have it',
  severity: 'error',
  category: 'disk',
  facts: ['DBL-02'],
  messages: {
    set: "'{disk}' is a {sku} disk, which cannot have double encryption, but '{set}' is a double-encryption set. Use a set of type EncryptionAtRestWithCustomerKey, or another kind of disk.",
    type: "'{disk}' is a {sku} disk, which cannot have double encryption. Use EncryptionAtRestWithCustomerKey, or another kind of disk.",
  },
  *check({ disks, snapshots, machineDisks }) {
    for (const disk of [...disks, ...snapshots]) {
      if (disk.external) continue;
      yield* throughSet(disk.name, disk.sku, disk.encryptionSets, [disk.resource], []);
      for (const { left: sku, right: type, when } of pairs(casesOf(disk.sku), casesOf(disk.encryptionType))) {
        const text = textOf(sku);
        if (text === undefined || !isUltraOrPremiumV2(text) || !isText(type, DOUBLE)) continue;
        // With a set of that type in the template the set is the wrong one, and is said above.
        if (disk.encryptionSets.some(({ value }) => value.kind === 'to' && isDouble(value.node))) continue;
        yield { message: ['type', { disk: disk.name, sku: text }], at: type, when, about: [disk.resource] };
      }
    }
    for (const disk of machineDisks) {
      const { machine } = disk;
      yield* throughSet(disk.name, disk.storageType, disk.encryptionSets, [machine.resource], disk.when);
    }
  },
});

function isDouble(set: DiskEncryptionSet): boolean {
  return encryptionTypesOf(set).some(({ value }) => value.type === DOUBLE);
}

function* throughSet(
  name: string,
  sku: Value,
  sets: Links<DiskEncryptionSet>,
  about: readonly (ResourceInstance | undefined)[],
  under: readonly Condition[],
): Generator<Report> {
  const skus: readonly Case[] = casesOf(sku).map((one) => ({ value: one.value, when: one.when }));
  for (const { left, right: link, when } of pairs(skus, sets)) {
    const text = textOf(left);
    if (text === undefined || !isUltraOrPremiumV2(text) || link.kind !== 'to') continue;
    for (const { right: offered, when: together } of pairs(
      [{ value: link, when: [...under, ...when] }],
      encryptionTypesOf(link.node),
    )) {
      if (offered.type !== DOUBLE) continue;
      yield {
        message: ['set', { disk: name, sku: text, set: link.node.name }],
        at: placeInResource(link.at, about[0]),
        when: together,
        about: [...about, link.node.resource],
        related: [
          { message: `'${link.node.name}' is a double-encryption set.`, at: offered.at },
          { message: `The disk is a ${text} disk.`, at: left },
        ],
      };
    }
  }
}
