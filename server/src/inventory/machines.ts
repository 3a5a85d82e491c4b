/** Virtual machines, scale sets and AKS node pools, with their inline disks. */
import { readPath } from '../evaluation/access.js';
import { canonicalExpression, identityKey } from '../evaluation/canonical.js';
import { casesOf } from '../evaluation/cases.js';
import { parentIdentity } from '../evaluation/identity.js';
import type { ResourceInstance } from '../evaluation/instances.js';
import { both } from '../evaluation/alternatives.js';
import { isAbsent, isText, textOf } from '../evaluation/value.js';
import type { Condition, Value } from '../evaluation/value.js';
import { absentAt } from './catalogue.js';
import { displayName, displayText } from './display-text.js';
import type { Catalogue } from './catalogue.js';
import type { Links, DiskEncryptionSet, Machine, MachineDisk } from './model.js';

/** Objects in which authors put the property by mistake are searched this deep. */
const MISPLACED_DEPTH = 8;
/** Free-form objects, where a name of ours means nothing. */
const FREE_FORM = new Set([
  'tags',
  'settings',
  'protectedsettings',
  'extensionprofile',
  'metadata',
  'nodelabels',
  'customdata',
  'userdata',
  'plan',
  'identity',
]);

/** The machines that a resource is: one, a pool for each item of an AKS cluster, none for other types. */
export function machinesOf(instance: ResourceInstance, catalogue: Catalogue): Machine[] {
  switch (instance.type.toLowerCase()) {
    case 'microsoft.compute/virtualmachines':
      return [computeMachine(instance, 'virtualMachine', ['properties'], catalogue)];
    case 'microsoft.compute/virtualmachinescalesets': {
      const profile = instance.property('properties', 'virtualMachineProfile');
      // A flexible scale set without a profile only groups machines that are declared elsewhere.
      if (isAbsent(profile)) return [];
      return [computeMachine(instance, 'scaleSet', ['properties', 'virtualMachineProfile'], catalogue)];
    }
    case 'microsoft.containerservice/managedclusters':
      return clusterPools(instance, catalogue);
    case 'microsoft.containerservice/managedclusters/agentpools':
      return [childPool(instance, catalogue)];
    default:
      return [];
  }
}

function computeMachine(
  instance: ResourceInstance,
  kind: 'virtualMachine' | 'scaleSet',
  profilePath: readonly string[],
  catalogue: Catalogue,
): Machine {
  const read = (...path: string[]): Value => instance.property(...path);
  const encryptionAtHostPath = [...profilePath, 'securityProfile', 'encryptionAtHost'];
  const machine: Machine = {
    key: identityKey(instance.identity),
    identity: instance.identity,
    name: displayName(instance.identity),
    resource: instance,
    external: false,
    existence: instance.existence,
    origin: instance.origin,
    kind,
    apiVersion: instance.apiVersion,
    orchestration: kind === 'scaleSet' ? orchestrationOf(read('properties', 'orchestrationMode')) : undefined,
    location: read('location'),
    size: kind === 'scaleSet' ? read('sku', 'name') : read('properties', 'hardwareProfile', 'vmSize'),
    encryptionAtHost: read(...encryptionAtHostPath),
    encryptionAtHostPath,
    body: instance.body,
    misplacedEncryptionAtHost: misplaced(instance.body, encryptionAtHostPath, [
      'encryptionathost',
      'enableencryptionathost',
    ]),
    profilePath,
    securityType: read(...profilePath, 'securityProfile', 'securityType'),
    imageReference: read(...profilePath, 'storageProfile', 'imageReference'),
    osType: osTypeOf(instance, profilePath),
    disks: [],
    clusterEncryptionSets: [{ value: { kind: 'none', at: absentAt(instance.origin, []) }, when: [] }],
    adeUses: [],
  };
  (machine.disks as MachineDisk[]).push(...inlineDisks(machine, instance, catalogue));
  return machine;
}

