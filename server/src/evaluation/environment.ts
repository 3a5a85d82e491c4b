/** What an expression can see: its deployment, and the variables of the loops and lambdas around it. */
import type { Deployment } from './deployment.js';
import type { Value } from './value.js';

export interface Environment {
  readonly deployment: Deployment;
  readonly locals: Locals | undefined;
  /** In a nested template of outer scope: what its deferred expressions see, once those of the template around it are resolved. */
  readonly deferred?: Environment;
}

/** The same, with other variables of loops and lambdas. */
export function withLocals(environment: Environment, locals: Locals | undefined): Environment {
  return { ...environment, locals };
}

/** In the loop of a resource. One of a nested template of outer scope runs when the names around that template are resolved. */
export function inResourceLoop(environment: Environment, locals: Locals | undefined): Environment {
  const { deferred } = environment;
  if (deferred === undefined) return withLocals(environment, locals);
  return { ...environment, deferred: inResourceLoop(deferred, locals) };
}

/** What a nested template of outer scope sees: the names around it, and then its own. */
export function nestedEnvironment(outer: Environment, deployment: Deployment): Environment {
  const { deferred, locals } = outer;
  return {
    deployment: outer.deployment,
    locals,
    deferred: deferred === undefined ? { deployment, locals } : nestedEnvironment(deferred, deployment),
  };
}

/** Innermost first. */
export type Locals = Local | LoopIndex | LambdaBinding;

interface Inner {
  readonly outer: Locals | undefined;
}

/** A lambda's parameter, a `for` item or index. */
export interface Local extends Inner {
  readonly kind: 'local';
  readonly name: string;
  readonly value: Value;
}

/** The current index of a loop, for `copyIndex()`. */
export interface LoopIndex extends Inner {
  readonly kind: 'loop';
  readonly name: string | undefined;
  readonly index: Value;
  /** Whether it repeats a resource or a module; else it makes the items of an array. */
  readonly repeats: boolean;
}

/** A parameter of a user-defined function: hides all that lies outside. */
export interface LambdaBinding extends Inner {
  readonly kind: 'function';
  readonly parameters: ReadonlyMap<string, Value>;
}

export function findLocal(locals: Locals | undefined, name: string): Value | undefined {
  for (let at = locals; at !== undefined; at = at.outer) {
    if (at.kind === 'local' && at.name.toLowerCase() === name.toLowerCase()) return at.value;
  }
  return undefined;
}

/** Index of the named loop; without a name that of the resource's, or of the innermost one where no resource is repeated. */
export function findLoopIndex(locals: Locals | undefined, name: string | undefined): Value | undefined {
  let innermost: Value | undefined;
  for (let at = locals; at !== undefined; at = at.outer) {
    if (at.kind !== 'loop') continue;
    if (name === undefined ? at.repeats : at.name?.toLowerCase() === name.toLowerCase()) return at.index;
    innermost ??= at.index;
  }
  return name === undefined ? innermost : undefined;
}

/** Parameters of the user-defined function that is being called, if any. */
export function findFunctionParameters(locals: Locals | undefined): ReadonlyMap<string, Value> | undefined {
  for (let at = locals; at !== undefined; at = at.outer) if (at.kind === 'function') return at.parameters;
  return undefined;
}
