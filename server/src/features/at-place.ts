/** What the analyses of a document know about the place under the cursor. */
import { contextsOf } from '../evaluation/values-at.js';
import type { PlaceContext } from '../evaluation/values-at.js';
import type { Analysis } from '../analysis.js';
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
