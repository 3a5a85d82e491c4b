/** Who rests on which key: what the hierarchy is made of, from the inventory. */
import { atRestOfDisk, coverageOfMachineDisk } from '../../inventory/coverage.js';
import type { AtRest } from '../../inventory/coverage.js';
import type {
  AdeUse,
  Disk,
  DiskEncryptionSet,
  Image,
  Inventory,
  Key,
  Link,
  Links,
  Machine,
  MachineDisk,
  StorageAccount,
  Vault,
} from '../../inventory/model.js';
import { atRestOfStorageAccount } from '../../inventory/storage-accounts.js';

/** Something, and whether it is there only for some values of the parameters. */
export interface Maybe<T> {
  readonly it: T;
  readonly possible: boolean;
}

/** What is encrypted in one way: by one set, or with platform keys. */
export interface Users {
  readonly machines: Map<Machine, Maybe<MachineDisk>[]>;
  readonly disks: Map<Disk, boolean>;
  readonly images: Map<Image, boolean>;
  readonly accounts: Map<StorageAccount, boolean>;
}

/** An image has no coverage of its own: its disks are encrypted with their sets, or with platform keys. */
export type Encryption = readonly (AtRest | 'unknown')[];

export interface Relations {
  readonly keysOfVault: ReadonlyMap<Vault, readonly Key[]>;
  readonly setsOfKey: ReadonlyMap<Key, readonly Maybe<DiskEncryptionSet>[]>;
  readonly accountsOfKey: ReadonlyMap<Key, readonly Maybe<StorageAccount>[]>;
  /** Sets of which only the vault is known. */
  readonly setsOfVault: ReadonlyMap<Vault, readonly Maybe<DiskEncryptionSet>[]>;
  /** Sets of which not even that is known. */
  readonly setsAlone: readonly DiskEncryptionSet[];
  readonly usersOfSet: ReadonlyMap<DiskEncryptionSet, Users>;
  readonly platform: Users;
  readonly unknown: Users;
  /** By the machine, the disk, or the extension where the machine is not in the template. */
  readonly ade: ReadonlyMap<Machine | Disk | AdeUse, readonly AdeUse[]>;
}

export function emptyUsers(): Users {
  return { machines: new Map(), disks: new Map(), images: new Map(), accounts: new Map() };
}

/** The targets of links, and whether each is only one of several. */
export function targetsOf<T>(links: Links<T>): Maybe<T>[] {
  const found = new Map<T, boolean>();
  for (const { value } of links as readonly { readonly value: Link<T> }[]) {
    if (value.kind === 'to') found.set(value.node, false);
  }
  const isCertain = found.size === 1 && links.every(({ value }) => value.kind === 'to');
  return [...found.keys()].map((it) => ({ it, possible: !isCertain }));
}

export function relationsOf(inventory: Inventory): Relations {
  const keysOfVault = new Map<Vault, Key[]>();
  for (const key of inventory.keys) push(keysOfVault, key.vault, key);
  const setsOfKey = new Map<Key, Maybe<DiskEncryptionSet>[]>();
  const setsOfVault = new Map<Vault, Maybe<DiskEncryptionSet>[]>();
  const setsAlone: DiskEncryptionSet[] = [];
  for (const set of inventory.diskEncryptionSets) {
    const keys = targetsOf(set.keys);
    const vaults = keys.length > 0 ? [] : targetsOf(set.vaults);
    for (const { it, possible } of keys) push(setsOfKey, it, { it: set, possible });
    for (const { it, possible } of vaults) push(setsOfVault, it, { it: set, possible });
    if (keys.length === 0 && vaults.length === 0) setsAlone.push(set);
  }
  const accountsOfKey = new Map<Key, Maybe<StorageAccount>[]>();
  const [platform, unknown] = [emptyUsers(), emptyUsers()];
  for (const account of inventory.storageAccounts) {
    const keys = targetsOf(account.keys);
    for (const { it, possible } of keys) push(accountsOfKey, it, { it: account, possible });
    const kinds = atRestOfStorageAccount(account);
    if (kinds.includes('platformKey')) platform.accounts.set(account, kinds.length > 1);
    else if (keys.length === 0) unknown.accounts.set(account, false);
  }
  const usersOfSet = new Map<DiskEncryptionSet, Users>();
  const usersOf = (set: DiskEncryptionSet): Users => {
    const users = usersOfSet.get(set) ?? emptyUsers();
    usersOfSet.set(set, users);
    return users;
  };
  const sort = (encryption: Encryption, hasSets: boolean, add: (users: Users, possible: boolean) => void): void => {
    if (encryption.some((one) => one === 'platformKey' || one === 'confidentialPlatformKey' || one === 'ephemeral'))
      add(platform, encryption.length > 1);
    else if (!hasSets) add(unknown, false);
  };
  const attached = new Set<Disk>();
  for (const machine of inventory.machines) {
    for (const disk of machine.disks) {
      for (const { it } of targetsOf(disk.attached)) attached.add(it);
      const { sets, atRest } = coverageOfMachineDisk(disk);
      const add = ({ machines }: Users, possible: boolean): void => {
        push(machines, machine, { it: disk, possible });
      };
      for (const set of new Set(sets)) add(usersOf(set), atRest.is === 'depends' || sets.length > 1);
      sort(atRest.oneOf, sets.length > 0, add);
    }
    if (machine.disks.length === 0) {
      const sets = targetsOf(machine.clusterEncryptionSets);
      for (const { it } of sets) usersOf(it).machines.set(machine, []);
      sort(encryptionOfPool(machine), sets.length > 0, ({ machines }) => machines.set(machine, []));
    }
  }
  for (const disk of [...inventory.disks, ...inventory.snapshots]) {
    if (attached.has(disk)) continue;
    const sets = [...targetsOf(disk.encryptionSets), ...targetsOf(disk.secureEncryptionSets)];
    for (const { it, possible } of sets) usersOf(it).disks.set(disk, possible);
    sort(atRestOfDisk(disk).oneOf, sets.length > 0, ({ disks }, possible) => disks.set(disk, possible));
  }
  for (const image of inventory.images) {
    const links = image.encryptionSets.map((one) => one.links);
    const sets = links.flatMap((one) => targetsOf(one));
    for (const { it, possible } of sets) usersOf(it).images.set(image, possible);
    sort(encryptionOfImage(image), sets.length > 0, ({ images }, possible) => images.set(image, possible));
  }
  const ade = new Map<Machine | Disk | AdeUse, AdeUse[]>();
  for (const use of inventory.adeUses) push(ade, use.machine ?? use.disk ?? use, use);
  return {
    ...{ keysOfVault, setsOfKey, accountsOfKey, setsOfVault, setsAlone, usersOfSet, platform, unknown, ade },
  };
}

/** Of the disks of a node pool, which are in no template. */
export function encryptionOfPool({ clusterEncryptionSets }: Machine): Encryption {
  return encryptionOfLinks(clusterEncryptionSets);
}

/** Of all disks of an image. */
export function encryptionOfImage({ encryptionSets }: Image): Encryption {
  return [...new Set(encryptionSets.flatMap(({ links }) => encryptionOfLinks(links)))];
}

function encryptionOfLinks(links: Links<DiskEncryptionSet>): Encryption {
  const kinds = links.map(({ value }) => {
    if (value.kind === 'to') return 'customerKey';
    return value.kind === 'none' ? 'platformKey' : 'unknown';
  });
  return [...new Set(kinds)];
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
