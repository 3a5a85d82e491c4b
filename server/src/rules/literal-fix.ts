/** Fixes that put one literal in the place of another, where that is a safe edit. */
import type { Change, Fix } from '../edits/change.js';
import { casesOf } from '../evaluation/cases.js';
import type { ResourceInstance } from '../evaluation/instances.js';
import { mayBeReplaced } from '../evaluation/parameter-at.js';
import type { Value } from '../evaluation/value.js';
import { declared } from './declared.js';

export interface LiteralEdit {
  readonly resource: ResourceInstance | undefined;
  /** From the resource's body. */
  readonly path: readonly string[];
  /** What stands there, with all of its cases, and the one that is wrong: a literal, or absent. */
  readonly whole: Value;
  readonly wrong: Value;
  readonly right: string | boolean | null;
}

export interface LiteralFix extends LiteralEdit {
  readonly title: string;
  readonly preferred: boolean;
}

/** The fix, or none where the value is not written as a literal of its own. */
export function literalFix(fix: LiteralFix): readonly Fix[] {
  const change = literalChange(fix);
  return change === undefined ? [] : [{ title: fix.title, preferred: fix.preferred, changes: [change] }];
}

/** The change of `literalFix`; undefined where it is not safe. */
export function literalChange({ resource, path, whole, wrong, right }: LiteralEdit): Change | undefined {
  if (resource === undefined) return undefined;
  const cases = casesOf(whole);
  if (wrong.kind === 'absent') {
    return cases.length === 1 ? { kind: 'set', resource: declared(resource), path, value: right } : undefined;
  }
  if (wrong.kind !== 'literal') return undefined;
  // Allowed values of a parameter all stand where the parameter is used, which is no literal to change.
  const isOwn = cases.every(({ value }) => value === wrong || value.origin.start !== wrong.origin.start);
  if (!isOwn || !mayBeReplaced(resource.deployment, wrong.origin, right)) return undefined;
  return { kind: 'replace', at: wrong.origin, value: right };
}
