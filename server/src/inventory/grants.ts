/** Who may use a key: access policies of a vault, role assignments on a key, a vault or what holds it. */
import { readPath } from '../evaluation/access.js';
import { canonicalExpression, identityKey } from '../evaluation/canonical.js';
import { casesOf } from '../evaluation/cases.js';
import { parentIdentity } from '../evaluation/identity.js';
import type { ResourceInstance } from '../evaluation/instances.js';
import { textOf } from '../evaluation/value.js';
import type { IdentityScope, Value } from '../evaluation/value.js';
import type { AccessPolicyGrant, Grant, RoleGrant } from './model.js';

/** The grants that a resource makes. */
export function grantsOf(instance: ResourceInstance): Grant[] {
  switch (instance.type.toLowerCase()) {
    case 'microsoft.keyvault/vaults':
      return policies(instance, identityKey(instance.identity), true);
    case 'microsoft.keyvault/vaults/accesspolicies': {
      const vault = parentIdentity(instance.identity);
      const operation = instance.identity.names[instance.identity.names.length - 1];
      if (vault === undefined || (operation !== undefined && textOf(operation)?.toLowerCase() === 'remove')) return [];
      return policies(instance, identityKey(vault), false);
    }
    case 'microsoft.authorization/roleassignments':
      return [roleGrant(instance)];
    default:
      return [];
  }
}

function policies(resource: ResourceInstance, vaultKey: string, inline: boolean): AccessPolicyGrant[] {
  const grants: AccessPolicyGrant[] = [];
  for (const { value } of casesOf(resource.property('properties', 'accessPolicies'))) {
    if (value.kind !== 'array') continue;
    for (const body of value.items) {
      grants.push({
        kind: 'accessPolicy',
        resource,
        vaultKey,
        inline,
        principal: readPath(body, ['objectId'], body.origin),
        permissions: readPath(body, ['permissions', 'keys'], body.origin),
        body,
        origin: body.origin,
      });
    }
  }
  return grants;
}

function roleGrant(resource: ResourceInstance): RoleGrant {
  const principal = resource.property('properties', 'principalId');
  return {
    kind: 'role',
    resource,
    principal,
    roleDefinitionId: resource.property('properties', 'roleDefinitionId'),
    scope: grantScope(resource.identity.scope),
    origin: resource.origin,
  };
}

function grantScope(scope: IdentityScope): RoleGrant['scope'] {
  switch (scope.kind) {
    case 'resource':
      return { kind: 'resource', key: identityKey(scope.identity) };
    case 'resourceGroup':
      return {
        kind: 'resourceGroup',
        key: `${canonicalExpression(scope.subscription)}|${canonicalExpression(scope.resourceGroup)}`.toLowerCase(),
      };
    case 'subscription':
      return { kind: 'subscription', key: canonicalExpression(scope.subscription).toLowerCase() };
    case 'managementGroup':
    case 'tenant':
      return { kind: 'above', key: '' };
    case 'id':
      return undefined;
  }
}

/** Key of the resource group that holds a resource, as `RoleGrant.scope` has it. */
export function resourceGroupKey(scope: IdentityScope): string | undefined {
  if (scope.kind === 'resource') return resourceGroupKey(scope.identity.scope);
  if (scope.kind !== 'resourceGroup') return undefined;
  return `${canonicalExpression(scope.subscription)}|${canonicalExpression(scope.resourceGroup)}`.toLowerCase();
}

/** Key of the subscription that holds a resource. */
export function subscriptionKey(scope: IdentityScope): string | undefined {
  if (scope.kind === 'resource') return subscriptionKey(scope.identity.scope);
  if (scope.kind !== 'resourceGroup' && scope.kind !== 'subscription') return undefined;
  return canonicalExpression(scope.subscription).toLowerCase();
}

/** Whose identity a principal id is: of a resource in the templates, or undefined. */
export function principalOwner(
  principal: Value,
): { readonly key: string; readonly systemAssigned: boolean } | undefined {
  if (principal.kind !== 'reference') return undefined;
  const path = principal.path.map((step) => step.toLowerCase()).join('.');
  const key = identityKey(principal.identity);
  if (path === 'identity.principalid') return { key, systemAssigned: true };
  if (path === 'properties.principalid') return { key, systemAssigned: false };
  return undefined;
}
