import type { Change, Fix } from '../edits/change.js';
import { keyAccesses } from '../inventory/access.js';
import type { IncompletePolicy } from '../inventory/access.js';
import { defineRule } from './rule.js';

/** An access policy of a disk encryption set needs get, wrapKey and unwrapKey. */
export const desAccessIncomplete = defineRule({
  id: 'des-access-incomplete',
  title: 'Access policy of a disk encryption set lacks permissions',
  severity: 'error',
  category: 'access',
  facts: ['RBAC-01'],
  messages: {
    incomplete:
      "The access policy of '{set}' on '{vault}' lacks {missing}, so Azure cannot use the key for disks. Add {missing} to its key permissions.",
  },
  *check(inventory) {
    for (const { set, vault, when, incomplete } of keyAccesses(inventory)) {
      const [policy] = incomplete;
      if (policy === undefined) continue;
      yield {
        message: ['incomplete', { set: set.name, vault: vault.name, missing: listed(policy.missing) }],
        at: policy.permissions,
        when,
        about: [set.resource, vault.resource, policy.grant.resource],
        subjects: [set.resource],
        fixes: addPermissions(policy),
      };
    }
  },
});

function addPermissions({ grant, permissions, missing }: IncompletePolicy): readonly Fix[] {
  const change: Change | undefined =
    permissions.kind === 'array'
      ? { kind: 'append', array: permissions.origin, items: missing }
      : grant.permissions.kind === 'absent' && grant.body.kind === 'object'
        ? { kind: 'setIn', object: grant.body.origin, path: ['permissions', 'keys'], value: missing }
        : undefined;
  return change === undefined ? [] : [{ title: `Add ${listed(missing)}`, preferred: true, changes: [change] }];
}

function listed(names: readonly string[]): string {
  const last = names[names.length - 1] ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}
