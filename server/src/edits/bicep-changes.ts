/** Changes to a Bicep file. */
import type { BicepFile, BicepNode, ObjectExpression } from '../syntax/bicep/tree.js';
import type { Origin } from '../evaluation/value.js';
import type { Change, Declared, NewValue } from './change.js';
import type { Draft } from './draft.js';
import { addParameter, addResource } from './bicep-additions.js';
import { bare, expressionAt, findProperty, isWritten, keyOf, listAround, listOf, placeOf } from './bicep-page.js';
import { listIn, replaceNode, setProperty } from './bicep-objects.js';
import type { DeclarationPlace } from './bicep-symbols.js';
import { bodyOf, dependsOn, mentionsOf, placeOfDeclared, symbolFrom } from './bicep-symbols.js';
import { linesOfStatement } from './bicep-statements.js';
import { bicepWriter } from './bicep-values.js';
import type { Anchor } from './new-resource.js';
import { NewResource } from './new-resource.js';
import { changesBicepData } from './template-data.js';
import type { Writable } from './writable.js';
import { Verbatim, writableOf } from './writable.js';

/** Takes a change into the draft; false where it is not possible. `removed`: all resources that the fix removes. */
export function changeBicep(
  draft: Draft,
  tree: BicepFile,
  name: string,
  change: Change,
  removed: readonly Declared[],
): boolean {
  if (changesBicepData(tree, change)) return false;
  switch (change.kind) {
    case 'replace': {
      const node = expressionAt(tree, change.at);
      const value = writableAt(draft, tree, name, change.at.start, change.value);
      return node !== undefined && value !== undefined && replaceNode(draft, tree, node, value);
    }
    case 'set': {
      const place = placeOfDeclared(tree, change.resource);
      const body = place === undefined ? undefined : bodyOf(place.node);
      if (place === undefined || body === undefined) return false;
      const path = place.node.kind === 'module' ? modulePath(change.path) : change.path;
      return setIn(draft, tree, name, body, path, change.value);
    }
    case 'setIn': {
      const object = objectAt(tree, change.object);
      return object !== undefined && setIn(draft, tree, name, object, change.path, change.value);
    }
    case 'remove':
      return removeAt(draft, tree, change.at);
    case 'append':
      return append(draft, tree, name, change.array, change.items);
    case 'addDependency':
      return change.named === true || addDependency(draft, tree, change.resource, change.on);
    case 'addResource':
      return addResource(draft, tree, name, change);
    case 'addParameter':
      return addParameter(draft, tree, name, change.parameter);
    case 'removeResource':
      return removeResource(draft, tree, change.resource, removed);
    case 'replaceText':
      draft.replaceText(change.at, change.text);
      return true;
    case 'replaceMember':
      return draft.replaceMember(change.at, change.name, change.by);
  }
}

/** Parameters of a module stand deeper in JSON than in Bicep. */
function modulePath(path: readonly string[]): readonly string[] {
  const [properties, parameters, name, value, ...rest] = path;
  if (properties !== 'properties' || parameters !== 'parameters') return path;
  return [
    'params',
    ...(name === undefined ? [] : [name]),
    ...(value === undefined || value === 'value' ? rest : [value, ...rest]),
  ];
}

function setIn(
  draft: Draft,
  tree: BicepFile,
  name: string,
  object: ObjectExpression,
  path: readonly string[],
  value: NewValue,
): boolean {
  const written = writableAt(draft, tree, name, object.start, value);
  return written !== undefined && setProperty(draft, tree, object, path, written);
}

function objectAt(tree: BicepFile, at: Origin): ObjectExpression | undefined {
  const place = placeOf(tree, at);
  if (place?.node.kind === 'object') return place.node;
  // A resource as a whole stands for its body.
  return place?.node.kind === 'resource' || place?.node.kind === 'module' ? bodyOf(place.node) : undefined;
}

/** The value as it is written at an offset. */
function writableAt(
  draft: Draft,
  tree: BicepFile,
  file: string,
  offset: number,
  value: NewValue,
): Writable | undefined {
  return writableOf(value, bicepWriter(draft.page, tree, file, offset));
}

