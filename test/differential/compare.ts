/** Our evaluation beside what Azure's engine predicts. */
import { deploymentsBelow } from '../../server/src/evaluation/deployment-tree.js';
import { canonicalText } from '../../server/src/evaluation/canonical.js';
import type { Deployment } from '../../server/src/evaluation/deployment.js';
import { segmentsOfIdentity } from '../../server/src/evaluation/identity.js';
import type { ResourceInstance } from '../../server/src/evaluation/instances.js';
import { plainOf } from '../../server/src/evaluation/plain.js';
import { isAbsent, textOf } from '../../server/src/evaluation/value.js';
import type { Value } from '../../server/src/evaluation/value.js';
import type { Json, PredictedResource } from './bicep-cli.js';

/** What a prediction holds of a resource apart from its id, type, name and version. */
const PARTS = ['location', 'tags', 'properties', 'kind', 'identity', 'zones', 'sku', 'plan'];

/** Every difference, a sentence each; none where the two agree. */
export function differences(root: Deployment, predicted: readonly PredictedResource[]): string[] {
  const ours = [...deploymentsBelow(root)].flatMap((deployment) => [...deployment.resources]);
  const open = new Map<string, ResourceInstance[]>();
  for (const instance of ours) {
    const id = idOf(instance);
    const list = open.get(id);
    if (list === undefined) open.set(id, [instance]);
    else list.push(instance);
  }
  const found: string[] = [];
  for (const resource of predicted) {
    const id = resource.id.toLowerCase();
    const instance = open.get(id)?.shift();
    if (instance === undefined) {
      found.push(`${resource.id} is not found`);
      continue;
    }
    if (instance.type.toLowerCase() !== resource.type.toLowerCase()) found.push(`${id} is of type ${instance.type}`);
    for (const part of PARTS) found.push(...compare(instance.property(part), resource[part], `${id} ${part}`));
  }
  for (const [id, left] of open) for (const _ of left) found.push(`${id} is not predicted`);
  return found;
}

/** The engine shortens the ids of resource groups; `subscriptionResourceId()` of one gives the long form, as ours is. */
function idOf({ identity, origin }: ResourceInstance): string {
  return segmentsOfIdentity(identity, origin)
    .map((segment) => (typeof segment === 'string' ? segment : (textOf(segment) ?? canonicalText(segment))))
    .join('/')
    .toLowerCase()
    .replace('/providers/microsoft.resources/resourcegroups/', '/resourcegroups/');
}

function compare(ours: Value, theirs: Json | undefined, at: string): string[] {
  if (theirs === undefined || theirs === null) return isAbsent(ours) ? [] : [`${at} is ${canonicalText(ours)}`];
  if (isExpression(theirs)) {
    return plainOf(ours) === undefined
      ? []
      : [`${at} is ${canonicalText(ours)}, but only Azure knows: ${JSON.stringify(theirs)}`];
  }
  if (typeof theirs !== 'object') {
    const plain = plainOf(ours);
    // A text that begins with a bracket is escaped by a second one.
    const wanted = typeof theirs === 'string' ? theirs.replace(/^\[\[/, '[') : theirs;
    return plain === wanted ? [] : [`${at} is ${canonicalText(ours)}, not ${JSON.stringify(theirs)}`];
  }
  if (Array.isArray(theirs)) {
    if (ours.kind !== 'array' || ours.open || ours.items.length !== theirs.length) {
      return [`${at} is ${canonicalText(ours)}, not ${JSON.stringify(theirs)}`];
    }
    return ours.items.flatMap((item, index) => compare(item, theirs[index] as Json, `${at}[${String(index)}]`));
  }
  if (ours.kind !== 'object') return [`${at} is ${canonicalText(ours)}, not ${JSON.stringify(theirs)}`];
  const wanted = new Map(Object.entries(theirs));
  const found: string[] = [];
  for (const { name, value } of ours.entries.values()) {
    const other = wanted.get(name);
    wanted.delete(name);
    found.push(...compare(value, other, `${at}.${name}`));
  }
  // A name that is an expression stands for an entry whose name we do not know either.
  for (const [name, value] of wanted) {
    if (value !== null && !isExpression(name)) found.push(`${at}.${name} is missing`);
    if (isExpression(name) && !ours.open) found.push(`${at}.${name} is missing`);
  }
  return found;
}

function isExpression(value: Json): boolean {
  return typeof value === 'string' && value.startsWith('[') && !value.startsWith('[[');
}
