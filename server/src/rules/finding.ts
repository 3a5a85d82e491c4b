/** A finding: what a rule reports, with certainty, place and fixes, as editors and the command line show it. */
import type { Fix } from '../edits/change.js';
import type { Condition } from '../evaluation/value.js';
import type { Severity } from './rule.js';

/** A place in a file. */
export interface Place {
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

export interface Finding extends Place {
  readonly rule: string;
  readonly severity: Severity;
  /** `possible`: it holds only for some values, which `witness` names. */
  readonly certainty: 'definite' | 'possible';
  readonly witness: readonly Condition[];
  readonly message: string;
  /** Which text of the rule about which declarations: the same place and cause is one finding, however it is reached. */
  readonly cause: string;
  /** Type and name of the resource that it is about. */
  readonly resource: string;
  /** Parameter files of the template with which it is found, where it is not found with all of them. */
  readonly parameterFiles?: readonly string[];
  readonly related: readonly RelatedPlace[];
  readonly fixes: readonly Fix[];
}

export interface RelatedPlace extends Place {
  readonly message: string;
}

/** Where the page of a rule is. */
export function documentationOf(rule: string): string {
  return `https://github.com/encryption-lens/encryption-lens/blob/main/docs/rules/${rule}.md`;
}
