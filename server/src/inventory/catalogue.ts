/** The nodes of an inventory, one for each resource id, made when they are first named. */
import type { ResourceTypes } from '../evaluation/declared-types.js';
import { declaredBelow } from '../evaluation/deployment-tree.js';
import type { Deployment } from '../evaluation/deployment.js';
import { readPath } from '../evaluation/access.js';
import { canonicalExpression, identityKey } from '../evaluation/canonical.js';
import { casesOf, combine } from '../evaluation/cases.js';
import { casesOfIdentity } from '../evaluation/identity-cases.js';
import { identityOf, ownName, parentIdentity } from '../evaluation/identity.js';
import type { ResourceInstance } from '../evaluation/instances.js';
import { isAbsent, textOf } from '../evaluation/value.js';
import type { AbsentValue, Case, Origin, ResourceIdentity, Value } from '../evaluation/value.js';
import { displayName } from './display-text.js';
import { keyOfUrl, vaultOfUri } from './key-url.js';
import type { Disk, DiskEncryptionSet, Image, Key, Link, Links, Node, Vault } from './model.js';

/** What a value of an external resource is: nothing is known of it. */
function outside(origin: Origin): Value {
  return {
    kind: 'unknown',
    because: { kind: 'runtime', name: 'a resource outside of the template' },
    term: { kind: 'opaque', text: `outside('${origin.file}:${String(origin.start)}')` },
    origin,
  };
}

/** Types of resources that hold keys. */
const VAULTS: ResourceTypes = new Set(['microsoft.keyvault/vaults', 'microsoft.keyvault/managedhsms']);

export class Catalogue {
  private readonly vaults = new Map<string, Vault>();
  private readonly keys = new Map<string, Key>();
  private readonly sets = new Map<string, DiskEncryptionSet>();
  private readonly disks = new Map<string, Disk>();
  private readonly images = new Map<string, Image>();
  private declaredVaults: Map<string, ResourceIdentity> | undefined;
  private readonly declaredCases = new Map<string, ReadonlyMap<string, ResourceIdentity>>();

  constructor(private readonly root: Deployment) {}

  get all(): { vaults: Vault[]; keys: Key[]; sets: DiskEncryptionSet[]; disks: Disk[]; images: Image[] } {
    return {
      vaults: [...this.vaults.values()],
      keys: [...this.keys.values()],
      sets: [...this.sets.values()],
      disks: [...this.disks.values()],
      images: [...this.images.values()],
    };
  }

  /** What all nodes have, and a reader of the resource's properties. */
  private base(named: ResourceIdentity, at: Origin): { node: Node; read: (...path: string[]) => Value } {
    const identity = this.asDeclared(named);
    const instance = this.root.root.instanceOf(identity);
    const external = instance === undefined || instance.declaration.existing;
    const origin = instance?.origin ?? at;
    const read = (...path: string[]): Value => {
      if (instance === undefined || external) return outside(origin);
      return readPath(instance.body, path, origin);
    };
    return {
      node: {
        key: identityKey(identity),
        identity,
        name: displayName(identity),
        resource: instance,
        external,
        existence: instance === undefined || external ? [[]] : instance.existence,
        origin,
      },
      read,
    };
  }

  /** An id may name one of the several names that a resource is declared with: that resource is meant. */
  private asDeclared(identity: ResourceIdentity): ResourceIdentity {
    if (this.root.root.instanceOf(identity) !== undefined) return identity;
    const type = identity.type.toLowerCase();
    let cases = this.declaredCases.get(type);
    if (cases === undefined) this.declaredCases.set(type, (cases = this.casesOfDeclared(type)));
    return cases.get(identityKey(identity)) ?? identity;
  }

  /** The ids that declared resources of a type may have, where they may have several. */
  private casesOfDeclared(type: string): ReadonlyMap<string, ResourceIdentity> {
    const cases = new Map<string, ResourceIdentity>();
    for (const { identity } of declaredBelow(this.root, new Set([type]))) {
      for (const { value, when } of casesOfIdentity(identity)) {
        if (when.length > 0) cases.set(identityKey(value), identity);
      }
    }
    return cases;
  }

  vault(identity: ResourceIdentity, at: Origin): Vault {
    const { node, read } = this.base(identity, at);
    const known = this.vaults.get(node.key);
    if (known !== undefined) return known;
    const isHsm = identity.type.toLowerCase() === 'microsoft.keyvault/managedhsms';
    const vault: Vault = {
      ...node,
      kind: isHsm ? 'managedHsm' : 'vault',
      apiVersion: node.resource?.apiVersion ?? '',
      location: read('location'),
      sku: isHsm ? read('sku', 'name') : read('properties', 'sku', 'name'),
      enableRbacAuthorization: read('properties', 'enableRbacAuthorization'),
      enablePurgeProtection: read('properties', 'enablePurgeProtection'),
      enableSoftDelete: read('properties', 'enableSoftDelete'),
      accessPolicies: read('properties', 'accessPolicies'),
    };
    this.vaults.set(node.key, vault);
    return vault;
  }

