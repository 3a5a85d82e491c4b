/** What the expressions at a place are worth, in each deployment that reaches it. */
import type { Expression } from '../template/model.js';
import type { TemplatePlace } from '../template/place.js';
import { deploymentsBelow } from './deployment-tree.js';
import type { Deployment } from './deployment.js';
import type { Environment } from './environment.js';
import { evaluate } from './evaluate.js';
import type { ModuleInstance, ResourceInstance } from './instances.js';
import type { Value } from './value.js';

/** Of a template that is deployed more often, and of the iterations of a loop, so many are looked at. */
const MOST_CONTEXTS = 24;

/** A way in which a place is deployed. */
export interface PlaceContext {
  readonly deployment: Deployment;
  /** The resource or module that the place is in; undefined: a parameter, variable or output. */
  readonly instance: ResourceInstance | ModuleInstance | undefined;
}

/** The ways in which a place is deployed: for each call of its template, and of a looped resource for each iteration. */
export function contextsOf(root: Deployment, place: TemplatePlace): readonly PlaceContext[] {
  const found: PlaceContext[] = [];
  for (const deployment of deploymentsBelow(root)) {
    if (deployment.template !== place.template) continue;
    for (const instance of instancesOf(deployment, place)) {
      found.push({ deployment, instance });
      if (found.length >= MOST_CONTEXTS) return found;
    }
  }
  return found;
}

function instancesOf(
  deployment: Deployment,
  { within }: TemplatePlace,
): readonly (ResourceInstance | ModuleInstance | undefined)[] {
  switch (within.kind) {
    case 'resource':
      return deployment.declared.filter((instance) => instance.declaration === within);
    case 'module':
      return deployment.modules.filter((instance) => instance.declaration === within);
    case 'parameter':
    case 'variable':
    case 'output':
      return [undefined];
  }
}

/** The value of an expression of the place; undefined inside of a loop of a property or a lambda, where it has many. */
export function valueAt(place: TemplatePlace, expression: Expression, context: PlaceContext): Value | undefined {
  if (place.path.includes('*') || place.expressions.some((one) => one.kind === 'lambda')) return undefined;
  return evaluate(expression, environmentOf(context));
}

/** The value of the declaration that the place is in: of a parameter what it is given. */
export function declaredValue({ within }: TemplatePlace, { deployment }: PlaceContext): Value | undefined {
  switch (within.kind) {
    case 'parameter':
      return deployment.parameter(within.name);
    case 'variable':
      return deployment.variable(within.name);
    case 'output':
      return deployment.output(within.name);
    case 'resource':
    case 'module':
      return undefined;
  }
}

function environmentOf({ deployment, instance }: PlaceContext): Environment {
  return instance?.environment ?? deployment.environment;
}
