/** How a rule is declared. A rule is declaration first, logic last, and speaks of the inventory only. */
import type { Fix } from '../edits/change.js';
import type { ResourceInstance } from '../evaluation/instances.js';
import type { Condition, Origin, Value } from '../evaluation/value.js';
import type { Inventory } from '../inventory/model.js';

export type Severity = 'error' | 'warning' | 'information';

export type Category =
  | 'disk'
  | 'encryption set'
  | 'key'
  | 'vault'
  | 'access'
  | 'encryption at host'
  | 'azure disk encryption'
  | 'confidential vm'
  | 'location'
  | 'suppression'
  | 'configuration';

export interface Rule {
  /** Fixed for ever: settings, suppressions and pages name it. */
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly category: Category;
  /** Rows of the fact base it rests on; `facts/constraints.ts` has source and date of each. */
  readonly facts: readonly string[];
  /** Built-in Azure policies that ask for the same. */
  readonly policies?: readonly string[];
  /** Ids of rules whose finding on the same subjects makes this one's redundant. */
  readonly silencedBy?: readonly string[];
  /** Ids of rules that have a finding of their own wherever this one has, of another fact. */
  readonly alongside?: readonly string[];
  /** Texts by key; `{name}` is replaced. At most two sentences: what is wrong and why it matters, what to do. */
  readonly messages: Readonly<Record<string, string>>;
  check(inventory: Inventory): Iterable<Report>;
}

/** What a rule yields: a finding before certainty, silencing, suppression and settings. */
export interface Report {
  readonly message: readonly [key: string, values?: Readonly<Record<string, string>>];
  /** The wrong value (marked where it is written), an absent value (marked at its holder), or a place. */
  readonly at: Value | Origin;
  /** Conditions under which the values at hand are what they are; existence of the resources is added by the engine. */
  readonly when?: readonly Condition[];
  /** Resources that take part: the finding holds only where they exist; silencing compares these. */
  readonly about: readonly (ResourceInstance | undefined)[];
  /** Where silencing should compare other resources than `about`. */
  readonly subjects?: readonly (ResourceInstance | undefined)[];
  readonly related?: readonly { readonly message: string; readonly at: Value | Origin }[];
  readonly fixes?: readonly Fix[];
  /** Where a rule has findings of different severity. */
  readonly severity?: Severity;
}

export function defineRule(rule: Rule): Rule {
  return rule;
}
