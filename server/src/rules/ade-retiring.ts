import { casesOf } from '../evaluation/cases.js';
import type { Machine } from '../inventory/model.js';
import { nameOfAde, replaceAde } from './ade-fixes.js';
import { isOff } from './encryption-at-host.js';
import { defineRule } from './rule.js';

/** Azure Disk Encryption ends; encryption at host takes its place. */
export const adeRetiring = defineRule({
  id: 'ade-retiring',
  title: 'Azure Disk Encryption retires',
  severity: 'warning',
  category: 'azure disk encryption',
  facts: ['ADE-01', 'ADE-02'],
  messages: {
    retires:
      "'{machine}' uses Azure Disk Encryption, which retires on 15 September 2028; after that its disks fail to unlock when it restarts. Use encryption at host, for which a machine already deployed with Azure Disk Encryption must be rebuilt.",
  },
  *check({ adeUses }) {
    for (const use of adeUses) {
      for (const when of use.when) {
        yield {
          message: ['retires', { machine: nameOfAde(use) }],
          at: use.at,
          when,
          about: [use.resource, use.machine?.resource],
          fixes: isOffIn(use.machine) ? replaceAde(use.machine) : [],
        };
      }
    }
  },
});

/** Where a parameter decides about encryption at host, nobody knows what would take the place. */
function isOffIn(machine: Machine | undefined): boolean {
  return machine !== undefined && casesOf(machine.encryptionAtHost).some(({ value }) => isOff(value));
}
