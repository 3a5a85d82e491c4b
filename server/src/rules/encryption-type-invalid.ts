import { casesOf } from '../evaluation/cases.js';
import type { ResourceInstance } from '../evaluation/instances.js';
import { isText, textOf } from '../evaluation/value.js';
import type { Value } from '../evaluation/value.js';
import { DISK_ENCRYPTION_SET_TYPES, DISK_ENCRYPTION_TYPES, matchValue } from '../facts/disk-encryption.js';
import type { Inventory } from '../inventory/model.js';
import { encryptionTypeFixes } from './encryption-type-fits.js';
import { nearestOf } from './nearest.js';
import { defineRule } from './rule.js';
import type { Report } from './rule.js';

/** The one version of the API that lists the platform key for sets (DES-01). */
const PLATFORM_KEY_SETS = '2020-05-01';

/** The encryption type of a disk, a snapshot or a set is one of a closed set of words. */
export const encryptionTypeInvalid = defineRule({
  id: 'encryption-type-invalid',
  title: 'Encryption type that Azure does not know',
  severity: 'error',
  category: 'disk',
  facts: ['DSK-02', 'DES-01'],
  messages: {
    disk: "'{value}' is no encryption type of a disk, so Azure refuses '{name}'. Use one of {known}.",
    set: "'{value}' is no encryption type of a disk encryption set, so Azure refuses '{name}'. Use one of {known}.",
  },
  *check(inventory) {
    const { disks, snapshots, diskEncryptionSets } = inventory;
    for (const disk of [...disks, ...snapshots]) {
      yield* invalid(inventory, 'disk', disk, disk.encryptionType, DISK_ENCRYPTION_TYPES);
    }
    for (const set of diskEncryptionSets) {
      yield* invalid(inventory, 'set', set, set.encryptionType, DISK_ENCRYPTION_SET_TYPES);
    }
  },
});

function* invalid(
  inventory: Inventory,
  kind: 'disk' | 'set',
  node: { readonly name: string; readonly resource: ResourceInstance | undefined },
  type: Value,
  known: readonly string[],
): Generator<Report> {
  for (const { value, when } of casesOf(type)) {
    const text = textOf(value);
    if (text === undefined || matchValue(known, text) !== undefined) continue;
    const { resource } = node;
    if (
      kind === 'set' &&
      resource?.apiVersion === PLATFORM_KEY_SETS &&
      isText(value, 'EncryptionAtRestWithPlatformKey')
    ) {
      continue;
    }
    yield {
      message: [kind, { value: text, name: node.name, known: known.join(', ') }],
      at: value,
      when,
      about: [resource],
      fixes: encryptionTypeFixes(inventory, value.origin, resource, known, nearestOf(text, known)),
    };
  }
}
