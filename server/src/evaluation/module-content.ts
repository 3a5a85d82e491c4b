/** What a module consists of: the template it names, and the arguments it is called with. */
import type { ModuleDeclaration, ModuleSource, Template } from '../template/model.js';
import { readPath } from './access.js';
import type { ModuleLoader } from './deployment.js';
import type { Environment } from './environment.js';
import { evaluate } from './evaluate.js';
import type { Value } from './value.js';

/** Modules that Bicep restores, and template specs by their id. */
const IN_CACHE = /^(?:br|ts)[:/]|^\/subscriptions\//i;

/** The template of a module that `file` declares, or the reason why there is none. */
export function templateOfModule(
  source: ModuleSource,
  file: string,
  loader: ModuleLoader,
): Template | { readonly missing: string } {
  switch (source.kind) {
    case 'inline':
      return source.template();
    case 'computed':
      return { missing: 'its template is computed' };
    case 'path':
      return loader.load(file, source.path);
    case 'remote':
      if (IN_CACHE.test(source.reference)) return loader.load(file, source.reference);
      return { missing: `'${source.reference}' is not read from the network` };
  }
}

/** The arguments of a module by parameter name in lower case, each computed when it is first asked for. */
export function argumentsOfModule(
  declaration: ModuleDeclaration,
  environment: Environment,
): ReadonlyMap<string, () => Value> {
  const parameters = new Map<string, () => Value>();
  for (const [key, argument] of declaration.parameters()) {
    let value: Value | undefined;
    parameters.set(key, () => (value ??= evaluate(argument.value, environment)));
  }
  const computed = declaration.computedParameters?.();
  if (computed !== undefined) addComputed(parameters, evaluate(computed, environment));
  return parameters;
}

/** Arguments of a nested deployment whose `parameters` are one expression: an object of `{value}` objects. */
function addComputed(parameters: Map<string, () => Value>, value: Value): void {
  if (value.kind !== 'object') return;
  for (const [key, entry] of value.entries) {
    parameters.set(key, () => readPath(entry.value, ['value'], entry.nameOrigin));
  }
}
