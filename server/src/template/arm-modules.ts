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
import type {
  DeploymentScope,
  Expression,
  ModuleArgument,
  ModuleDeclaration,
  ModuleSource,
  Template,
} from './model.js';

/**
 * Makes the template that stands in `properties.template` of a deployment. `scope`: what the deployment says about where
 * it goes; undefined if nothing.
 */
export type NestedTemplate = (
  template: JsonObject,
  evaluation: 'inner' | 'outer',
  scope: DeploymentScope | undefined,
) => Template;

/** Reads a resource of type `Microsoft.Resources/deployments`. */
export function moduleOf(
  source: JsonSource,
  node: JsonObject,
  symbol: string | undefined,
  nestedTemplate: NestedTemplate,
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
    source: sourceOf(node, nestedTemplate),
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

function sourceOf(node: JsonObject, nestedTemplate: NestedTemplate): ModuleSource {
  const properties = findValue(node, 'properties');
  const template = findValue(properties, 'template');
  if (template?.kind === 'object') {
    const evaluation = findString(findValue(properties, 'expressionEvaluationOptions'), 'scope');
    const inner = evaluation?.toLowerCase() === 'inner';
    const build = lazy(() => nestedTemplate(template, inner ? 'inner' : 'outer', scopeOf(node)));
    return { kind: 'inline', template: build, evaluation: inner ? 'inner' : 'outer' };
  }
  const link = findValue(properties, 'templateLink');
  const path = findValue(link, 'relativePath');
  if (path?.kind === 'string' && !isExpression(path.value)) {
    return { kind: 'path', path: path.value, span: contentSpan(path) };
  }
  const remote = findValue(link, 'uri') ?? findValue(link, 'id') ?? path ?? template;
  if (remote?.kind === 'string') return { kind: 'remote', reference: remote.value, span: contentSpan(remote) };
  return { kind: 'remote', reference: '', span: contentSpan(findValue(node, 'type') ?? node) };
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
