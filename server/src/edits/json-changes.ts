/** Changes to a JSON template. */
import { childrenOf, findPath, findProperty, findValue } from '../syntax/json/navigate.js';
import type { JsonArray, JsonFile, JsonNode, JsonObject, JsonProperty } from '../syntax/json/tree.js';
import type { Origin } from '../evaluation/value.js';
import type { Span } from '../template/model.js';
import type { Change, Declared, NewValue } from './change.js';
import { codeOf, isPartOfExpression } from './arm-code.js';
import { dependencyOn, hasSymbols, objectOf } from './arm-resources.js';
import type { DependencyTexts } from './arm-resources.js';
import type { Draft } from './draft.js';
import { addParameter, addResource, contextOf } from './json-additions.js';
import { declaringTemplate, replaceNode, setProperty } from './json-objects.js';
import type { JsonPlace } from './json-page.js';
import { isWritten, listOf, placeOf } from './json-page.js';
import { jsonWriter, newDependency } from './json-values.js';
import { changesJsonData } from './template-data.js';
import { NewResource } from './new-resource.js';
import type { Writable } from './writable.js';
import { writableOf } from './writable.js';

/** Takes a change into the draft; false where it is not possible. `removed`: all resources that the fix removes. */
export function changeJson(
  draft: Draft,
  file: JsonFile,
  name: string,
  change: Change,
  removed: readonly Declared[],
): boolean {
  if (changesJsonData(file, change)) return false;
  switch (change.kind) {
    case 'replace':
      return replaceAt(draft, file, name, change.at, change.value);
    case 'set': {
      const place = objectOf(file, change.resource.declaration);
      const value = writableAt(file, name, place, change.value);
      return place !== undefined && value !== undefined && setProperty(draft, file, place.node, change.path, value);
    }
    case 'setIn': {
      const place = placeOf(file, change.object);
      const value = writableAt(file, name, place, change.value);
      return place !== undefined && value !== undefined && setProperty(draft, file, place.node, change.path, value);
    }
    case 'remove':
      return removeAt(draft, file, change.at);
    case 'append':
      return append(draft, file, name, change.array, change.items);
    case 'addDependency':
      return change.on instanceof NewResource
        ? addNewDependency(draft, file, name, change.resource, change.on)
        : addDependency(draft, file, change.resource, change.on);
    case 'addResource': {
      const context = contextOf(file, name, change.near);
      return context !== undefined && addResource(draft, context, change.resource);
    }
    case 'addParameter': {
      const context = contextOf(file, name, change.near);
      return context !== undefined && addParameter(draft, context, change.parameter);
    }
    case 'removeResource':
      return removeResource(draft, file, change.resource, removed);
    case 'replaceText':
      draft.replaceText(change.at, change.text);
      return true;
    case 'replaceMember':
      return draft.replaceMember(change.at, change.name, change.by);
  }
}

/** The value as it is written at a place; properties of resources are read from the template around it. */
function writableAt(file: JsonFile, name: string, place: JsonPlace | undefined, value: NewValue): Writable | undefined {
  return place && writableOf(value, jsonWriter({ file, name, template: declaringTemplate(place) }));
}

function replaceAt(draft: Draft, file: JsonFile, name: string, at: Origin, value: NewValue): boolean {
  const place = placeOf(file, at);
  if (place !== undefined) {
    const written = writableAt(file, name, place, value);
    return written !== undefined && replaceNode(draft, file, place.node, written);
  }
  const path = findPath(file, at.start);
  const string = path.at(-1);
  if (string?.kind !== 'string' || !isPartOfExpression(file, string, at)) return false;
  const written = writableAt(file, name, { node: string, list: undefined, index: 0, path }, value);
  if (written === undefined) return false;
  draft.replaceText(at, codeOf(written));
  return true;
}

function removeAt(draft: Draft, file: JsonFile, at: Origin): boolean {
  const place = placeOf(file, at);
  if (place?.list === undefined || isDeclaration(place)) return false;
  draft.remove(place.list, place.index);
  return true;
}

/** Whether without the value there would be no variable, parameter or loop. */
function isDeclaration({ path }: JsonPlace): boolean {
  const names = path
    .filter((step): step is JsonProperty => step.kind === 'property')
    .map(({ name }) => name.toLowerCase());
  const [outer, , inner] = names.slice(-3);
  if (names.at(-2) === 'variables' && path.at(-2)?.kind === 'property') return true;
  if (outer === 'parameters' && (inner === 'defaultvalue' || inner === 'value')) return true;
  const loop = path.at(-3);
  return names.at(-1) === 'input' && findProperty(loop?.kind === 'object' ? loop : undefined, 'count') !== undefined;
}

