import { isExpression } from '../syntax/expression/parse.js';
import { findString, findValue } from '../syntax/json/navigate.js';
import type { JsonNode, JsonObject } from '../syntax/json/tree.js';
import {
  contentSpan,
  expressionOf,
  invalid,
  lazyBody,
  lazyDependencies,
  lazyProperty,
  loopOf,
  spanOf,
} from './arm-expressions.js';
import type { JsonSource } from './arm-expressions.js';
import { moduleOf } from './arm-modules.js';
import type { NestingContext } from './arm-modules.js';
import type { Expression, ModuleDeclaration, ResourceDeclaration } from './model.js';

/** What a resource needs to know of the template that it stands in. */
export interface ResourceContext extends NestingContext {
  readonly source: JsonSource;
  /** The text that an expression surely is, following variables and parameter defaults. */
  readonly textOf: (expression: Expression) => string | undefined;
}

/** The declarations in a template's or a resource's `resources`, in source order, children after their parents. */
export interface Declarations {
  readonly resources: ResourceDeclaration[];
  readonly modules: ModuleDeclaration[];
}

/** Reads `resources`, an array or, since `languageVersion` 2.0, an object of symbolic names. An entry without a type is left out. */
export function declarationsOf(context: ResourceContext, resources: JsonNode | undefined): Declarations {
  const found: Declarations = { resources: [], modules: [] };
  collect(context, resources, undefined, found);
  return found;
}

function collect(
  context: ResourceContext,
  resources: JsonNode | undefined,
  parent: ResourceDeclaration | undefined,
  found: Declarations,
): void {
  if (resources?.kind === 'array') {
    for (const node of resources.items) collectOne(context, node, undefined, parent, found);
  } else if (resources?.kind === 'object') {
    for (const { name, value } of resources.properties) collectOne(context, value, name, parent, found);
  }
}

function collectOne(
  context: ResourceContext,
  node: JsonNode | undefined,
  symbol: string | undefined,
  parent: ResourceDeclaration | undefined,
  found: Declarations,
): void {
  const type = findString(node, 'type');
  if (node?.kind !== 'object' || type === undefined) return;
  if (type.toLowerCase() === 'microsoft.resources/deployments' && !isExisting(node)) {
    found.modules.push(moduleOf(context.source, node, symbol, context));
    return;
  }
  const resource = resourceOf(context, node, type, symbol, parent);
  found.resources.push(resource);
  collect(context, findValue(node, 'resources'), resource, found);
}

function resourceOf(
  context: ResourceContext,
  node: JsonObject,
  type: string,
  symbol: string | undefined,
  parent: ResourceDeclaration | undefined,
): ResourceDeclaration {
  const { source } = context;
  const typeNode = findValue(node, 'type') ?? node;
  const nameSpan = contentSpan(typeNode);
  const extension = findString(node, 'import') ?? findString(node, 'extension');
  const [ownType = type, extensionVersion = ''] = extension === undefined ? [type] : type.split('@', 2);
  // A child whose type names a provider stands for itself: its name is the whole name (Bicep CLI 0.49.2).
  const declaredIn = parent === undefined || isQualified(ownType) ? undefined : parent;

  const scope = lazyProperty(source, node, 'scope');
  const subscriptionId = lazyProperty(source, node, 'subscriptionId');
  const resourceGroup = lazyProperty(source, node, 'resourceGroup');
  const condition = lazyProperty(source, node, 'condition');
  const loop = loopOf(source, findValue(node, 'copy'));
  return {
    kind: 'resource',
    ...(symbol !== undefined && { symbol }),
    ...(extension !== undefined && { extension }),
    type: declaredIn === undefined ? ownType : `${declaredIn.type}/${ownType.replace(/^\//, '')}`,
    apiVersion: extension === undefined ? apiVersionOf(context, node) : extensionVersion,
    nameSpan,
    span: spanOf(node),
    bodySpan: spanOf(node),
    existing: isExisting(node),
    name: lazyProperty(source, node, 'name') ?? (() => invalid('The resource has no name.', nameSpan)),
    ...(declaredIn !== undefined && { parent: { declaration: declaredIn } }),
    ...(scope !== undefined && { scope }),
    ...(subscriptionId !== undefined && { subscriptionId }),
    ...(resourceGroup !== undefined && { resourceGroup }),
    ...(condition !== undefined && { condition }),
    ...(loop !== undefined && { loop }),
    body: lazyBody(source, node),
    dependsOn: lazyDependencies(source, node),
  };
}

function isExisting(node: JsonObject): boolean {
  const existing = findValue(node, 'existing');
  return existing?.kind === 'boolean' && existing.value;
}

/** Old templates keep the API version in a variable. Empty: missing, or not to be known. */
function apiVersionOf({ source, textOf }: ResourceContext, node: JsonObject): string {
  const apiVersion = findValue(node, 'apiVersion');
  if (apiVersion?.kind !== 'string') return '';
  if (!isExpression(apiVersion.value)) return apiVersion.value;
  return textOf(expressionOf(source, apiVersion)) ?? '';
}

/** Whether a type begins with a resource provider, `Microsoft.KeyVault/vaults`, and not only with a segment, `providers/locks`. */
function isQualified(type: string): boolean {
  return /^[^/]+\.[^/]+\//.test(type);
}
