import { casesOf, combineAll } from '../evaluation/cases.js';
import type { ResourceInstance } from '../evaluation/instances.js';
import { pairs } from '../evaluation/pairs.js';
import { isAbsent, isText, textOf } from '../evaluation/value.js';
import { encryptionTypesOf } from '../inventory/encryption-types.js';
import type { DiskEncryptionSet, Inventory, Link } from '../inventory/model.js';
import {
  keepConfidential,
  moveToConfidential,
  ordinaryType,
  retypeSet,
  sayCustomerKey,
  wholeDisk,
} from './cvm-des-fixes.js';
import { confidentialUses, ordinaryUses } from './encryption-set-uses.js';
import { namesSet } from './named-set.js';
import { placeOfUse } from './place-of-use.js';
import type { Report } from './rule.js';
import { defineRule } from './rule.js';

const CONFIDENTIAL = 'ConfidentialVmEncryptedWithCustomerKey';
const DISK_WITH_CUSTOMER_KEY = 'ConfidentialVM_DiskEncryptedWithCustomerKey';

/** A confidential disk encryption set belongs to the OS disk of a confidential machine, and only such a set does. */
export const cvmDesKind = defineRule({
  id: 'cvm-des-kind',
  title: 'Disk encryption set of the wrong kind for confidential encryption',
  severity: 'error',
  category: 'confidential vm',
  facts: ['CVM-08', 'CVM-09', 'CVM-10', 'CVM-16'],
  messages: {
    ordinary:
      "'{set}' is a set for confidential OS disks, but {user} names it for ordinary encryption, and Azure refuses that. Name a set for customer keys here; a confidential OS disk names its set in securityProfile.",
    confidential:
      "{user} names '{set}' for confidential encryption, but it is a set for {offered}, and Azure refuses that. Name a set of type ConfidentialVmEncryptedWithCustomerKey.",
    platform:
      "'{disk}' of '{machine}' names a disk encryption set for its confidential encryption, but {type} uses platform keys only, and Azure refuses that. Use DiskWithVMGuestState, or leave out the set.",
    both: "'{disk}' of '{machine}' names a disk encryption set in managedDisk and another in its securityProfile, and the two exclude each other. Keep the one in securityProfile.",
    without:
      "'{disk}' says {type}, but names no disk encryption set, so Azure refuses it. Set secureVMDiskEncryptionSetId.",
    other:
      "'{disk}' names a disk encryption set for confidential encryption, but its securityType is {type}, so Azure refuses it. Set it to ConfidentialVM_DiskEncryptedWithCustomerKey.",
  },
  *check(inventory) {
    yield* ordinaryPlaces(inventory);
    yield* confidentialPlaces(inventory);
    yield* machineDisks(inventory);
    yield* diskResources(inventory);
  },
});

/** A confidential set where ordinary ones belong (CVM-08). */
function* ordinaryPlaces(inventory: Inventory): Generator<Report> {
  for (const use of ordinaryUses(inventory)) {
    const { disk } = use;
    for (const { value: link, when: linked } of use.sets) {
      if (link.kind !== 'to') continue;
      // Two sets on one disk is said as that.
      if (disk?.secureEncryptionSets.some(({ value }) => value.kind === 'to') === true && 'machine' in disk) continue;
      for (const { value: offered, when: typed } of encryptionTypesOf(link.node)) {
        const when = combineAll(use.when, linked, typed);
        if (when === undefined || offered.type !== CONFIDENTIAL) continue;
        yield {
          message: ['ordinary', { set: link.node.name, user: use.user }],
          ...(use.documented ? {} : { severity: 'warning' }),
          at: placeOfUse(link.at, use.resource),
          when,
          about: [use.resource, link.node.resource],
          related: [{ message: `'${link.node.name}' is made confidential here.`, at: offered.at }],
          fixes: [
            ...moveToConfidential(use),
            ...retypeSet(link.node, offered.at, ordinaryType(use), confidentialUses(inventory)),
          ],
        };
      }
    }
  }
}

/** Another set where a confidential one belongs (CVM-08). */
function* confidentialPlaces(inventory: Inventory): Generator<Report> {
  for (const use of confidentialUses(inventory)) {
    for (const { value: link, when: linked } of use.sets) {
      if (link.kind !== 'to') continue;
      for (const { value: offered, when: typed } of encryptionTypesOf(link.node)) {
        const when = combineAll(use.when, linked, typed);
        if (when === undefined || offered.type === undefined || offered.type === CONFIDENTIAL) continue;
        yield {
          message: ['confidential', { user: use.user, set: link.node.name, offered: offered.type }],
          at: placeOfUse(link.at, use.resource),
          when,
          about: [use.resource, link.node.resource],
          related: [{ message: `The type of '${link.node.name}' is ${offered.type}.`, at: offered.at }],
          fixes: retypeSet(link.node, offered.at, CONFIDENTIAL, ordinaryUses(inventory)),
        };
      }
    }
  }
}

/** A set beside an encryption that has none (CVM-09), or beside another one (CVM-10). */
function* machineDisks(inventory: Inventory): Generator<Report> {
  for (const disk of inventory.machineDisks) {
    const { machine } = disk;
    for (const { value: secure, when: secured } of disk.secureEncryptionSets.filter(namesSet)) {
      const about = [machine.resource, resourceOf(secure)];
      const related = [{ message: 'The confidential disk encryption set is named here.', at: secure.at }];
      for (const { value, when: typed } of casesOf(disk.securityEncryptionType)) {
        const when = combineAll(disk.when, secured, typed);
        if (when === undefined || !(isText(value, 'VMGuestStateOnly') || isText(value, 'NonPersistedTPM'))) continue;
        const names = { disk: disk.name, machine: machine.name, type: textOf(value) ?? '' };
        yield { message: ['platform', names], at: value, when, about, related, fixes: wholeDisk(disk, value) };
      }
      for (const { value: link, when: linked } of disk.encryptionSets.filter(namesSet)) {
        const when = combineAll(disk.when, secured, linked);
        if (when === undefined) continue;
        yield {
          message: ['both', { disk: disk.name, machine: machine.name }],
          at: placeOfUse(link.at, machine.resource),
          when,
          about: [machine.resource, resourceOf(link)],
          related,
          fixes: keepConfidential(disk),
        };
      }
    }
  }
}

/** The set and the security type of a disk resource, one without the other (CVM-16). */
function* diskResources({ disks }: Inventory): Generator<Report> {
  for (const disk of disks) {
    const named = new Set(disk.secureEncryptionSets.filter(namesSet).map(({ value }) => value));
    for (const { left: type, right: link, when } of pairs(casesOf(disk.securityType), disk.secureEncryptionSets)) {
      const isCustomerKey = isText(type, DISK_WITH_CUSTOMER_KEY);
      const report = { when, about: [disk.resource] };
      if (isCustomerKey && link.kind === 'none') {
        yield { ...report, message: ['without', { disk: disk.name, type: DISK_WITH_CUSTOMER_KEY }], at: link.at };
      } else if (named.has(link) && !isCustomerKey && (isAbsent(type) || textOf(type) !== undefined)) {
        yield {
          ...report,
          message: ['other', { disk: disk.name, type: textOf(type) ?? 'not set' }],
          at: type,
          fixes: sayCustomerKey(disk, type),
        };
      }
    }
  }
}

/** undefined: it is not known which set it is. */
function resourceOf(link: Link<DiskEncryptionSet>): ResourceInstance | undefined {
  return link.kind === 'to' ? link.node.resource : undefined;
}
