import { identityKey } from '../evaluation/canonical.js';
import { casesOf } from '../evaluation/cases.js';
import { identityOf } from '../evaluation/identity.js';
import { pairs } from '../evaluation/pairs.js';
import { isAbsent, textOf } from '../evaluation/value.js';
import type { Value } from '../evaluation/value.js';
import { readIdentityType } from '../facts/disk-encryption.js';
import { principalOwner } from '../inventory/grants.js';
import type { DiskEncryptionSet, Inventory } from '../inventory/model.js';
import { declared } from './declared.js';
import { defineRule } from './rule.js';

/** A disk encryption set reaches its key as an identity; without one its disks cannot be read. */
export const desIdentityMissing = defineRule({
  id: 'des-identity-missing',
  title: 'Disk encryption set without an identity',
  severity: 'error',
  category: 'encryption set',
  facts: ['DES-05', 'DES-06', 'DES-08'],
  messages: {
    missing:
      "'{set}' has no identity, so it cannot reach its key and no disk can use it. Give it a system-assigned or a user-assigned identity.",
    none: "The identity of '{set}' is None, which is for moving a subscription to another tenant: its disks lose their key. Give it an identity.",
    empty:
      "'{set}' asks for a user-assigned identity but names none, so it has no identity that could reach its key. List it in userAssignedIdentities.",
    unused:
      "'{set}' lists user-assigned identities but its identity type is SystemAssigned, so Azure does not take them. Use 'SystemAssigned, UserAssigned', or remove the list.",
  },
  *check(inventory) {
    const { diskEncryptionSets } = inventory;
    for (const set of diskEncryptionSets) {
      const { resource } = set;
      if (resource === undefined || set.external) continue;
      const about = [resource];
      for (const { left: type, right: listed, when } of pairs(
        casesOf(set.identityType),
        casesOf(set.userAssignedIdentities),
      )) {
        if (isAbsent(type)) {
          yield {
            message: ['missing', { set: set.name }],
            at: type,
            when,
            about,
            fixes: mayUseKeyAsItself(set, inventory)
              ? [
                  {
                    title: 'Give it a system-assigned identity',
                    preferred: false,
                    changes: [
                      {
                        kind: 'set',
                        resource: declared(resource),
                        path: ['identity', 'type'],
                        value: 'SystemAssigned',
                      },
                    ],
                  },
                ]
              : [],
          };
          continue;
        }
        const text = textOf(type);
        if (text === undefined) continue;
        const identity = readIdentityType(text);
        if (text.toLowerCase() === 'none') {
          yield {
            message: ['none', { set: set.name }],
            at: type,
            when,
            about,
            severity: 'warning',
            fixes: mayUseKeyAsItself(set, inventory)
              ? [
                  {
                    title: 'Change the identity to SystemAssigned',
                    preferred: false,
                    changes: [{ kind: 'replace', at: type.origin, value: 'SystemAssigned' }],
                  },
                ]
              : [],
          };
        } else if (identity?.userAssigned === true && isEmpty(listed)) {
          yield {
            message: ['empty', { set: set.name }],
            at: listed,
            when,
            about,
            severity: 'warning',
          };
        } else if (identity?.userAssigned === false && identity.systemAssigned && hasEntries(listed)) {
          yield {
            message: ['unused', { set: set.name }],
            at: type,
            when,
            about,
            severity: 'warning',
            // Where the grant is for the listed identities, there is no other mistake than this one.
            subjects: isGrantedToListed(listed, inventory) ? [resource] : [],
            fixes: [
              {
                title: "Change the identity to 'SystemAssigned, UserAssigned'",
                preferred: false,
                changes: [{ kind: 'replace', at: type.origin, value: 'SystemAssigned, UserAssigned' }],
              },
            ],
          };
        }
      }
    }
  },
});

/**
 * Whether the set's own identity has access to its key, as far as the template says: an identity without access would
 * be the next mistake.
 */
function mayUseKeyAsItself(set: DiskEncryptionSet, { grants }: Inventory): boolean {
  if (!set.vaults.some(({ value }) => value.kind === 'to' && !value.node.external)) return true;
  return grants.some(({ principal }) => {
    const owner = principalOwner(principal);
    return owner === undefined || (owner.systemAssigned && owner.key === set.key);
  });
}

function isGrantedToListed(listed: Value, { grants }: Inventory): boolean {
  const names = listed.kind === 'object' ? (listed.computed ?? []).map(({ name }) => identityOf(name)) : [];
  const keys = new Set(names.map((identity) => identity && identityKey(identity)));
  return grants.some(({ principal }) => keys.has(principalOwner(principal)?.key ?? ''));
}

function isEmpty(listed: Value): boolean {
  return isAbsent(listed) || (listed.kind === 'object' && listed.entries.size === 0 && !listed.open);
}

function hasEntries(listed: Value): boolean {
  return listed.kind === 'object' && (listed.entries.size > 0 || (listed.computed?.length ?? 0) > 0);
}
