/** Resources and modules of a Bicep file by their symbolic names, and which of them mention which. */
import type {
  BicepFile,
  BicepNode,
  ModuleDeclaration,
  ObjectExpression,
  ResourceDeclaration,
} from '../syntax/bicep/tree.js';
import { findPath, forEachChild } from '../syntax/bicep/walk.js';
import type { Span } from '../template/model.js';
import type { Declared } from './change.js';

type DeclarationNode = ResourceDeclaration | ModuleDeclaration;

/** A declaration, and the resources around it from the outermost to itself. */
export interface DeclarationPlace {
  readonly node: DeclarationNode;
  readonly chain: readonly DeclarationNode[];
  /** From the file to the declaration. */
  readonly path: readonly BicepNode[];
}

/** The resource or module that stands at this span. */
export function declarationAt(tree: BicepFile, { start, end }: Span): DeclarationPlace | undefined {
  const path = findPath(tree, start, end);
  const depth = path.map(isDeclaration).lastIndexOf(true);
  const node = path[depth];
  if (node === undefined || !isDeclaration(node)) return undefined;
  return { node, chain: path.slice(0, depth + 1).filter(isDeclaration), path: path.slice(0, depth + 1) };
}

/** The place of a declaration. */
export function placeOfDeclared(tree: BicepFile, { declaration }: Declared): DeclarationPlace | undefined {
  return declarationAt(tree, declaration.nameSpan) ?? declarationAt(tree, declaration.span);
}

/** The resources around a place, from the outermost in. */
export function chainAt(tree: BicepFile, offset: number): readonly DeclarationNode[] {
  return findPath(tree, offset).filter(isDeclaration);
}

function isDeclaration(node: BicepNode): node is DeclarationNode {
  return node.kind === 'resource' || node.kind === 'module';
}

/** The object that is a resource or a module, inside its condition and loop. */
export function bodyOf({ body }: DeclarationNode): ObjectExpression | undefined {
  const looped = body.kind === 'for' ? body.body : body;
  const conditional = looped.kind === 'if' ? looped.body : looped;
  return conditional.kind === 'object' ? conditional : undefined;
}

export function isLooped({ body }: DeclarationNode): boolean {
  return body.kind === 'for';
}

/** Whether a resource may not be there: of a loop, its items. */
export function isConditional({ body }: DeclarationNode): boolean {
  return body.kind === 'if' || (body.kind === 'for' && body.body.kind === 'if');
}

/**
 * The name of a resource as it is written inside the resources `around`: `vault::key`, and only `key` inside of `vault`.
 * undefined where a name is missing.
 */
export function symbolFrom(around: readonly DeclarationNode[], { chain }: DeclarationPlace): string | undefined {
  let shared = 0;
  while (shared < chain.length - 1 && chain[shared] === around[shared]) shared++;
  const names = chain.slice(shared).map(({ name }) => name.name);
  return names.includes('') ? undefined : names.join('::');
}

/** Whether a declaration waits for another already, because it mentions it somewhere, or through what it mentions. */
export function dependsOn(tree: BicepFile, from: DeclarationPlace, on: DeclarationPlace): boolean {
  const declared = declaredIn(tree);
  const seen = new Set<BicepNode>();
  const pending: BicepNode[] = [from.node];
  // A nested resource waits for the ones around it.
  pending.push(...from.chain.slice(0, -1));
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    for (const name of mentionedIn(node)) {
      const mentioned = resolve(declared, name, node === from.node ? from.chain : []);
      if (mentioned === on.node) return true;
      if (mentioned !== undefined) pending.push(mentioned);
    }
  }
  return from.chain.slice(0, -1).includes(on.node);
}

/** Every place that mentions a declaration or one nested in it: the nodes from the file to the mention. */
export function mentionsOf(tree: BicepFile, { node: target }: DeclarationPlace): readonly (readonly BicepNode[])[] {
  const mentions: (readonly BicepNode[])[] = [];
  const declared = declaredIn(tree);
  const path: BicepNode[] = [];
  const visit = (node: BicepNode): void => {
    if (node === target) return;
    path.push(node);
    const name = nestedName(node);
    const chain = path.filter(isDeclaration);
    const mentioned = name === undefined ? undefined : resolve(declared, name, chain);
    if (mentioned !== undefined && mentioned.start >= target.start && mentioned.end <= target.end)
      mentions.push([...path]);
    if (name === undefined) forEachChild(node, visit);
    path.pop();
  };
  visit(tree);
  return mentions;
}

function declaredIn(tree: BicepFile): ReadonlyMap<string, BicepNode> {
  const declared = new Map<string, BicepNode>();
  for (const statement of tree.statements) {
    if (statement.kind === 'resource' || statement.kind === 'module' || statement.kind === 'variable') {
      declared.set(statement.name.name, statement);
    }
  }
  return declared;
}

/** Names of symbols, `a` or `a::b`. Nested resources are declarations of their own. */
function mentionedIn(declaration: BicepNode): readonly string[] {
  const names: string[] = [];
  const collect = (node: BicepNode): void => {
    if (node !== declaration && node.kind === 'resource') return;
    if (node.kind === 'variableAccess') names.push(node.name);
    const nested = node.kind === 'nestedResource' ? nestedName(node) : undefined;
    if (nested !== undefined) names.push(nested);
    else forEachChild(node, collect);
  };
  collect(declaration);
  return names;
}

function nestedName(node: BicepNode): string | undefined {
  if (node.kind === 'variableAccess') return node.name;
  if (node.kind !== 'nestedResource') return undefined;
  const base = nestedName(node.base);
  return base === undefined ? undefined : `${base}::${node.name.name}`;
}

function resolve(
  declared: ReadonlyMap<string, BicepNode>,
  name: string,
  around: readonly DeclarationNode[],
): BicepNode | undefined {
  const [first = '', ...rest] = name.split('::');
  let node: BicepNode | undefined;
  for (const resource of [...around].reverse()) node ??= childOf(resource, first);
  node ??= declared.get(first);
  for (const child of rest) node = node === undefined || !isDeclaration(node) ? undefined : childOf(node, child);
  return node;
}

function childOf(parent: DeclarationNode, name: string): ResourceDeclaration | undefined {
  return bodyOf(parent)?.members.find(
    (member): member is ResourceDeclaration => member.kind === 'resource' && member.name.name === name,
  );
}
