import type { BicepFile, BicepNode } from './tree.js';

/**
 * Calls `visit` for each direct child of a node, in source order. Comments and directives are no nodes of the tree.
 * A walk over a whole file may recurse: the parser bounds how deep a tree can be.
 */
export function forEachChild(node: BicepNode, visit: (child: BicepNode) => void): void {
  switch (node.kind) {
    case 'file':
      return node.statements.forEach(visit);
    case 'targetScope':
      node.decorators.forEach(visit);
      return visit(node.value);
    case 'metadata':
    case 'parameterAssignment':
    case 'assert':
    case 'type':
      node.decorators.forEach(visit);
      visit(node.name);
      return visit(node.value);
    case 'parameter':
      node.decorators.forEach(visit);
      visit(node.name);
      visit(node.type);
      return visitOptional(node.defaultValue, visit);
    case 'variable':
      node.decorators.forEach(visit);
      visit(node.name);
      visitOptional(node.type, visit);
      return visit(node.value);
    case 'output':
      node.decorators.forEach(visit);
      visit(node.name);
      visit(node.type);
      return visit(node.value);
    case 'resource':
      node.decorators.forEach(visit);
      visit(node.name);
      visit(node.type);
      visitOptional(node.existing, visit);
      return visit(node.body);
    case 'module':
    case 'test':
      node.decorators.forEach(visit);
      visit(node.name);
      visit(node.path);
      return visit(node.body);
    case 'function':
      node.decorators.forEach(visit);
      visit(node.name);
      node.parameters.forEach(visit);
      visit(node.returnType);
      return visit(node.body);
    case 'functionParameter':
      visit(node.name);
      return visit(node.type);
    case 'import':
      node.decorators.forEach(visit);
      visit(node.symbols);
      return visit(node.path);
    case 'importedSymbols':
      return node.symbols.forEach(visit);
    case 'importedSymbol':
      visit(node.name);
      return visitOptional(node.alias, visit);
    case 'importedNamespace':
      return visit(node.alias);
    case 'extension':
      node.decorators.forEach(visit);
      visit(node.specification);
      visitOptional(node.config, visit);
      return visitOptional(node.alias, visit);
    case 'extensionConfig':
      node.decorators.forEach(visit);
      visit(node.name);
      return visit(node.config);
    case 'using':
      node.decorators.forEach(visit);
      visit(node.path);
      return visitOptional(node.config, visit);
    case 'extends':
      node.decorators.forEach(visit);
      return visit(node.path);
    case 'danglingDecorators':
      return node.decorators.forEach(visit);
    case 'decorator':
      return visit(node.expression);
    case 'interpolation':
      return node.chunks.forEach((chunk, index) => {
        visit(chunk);
        visitOptional(node.expressions[index], visit);
      });
    case 'array':
      return node.items.forEach(visit);
    case 'object':
    case 'objectType':
      return node.members.forEach(visit);
    case 'property':
      visit(node.key);
      return visit(node.value);
    case 'typeProperty':
      node.decorators.forEach(visit);
      visit(node.key);
      return visit(node.value);
    case 'typeAdditionalProperties':
      node.decorators.forEach(visit);
      return visit(node.value);
    case 'spread':
      return visit(node.value);
    case 'unary':
    case 'unaryType':
      return visit(node.operand);
    case 'binary':
      visit(node.left);
      return visit(node.right);
    case 'ternary':
      visit(node.condition);
      visit(node.whenTrue);
      return visit(node.whenFalse);
    case 'member':
    case 'nestedResource':
    case 'typeMember':
      visit(node.base);
      return visit(node.name);
    case 'index':
    case 'typeIndex':
      visit(node.base);
      return visit(node.index);
    case 'nonNull':
    case 'typeWildcard':
      return visit(node.base);
    case 'call':
      visit(node.name);
      return node.arguments.forEach(visit);
    case 'methodCall':
      visit(node.base);
      visit(node.name);
      return node.arguments.forEach(visit);
    case 'typeInstantiation':
      visitOptional(node.base, visit);
      visit(node.name);
      return node.arguments.forEach(visit);
    case 'parenthesized':
    case 'parenthesizedType':
    case 'nullableType':
    case 'nonNullableType':
      return visit(node.inner);
    case 'lambda':
      node.parameters.forEach(visit);
      return visit(node.body);
    case 'for':
      visit(node.item);
      visitOptional(node.index, visit);
      visit(node.iterable);
      return visit(node.body);
    case 'if':
      visit(node.condition);
      return visit(node.body);
    case 'arrayType':
      return visit(node.element);
    case 'union':
      return node.members.forEach(visit);
    case 'tupleType':
      return node.items.forEach(visit);
    case 'tupleItem':
      node.decorators.forEach(visit);
      return visit(node.type);
    case 'resourceType':
      return visitOptional(node.type, visit);
    case 'skipped':
    case 'identifier':
    case 'string':
    case 'chunk':
    case 'number':
    case 'boolean':
    case 'null':
    case 'variableAccess':
    case 'typeName':
      return;
    default:
      return node satisfies never;
  }
}

function visitOptional(node: BicepNode | undefined, visit: (child: BicepNode) => void): void {
  if (node !== undefined) visit(node);
}

/** The direct children of a node, in source order. */
export function childrenOf(node: BicepNode): BicepNode[] {
  const children: BicepNode[] = [];
  forEachChild(node, (child) => children.push(child));
  return children;
}

/**
 * The nodes from the file to the innermost one whose span covers `start` to `end` (both may touch its borders). Where two
 * neighbours touch at the offset, the one that starts there wins over the one that ends there. Never empty.
 */
export function findPath(file: BicepFile, start: number, end = start): BicepNode[] {
  const path: BicepNode[] = [file];
  for (let current: BicepNode | undefined = file; current !== undefined;) {
    let covering: BicepNode | undefined;
    forEachChild(current, (child) => {
      if (child.start <= start && end <= child.end) covering = child;
    });
    if (covering !== undefined) path.push(covering);
    current = covering;
  }
  return path;
}
