import { together } from '../evaluation/pairs.js';
import type { Value } from '../evaluation/value.js';
import { isLiteral, textOf } from '../evaluation/value.js';
import { sizesWithEncryptionAtHost } from '../facts/vm-size-alternatives.js';
import { findVmSize } from '../facts/vm-sizes.js';
import type { VmSize } from '../facts/vm-sizes.js';
import type { Fix } from '../edits/change.js';
import type { Machine } from '../inventory/model.js';
import { literalFix } from './literal-fix.js';
import { defineRule } from './rule.js';

const ALTERNATIVES = 3;

/** Encryption at host needs a size that has it. */
export const hostEncryptionSize = defineRule({
  id: 'host-encryption-size',
  title: 'Size without encryption at host',
  severity: 'error',
  category: 'encryption at host',
  facts: ['EAH-06', 'EAH-07'],
  messages: {
    lacks: "'{machine}' turns on encryption at host, which {size} does not have, so Azure refuses it. {advice}",
  },
  *check({ machines }) {
    for (const machine of machines) {
      for (const { values, when } of together(machine.encryptionAtHost, machine.size)) {
        const [encryptionAtHost, at] = values;
        if (!isLiteral(encryptionAtHost, true)) continue;
        const size = findVmSize(textOf(at) ?? '');
        if (size?.encryptionAtHost !== false) continue;
        const near = sizesWithEncryptionAtHost(size, ALTERNATIVES);
        const [nearest] = near;
        const advice =
          nearest === undefined ? 'Use a size that has it.' : `Use a size that has it, such as ${nearest.name}.`;
        yield {
          message: ['lacks', { machine: machine.name, size: size.name, advice }],
          at,
          when,
          about: [machine.resource],
          related: [{ message: 'Encryption at host is turned on here.', at: encryptionAtHost }],
          fixes: fixesOf(machine, at, near),
        };
      }
    }
  },
});

/** None is the obvious one: price, quota and region decide. */
function fixesOf({ resource, size }: Machine, at: Value, near: readonly VmSize[]): Fix[] {
  return near.flatMap(({ name }) =>
    literalFix({
      title: `Change the size to ${name}`,
      preferred: false,
      resource,
      path: [],
      whole: size,
      wrong: at,
      right: name,
    }),
  );
}