  key(identity: ResourceIdentity, at: Origin): Key | undefined {
    const vaultIdentity = parentIdentity(identity);
    if (vaultIdentity === undefined) return undefined;
    const { node, read } = this.base(identity, at);
    const known = this.keys.get(node.key);
    if (known !== undefined) return known;
    const key: Key = {
      ...node,
      kind: 'key',
      vault: this.vault(vaultIdentity, node.origin),
      keyType: read('properties', 'kty'),
      keySize: read('properties', 'keySize'),
      keyOperations: read('properties', 'keyOps'),
      enabled: read('properties', 'attributes', 'enabled'),
      expires: read('properties', 'attributes', 'exp'),
    };
    this.keys.set(node.key, key);
    return key;
  }

  encryptionSet(identity: ResourceIdentity, at: Origin): DiskEncryptionSet {
    const { node, read } = this.base(identity, at);
    const known = this.sets.get(node.key);
    if (known !== undefined) return known;
    const keyUrl = read('properties', 'activeKey', 'keyUrl');
    const sourceVault = read('properties', 'activeKey', 'sourceVault', 'id');
    const keys = this.keyLinks(keyUrl, sourceVault);
    const set: DiskEncryptionSet = {
      ...node,
      kind: 'diskEncryptionSet',
      apiVersion: node.resource?.apiVersion ?? '',
      location: read('location'),
      encryptionType: read('properties', 'encryptionType'),
      identityBlock: read('identity'),
      identityType: read('identity', 'type'),
      userAssignedIdentities: read('identity', 'userAssignedIdentities'),
      activeKey: read('properties', 'activeKey'),
      keyUrl,
      sourceVault,
      rotation: read('properties', 'rotationToLatestKeyVersionEnabled'),
      federatedClientId: read('properties', 'federatedClientId'),
      keys,
      vaults: this.vaultLinks(sourceVault, keys),
    };
    this.sets.set(node.key, set);
    return set;
  }

  disk(identity: ResourceIdentity, at: Origin): Disk {
    const { node, read } = this.base(identity, at);
    const known = this.disks.get(node.key);
    if (known !== undefined) return known;
    const encryptionSetId = read('properties', 'encryption', 'diskEncryptionSetId');
    const collection = read('properties', 'encryptionSettingsCollection');
    const adeSettings = collection.kind === 'absent' ? read('properties', 'encryptionSettings') : collection;
    const disk: Disk = {
      ...node,
      kind: identity.type.toLowerCase() === 'microsoft.compute/snapshots' ? 'snapshot' : 'disk',
      apiVersion: node.resource?.apiVersion ?? '',
      location: read('location'),
      sku: read('sku', 'name'),
      encryption: read('properties', 'encryption'),
      encryptionType: read('properties', 'encryption', 'type'),
      encryptionSetId,
      encryptionSets: this.encryptionSetLinks(encryptionSetId),
      securityType: read('properties', 'securityProfile', 'securityType'),
      secureEncryptionSets: this.encryptionSetLinks(
        read('properties', 'securityProfile', 'secureVMDiskEncryptionSetId'),
      ),
      logicalSectorSize: read('properties', 'creationData', 'logicalSectorSize'),
      createOption: read('properties', 'creationData', 'createOption'),
      adeEnabled: readPath(adeSettings, ['enabled'], adeSettings.origin),
      adeSettings,
    };
    this.disks.set(node.key, disk);
    return disk;
  }

  image(instance: ResourceInstance): void {
    const { node, read } = this.base(instance.identity, instance.origin);
    if (this.images.has(node.key)) return;
    const sets = [
      {
        of: 'OS disk',
        links: this.encryptionSetLinks(read('properties', 'storageProfile', 'osDisk', 'diskEncryptionSet', 'id')),
      },
    ];
    for (const one of casesOf(read('properties', 'storageProfile', 'dataDisks'))) {
      if (one.value.kind !== 'array') continue;
      for (const [index, item] of one.value.items.entries()) {
        const id = readPath(item, ['diskEncryptionSet', 'id'], item.origin);
        sets.push({ of: `data disk ${String(index)}`, links: this.encryptionSetLinks(id) });
      }
    }
    this.images.set(node.key, { ...node, kind: 'image', location: read('location'), encryptionSets: sets });
  }

  encryptionSetLinks(id: Value): Links<DiskEncryptionSet> {
    return this.linksOf(id, (identity, at) =>
      identity.type.toLowerCase() === 'microsoft.compute/diskencryptionsets'
        ? this.encryptionSet(identity, at)
        : undefined,
    );
  }

