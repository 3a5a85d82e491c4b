import { casesOf, combineAll } from '../evaluation/cases.js';
import { isLiteral } from '../evaluation/value.js';
import { nameOfAde, replaceAde } from './ade-fixes.js';
import { defineRule } from './rule.js';

/** Azure Disk Encryption and encryption at host exclude each other on one machine. */
export const adeWithHostEncryption = defineRule({
  id: 'ade-with-host-encryption',
  title: 'Azure Disk Encryption and encryption at host on one machine',
  severity: 'error',
  category: 'azure disk encryption',
  facts: ['EAH-12'],
  alongside: ['ade-retiring'],
  messages: {
    both: "'{machine}' uses Azure Disk Encryption and encryption at host, and Azure refuses the two together. Keep encryption at host: Azure Disk Encryption retires in 2028.",
  },
  *check({ adeUses }) {
    for (const use of adeUses) {
      const { machine } = use;
      if (machine === undefined) continue;
      for (const { value, when: on } of casesOf(machine.encryptionAtHost)) {
        if (!isLiteral(value, true)) continue;
        for (const alternative of use.when) {
          const when = combineAll(alternative, on);
          if (when === undefined) continue;
          yield {
            message: ['both', { machine: nameOfAde(use) }],
            at: use.at,
            when,
            about: [use.resource, machine.resource],
            related: [{ message: 'Encryption at host is turned on here.', at: value }],
            fixes: replaceAde(machine),
          };
        }
      }
    }
  },
});
