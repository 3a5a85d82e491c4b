/** Azure Disk Encryption, in whatever way it is switched on. */
import { identityKey } from '../evaluation/canonical.js';
import { casesOf, combine } from '../evaluation/cases.js';
import { truthCases } from '../evaluation/conditions.js';
import { readPath } from '../evaluation/access.js';
import { parentIdentity } from '../evaluation/identity.js';
import type { Alternatives, ResourceInstance } from '../evaluation/instances.js';
import { together } from '../evaluation/pairs.js';
import { isAbsent, isText, textOf } from '../evaluation/value.js';
import type { Condition, Value } from '../evaluation/value.js';
import { adeExtensionOs } from '../facts/disk-encryption.js';
import type { AdeUse, Disk, Machine } from './model.js';

/** Extensions of machines and scale sets that are ADE: as children, or inline in a scale set's profile. */
export function adeExtensions(instance: ResourceInstance, machines: ReadonlyMap<string, Machine>): AdeUse[] {
  switch (instance.type.toLowerCase()) {
    case 'microsoft.compute/virtualmachines/extensions':
    case 'microsoft.compute/virtualmachinescalesets/extensions': {
      const owner = parentIdentity(instance.identity);
      const machine = owner && machines.get(identityKey(owner));
      return extensionUses(instance, instance.body, [], machine);
    }
    case 'microsoft.compute/virtualmachinescalesets': {
      const machine = machines.get(identityKey(instance.identity));
      const uses: AdeUse[] = [];
      const list = instance.property('properties', 'virtualMachineProfile', 'extensionProfile', 'extensions');
      for (const { value, when } of casesOf(list)) {
        if (value.kind !== 'array') continue;
        for (const item of value.items) uses.push(...extensionUses(instance, item, when, machine));
      }
      return uses;
    }
    default:
      return [];
  }
}

/** Never a use: an extension whose operation switches ADE off. It is the way out of it. */
function extensionUses(
  resource: ResourceInstance,
  body: Value,
  when: readonly Condition[],
  machine: Machine | undefined,
): AdeUse[] {
  const read = (...path: string[]): Value => readPath(body, ['properties', ...path], body.origin);
  const uses: AdeUse[] = [];
  const parts = together(read('publisher'), read('type'), read('settings', 'EncryptionOperation'));
  for (const { values, when: also } of parts) {
    const [publisher, at, operation] = values;
    const os = adeExtensionOs(textOf(publisher) ?? '', textOf(at) ?? '');
    const conditions = combine(when, also);
    if (os === undefined || conditions === undefined || isText(operation, 'DisableEncryption')) continue;
    uses.push({ kind: 'extension', resource, machine, disk: undefined, os, at, body, when: [conditions] });
  }
  return uses;
}

/** `encryptionSettings` of a machine's OS disk. */
export function adeOfMachine(machine: Machine): AdeUse[] {
  const { resource } = machine;
  if (resource === undefined || machine.kind === 'agentPool') return [];
  const settings = resource.property(...machine.profilePath, 'storageProfile', 'osDisk', 'encryptionSettings');
  return casesOf(settings).flatMap(({ value, when }): AdeUse[] => {
    if (isAbsent(value) || value.kind === 'unknown') return [];
    const enabled = readPath(value, ['enabled'], value.origin);
    // The block itself switches ADE on, unless it says otherwise.
    const on = isAbsent(enabled) ? [[]] : whenTrue(enabled);
    if (on.length === 0) return [];
    const at = isAbsent(enabled) ? value : enabled;
    return [
      {
        kind: 'encryptionSettings',
        resource,
        machine,
        disk: undefined,
        os: undefined,
        at,
        body: value,
        when: on.map((one) => [...when, ...one]),
      },
    ];
  });
}

/** The machines that attach disks, by the keys of the disks. */
export function attachingMachines(machines: readonly Machine[]): ReadonlyMap<string, Machine> {
  const byDisk = new Map<string, Machine>();
  for (const machine of machines) {
    for (const { attached } of machine.disks) {
      for (const { value } of attached) if (value.kind === 'to') byDisk.set(value.node.key, machine);
    }
  }
  return byDisk;
}

/** `encryptionSettingsCollection` of a disk; the machine is the one that attaches it. */
export function adeOfDisk(disk: Disk, machineOf: ReadonlyMap<string, Machine>): AdeUse[] {
  const { resource } = disk;
  if (resource === undefined || disk.external || isAbsent(disk.adeEnabled)) return [];
  const on = whenTrue(disk.adeEnabled);
  if (on.length === 0) return [];
  return [
    {
      kind: 'encryptionSettingsCollection',
      resource,
      machine: machineOf.get(disk.key),
      disk,
      os: undefined,
      at: disk.adeEnabled,
      body: disk.adeSettings,
      when: on,
    },
  ];
}

/** Conditions under which it is literally true; an unknown value is no use of ADE. */
function whenTrue(value: Value): Alternatives {
  return casesOf(value).flatMap((one) => {
    if (one.value.kind !== 'literal') return [];
    return truthCases(one.value)
      .filter((truth) => truth.value)
      .map(() => one.when);
  });
}
