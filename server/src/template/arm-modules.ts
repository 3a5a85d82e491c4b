import { isExpression } from '../syntax/expression/parse.js';
import { findProperty, findString, findValue, findValueAt, propertiesByName } from '../syntax/json/navigate.js';
import type { JsonNode, JsonObject } from '../syntax/json/tree.js';
import { argumentOf } from './arm-arguments.js';
import {
  contentSpan,
  expressionOf,
  invalid,
  lazyBody,
  lazyDependencies,
  lazyProperty,
  loopOf,
  nameSpanOf,
  spanOf,
} from './arm-expressions.js';
import type { JsonSource } from './arm-expressions.js';
import { lazy } from './lazy.js';
import { templateObject } from './template-values.js';
import type { Names, TemplateObject } from './template-values.js';
import type {
  DeploymentScope,
  Expression,
  ModuleArgument,
  ModuleDeclaration,
  ModuleSource,
  Template,
} from './model.js';

/** What a deployment needs to know of the template that it stands in. */
export interface NestingContext {
  /** The template whose names its expressions mean. */
  readonly names: Names;
  /** Makes the template of a deployment. `scope`: what the deployment says about where it goes; undefined if nothing. */
  readonly nestedTemplate: (template: TemplateObject, scope: DeploymentScope | undefined) => Template;
}

/** Reads a resource of type `Microsoft.Resources/deployments`. */
export function moduleOf(
  source: JsonSource,
  node: JsonObject,
  symbol: string | undefined,
  context: NestingContext,
): ModuleDeclaration {
  const nameSpan = contentSpan(findValue(node, 'type') ?? node);
  const scope = lazyProperty(source, node, 'scope');
  const subscriptionId = lazyProperty(source, node, 'subscriptionId');
  const resourceGroup = lazyProperty(source, node, 'resourceGroup');
  const condition = lazyProperty(source, node, 'condition');
  const loop = loopOf(source, findValue(node, 'copy'));
  const computedParameters = computedParametersOf(source, node);
  return {
    kind: 'module',
    ...(symbol !== undefined && { symbol }),
    nameSpan,
    span: spanOf(node),
    bodySpan: spanOf(node),
    name: lazyProperty(source, node, 'name') ?? (() => invalid('The deployment has no name.', nameSpan)),
    source: sourceOf(source, node, context),
    parameters: lazy(() => argumentsOf(source, findValueAt(node, 'properties', 'parameters'))),
    ...(computedParameters !== undefined && { computedParameters }),
    ...(scope !== undefined && { scope }),
    ...(subscriptionId !== undefined && { subscriptionId }),
    ...(resourceGroup !== undefined && { resourceGroup }),
    ...(condition !== undefined && { condition }),
    ...(loop !== undefined && { loop }),
    dependsOn: lazyDependencies(source, node),
    body: lazyBody(source, node),
  };
}

function sourceOf(source: JsonSource, node: JsonObject, { names, nestedTemplate }: NestingContext): ModuleSource {
  const properties = findValue(node, 'properties');
  const template = findValue(properties, 'template');
  const found = template?.kind === 'string' ? templateObject(names, template) : undefined;
  const nested = found ?? (template?.kind === 'object' ? writtenTemplate(source, template, properties) : undefined);
  if (nested !== undefined) {
    const { evaluation, parameter } = nested;
    const build = lazy(() => nestedTemplate(nested, scopeOf(node)));
    return { kind: 'inline', template: build, evaluation, ...(parameter !== undefined && { parameter }) };
  }
  if (template?.kind === 'string') return { kind: 'computed', span: contentSpan(template) };
  const link = findValue(properties, 'templateLink');
  const path = findValue(link, 'relativePath');
  if (path?.kind === 'string' && !isExpression(path.value)) {
    return { kind: 'path', path: path.value, span: contentSpan(path) };
  }
  const remote = findValue(link, 'uri') ?? findValue(link, 'id') ?? path;
  if (remote?.kind === 'string') return { kind: 'remote', reference: remote.value, span: contentSpan(remote) };
  return { kind: 'remote', reference: '', span: contentSpan(findValue(node, 'type') ?? node) };
}

/** The template that stands in the deployment. */
function writtenTemplate(source: JsonSource, node: JsonObject, properties: JsonNode | undefined): TemplateObject {
  const scope = findString(findValue(properties, 'expressionEvaluationOptions'), 'scope');
  const isInner = scope?.toLowerCase() === 'inner';
  return {
    node,
    source: { ...source, passes: isInner ? 1 : source.passes + 1 },
    evaluation: isInner ? 'inner' : 'outer',
  };
}

/** Where a deployment goes, as far as its own properties tell. */
function scopeOf(node: JsonObject): DeploymentScope | undefined {
  if (findProperty(node, 'resourceGroup') !== undefined) return 'resourceGroup';
  const scope = findString(node, 'scope');
  if (scope === '/') return 'tenant';
  if (scope !== undefined && /managementGroups/i.test(scope)) return 'managementGroup';
  return findProperty(node, 'subscriptionId') === undefined ? undefined : 'subscription';
}

function argumentsOf(source: JsonSource, parameters: JsonNode | undefined): ReadonlyMap<string, ModuleArgument> {
  const args = new Map<string, ModuleArgument>();
  for (const [key, property] of propertiesByName(parameters)) args.set(key, argumentOf(source, property));
  return args;
}

function computedParametersOf(source: JsonSource, node: JsonObject): (() => Expression) | undefined {
  const properties = findValue(node, 'properties');
  const parameters = findValue(properties, 'parameters');
  if (parameters?.kind === 'string') return lazy(() => expressionOf(source, parameters));
  const link = findProperty(properties, 'parametersLink');
  if (link === undefined || parameters?.kind === 'object') return undefined;
  return () => invalid('The parameters are read from a link.', nameSpanOf(link));
}
