/** The tree while it is made: what goes to the client, and what only the server needs of it. */
import type { ResourceInstance } from '../../evaluation/instances.js';
import type { MachineDisk, Node as InventoryNode } from '../../inventory/model.js';
import type { Finding, Place } from '../../rules/finding.js';
import type { ItemData } from './item-data.js';

export interface TreeNode {
  readonly id: string;
  readonly data: ItemData;
  /** Nodes above and below it that are shown in its line. */
  readonly above: readonly TreeNode[];
  readonly behind: readonly TreeNode[];
  /** Where a click leads. */
  readonly place: Place | undefined;
  /** The texts that it is about: its declaration, and the calls of the modules around it. */
  readonly spans: readonly Place[];
  readonly findings: readonly Finding[];
  readonly children: readonly TreeNode[];
}

export function spansOf({ resource, origin }: InventoryNode): Place[] {
  return resource === undefined ? [origin] : spansOfResource(resource);
}

export function spansOfResource(resource: ResourceInstance): Place[] {
  const spans = [{ file: resource.deployment.template.file, ...resource.declaration.span }];
  let { parent } = resource.deployment;
  while (parent !== undefined) {
    spans.push({ file: parent.deployment.template.file, ...parent.module.declaration.span });
    parent = parent.deployment.parent;
  }
  return spans;
}

/** Empty for the OS disk of a machine that does not mention it. */
export function spansOfMachineDisk({ body }: MachineDisk): Place[] {
  return body.kind === 'absent' ? [] : [body.origin];
}

export function holds({ file, start, end }: Place, other: Place): boolean {
  return file === other.file && start <= other.start && other.end <= end;
}

/** All nodes that share the line of one, which is among them. */
export function lineOf(node: TreeNode): readonly TreeNode[] {
  return [...node.above, node, ...node.behind];
}
