/**
 * Nested deployments that Azure's engine gives up on when it predicts a deployment: it tells nothing of their resources (Bicep CLI
 * 0.49.2, `NestedDeploymentShortCircuited`).
 */
import type { Loop, ModuleDeclaration } from '../template/model.js';
import { readPath } from './access.js';
import type { Deployment } from './deployment.js';
import { isExpression } from './engine-view.js';
import type { Environment } from './environment.js';
import { evaluate } from './evaluate.js';
import type { ModuleInstance } from './instances.js';
import { loopRange } from './loops.js';
import { plainOf } from './plain.js';
import type { Origin } from './value.js';

/** Why the engine tells nothing of a nested deployment, as a part of a sentence; undefined: it goes on. */
export function reasonToGiveUp(module: ModuleInstance, content: Deployment): string | undefined {
  const { declaration, environment, origin } = module;
  if (isLeftOpen(declaration, environment, origin))
    return 'its template has outer scope, and something in it is not known before the deployment';
  const { resources, modules } = content.template;
  return [...resources, ...modules].some(({ loop }) => loop !== undefined && isCountOpen(loop, content.environment))
    ? 'how often a loop in it runs is not known before the deployment'
    : undefined;
}

/** Whether the count of a loop is not known; also of a loop whose condition is false. */
function isCountOpen(loop: Loop, environment: Environment): boolean {
  return isExpression(loopRange(loop, environment));
}

/**
 * Whether something in a nested template of outer scope is not known when the names around it are resolved: the engine then does
 * not go on.
 */
function isLeftOpen({ body, source }: ModuleDeclaration, environment: Environment, origin: Origin): boolean {
  if (source.kind !== 'inline' || source.evaluation !== 'outer') return false;
  const template = readPath(evaluate(body(), environment), ['properties', 'template'], origin);
  return plainOf(template) === undefined;
}
