/**
 * The inventory as plain data for the command line: ordered, ids from type and evaluated name, unknown parts as
 * canonical ARM expressions. Equal templates give equal data, whichever language they are written in.
 */
import { canonicalText } from '../evaluation/canonical.js';
import { isAbsent } from '../evaluation/value.js';
import type { IdentityScope, ResourceIdentity, Value } from '../evaluation/value.js';
import { atRestOfDisk, coverageOfMachineDisk } from './coverage.js';
import type { Answer } from './coverage.js';
import { principalOwner } from './grants.js';
import type { DiskEncryptionSet, Inventory, Links, Machine, MachineDisk, Node } from './model.js';
import { atRestOfStorageAccount } from './storage-accounts.js';

export interface ExportedNode {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly external: boolean;
  readonly [property: string]: string | boolean | null;
}

export interface ExportedEdge {
  readonly from: string;
  readonly to: string;
  readonly kind: 'holds' | 'wraps' | 'encrypts' | 'attaches' | 'grants' | 'ade';
}

export interface ExportedMachine {
  readonly id: string;
  readonly disks: readonly ExportedDisk[];
}

export interface ExportedDisk {
  readonly role: 'os' | 'data';
  readonly atRest: string;
  /** Ids of the keys, joined by ` | ` where there may be several; null: a platform key, or not known. */
  readonly key: string | null;
  readonly cache: string;
  readonly temp: string;
  readonly flow: string;
  readonly guest: string;
  readonly inUse: string;
}

export interface ExportedInventory {
  readonly nodes: readonly ExportedNode[];
  readonly edges: readonly ExportedEdge[];
  readonly machines: readonly ExportedMachine[];
}

