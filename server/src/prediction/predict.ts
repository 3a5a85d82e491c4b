/** The resources that a deployment would create, as Azure's engine predicts them. */
import type { Deployment } from '../evaluation/deployment.js';
import { evaluate } from '../evaluation/evaluate.js';
import { segmentsOfIdentity } from '../evaluation/identity.js';
import type { ModuleInstance, ResourceInstance } from '../evaluation/instances.js';
import { isAbsent, isLiteral, textOf } from '../evaluation/value.js';
import type { ResourceIdentity, Value } from '../evaluation/value.js';
import { identityExpression, identityKey } from '../evaluation/canonical.js';
import { isUnconditional } from '../evaluation/alternatives.js';
import { expressionText } from './expression-text.js';
import { bracketed, jsonOf, newRoom } from './json.js';
import type { Json, Room } from './json.js';

/** A resource with its body; what only Azure can answer is an ARM expression in brackets. */
export type PredictedResource = Readonly<Record<string, Json>>;

export interface Prediction {
  readonly resources: readonly PredictedResource[];
  /** What could not be looked into, a sentence each. */
  readonly diagnostics: readonly string[];
  /** A bound was hit: the resources are not all, or not complete. */
  readonly limit: string | undefined;
}

/** Evaluates all that the deployment and its modules create. */
export function predict(root: Deployment): Prediction {
  const work: Work = { room: newRoom(), diagnostics: [], resources: [] };
  collectDeployed(root);
  predictDeployment(root, [], work);
  const limit = root.budget.exceeded ?? (work.room.values <= 0 ? 'the resources are too large' : undefined);
  return { resources: work.resources, diagnostics: work.diagnostics, limit };
}

interface Work {
  readonly room: Room;
  readonly resources: PredictedResource[];
  readonly diagnostics: string[];
}

/** Finds the resources that are certainly deployed: what is referred to may be declared later or in another module. */
function collectDeployed(deployment: Deployment): void {
  const { prediction } = deployment.root;
  if (prediction === undefined) return;
  for (const instance of deployment.resources) {
    if (!instance.symbolic && isUnconditional(instance.existence)) {
      prediction.deployed.set(identityKey(instance.identity), instance);
    }
  }
  for (const { content } of deployment.modules) if (content !== undefined) collectDeployed(content);
}

/** `conditions`: those of the modules around, as far as they are not decided. */
function predictDeployment(deployment: Deployment, conditions: readonly Value[], work: Work): void {
  for (const instance of deployment.resources) {
    if (work.room.values <= 0) return;
    work.resources.push(predictedResource(instance, conditions, work.room));
  }
  for (const module of deployment.modules) {
    const { content } = module;
    if (content !== undefined) predictDeployment(content, [...conditions, ...conditionOf(module)], work);
    else {
      const name = module.identity.names.map(expressionText).join('/');
      work.diagnostics.push(
        `The module ${name} is not looked into: ${module.missing ?? 'its content is not at hand'}.`,
      );
    }
  }
}

/** The condition of a declaration, where it is not decided. */
function conditionOf({ declaration, environment }: ResourceInstance | ModuleInstance): Value[] {
  const condition = declaration.condition?.() ?? declaration.loop?.condition;
  if (condition === undefined) return [];
  const value = evaluate(condition, environment);
  return isLiteral(value, true) ? [] : [value];
}

function predictedResource(instance: ResourceInstance, around: readonly Value[], room: Room): PredictedResource {
  const result = Object.create(null) as Record<string, Json>;
  const { identity, declaration, ownName } = instance;
  result['id'] = idText(identity, instance);
  // An extension resource in the old form, `A.B/c/providers/locks`, keeps type and name as they are written.
  const isOldForm = identity.type !== declaration.type;
  result['type'] = declaration.type;
  const conditions = [...around, ...conditionOf(instance)].map(expressionText);
  if (conditions.length > 0) {
    result['condition'] = conditions.length === 1 ? `[${conditions[0] ?? ''}]` : `[and(${conditions.join(', ')})]`;
  }
  result['name'] = nameText(isOldForm ? [ownName] : identity.names);
  result['apiVersion'] = instance.apiVersion;
  for (const [name, value] of partsOf(instance.body)) result[name] = jsonOf(value, room);
  return result;
}

/** What a template says of a resource and the resource does not have; the rest is told. */
const NO_PARTS = new Set(
  ['id', 'type', 'apiVersion', 'name', 'parent', 'scope', 'dependsOn', 'condition', 'copy', 'resources', 'comments']
    .concat(['existing', 'asserts', 'import', 'extension', 'subscriptionId', 'resourceGroup', 'metadata'])
    .map((name) => name.toLowerCase()),
);

/** In the order in which Azure lists them, others as they are written. */
const ORDER = ['location', 'extendedLocation', 'sku', 'kind', 'managedBy', 'plan', 'identity', 'tags', 'zones'];

function partsOf(body: Value): [string, Value][] {
  if (body.kind !== 'object') return [];
  const parts = [...body.entries]
    .filter(([key, { value }]) => !NO_PARTS.has(key) && !isAbsent(value))
    .map(([, { name, value }]): [string, Value] => [name, value]);
  const rank = (name: string): number => {
    const at = ORDER.indexOf(name);
    return at < 0 ? (name === 'properties' ? ORDER.length + 1 : ORDER.length) : at;
  };
  return parts.sort(([left], [right]) => rank(left) - rank(right));
}

function idText(identity: ResourceIdentity, { origin }: ResourceInstance): string {
  const segments = segmentsOfIdentity(identity, origin).map((one) => (typeof one === 'string' ? one : textOf(one)));
  return segments.includes(undefined) ? `[${identityExpression(identity)}]` : segments.join('/');
}

function nameText(names: readonly Value[]): string {
  const [first] = names;
  const texts = names.map(textOf);
  if (texts.every((text) => text !== undefined)) return texts.join('/');
  if (names.length === 1 && first !== undefined) return bracketed(first);
  const holes = names.map((_, index) => `{${String(index)}}`).join('/');
  return `[format('${holes}', ${names.map(expressionText).join(', ')})]`;
}
