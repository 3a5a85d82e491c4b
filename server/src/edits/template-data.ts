/** Templates that stand in a file as data. */
import type { BicepFile } from '../syntax/bicep/tree.js';
import { findPath as findBicepPath } from '../syntax/bicep/walk.js';
import { findPath, findString } from '../syntax/json/navigate.js';
import { readSchema } from '../syntax/json/schema.js';
import type { JsonFile } from '../syntax/json/tree.js';
import { findProperty as propertyOf } from '../template/bicep-properties.js';
import type { Change } from './change.js';

/**
 * Whether a change is one in a template that a variable or a default is. There each expression would have to be escaped: such a
 * change is not made.
 */
export function changesJsonData(file: JsonFile, change: Change): boolean {
  const offset = offsetOf(change);
  if (offset === undefined) return false;
  const path = findPath(file, offset);
  return path.some((step, depth) => {
    if (depth === 0 || step.kind !== 'object') return false;
    if (!isTemplateSchema(findString(step, '$schema'))) return false;
    const name = path[depth - 1];
    return name?.kind !== 'property' || name.name.toLowerCase() !== 'template';
  });
}

/** Whether a change is one in a template that is an object of the file: it is not written as the file is. */
export function changesBicepData(tree: BicepFile, change: Change): boolean {
  const offset = offsetOf(change);
  if (offset === undefined) return false;
  return findBicepPath(tree, offset).some((node) => {
    if (node.kind !== 'object') return false;
    const schema = propertyOf(node, '$schema')?.value;
    return schema?.kind === 'string' && isTemplateSchema(schema.value);
  });
}

function isTemplateSchema(schema: string | undefined): boolean {
  return schema !== undefined && readSchema(schema)?.kind === 'template';
}

function offsetOf(change: Change): number | undefined {
  switch (change.kind) {
    case 'replace':
    case 'remove':
    case 'replaceText':
    case 'replaceMember':
      return change.at.start;
    case 'setIn':
      return change.object.start;
    case 'append':
      return change.array.start;
    case 'set':
    case 'addDependency':
    case 'removeResource':
      return change.resource.declaration.bodySpan.start;
    case 'addResource':
    case 'addParameter':
      return change.near?.declaration.bodySpan.start;
  }
}
