/** How a disk is encrypted, layer by layer, and why: at rest, cache, temp disk, flow to storage, guest, in use. */
import { casesOf } from '../evaluation/cases.js';
import { isAbsent, isText } from '../evaluation/value.js';
import type { Value } from '../evaluation/value.js';
import { encryptsTemporaryDiskInHardware, findVmSize, hasLocalDisk, parseVmSizeName } from '../facts/vm-sizes.js';
import { textOf } from '../evaluation/value.js';
import { encryptionTypesOf } from './encryption-types.js';
import type { Disk, DiskEncryptionSet, Key, Links, Machine, MachineDisk } from './model.js';

/** What an answer is: certain, one of several, or not known. `depends` names what it may be. */
export interface Answer<T extends string> {
  readonly is: T | 'depends' | 'unknown';
  /** Of `depends`: all that it may be. */
  readonly oneOf: readonly (T | 'unknown')[];
  /** A sentence for people. */
  readonly because: string;
}

export type AtRest =
  | 'platformKey'
  | 'customerKey'
  | 'platformAndCustomerKeys'
  | 'confidentialPlatformKey'
  | 'confidentialCustomerKey'
  | 'ephemeral';
export type Covered = 'encrypted' | 'notEncrypted' | 'none';

export interface Coverage {
  readonly atRest: Answer<AtRest>;
  /** Keys that may wrap the disk's key. */
  readonly keys: readonly Key[];
  readonly sets: readonly DiskEncryptionSet[];
  readonly cache: Answer<Covered>;
  readonly temp: Answer<Covered | 'hardware'>;
  readonly flow: Answer<Covered>;
  readonly guest: Answer<'ade' | 'none'>;
  readonly inUse: Answer<'confidential' | 'none'>;
}

function one<T extends string>(is: T, because: string): Answer<T> {
  return { is, oneOf: [is], because };
}

function anyOf<T extends string>(
  answers: readonly { readonly is: T | 'unknown'; readonly because: string }[],
): Answer<T> {
  const kinds = [...new Set(answers.map((answer) => answer.is))];
  const [first] = answers;
  if (first === undefined) return { is: 'unknown', oneOf: ['unknown'], because: 'nothing is known of it' };
  if (kinds.length === 1) return { is: first.is, oneOf: kinds, because: first.because };
  return { is: 'depends', oneOf: kinds.sort(), because: answers.map((answer) => answer.because).join('; or ') };
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
    ...hostCoverage(machine, disk.caching),
    guest: guestOf(machine),
    inUse: inUseOf(machine),
  };
}

/** Encryption at rest of a disk or snapshot that is a resource. */
export function atRestOfDisk(disk: Disk): Answer<AtRest> {
  if (disk.external) return { is: 'unknown', oneOf: ['unknown'], because: `'${disk.name}' is not in the template` };
  const security = textOf(disk.securityType)?.toLowerCase() ?? '';
  if (security === 'confidentialvm_diskencryptedwithcustomerkey') {
    return one('confidentialCustomerKey', `'${disk.name}' is a confidential disk with a customer key`);
  }
  if (security.startsWith('confidentialvm_'))
    return one('confidentialPlatformKey', `'${disk.name}' is a confidential disk with a platform key`);
  return ofLinks(disk.encryptionSets, disk.name);
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
    return { is: 'unknown', oneOf: ['unknown'], because: 'the attached disk is not in the template' };
  }
  return ofLinks(disk.encryptionSets, disk.name);
}

function ofLinks(links: Links<DiskEncryptionSet>, name: string): Answer<AtRest> {
  return anyOf(
    links.flatMap(({ value }): { is: AtRest | 'unknown'; because: string }[] => {
      switch (value.kind) {
        case 'none':
          return [{ is: 'platformKey', because: `'${name}' has no disk encryption set: Azure uses a platform key` }];
        case 'unknown':
          return [{ is: 'unknown', because: `the disk encryption set of '${name}' is not known` }];
        case 'to':
          return encryptionTypesOf(value.node).map(({ value: { type } }) => ({
            is: type === undefined ? 'unknown' : KIND_OF_TYPE[type],
            because: `'${name}' uses the disk encryption set '${value.node.name}'`,
          }));
      }
    }),
  );
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

/** What encryption at host does for cache, temp disk and the flow to storage; EAH-14..17. */
function hostCoverage(machine: Machine, caching: Value): Pick<Coverage, 'cache' | 'temp' | 'flow'> {
  const host = hostEncryption(machine.encryptionAtHost);
  const cached = !isText(caching, 'None');
  const cache = (): Answer<Covered> => {
    if (!cached) return one('none', 'the disk has no host cache');
    return covered(host);
  };
  return { cache: cache(), temp: temporaryDisk(machine, host), flow: covered(host) };
}

type Host = 'on' | 'off' | 'unknown' | 'depends';

function hostEncryption(value: Value): Host {
  const kinds = new Set(
    casesOf(value).map((one_): Host => {
      if (isAbsent(one_.value)) return 'off';
      if (one_.value.kind !== 'literal') return 'unknown';
      return one_.value.value === true ? 'on' : 'off';
    }),
  );
  const [first = 'unknown'] = kinds;
  return kinds.size === 1 ? first : 'depends';
}

function covered(host: Host): Answer<Covered> {
  switch (host) {
    case 'on':
      return one('encrypted', 'encryption at host is on');
    case 'off':
      return one('notEncrypted', 'encryption at host is off');
    case 'unknown':
      return { is: 'unknown', oneOf: ['unknown'], because: 'encryption at host is not known' };
    case 'depends':
      return {
        is: 'depends',
        oneOf: ['encrypted', 'notEncrypted'],
        because: 'encryption at host depends on a parameter',
      };
  }
}

function temporaryDisk(machine: Machine, host: Host): Answer<Covered | 'hardware'> {
  const name = textOf(machine.size);
  const size = name === undefined ? undefined : findVmSize(name);
  if (size !== undefined && hasLocalDisk(size) === false) return one('none', `'${name ?? ''}' has no temporary disk`);
  if (host === 'on') return one('encrypted', 'encryption at host is on (always with a platform key)');
  const parsed = name === undefined ? undefined : parseVmSizeName(name);
  if (parsed !== undefined && encryptsTemporaryDiskInHardware(parsed)) {
    return one('hardware', `'${name ?? ''}' encrypts its local disk in hardware`);
  }
  return covered(host);
}

function guestOf(machine: Machine): Answer<'ade' | 'none'> {
  return machine.adeUses.length > 0
    ? one('ade', 'Azure Disk Encryption is on')
    : one('none', 'nothing in the template encrypts in the guest');
}

function inUseOf(machine: Machine): Answer<'confidential' | 'none'> {
  const kinds = casesOf(machine.securityType).map(
    ({ value }): { is: 'confidential' | 'none' | 'unknown'; because: string } => {
      if (isAbsent(value)) return { is: 'none', because: 'the machine is not a confidential one' };
      if (value.kind !== 'literal') return { is: 'unknown', because: 'the security type is not known' };
      return isText(value, 'ConfidentialVM')
        ? { is: 'confidential', because: 'the machine is a confidential VM' }
        : { is: 'none', because: 'the machine is not a confidential one' };
    },
  );
  return anyOf(kinds);
}
