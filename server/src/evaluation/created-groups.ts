/** Resource groups that a template creates, and so knows more of than their names. */
import { readPath } from './access.js';
import { canonicalExpression } from './canonical.js';
import type { GroupFacts } from './deployment.js';
import type { ResourceInstance } from './instances.js';
import type { IdentityScope, Value } from './value.js';

type GroupScope = IdentityScope & { kind: 'resourceGroup' };

/** What the declaration of a group says of it; undefined where none of the resources is that group. */
export function createdGroup(resources: readonly ResourceInstance[], place: GroupScope): GroupFacts | undefined {
  const key = canonicalExpression(place.resourceGroup).toLowerCase();
  const group = resources.find(
    ({ type, identity: { names }, declaration }) =>
      !declaration.existing &&
      type.toLowerCase() === 'microsoft.resources/resourcegroups' &&
      names[0] !== undefined &&
      canonicalExpression(names[0]).toLowerCase() === key,
  );
  if (group === undefined) return undefined;
  const part = (name: string): Value | undefined => {
    const value = readPath(group.body, [name], group.origin);
    return value.kind === 'absent' ? undefined : value;
  };
  return { location: part('location'), groupTags: part('tags') };
}

export function isSameGroup(one: GroupScope, other: GroupScope): boolean {
  return scopeKey(one) === scopeKey(other);
}

function scopeKey(place: GroupScope): string {
  return `${canonicalExpression(place.subscription)}/${canonicalExpression(place.resourceGroup)}`.toLowerCase();
}
