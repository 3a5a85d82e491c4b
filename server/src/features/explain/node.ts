/** Explains a node of the inventory: a title, a table, and where to read on. */
import type { Finding } from '../../rules/finding.js';
import type { Inventory } from '../../inventory/model.js';
import type { InventoryNode } from '../../inventory/nodes.js';
import { explainDisk } from './disk.js';
import { explainEncryptionSet } from './encryption-set.js';
import { explainKey, explainVault } from './key-vault.js';
import { explainImage, explainMachine } from './machine.js';
import { code, counted, listed, table } from './markdown.js';
import { pageLink, ruleLink } from './pages.js';
import type { Page } from './pages.js';

/** What is said of a node; all texts are markdown. */
export interface Explanation {
  /** `disk encryption set`. */
  readonly kind: string;
  /** Stands behind the kind. */
  readonly summary?: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly pages: readonly Page[];
}

export function explanationOf(node: InventoryNode, inventory: Inventory): Explanation {
  switch (node.kind) {
    case 'virtualMachine':
    case 'scaleSet':
    case 'agentPool':
      return explainMachine(node);
    case 'disk':
    case 'snapshot':
      return explainDisk(node, inventory);
    case 'image':
      return explainImage(node);
    case 'diskEncryptionSet':
      return explainEncryptionSet(node, inventory);
    case 'key':
      return explainKey(node, inventory);
    case 'vault':
    case 'managedHsm':
      return explainVault(node, inventory);
  }
}

/** The explanation as markdown; `names` are all that it holds for, `findings` those of the node. */
export function renderExplanation(
  { kind, summary, head, rows, pages }: Explanation,
  names: readonly string[],
  findings: readonly Finding[],
): string {
  const shown = names.slice(0, 3).map(code);
  if (names.length > shown.length) shown.push(counted(names.length - shown.length, 'other'));
  const title = `**${listed(shown)}** · ${kind}${summary === undefined ? '' : ` · ${summary}`}`;
  const parts = [title];
  if (rows.length > 0) parts.push(table(head, rows));
  const rules = [...new Set(findings.map(({ rule }) => rule))];
  if (rules.length > 0) parts.push(`${counted(rules.length, 'problem')}: ${rules.map(ruleLink).join(', ')}`);
  if (pages.length > 0) parts.push(pages.map(pageLink).join(' · '));
  return parts.join('\n\n');
}
