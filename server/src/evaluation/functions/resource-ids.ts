/** The `resourceId` family and `reference`: which resource is meant, even where parts of its id are unknown. */
import { readMember } from '../access.js';
import { casesOf } from '../cases.js';
import { identityOf, segmentsOfText } from '../identity.js';
import { plainOf } from '../plain.js';
import { isText, literal, textOf } from '../value.js';
import type { ReferenceValue, IdentityScope, ResourceIdentity, Value } from '../value.js';
import { structuralFunction } from './registry.js';
import type { CallSite, TakesChoices, TemplateFunction } from './registry.js';
import { refused } from './results.js';
import { textPartsOf, textValue } from './text-parts.js';

/** The arguments of such a call: what stands before the type, the type, and a name for each of its segments. */
interface IdArguments {
  readonly leading: readonly Value[];
  readonly type: string;
  readonly names: readonly Value[];
}

/** Azure finds the type as the one argument that contains a slash. */
function readArguments(args: readonly Value[]): IdArguments | undefined | { readonly error: string } {
  const at = args.findIndex((arg) => textOf(arg)?.includes('/') === true);
  const typeArgument = args[at];
  const type = typeArgument && textOf(typeArgument);
  if (type === undefined) return undefined;
  const names = args.slice(at + 1);
  // Azure makes something of empty segments; nobody should.
  if (type.split('/').includes('') || names.some((name) => textOf(name) === '')) return undefined;
  if (names.some((name) => textOf(name)?.includes('/') === true))
    return { error: 'only the type has more than one segment' };
  if (names.length !== type.split('/').length - 1)
    return { error: `the type '${type}' needs a name for each of its segments` };
  return { leading: args.slice(0, at), type, names };
}

/**
 * A name that is one of several stays that, so that the id is the one of the resource that is declared with the same
 * name: Bicep's `.id` and ARM's `resourceId` give the same.
 */
const takesNames: TakesChoices = (args) => {
  const type = args.findIndex((arg) => textOf(arg)?.includes('/') === true);
  return (index) => {
    const name = args[index];
    return type >= 0 && index > type && name !== undefined && casesOf(name).every(({ value }) => isName(value));
  };
};

function isName(value: Value): boolean {
  const text = textOf(value);
  return text === undefined ? value.kind === 'unknown' : text !== '' && !text.includes('/');
}

function idFunction(
  name: string,
  scopeOf: (leading: readonly Value[], site: CallSite) => IdentityScope | undefined | { readonly error: string },
): TemplateFunction {
  const call = (args: readonly Value[], site: CallSite): Value | undefined => {
    const read = readArguments(args);
    if (read === undefined) return undefined;
    if ('error' in read) return refused(name, args, read.error, site);
    const scope = scopeOf(read.leading, site);
    if (scope === undefined) return undefined;
    if ('error' in scope) return refused(name, args, scope.error, site);
    return idOf({ scope, type: read.type, names: read.names }, site);
  };
  return structuralFunction(name, call, takesNames);
}

/** The id of a resource; a resource group's own id has no provider in it. */
function idOf(identity: ResourceIdentity, site: CallSite): Value {
  const { scope, type, names } = identity;
  const [group] = names;
  if (
    scope.kind === 'subscription' &&
    group !== undefined &&
    type.toLowerCase() === 'microsoft.resources/resourcegroups'
  ) {
    return textValue(['/subscriptions/', scope.subscription, '/resourceGroups/', group], site);
  }
  return { kind: 'resourceId', identity, origin: site.origin };
}

function placeOf(site: CallSite): IdentityScope {
  return site.environment.deployment.place;
}

function subscriptionOfPlace(place: IdentityScope): Value | undefined {
  return place.kind === 'resourceGroup' || place.kind === 'subscription' ? place.subscription : undefined;
}

/** Without a resource group it is a resource of the subscription, without a subscription one of the tenant. */
function resourceIdScope(leading: readonly Value[], site: CallSite): IdentityScope | undefined {
  const place = placeOf(site);
  const [first, second, ...more] = leading;
  if (more.length > 0) return undefined;
  if (first === undefined) {
    if (place.kind === 'resourceGroup' || place.kind === 'subscription') return place;
    return place.kind === 'tenant' || place.kind === 'managementGroup' ? { kind: 'tenant' } : undefined;
  }
  if (second !== undefined) return { kind: 'resourceGroup', subscription: first, resourceGroup: second };
  // In a resource group a single leading argument is another group, elsewhere a subscription.
  if (place.kind !== 'resourceGroup') return { kind: 'subscription', subscription: first };
  return { kind: 'resourceGroup', subscription: place.subscription, resourceGroup: first };
}