  diskLinks(id: Value): Links<Disk> {
    return this.linksOf(id, (identity, at) =>
      identity.type.toLowerCase() === 'microsoft.compute/disks' ? this.disk(identity, at) : undefined,
    );
  }

  private linksOf<T>(id: Value, find: (identity: ResourceIdentity, at: Origin) => T | undefined): Links<T> {
    return casesOf(id).flatMap(({ value, when }): Links<T> => {
      if (isAbsent(value) || textOf(value) === '') return [{ value: { kind: 'none', at: value }, when }];
      const identity = identityOf(value);
      if (identity === undefined) return [{ value: { kind: 'unknown', at: value }, when }];
      return this.identitiesOf(identity).flatMap((one): Links<T> => {
        const both = combine(when, one.when);
        if (both === undefined) return [];
        const node = find(one.value, value.origin);
        const link: Link<T> = node === undefined ? { kind: 'unknown', at: value } : { kind: 'to', node, at: value };
        return [{ value: link, when: both }];
      });
    });
  }

  /** The one resource that is declared with that id, else those that it may be. */
  private identitiesOf(identity: ResourceIdentity): readonly Case<ResourceIdentity>[] {
    return this.root.root.instanceOf(identity) === undefined
      ? casesOfIdentity(identity)
      : [{ value: identity, when: [] }];
  }

  /** The key of a name in the vault of a URI; undefined where it is not known which vault that is. */
  keyIn(vaultUri: Value, name: Value): Key | undefined {
    const vault = vaultOfUri(vaultUri, (host) => this.vaultNamed(host) ?? vaultElsewhere(host, vaultUri));
    if (vault === undefined) return undefined;
    return this.key({ scope: vault.scope, type: `${vault.type}/keys`, names: [...vault.names, name] }, name.origin);
  }

  private keyLinks(url: Value, sourceVault: Value): Links<Key> {
    return casesOf(url).map((one) => {
      const { value, when } = one;
      if (isAbsent(value)) return { value: { kind: 'none', at: value }, when };
      const identity = keyOfUrl(value, (host) => this.vaultNamed(host) ?? vaultElsewhere(host, value, sourceVault));
      const key = identity === undefined ? undefined : this.key(identity, value.origin);
      return { value: key === undefined ? { kind: 'unknown', at: value } : { kind: 'to', node: key, at: value }, when };
    });
  }

  /** The vault that a key URL's host names: by its name, wherever it lies. */
  private vaultNamed(name: Value): ResourceIdentity | undefined {
    this.declaredVaults ??= new Map(
      [...declaredBelow(this.root, VAULTS)]
        .filter((instance) => VAULTS.has(instance.type.toLowerCase()))
        .map(({ identity }) => [canonicalName(ownName(identity)), identity] as const),
    );
    return this.declaredVaults.get(canonicalName(name));
  }

  /** `sourceVault` names the vault; without it the key's own vault is meant. */
  private vaultLinks(sourceVault: Value, keys: Links<Key>): Links<Vault> {
    if (casesOf(sourceVault).every((one) => isAbsent(one.value))) {
      return keys.map(({ value, when }): Links<Vault>[number] => ({
        value:
          value.kind === 'to'
            ? { kind: 'to', node: value.node.vault, at: value.at }
            : { kind: value.kind, at: value.at },
        when,
      }));
    }
    return this.linksOf(sourceVault, (identity, at) =>
      /^microsoft\.keyvault\/(vaults|managedhsms)$/i.test(identity.type) ? this.vault(identity, at) : undefined,
    );
  }
}

/**
 * A vault of which the template has only the name, in the URL of a key: the one that `sourceVault` names where that has
 * the same name, else one of which nothing more is known. Only a name that is written out is a name.
 */
function vaultElsewhere(host: Value, url: Value, sourceVault?: Value): ResourceIdentity | undefined {
  const name = textOf(host);
  if (name === undefined || name === '') return undefined;
  for (const { value } of sourceVault === undefined ? [] : casesOf(sourceVault)) {
    const identity = identityOf(value);
    if (identity !== undefined && canonicalName(ownName(identity)) === canonicalName(host)) return identity;
  }
  const isHsm = /\.managedhsm\./i.test(textOf(url) ?? '');
  return { scope: { kind: 'tenant' }, type: `Microsoft.KeyVault/${isHsm ? 'managedHSMs' : 'vaults'}`, names: [host] };
}

/** Vaults have names that are unique in the world, so that a name alone tells which one is meant. */
function canonicalName(name: Value | undefined): string {
  return name === undefined ? '' : canonicalExpression(name).toLowerCase();
}

export function absentAt(origin: Origin, missing: readonly string[]): AbsentValue {
  return { kind: 'absent', holder: origin, origin, missing };
}
