/** How a JSON template names one of its resources: its id, its properties, an entry of `dependsOn`. */
import { findProperty, findString, findValue } from '../syntax/json/navigate.js';
import { readSchema } from '../syntax/json/schema.js';
import type { JsonFile, JsonNode, JsonObject } from '../syntax/json/tree.js';
import type { ModuleDeclaration, ResourceDeclaration } from '../template/model.js';
import { call, codeOfNode, expression, quoted, segmentsOf } from './arm-code.js';
import { declaringTemplate } from './json-objects.js';
import type { JsonPlace } from './json-page.js';
import { placeOf } from './json-page.js';
import { Verbatim } from './writable.js';

type Declaration = ResourceDeclaration | ModuleDeclaration;

const DEPLOYMENTS = 'Microsoft.Resources/deployments';

/** The object that a declaration is. */
export function objectOf(file: JsonFile, declaration: Declaration): (JsonPlace & { node: JsonObject }) | undefined {
  const place = placeOf(file, declaration.bodySpan);
  return place?.node.kind === 'object' ? { ...place, node: place.node } : undefined;
}

/** Whether the resources of a template are named by symbols. */
export function hasSymbols(template: JsonObject | undefined): boolean {
  return findValue(template, 'resources')?.kind === 'object';
}

/** The entry of `dependsOn` that stands for a resource, and the other texts that do. */
export interface DependencyTexts {
  readonly preferred: Verbatim;
  readonly others: readonly string[];
}

export function dependencyOn(file: JsonFile, declaration: Declaration): DependencyTexts | undefined {
  const place = objectOf(file, declaration);
  if (place === undefined) return undefined;
  const nameNode = findValue(place.node, 'name');
  const name = nameNode === undefined ? undefined : new Verbatim(file.text.slice(nameNode.start, nameNode.end));
  const id = idCode(file, declaration);
  const texts = [
    ...(id === undefined ? [] : [expression(id).text]),
    ...(name === undefined ? [] : [name.text]),
    ...longNames(file, declaration, nameNode),
  ];
  if (hasSymbols(declaringTemplate(place))) {
    if (declaration.symbol === undefined) return undefined;
    return { preferred: new Verbatim(JSON.stringify(declaration.symbol)), others: texts };
  }
  const loop = findString(findValue(place.node, 'copy'), 'name');
  if (declaration.loop !== undefined || findValue(place.node, 'copy') !== undefined) {
    return loop === undefined ? undefined : { preferred: new Verbatim(JSON.stringify(loop)), others: [] };
  }
  const preferred = id === undefined ? name : expression(id);
  return preferred === undefined ? undefined : { preferred, others: texts };
}

/** Older templates write `type/name`. */
function longNames(file: JsonFile, declaration: Declaration, name: JsonNode | undefined): readonly string[] {
  const type = declaration.kind === 'module' ? DEPLOYMENTS : declaration.type;
  const code = codeOfNode(file, name);
  if (code === undefined || type.split('/').length !== 2) return [];
  const literal = /^'([^']*)'$/.exec(code)?.[1];
  if (literal !== undefined) return [JSON.stringify(`${type}/${literal}`)];
  return [`"[${call('concat', quoted(`${type}/`), code)}]"`, `"[${call('format', quoted(`${type}/{0}`), code)}]"`];
}

/** A property of a declared resource, read from within the same template. */
export function propertyValue(file: JsonFile, declaration: Declaration, path: readonly string[]): Verbatim | undefined {
  const name =
    path.length === 1 && path[0] === 'name' ? findValue(objectOf(file, declaration)?.node, 'name') : undefined;
  const code = name === undefined ? propertyCode(file, declaration, path) : codeOfNode(file, name);
  if (code === undefined) return undefined;
  return name === undefined ? expression(code) : new Verbatim(file.text.slice(name.start, name.end), code);
}

function propertyCode(file: JsonFile, declaration: Declaration, path: readonly string[]): string | undefined {
  const place = objectOf(file, declaration);
  if (place === undefined || declaration.loop !== undefined) return undefined;
  const [first = '', ...rest] = path;
  if (path.length === 1 && first === 'id') return idCode(file, declaration);
  const symbol = hasSymbols(declaringTemplate(place)) ? declaration.symbol : undefined;
  const target = symbol === undefined ? idCode(file, declaration) : quoted(symbol);
  if (target === undefined) return undefined;
  const version = codeOfNode(file, findValue(place.node, 'apiVersion'));
  if (declaration.kind === 'module') {
    const output = outputPath(path);
    if (output === undefined) return undefined;
    const args = version === undefined || symbol !== undefined ? [target] : [target, version];
    return call('reference', ...args) + accesses(output);
  }
  if (first === 'properties') {
    if (symbol !== undefined) return call('reference', target) + accesses(rest);
    return version === undefined ? undefined : call('reference', target, version) + accesses(rest);
  }
  return version === undefined ? undefined : call('reference', target, version, "'full'") + accesses(path);
}

