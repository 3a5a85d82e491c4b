/** Runs the rules on an inventory: certainty, related places, silencing. */
import { combine } from '../evaluation/cases.js';
import type { Deployment } from '../evaluation/deployment.js';
import type { ResourceInstance } from '../evaluation/instances.js';
import { ownName } from '../evaluation/identity.js';
import type { Condition, Origin, Value } from '../evaluation/value.js';
import { displayText } from '../inventory/display-text.js';
import type { Inventory } from '../inventory/model.js';
import type { Finding, RelatedPlace } from './finding.js';
import type { Report, Rule, Severity } from './rule.js';
import { witnessText } from './witness.js';

/** What a rule is set to for a file by configuration; undefined: its own severity. */
export type SeverityOf = (rule: string, file: string) => Severity | 'off' | undefined;

interface Candidate {
  readonly rule: Rule;
  readonly report: Report;
  /** Never empty: the sets of conditions under which it holds. */
  readonly alternatives: readonly (readonly Condition[])[];
  readonly subjects: ReadonlySet<ResourceInstance>;
}

/** All findings of the rules, in the order of their places. `failed` is told of rules that threw, which is a bug. */
export function runRules(
  rules: readonly Rule[],
  inventory: Inventory,
  severityOf: SeverityOf = () => undefined,
  failed: (rule: string, error: unknown) => void = () => undefined,
): Finding[] {
  const candidates: Candidate[] = [];
  for (const rule of rules) {
    try {
      for (const report of rule.check(inventory)) {
        const candidate = candidateOf(rule, report);
        if (candidate !== undefined) candidates.push(candidate);
      }
    } catch (error) {
      failed(rule.id, error);
    }
  }
  const silencers = bySubject(candidates);
  const kept = candidates.flatMap((candidate) => withoutSilenced(candidate, silencers));
  return merged(kept)
    .flatMap((group) => findingOf(group, severityOf))
    .sort(byPlace);
}

export function byPlace(left: Finding, right: Finding): number {
  if (left.file !== right.file) return left.file < right.file ? -1 : 1;
  return (
    left.start - right.start || left.end - right.end || (left.rule < right.rule ? -1 : left.rule > right.rule ? 1 : 0)
  );
}

/** undefined where the conditions contradict each other, or a resource that takes part never exists. */
function candidateOf(rule: Rule, report: Report): Candidate | undefined {
  let alternatives: (readonly Condition[])[] = [report.when ?? []];
  const about = report.about.filter((one) => one !== undefined);
  for (const instance of new Set(about)) {
    if (instance.declaration.existing) continue;
    const next: (readonly Condition[])[] = [];
    for (const before of alternatives) {
      for (const existence of instance.existence) {
        const both = combine(before, existence);
        if (both !== undefined) next.push(both);
      }
    }
    alternatives = next;
  }
  if (alternatives.length === 0) return undefined;
  const subjects = new Set((report.subjects ?? about).filter((one) => one !== undefined));
  return { rule, report, alternatives, subjects };
}

/** The candidates of each rule, by each of their subjects. */
type BySubject = ReadonlyMap<string, ReadonlyMap<ResourceInstance, readonly Candidate[]>>;

function bySubject(candidates: readonly Candidate[]): BySubject {
  const rules = new Map<string, Map<ResourceInstance, Candidate[]>>();
  for (const candidate of candidates) {
    const ofRule = rules.get(candidate.rule.id) ?? new Map<ResourceInstance, Candidate[]>();
    rules.set(candidate.rule.id, ofRule);
    for (const subject of candidate.subjects) {
      const list = ofRule.get(subject);
      if (list === undefined) ofRule.set(subject, [candidate]);
      else list.push(candidate);
    }
  }
  return rules;
}

/** The candidate where no other one makes it redundant: all of it, what is left of its conditions, or nothing. */
function withoutSilenced(candidate: Candidate, candidates: BySubject): Candidate[] {
  const silencers = new Set<Candidate>();
  for (const rule of candidate.rule.silencedBy ?? []) {
    for (const subject of candidate.subjects) {
      for (const other of candidates.get(rule)?.get(subject) ?? []) {
        if (shareSubjects(other.subjects, candidate.subjects)) silencers.add(other);
      }
    }
  }
  if (silencers.size === 0) return [candidate];
  const alternatives = candidate.alternatives.filter(
    (one) => ![...silencers].some((silencer) => silencer.alternatives.some((other) => holdsWith(other, one))),
  );
  return alternatives.length === 0 ? [] : [{ ...candidate, alternatives }];
}