function removeAt(draft: Draft, tree: BicepFile, at: Origin): boolean {
  const place = placeOf(tree, at);
  if (place === undefined) return false;
  let depth = place.path.length - 1;
  while (['parenthesized', 'nonNull'].includes(place.path[depth - 1]?.kind ?? '')) depth--;
  const holder = place.path[depth - 1];
  const entry = holder?.kind === 'property' ? holder : place.path[depth];
  const list = holder?.kind === 'property' ? place.path[depth - 2] : holder;
  if (entry === undefined || (list?.kind !== 'object' && list?.kind !== 'array')) return false;
  const members: readonly BicepNode[] = list.kind === 'object' ? list.members : list.items;
  const index = members.indexOf(entry);
  if (index < 0) return false;
  draft.remove(listOf(list, listIn(tree, list)), index);
  return true;
}

function append(draft: Draft, tree: BicepFile, name: string, at: Origin, items: readonly NewValue[]): boolean {
  const array = placeOf(tree, at)?.node;
  if (array?.kind !== 'array' || !array.closed) return false;
  for (const item of items) {
    const value = writableAt(draft, tree, name, at.start, item);
    if (value === undefined) return false;
    if (array.items.some((there) => isWritten(draft.page, there, value))) continue;
    draft.addItem(listOf(array, listIn(tree, array)), value);
  }
  return true;
}

function addDependency(draft: Draft, tree: BicepFile, resource: Declared, on: Anchor): boolean {
  if (on instanceof NewResource) {
    const place = placeOfDeclared(tree, resource);
    return place !== undefined && writeDependency(draft, tree, place, on.symbol);
  }
  const place = placeOfDeclared(tree, resource);
  const target = placeOfDeclared(tree, on);
  if (place === undefined || target === undefined || resource.file !== on.file || place.node === target.node)
    return false;
  // An existing resource neither waits nor has to be waited for.
  if ([place, target].some(({ node }) => node.kind === 'resource' && node.existing !== undefined)) return false;
  if (dependsOn(tree, place, target)) return true;
  if (dependsOn(tree, target, place)) return false;
  const symbol = symbolFrom(place.chain, target);
  return symbol !== undefined && writeDependency(draft, tree, place, symbol);
}

function writeDependency(draft: Draft, tree: BicepFile, place: DeclarationPlace, symbol: string): boolean {
  const body = bodyOf(place.node);
  if (body === undefined) return false;
  const written = findProperty(body, 'dependsOn')?.value;
  const value = new Verbatim(symbol);
  if (written === undefined) {
    return body.closed && draft.addProperty(listOf(body, listIn(tree, body)), 'dependsOn', [value]);
  }
  const array = bare(written);
  if (array.kind === 'null') return replaceNode(draft, tree, written, [value]);
  if (array.kind !== 'array' || !array.closed) return false;
  draft.addItem(listOf(array, listIn(tree, array)), value);
  return true;
}

/** Removes the entry of `dependsOn` that a mention is; false where it is something else. */
function removeDependency(draft: Draft, mention: readonly BicepNode[]): boolean {
  const [object, property, array, item] = mention.slice(-4);
  if (object?.kind !== 'object' || property?.kind !== 'property' || array?.kind !== 'array') return false;
  if (keyOf(property)?.toLowerCase() !== 'dependson' || item === undefined) return false;
  const holder = listOf(object, listAround(mention.slice(0, -3)));
  const index = array.items.findIndex((entry) => entry === item);
  draft.removeItem(listOf(array, holder), index, { list: holder, index: object.members.indexOf(property) });
  return true;
}

function removeResource(draft: Draft, tree: BicepFile, resource: Declared, removed: readonly Declared[]): boolean {
  const place = placeOfDeclared(tree, resource);
  if (place === undefined) return false;
  const gone = new Set<BicepNode>(removed.flatMap((declared) => placeOfDeclared(tree, declared)?.node ?? []));
  for (const mention of mentionsOf(tree, place)) {
    if (!mention.some((node) => gone.has(node)) && !removeDependency(draft, mention)) return false;
  }
  const { node, path } = place;
  const around = path.at(-2);
  if (around?.kind === 'object') {
    const index = around.members.findIndex((member) => member === node);
    draft.remove(listOf(around, listAround(path.slice(0, -1))), index);
    return index >= 0;
  }
  const whole = linesOfStatement(draft.page, node);
  if (whole === undefined) return false;
  draft.replaceText(whole, '');
  return true;
}
