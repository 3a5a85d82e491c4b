/** What a template can ask about its own deployment: `resourceGroup()`, `subscription()`, `tenant()` and the like. */
import { canonicalExpression } from '../canonical.js';
import { deploymentName } from '../places.js';
import { isText, literal } from '../value.js';
import type { Entry, IdentityScope, ObjectValue, UnknownValue, Value } from '../value.js';
import { objectOf } from './objects.js';
import { structuralFunction } from './registry.js';
import type { CallSite, TemplateFunction } from './registry.js';
import { memberOf, runtime } from './results.js';
import { textValue } from './text-parts.js';

function withoutArguments(
  name: string,
  call: (place: IdentityScope, site: CallSite) => Value | undefined,
): TemplateFunction {
  return structuralFunction(name, (args, site) =>
    args.length > 0 ? undefined : call(site.environment.deployment.place, site),
  );
}

function resourceGroup(place: IdentityScope, site: CallSite): Value | undefined {
  if (place.kind !== 'resourceGroup') return undefined;
  const group = place.resourceGroup;
  const { location, groupTags } = site.environment.deployment;
  const isRoot = place === site.environment.deployment.root.place;
  const itself = runtime('resourceGroup', isRoot ? [] : [group], site);
  return open(
    objectOf(
      [
        ['id', textValue(['/subscriptions/', place.subscription, '/resourceGroups/', group], site)],
        ['name', group],
        ['type', literal('Microsoft.Resources/resourceGroups', site.origin)],
        ['location', location ?? memberOf(itself, 'location', site.origin)],
        ['tags', groupTags ?? memberOf(itself, 'tags', site.origin)],
      ],
      site,
    ),
    ['properties'],
    itself,
    site,
  );
}

function subscription(place: IdentityScope, site: CallSite): Value | undefined {
  if (place.kind !== 'resourceGroup' && place.kind !== 'subscription') return undefined;
  const id = place.subscription;
  const isRoot = canonicalExpression(id) === 'subscription().subscriptionId' || isRootSubscription(id, site);
  const itself = runtime('subscription', isRoot ? [] : [id], site);
  return open(
    objectOf(
      [
        ['id', textValue(['/subscriptions/', id], site)],
        ['subscriptionId', id],
        ['tenantId', tenantId(site)],
      ],
      site,
    ),
    ['displayName'],
    itself,
    site,
  );
}

function isRootSubscription(id: Value, { environment }: CallSite): boolean {
  const { known } = environment.deployment.root;
  return known.subscriptionId !== undefined && isText(id, known.subscriptionId);
}

function tenantId(site: CallSite): Value {
  const { tenantId: known } = site.environment.deployment.root.known;
  return known === undefined
    ? memberOf(runtime('tenant', [], site), 'tenantId', site.origin)
    : literal(known, site.origin);
}

function tenant(_place: IdentityScope, site: CallSite): Value {
  const itself = runtime('tenant', [], site);
  const id = tenantId(site);
  const members: [string, Value][] = [
    ['id', textValue(['/tenants/', id], site)],
    ['tenantId', id],
  ];
  return open(objectOf(members, site), ['countryCode', 'displayName'], itself, site);
}

/** Its name; of what a template is linked to, only Azure knows. */
function deployment(_place: IdentityScope, site: CallSite): Value {
  const { deployment: own } = site.environment;
  const itself = runtime('deployment', [], site);
  const { location, place } = own;
  const members: [string, Value][] = [['name', deploymentName(own, site.origin)]];
  if (location !== undefined && place.kind !== 'resourceGroup') members.push(['location', location]);
  const others = members.length > 1 ? ['properties'] : ['location', 'properties'];
  return open(objectOf(members, site), others, itself, site);
}

/** Adds the members that only Azure knows. */
function open(object: ObjectValue, names: readonly string[], itself: UnknownValue, site: CallSite): ObjectValue {
  const entries = new Map<string, Entry>(object.entries);
  for (const name of names) {
    entries.set(name.toLowerCase(), { name, nameOrigin: site.origin, value: memberOf(itself, name, site.origin) });
  }
  return { ...object, entries };
}

function managementGroup(place: IdentityScope, site: CallSite): Value | undefined {
  if (place.kind !== 'managementGroup') return undefined;
  const itself = runtime('managementGroup', [], site);
  return open(
    objectOf(
      [
        ['id', textValue(['/providers/Microsoft.Management/managementGroups/', place.name], site)],
        ['name', place.name],
        ['type', literal('Microsoft.Management/managementGroups', site.origin)],
      ],
      site,
    ),
    ['properties'],
    itself,
    site,
  );
}

export const deploymentScopeFunctions: readonly TemplateFunction[] = [
  withoutArguments('resourceGroup', resourceGroup),
  withoutArguments('subscription', subscription),
  withoutArguments('managementGroup', managementGroup),
  withoutArguments('tenant', tenant),
  withoutArguments('deployment', deployment),
  ...['environment', 'deployer'].map((name) => withoutArguments(name, (_, site) => runtime(name, [], site))),
];
