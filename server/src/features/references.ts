/** All that hangs on a vault, a key, a set or a disk: from what names it down to the machines. */
import type { Location } from 'vscode-languageserver';
import type { Origin, Value } from '../evaluation/value.js';
import { declaredValue } from '../evaluation/values-at.js';
import { namingsOf, nodesNamed } from '../inventory/nodes.js';
import type { InventoryNode, Naming } from '../inventory/nodes.js';
import type { Inventory } from '../inventory/model.js';
import type { CheckedFile } from '../workspace/checker.js';
import { declarationSpan, namingAt, ownNodes, placeAt } from './at-place.js';
import type { Reading } from './at-place.js';
import type { OtherExtensions } from '../protocol.js';
import type { ClientFiles } from './client.js';
import { declarationOf, unique } from './definition.js';
import type { Target } from './definition.js';
import { rangeOf } from './diagnostics.js';

/** More places than this are not listed. */
const MOST_PLACES = 2000;

export interface ReferenceOptions {
  readonly includeDeclaration: boolean;
  readonly others: OtherExtensions;
  /** Asked by a lens of ours: then nobody else answers. */
  readonly alone?: boolean;
}

/** The places that hang on the node at an offset, in the order of files and places; undefined: there is none. */
export function referencesAt(
  checked: CheckedFile,
  offset: number,
  { includeDeclaration, others, alone = false }: ReferenceOptions,
): readonly Target[] | undefined {
  const found = placeAt(checked, offset);
  if (found === undefined) return undefined;
  const { place, readings } = found;
  const naming = namingAt(found);
  const isDeclaration = declarationSpan(checked, place, offset) !== undefined;
  const nodesIn = (reading: Reading): readonly InventoryNode[] => {
    if (!isDeclaration) return naming?.nodesIn(reading) ?? [];
    const value = declaredValue(place, reading.context);
    return value === undefined ? ownNodes(reading) : nodesNamed(reading.analysis.inventory, value);
  };
  const places: Target[] = [];
  const declarations: Target[] = [];
  const symbols = new Set<string>();
  let isAnything = false;
  for (const reading of readings) {
    const { inventory } = reading.analysis;
    for (const node of nodesIn(reading)) {
      isAnything = true;
      if (node.resource?.declaration.symbol !== undefined) symbols.add(node.resource.declaration.symbol);
      declarations.push(...declarationOf(node));
      for (const one of hangingOn(node, inventory)) places.push(...placesOfUse(one.at));
      if (places.length > MOST_PLACES) break;
    }
  }
  if (!isAnything) return undefined;
  // The Bicep extension lists the symbol's own uses in its file, and its declaration.
  const isLeft = place.template.language === 'bicep' && others.bicep && !alone;
  const own = unique([...places, ...(includeDeclaration && !isLeft ? declarations : [])]);
  const kept = isLeft ? own.filter((target) => !isOfSymbol(checked, target, symbols)) : own;
  return kept
    .slice(0, MOST_PLACES)
    .sort((left, right) =>
      left.file === right.file ? left.span.start - right.span.start : left.file < right.file ? -1 : 1,
    );
}

/** What names the node, and what names that: the sets of a key, their disks, the machines of these. */
function hangingOn(node: InventoryNode, inventory: Inventory): Naming[] {
  const byNode = new Map<InventoryNode, Naming[]>();
  for (const naming of namingsOf(inventory)) {
    const list = byNode.get(naming.node);
    if (list === undefined) byNode.set(naming.node, [naming]);
    else list.push(naming);
  }
  const found: Naming[] = [];
  const seen = new Set<InventoryNode>([node]);
  for (const one of seen) {
    for (const naming of byNode.get(one) ?? []) {
      found.push(naming);
      seen.add(naming.by);
    }
  }
  return found;
}

/** Where a name is written, and where it is used at last. */
function placesOfUse({ origin }: Value): Target[] {
  const { trail = [] } = origin;
  const last = trail[trail.length - 1];
  return [origin, ...(last === undefined ? [] : [last])].map(targetOf);
}

function targetOf({ file, start, end }: Origin): Target {
  const span = { start, end };
  return { file, span, nameSpan: span };
}

function isOfSymbol({ path, file }: CheckedFile, target: Target, symbols: ReadonlySet<string>): boolean {
  if (target.file !== path) return false;
  const name = /^\w+/.exec(file?.text.slice(target.span.start, target.span.end) ?? '')?.[0];
  return name !== undefined && symbols.has(name);
}

/** The places in the client's terms. */
export function referenceLocations(targets: readonly Target[], files: ClientFiles): Location[] {
  return targets.flatMap(({ file, nameSpan }) => {
    const target = files(file);
    return target === undefined ? [] : [{ uri: target.document.uri, range: rangeOf(target, nameSpan) }];
  });
}