/** `outputs.x` of a module in either language, as JSON reads it. */
function outputPath(path: readonly string[]): readonly string[] | undefined {
  const [outputs, name, value, ...rest] = path[0] === 'properties' ? path.slice(1) : path;
  if (outputs !== 'outputs' || name === undefined) return undefined;
  return ['outputs', name, 'value', ...(value === undefined || value === 'value' ? rest : [value, ...rest])];
}

function accesses(path: readonly string[]): string {
  return path
    .map((name) => {
      if (/^\d+$/.test(name)) return `[${name}]`;
      return /^[A-Za-z_]\w*$/.test(name) ? `.${name}` : `[${quoted(name)}]`;
    })
    .join('');
}

/** The expression for a resource's id; undefined where its name cannot be taken apart. */
export function idCode(file: JsonFile, declaration: Declaration): string | undefined {
  const place = objectOf(file, declaration);
  if (place === undefined) return undefined;
  const template = declaringTemplate(place);
  const type = declaration.kind === 'module' ? DEPLOYMENTS : declaration.type;
  const names = namesOf(file, declaration);
  if (names === undefined) return undefined;
  const own = [quoted(type), ...names];
  const subscription = codeOfNode(file, findValue(place.node, 'subscriptionId'));
  const resourceGroup = codeOfNode(file, findValue(place.node, 'resourceGroup'));
  const scope = scopeOf(file, template);
  if (resourceGroup !== undefined) {
    if (subscription === undefined && scope === 'resourceGroup') return call('resourceId', resourceGroup, ...own);
    return call('resourceId', subscription ?? 'subscription().subscriptionId', resourceGroup, ...own);
  }
  if (subscription !== undefined) return call('subscriptionResourceId', subscription, ...own);
  const scopeNode = outermostScope(file, declaration);
  if (scopeNode !== undefined) {
    const of = scopeCode(file, scopeNode, scope);
    if (of === '/') return call('tenantResourceId', ...own);
    return of === undefined ? undefined : call('extensionResourceId', of, ...own);
  }
  return scopedId(scope, own);
}

type Scope = NonNullable<ReturnType<typeof readSchema>>['scope'];

function scopeOf(file: JsonFile, template: JsonObject | undefined): Scope {
  const schema = findString(template, '$schema') ?? findString(file.root, '$schema') ?? '';
  return readSchema(schema)?.scope ?? 'resourceGroup';
}

function scopedId(scope: Scope, typeAndNames: readonly string[]): string {
  switch (scope) {
    case 'resourceGroup':
      return call('resourceId', ...typeAndNames);
    case 'subscription':
      return call('subscriptionResourceId', ...typeAndNames);
    case 'managementGroup':
      return call('extensionResourceId', 'managementGroup().id', ...typeAndNames);
    case 'tenant':
      return call('tenantResourceId', ...typeAndNames);
  }
}

/** A name for each segment of the type. */
function namesOf(file: JsonFile, declaration: Declaration): readonly string[] | undefined {
  const place = objectOf(file, declaration);
  if (place === undefined) return undefined;
  const type = declaration.kind === 'module' ? DEPLOYMENTS : declaration.type;
  const parent = declaration.kind === 'module' ? undefined : declaration.parent?.declaration;
  const outer = parent === undefined ? [] : namesOf(file, parent);
  if (outer === undefined) return undefined;
  const count = type.split('/').length - 1 - outer.length;
  const name = findValue(place.node, 'name');
  if (count === 1) {
    const code = codeOfNode(file, name);
    return code === undefined ? undefined : [...outer, code];
  }
  const own = segmentsOf(file, name);
  return own?.length === count ? [...outer, ...own] : undefined;
}

/** The `scope` of a resource, or of the one that it is nested in. */
function outermostScope(file: JsonFile, declaration: Declaration): JsonNode | undefined {
  for (
    let current: Declaration | undefined = declaration;
    current !== undefined;
    current = current.kind === 'module' ? undefined : current.parent?.declaration
  ) {
    const scope = findProperty(objectOf(file, current)?.node, 'scope')?.value;
    if (scope !== undefined) return scope;
  }
  return undefined;
}

/** The id that a `scope` names: an id as it is, or `type/name`. */
function scopeCode(file: JsonFile, scope: JsonNode, templateScope: Scope): string | undefined {
  if (scope.kind === 'string' && scope.value === '/') return '/';
  const segments = segmentsOf(file, scope);
  const provider = /^'(\w+(?:\.\w+)+)'$/.exec(segments?.[0] ?? '')?.[1];
  if (segments === undefined || provider === undefined) return codeOfNode(file, scope);
  const types: string[] = [provider];
  const names: string[] = [];
  for (const [index, segment] of segments.slice(1).entries()) {
    if (index % 2 === 1) {
      names.push(segment);
      continue;
    }
    const type = /^'([^']+)'$/.exec(segment)?.[1];
    if (type === undefined) return undefined;
    types.push(type);
  }
  return types.length === names.length + 1 ? scopedId(templateScope, [quoted(types.join('/')), ...names]) : undefined;
}
