/** What is told of a resource in the hierarchy, apart from its place in it. */
import { canonicalText } from '../../evaluation/canonical.js';
import { casesOf } from '../../evaluation/cases.js';
import { identityOf } from '../../evaluation/identity.js';
import { isAbsent, isLiteral, isText, textOf } from '../../evaluation/value.js';
import type { ResourceIdentity, Value } from '../../evaluation/value.js';
import { displayName, displayText } from '../../inventory/display-text.js';
import { atRestOfDisk, coverageOfMachineDisk } from '../../inventory/coverage.js';
import { encryptionTypesOf } from '../../inventory/encryption-types.js';
import { nodeId } from '../../inventory/export.js';
import type {
  AdeUse,
  Disk,
  DiskEncryptionSet,
  Image,
  Key,
  Machine,
  MachineDisk,
  Node,
  StorageAccount,
  Vault,
} from '../../inventory/model.js';
import { atRestOfStorageAccount } from '../../inventory/storage-accounts.js';
import type { HierarchyEncryption, HierarchyItem } from '../../protocol/key-hierarchy.js';
import { encryptionOfImage, encryptionOfPool, targetsOf } from './relations.js';

export type ItemData = Omit<HierarchyItem, 'id' | 'problems' | 'below' | 'children' | 'above' | 'behind'>;

type NodeOfKind = Vault | Key | DiskEncryptionSet | Disk | Image | StorageAccount | Machine;

/** What is told of a node of the inventory. */
export function dataOf(node: NodeOfKind): ItemData {
  const base = {
    kind: node.kind,
    name: node.name,
    node: nodeId(node),
    ...(node.kind === 'agentPool' ? {} : { resourceId: resourceIdText(node) }),
    ...(node.external && { external: true as const }),
  };
  switch (node.kind) {
    case 'vault':
    case 'managedHsm':
      return { ...base, ...facts(node.sku) };
    case 'key':
      return { ...base, ...keyFacts(node) };
    case 'diskEncryptionSet': {
      const encryption = encryptionOfSet(node);
      return { ...base, ...(encryption.length > 0 && { encryption }) };
    }
    case 'disk':
    case 'snapshot':
      return {
        ...base,
        encryption: atRestOfDisk(node).oneOf,
        ...facts(node.sku),
        ...(isLiteral(node.adeEnabled, true) && { guest: true as const }),
      };
    case 'image':
      return { ...base, encryption: encryptionOfImage(node) };
    case 'storageAccount':
      return {
        ...base,
        encryption: atRestOfStorageAccount(node),
        ...facts(node.sku),
        ...(isLiteral(node.infrastructureEncryption, true) && { infrastructure: true as const }),
      };
    case 'virtualMachine':
    case 'scaleSet':
    case 'agentPool':
      return {
        ...base,
        ...machineData(node),
        ...(node.kind === 'agentPool' && { encryption: encryptionOfPool(node) }),
      };
  }
}

/** A disk of a machine, by the disk resource that is attached, if there is one. */
export function dataOfMachineDisk(disk: MachineDisk): ItemData {
  const { atRest, sets } = coverageOfMachineDisk(disk);
  const isEphemeral = isText(disk.ephemeral, 'Local');
  const [attached] = targetsOf(disk.attached);
  const sku = attached === undefined || attached.it.external ? disk.storageType : attached.it.sku;
  const own = {
    kind: 'disk' as const,
    role: disk.role,
    // On the host there is no encryption at rest by Azure's storage.
    encryption: isEphemeral && sets.length === 0 ? ['ephemeral' as const] : atRest.oneOf,
    ...facts(isEphemeral ? undefined : sku),
  };
  if (attached === undefined) return { ...own, ...nameOfInlineDisk(disk) };
  const { name, node, resourceId, external } = dataOf(attached.it);
  return {
    ...own,
    name,
    ...(node !== undefined && { node }),
    ...(resourceId !== undefined && { resourceId }),
    ...(external === true && { external }),
  };
}

/** A disk without a name of its own is told by its place in the machine. */
function nameOfInlineDisk({ role, body, path }: MachineDisk): Pick<ItemData, 'name' | 'position'> {
  const name = pathOf(body, ['name']);
  const text = name === undefined ? undefined : textOf(name);
  if (text !== undefined) return { name: text };
  return role === 'os' ? { name: '' } : { name: '', position: Number(path[path.length - 1] ?? 0) };
}

