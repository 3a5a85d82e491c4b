/** Properties that decide about encryption: where they stand, and what Azure makes of them. */
import type { Page } from './pages.js';

/** One property, wherever it stands. */
export interface Topic {
  readonly id: TopicId;
  /** What Azure does, one or two sentences in markdown. */
  readonly says: string;
  /** Rows of the fact base that say so, and the day of the newest source; empty: they are our own conclusion. */
  readonly facts: readonly string[];
  readonly asOf: string;
  readonly pages: readonly Page[];
}

export type TopicId =
  | 'encryptionAtHost'
  | 'setOfDisk'
  | 'setOfConfidentialDisk'
  | 'attachedDisk'
  | 'setOfCluster'
  | 'diskEncryption'
  | 'diskEncryptionType'
  | 'setType'
  | 'securityEncryptionType'
  | 'securityType'
  | 'diskSecurityType'
  | 'securityProfile'
  | 'activeKey'
  | 'keyUrl'
  | 'sourceVault'
  | 'rotation'
  | 'federatedClientId'
  | 'setIdentity'
  | 'purgeProtection'
  | 'softDelete'
  | 'vaultAccess'
  | 'enabledForDiskEncryption'
  | 'role'
  | 'accessPolicy'
  | 'keyType'
  | 'keySize'
  | 'ade'
  | 'size'
  | 'storageType'
  | 'caching'
  | 'ephemeral';

function topic(id: TopicId, says: string, facts: readonly string[], asOf: string, ...pages: readonly Page[]): Topic {
  return { id, says, facts, asOf, pages };
}

