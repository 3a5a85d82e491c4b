/** Resources and parameters added to a JSON template. */
import { findValue } from '../syntax/json/navigate.js';
import type { JsonFile, JsonObject } from '../syntax/json/tree.js';
import { objectOf } from './arm-resources.js';
import { expression } from './arm-code.js';
import type { Declared, NewValue } from './change.js';
import { PropertyOf } from './change.js';
import type { Draft } from './draft.js';
import { declaringTemplate } from './json-objects.js';
import { listOf, placeOfNode } from './json-page.js';
import { anchorDependency, anchorId, fullName, jsonWriter } from './json-values.js';
import type { JsonContext } from './json-values.js';
import type { Anchor, NewParameter, NewResource } from './new-resource.js';
import { Call, ComputedKeys, JoinedText } from './new-resource.js';
import type { Verbatim, Writable } from './writable.js';
import { writableOf } from './writable.js';

/** The template that a declaration stands in, or the file's own. */
export function contextOf(file: JsonFile, name: string, near: Declared | undefined): JsonContext | undefined {
  if (near === undefined) return { file, name, template: file.root?.kind === 'object' ? file.root : undefined };
  const place = objectOf(file, near.declaration);
  return place && { file, name, template: declaringTemplate(place) };
}

/** Adds a resource behind the others; false where something cannot be named. */
export function addResource(draft: Draft, context: JsonContext, resource: NewResource): boolean {
  // What is there already is named by its id.
  if (resource.links.existing !== undefined) return true;
  const { template } = context;
  const body = bodyOf(context, resource);
  if (template === undefined || body === undefined) return false;
  const resources = findValue(template, 'resources');
  if (resources?.kind === 'array') {
    draft.addItem(listIn(context.file, resources), body);
    return true;
  }
  if (resources?.kind === 'object') {
    return draft.addProperty(listIn(context.file, resources), resource.symbol, body);
  }
  return resources === undefined && draft.addProperty(listIn(context.file, template), 'resources', [body]);
}

/** Adds a parameter behind the others. */
export function addParameter(
  draft: Draft,
  context: JsonContext,
  { name, type, description, defaultValue }: NewParameter,
): boolean {
  const { file, template } = context;
  if (template === undefined) return false;
  const value = defaultValue === undefined ? undefined : writableOf(defaultValue, jsonWriter(context));
  if (defaultValue !== undefined && value === undefined) return false;
  const parameter = new Map<string, Writable>([['type', type]]);
  if (value !== undefined) parameter.set('defaultValue', value);
  parameter.set('metadata', new Map([['description', description]]));
  const parameters = findValue(template, 'parameters');
  if (parameters?.kind === 'object') return draft.addProperty(listIn(file, parameters), name, parameter);
  if (parameters !== undefined) return false;
  const header = template.properties.map((property) =>
    ['$schema', 'contentversion', 'languageversion', 'apiprofile', 'definitions', 'metadata'].includes(
      property.name.toLowerCase(),
    ),
  );
  const after = header.lastIndexOf(true);
  return draft.addProperty(listIn(file, template), 'parameters', new Map([[name, parameter]]), after);
}

function listIn(file: JsonFile, node: JsonObject | Parameters<typeof listOf>[0]): ReturnType<typeof listOf> {
  return listOf(node, placeOfNode(file, node).list);
}

function bodyOf(context: JsonContext, resource: NewResource): ReadonlyMap<string, Writable> | undefined {
  const { scope } = resource.links;
  const name = fullName(context, resource);
  if (name === undefined) return undefined;
  const body = new Map<string, Writable>([
    ['type', resource.type],
    ['apiVersion', resource.apiVersion],
  ]);
  if (scope !== undefined) {
    const id = anchorId(context, scope);
    if (id === undefined) return undefined;
    body.set('scope', expression(id));
  }
  body.set('name', name);
  const dependencies = dependenciesOf(context, resource);
  const isHeader = (property: string): boolean => ['location', 'tags', 'zones'].includes(property);
  const entries = Object.entries(resource.body);
  const write = (property: string, value: NewValue): boolean => {
    const written = writableOf(value, jsonWriter(context));
    if (written !== undefined) body.set(property, written);
    return written !== undefined;
  };
  for (const [property, value] of entries) if (isHeader(property) && !write(property, value)) return undefined;
  if (dependencies.length > 0) body.set('dependsOn', dependencies);
  for (const [property, value] of entries) if (!isHeader(property) && !write(property, value)) return undefined;
  return body;
}

/** Whatever the resource names, and what it must wait for besides. */
function dependenciesOf(context: JsonContext, resource: NewResource): readonly Verbatim[] {
  const { parent, scope, dependsOn = [] } = resource.links;
  const anchors: Anchor[] = [
    ...(parent === undefined ? [] : [parent]),
    ...(scope === undefined ? [] : [scope]),
    ...anchorsIn(resource.name),
    ...Object.values(resource.body).flatMap(anchorsIn),
    ...dependsOn,
  ];
  const texts = new Map<string, Verbatim>();
  for (const anchor of anchors) {
    const entry = anchorDependency(context, anchor);
    if (entry !== undefined) texts.set(entry.text, entry);
  }
  return [...texts.values()];
}

/** The resources that a value names. */
function anchorsIn(value: NewValue): readonly Anchor[] {
  if (value instanceof PropertyOf) return [value.resource];
  if (value instanceof Call) return value.args.flatMap(anchorsIn);
  if (value instanceof JoinedText) return value.parts.flatMap(anchorsIn);
  if (value instanceof ComputedKeys)
    return value.entries.flatMap(([key, inner]) => [...anchorsIn(key), ...anchorsIn(inner)]);
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap((inner: NewValue | undefined) => (inner === undefined ? [] : anchorsIn(inner)));
}
