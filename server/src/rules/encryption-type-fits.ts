/** Whether a disk or a set may have another encryption type, for all disks and sets that take it from the same place. */
import type { Fix } from '../edits/change.js';
import { casesOf } from '../evaluation/cases.js';
import type { ResourceInstance } from '../evaluation/instances.js';
import { pairs } from '../evaluation/pairs.js';
import { mayBeReplaced } from '../evaluation/parameter-at.js';
import { textOf } from '../evaluation/value.js';
import type { Case, Origin, Value } from '../evaluation/value.js';
import {
  DISK_ENCRYPTION_SET_TYPES,
  DISK_ENCRYPTION_TYPES,
  isUltraOrPremiumV2,
  matchValue,
} from '../facts/disk-encryption.js';
import { encryptionTypesOf } from '../inventory/encryption-types.js';
import type { DiskEncryptionSet, Inventory, Link, Links } from '../inventory/model.js';

const CONFIDENTIAL = 'ConfidentialVmEncryptedWithCustomerKey';
const DOUBLE = 'EncryptionAtRestWithPlatformAndCustomerKeys';
const PLATFORM = 'EncryptionAtRestWithPlatformKey';

/** One way in which a disk names a set; `type`: what it asks for itself, `undefined` where it does not say or is not known. */
interface Use {
  readonly type: Value | undefined;
  readonly link: Link<DiskEncryptionSet>;
  readonly sku: Value;
  /** Of the confidential OS disk, in its securityProfile. */
  readonly secure: boolean;
}

/**
 * A fix for each of the words that fits at that place; preferred is the one that was meant, or the only one where that
 * is not known.
 */
export function encryptionTypeFixes(
  inventory: Inventory,
  at: Origin,
  resource: ResourceInstance | undefined,
  words: readonly string[],
  meant?: string,
): Fix[] {
  const fitting = words.filter(
    (word) =>
      encryptionTypeFits(inventory, at, word) &&
      (resource === undefined || mayBeReplaced(resource.deployment, at, word)),
  );
  const preferred = meant ?? (fitting.length === 1 ? fitting[0] : undefined);
  return fitting
    .map((word): Fix => ({
      title: `Change the encryption type to ${word}`,
      preferred: word === preferred,
      changes: [{ kind: 'replace', at, value: word }],
    }))
    .sort((left, right) => Number(right.preferred) - Number(left.preferred));
}

/** With `word` written at that place in stead of what is there, no disk asks for another encryption than its set gives. */
export function encryptionTypeFits(inventory: Inventory, at: Origin, word: string): boolean {
  const isThere = ({ origin }: Value): boolean => origin.file === at.file && origin.start === at.start;
  for (const { type, link, sku, secure } of usesOfSets(inventory)) {
    const offers = link.kind === 'to' ? encryptionTypesOf(link.node).map(({ value }) => value) : [undefined];
    for (const offer of offers) {
      const isAsked = type !== undefined && isThere(type);
      const isOffered = offer !== undefined && isThere(offer.at);
      if (!isAsked && !isOffered) continue;
      const wanted = isAsked ? word : wordOf(type, DISK_ENCRYPTION_TYPES);
      const offered = isOffered ? matchValue(DISK_ENCRYPTION_SET_TYPES, word) : offer?.type;
      if (!isTogether(wanted, offered, link, secure)) return false;
      if ([wanted, offered].includes(DOUBLE) && isUltraOrPremiumV2(textOf(sku) ?? '')) return false;
    }
  }
  return true;
}

function isTogether(
  wanted: string | undefined,
  offered: string | undefined,
  link: Link<DiskEncryptionSet>,
  secure: boolean,
): boolean {
  if (secure) return offered === undefined || offered === CONFIDENTIAL;
  if (link.kind === 'none') return wanted === undefined || wanted === PLATFORM;
  if (wanted === PLATFORM || offered === CONFIDENTIAL) return false;
  return wanted === undefined || offered === undefined || wanted === offered;
}

function wordOf(value: Value | undefined, known: readonly string[]): string | undefined {
  return value === undefined ? undefined : matchValue(known, textOf(value) ?? '');
}

function* usesOfSets({ disks, snapshots, machineDisks }: Inventory): Generator<Use> {
  for (const disk of [...disks, ...snapshots]) {
    yield* usesOf(casesOf(disk.encryptionType), disk.encryptionSets, disk.sku, false);
    yield* usesOf(undefined, disk.secureEncryptionSets, disk.sku, true);
  }
  for (const disk of machineDisks) {
    yield* usesOf(undefined, disk.encryptionSets, disk.storageType, false);
    yield* usesOf(undefined, disk.secureEncryptionSets, disk.storageType, true);
  }
}

function* usesOf(
  types: readonly Case[] | undefined,
  links: Links<DiskEncryptionSet>,
  sku: Value,
  secure: boolean,
): Generator<Use> {
  const asked: readonly Case<Value | undefined>[] = types ?? [{ value: undefined, when: [] }];
  for (const { left: type, right: link, when } of pairs(asked, links)) {
    for (const { right } of pairs([{ value: type, when }], casesOf(sku))) yield { type, link, sku: right, secure };
  }
}
