/** Nested deployments that Azure's engine gives up on when it predicts a deployment: it tells nothing of their resources. */
import type { ModuleDeclaration } from '../template/model.js';
import { readPath } from './access.js';
import type { Environment } from './environment.js';
import { evaluate } from './evaluate.js';
import { plainOf } from './plain.js';
import type { Origin } from './value.js';

/**
 * Whether something in a nested template of outer scope is not known when the names around it are resolved: the engine then does
 * not go on (Bicep CLI 0.49.2, `NestedDeploymentShortCircuited`).
 */
export function isLeftOpen({ body, source }: ModuleDeclaration, environment: Environment, origin: Origin): boolean {
  if (source.kind !== 'inline' || source.evaluation !== 'outer') return false;
  const template = readPath(evaluate(body(), environment), ['properties', 'template'], origin);
  return plainOf(template) === undefined;
}
