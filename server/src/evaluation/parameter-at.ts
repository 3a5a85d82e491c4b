/** What a value that reaches a resource through parameters may be changed to. */
import type { TypeShape } from '../template/model.js';
import { deploymentsBelow } from './deployment-tree.js';
import type { Deployment } from './deployment.js';
import type { Origin } from './value.js';

/**
 * Type of the parameter whose default holds that place, in any template of the deployment that this one belongs to.
 * undefined: it is no part of a default.
 */
export function parameterTypeAt(deployment: Deployment, place: Origin): TypeShape | undefined {
  const [type] = defaultsAround(deployment, place);
  return type;
}

/**
 * Whether that value may stand in the place of what is written at `at`: the types and allowed values of the parameters
 * limit it that it is the default of, or that it is passed to on its way.
 */
export function mayBeReplaced(deployment: Deployment, at: Origin, value: string | boolean | null): boolean {
  const types = [...defaultsAround(deployment, at), ...passedTypes(deployment, at)];
  return types.every((type) => accepts(type, value));
}

function accepts(type: TypeShape, value: string | boolean | null): boolean {
  // Parts of an object are not followed into its type: none, or one that may know only the type that is there.
  if (type.base === 'object' || type.base === 'array') {
    return value !== null || (type.properties === undefined && type.items === undefined);
  }
  if (value === null) return type.nullable;
  if (type.base !== 'any' && type.base !== (typeof value === 'boolean' ? 'bool' : 'string')) return false;
  return type.allowed === undefined || type.allowed.some((one) => one.value === value);
}

function* defaultsAround(deployment: Deployment, { file, start, end }: Origin): Generator<TypeShape> {
  for (const holder of deploymentsOf(deployment, file)) {
    for (const { type, defaultValue } of holder.template.parameters.values()) {
      const span = defaultValue()?.span;
      if (span !== undefined && span.start <= start && end <= span.end) yield holder.resolveShape(type);
    }
  }
}

/** A value that was passed to a parameter has been at the parameter's name. */
function* passedTypes(deployment: Deployment, { trail = [] }: Origin): Generator<TypeShape> {
  for (const { file, start, end } of trail) {
    for (const holder of deploymentsOf(deployment, file)) {
      for (const { type, nameSpan } of holder.template.parameters.values()) {
        if (nameSpan.start === start && nameSpan.end === end) yield holder.resolveShape(type);
      }
    }
  }
}

/** The deployments of templates in that file, in the tree that this one belongs to. */
function* deploymentsOf(deployment: Deployment, file: string): Generator<Deployment> {
  let root = deployment;
  while (root.parent !== undefined) root = root.parent.deployment;
  for (const holder of deploymentsBelow(root)) if (holder.template.file === file) yield holder;
}
