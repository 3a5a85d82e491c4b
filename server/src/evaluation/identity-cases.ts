/** Ids of which a name is one of several. */
import { canonicalExpression } from './canonical.js';
import { casesOf, choiceOf, combinations } from './cases.js';
import type { Case, Origin, ResourceIdentity, Value } from './value.js';

/** The resources that an id may be, one case each; the id itself where its names are no choices, or too many. */
export function casesOfIdentity(identity: ResourceIdentity): readonly Case<ResourceIdentity>[] {
  if (!identity.names.some((name) => name.kind === 'choice')) return [{ value: identity, when: [] }];
  const combined = combinations(identity.names.map(casesOf));
  if (combined === undefined) return [{ value: identity, when: [] }];
  return combined.map(({ value: names, when }) => ({ value: { ...identity, names }, when }));
}

/** One of several values, without the conditions that make no difference to it. */
export function simplestChoice(cases: readonly Case[], origin: Origin): Value | undefined {
  let left = cases;
  const keys = new Set(cases.flatMap(({ when }) => when.map(({ key }) => key)));
  for (const key of keys) left = without(key, left) ?? left;
  return choiceOf(left, origin);
}

/** The cases without a condition; undefined where the value depends on it, or it does not come with all its values. */
function without(key: string, cases: readonly Case[]): readonly Case[] | undefined {
  const groups = new Map<string, { readonly one: Case; readonly seen: Set<unknown> }>();
  for (const { value, when } of cases) {
    const condition = when.find((each) => each.key === key);
    if (condition === undefined) return undefined;
    const others = when.filter((each) => each.key !== key);
    const name = JSON.stringify(others.map((each) => [each.key, each.value]));
    const group = groups.get(name) ?? { one: { value, when: others }, seen: new Set() };
    if (canonicalExpression(group.one.value) !== canonicalExpression(value)) return undefined;
    groups.set(name, group);
    group.seen.add(condition.value);
  }
  const outOf = cases[0]?.when.find((each) => each.key === key)?.outOf;
  if ([...groups.values()].some(({ seen }) => seen.size !== outOf)) return undefined;
  return [...groups.values()].map(({ one }) => one);
}
