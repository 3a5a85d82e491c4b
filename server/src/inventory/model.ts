/**
 * The domain, as plain data: vaults, keys, disk encryption sets, disks, machines, identities and grants, and how they
 * hang together. Properties are Values: a rule looks at their cases and never at syntax.
 *
 * A link that may lead to different resources is a list of cases, each with the conditions under which it holds.
 */
import type { Alternatives, ModuleInstance, ResourceInstance } from '../evaluation/instances.js';
import type { Case, Condition, ObjectValue, Origin, ResourceIdentity, Value } from '../evaluation/value.js';

export interface Inventory {
  readonly vaults: readonly Vault[];
  readonly keys: readonly Key[];
  readonly diskEncryptionSets: readonly DiskEncryptionSet[];
  readonly disks: readonly Disk[];
  readonly snapshots: readonly Disk[];
  readonly images: readonly Image[];
  readonly storageAccounts: readonly StorageAccount[];
  readonly machines: readonly Machine[];
  /** Inline disks of all machines, in their order. */
  readonly machineDisks: readonly MachineDisk[];
  readonly grants: readonly Grant[];
  /** Lists of access policies of which not all items are known: they may hold any grant on their vault. */
  readonly openPolicyLists: readonly OpenPolicyList[];
  /** Deployment scripts, which may do anything. */
  readonly scripts: readonly ResourceInstance[];
  readonly adeUses: readonly AdeUse[];
  /** Whether one resource is deployed after another; see `dependencies.ts`. */
  readonly dependencies: Dependencies;
  /** What stands in the way of a complete answer: modules that are not at hand. */
  readonly gaps: readonly Gap[];
}

/** What every node has. */
export interface Node {
  /** Lower-case canonical id; equal for all nodes of the same resource. */
  readonly key: string;
  readonly identity: ResourceIdentity;
  /** For messages: the evaluated name, or the name's expression. */
  readonly name: string;
  /** undefined: not in the template, only its id. `existing` declarations have an instance and are external too. */
  readonly resource: ResourceInstance | undefined;
  readonly external: boolean;
  readonly existence: Alternatives;
  /** Where the resource is declared, or where its id is written. */
  readonly origin: Origin;
}

export type Link<T> =
  | { readonly kind: 'none'; readonly at: Value }
  | { readonly kind: 'unknown'; readonly at: Value }
  | { readonly kind: 'to'; readonly node: T; readonly at: Value };

/** Where a link may lead, one case each; never empty. `at` is the value that names the target. */
export type Links<T> = readonly Case<Link<T>>[];

export interface Vault extends Node {
  readonly kind: 'vault' | 'managedHsm';
  readonly apiVersion: string;
  readonly location: Value;
  readonly sku: Value;
  readonly enableRbacAuthorization: Value;
  readonly enablePurgeProtection: Value;
  readonly enableSoftDelete: Value;
  /** `properties.accessPolicies` as written; the grants in it are in `Inventory.grants`. */
  readonly accessPolicies: Value;
}

export interface Key extends Node {
  readonly kind: 'key';
  readonly vault: Vault;
  readonly keyType: Value;
  readonly keySize: Value;
  readonly keyOperations: Value;
  readonly enabled: Value;
  /** `attributes.exp`, seconds since 1970. */
  readonly expires: Value;
}

export interface DiskEncryptionSet extends Node {
  readonly kind: 'diskEncryptionSet';
  readonly apiVersion: string;
  readonly location: Value;
  readonly encryptionType: Value;
  /** `identity`, the whole block; absent where there is none. */
  readonly identityBlock: Value;
  readonly identityType: Value;
  readonly userAssignedIdentities: Value;
  /** `properties.activeKey`. */
  readonly activeKey: Value;
  readonly keyUrl: Value;
  readonly sourceVault: Value;
  readonly rotation: Value;
  readonly federatedClientId: Value;
  /** The key that `keyUrl` names, and the vault that it and `sourceVault` name. */
  readonly keys: Links<Key>;
  readonly vaults: Links<Vault>;
}

/** Effective type of a set: its literal, or the default where it is absent; undefined where it is not known. */
export type EncryptionSetType =
  | 'EncryptionAtRestWithCustomerKey'
  | 'EncryptionAtRestWithPlatformAndCustomerKeys'
  | 'ConfidentialVmEncryptedWithCustomerKey';

/** A managed disk or a snapshot that is a resource of its own. */
export interface Disk extends Node {
  readonly kind: 'disk' | 'snapshot';
  readonly apiVersion: string;
  readonly location: Value;
  readonly sku: Value;
  /** `properties.encryption`, `.type`, `.diskEncryptionSetId`. */
  readonly encryption: Value;
  readonly encryptionType: Value;
  readonly encryptionSetId: Value;
  readonly encryptionSets: Links<DiskEncryptionSet>;
  /** `properties.securityProfile.securityType` and `.secureVMDiskEncryptionSetId`. */
  readonly securityType: Value;
  readonly secureEncryptionSets: Links<DiskEncryptionSet>;
  readonly logicalSectorSize: Value;
  readonly createOption: Value;
  /** ADE: `encryptionSettingsCollection.enabled` (or the old `encryptionSettings.enabled`). */
  readonly adeEnabled: Value;
  /** The block that holds it. */
  readonly adeSettings: Value;
}

export interface Image extends Node {
  readonly kind: 'image';
  readonly location: Value;
  readonly encryptionSets: readonly { readonly of: string; readonly links: Links<DiskEncryptionSet> }[];
}

export interface StorageAccount extends Node {
  readonly kind: 'storageAccount';
  readonly location: Value;
  readonly sku: Value;
  /** `properties.encryption.keySource`. */
  readonly keySource: Value;
  /** The key in a vault that `keyvaultproperties` names; none where `keySource` is Azure's own. */
  readonly keys: Links<Key>;
  /** `properties.encryption.requireInfrastructureEncryption`: a second encryption, with a platform key. */
  readonly infrastructureEncryption: Value;
}

