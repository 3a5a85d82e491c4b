/** What a reference to an output of a module is worth. */
import { isIdKnown, readPath } from './access.js';
import { isUnconditional } from './alternatives.js';
import type { Deployment } from './deployment.js';
import { evaluate } from './evaluate.js';
import type { Expansion } from './expand.js';
import type { ModuleInstance } from './instances.js';
import { textOf } from './value.js';
import type { ReferenceValue, Value } from './value.js';

/**
 * The output at the path of a reference to a deployment: its value, or a reference where the module is not known.
 * Undefined if the reference is to something else, or the path is not that of an output.
 */
export function outputOfModule(
  reference: ReferenceValue,
  path: readonly string[],
  { root, template }: Deployment,
  expansion: Expansion,
): Value | undefined {
  const { identity, of } = reference;
  if (identity.type.toLowerCase() !== 'microsoft.resources/deployments') return undefined;
  const steps = path[0]?.toLowerCase() === 'properties' ? path.slice(1) : path;
  const [outputs, name, last] = steps;
  if (outputs?.toLowerCase() !== 'outputs' || name === undefined) return undefined;
  // Bicep says `m.outputs.x` of a module, `d.properties.outputs.x.value` of a deployment, as ARM's `reference` does.
  const complete = steps === path ? steps.length === 2 : steps.length === 3 && last?.toLowerCase() === 'value';
  if (!complete) return undefined;
  const module = of?.kind === 'module' ? of : expansion.moduleOf(identity);
  const read = root.prediction === undefined ? module : certainModule(reference, module, expansion);
  const value = read?.content?.output(name);
  if (value !== undefined) return value;
  return {
    kind: 'reference',
    identity,
    path: ['properties', 'outputs', name, 'value'],
    ...(module === undefined ? {} : { of: module }),
    origin: { file: template.file, start: template.span.start, end: template.span.end },
  };
}

/** The deployment that the engine reads before it runs: it goes by the id, which one that is left out can share. */
function certainModule(
  { identity, apiVersion }: ReferenceValue,
  named: ModuleInstance | undefined,
  expansion: Expansion,
): ModuleInstance | undefined {
  if (!isIdKnown(identity)) return undefined;
  return [named, expansion.moduleOf(identity)].find(
    (one) => one !== undefined && isUnconditional(one.existence) && isVersion(one, apiVersion),
  );
}

/** Whether the engine takes a deployment for one that is read with that version. */
function isVersion({ declaration, environment, origin }: ModuleInstance, apiVersion: string | undefined): boolean {
  if (apiVersion === undefined) return true;
  const own = readPath(evaluate(declaration.body(), environment), ['apiVersion'], origin);
  return own.kind === 'absent' || textOf(own)?.toLowerCase() === apiVersion.toLowerCase();
}
