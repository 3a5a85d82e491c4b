import { findString } from './navigate.js';
import { parseJson } from './parse.js';
import type { JsonFile } from './tree.js';

/** What a file says it is, by the `$schema` of its root, and the scope that it is deployed to. */
export interface DeploymentSchema {
  readonly kind: 'template' | 'parameters';
  readonly scope: 'resourceGroup' | 'subscription' | 'managementGroup' | 'tenant';
}

const pattern =
  /^https?:\/\/schema\.management\.azure\.com\/schemas\/[^/]+\/(subscription|managementGroup|tenant|)deployment(Template|Parameters)\.json#?$/i;

const scopes: ReadonlyMap<string, DeploymentSchema['scope']> = new Map([
  ['', 'resourceGroup'],
  ['subscription', 'subscription'],
  ['managementgroup', 'managementGroup'],
  ['tenant', 'tenant'],
]);

/** What the text of a `$schema` property stands for; undefined if it is no deployment. */
export function readSchema(schema: string): DeploymentSchema | undefined {
  const match = pattern.exec(schema.trim());
  const scope = scopes.get(match?.[1]?.toLowerCase() ?? '');
  if (match === null || scope === undefined) return undefined;
  return { kind: match[2]?.toLowerCase() === 'template' ? 'template' : 'parameters', scope };
}

/** What the file is by the `$schema` of its root; a template inside of something else does not count. */
export function schemaOf(file: JsonFile): DeploymentSchema | undefined {
  const schema = findString(file.root, '$schema');
  return schema === undefined ? undefined : readSchema(schema);
}

/** Whether the file is a deployment template, of whatever scope. */
export function isDeploymentTemplate(file: JsonFile): boolean {
  return schemaOf(file)?.kind === 'template';
}

/** Whether the file holds the parameters of a deployment. */
export function isDeploymentParameters(file: JsonFile): boolean {
  return schemaOf(file)?.kind === 'parameters';
}

/** How much of a text `sniffSchema` reads, in UTF-16 code units. */
const SNIFFED_LENGTH = 16_384;

/** As `schemaOf`, for a text that need not be parsed; `$schema` must stand in its first 16,384 code units. */
export function sniffSchema(text: string): DeploymentSchema | undefined {
  const start = text.slice(0, SNIFFED_LENGTH);
  return /\$schema/i.test(start) ? schemaOf(parseJson(start)) : undefined;
}
