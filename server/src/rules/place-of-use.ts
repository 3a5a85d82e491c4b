/** Where a resource is given a value that was written elsewhere. */
import type { Deployment } from '../evaluation/deployment.js';
import type { ModuleInstance, ResourceInstance } from '../evaluation/instances.js';
import type { Origin, Value } from '../evaluation/value.js';
import type { Span } from '../template/model.js';

/**
 * The place at which the value comes to the resource: in the call of the outermost module that passes it on, else in the
 * declaration of the resource itself. The id of a resource is right where it is written and wrong only for who gets it,
 * so that this is the text to change. A value that comes neither way is marked where it was written.
 */
export function placeOfUse(value: Value, resource: ResourceInstance | ModuleInstance | undefined): Value | Origin {
  return resource === undefined ? value : placeIn(value, callsAround(resource));
}

/** The same in the declaration of the resource alone: where two things in it do not go together. */
export function placeInResource(value: Value, resource: ResourceInstance | undefined): Value | Origin {
  return resource === undefined ? value : placeIn(value, [resource]);
}

function placeIn(value: Value, instances: readonly (ResourceInstance | ModuleInstance)[]): Value | Origin {
  const { origin } = value;
  // The last one is nearest to the use: a variable, rather than what the variable is.
  const places = [origin, ...(origin.trail ?? [])].reverse();
  for (const instance of instances) {
    const { file } = instance.deployment.template;
    const spans = spansOf(instance);
    const found = places.find(
      (place) => place.file === file && spans.some(({ start, end }) => place.start >= start && place.end <= end),
    );
    if (found !== undefined) return found;
  }
  return value;
}

/** Where values are given to it. A nested deployment holds its own template as well, which is not that place. */
function spansOf({ declaration }: ResourceInstance | ModuleInstance): readonly Span[] {
  if (declaration.kind === 'resource') return [declaration.span];
  const computed = declaration.computedParameters?.();
  return [
    ...[...declaration.parameters().values()].map((argument) => argument.value),
    ...(computed ? [computed] : []),
  ].map(({ span }) => span);
}

/** The calls of the modules around a resource, outermost first, and the resource. */
function callsAround(resource: ResourceInstance | ModuleInstance): (ResourceInstance | ModuleInstance)[] {
  const chain = [resource];
  let parent: Deployment['parent'] = resource.deployment.parent;
  while (parent !== undefined) {
    chain.unshift(parent.module);
    parent = parent.deployment.parent;
  }
  return chain;
}