function append(draft: Draft, file: JsonFile, name: string, at: Origin, items: readonly NewValue[]): boolean {
  const place = placeOf(file, at);
  if (place?.node.kind !== 'array') return false;
  const { node } = place;
  for (const item of items) {
    const value = writableAt(file, name, place, item);
    if (value === undefined) return false;
    if (!node.items.some((there) => isWritten(draft.page, there, value)))
      draft.addItem(listOf(node, place.list), value);
  }
  return true;
}

function addDependency(draft: Draft, file: JsonFile, resource: Declared, on: Declared): boolean {
  const place = objectOf(file, resource.declaration);
  const target = objectOf(file, on.declaration);
  if (place === undefined || target === undefined || resource.file !== on.file || place.node === target.node)
    return false;
  if (declaringTemplate(place) !== declaringTemplate(target)) return false;
  const texts = dependencyOn(file, on.declaration);
  if (texts === undefined) return false;
  return writeDependency(draft, file, place, texts);
}

function addNewDependency(draft: Draft, file: JsonFile, name: string, resource: Declared, on: NewResource): boolean {
  const place = objectOf(file, resource.declaration);
  if (place === undefined) return false;
  // What is there already has not to be waited for.
  if (on.links.existing !== undefined) return true;
  const preferred = newDependency({ file, name, template: declaringTemplate(place) }, on);
  return preferred !== undefined && writeDependency(draft, file, place, { preferred, others: [] });
}

function writeDependency(
  draft: Draft,
  file: JsonFile,
  place: JsonPlace & { readonly node: JsonObject },
  texts: DependencyTexts,
): boolean {
  const dependsOn = findValue(place.node, 'dependsOn');
  if (dependsOn?.kind === 'array') {
    const known = new Set([texts.preferred.text, ...texts.others].map(comparable));
    if (dependsOn.items.some((item) => known.has(comparable(file.text.slice(item.start, item.end))))) return true;
    draft.addItem(listOf(dependsOn, placeOf(file, dependsOn)?.list), texts.preferred);
    return true;
  }
  if (dependsOn?.kind === 'null') return replaceNode(draft, file, dependsOn, [texts.preferred]);
  if (dependsOn !== undefined) return false;
  const list = listOf(place.node, place.list);
  const header = place.node.properties.map(({ name }) => ['name', 'location'].includes(name.toLowerCase()));
  return draft.addProperty(list, 'dependsOn', [texts.preferred], header.lastIndexOf(true));
}

/** Azure compares ids and names without letter case; blanks in an expression mean nothing. */
function comparable(text: string): string {
  return text.toLowerCase().replace(/\s+/g, '');
}

/** Removes a resource, and the entries of `dependsOn` that name it. */
function removeResource(draft: Draft, file: JsonFile, resource: Declared, removed: readonly Declared[]): boolean {
  const place = objectOf(file, resource.declaration);
  if (place?.list === undefined) return false;
  const template = declaringTemplate(place);
  const gone = removed.flatMap((declared) => objectOf(file, declared.declaration) ?? []);
  const isKept = ({ start, end }: Span): boolean => !gone.some(({ node }) => node.start <= start && end <= node.end);
  const { symbol } = resource.declaration;
  if (hasSymbols(template) && symbol !== undefined) {
    // What reads a resource by its symbol cannot do without it.
    const reads = new RegExp(`\\b(?:reference|resourceInfo|list\\w*)\\(\\s*'${symbol}'`, 'gi');
    for (const { index } of file.text.matchAll(reads)) if (isKept({ start: index, end: index })) return false;
  }
  const texts = dependencyOn(file, resource.declaration);
  const known = new Set(texts === undefined ? [] : [texts.preferred.text, ...texts.others].map(comparable));
  for (const array of dependenciesIn(template)) {
    const own = placeOf(file, array);
    if (own?.list === undefined || !isKept(array)) continue;
    for (const [index, item] of array.items.entries()) {
      if (!known.has(comparable(file.text.slice(item.start, item.end)))) continue;
      draft.removeItem(listOf(array, own.list), index, { list: own.list, index: own.index });
    }
  }
  draft.remove(place.list, place.index);
  return true;
}

/** The `dependsOn` arrays of a template's resources, nested resources included, nested deployments not. */
function dependenciesIn(template: JsonNode | undefined): readonly JsonArray[] {
  const found: JsonArray[] = [];
  const resources = findValue(template, 'resources');
  const pending: JsonNode[] = resources === undefined ? [] : [...childrenOf(resources)];
  for (let resource = pending.pop(); resource !== undefined; resource = pending.pop()) {
    const dependsOn = findValue(resource, 'dependsOn');
    if (dependsOn?.kind === 'array') found.push(dependsOn);
    const children = findValue(resource, 'resources');
    if (children !== undefined) pending.push(...childrenOf(children));
  }
  return found;
}
