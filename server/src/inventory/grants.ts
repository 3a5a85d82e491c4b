/** Who may use a key: access policies of a vault, role assignments on a key, a vault or what holds it. */
import { readPath } from '../evaluation/access.js';
import { canonicalExpression, identityKey } from '../evaluation/canonical.js';
import { casesOf } from '../evaluation/cases.js';
import { parentIdentity } from '../evaluation/identity.js';
import type { ResourceTypes } from '../evaluation/declared-types.js';
import type { ResourceInstance } from '../evaluation/instances.js';
import { both } from '../evaluation/alternatives.js';
import { isAbsent, isText } from '../evaluation/value.js';
import type { IdentityScope, Value } from '../evaluation/value.js';
import type { AccessPolicyGrant, Grant, OpenPolicyList, RoleGrant } from './model.js';

/** Resources that make grants. */
export const GRANT_TYPES: ResourceTypes = new Set([
  'microsoft.authorization/roleassignments',
  'microsoft.authorization/roleassignmentschedulerequests',
  'microsoft.keyvault/vaults',
  'microsoft.keyvault/vaults/accesspolicies',
]);

/** The grants that a resource makes. */
export function grantsOf(instance: ResourceInstance): Grant[] {
  switch (instance.type.toLowerCase()) {
    // Of a request, privileged identity management makes an assignment.
    case 'microsoft.authorization/roleassignments':
    case 'microsoft.authorization/roleassignmentschedulerequests':
      return [roleGrant(instance)];
    default: {
      const list = policyListOf(instance);
      return list === undefined ? [] : policies(instance, list.vaultKey, list.inline);
    }
  }
}

/** Lists of access policies of the resource that are not known in full. */
export function openPolicyListsOf(instance: ResourceInstance): OpenPolicyList[] {
  const list = policyListOf(instance);
  if (list === undefined) return [];
  return casesOf(instance.property('properties', 'accessPolicies')).flatMap(({ value, when }): OpenPolicyList[] => {
    if (isAbsent(value) || (value.kind === 'array' && !value.open)) return [];
    return [{ vaultKey: list.vaultKey, existence: both(instance.existence, [when]), at: value }];
  });
}

function policyListOf(instance: ResourceInstance): { vaultKey: string; inline: boolean } | undefined {
  switch (instance.type.toLowerCase()) {
    case 'microsoft.keyvault/vaults':
      return { vaultKey: identityKey(instance.identity), inline: true };
    case 'microsoft.keyvault/vaults/accesspolicies': {
      const vault = parentIdentity(instance.identity);
      const operation = instance.identity.names[instance.identity.names.length - 1];
      if (vault === undefined || (operation !== undefined && isText(operation, 'remove'))) return undefined;
      return { vaultKey: identityKey(vault), inline: false };
    }
    default:
      return undefined;
  }
}

function policies(resource: ResourceInstance, vaultKey: string, inline: boolean): AccessPolicyGrant[] {
  const grants: AccessPolicyGrant[] = [];
  for (const { value, when } of casesOf(resource.property('properties', 'accessPolicies'))) {
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
        existence: both(resource.existence, [when]),
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
    existence: resource.existence,
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