export interface Machine extends Node {
  readonly kind: 'virtualMachine' | 'scaleSet' | 'agentPool';
  readonly apiVersion: string;
  /** Scale sets; undefined where it is not known. */
  readonly orchestration: 'uniform' | 'flexible' | undefined;
  readonly location: Value;
  readonly size: Value;
  /** Where Azure looks for it: absent where it is not there. */
  readonly encryptionAtHost: Value;
  /** The path at which `encryptionAtHost` stands for this kind, from the resource (or the pool's object). */
  readonly encryptionAtHostPath: readonly string[];
  /** The object that path starts from: the resource's body, or the item of `agentPoolProfiles`. */
  readonly body: Value;
  /** Other places where the author wrote the property; `name` is where its name stands, `holder` the object around it. */
  readonly misplacedEncryptionAtHost: readonly {
    readonly value: Value;
    readonly path: readonly string[];
    readonly name: Origin;
    readonly holder: ObjectValue;
  }[];
  /** Base of `securityProfile`/`storageProfile`: `properties`, or `properties.virtualMachineProfile`. */
  readonly profilePath: readonly string[];
  /** `securityProfile.securityType`. */
  readonly securityType: Value;
  readonly imageReference: Value;
  readonly osType: Value;
  readonly disks: readonly MachineDisk[];
  /** AKS: `diskEncryptionSetID` of the cluster. */
  readonly clusterEncryptionSets: Links<DiskEncryptionSet>;
  readonly adeUses: readonly AdeUse[];
}

/** A disk of a machine, inline in its model. */
export interface MachineDisk {
  readonly machine: Machine;
  readonly role: 'os' | 'data';
  /** For messages: its name, or `OS disk`, `data disk 0`. */
  readonly name: string;
  /** The disk's object (`osDisk`, an item of `dataDisks`); `absent` for an OS disk the template does not mention. */
  readonly body: Value;
  readonly managedDisk: Value;
  /** Conditions under which the machine has this disk. */
  readonly when: readonly Condition[];
  /** Path of the object in the machine's body, array positions as text. */
  readonly path: readonly string[];
  readonly createOption: Value;
  readonly storageType: Value;
  /** `managedDisk.diskEncryptionSet.id`. */
  readonly encryptionSetId: Value;
  readonly encryptionSets: Links<DiskEncryptionSet>;
  /** `managedDisk.securityProfile`, and its parts. */
  readonly securityProfile: Value;
  readonly securityEncryptionType: Value;
  readonly secureEncryptionSets: Links<DiskEncryptionSet>;
  /** `managedDisk.id`: the disk resource that is attached. */
  readonly attached: Links<Disk>;
  /** `diffDiskSettings.option` is Local. */
  readonly ephemeral: Value;
  readonly caching: Value;
}

/** A permission of an identity on a key, a vault or what holds it. */
export type Grant = AccessPolicyGrant | RoleGrant;

interface GrantBase {
  /** The resource that makes the grant: the vault itself for an inline policy. */
  readonly resource: ResourceInstance;
  readonly principal: Value;
  /** Conditions under which the grant is made. */
  readonly existence: Alternatives;
  readonly origin: Origin;
}

export interface OpenPolicyList {
  readonly vaultKey: string;
  readonly existence: Alternatives;
  readonly at: Value;
}

export interface AccessPolicyGrant extends GrantBase {
  readonly kind: 'accessPolicy';
  readonly vaultKey: string;
  readonly inline: boolean;
  /** `permissions.keys`. */
  readonly permissions: Value;
  /** The policy's object. */
  readonly body: Value;
}

export interface RoleGrant extends GrantBase {
  readonly kind: 'role';
  readonly roleDefinitionId: Value;
  /** Keys of the scopes it covers: of the resource, or of the resource group or subscription. undefined: not known. */
  readonly scope:
    { readonly kind: 'resource' | 'resourceGroup' | 'subscription' | 'above'; readonly key: string } | undefined;
}

/** A way in which ADE is switched on. */
export interface AdeUse {
  readonly kind: 'extension' | 'encryptionSettings' | 'encryptionSettingsCollection';
  /** The extension's own resource, or the machine or disk that holds the settings. */
  readonly resource: ResourceInstance;
  /** The machine; undefined where it is not in the template. */
  readonly machine: Machine | undefined;
  readonly disk: Disk | undefined;
  readonly os: 'windows' | 'linux' | undefined;
  /** The value that switches it on: the extension's `type`, the `enabled` of the settings. */
  readonly at: Value;
  /** The object that holds it: the extension (resource or item of a scale set's list), or the block of settings. */
  readonly body: Value;
  /** Conditions under which it is on, apart from the existence of the resource. */
  readonly when: Alternatives;
}

export interface Dependencies {
  /** Whether `later` is deployed only after `earlier`, directly or through others; true where it may be and is not known. */
  waitsFor(later: ResourceInstance, earlier: ResourceInstance): boolean;
  /** The two declarations of one template between which a dependency must be added for that; undefined: none can be. */
  missingLink(later: ResourceInstance, earlier: ResourceInstance): DependencyLink | undefined;
}

export interface DependencyLink {
  readonly file: string;
  readonly from: ResourceInstance | ModuleInstance;
  readonly on: ResourceInstance | ModuleInstance;
  /** To name `on` by its symbol makes the dependency as well, as in Bicep. */
  readonly byReference: boolean;
}

/** A module whose content is not at hand. */
export interface Gap {
  readonly module: ModuleInstance;
  readonly message: string;
  readonly origin: Origin;
}
