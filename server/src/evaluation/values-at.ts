/** What the expressions at a place are worth, in each deployment that reaches it. */
import type { Expression, Template } from '../template/model.js';
import type { TemplatePlace } from '../template/place.js';
import { deploymentsBelow } from './deployment-tree.js';
import type { Deployment } from './deployment.js';
import { casesOf } from './cases.js';
import { withLocals } from './environment.js';
import type { Environment } from './environment.js';
import { evaluate } from './evaluate.js';
import { loopElements, loopRange } from './loops.js';
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
  for (const deployment of deploymentsOf(root, place.template)) {
    for (const instance of instancesOf(deployment, place)) {
      found.push({ deployment, instance });
      if (found.length >= MOST_CONTEXTS) return found;
    }
  }
  return found;
}

const byTemplate = new WeakMap<Deployment, ReadonlyMap<Template, readonly Deployment[]>>();

/** The deployments of a template below a root: many places are asked about one after the other. */
function deploymentsOf(root: Deployment, template: Template): readonly Deployment[] {
  let index = byTemplate.get(root);
  if (index === undefined) {
    const found = new Map<Template, Deployment[]>();
    for (const deployment of deploymentsBelow(root)) {
      const same = found.get(deployment.template);
      if (same === undefined) found.set(deployment.template, [deployment]);
      else same.push(deployment);
    }
    byTemplate.set(root, (index = found));
  }
  return index.get(template) ?? [];
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

/**
 * The values of an expression of the place: one, or in a loop of a property one for each iteration, as far as they are
 * looked at. None inside of a lambda.
 */
export function valuesAt(place: TemplatePlace, expression: Expression, context: PlaceContext): readonly Value[] {
  if (place.expressions.some((one) => one.kind === 'lambda')) return [];
  return iterationsAt(place, environmentOf(context)).map((environment) => evaluate(expression, environment));
}

/** What each iteration of the loops around the place sees. */
function iterationsAt({ loops, template: { file } }: TemplatePlace, outer: Environment): readonly Environment[] {
  let environments = [outer];
  for (const { loop, span } of loops) {
    environments = environments
      .flatMap((environment) =>
        casesOf(loopRange(loop, environment)).flatMap(({ value }) =>
          loopElements(loop, value, environment, { file, ...span }, false).map(({ locals }) =>
            withLocals(environment, locals),
          ),
        ),
      )
      .slice(0, MOST_CONTEXTS);
  }
  return environments;
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