/** Without a name it is the management group that is deployed to. */
function managementGroupScope([name, ...more]: readonly Value[], site: CallSite): IdentityScope | undefined {
  if (more.length > 0) return undefined;
  if (name !== undefined) return { kind: 'managementGroup', name };
  const place = placeOf(site);
  return place.kind === 'managementGroup' ? place : undefined;
}

/** What an id names: a subscription, a resource group, a management group or a resource. */
function scopeOfId(id: Value): IdentityScope {
  const parts = textPartsOf(id);
  const segments = parts === undefined ? [] : segmentsOfText(parts);
  const [root, word, subscription, group, resourceGroup, ...more] = segments.map((segment) =>
    typeof segment === 'string' ? literal(segment, id.origin) : segment,
  );
  if (root !== undefined && isText(root, '') && word !== undefined && isText(word, 'subscriptions')) {
    if (subscription !== undefined && group === undefined) return { kind: 'subscription', subscription };
    if (subscription !== undefined && group !== undefined && isText(group, 'resourceGroups') && more.length === 0) {
      if (resourceGroup !== undefined) return { kind: 'resourceGroup', subscription, resourceGroup };
    }
  }
  const identity = identityOf(id);
  if (identity === undefined) return { kind: 'id', id };
  const [name] = identity.names;
  const isManagementGroup = identity.type.toLowerCase() === 'microsoft.management/managementgroups';
  if (isManagementGroup && identity.scope.kind === 'tenant' && name !== undefined)
    return { kind: 'managementGroup', name };
  return { kind: 'resource', identity };
}

function extensionResourceId(args: readonly Value[], site: CallSite): Value | undefined {
  const [target, ...rest] = args;
  if (target === undefined) return undefined;
  const read = readArguments(rest);
  if (read === undefined) return undefined;
  if ('error' in read) return refused('extensionResourceId', args, read.error, site);
  if (read.leading.length > 0) return undefined;
  return idOf({ scope: scopeOfId(target), type: read.type, names: read.names }, site);
}

/** `format('disks[{0}]', copyIndex())`: an element of a looped resource by its symbolic name. */
function symbolElement(target: Value, { environment, origin }: CallSite): ReferenceValue | undefined {
  if (target.kind !== 'unknown' || target.term.kind !== 'text') return undefined;
  const [symbol, index, end] = target.term.parts;
  if (
    typeof symbol !== 'string' ||
    !symbol.endsWith('[') ||
    index === undefined ||
    typeof index === 'string' ||
    end !== ']'
  ) {
    return undefined;
  }
  const value = environment.deployment.symbolElement(symbol.slice(0, -1), index, environment, origin);
  return value?.kind === 'reference' ? value : undefined;
}

function reference(args: readonly Value[], site: CallSite): Value | undefined {
  const [target, version, mode] = args;
  if (target === undefined) return undefined;
  const name = textOf(target);
  const { environment } = site;
  const element = symbolElement(target, site);
  const ofId = element?.identity ?? identityOf(target);
  const named = ofId === undefined && name !== undefined ? environment.deployment.resourceNamed(name) : undefined;
  const identity = ofId ?? named?.identity;
  if (identity === undefined) return undefined;
  const said = version && textOf(version);
  const apiVersion = said ?? (named?.instance.kind === 'resource' ? named.instance.apiVersion : undefined);
  const full = mode === undefined ? false : plainOf(mode);
  if (full === undefined) return undefined;
  const isFull = typeof full === 'string' && full.toLowerCase() === 'full';
  const whole: ReferenceValue = {
    ...element,
    kind: 'reference',
    identity,
    path: [],
    ...(apiVersion === undefined ? {} : { apiVersion }),
    origin: site.origin,
  };
  if (isFull) return whole;
  const { deployment } = environment;
  return deployment.root.prediction === undefined
    ? { ...whole, path: ['properties'] }
    : readMember(whole, 'properties', { safe: false, origin: site.origin, deployment });
}

export const resourceIdFunctions: readonly TemplateFunction[] = [
  idFunction('resourceId', resourceIdScope),
  idFunction('subscriptionResourceId', ([subscription, ...more], site) => {
    if (more.length > 0) return undefined;
    const own = subscription ?? subscriptionOfPlace(placeOf(site));
    return own && { kind: 'subscription', subscription: own };
  }),
  idFunction('tenantResourceId', (leading) => (leading.length === 0 ? { kind: 'tenant' } : undefined)),
  idFunction('managementGroupResourceId', managementGroupScope),
  structuralFunction('extensionResourceId', extensionResourceId),
  structuralFunction('reference', reference),
];
