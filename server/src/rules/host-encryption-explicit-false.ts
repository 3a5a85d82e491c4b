import type { Fix } from '../edits/change.js';
import { casesOf } from '../evaluation/cases.js';
import { isLiteral } from '../evaluation/value.js';
import type { Value } from '../evaluation/value.js';
import type { Machine } from '../inventory/model.js';
import { literalFix } from './literal-fix.js';
import { defineRule } from './rule.js';

/** A literal false is refused where the feature is not registered; saying nothing has the same effect everywhere. */
export const hostEncryptionExplicitFalse = defineRule({
  id: 'host-encryption-explicit-false',
  title: 'Encryption at host is false in so many words',
  severity: 'information',
  category: 'encryption at host',
  facts: ['EAH-05', 'EAH-04'],
  messages: {
    refused:
      "'{machine}' says false for encryption at host, which Azure refuses in a subscription without the feature EncryptionAtHost. Leave it out or use null, which also mean off, or turn it on.",
  },
  *check({ machines }) {
    for (const machine of machines) {
      // Seen on machines and scale sets; exported AKS pools always say false.
      if (machine.kind === 'agentPool') continue;
      for (const { value, when } of casesOf(machine.encryptionAtHost)) {
        if (!isLiteral(value, false)) continue;
        yield {
          message: ['refused', { machine: machine.name }],
          at: value,
          when,
          about: [machine.resource],
          fixes: fixesOf(machine, value),
        };
      }
    }
  },
});

function fixesOf({ resource, encryptionAtHost }: Machine, wrong: Value): readonly Fix[] {
  const at = wrong.origin;
  if (encryptionAtHost.kind === 'literal' && at.trail === undefined) {
    return [{ title: 'Leave it out', preferred: false, changes: [{ kind: 'remove', at }] }];
  }
  const title = 'Use null instead of false';
  return literalFix({ title, preferred: false, resource, path: [], whole: encryptionAtHost, wrong, right: null });
}
