/** AKS: the disks of all pools of a cluster have the cluster's disk encryption set. */
import type { Change } from '../edits/change.js';
import { PropertyOf } from '../edits/change.js';
import { Call, NewResource } from '../edits/new-resource.js';
import type { ResourceInstance } from '../evaluation/instances.js';
import { textOf } from '../evaluation/value.js';
import type { EncryptNote } from '../protocol.js';
import { declaredIn } from './encryption-set.js';
import type { UsableSet } from './key-chain.js';
import { nameSet } from './plan.js';
import type { Scene } from './scene.js';
import { apiVersionOf, newSymbol } from './scene.js';

/** The role that a cluster's identity needs on the set of its disks (RBAC-08, 2024-02-01). */
const READER = 'acdd72a7-3385-48ef-bd42-f606fba81ae7';
const ROLE_ASSIGNMENT = 'Microsoft.Authorization/roleAssignments';

/** Gives the cluster the set, and its own identity leave to read it. */
export function clusterChanges(
  scene: Scene,
  cluster: ResourceInstance,
  set: UsableSet,
): {
  readonly changes: readonly Change[];
  readonly added: readonly NewResource[];
  readonly notes: readonly EncryptNote[];
} {
  const declared = declaredIn(cluster);
  const changes = nameSet(declared, ['properties', 'diskEncryptionSetID'], set);
  const isSystem = /SystemAssigned/i.test(textOf(cluster.property('identity', 'type')) ?? '');
  if (!isSystem || set.set === undefined || isElsewhere(set.set)) {
    return { changes, added: [], notes: [{ code: 'clusterReader', names: [textOf(cluster.ownName) ?? ''] }] };
  }
  const reader = new NewResource(
    newSymbol(scene, 'cluster', 'reads', 'encryption', 'set'),
    ROLE_ASSIGNMENT,
    apiVersionOf(scene, ROLE_ASSIGNMENT, '2022-04-01', '2018-09-01-preview'),
    new Call('guid', [set.id, new PropertyOf(declared, ['id']), READER]),
    {
      properties: {
        roleDefinitionId: new Call('subscriptionResourceId', ['Microsoft.Authorization/roleDefinitions', READER]),
        principalId: new PropertyOf(declared, ['identity', 'principalId']),
        principalType: 'ServicePrincipal',
      },
    },
    { scope: set.set },
  );
  return { changes, added: [reader], notes: [] };
}

function isElsewhere(set: NonNullable<UsableSet['set']>): boolean {
  return set instanceof NewResource && set.links.existing !== undefined;
}
