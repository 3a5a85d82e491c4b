/** From evaluated resources to the inventory. */
import type { ResourceTypes } from '../evaluation/declared-types.js';
import { deploymentsWith, resourcesBelow } from '../evaluation/deployment-tree.js';
import type { Deployment } from '../evaluation/deployment.js';
import { adeExtensions, adeOfDisk, adeOfMachine, attachingMachines } from './ade.js';
import { Catalogue } from './catalogue.js';
import { dependenciesOf } from './dependencies.js';
import { GRANT_TYPES, grantsOf, openPolicyListsOf } from './grants.js';
import { machinesOf } from './machines.js';
import { lazy } from '../template/lazy.js';
import type { AdeUse, Gap, Inventory, Machine, StorageAccount } from './model.js';
import { storageAccountOf } from './storage-accounts.js';

/** Resources that are nodes, or make one. */
const NODE_TYPES: ResourceTypes = new Set([
  'microsoft.keyvault/vaults',
  'microsoft.keyvault/vaults/keys',
  'microsoft.keyvault/managedhsms',
  'microsoft.keyvault/managedhsms/keys',
  'microsoft.compute/diskencryptionsets',
  'microsoft.compute/disks',
  'microsoft.compute/snapshots',
  'microsoft.compute/images',
  'microsoft.compute/virtualmachines',
  'microsoft.compute/virtualmachines/extensions',
  'microsoft.compute/virtualmachinescalesets',
  'microsoft.compute/virtualmachinescalesets/extensions',
  'microsoft.containerservice/managedclusters',
  'microsoft.containerservice/managedclusters/agentpools',
  'microsoft.storage/storageaccounts',
]);

const SCRIPT_TYPES: ResourceTypes = new Set(['microsoft.resources/deploymentscripts']);

/** The inventory of a deployment and all that its modules deploy. Grants and scripts are looked for when they are asked for. */
export function buildInventory(root: Deployment): Inventory {
  const catalogue = new Catalogue(root);
  const resources = [...resourcesBelow(root, NODE_TYPES)];
  const gaps: Gap[] = [];
  for (const deployment of deploymentsWith(root, NODE_TYPES)) {
    for (const module of deployment.modulesWith(NODE_TYPES)) {
      if (module.missing !== undefined) gaps.push({ message: module.missing, origin: module.origin, module });
    }
  }
  const machines: Machine[] = [];
  const storageAccounts: StorageAccount[] = [];
  for (const instance of resources) {
    const { identity, origin } = instance;
    switch (instance.type.toLowerCase()) {
      case 'microsoft.keyvault/vaults':
      case 'microsoft.keyvault/managedhsms':
        catalogue.vault(identity, origin);
        break;
      case 'microsoft.keyvault/vaults/keys':
      case 'microsoft.keyvault/managedhsms/keys':
        catalogue.key(identity, origin);
        break;
      case 'microsoft.compute/diskencryptionsets':
        catalogue.encryptionSet(identity, origin);
        break;
      case 'microsoft.compute/disks':
      case 'microsoft.compute/snapshots':
        catalogue.disk(identity, origin);
        break;
      case 'microsoft.compute/images':
        catalogue.image(instance);
        break;
      case 'microsoft.storage/storageaccounts':
        storageAccounts.push(storageAccountOf(instance, catalogue));
        break;
      default:
        machines.push(...machinesOf(instance, catalogue));
    }
  }
  const grants = lazy(() => [...resourcesBelow(root, GRANT_TYPES)].flatMap(grantsOf));
  const openPolicyLists = lazy(() => [...resourcesBelow(root, GRANT_TYPES)].flatMap(openPolicyListsOf));
  const scripts = lazy(() =>
    [...resourcesBelow(root, SCRIPT_TYPES)].filter((one) => SCRIPT_TYPES.has(one.type.toLowerCase())),
  );
  const byKey = new Map(machines.map((machine) => [machine.key, machine]));
  const { vaults, keys, sets, disks, images } = catalogue.all;
  const byDisk = attachingMachines(machines);
  const adeUses: AdeUse[] = [
    ...resources.flatMap((instance) => adeExtensions(instance, byKey)),
    ...machines.flatMap(adeOfMachine),
    ...disks.flatMap((disk) => adeOfDisk(disk, byDisk)),
  ];
  for (const use of adeUses) if (use.machine !== undefined) (use.machine.adeUses as AdeUse[]).push(use);
  return {
    vaults,
    keys,
    diskEncryptionSets: sets,
    disks: disks.filter((disk) => disk.kind === 'disk'),
    snapshots: disks.filter((disk) => disk.kind === 'snapshot'),
    images,
    storageAccounts,
    machines,
    machineDisks: machines.flatMap((machine) => machine.disks),
    get grants() {
      return grants();
    },
    get openPolicyLists() {
      return openPolicyLists();
    },
    get scripts() {
      return scripts();
    },
    adeUses,
    dependencies: dependenciesOf(),
    gaps,
  };
}
