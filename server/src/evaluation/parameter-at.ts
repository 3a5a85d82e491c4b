/** What a value that is written in a parameter's default may be changed to. */
import type { TypeShape } from '../template/model.js';
import { deploymentsBelow } from './create-deployment.js';
import type { Deployment } from './deployment.js';
import type { Origin } from './value.js';

/**
 * Type of the parameter whose default holds that place, in any template of the deployment that this one belongs to.
 * undefined: it is no part of a default.
 */
export function parameterTypeAt(deployment: Deployment, { file, start, end }: Origin): TypeShape | undefined {
  let root = deployment;
  while (root.parent !== undefined) root = root.parent.deployment;
  for (const holder of deploymentsBelow(root)) {
    if (holder.template.file !== file) continue;
    for (const { type, defaultValue } of holder.template.parameters.values()) {
      const span = defaultValue()?.span;
      if (span !== undefined && span.start <= start && end <= span.end) return holder.resolveShape(type);
    }
  }
  return undefined;
}

/** Whether that value may stand in the place of what is written there: a parameter's type and allowed values limit it. */
export function mayBeReplaced(deployment: Deployment, at: Origin, value: string | boolean | null): boolean {
  const type = parameterTypeAt(deployment, at);
  // Parts of a default that is an object are not followed into its type.
  if (type === undefined || type.base === 'object' || type.base === 'array') return true;
  if (value === null) return type.nullable;
  if (type.base !== 'any' && type.base !== (typeof value === 'boolean' ? 'bool' : 'string')) return false;
  return type.allowed === undefined || type.allowed.some((one) => one.value === value);
}
