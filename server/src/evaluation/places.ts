/** Where resources go: the scope of a template, of a module's `scope:`, of a resource's `scope:`. */
import type { DeploymentScope, Expression, ModuleDeclaration } from '../template/model.js';
import { readPath } from './access.js';
import type { Deployment } from './deployment.js';
import type { Environment } from './environment.js';
import { evaluate } from './evaluate.js';
import { identityOf, identityOfSegments, segmentsOfText } from './identity.js';
import { isAbsent, literal, textOf } from './value.js';
import type { IdentityScope, Origin, ResourceIdentity, UnknownValue, Value } from './value.js';

/** What the command line or the caller knows about where a template is deployed. */
export interface KnownPlace {
  readonly tenantId?: string;
  readonly subscriptionId?: string;
  readonly managementGroupId?: string;
  readonly resourceGroup?: string;
  /** Region of the resource group; of a deployment above resource groups its own. */
  readonly location?: string;
  readonly deploymentName?: string;
}

function property(call: string, args: readonly Value[], name: string, origin: Origin): UnknownValue {
  const because = { kind: 'runtime', name: call } as const;
  const target: UnknownValue = { kind: 'unknown', because, term: { kind: 'call', name: call, args }, origin };
  return { kind: 'unknown', because, term: { kind: 'member', target, name }, origin };
}

/** The place of a template that nothing else deploys. */
export function rootPlace(scope: DeploymentScope, origin: Origin, known: KnownPlace = {}): IdentityScope {
  const subscription =
    known.subscriptionId === undefined
      ? property('subscription', [], 'subscriptionId', origin)
      : literal(known.subscriptionId, origin);
  switch (scope) {
    case 'resourceGroup': {
      const resourceGroup =
        known.resourceGroup === undefined
          ? property('resourceGroup', [], 'name', origin)
          : literal(known.resourceGroup, origin);
      return { kind: 'resourceGroup', subscription, resourceGroup };
    }
    case 'subscription':
      return { kind: 'subscription', subscription };
    case 'managementGroup':
      return {
        kind: 'managementGroup',
        name:
          known.managementGroupId === undefined
            ? property('managementGroup', [], 'name', origin)
            : literal(known.managementGroupId, origin),
      };
    case 'tenant':
      return { kind: 'tenant' };
  }
}

/** The name of a deployment: a module's own, the given one of the root. */
export function deploymentName(deployment: Deployment, origin: Origin): Value {
  const { parent, root } = deployment;
  if (parent !== undefined) return parent.module.identity.names[0] ?? property('deployment', [], 'name', origin);
  const { deploymentName: known } = root.known;
  return known === undefined ? property('deployment', [], 'name', origin) : literal(known, origin);
}

/** Subscription of a place; unknown where it lies above subscriptions. */
export function subscriptionOfPlace(place: IdentityScope, origin: Origin): Value {
  switch (place.kind) {
    case 'resourceGroup':
    case 'subscription':
      return place.subscription;
    case 'resource':
      return subscriptionOfPlace(place.identity.scope, origin);
    case 'managementGroup':
    case 'tenant':
    case 'id':
      return property('subscription', [], 'subscriptionId', origin);
  }
}

/** The place that a module goes to; undefined where it cannot be told. */
export function modulePlace(
  module: Pick<ModuleDeclaration, 'scope' | 'subscriptionId' | 'resourceGroup'>,
  environment: Environment,
  origin: Origin,
): IdentityScope | undefined {
  const { place } = environment.deployment;
  if (module.scope !== undefined) return placeOfScope(module.scope(), environment, origin);
  const said = (property: (() => Expression) | undefined): Value | undefined => {
    const value = property && evaluate(property(), environment);
    // An empty name says nothing (Bicep CLI 0.49.2).
    return value === undefined || isAbsent(value) || textOf(value) === '' ? undefined : value;
  };
  const subscriptionId = said(module.subscriptionId);
  const resourceGroup = said(module.resourceGroup);
  if (subscriptionId === undefined && resourceGroup === undefined) return place;
  const subscription = subscriptionId ?? subscriptionOfPlace(place, origin);
  return resourceGroup === undefined
    ? { kind: 'subscription', subscription }
    : { kind: 'resourceGroup', subscription, resourceGroup };
}

/**
 * The place that a `scope` names: `resourceGroup('x')`, a symbol of a resource group or another resource, an id.
 * undefined where it is not known which.
 */
