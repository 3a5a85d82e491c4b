/** Functions that only Azure can answer, or whose answer is another one each time. */
import { structuralFunction } from './registry.js';
import type { TemplateFunction } from './registry.js';
import { runtime } from './results.js';

const RUNTIME_NAMES = [
  'newGuid',
  'utcNow',
  'pickZones',
  'providers',
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

export const runtimeFunctions: readonly TemplateFunction[] = RUNTIME_NAMES.map(runtimeFunction);
