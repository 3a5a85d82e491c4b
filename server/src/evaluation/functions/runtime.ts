/** Functions that only Azure can answer, or whose answer is another one each time or in each process. */
import { literal, textOf } from '../value.js';
import type { Value } from '../value.js';
import { structuralFunction } from './registry.js';
import type { CallSite, TemplateFunction } from './registry.js';
import { refused, runtime } from './results.js';

const RUNTIME_NAMES = [
  'newGuid',
  'utcNow',
  'pickZones',
  'providers',
  'roleDefinitions',
  'toLogicalZone',
  'toLogicalZones',
  'toPhysicalZone',
  'toPhysicalZones',
  'listKeys',
  'listSecrets',
  'listAccountSas',
  'listServiceSas',
  'listCallbackUrl',
  'list',
  'references',
  'resourceInfo',
  'getSecret',
  'externalInput',
];

/** A function that is known by its name only. */
export function runtimeFunction(name: string): TemplateFunction {
  return structuralFunction(name, (args, site) => runtime(name, args, site));
}

/** Of a parameter file: what the process says that deploys, else the default. */
function readEnvironmentVariable(args: readonly Value[], site: CallSite): Value {
  const name = 'readEnvironmentVariable';
  const { environmentVariable } = site.environment.deployment.root.loader;
  const [variable, fallback] = args;
  const wanted = variable && textOf(variable);
  if (environmentVariable === undefined || wanted === undefined) return runtime(name, args, site);
  const value = environmentVariable(wanted);
  if (value !== undefined) return literal(value, site.origin);
  return fallback ?? refused(name, args, `the environment has no variable '${wanted}'`, site);
}

export const runtimeFunctions: readonly TemplateFunction[] = [
  ...RUNTIME_NAMES.map(runtimeFunction),
  structuralFunction('readEnvironmentVariable', readEnvironmentVariable),
];
