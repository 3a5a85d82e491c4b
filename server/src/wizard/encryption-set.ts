/** The disk encryption set that was chosen, as disks and machines name it. */
import type { Declared } from '../edits/change.js';
import { PropertyOf } from '../edits/change.js';
import { NewResource, ParameterValue } from '../edits/new-resource.js';
import type { Deployment } from '../evaluation/deployment.js';
import type { ResourceInstance } from '../evaluation/instances.js';
import { keyAccesses } from '../inventory/access.js';
import { setOfType } from '../inventory/encryption-types.js';
import { nodeId } from '../inventory/export.js';
import type { DiskEncryptionSet, Inventory } from '../inventory/model.js';
import type { DiskEncryptionSetType } from '../facts/disk-encryption.js';
import type { KeySource, Refusal } from '../protocol.js';
import { newKeyChain } from './key-chain.js';
import type { UsableSet } from './key-chain.js';
import { refusal, refusedSetChoice } from './refusals.js';
import type { Scene } from './scene.js';
import { apiVersionOf, newParameter, newSymbol } from './scene.js';
import type { Target } from './targets.js';

/** A set, and what has to be added for it. */
export interface ChosenSet extends UsableSet {
  readonly resources: readonly NewResource[];
  /** For the data disks of a confidential machine. */
  readonly ordinary: UsableSet | undefined;
  readonly toGive: readonly string[];
}

export interface SetQuestion {
  readonly scene: Scene;
  readonly inventory: Inventory;
  readonly target: Target | undefined;
  readonly type: DiskEncryptionSetType;
  readonly source: Exclude<KeySource, { readonly kind: 'platform' }>;
  /** Whether a confidential machine has data disks, which need an ordinary set. */
  readonly withOrdinary: boolean;
}

const RESOURCE_ID =
  /^\/subscriptions\/([^/]+)\/resourceGroups\/([^/]+)\/providers\/Microsoft\.Compute\/diskEncryptionSets\/([A-Za-z0-9_-]{1,80})$/i;

/** The set of a choice, or why it cannot be used. */
export function chosenSet(question: SetQuestion): ChosenSet | { readonly refused: Refusal } {
  const { scene, inventory, target, type, source } = question;
  const nothing = { resources: [], ordinary: undefined, toGive: [] };
  // A confidential set is for the OS disk alone: where no other is at hand, whoever deploys names one.
  const isCovered = (): boolean =>
    setOfType(inventory.diskEncryptionSets, 'EncryptionAtRestWithCustomerKey', target?.nodes[0].resource) !== undefined;
  const forDataDisks = (): Pick<ChosenSet, 'ordinary' | 'toGive'> => {
    if (!question.withOrdinary || isCovered()) return { ordinary: undefined, toGive: [] };
    const parameter = newParameter(scene, {
      name: 'dataDiskEncryptionSetId',
      type: 'string',
      description: 'Resource id of the disk encryption set for the data disks.',
    });
    return { ordinary: { id: parameter, set: undefined, waitFor: [] }, toGive: [parameter.name] };
  };
  switch (source.kind) {
    case 'new':
      return newKeyChain(scene, type, source.options, question.withOrdinary);
    case 'set': {
      const set = inventory.diskEncryptionSets.find((one) => nodeId(one) === source.id);
      if (set?.resource === undefined) return { refused: refusal('changed') };
      const refused = refusedSetChoice(target, set, type, scene.file);
      if (refused !== undefined) return { refused };
      return { ...nothing, ...forDataDisks(), ...usable(set, set.resource, inventory, scene.deployment) };
    }
    case 'resourceId': {
      const [, subscription, resourceGroup, name] = RESOURCE_ID.exec(source.resourceId.trim()) ?? [];
      if (subscription === undefined || resourceGroup === undefined || name === undefined)
        return { refused: refusal('notWritable') };
      const set = new NewResource(
        newSymbol(scene, 'disk', 'encryption', 'set'),
        'Microsoft.Compute/diskEncryptionSets',
        apiVersionOf(scene, 'Microsoft.Compute/diskEncryptionSets', '2024-03-02', '2020-12-01'),
        name,
        {},
        { existing: { subscription, resourceGroup } },
      );
      return { ...nothing, ...forDataDisks(), resources: [set], id: new PropertyOf(set, ['id']), set, waitFor: [] };
    }
    case 'parameter': {
      const known = scene.template.parameters.get(source.name.toLowerCase());
      const parameter =
        known === undefined
          ? newParameter(scene, {
              name: source.name,
              type: 'string',
              description: 'Resource id of the disk encryption set.',
            })
          : new ParameterValue(known.name);
      const data = forDataDisks();
      const toGive = [...(known === undefined ? [parameter.name] : []), ...data.toGive];
      return { ...nothing, ...data, id: parameter, set: undefined, waitFor: [], toGive };
    }
  }
}

function usable(
  set: DiskEncryptionSet,
  resource: ResourceInstance,
  inventory: Inventory,
  deployment: Deployment,
): UsableSet {
  const anchor = declaredIn(resource);
  const waitFor = new Map<unknown, Declared>();
  for (const access of keyAccesses(inventory)) {
    // A user-assigned identity has its access before the set is made: who waits for the set waits for that too.
    if (access.set !== set || !access.identities.every(({ kind }) => kind === 'systemAssigned')) continue;
    const [grant] = access.sufficient;
    const waited = grant && declarationIn(deployment, grant.resource);
    if (waited !== undefined && waited.declaration.loop === undefined) waitFor.set(waited.declaration, waited);
  }
  return { id: new PropertyOf(anchor, ['id']), set: set.external ? undefined : anchor, waitFor: [...waitFor.values()] };
}

/** A set of the template for other disks than those that the choice is about. */
export function usableSet(set: DiskEncryptionSet, inventory: Inventory, deployment: Deployment): UsableSet | undefined {
  return set.resource && usable(set, set.resource, inventory, deployment);
}

/** What stands in a template for a resource: its own declaration, or the module that it comes from. */
function declarationIn(deployment: Deployment, resource: ResourceInstance): Declared | undefined {
  const { file } = deployment.template;
  if (resource.deployment.template === deployment.template) return { file, declaration: resource.declaration };
  for (let current: Deployment | undefined = resource.deployment; current !== undefined;) {
    const { parent }: Deployment = current;
    if (parent?.deployment.template === deployment.template) return { file, declaration: parent.module.declaration };
    current = parent?.deployment;
  }
  return undefined;
}

export function declaredIn({ deployment, declaration }: ResourceInstance): Declared {
  return { file: deployment.template.file, declaration };
}
