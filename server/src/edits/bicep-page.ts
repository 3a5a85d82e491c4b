/** Bicep as a page of lists. */
import type {
  ArrayExpression,
  BicepFile,
  BicepNode,
  Expression,
  ObjectExpression,
  Property,
} from '../syntax/bicep/tree.js';
import type { Origin } from '../evaluation/value.js';
import { findPath } from '../syntax/bicep/walk.js';
import type { Span } from '../template/model.js';
import type { Dialect, Page, WrittenEntry, WrittenList } from './page.js';
import { pageOf } from './page.js';
import type { Writable } from './writable.js';
import { isList, isObject, Keyed, Verbatim } from './writable.js';

const dialect: Dialect = { string: bicepString, key: bicepKey, commas: false, arrayPadding: '' };

export function bicepPage(tree: BicepFile, text: string): Page {
  const comments = [...tree.comments, ...tree.directives].sort((a, b) => a.start - b.start);
  return pageOf(text, dialect, comments);
}

/** A string as a literal. */
export function bicepString(value: string): string {
  const escaped = value
    .replaceAll('\\', '\\\\')
    .replaceAll("'", "\\'")
    .replaceAll('${', '\\${')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t');
  return `'${escaped}'`;
}

function bicepKey(name: string): string {
  // Bicep takes other keywords for names, but not these (BCP022, CLI 0.49.2).
  return isIdentifier(name) && !['true', 'false', 'null'].includes(name) ? name : bicepString(name);
}

/** Whether a name can be written without quotes, as a key or after a dot. */
export function isIdentifier(name: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name);
}

/** A node, and what it stands in. */
export interface BicepPlace<T extends BicepNode = BicepNode> {
  readonly node: T;
  /** From the file to the node. */
  readonly path: readonly BicepNode[];
}

/** The innermost node that covers exactly this span. */
export function placeOf(tree: BicepFile, { start, end }: Span): BicepPlace | undefined {
  const path = findPath(tree, start, end);
  const depth = path.map((node) => node.start === start && node.end === end).lastIndexOf(true);
  const node = path[depth];
  return node === undefined ? undefined : { node, path: path.slice(0, depth + 1) };
}

/** The innermost list around the last node of a path. */
export function listAround(path: readonly BicepNode[]): WrittenList | undefined {
  return path
    .slice(0, -1)
    .reduce<WrittenList | undefined>(
      (parent, node) => (node.kind === 'object' || node.kind === 'array' ? listOf(node, parent) : parent),
      undefined,
    );
}

/** An object or array as a list of entries. */
export function listOf(node: ObjectExpression | ArrayExpression, parent: WrittenList | undefined): WrittenList {
  const entries: readonly WrittenEntry[] =
    node.kind === 'array'
      ? node.items.map(({ start, end }) => ({ start, end, trailing: false }))
      : node.members.map((member) => {
          const { start, end } = member;
          if (member.kind !== 'property') return { start, end, trailing: member.kind !== 'spread' };
          return { start, end, trailing: false, colon: { start: member.key.end, end: member.value.start } };
        });
  const { kind, start, end } = node;
  return { kind, start, end, entries, parent };
}

/** The property of that name, compared without letter case. */
export function findProperty(object: ObjectExpression, name: string): Property | undefined {
  const lowerCase = name.toLowerCase();
  return object.members.find(
    (member): member is Property => member.kind === 'property' && keyOf(member)?.toLowerCase() === lowerCase,
  );
}

/** The name of a property; undefined where it is computed or missing. */
export function keyOf({ key }: Property): string | undefined {
  if (key.kind === 'identifier') return key.name;
  return key.kind === 'string' ? key.value : undefined;
}

/** Whether a value is already written so. */
export function isWritten(page: Page, node: BicepNode, value: Writable): boolean {
  if (value instanceof Verbatim) return page.text.slice(node.start, node.end) === value.text;
  if (value instanceof Keyed) return false;
  if (isList(value)) {
    if (node.kind !== 'array' || node.items.length !== value.length) return false;
    return node.items.every((item, index) => {
      const other = value[index];
      return other !== undefined && isWritten(page, item, other);
    });
  }
  if (isObject(value)) {
    const entries = [...value];
    if (node.kind !== 'object' || node.members.length !== entries.length) return false;
    return entries.every(([name, inner]) => {
      const there = findProperty(node, name);
      return there !== undefined && isWritten(page, there.value, inner);
    });
  }
  if (value === null) return node.kind === 'null';
  if (typeof value === 'number' && value < 0) {
    return node.kind === 'unary' && node.operator === '-' && isWritten(page, node.operand, -value);
  }
  return (node.kind === 'string' || node.kind === 'number' || node.kind === 'boolean') && node.value === value;
}

/** The node without parentheses and `!`. */
export function bare(node: Expression): Expression {
  let inner = node;
  while (inner.kind === 'parenthesized' || inner.kind === 'nonNull') {
    inner = inner.kind === 'parenthesized' ? inner.inner : inner.base;
  }
  return inner;
}

/** The expression that covers exactly this span. */
export function expressionAt(tree: BicepFile, at: Origin): Expression | undefined {
  const node = placeOf(tree, at)?.node;
  return node !== undefined && isExpression(node) ? node : undefined;
}

function isExpression(node: BicepNode): node is Expression {
  switch (node.kind) {
    case 'string':
    case 'interpolation':
    case 'number':
    case 'boolean':
    case 'null':
    case 'array':
    case 'object':
    case 'variableAccess':
    case 'unary':
    case 'binary':
    case 'ternary':
    case 'member':
    case 'nestedResource':
    case 'index':
    case 'nonNull':
    case 'call':
    case 'methodCall':
    case 'parenthesized':
    case 'lambda':
    case 'for':
      return true;
    default:
      return false;
  }
}
