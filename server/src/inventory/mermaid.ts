/** An inventory as a Mermaid flow chart, which GitHub and Azure DevOps draw in Markdown. */
import type { ExportedEdge, ExportedInventory, ExportedNode } from './export.js';

type InventoryOfFile = Pick<ExportedInventory, 'nodes' | 'edges'> & { readonly path: string };

type Shape = readonly [open: string, close: string];

const RECTANGLE: Shape = ['[', ']'];
const SHAPES: Readonly<Record<string, Shape>> = {
  vault: ['[(', ')]'],
  managedHsm: ['[(', ')]'],
  key: ['{{', '}}'],
  diskEncryptionSet: ['([', '])'],
  virtualMachine: ['[[', ']]'],
  scaleSet: ['[[', ']]'],
  agentPool: ['[[', ']]'],
};

const ARROWS: Readonly<Record<ExportedEdge['kind'], string>> = {
  holds: '-->|holds|',
  wraps: '-->|wraps|',
  encrypts: '-->|encrypts|',
  attaches: '-.->|attached to|',
  grants: '-.->|may use|',
  ade: '-.->|ADE|',
};

/** A chart with a box for each file. */
export function writeMermaid(files: readonly InventoryOfFile[]): string {
  return ['flowchart LR', ...files.flatMap(boxOf), '  classDef external stroke-dasharray: 4', ''].join('\n');
}

function boxOf({ path, nodes, edges }: InventoryOfFile, file: number): string[] {
  const names = new Map(nodes.map(({ id }, index) => [id, `f${String(file)}n${String(index)}`]));
  const lines = nodes.map((node) => `    ${names.get(node.id) ?? ''}${nodeText(node)}`);
  for (const { from, to, kind } of edges) {
    const ends = [names.get(from), names.get(to)];
    if (ends.includes(undefined)) continue;
    lines.push(`    ${ends.join(` ${ARROWS[kind]} `)}`);
  }
  return [`  subgraph f${String(file)}["${escapeLabel(path)}"]`, ...lines, '  end'];
}

function nodeText({ kind, name, external }: ExportedNode): string {
  const [open, close] = SHAPES[kind] ?? RECTANGLE;
  const label = `${escapeLabel(kind.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`))}<br/>${escapeLabel(name)}`;
  return `${open}"${label}"${close}${external ? ':::external' : ''}`;
}

/** Whatever Mermaid or HTML could take for their own, as the number of the character. */
function escapeLabel(text: string): string {
  return text.replace(/[^\p{L}\p{N} .,_/()=-]/gu, (character) => `#${String(character.codePointAt(0) ?? 32)};`);
}