/** Whether all conditions of `fewer` are among those of `more`, so that it holds wherever `more` does. */
function holdsWith(fewer: readonly Condition[], more: readonly Condition[]): boolean {
  return fewer.every((one) => more.some((other) => other.key === one.key && other.value === one.value));
}

/** The subjects of the one are among those of the other. */
function shareSubjects(left: ReadonlySet<ResourceInstance>, right: ReadonlySet<ResourceInstance>): boolean {
  const [few, many] = left.size <= right.size ? [left, right] : [right, left];
  for (const one of few) if (!many.has(one)) return false;
  return few.size > 0;
}

/** Where a value that is wrong was written, or where an absent one is missed. */
export function placeOf(at: Value | Origin): Origin {
  return 'kind' in at ? at.origin : at;
}

/**
 * One place is said once for one cause: elements of a loop and calls of a module with the same declarations are one
 * finding, which names the first.
 */
function merged(candidates: readonly Candidate[]): Candidate[][] {
  const groups = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    const { file, start, end } = placeOf(candidate.report.at);
    const key = [candidate.rule.id, file, start, end, causeOf(candidate)].join('\n');
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [candidate]);
    else group.push(candidate);
  }
  return [...groups.values()];
}

function causeOf({ report }: Candidate): string {
  const about = report.about.map((one) =>
    one === undefined ? '' : `${one.deployment.template.file} ${String(one.declaration.span.start)}`,
  );
  return [report.message[0], ...about].join('\n');
}

function messageOf({ rule, report }: Candidate): string {
  const [key, values = {}] = report.message;
  const text = rule.messages[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? (values[name] ?? whole) : whole,
  );
}

function findingOf(group: readonly Candidate[], severityOf: SeverityOf): Finding[] {
  const [first] = group;
  if (first === undefined) return [];
  const { rule, report } = first;
  const { file, start, end } = placeOf(report.at);
  const configured = severityOf(rule.id, file);
  if (configured === 'off') return [];
  const alternatives = group.flatMap((candidate) => candidate.alternatives);
  const witness = coversAll(alternatives) ? [] : (alternatives[0] ?? []);
  const certainty = witness.length === 0 ? 'definite' : 'possible';
  const severity = configured ?? report.severity ?? rule.severity;
  const message = messageOf(first);
  const [about] = report.about.filter((one) => one !== undefined);
  return [
    {
      rule: rule.id,
      severity: certainty === 'possible' ? lower(severity) : severity,
      certainty,
      witness,
      message: certainty === 'possible' ? `${witnessText(witness)}: ${message}` : message,
      cause: causeOf(first),
      resource: about === undefined ? '' : resourceText(about),
      file,
      start,
      end,
      related: relatedOf(report, about),
      fixes: (report.fixes ?? []).map((fix) => (certainty === 'possible' ? { ...fix, preferred: false } : fix)),
    },
  ];
}

/** Whether the sets of conditions together leave no case out: one of them is empty, or one key takes all its values. */
function coversAll(alternatives: readonly (readonly Condition[])[]): boolean {
  if (alternatives.some((one) => one.length === 0)) return true;
  const values = new Map<string, Set<unknown>>();
  for (const one of alternatives) {
    const [only, ...others] = one;
    if (only === undefined || others.length > 0) continue;
    const seen = values.get(only.key) ?? new Set();
    seen.add(only.value);
    values.set(only.key, seen);
    if (seen.size >= only.outOf) return true;
  }
  return false;
}

function lower(severity: Severity): Severity {
  return severity === 'error' ? 'warning' : 'information';
}

function resourceText(instance: ResourceInstance): string {
  const name = ownName(instance.identity);
  return name === undefined ? instance.type : `${instance.type}/${displayText(name)}`;
}

/** The rule's own places, the way the value took, and the calls of the modules around the resource. */
function relatedOf(report: Report, about: ResourceInstance | undefined): RelatedPlace[] {
  const places: RelatedPlace[] = [];
  const at = placeOf(report.at);
  const seen = new Set([`${at.file} ${String(at.start)}`]);
  const add = (message: string, { file, start, end }: Origin): void => {
    const key = `${file} ${String(start)}`;
    if (seen.has(key) || file === '') return;
    seen.add(key);
    places.push({ message, file, start, end });
  };
  for (const { message, at: place } of report.related ?? []) add(message, placeOf(place));
  for (const step of at.trail ?? []) add('The value is used here.', step);
  let { parent } = (about?.deployment ?? {}) as Partial<Deployment>;
  while (parent !== undefined) {
    add('The module is called here.', parent.module.origin);
    parent = parent.deployment.parent;
  }
  return places;
}