const TOPICS: Readonly<Record<TopicId, Topic>> = {
  encryptionAtHost: topic(
    'encryptionAtHost',
    'Encrypts host caches, the temporary disk and the data that flows from the host to storage. Off where it is not set. The size and the subscription must allow it; a machine that runs must be deallocated to switch it.',
    ['EAH-01', 'EAH-04', 'EAH-06', 'EAH-10'],
    '2026-09-21',
    'host',
  ),
  setOfDisk: topic(
    'setOfDisk',
    'The disk encryption set whose key wraps the key of this disk. It decides between a customer key and double encryption. Without one Azure uses a platform key; each disk needs its own reference.',
    ['DSK-01', 'DSK-09', 'DSK-10'],
    '2026-08-20',
    'serverSide',
  ),
  setOfConfidentialDisk: topic(
    'setOfConfidentialDisk',
    'The disk encryption set of the confidential OS disk. It must be of type `ConfidentialVmEncryptedWithCustomerKey`, and the disk must be encrypted with `DiskWithVMGuestState`.',
    ['CVM-08', 'CVM-09'],
    '2026-08-21',
    'confidential',
  ),
  attachedDisk: topic(
    'attachedDisk',
    'A disk that is attached keeps the encryption that it has as a resource: its disk encryption set stands there and not in the machine.',
    ['DSK-19'],
    '',
    'serverSide',
  ),
  setOfCluster: topic(
    'setOfCluster',
    'The disk encryption set for the OS and data disks of all node pools. It can only be set when the cluster is created.',
    ['AKS-03'],
    '2024-02-01',
    'aksKeys',
  ),
  diskEncryption: topic(
    'diskEncryption',
    'How the disk is encrypted at rest. Without this block Azure encrypts it with a platform key.',
    ['DSK-01'],
    '2026-04-02',
    'serverSide',
  ),
  diskEncryptionType: topic(
    'diskEncryptionType',
    'Must be the type of the disk encryption set; where only the set is given, Azure takes its type. A platform key goes without a set.',
    ['DSK-05', 'DSK-07', 'DSK-08'],
    '2026-08-07',
    'serverSide',
    'double',
  ),
  setType: topic(
    'setType',
    'Which encryption the disks of the set get: a customer key, double encryption, or that of confidential VMs. A customer key where it is not set; it cannot be changed later.',
    ['DES-01', 'DES-02', 'DES-03'],
    '2026-09-16',
    'serverSide',
    'double',
  ),
  securityEncryptionType: topic(
    'securityEncryptionType',
    'What of a confidential VM is encrypted: `DiskWithVMGuestState` the OS disk too, `VMGuestStateOnly` and `NonPersistedTPM` not. A confidential VM must say it; a customer key needs `DiskWithVMGuestState`.',
    ['CVM-01', 'CVM-02', 'CVM-09'],
    '2026-08-21',
    'confidential',
  ),
  securityType: topic(
    'securityType',
    '`ConfidentialVM` encrypts the memory of the machine in use, on a confidential size. `TrustedLaunch` guards the boot and encrypts nothing.',
    ['CVM-02', 'CVM-06'],
    '2026-08-20',
    'confidential',
  ),
  diskSecurityType: topic(
    'diskSecurityType',
    'How the disk of a confidential VM is encrypted. Only `ConfidentialVM_DiskEncryptedWithCustomerKey` takes a disk encryption set, in `secureVMDiskEncryptionSetId`.',
    ['CVM-15', 'CVM-16'],
    '2026-08-21',
    'confidential',
  ),
  securityProfile: topic(
    'securityProfile',
    'Holds encryption at host, and the kind of machine: confidential or not. Both are off where they are not set.',
    ['EAH-01'],
    '2026-09-11',
    'host',
    'confidential',
  ),
  activeKey: topic(
    'activeKey',
    'The key that wraps the keys of all disks of the set.',
    ['DES-10'],
    '2026-08-20',
    'serverSide',
  ),
  keyUrl: topic(
    'keyUrl',
    'The key as a URL with its version, also where rotation is on: `keyUriWithVersion`, not `keyUri`.',
    ['DES-10', 'DES-11'],
    '2026-08-20',
    'serverSide',
  ),
  sourceVault: topic(
    'sourceVault',
    'The vault of the key. Leave it out where the vault is in another subscription or tenant.',
    ['DES-16', 'DES-17', 'DES-20'],
    '2026-08-20',
    'serverSide',
  ),
  rotation: topic(
    'rotation',
    'On: disks follow the newest version of the key within an hour, without a restart. Off where it is not set: a new version does not reach the disks. Not for sets of confidential VMs.',
    ['DES-12', 'DES-13', 'DES-15'],
    '2026-04-02',
    'serverSide',
  ),
  federatedClientId: topic(
    'federatedClientId',
    'For a key in another tenant: the application that reaches it. It needs a user-assigned identity and no `sourceVault`.',
    ['DES-20'],
    '2025-06-12',
    'crossTenant',
  ),
  setIdentity: topic(
    'setIdentity',
    'As whom the set reaches its key. The identity needs get, wrapKey and unwrapKey: the role Key Vault Crypto Service Encryption User, or an access policy.',
    ['DES-05', 'RBAC-01', 'RBAC-02'],
    '2026-08-20',
    'serverSide',
  ),
  purgeProtection: topic(
    'purgeProtection',
    'Keeps deleted keys until their retention ends; without its key a disk cannot be read. Azure wants it on for vaults of disk encryption sets. It cannot be switched off again, and `false` is refused.',
    ['KV-01', 'KV-02'],
    '2026-08-20',
    'softDelete',
  ),
  softDelete: topic(
    'softDelete',
    'On where it is not set, and cannot be switched off again. A vault of disk encryption sets needs it.',
    ['KV-01', 'KV-03'],
    '2026-08-20',
    'softDelete',
  ),
  vaultAccess: topic(
    'vaultAccess',
    'On: only role assignments count, access policies are ignored. Off: the other way round. Where it is not set, the API version decides: roles from 2026-02-01 on.',
    ['KV-08', 'KV-09'],
    '2026-08-20',
    'vaultAccess',
  ),
  enabledForDiskEncryption: topic(
    'enabledForDiskEncryption',
    'For Azure Disk Encryption in the guest only. Disk encryption sets do not need it.',
    ['KV-13'],
    '2025-09-23',
    'migrate',
  ),
  role: topic(
    'role',
    'On a vault or key, the identity of a disk encryption set needs Key Vault Crypto Service Encryption User; the Confidential VM Orchestrator needs Key Vault Crypto Service Release User. Roles only count where the vault has the role model.',
    ['RBAC-02', 'CVM-13', 'KV-08'],
    '2026-08-20',
    'vaultAccess',
  ),
  accessPolicy: topic(
    'accessPolicy',
    'The identity of a disk encryption set needs `get`, `wrapKey` and `unwrapKey` on keys. Policies only count where the vault does not have the role model.',
    ['RBAC-01', 'KV-08'],
    '2026-08-20',
    'vaultAccess',
  ),
  keyType: topic(
    'keyType',
    'Disk encryption sets take RSA keys, in software or in hardware (`RSA-HSM`, which needs a premium vault). Confidential VMs need `RSA-HSM`.',
    ['KEY-01', 'KEY-02', 'CVM-12'],
    '2025-02-18',
    'keyTypes',
  ),
  keySize: topic(
    'keySize',
    'Disk encryption sets take 2048, 3072 and 4096 bits; 2048 where it is not set.',
    ['KEY-01', 'KEY-03'],
    '2026-08-20',
    'keyTypes',
  ),
  ade: topic(
    'ade',
    'Azure Disk Encryption, inside of the guest. It excludes customer keys of disk encryption sets and encryption at host on the same machine, and retires on 2028-09-15.',
    ['ADE-01', 'ADE-03', 'EAH-12'],
    '2026-02-20',
    'migrate',
  ),
  size: topic(
    'size',
    'The size decides whether encryption at host and confidential VMs are possible, and whether there is a temporary disk to encrypt.',
    ['EAH-06', 'EAH-17', 'CVM-06'],
    '2026-08-01',
    'sizes',
    'host',
  ),
  storageType: topic(
    'storageType',
    'All types are encrypted at rest. `UltraSSD_LRS` and `PremiumV2_LRS` cannot have double encryption.',
    ['DSK-01', 'DBL-02'],
    '2026-09-16',
    'double',
  ),
  caching: topic(
    'caching',
    'Data in the host cache is encrypted only with encryption at host, then with the key of the disk.',
    ['EAH-15', 'EAH-16'],
    '2026-09-11',
    'host',
  ),
  ephemeral: topic(
    'ephemeral',
    'The OS disk lies on the host and not in storage. Encryption at host covers it, sizes of version 5 and later encrypt it by hardware as well. It can only be switched when the machine is made.',
    ['EPH-02', 'EAH-17', 'EPH-05'],
    '2026-09-08',
    'ephemeral',
  ),
};

