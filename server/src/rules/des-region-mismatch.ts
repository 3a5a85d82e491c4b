import type { Fix } from '../edits/change.js';
import type { Case, Value } from '../evaluation/value.js';
import { combine } from '../evaluation/cases.js';
import { encryptionSetUses } from '../inventory/encryption-set-uses.js';
import type { DiskEncryptionSet } from '../inventory/model.js';
import { differentRegions, regionCases, sameRegion } from '../inventory/regions.js';
import { defineRule } from './rule.js';

/** A disk encryption set serves its own region, and its key's vault lies there too. */
export const desRegionMismatch = defineRule({
  id: 'des-region-mismatch',
  title: 'Disk encryption set in another region',
  severity: 'error',
  category: 'location',
  facts: ['LOC-01', 'KV-06'],
  messages: {
    user: "'{user}' goes to {own}, but disk encryption set '{set}' lies in {other}, and Azure takes only one of the same region. Put both into one region.",
    vault:
      "'{set}' lies in {own}, but vault '{vault}' of its key in {other}, although Azure asks for the same region. Put both into one region.",
  },
  *check(inventory) {
    /** Sets that differ from a user and from their vault, which is said once, of the set. */
    const odd = new Set<DiskEncryptionSet>();
    for (const { user, name, location, set, when: used } of encryptionSetUses(inventory)) {
      const setRegion = regionCases(set.location, set.resource);
      const userRegion = regionCases(location, user);
      for (const { left, right, leftName, rightName, when } of differentRegions(userRegion, setRegion)) {
        const both = combine(used, when);
        if (both === undefined) continue;
        const isOdd = vaultRegions(set).some((region) => sameRegion(region, userRegion));
        if (isOdd) odd.add(set);
        const [wrong, other, right_] = isOdd ? [right, left, leftName] : [left, right, rightName];
        yield {
          message: ['user', { user: name, own: leftName, set: set.name, other: rightName }],
          at: wrong,
          when: both,
          about: [user, set.resource],
          related: [
            { message: isOdd ? `'${name}' goes to ${leftName}.` : `'${set.name}' lies in ${rightName}.`, at: other },
          ],
          fixes: moveTo(wrong, right_),
        };
      }
    }
    for (const set of inventory.diskEncryptionSets) {
      if (odd.has(set)) continue;
      for (const { value: link, when: linked } of set.vaults) {
        if (link.kind !== 'to') continue;
        const vault = link.node;
        const vaultRegion = regionCases(vault.location, vault.resource);
        const setRegion = regionCases(set.location, set.resource);
        for (const { left, right, leftName, rightName, when } of differentRegions(setRegion, vaultRegion)) {
          const both = combine(linked, when);
          if (both === undefined) continue;
          yield {
            message: ['vault', { set: set.name, own: leftName, vault: vault.name, other: rightName }],
            severity: 'warning',
            at: left,
            when: both,
            about: [set.resource, vault.resource],
            related: [{ message: `'${vault.name}' lies in ${rightName}.`, at: right }],
          };
        }
      }
    }
  },
});

function vaultRegions(set: DiskEncryptionSet): readonly (readonly Case[])[] {
  return set.vaults.flatMap(({ value: link }) =>
    link.kind === 'to' ? [regionCases(link.node.location, link.node.resource)] : [],
  );
}

/** Only where the region is written in the resource itself: a variable or parameter moves others too. */
function moveTo(wrong: Value, region: string): readonly Fix[] {
  if (wrong.kind !== 'literal' || (wrong.origin.trail ?? []).length > 0) return [];
  return [
    {
      title: `Move it to ${region}`,
      preferred: false,
      changes: [{ kind: 'replace', at: wrong.origin, value: region }],
    },
  ];
}
