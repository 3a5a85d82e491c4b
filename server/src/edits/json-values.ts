/** Values as a JSON template writes them. */
import { findPath, findValue } from '../syntax/json/navigate.js';
import type { JsonFile, JsonObject } from '../syntax/json/tree.js';
import { call, codeOf, codeOfNode, expression, isPartOfExpression, quoted } from './arm-code.js';
import { dependencyOn, hasSymbols, idCode, objectOf, propertyValue } from './arm-resources.js';
import { declaringTemplate } from './json-objects.js';
import { placeOf } from './json-page.js';
import type { Anchor } from './new-resource.js';
import { NewResource } from './new-resource.js';
import type { ValueWriter, Writable } from './writable.js';
import { Verbatim, writableOf } from './writable.js';

/** Where values are written: in a template, or one nested in it. */
export interface JsonContext {
  readonly file: JsonFile;
  /** The file's name, as origins have it. */
  readonly name: string;
  readonly template: JsonObject | undefined;
}

export function jsonWriter(context: JsonContext): ValueWriter {
  const { file, name, template } = context;
  return {
    propertyOf: ({ resource, path }) => {
      if (resource instanceof NewResource) return newPropertyValue(context, resource, path);
      const target = resource.file === name ? objectOf(file, resource.declaration) : undefined;
      if (target === undefined || declaringTemplate(target) !== template) return undefined;
      return propertyValue(file, resource.declaration, path);
    },
    writtenAt: (at) => {
      if (at.file !== name) return undefined;
      const node = placeOf(file, at)?.node;
      if (node !== undefined) return new Verbatim(file.text.slice(node.start, node.end), codeOfNode(file, node));
      const string = findPath(file, at.start).at(-1);
      if (string?.kind !== 'string' || !isPartOfExpression(file, string, at)) return undefined;
      return expression(file.text.slice(at.start, at.end));
    },
    parameter: (parameter) => expression(call('parameters', quoted(parameter))),
    code: (text) => expression(text),
    call: (called, args) => expression(call(called, ...args.map(codeOf))),
    text: (parts) => joinedText(file, parts),
    key: (value) =>
      value instanceof Verbatim ? value : new Verbatim(JSON.stringify(typeof value === 'string' ? value : '')),
  };
}

/** Texts and values as one text, by the function that the file uses for that. */
function joinedText(file: JsonFile, parts: readonly Writable[]): Writable {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only;
  if (parts.every((part) => typeof part === 'string')) return parts.join('');
  if (/\bconcat\(/i.test(file.text) && !/\bformat\(/i.test(file.text)) {
    return expression(call('concat', ...parts.map(codeOf)));
  }
  const args: string[] = [];
  const format = parts.map((part) => {
    if (typeof part === 'string') return part.replaceAll('{', '{{').replaceAll('}', '}}');
    args.push(codeOf(part));
    return `{${String(args.length - 1)}}`;
  });
  return expression(call('format', quoted(format.join('')), ...args));
}

/** The code of the names of a new resource, one for each segment of its type. */
function namesOf(context: JsonContext, resource: NewResource): readonly string[] | undefined {
  const { parent } = resource.links;
  const outer = parent === undefined ? [] : parent instanceof NewResource ? namesOf(context, parent) : undefined;
  const own = writableOf(resource.name, jsonWriter(context));
  return outer === undefined || own === undefined ? undefined : [...outer, codeOf(own)];
}

/** `name` of a new resource, with those of its parents. */
export function fullName(context: JsonContext, resource: NewResource): Writable | undefined {
  const { parent } = resource.links;
  const own = writableOf(resource.name, jsonWriter(context));
  if (parent === undefined || own === undefined) return own;
  if (!(parent instanceof NewResource)) {
    const node = findValue(objectOf(context.file, parent.declaration)?.node, 'name');
    const code = codeOfNode(context.file, node);
    return code === undefined ? undefined : jsonWriter(context).text([expression(code), '/', own]);
  }
  const outer = fullName(context, parent);
  return outer === undefined ? undefined : jsonWriter(context).text([outer, '/', own]);
}

/** The expression for the id of a resource that is declared or added. */
export function anchorId(context: JsonContext, resource: Anchor): string | undefined {
  if (!(resource instanceof NewResource)) return idCode(context.file, resource.declaration);
  const { parent, scope, existing } = resource.links;
  if (parent !== undefined && !(parent instanceof NewResource)) return undefined;
  const names = namesOf(context, resource);
  if (names === undefined) return undefined;
  const own = [quoted(resource.type), ...names];
  if (existing !== undefined)
    return call('resourceId', quoted(existing.subscription), quoted(existing.resourceGroup), ...own);
  if (scope === undefined) return call('resourceId', ...own);
  const of = anchorId(context, scope);
  return of === undefined ? undefined : call('extensionResourceId', of, ...own);
}

/** The entry of `dependsOn` for a new resource. */
export function newDependency(context: JsonContext, resource: NewResource): Verbatim | undefined {
  if (hasSymbols(context.template)) return new Verbatim(JSON.stringify(resource.symbol));
  const id = anchorId(context, resource);
  return id === undefined ? undefined : expression(id);
}

/** The entry of `dependsOn` for a resource; undefined where there is nothing to wait for. */
export function anchorDependency(context: JsonContext, resource: Anchor): Verbatim | undefined {
  if (resource instanceof NewResource)
    return resource.links.existing === undefined ? newDependency(context, resource) : undefined;
  const { declaration } = resource;
  if (declaration.kind === 'resource' && declaration.existing) return undefined;
  return dependencyOn(context.file, declaration)?.preferred;
}

function newPropertyValue(context: JsonContext, resource: NewResource, path: readonly string[]): Writable | undefined {
  const [first = '', ...rest] = path;
  if (path.length === 1 && first === 'name') return fullName(context, resource);
  const id = anchorId(context, resource);
  if (id === undefined || (path.length === 1 && first === 'id')) return id === undefined ? undefined : expression(id);
  const isNamed = hasSymbols(context.template) && resource.links.existing === undefined;
  const target = isNamed ? quoted(resource.symbol) : id;
  const version = quoted(resource.apiVersion);
  if (first !== 'properties') return expression(call('reference', target, version, "'full'") + accesses(path));
  const args = isNamed ? [target] : [target, version];
  return expression(call('reference', ...args) + accesses(rest));
}

function accesses(path: readonly string[]): string {
  return path.map((name) => `.${name}`).join('');
}