function orchestrationOf(mode: Value): Machine['orchestration'] {
  if (isAbsent(mode) || isText(mode, 'Uniform')) return 'uniform';
  return isText(mode, 'Flexible') ? 'flexible' : undefined;
}

function osTypeOf(instance: ResourceInstance, profilePath: readonly string[]): Value {
  return instance.property(...profilePath, 'storageProfile', 'osDisk', 'osType');
}

function inlineDisks(machine: Machine, instance: ResourceInstance, catalogue: Catalogue): MachineDisk[] {
  const disks: MachineDisk[] = [];
  const osPath = [...machine.profilePath, 'storageProfile', 'osDisk'];
  disks.push(inlineDisk(machine, 'os', instance.property(...osPath), osPath, [], catalogue));
  const dataPath = [...machine.profilePath, 'storageProfile', 'dataDisks'];
  for (const { value, when } of casesOf(instance.property(...dataPath))) {
    if (value.kind !== 'array') continue;
    for (const [index, item] of value.items.entries()) {
      disks.push(inlineDisk(machine, 'data', item, [...dataPath, String(index)], when, catalogue));
    }
  }
  return disks;
}

function inlineDisk(
  machine: Machine,
  role: 'os' | 'data',
  body: Value,
  path: readonly string[],
  when: readonly Condition[],
  catalogue: Catalogue,
): MachineDisk {
  // What an item of a list lacks is marked at the name of the list, the innermost name there is.
  const listPath = role === 'data' ? path.slice(0, -1) : path;
  const holder = machine.resource?.property(...listPath, '#').origin ?? machine.origin;
  const read = (...steps: string[]): Value =>
    isAbsent(body)
      ? { kind: 'absent', holder: body.origin, origin: holder, missing: [...path, ...steps] }
      : readPath(body, steps, holder);
  const encryptionSetId = read('managedDisk', 'diskEncryptionSet', 'id');
  const name = read('name');
  const position = path[path.length - 1] ?? '';
  return {
    machine,
    role,
    name: textOf(name) !== undefined ? displayText(name) : role === 'os' ? 'OS disk' : `data disk ${position}`,
    body,
    managedDisk: read('managedDisk'),
    path,
    when,
    createOption: read('createOption'),
    storageType: read('managedDisk', 'storageAccountType'),
    encryptionSetId,
    encryptionSets: catalogue.encryptionSetLinks(encryptionSetId),
    securityProfile: read('managedDisk', 'securityProfile'),
    securityEncryptionType: read('managedDisk', 'securityProfile', 'securityEncryptionType'),
    secureEncryptionSets: catalogue.encryptionSetLinks(
      read('managedDisk', 'securityProfile', 'diskEncryptionSet', 'id'),
    ),
    attached: catalogue.diskLinks(read('managedDisk', 'id')),
    ephemeral: read('diffDiskSettings', 'option'),
    caching: read('caching'),
  };
}

function clusterPools(instance: ResourceInstance, catalogue: Catalogue): Machine[] {
  const pools: Machine[] = [];
  const clusterSets = catalogue.encryptionSetLinks(instance.property('properties', 'diskEncryptionSetID'));
  // A cluster has no such property: what is written there was meant for its pools.
  const ofCluster = misplaced(instance.body, [], ['encryptionathost', 'enableencryptionathost']);
  for (const { value, when } of casesOf(instance.property('properties', 'agentPoolProfiles'))) {
    if (value.kind !== 'array') continue;
    for (const item of value.items) {
      if (item.kind !== 'object') continue;
      const name = displayText(readPath(item, ['name'], item.origin));
      const path = ['enableEncryptionAtHost'];
      pools.push({
        ...poolBase(instance, `${displayName(instance.identity)}/${name}`, clusterSets),
        key: `${identityKey(instance.identity)}/${name.toLowerCase()}`,
        existence: both(instance.existence, [when]),
        size: readPath(item, ['vmSize'], item.origin),
        // What is missing in an item of an array has no name to be marked at: its opening brace is.
        encryptionAtHost: readPath(item, path, { ...item.origin, end: item.origin.start + 1 }),
        encryptionAtHostPath: path,
        body: item,
        misplacedEncryptionAtHost: [
          ...misplaced(item, path, ['encryptionathost', 'enableencryptionathost']),
          ...ofCluster,
        ],
        profilePath: [],
        location: instance.property('location'),
      });
    }
  }
  return pools;
}

