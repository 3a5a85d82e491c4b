/** Which finding belongs to which resource. */
import { displayText } from '../../inventory/display-text.js';
import { ownName } from '../../evaluation/identity.js';
import type { AdeUse, Inventory, MachineDisk, Node } from '../../inventory/model.js';
import type { Finding, Place } from '../../rules/finding.js';
import { holds, spansOf, spansOfMachineDisk, spansOfResource } from './node.js';

export type FindingsOf = (subject: Node | MachineDisk | AdeUse) => readonly Finding[];

/**
 * A finding is about the resource that it names; of a machine, about the disk whose text it marks. One that names nothing of the
 * hierarchy (a role assignment) belongs to the innermost resource around it; else to nothing.
 */
export function findingsBySubject(inventory: Inventory, findings: readonly Finding[]): FindingsOf {
  const { vaults, keys, diskEncryptionSets, disks, snapshots, images, storageAccounts, machines } = inventory;
  const nodes: Node[] = [vaults, keys, diskEncryptionSets, disks, snapshots, images, storageAccounts, machines].flat();
  const byText = new Map<string, Node[]>();
  for (const node of nodes) push(byText, textOf(node), node);
  const disksOf = new Map<Node, readonly MachineDisk[]>(machines.map((machine) => [machine, machine.disks]));
  const found = new Map<Node | MachineDisk | AdeUse, Finding[]>();
  for (const finding of findings) {
    const uses = inventory.adeUses.filter((use) => spansOfAde(use).some((span) => holds(span, finding)));
    for (const use of uses) push(found, use, finding);
    if (uses.some(({ kind }) => kind === 'extension')) continue;
    const named = byText.get(finding.resource) ?? [];
    // A pool has the name of its cluster: the text tells which it is.
    const here = named.filter((node) => spansOf(node).some((span) => holds(span, finding)));
    const subjects = here.length > 0 ? innermost(here, finding) : named.length > 0 ? named : around(nodes, finding);
    for (const node of subjects) {
      const disk = disksOf.get(node)?.find((one) => spansOfMachineDisk(one).some((span) => holds(span, finding)));
      push(found, disk ?? node, finding);
    }
  }
  return (subject) => found.get(subject) ?? [];
}

/** An extension of its own as a whole; settings in a machine or disk, and extensions in a list, where they stand. */
function spansOfAde({ resource, body }: AdeUse): readonly Place[] {
  return body === resource.body ? spansOfResource(resource).slice(0, 1) : [body.origin];
}

function around(nodes: readonly Node[], finding: Finding): Node[] {
  const holding = nodes.filter((node) => spansOf(node).some((span) => holds(span, finding)));
  return innermost(holding, finding).slice(0, 1);
}

function innermost(nodes: readonly Node[], finding: Finding): Node[] {
  const size = (node: Node): number =>
    Math.min(...spansOf(node).flatMap((span) => (holds(span, finding) ? [span.end - span.start] : [])));
  const smallest = nodes.reduce((least, node) => Math.min(least, size(node)), Infinity);
  return nodes.filter((node) => size(node) === smallest);
}

function textOf({ identity }: Node): string {
  const name = ownName(identity);
  return name === undefined ? identity.type : `${identity.type}/${displayText(name)}`;
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
