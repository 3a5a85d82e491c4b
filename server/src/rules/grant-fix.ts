/** Gives the identity of a disk encryption set access to its key, in the way that the vault looks at. */
import type { Change, Fix } from '../edits/change.js';
import { PropertyOf } from '../edits/change.js';
import { freeName, namesIn, symbolIn } from '../edits/free-names.js';
import { Call, Code, NewResource } from '../edits/new-resource.js';
import type { Deployment } from '../evaluation/deployment.js';
import type { ModuleInstance, ResourceInstance } from '../evaluation/instances.js';
import { compareApiVersions } from '../facts/api-versions.js';
import { DISK_ENCRYPTION_SET_KEY_PERMISSIONS, KEY_VAULT_CRYPTO_SERVICE_ENCRYPTION_USER } from '../facts/roles.js';
import type { KeyAccess } from '../inventory/access.js';
import { encryptionSetUses } from '../inventory/encryption-set-uses.js';
import type { Inventory } from '../inventory/model.js';
import { declared } from './declared.js';

/**
 * A role assignment on the vault or an access policy, and the dependencies on it of what needs the access. Only where
 * set, vault and identity are declared once, always, in one template.
 */
export function grantAccess({ set, vault, when, model, identities }: KeyAccess, inventory: Inventory): readonly Fix[] {
  const [identity, ...others] = identities;
  const here = set.resource?.deployment;
  if (set.resource === undefined || vault.resource === undefined || here === undefined) return [];
  if (identity === undefined || others.length > 0 || when.length > 0) return [];
  if (![set.resource, vault.resource, identity.resource].every((one) => isDeclaredOnce(one, here))) return [];
  const owner = declared(identity.resource);
  const isOwn = identity.kind === 'systemAssigned';
  const principal = new PropertyOf(owner, isOwn ? ['identity', 'principalId'] : ['properties', 'principalId']);
  const { template } = here;
  const words = [identity.resource.declaration.symbol ?? 'diskEncryptionSet', 'access'];
  const symbol = freeName(namesIn(template), symbolIn(template, words));
  const grant =
    model.grants === 'roles'
      ? roleAssignment(symbol, vault.resource, principal)
      : accessPolicy(symbol, vault.resource, principal);
  const waiting = isOwn ? usersIn(here, set.resource, inventory) : [set.resource];
  const { file } = template;
  return [
    {
      title:
        model.grants === 'roles'
          ? `Assign the role Key Vault Crypto Service Encryption User on '${vault.name}'`
          : `Add an access policy to '${vault.name}'`,
      preferred: false,
      changes: [
        { kind: 'addResource', file, near: owner, behind: true, resource: grant },
        ...waiting.map(({ declaration }): Change => ({
          kind: 'addDependency',
          resource: { file, declaration },
          on: grant,
        })),
      ],
    },
  ];
}

function roleAssignment(symbol: string, vault: ResourceInstance, principalId: PropertyOf): NewResource {
  const role = KEY_VAULT_CRYPTO_SERVICE_ENCRYPTION_USER;
  return new NewResource(
    symbol,
    'Microsoft.Authorization/roleAssignments',
    '2022-04-01',
    new Call('guid', [new PropertyOf(declared(vault), ['id']), new PropertyOf(principalId.resource, ['id']), role]),
    {
      properties: {
        roleDefinitionId: new Call('subscriptionResourceId', ['Microsoft.Authorization/roleDefinitions', role]),
        principalId,
        principalType: 'ServicePrincipal',
      },
    },
    { scope: declared(vault) },
  );
}

/** A resource of its own: inside the vault it would make the vault wait for the set, which waits for the vault. */
function accessPolicy(symbol: string, vault: ResourceInstance, objectId: PropertyOf): NewResource {
  const { apiVersion } = vault.declaration;
  return new NewResource(
    symbol,
    'Microsoft.KeyVault/vaults/accessPolicies',
    compareApiVersions(apiVersion, '2019-09-01') >= 0 ? apiVersion : '2023-07-01',
    'add',
    {
      properties: {
        accessPolicies: [
          {
            tenantId: new Code('subscription().tenantId'),
            objectId,
            permissions: { keys: [...DISK_ENCRYPTION_SET_KEY_PERMISSIONS] },
          },
        ],
      },
    },
    { parent: declared(vault) },
  );
}

function isDeclaredOnce({ deployment, declaration, existence }: ResourceInstance, here: Deployment): boolean {
  return (
    deployment === here &&
    !declaration.existing &&
    declaration.loop === undefined &&
    existence.some((one) => one.length === 0)
  );
}

/** What uses the set, or the modules of the same template that hold it. */
function usersIn(
  here: Deployment,
  set: ResourceInstance,
  inventory: Inventory,
): readonly (ResourceInstance | ModuleInstance)[] {
  const users = new Map<
    ResourceInstance['declaration'] | ModuleInstance['declaration'],
    ResourceInstance | ModuleInstance
  >();
  for (const use of encryptionSetUses(inventory)) {
    if (use.set.resource !== set) continue;
    let user: ResourceInstance | ModuleInstance | undefined = use.user;
    let { deployment }: { deployment: Deployment | undefined } = use.user;
    while (deployment !== undefined && deployment !== here) {
      user = deployment.parent?.module;
      deployment = deployment.parent?.deployment;
    }
    if (deployment === here && user !== undefined) users.set(user.declaration, user);
  }
  return [...users.values()];
}
