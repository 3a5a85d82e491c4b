/** How a disk is encrypted, layer by layer, and why: at rest, cache, temp disk, flow to storage, guest, in use. */
import { casesOf, combine } from '../evaluation/cases.js';
import { unknownBecause } from '../evaluation/reason-text.js';
import { isAbsent, isText, textOf } from '../evaluation/value.js';
import type { Condition, Value } from '../evaluation/value.js';
import { encryptsTemporaryDiskInHardware, findVmSize, hasLocalDisk, parseVmSizeName } from '../facts/vm-sizes.js';
import { encryptionTypesOf } from './encryption-types.js';
import type { Disk, DiskEncryptionSet, Key, Links, Machine, MachineDisk } from './model.js';

/** What an answer is: certain, one of several, or not known. `depends` names what it may be. */
export interface Answer<T extends string> {
  readonly is: T | 'depends' | 'unknown';
  /** Of `depends`: all that it may be. */
  readonly oneOf: readonly (T | 'unknown')[];
  /** A sentence for people. */
  readonly because: string;
  /** Each answer that is possible, and when it holds; one for a certain answer. */
  readonly cases: readonly AnswerCase<T>[];
}

export interface AnswerCase<T extends string> {
  readonly is: T | 'unknown';
  readonly because: string;
  /** Empty: always, or it is not known when. */
  readonly when: readonly Condition[];
}

export type AtRest =
  | 'platformKey'
  | 'customerKey'
  | 'platformAndCustomerKeys'
  | 'confidentialPlatformKey'
  | 'confidentialCustomerKey'
  | 'ephemeral';
export type Covered = 'encrypted' | 'notEncrypted' | 'none';

export interface Coverage extends HostCoverage {
  readonly atRest: Answer<AtRest>;
  /** Keys that may wrap the disk's key. */
  readonly keys: readonly Key[];
  readonly sets: readonly DiskEncryptionSet[];
  readonly cache: Answer<Covered>;
}

/** What holds for all disks of a machine. */
export interface HostCoverage {
  readonly temp: Answer<Covered | 'hardware'>;
  readonly flow: Answer<Covered>;
  readonly guest: Answer<'ade' | 'none'>;
  readonly inUse: Answer<'confidential' | 'none'>;
}

function one<T extends string>(is: T, because: string): Answer<T> {
  return { is, oneOf: [is], because, cases: [{ is, because, when: [] }] };
}

function unknown<T extends string>(because: string): Answer<T> {
  return { is: 'unknown', oneOf: ['unknown'], because, cases: [{ is: 'unknown', because, when: [] }] };
}

function anyOf<T extends string>(cases: readonly AnswerCase<T>[]): Answer<T> {
  const kinds = [...new Set(cases.map((answer) => answer.is))];
  const [first] = cases;
  if (first === undefined) return unknown('nothing is known of it');
  if (kinds.length === 1) return { is: first.is, oneOf: kinds, because: first.because, cases };
  const because = [...new Set(cases.map((answer) => answer.because))].join('; or ');
  return { is: 'depends', oneOf: kinds.sort(), because, cases };
}

/** Encryption of an inline disk of a machine. */
export function coverageOfMachineDisk(disk: MachineDisk): Coverage {
  const { machine } = disk;
  const secure = linkedSets(disk.secureEncryptionSets);
  const attached = disk.attached.flatMap(({ value }) => (value.kind === 'to' ? [value.node] : []));
  const links = attached.length > 0 ? attached.flatMap((one_) => one_.encryptionSets) : disk.encryptionSets;
  const sets = [...linkedSets(links), ...secure];
  return {
    atRest: atRestOfMachineDisk(disk, attached),
    keys: keysOf(sets),
    sets,
    cache: cacheOf(machine, disk.caching),
    ...coverageOfHost(machine),
  };
}

/** Encryption of what a machine has beside its disks. */
export function coverageOfHost(machine: Machine): HostCoverage {
  const host = hostEncryption(machine.encryptionAtHost);
  return { temp: temporaryDisk(machine, host), flow: covered(host), guest: guestOf(machine), inUse: inUseOf(machine) };
}

