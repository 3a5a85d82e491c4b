import { casesOf } from '../evaluation/cases.js';
import type { Condition, Value } from '../evaluation/value.js';
import { isText, textOf } from '../evaluation/value.js';
import { encryptsTemporaryDiskInHardware, findVmSize, hasLocalDisk } from '../facts/vm-sizes.js';
import type { Machine } from '../inventory/model.js';
import {
  isInlinePool,
  isOff,
  lacksEncryptionAtHost,
  turnOnEncryptionAtHost,
  writtenElsewhere,
} from './encryption-at-host.js';
import { defineRule } from './rule.js';

/** Without encryption at host, the temp disk, the host's caches and the way to storage are outside of disk encryption. */
export const hostEncryptionOff = defineRule({
  id: 'host-encryption-off',
  title: 'Machine without encryption at host',
  severity: 'warning',
  category: 'encryption at host',
  facts: ['EAH-01', 'EAH-16', 'EAH-17', 'AKS-01'],
  policies: ['fc4d8e41-e223-45ea-9bf5-eada37891d87'],
  silencedBy: ['host-encryption-path'],
  messages: {
    off: "'{machine}' does without encryption at host, so its disk encryption leaves out {uncovered}{hardware}. Set {property} to true.",
  },
  *check({ machines }) {
    for (const machine of machines) {
      // Pools of one cluster are one resource, so silencing by resources cannot tell them apart.
      if (isInlinePool(machine) && !writtenElsewhere(machine).next().done) continue;
      for (const { value, when } of casesOf(machine.encryptionAtHost)) {
        if (!isOff(value) || isSwitch(value, when)) continue;
        const forbidden = machine.adeUses.length > 0 || lacksEncryptionAtHost(machine);
        const changes = forbidden ? undefined : turnOnEncryptionAtHost(machine);
        yield {
          message: ['off', { machine: machine.name, ...coverageOf(machine) }],
          at: value,
          when,
          about: [machine.resource],
          // Not the one obvious answer: the subscription must have the feature, which no template shows (EAH-04).
          fixes: changes === undefined ? [] : [{ title: 'Turn on encryption at host', preferred: false, changes }],
        };
      }
    }
  },
});

/** `useIt ? true : null` leaves the choice to a parameter as much as the parameter itself does. */
function isSwitch(value: Value, when: readonly Condition[]): boolean {
  const [only, ...others] = when;
  return (
    value.kind === 'literal' &&
    value.value === null &&
    others.length === 0 &&
    only?.value === false &&
    only.key.startsWith('parameters(')
  );
}

/** What stays uncovered of this machine, and what its hardware covers. */
function coverageOf(machine: Machine): { uncovered: string; hardware: string; property: string } {
  const name = casesOf(machine.size).map(({ value }) => textOf(value) ?? '')[0] ?? '';
  const size = findVmSize(name);
  const local = size === undefined ? undefined : hasLocalDisk(size);
  const inHardware = size !== undefined && local !== false && encryptsTemporaryDiskInHardware(size);
  const parts: string[] = [];
  if (local !== false && !inHardware) parts.push(local === true ? 'the temp disk' : 'a temp disk if there is one');
  const caches = machine.disks.filter(({ caching }) => isText(caching, 'ReadOnly') || isText(caching, 'ReadWrite'));
  if (machine.kind === 'agentPool') parts.push('the host caches');
  else if (caches.length > 0) parts.push(`the host cache of ${listed(caches.map((disk) => `'${disk.name}'`))}`);
  parts.push('the data on its way to storage');
  return {
    uncovered: listed(parts),
    hardware: inHardware
      ? ` (the hardware of ${size.name} encrypts the temp disk)`
      : size === undefined
        ? ' (v5 and later sizes encrypt the temp disk in hardware)'
        : '',
    property: machine.encryptionAtHostPath.slice(-2).join('.'),
  };
}

function listed(parts: readonly string[]): string {
  const last = parts[parts.length - 1] ?? '';
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`;
}