/** Where a property stands: the type of its resource, and the end of its path, in lower case; arrays are left out. */
const PLACES: readonly (readonly [types: RegExp, path: RegExp, topic: TopicId])[] = (
  [
    [/virtualmachines$|virtualmachinescalesets$/, 'securityprofile/encryptionathost', 'encryptionAtHost'],
    [/managedclusters(\/agentpools)?$/, 'enableencryptionathost', 'encryptionAtHost'],
    [/managedclusters$/, 'diskencryptionsetid', 'setOfCluster'],
    [/managedclusters(\/agentpools)?$/, 'vmsize', 'size'],
    [/virtualmachines$/, 'hardwareprofile/vmsize', 'size'],
    [/virtualmachinescalesets$/, 'sku/name', 'size'],
    [/./, 'manageddisk/securityprofile/securityencryptiontype', 'securityEncryptionType'],
    [/./, 'manageddisk/securityprofile/diskencryptionset(/id)?', 'setOfConfidentialDisk'],
    [/./, 'manageddisk/securityprofile', 'securityEncryptionType'],
    [/./, '(manageddisk|osdisk|datadisks)/diskencryptionset(/id)?', 'setOfDisk'],
    [/./, 'manageddisk/id', 'attachedDisk'],
    [/./, 'manageddisk/storageaccounttype', 'storageType'],
    [/./, '(osdisk|datadisks)/caching', 'caching'],
    [/./, 'osdisk/diffdisksettings(/option)?', 'ephemeral'],
    [/./, 'encryptionsettings(collection)?(/enabled)?', 'ade'],
    [/disks$|snapshots$/, 'properties/encryption', 'diskEncryption'],
    [/disks$|snapshots$/, 'encryption/type', 'diskEncryptionType'],
    [/disks$|snapshots$/, 'encryption/diskencryptionsetid', 'setOfDisk'],
    [/disks$|snapshots$/, 'securityprofile/securitytype', 'diskSecurityType'],
    [/disks$|snapshots$/, 'securityprofile/securevmdiskencryptionsetid', 'setOfConfidentialDisk'],
    [/disks$/, 'sku/name', 'storageType'],
    [/virtualmachines$|virtualmachinescalesets$/, 'securityprofile/securitytype', 'securityType'],
    [/virtualmachines$|virtualmachinescalesets$/, 'securityprofile', 'securityProfile'],
    [/diskencryptionsets$/, 'properties/encryptiontype', 'setType'],
    [/diskencryptionsets$/, 'activekey', 'activeKey'],
    [/diskencryptionsets$/, 'activekey/keyurl', 'keyUrl'],
    [/diskencryptionsets$/, 'activekey/sourcevault(/id)?', 'sourceVault'],
    [/diskencryptionsets$/, 'rotationtolatestkeyversionenabled', 'rotation'],
    [/diskencryptionsets$/, 'federatedclientid', 'federatedClientId'],
    [/diskencryptionsets$/, 'identity(/type|/userassignedidentities)?', 'setIdentity'],
    [/keyvault\/(vaults|managedhsms)$/, 'enablepurgeprotection', 'purgeProtection'],
    [/keyvault\/(vaults|managedhsms)$/, 'enablesoftdelete', 'softDelete'],
    [/keyvault\/vaults$/, 'enablerbacauthorization', 'vaultAccess'],
    [/keyvault\/vaults$/, 'enabledfordiskencryption', 'enabledForDiskEncryption'],
    [/roleassignments$/, 'roledefinitionid', 'role'],
    [/keyvault\/vaults(\/accesspolicies)?$/, 'accesspolicies(/permissions(/keys)?)?', 'accessPolicy'],
    [/keyvault\/.*keys$/, 'properties/kty', 'keyType'],
    [/keyvault\/.*keys$/, 'properties/keysize', 'keySize'],
  ] as const
).map(([types, path, id]) => [types, new RegExp(`(^|/)${path}$`), id]);