/** Encryption of the disks that AKS makes for a node pool: they are in no template. */
export function coverageOfPool(pool: Machine): Coverage {
  const sets = linkedSets(pool.clusterEncryptionSets);
  return {
    atRest: ofLinks(pool.clusterEncryptionSets, pool.name),
    keys: keysOf(sets),
    sets,
    cache: covered(hostEncryption(pool.encryptionAtHost)),
    ...coverageOfHost(pool),
  };
}

/** Encryption at rest of a disk or snapshot that is a resource. */
export function atRestOfDisk(disk: Disk): Answer<AtRest> {
  if (disk.external) return unknown(`'${disk.name}' is not in the template`);
  const security = textOf(disk.securityType)?.toLowerCase() ?? '';
  if (security === 'confidentialvm_diskencryptedwithcustomerkey') {
    return one('confidentialCustomerKey', `'${disk.name}' is a confidential disk with a customer key`);
  }
  if (security.startsWith('confidentialvm_'))
    return one('confidentialPlatformKey', `'${disk.name}' is a confidential disk with a platform key`);
  const { cases } = ofLinks(disk.encryptionSets, disk.name);
  return anyOf(cases.map((one_) => asItsTypeSays(one_, disk)));
}

/** Of a set whose kind is not known, a disk that names its type is told: Azure refuses a set of another kind (DSK-07, observed 2021-02-15). */
function asItsTypeSays(known: AnswerCase<AtRest>, { encryptionType, name }: Disk): AnswerCase<AtRest> {
  if (known.is !== 'unknown') return known;
  const type = textOf(encryptionType)?.toLowerCase();
  const kind = Object.entries(KIND_OF_TYPE).find(([named]) => named.toLowerCase() === type)?.[1];
  if (kind === undefined) return known;
  return {
    is: kind,
    because: `the encryption type of '${name}' says so, and Azure takes only a set of that kind`,
    when: known.when,
  };
}

function atRestOfMachineDisk(disk: MachineDisk, attached: readonly Disk[]): Answer<AtRest> {
  const secure = linkedSets(disk.secureEncryptionSets);
  if (secure.length > 0) return one('confidentialCustomerKey', 'the confidential disk has a disk encryption set');
  if (isText(disk.securityEncryptionType, 'DiskWithVMGuestState')) {
    return one('confidentialPlatformKey', 'the confidential disk is encrypted with a platform key');
  }
  const [only] = attached;
  if (only !== undefined && attached.length === 1) return atRestOfDisk(only);
  if (disk.attached.some(({ value }) => value.kind !== 'none')) {
    return unknown('the attached disk is not in the template');
  }
  return ofLinks(disk.encryptionSets, disk.name);
}

function ofLinks(links: Links<DiskEncryptionSet>, name: string): Answer<AtRest> {
  return anyOf(
    links.flatMap(({ value, when }): AnswerCase<AtRest>[] => {
      switch (value.kind) {
        case 'none':
          return [
            { is: 'platformKey', because: `'${name}' has no disk encryption set: Azure uses a platform key`, when },
          ];
        case 'unknown':
          return [
            { is: 'unknown', because: withReason(`the disk encryption set of '${name}' is not known`, value.at), when },
          ];
        case 'to':
          return encryptionTypesOf(value.node).flatMap((offered): AnswerCase<AtRest>[] => {
            const both = combine(when, offered.when);
            if (both === undefined) return [];
            const { type, at } = offered.value;
            const uses = `'${name}' uses the disk encryption set '${value.node.name}'`;
            if (type !== undefined) return [{ is: KIND_OF_TYPE[type], because: uses, when: both }];
            const because = value.node.external
              ? `${uses}, which is not in the template`
              : withReason(`${uses}, whose type is not known`, at);
            return [{ is: 'unknown', because, when: both }];
          });
      }
    }),
  );
}

function withReason(text: string, value: Value): string {
  const reason = unknownBecause(value);
  return reason === undefined ? text : `${text}: ${reason}`;
}