function childPool(instance: ResourceInstance, catalogue: Catalogue): Machine {
  const clusterIdentity = parentIdentity(instance.identity);
  const cluster = clusterIdentity && instance.deployment.root.instanceOf(clusterIdentity);
  const sets: Links<DiskEncryptionSet> =
    cluster === undefined || cluster.declaration.existing
      ? [{ value: { kind: 'unknown', at: absentAt(instance.origin, []) }, when: [] }]
      : catalogue.encryptionSetLinks(cluster.property('properties', 'diskEncryptionSetID'));
  const path = ['properties', 'enableEncryptionAtHost'];
  return {
    ...poolBase(instance, displayName(instance.identity), sets),
    size: instance.property('properties', 'vmSize'),
    encryptionAtHost: instance.property(...path),
    encryptionAtHostPath: path,
    body: instance.body,
    misplacedEncryptionAtHost: misplaced(instance.body, path, ['encryptionathost', 'enableencryptionathost']),
    profilePath: ['properties'],
    location: cluster?.property('location') ?? absentAt(instance.origin, ['location']),
  };
}

function poolBase(
  instance: ResourceInstance,
  name: string,
  clusterEncryptionSets: Links<DiskEncryptionSet>,
): Omit<
  Machine,
  | 'size'
  | 'encryptionAtHost'
  | 'encryptionAtHostPath'
  | 'body'
  | 'misplacedEncryptionAtHost'
  | 'profilePath'
  | 'location'
> {
  const absent = absentAt(instance.origin, []);
  return {
    key: identityKey(instance.identity),
    identity: instance.identity,
    name,
    resource: instance,
    external: false,
    existence: instance.existence,
    origin: instance.origin,
    kind: 'agentPool',
    apiVersion: instance.apiVersion,
    orchestration: undefined,
    securityType: absent,
    imageReference: absent,
    osType: absent,
    disks: [],
    clusterEncryptionSets,
    adeUses: [],
  };
}

/** Every other place at which the property stands in what Azure reads as the machine's settings. */
function misplaced(
  body: Value,
  right: readonly string[],
  names: readonly string[],
): Machine['misplacedEncryptionAtHost'] {
  const wanted = right.join('/').toLowerCase();
  const found: Machine['misplacedEncryptionAtHost'][number][] = [];
  const seen = new Set<string>();
  const search = (value: Value, path: readonly string[]): void => {
    for (const one of casesOf(value)) {
      if (one.value.kind !== 'object') continue;
      for (const [key, entry] of one.value.entries) {
        if (names.includes(key)) {
          const here = [...path, entry.name];
          if (here.join('/').toLowerCase() === wanted || isAbsent(entry.value)) continue;
          const place = `${canonicalExpression(entry.value)} ${here.join('/')}`;
          if (seen.has(place)) continue;
          seen.add(place);
          found.push({ value: entry.value, path: here, name: entry.nameOrigin, holder: one.value });
        } else if (path.length + 1 < MISPLACED_DEPTH && !FREE_FORM.has(key) && mayHoldProfile(key))
          search(entry.value, [...path, entry.name]);
      }
    }
  };
  search(body, []);
  return found;
}

/** Only objects that hold settings of the machine are looked into: the others cost time and mean nothing. */
function mayHoldProfile(key: string): boolean {
  return (
    key === 'properties' ||
    key.endsWith('profile') ||
    key.endsWith('settings') ||
    key.endsWith('disk') ||
    key === 'additionalcapabilities'
  );
}
