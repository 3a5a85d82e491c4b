/** Azure Disk Encryption, in whatever way it is switched on. */
import { identityKey } from '../evaluation/canonical.js';
import { casesOf } from '../evaluation/cases.js';
import { truthCases } from '../evaluation/evaluate.js';
import { readPath } from '../evaluation/access.js';
import { parentIdentity } from '../evaluation/identity.js';
import type { Alternatives, ResourceInstance } from '../evaluation/instances.js';
import { isAbsent, textOf } from '../evaluation/value.js';
import type { Value } from '../evaluation/value.js';
import { adeExtensionOs } from '../facts/disk-encryption.js';
import type { AdeUse, Disk, Machine } from './model.js';

/** Extensions of machines and scale sets that are ADE: as children, or inline in a scale set's profile. */
export function adeExtensions(instance: ResourceInstance, machines: ReadonlyMap<string, Machine>): AdeUse[] {
  switch (instance.type.toLowerCase()) {
    case 'microsoft.compute/virtualmachines/extensions':
    case 'microsoft.compute/virtualmachinescalesets/extensions': {
      const owner = parentIdentity(instance.identity);
      const machine = owner && machines.get(identityKey(owner));
      return extensionUse(
        instance,
        instance.property('properties', 'publisher'),
        instance.property('properties', 'type'),
        machine,
      );
    }
    case 'microsoft.compute/virtualmachinescalesets': {
      const machine = machines.get(identityKey(instance.identity));
      const uses: AdeUse[] = [];
      const list = instance.property('properties', 'virtualMachineProfile', 'extensionProfile', 'extensions');
      for (const { value } of casesOf(list)) {
        if (value.kind !== 'array') continue;
        for (const item of value.items) {
          const read = (name: string): Value => readPath(item, ['properties', name], item.origin);
          uses.push(...extensionUse(instance, read('publisher'), read('type'), machine));
        }
      }
      return uses;
    }
    default:
      return [];
  }
}

function extensionUse(
  resource: ResourceInstance,
  publisher: Value,
  type: Value,
  machine: Machine | undefined,
): AdeUse[] {
  const uses: AdeUse[] = [];
  for (const { value, when } of casesOf(type)) {
    const publisherText = casesOf(publisher)
      .map((one) => textOf(one.value))
      .find((text) => text !== undefined);
    const typeText = textOf(value);
    if (typeText === undefined || publisherText === undefined) continue;
    const os = adeExtensionOs(publisherText, typeText);
    if (os !== undefined)
      uses.push({ kind: 'extension', resource, machine, disk: undefined, os, at: value, when: [when] });
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
        when: on.map((one) => [...when, ...one]),
      },
    ];
  });
}

/** `encryptionSettingsCollection` of a disk; the machine is the one that attaches it. */
export function adeOfDisk(disk: Disk, machines: Iterable<Machine>): AdeUse[] {
  const { resource } = disk;
  if (resource === undefined || disk.external || isAbsent(disk.adeEnabled)) return [];
  const on = whenTrue(disk.adeEnabled);
  if (on.length === 0) return [];
  let owner: Machine | undefined;
  for (const machine of machines) {
    const attaches = machine.disks.some((one) =>
      one.attached.some(({ value }) => value.kind === 'to' && value.node.key === disk.key),
    );
    if (attaches) owner = machine;
  }
  return [
    {
      kind: 'encryptionSettingsCollection',
      resource,
      machine: owner,
      disk,
      os: undefined,
      at: disk.adeEnabled,
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