/** The topic of a property of a resource; undefined for one that does not matter to encryption. */
export function topicOf(type: string, path: readonly string[]): Topic | undefined {
  const places = placesOf(type.toLowerCase());
  const wantedPath = path
    .filter((name) => !/^(?:\d+|\*)$/.test(name))
    .join('/')
    .toLowerCase();
  const found = places.find(([, end]) => end.test(wantedPath));
  return found && TOPICS[found[2]];
}

const placesByType = new Map<string, typeof PLACES>();
/** Types are names of the input: of those that nobody knows only so many are kept. */
const MOST_TYPES = 1000;

/** The rows for a type: all properties of a large template are asked about. */
function placesOf(type: string): typeof PLACES {
  let places = placesByType.get(type);
  if (places === undefined) {
    places = PLACES.filter(([types]) => types.test(type));
    if (placesByType.size < MOST_TYPES) placesByType.set(type, places);
  }
  return places;
}

/** Values that mean one thing wherever they are written: in a variable, a parameter's default, a parameter file. */
const LITERALS: readonly (readonly [value: RegExp, topic: TopicId])[] = [
  [/^azurediskencryption(forlinux)?$/, 'ade'],
  [/^encryptionatrestwithplatformkey$/, 'diskEncryptionType'],
  [/^encryptionatrestwith(customerkey|platformandcustomerkeys)$/, 'setType'],
  [/^confidentialvmencryptedwithcustomerkey$/, 'setType'],
  [/^(diskwithvmgueststate|vmgueststateonly|nonpersistedtpm)$/, 'securityEncryptionType'],
  [/^confidentialvm_/, 'diskSecurityType'],
  [/^(e147488a-f6f5-4113-8e2d-b22465e65bf6|08bbd89e-9f13-488c-ac41-acfcb10c90ab)$/, 'role'],
];

/** The topic that a text speaks of by itself. */
export function topicOfLiteral(text: string): Topic | undefined {
  const wanted = text.toLowerCase();
  const found = LITERALS.find(([value]) => value.test(wanted));
  return found && TOPICS[found[1]];
}

/** Whether resources of a type have a part in the encryption of disks. */
export function isAboutEncryption(type: string): boolean {
  return /^microsoft\.(compute\/(diskencryptionsets|disks|snapshots|images|virtualmachines|virtualmachinescalesets)|keyvault\/(vaults|managedhsms)(\/keys)?|containerservice\/managedclusters(\/agentpools)?)$/i.test(
    type,
  );
}