/** The inventory as data. */
export function exportInventory(inventory: Inventory): ExportedInventory {
  const nodes = new Map<string, ExportedNode>();
  const edges = new Map<string, ExportedEdge>();
  const ids = new Map<string, string>();
  const add = (node: Node & { readonly kind: string }, properties: Record<string, Value | undefined>): string => {
    const id = nodeId(node);
    ids.set(node.key, id);
    const data: Record<string, string | boolean | null> = {};
    for (const [name, value] of Object.entries(properties)) {
      if (value !== undefined && !node.external) data[name] = isAbsent(value) ? null : canonicalText(value);
    }
    nodes.set(id, { id, kind: node.kind, name: node.name, external: node.external, ...data });
    return id;
  };
  const link = (from: string, to: string, kind: ExportedEdge['kind']): void => {
    edges.set(`${from}\n${to}\n${kind}`, { from, to, kind });
  };
  const linkSets = (links: Links<DiskEncryptionSet>, to: string): void => {
    for (const { value } of links) if (value.kind === 'to') link(nodeId(value.node), to, 'encrypts');
  };
  for (const vault of inventory.vaults) {
    const { location, sku, enableRbacAuthorization, enablePurgeProtection, enableSoftDelete } = vault;
    add(vault, { location, sku, enableRbacAuthorization, enablePurgeProtection, enableSoftDelete });
  }
  for (const key of inventory.keys) {
    const id = add(key, { keyType: key.keyType, keySize: key.keySize, enabled: key.enabled });
    link(nodeId(key.vault), id, 'holds');
  }
  for (const set of inventory.diskEncryptionSets) {
    const id = add(set, {
      location: set.location,
      encryptionType: set.encryptionType,
      identityType: set.identityType,
      rotation: set.rotation,
    });
    for (const { value } of set.keys) if (value.kind === 'to') link(nodeId(value.node), id, 'wraps');
  }
  for (const disk of [...inventory.disks, ...inventory.snapshots]) {
    const id = add(disk, {
      location: disk.location,
      sku: disk.sku,
      encryptionType: disk.encryptionType,
      securityType: disk.securityType,
    });
    const known = nodes.get(id);
    if (known !== undefined && !disk.external) nodes.set(id, { ...known, atRest: text(atRestOfDisk(disk)) });
    linkSets(disk.encryptionSets, id);
    linkSets(disk.secureEncryptionSets, id);
  }
  for (const image of inventory.images) {
    const id = add(image, { location: image.location });
    for (const { links } of image.encryptionSets) linkSets(links, id);
  }
  for (const account of inventory.storageAccounts) {
    const { location, sku, keySource, infrastructureEncryption } = account;
    const id = add(account, { location, sku, keySource, infrastructureEncryption });
    const known = nodes.get(id);
    if (known !== undefined) nodes.set(id, { ...known, atRest: atRestOfStorageAccount(account).join(' | ') });
    for (const { value } of account.keys) if (value.kind === 'to') link(nodeId(value.node), id, 'encrypts');
  }
  const machines: ExportedMachine[] = [];
  for (const machine of inventory.machines) {
    const id = add(machine, {
      location: machine.location,
      size: machine.size,
      encryptionAtHost: machine.encryptionAtHost,
      securityType: machine.securityType,
    });
    for (const disk of machine.disks) {
      linkSets(disk.encryptionSets, id);
      linkSets(disk.secureEncryptionSets, id);
      for (const { value } of disk.attached) if (value.kind === 'to') link(nodeId(value.node), id, 'attaches');
    }
    linkSets(machine.clusterEncryptionSets, id);
    for (const use of machine.adeUses) link(nodeIdOf(use.resource.identity), id, 'ade');
    machines.push({ id, disks: machine.disks.map(exportDisk) });
  }
  for (const grant of inventory.grants) {
    const owner = principalOwner(grant.principal);
    const from = owner === undefined ? undefined : ids.get(owner.key);
    const target = grant.kind === 'accessPolicy' ? grant.vaultKey : grant.scope?.key;
    const to = target === undefined ? undefined : ids.get(target);
    if (from !== undefined && to !== undefined) link(from, to, 'grants');
  }
  return {
    nodes: [...nodes.values()].sort((left, right) => compare(left.id, right.id)),
    edges: [...edges.values()].sort((left, right) => compare(edgeKey(left), edgeKey(right))),
    machines: machines.sort((left, right) => compare(left.id, right.id)),
  };
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function edgeKey(edge: ExportedEdge): string {
  return `${edge.from}\n${edge.to}\n${edge.kind}`;
}

function exportDisk(disk: MachineDisk): ExportedDisk {
  const { atRest, keys, cache, temp, flow, guest, inUse } = coverageOfMachineDisk(disk);
  return {
    role: disk.role,
    atRest: text(atRest),
    key: keys.length === 0 ? null : keys.map(nodeId).sort().join(' | '),
    cache: text(cache),
    temp: text(temp),
    flow: text(flow),
    guest: text(guest),
    inUse: text(inUse),
  };
}

function text(answer: Answer<string>): string {
  return answer.oneOf.join(' | ');
}

/** `Microsoft.Compute/disks/data-0`; a pool of a cluster has its own name last. */
export function nodeId(node: Node & { readonly kind?: string }): string {
  if (node.kind !== 'agentPool') return nodeIdOf(node.identity);
  const machine = node as Node & Machine;
  const [, pool] = machine.name.split('/');
  const id = nodeIdOf(node.identity);
  return pool === undefined ? id : `${id}/agentPools/${pool}`;
}

function nodeIdOf(identity: ResourceIdentity): string {
  return `${scopeText(identity.scope)}${identity.type}/${identity.names.map(canonicalText).join('/')}`;
}

/** Empty where the resource lies where its template is deployed. */
function scopeText(scope: IdentityScope): string {
  switch (scope.kind) {
    case 'resourceGroup': {
      const subscription = canonicalText(scope.subscription);
      const group = canonicalText(scope.resourceGroup);
      const own = subscription === '[subscription().subscriptionId]';
      if (own && group === '[resourceGroup().name]') return '';
      return `${own ? '' : `subscriptions/${subscription}/`}resourceGroups/${group}/`;
    }
    case 'subscription': {
      const subscription = canonicalText(scope.subscription);
      return subscription === '[subscription().subscriptionId]' ? '' : `subscriptions/${subscription}/`;
    }
    case 'managementGroup':
      return `managementGroups/${canonicalText(scope.name)}/`;
    case 'tenant':
      return '';
    case 'resource':
      return `${nodeIdOf(scope.identity)}/`;
    case 'id':
      return `${canonicalText(scope.id)}/`;
  }
}
