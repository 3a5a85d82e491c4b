/**
 * The view "Key hierarchy": a tree of plain data from an analysis, with stable ids. It holds no positions, so that it stays the same
 * while one types elsewhere; where its items are written is asked for when it is needed.
 */
import type { Inventory } from '../inventory/model.js';
import type {
  HierarchyDirection,
  HierarchyFilter,
  HierarchyItem,
  HierarchyLevel,
  HierarchyProblem,
  ProblemCounts,
} from '../protocol/key-hierarchy.js';
import type { Finding, Place } from '../rules/finding.js';
import { Builder } from './key-hierarchy/builder.js';
import { nodesByKey } from './key-hierarchy/by-key.js';
import { nodesByMachine } from './key-hierarchy/by-machine.js';
import { holds, lineOf } from './key-hierarchy/node.js';
import type { TreeNode } from './key-hierarchy/node.js';
import { findingsBySubject } from './key-hierarchy/problems.js';
import { relationsOf } from './key-hierarchy/relations.js';

export type { TreeNode } from './key-hierarchy/node.js';

/** Problems that are shown for an item; the counts know of all. */
const SHOWN_PROBLEMS = 10;

/** One way to deploy a template. */
export interface HierarchySource {
  /** Begins the ids of its items; tells it from other deployments in the same tree. */
  readonly id: string;
  readonly inventory: Inventory;
  /** Without those that are switched off. */
  readonly findings: readonly Finding[];
}

/** The tree of a deployment. */
export function hierarchyOf({ id, inventory, findings }: HierarchySource, direction: HierarchyDirection): TreeNode[] {
  const builder = new Builder(inventory, relationsOf(inventory), findingsBySubject(inventory, findings), id);
  return direction === 'keys' ? nodesByKey(builder) : nodesByMachine(builder);
}

/** The nodes that a filter leaves: those that match, with all that is above and below them. */
export function filtered(nodes: readonly TreeNode[], filter: HierarchyFilter): readonly TreeNode[] {
  if (filter.kind === 'all') return nodes;
  const matches = matcher(filter);
  const keep = (node: TreeNode): TreeNode[] => {
    if (matches(node)) return [node];
    const children = node.children.flatMap(keep);
    return children.length > 0 ? [{ ...node, children }] : [];
  };
  return nodes.flatMap(keep);
}

function matcher(filter: Exclude<HierarchyFilter, { kind: 'all' }>): (node: TreeNode) => boolean {
  switch (filter.kind) {
    case 'name': {
      const text = filter.text.trim().toLowerCase();
      return (node) => lineOf(node).some(({ data }) => data.name.toLowerCase().includes(text));
    }
    case 'problems':
      return (node) => lineOf(node).some(({ findings }) => findings.length > 0);
    case 'platformKeys':
      return ({ data, children }) =>
        children.length === 0 &&
        data.encryption?.some((one) => one === 'platformKey' || one === 'confidentialPlatformKey') === true;
    case 'unencryptedHosts':
      return ({ data }) => data.host !== undefined && data.host !== 'on';
    case 'external':
      return (node) => lineOf(node).some(({ data }) => data.external === true);
  }
}

/** What goes to the client. */
export function itemsOf(nodes: readonly TreeNode[]): HierarchyItem[] {
  return nodes.map((node) => itemOf(node));
}

function itemOf(node: TreeNode): HierarchyItem {
  const { id, data, above, behind, children } = node;
  const own = findingsAt(node);
  const all = findingsBelow(node);
  return {
    id,
    ...data,
    ...(above.length > 0 && { above: above.map(levelOf) }),
    ...(behind.length > 0 && { behind: behind.map(levelOf) }),
    ...(own.size > 0 && { problems: [...own].slice(0, SHOWN_PROBLEMS).map(problemOf) }),
    ...(all.size > 0 && { below: countOf(all) }),
    ...(children.length > 0 && { children: itemsOf(children) }),
  };
}

function levelOf({ data: { kind, name, external } }: TreeNode): HierarchyLevel {
  return { kind, name, ...(external === true && { external }) };
}

function problemOf({ rule, severity, message }: Finding): HierarchyProblem {
  return { rule, severity, message };
}

function findingsAt(node: TreeNode): Set<Finding> {
  return new Set(lineOf(node).flatMap(({ findings }) => findings));
}

/** Findings of nodes and all below them, each once. */
export function findingsBelow(...nodes: readonly TreeNode[]): Set<Finding> {
  const found = new Set<Finding>();
  const visit = (node: TreeNode): void => {
    for (const finding of findingsAt(node)) found.add(finding);
    node.children.forEach(visit);
  };
  nodes.forEach(visit);
  return found;
}

export function countOf(findings: Iterable<Finding>): ProblemCounts {
  const counts = { errors: 0, warnings: 0, informations: 0 };
  for (const { severity } of findings) {
    if (severity === 'error') counts.errors++;
    else if (severity === 'warning') counts.warnings++;
    else counts.informations++;
  }
  return counts;
}

/** Lines of the tree. */
export function sizeOf(nodes: readonly TreeNode[]): number {
  return nodes.reduce((sum, node) => sum + 1 + sizeOf(node.children), 0);
}

/** The node of an id; undefined: it is gone. */
export function nodeOfId(nodes: readonly TreeNode[], id: string): TreeNode | undefined {
  return find(nodes, (node) => (node.id === id ? 1 : undefined));
}

/** The first node that is that resource, its own before one that is joined with another. */
export function nodeOfResource(nodes: readonly TreeNode[], node: string): TreeNode | undefined {
  return find(nodes, (one) => {
    if (one.data.node === node) return one.data.possible === true ? 2 : 1;
    return lineOf(one).some(({ data }) => data.node === node) ? 3 : undefined;
  });
}

/** The node whose text is the innermost around a place. */
export function nodeAt(nodes: readonly TreeNode[], file: string, offset: number): TreeNode | undefined {
  const at: Place = { file, start: offset, end: offset };
  return find(nodes, (node) => {
    const spans = lineOf(node).flatMap((one) => one.spans);
    const sizes = spans.flatMap((span) => (holds(span, at) ? [span.end - span.start] : []));
    return sizes.length === 0 ? undefined : Math.min(...sizes) + (node.data.possible === true ? 0.5 : 0);
  });
}

/** The first node, from the top, whose rank is least. */
function find(nodes: readonly TreeNode[], rank: (node: TreeNode) => number | undefined): TreeNode | undefined {
  let best: { readonly node: TreeNode; readonly rank: number } | undefined;
  const visit = (node: TreeNode): void => {
    const own = rank(node);
    if (own !== undefined && (best === undefined || own < best.rank)) best = { node, rank: own };
    node.children.forEach(visit);
  };
  nodes.forEach(visit);
  return best?.node;
}