/** What encrypts in the guest: the machine or disk, or the extension where the machine is not in the template. */
export function dataOfAde(use: AdeUse): ItemData {
  const target = use.machine ?? use.disk;
  const vault = vaultOfAde(use);
  const base: ItemData =
    target === undefined
      ? { kind: 'extension', name: machineOfExtension(use.resource.identity), external: true }
      : dataOf(target);
  const { facts: _, ...rest } = base;
  return { ...rest, guest: true, ...(vault !== undefined && { facts: [vault] }) };
}

function machineData(machine: Machine): Partial<ItemData> {
  const confidential = confidentialOf(machine.securityType);
  return {
    ...facts(machine.size),
    host: hostOf(machine.encryptionAtHost),
    ...(confidential !== undefined && { confidential }),
    ...(machine.adeUses.length > 0 && { guest: true as const }),
  };
}

function hostOf(value: Value): NonNullable<ItemData['host']> {
  const kinds = new Set(
    casesOf(value).map((one) => {
      if (isAbsent(one.value)) return 'off';
      if (one.value.kind !== 'literal') return 'unknown';
      return one.value.value === true ? 'on' : 'off';
    }),
  );
  const [first = 'unknown'] = kinds;
  return kinds.size > 1 ? 'depends' : first;
}

function confidentialOf(value: Value): ItemData['confidential'] {
  const cases = casesOf(value).map((one) => isText(one.value, 'ConfidentialVM'));
  if (cases.every((one) => one)) return 'yes';
  return cases.some((one) => one) ? 'depends' : undefined;
}

const KIND_OF_TYPE = {
  EncryptionAtRestWithCustomerKey: 'customerKey',
  EncryptionAtRestWithPlatformAndCustomerKeys: 'platformAndCustomerKeys',
  ConfidentialVmEncryptedWithCustomerKey: 'confidentialCustomerKey',
} as const;

function encryptionOfSet(set: DiskEncryptionSet): HierarchyEncryption[] {
  if (set.external) return [];
  const kinds = encryptionTypesOf(set).map(({ value: { type } }) =>
    type === undefined ? 'unknown' : KIND_OF_TYPE[type],
  );
  return [...new Set(kinds)].sort();
}

function keyFacts({ keyType, keySize, external }: Key): Pick<ItemData, 'facts'> {
  if (external) return {};
  const parts = [keyType, keySize].filter((one) => one.kind === 'literal').map(displayText);
  return parts.length === 0 ? {} : { facts: [parts.join(' ')] };
}

/** Only what is known is told: an expression would push the rest of the line away. */
function facts(value: Value | undefined): Pick<ItemData, 'facts'> {
  const text = value === undefined ? undefined : textOf(value);
  return text === undefined ? {} : { facts: [text] };
}

/** `/subscriptions/...` where all of it is known, else the expression that Azure would evaluate. */
function resourceIdText({ identity, origin }: Node): string {
  return canonicalText({ kind: 'resourceId', identity, origin });
}

function vaultOfAde({ body }: AdeUse): string | undefined {
  const settings = pathOf(body, ['properties', 'settings']);
  const url = settings === undefined ? undefined : pathOf(settings, ['keyvaulturl']);
  const host = url === undefined ? undefined : /^https:\/\/([^./]+)\./i.exec(textOf(url) ?? '')?.[1];
  if (host !== undefined) return host;
  if (url?.kind === 'reference') return displayName(url.identity);
  const id = settings === undefined ? undefined : pathOf(settings, ['keyvaultresourceid']);
  const identity = id === undefined ? undefined : identityOf(id);
  return identity === undefined ? undefined : displayName(identity);
}

function pathOf(value: Value, path: readonly string[]): Value | undefined {
  let at: Value | undefined = value;
  for (const name of path) at = at?.kind === 'object' ? at.entries.get(name)?.value : undefined;
  return at;
}

function machineOfExtension({ names }: ResourceIdentity): string {
  const [machine] = names;
  return machine === undefined ? '' : displayText(machine);
}