export function placeOfScope(scope: Expression, environment: Environment, origin: Origin): IdentityScope | undefined {
  const { place } = environment.deployment;
  if (scope.kind === 'call') {
    const args = scope.args.map((argument) => evaluate(argument, environment));
    const [first, second] = args;
    switch (scope.name.toLowerCase()) {
      case 'resourcegroup': {
        const subscription = subscriptionOfPlace(place, origin);
        if (first === undefined) return place;
        if (second === undefined) return { kind: 'resourceGroup', subscription, resourceGroup: first };
        return { kind: 'resourceGroup', subscription: first, resourceGroup: second };
      }
      case 'subscription':
        return { kind: 'subscription', subscription: first ?? subscriptionOfPlace(place, origin) };
      case 'managementgroup':
        if (first !== undefined) return { kind: 'managementGroup', name: first };
        return place.kind === 'managementGroup'
          ? place
          : { kind: 'managementGroup', name: property('managementGroup', [], 'name', origin) };
      case 'tenant':
        return { kind: 'tenant' };
    }
  }
  return placeOfValue(evaluate(scope, environment), place, origin);
}

function placeOfValue(value: Value, place: IdentityScope, origin: Origin): IdentityScope | undefined {
  if (value.kind === 'reference' && value.path.length === 0) return placeOfIdentity(value.identity);
  if (value.kind === 'object') return placeOfValue(readPath(value, ['id'], origin), place, origin);
  const text = textOf(value);
  if (text === '/') return { kind: 'tenant' };
  const groupPlace = placeOfPlainId(value);
  if (groupPlace !== undefined) return groupPlace;
  const identity = identityOf(value) ?? relativeIdentity(value, place, origin);
  return identity === undefined ? undefined : placeOfIdentity(identity);
}

/** `/subscriptions/s` and `/subscriptions/s/resourceGroups/g`. */
function placeOfPlainId(value: Value): IdentityScope | undefined {
  const text = textOf(value);
  const segments =
    text !== undefined
      ? text.split('/')
      : value.kind === 'unknown' && value.term.kind === 'text'
        ? segmentsOfText(value.term.parts)
        : [];
  const [start, word, subscription, groupWord, group] = segments;
  if (
    start !== '' ||
    typeof word !== 'string' ||
    word.toLowerCase() !== 'subscriptions' ||
    subscription === undefined
  ) {
    return undefined;
  }
  const asValue = (segment: string | Value): Value =>
    typeof segment === 'string' ? literal(segment, value.origin) : segment;
  if (segments.length === 3) return { kind: 'subscription', subscription: asValue(subscription) };
  if (
    segments.length === 5 &&
    typeof groupWord === 'string' &&
    groupWord.toLowerCase() === 'resourcegroups' &&
    group !== undefined
  ) {
    return { kind: 'resourceGroup', subscription: asValue(subscription), resourceGroup: asValue(group) };
  }
  return undefined;
}

/** A resource group or subscription as a place; any other resource as the target of an extension resource. */
export function placeOfIdentity(identity: ResourceIdentity): IdentityScope {
  const [name] = identity.names;
  if (identity.type.toLowerCase() === 'microsoft.resources/resourcegroups' && name !== undefined) {
    if (identity.scope.kind === 'subscription' || identity.scope.kind === 'resourceGroup') {
      return { kind: 'resourceGroup', subscription: identity.scope.subscription, resourceGroup: name };
    }
  }
  if (identity.type.toLowerCase() === 'microsoft.management/managementgroups' && name !== undefined) {
    return { kind: 'managementGroup', name };
  }
  return { kind: 'resource', identity };
}

/** `Microsoft.KeyVault/vaults/kv`, relative to the place of the deployment. */
function relativeIdentity(value: Value, place: IdentityScope, origin: Origin): ResourceIdentity | undefined {
  const text = textOf(value);
  const parts =
    text !== undefined ? [text] : value.kind === 'unknown' && value.term.kind === 'text' ? value.term.parts : undefined;
  const first = parts?.[0];
  if (parts === undefined || typeof first !== 'string' || !first.includes('.') || first.startsWith('/'))
    return undefined;
  const segments = segmentsOfText(parts);
  const identity = identityOfSegments(['', 'providers', ...segments], origin);
  return identity === undefined ? undefined : { ...identity, scope: place };
}