const KIND_OF_TYPE = {
  EncryptionAtRestWithCustomerKey: 'customerKey',
  EncryptionAtRestWithPlatformAndCustomerKeys: 'platformAndCustomerKeys',
  ConfidentialVmEncryptedWithCustomerKey: 'confidentialCustomerKey',
} as const;

function linkedSets(links: Links<DiskEncryptionSet>): DiskEncryptionSet[] {
  return links.flatMap(({ value }) => (value.kind === 'to' ? [value.node] : []));
}

function keysOf(sets: readonly DiskEncryptionSet[]): Key[] {
  return [
    ...new Set(sets.flatMap((set) => set.keys.flatMap(({ value }) => (value.kind === 'to' ? [value.node] : [])))),
  ];
}

/** What encryption at host does for a disk's host cache; EAH-14..17. */
function cacheOf(machine: Machine, caching: Value): Answer<Covered> {
  if (isText(caching, 'None')) return one('none', 'the disk has no host cache');
  return covered(hostEncryption(machine.encryptionAtHost));
}

interface HostCase {
  readonly is: 'on' | 'off' | 'unknown';
  readonly because: string;
  readonly when: readonly Condition[];
}

function hostEncryption(value: Value): readonly HostCase[] {
  return casesOf(value).map(({ value: own, when }): HostCase => {
    if (isAbsent(own)) return { is: 'off', because: 'encryption at host is off', when };
    if (own.kind !== 'literal') {
      return { is: 'unknown', because: withReason('encryption at host is not known', own), when };
    }
    const is = own.value === true ? 'on' : 'off';
    return { is, because: `encryption at host is ${is}`, when };
  });
}

const COVERED_BY_HOST = { on: 'encrypted', off: 'notEncrypted', unknown: 'unknown' } as const;

function covered(host: readonly HostCase[]): Answer<Covered> {
  return anyOf(host.map(({ is, because, when }) => ({ is: COVERED_BY_HOST[is], because, when })));
}

function temporaryDisk(machine: Machine, host: readonly HostCase[]): Answer<Covered | 'hardware'> {
  const name = textOf(machine.size);
  const size = name === undefined ? undefined : findVmSize(name);
  if (size !== undefined && hasLocalDisk(size) === false) return one('none', `'${name ?? ''}' has no temporary disk`);
  return localStorage(machine, host);
}

/** Encryption of an ephemeral OS disk, which lies on the storage of the host (EPH-02, EAH-17). */
export function coverageOfEphemeral({ machine }: MachineDisk): Answer<Covered | 'hardware'> {
  return localStorage(machine, hostEncryption(machine.encryptionAtHost));
}

function localStorage(machine: Machine, host: readonly HostCase[]): Answer<Covered | 'hardware'> {
  const name = textOf(machine.size);
  const parsed = name === undefined ? undefined : parseVmSizeName(name);
  const isInHardware = parsed !== undefined && encryptsTemporaryDiskInHardware(parsed);
  return anyOf(
    host.map(({ is, because, when }): AnswerCase<Covered | 'hardware'> => {
      if (is === 'on') return { is: 'encrypted', because, when };
      if (isInHardware) return { is: 'hardware', because: `'${name ?? ''}' encrypts its local disk in hardware`, when };
      return { is: COVERED_BY_HOST[is], because, when };
    }),
  );
}

function guestOf(machine: Machine): Answer<'ade' | 'none'> {
  return machine.adeUses.length > 0
    ? one('ade', 'Azure Disk Encryption is on')
    : one('none', 'nothing in the template encrypts in the guest');
}

function inUseOf(machine: Machine): Answer<'confidential' | 'none'> {
  return anyOf(
    casesOf(machine.securityType).map(({ value, when }): AnswerCase<'confidential' | 'none'> => {
      if (isAbsent(value)) return { is: 'none', because: 'the machine is not a confidential one', when };
      if (value.kind !== 'literal') {
        return { is: 'unknown', because: withReason('the security type is not known', value), when };
      }
      return isText(value, 'ConfidentialVM')
        ? { is: 'confidential', because: 'the machine is a confidential VM', when }
        : { is: 'none', because: 'the machine is not a confidential one', when };
    }),
  );
}
