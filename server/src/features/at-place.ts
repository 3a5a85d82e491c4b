/** What the analyses of a document know about the place under the cursor. */
import type { Analysis } from '../analysis.js';
import { contextsOf, valuesAt } from '../evaluation/values-at.js';
import type { PlaceContext } from '../evaluation/values-at.js';
import { nodesNamed, nodesNamedAt, nodesOf } from '../inventory/nodes.js';
import type { InventoryNode } from '../inventory/nodes.js';
import type { Expression, Span } from '../template/model.js';
import { findPlace } from '../template/place.js';
import type { TemplatePlace } from '../template/place.js';
import type { CheckedFile } from '../workspace/checker.js';
import { baseName } from '../workspace/paths.js';

/** One way in which the place is deployed. */
export interface Reading {
  readonly analysis: Analysis;
  readonly context: PlaceContext;
}

export interface CursorPlace {
  readonly place: TemplatePlace;
  readonly readings: readonly Reading[];
}

/** The place at an offset of a template and the ways in which it is deployed; undefined: nothing is there, or no template. */
export function placeAt(checked: CheckedFile, offset: number): CursorPlace | undefined {
  const { file } = checked;
  if (file?.kind !== 'arm' && file?.kind !== 'bicep') return undefined;
  const place = findPlace(file.template, offset);
  if (place === undefined) return undefined;
  return { place, readings: readingsOf(checked, place) };
}

export function readingsOf({ analyses }: CheckedFile, place: TemplatePlace): readonly Reading[] {
  return analyses.flatMap((analysis) => contextsOf(analysis.root, place).map((context) => ({ analysis, context })));
}

/** `module app of main.bicep, with main.bicepparam`: to tell ways of deployment apart; empty: the template alone. */
export function labelOf({ analysis, context: { deployment } }: Reading): string {
  const { root, parameterFile } = analysis;
  const parts: string[] = [];
  if (deployment.path !== '') parts.push(`module ${deployment.path} of ${baseName(root.template.file)}`);
  if (parameterFile !== undefined) parts.push(`with ${baseName(parameterFile)}`);
  return parts.join(', ');
}

/** The nodes that the resource is which the place is in. */
export function ownNodes({ analysis, context: { instance } }: Reading): readonly InventoryNode[] {
  return instance === undefined ? [] : nodesOf(analysis.inventory, instance.identity);
}

/** The nodes that an expression of the place names: by an id, a symbol, or the URL of a key. */
export function namedBy(place: TemplatePlace, expression: Expression, reading: Reading): readonly InventoryNode[] {
  const { analysis, context } = reading;
  const values = valuesAt(place, expression, context);
  const nodes = [...new Set(values.flatMap((value) => nodesNamed(analysis.inventory, value)))];
  if (nodes.length > 0) return nodes;
  const mayBeUrl = values.some(
    (value) => value.kind === 'unknown' || (value.kind === 'literal' && typeof value.value === 'string'),
  );
  if (!mayBeUrl) return [];
  return nodesNamedAt(analysis.inventory, { file: place.template.file, ...expression.span });
}

/** Objects and lists hold what is asked about, but are not it. */
export function isComposite({ kind }: Expression): boolean {
  return kind === 'object' || kind === 'array' || kind === 'loop';
}

/** What the cursor names, and the text that does: all of `des.id` and not only `des`. */
export interface Naming {
  readonly span: Span;
  readonly innermost: Expression;
  readonly nodesIn: (reading: Reading) => readonly InventoryNode[];
}

/** The innermost expression under the cursor that names a node. */
export function namingAt({ place, readings }: CursorPlace): Naming | undefined {
  const inwards = [...place.expressions].reverse();
  const [innermost] = inwards;
  if (innermost === undefined) return undefined;
  const keysIn = (expression: Expression): string =>
    readings.flatMap((reading) => namedBy(place, expression, reading).map(({ key }) => key)).join('\n');
  for (const [index, expression] of inwards.entries()) {
    if (isComposite(expression)) return undefined;
    const keys = keysIn(expression);
    if (keys === '') continue;
    let { span } = expression;
    for (const outer of inwards.slice(index + 1)) {
      if ((outer.kind !== 'member' && outer.kind !== 'index') || keysIn(outer) !== keys) break;
      ({ span } = outer);
    }
    return { span, innermost, nodesIn: (reading) => namedBy(place, expression, reading) };
  }
  return undefined;
}

/**
 * Where the declaration's own name, type or symbol stands under the cursor. undefined: the cursor is elsewhere.
 * In ARM the name and the type are properties like others.
 */
export function declarationSpan({ file }: CheckedFile, place: TemplatePlace, offset: number): Span | undefined {
  const { within, inHeader, path, property, onName } = place;
  if (inHeader) {
    const { nameSpan } = within;
    if (offset <= nameSpan.end + (place.template.language === 'arm' ? 1 : 0)) return nameSpan;
    if (within.kind !== 'resource') return undefined;
    // Bicep: the type stands behind the symbol.
    const written = /^\s*'[^'\n]*'/.exec(file?.text.slice(nameSpan.end, within.bodySpan.start) ?? '')?.[0];
    if (written === undefined) return undefined;
    const end = nameSpan.end + written.length;
    return offset <= end ? { start: end - written.trimStart().length, end } : undefined;
  }
  const [name = ''] = path;
  if (within.kind !== 'resource' || path.length !== 1 || property === undefined) return undefined;
  if (name.toLowerCase() !== 'name' && name.toLowerCase() !== 'type') return undefined;
  return onName ? property.nameSpan : property.value.span;
}
