/** Regions of resources, as far as two of them can be told to be the same or not. */
import { canonicalExpression } from '../evaluation/canonical.js';
import { casesOf } from '../evaluation/cases.js';
import type { ResourceInstance } from '../evaluation/instances.js';
import { pairs } from '../evaluation/pairs.js';
import { textOf } from '../evaluation/value.js';
import type { Case, Condition, Value } from '../evaluation/value.js';
import { normalizeRegion } from '../facts/regions.js';

/** A chain of resources that take their location from one another is followed this far. */
const FOLLOWED = 8;

/** The cases of a location; where it is read from a resource of the templates, those of that resource. */
export function regionCases(location: Value, asker: ResourceInstance | undefined): readonly Case[] {
  let value = location;
  for (let depth = 0; depth < FOLLOWED && value.kind === 'reference'; depth++) {
    const instance = asker?.deployment.root.instanceOf(value.identity);
    if (instance === undefined || instance.declaration.existing) break;
    if (value.path.length !== 1 || value.path[0]?.toLowerCase() !== 'location') break;
    value = instance.property('location');
  }
  return casesOf(value);
}

/** Two regions that are provably different, as texts. */
export interface RegionPair {
  readonly left: Value;
  readonly right: Value;
  readonly leftName: string;
  readonly rightName: string;
  readonly when: readonly Condition[];
}

/** The cases in which both are known and not the same, as Azure compares them (LOC-01). */
export function* differentRegions(left: readonly Case[], right: readonly Case[]): Generator<RegionPair> {
  for (const { left: one, right: other, when } of pairs(left, right)) {
    const leftName = textOf(one);
    const rightName = textOf(other);
    if (leftName === undefined || rightName === undefined || leftName === '' || rightName === '') continue;
    if (normalizeRegion(leftName) === normalizeRegion(rightName)) continue;
    yield { left: one, right: other, leftName, rightName, when };
  }
}

/** Whether two locations are certainly the same: the same region, or the same expression. */
export function sameRegion(left: readonly Case[], right: readonly Case[]): boolean {
  const [one, ...more] = left;
  const [other, ...others] = right;
  if (one === undefined || other === undefined || more.length > 0 || others.length > 0) return false;
  const [leftName, rightName] = [textOf(one.value), textOf(other.value)];
  if (leftName !== undefined && rightName !== undefined)
    return normalizeRegion(leftName) === normalizeRegion(rightName);
  return canonicalExpression(one.value) === canonicalExpression(other.value);
}
