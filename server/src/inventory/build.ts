/** From evaluated resources to the inventory. */
import { deploymentsBelow } from '../evaluation/deployment-tree.js';
import type { Deployment } from '../evaluation/deployment.js';
import type { ResourceInstance } from '../evaluation/instances.js';
import { adeExtensions, adeOfDisk, adeOfMachine, attachingMachines } from './ade.js';
import { Catalogue } from './catalogue.js';
import { dependenciesOf } from './dependencies.js';
import { grantsOf, openPolicyListsOf } from './grants.js';
import { machinesOf } from './machines.js';
import type { AdeUse, Gap, Grant, Inventory, Machine, OpenPolicyList, StorageAccount } from './model.js';
import { storageAccountOf } from './storage-accounts.js';

/** The inventory of a deployment and all that its modules deploy. */
export function buildInventory(root: Deployment): Inventory {
  const catalogue = new Catalogue(root);
  const resources: ResourceInstance[] = [];
  const gaps: Gap[] = [];
  for (const deployment of deploymentsBelow(root)) {
    resources.push(...deployment.resources);
    for (const module of deployment.modules) {
      if (module.missing !== undefined) gaps.push({ message: module.missing, origin: module.origin, module });
    }
  }
  const grants: Grant[] = [];
  const openPolicyLists: OpenPolicyList[] = [];
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
    grants.push(...grantsOf(instance));
    openPolicyLists.push(...openPolicyListsOf(instance));
  }
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
    grants,
    openPolicyLists,
    scripts: resources.filter((one) => one.type.toLowerCase() === 'microsoft.resources/deploymentscripts'),
    adeUses,
    dependencies: dependenciesOf(),
    gaps,
  };
}
