/** Which objects of a Bicep file a path leads through, and setting a property at its end. */
import type {
  ArrayExpression,
  BicepFile,
  BicepNode,
  Expression,
  ObjectExpression,
  ParameterDeclaration,
  VariableDeclaration,
} from '../syntax/bicep/tree.js';
import { forEachChild } from '../syntax/bicep/walk.js';
import { bare, findProperty, isWritten, keyOf, listAround, listOf, placeOf } from './bicep-page.js';
import type { Draft } from './draft.js';
import type { WrittenList } from './page.js';
import type { Writable } from './writable.js';
import { nested } from './writable.js';

const MAX_STEPS = 50;

/** Sets a property of the object that `holder` is or stands for; false where that is not possible. */
export function setProperty(
  draft: Draft,
  tree: BicepFile,
  holder: Expression,
  path: readonly string[],
  value: Writable,
): boolean {
  let current = holder;
  for (const [depth, name] of path.entries()) {
    const container = literalOf(tree, current);
    const rest = path.slice(depth + 1);
    if (container === undefined) return false;
    if (container.kind === 'for') {
      // All items of a loop are written once.
      if (!isPosition(name) || rest.length === 0) return false;
      current = container.body;
    } else if (container.kind === 'array') {
      const item = isPosition(name) ? container.items[Number(name)] : undefined;
      if (item === undefined || container.items.some(({ kind }) => kind === 'spread')) return false;
      if (item.kind === 'spread') return false;
      if (rest.length === 0) return replaceNode(draft, tree, item, value);
      current = item;
    } else {
      const property = findProperty(container, name);
      if (property === undefined) return addProperty(draft, tree, container, name, rest, value);
      if (property.value.kind === 'skipped') return false;
      if (rest.length === 0) return replaceNode(draft, tree, property.value, value);
      if (property.value.kind === 'null') {
        return !rest.some(isPosition) && replaceNode(draft, tree, property.value, nested(rest, value));
      }
      current = property.value;
    }
  }
  return false;
}

/** Writes a value over another, unless it is the same. */
export function replaceNode(draft: Draft, tree: BicepFile, node: Expression, value: Writable): boolean {
  if (isWritten(draft.page, bare(node), value)) return true;
  return draft.replace(node, listIn(tree, node), value);
}

/** The list in which a node of the tree stands. */
export function listIn(tree: BicepFile, node: BicepNode): WrittenList | undefined {
  return listAround(placeOf(tree, node)?.path ?? []);
}

function addProperty(
  draft: Draft,
  tree: BicepFile,
  object: ObjectExpression,
  name: string,
  rest: readonly string[],
  value: Writable,
): boolean {
  if (!object.closed || isPosition(name) || rest.some(isPosition)) return false;
  // What is spread into the object, or has a computed name, may be the very object that is missing.
  const isOpen = object.members.some(
    (member) => member.kind === 'spread' || (member.kind === 'property' && keyOf(member) === undefined),
  );
  if (rest.length > 0 && isOpen) return false;
  return draft.addProperty(listOf(object, listIn(tree, object)), name, nested(rest, value));
}

function isPosition(name: string): boolean {
  return /^\d+$/.test(name);
}

/**
 * The object, array or loop that a value is: itself, or the one in a variable or a parameter's default, where that is
 * used nowhere else.
 */
function literalOf(tree: BicepFile, node: Expression): ObjectExpression | ArrayExpression | ForExpression | undefined {
  let current: Expression | undefined = node;
  for (let steps = 0; steps < MAX_STEPS && current !== undefined; steps++) {
    current = bare(current);
    if (current.kind === 'object' || current.kind === 'array' || current.kind === 'for') return current;
    current = definitionOf(tree, current);
  }
  return undefined;
}

type ForExpression = Extract<Expression, { kind: 'for' }>;

function definitionOf(tree: BicepFile, node: Expression): Expression | undefined {
  const names: string[] = [];
  let target = node;
  while (target.kind === 'member') {
    names.unshift(target.name.name);
    target = bare(target.base);
  }
  if (target.kind !== 'variableAccess' || !isUsedOnce(tree, target.name)) return undefined;
  const { name } = target;
  const declaration = tree.statements.find(
    (statement): statement is VariableDeclaration | ParameterDeclaration =>
      (statement.kind === 'variable' || statement.kind === 'parameter') && statement.name.name === name,
  );
  if (declaration === undefined || !hasOpenType(declaration)) return undefined;
  let current = declaration.kind === 'variable' ? declaration.value : declaration.defaultValue;
  for (const property of names) {
    const object: ReturnType<typeof literalOf> = current === undefined ? undefined : literalOf(tree, current);
    current = object?.kind === 'object' ? findProperty(object, property)?.value : undefined;
  }
  return current;
}

/** A declared type that lists its properties may not have the one that is to be set. */
function hasOpenType({ type }: VariableDeclaration | ParameterDeclaration): boolean {
  return type === undefined || (type.kind === 'typeName' && (type.name === 'object' || type.name === 'array'));
}

/** Whether a symbol is mentioned once, and no loop or lambda gives its name to something else. */
function isUsedOnce(tree: BicepFile, name: string): boolean {
  let uses = 0;
  const count = (node: BicepNode): void => {
    if (node.kind === 'variableAccess' && node.name === name) uses++;
    if (node.kind === 'for' && (node.item.name === name || node.index?.name === name)) uses += 2;
    if (node.kind === 'lambda' && node.parameters.some((parameter) => parameter.name === name)) uses += 2;
    forEachChild(node, count);
  };
  count(tree);
  return uses === 1;
}
