/** The template functions of ARM templates and Bicep, by name. */
import { arrayFunctions } from './arrays.js';
import { comparisonFunctions } from './comparison.js';
import { deploymentScopeFunctions } from './deployment-scope.js';
import { loadFunctions } from './load-files.js';
import { logicFunctions } from './logic.js';
import { mergingFunctions } from './merging.js';
import { objectFunctions } from './objects.js';
import { cidrFunctions } from './cidr.js';
import { dateFunctions } from './dates.js';
import { encodingFunctions } from './encoding.js';
import { hashingFunctions } from './hashing.js';
import { lambdaFunctions } from './lambdas.js';
import { numberFunctions } from './numbers.js';
import { stringFunctions } from './strings.js';
import { uriFunctions } from './uris.js';
import type { TemplateFunction } from './registry.js';
import { resourceIdFunctions } from './resource-ids.js';
import { runtimeFunction, runtimeFunctions } from './runtime.js';
import { textStructureFunctions } from './text-structure.js';

const functions: ReadonlyMap<string, TemplateFunction> = new Map(
  [
    ...runtimeFunctions,
    ...arrayFunctions,
    ...comparisonFunctions,
    ...deploymentScopeFunctions,
    ...loadFunctions,
    ...logicFunctions,
    ...mergingFunctions,
    ...objectFunctions,
    ...resourceIdFunctions,
    ...textStructureFunctions,
    ...uriFunctions,
    ...stringFunctions,
    ...numberFunctions,
    ...lambdaFunctions,
    ...hashingFunctions,
    ...encodingFunctions,
    ...dateFunctions,
    ...cidrFunctions,
  ].map((one) => [one.name.toLowerCase(), one]),
);

/** Resource providers have list functions of their own: `listKeys`, `listClusterAdminCredential`. */
const LIST_FUNCTION = /^list[a-z]+$/i;

/** The function of that name, without regard to letter case. Its `name` is the canonical spelling. */
export function findFunction(name: string): TemplateFunction | undefined {
  return functions.get(name.toLowerCase()) ?? (LIST_FUNCTION.test(name) ? runtimeFunction(name) : undefined);
}

/** The name as Azure documents it, for text that is to be the same however a template spells it. */
export function canonicalFunctionName(name: string): string {
  return findFunction(name)?.name ?? name;
}

/** The names of all functions that are known, as Azure documents them. */
export function functionNames(): string[] {
  return [...functions.values()].map(({ name }) => name);
}
