import type { Change, Fix } from '../edits/change.js';
import { casesOf, combineAll } from '../evaluation/cases.js';
import { together } from '../evaluation/pairs.js';
import { isAbsent, isText, textOf } from '../evaluation/value.js';
import type { Origin, Value } from '../evaluation/value.js';
import { findVmSize } from '../facts/vm-sizes.js';
import type { Machine, MachineDisk } from '../inventory/model.js';
import { declared } from './declared.js';
import { defineRule } from './rule.js';

/** A confidential machine says how its OS disk is encrypted; no other machine may say it. */
export const cvmEncryptionTypeMissing = defineRule({
  id: 'cvm-encryption-type-missing',
  title: 'Confidential encryption and the kind of machine do not fit',
  severity: 'error',
  category: 'confidential vm',
  facts: ['CVM-02', 'CVM-03'],
  messages: {
    missing:
      "'{machine}' is a confidential machine, but its OS disk does not say securityEncryptionType, so Azure refuses it. Set it to VMGuestStateOnly or DiskWithVMGuestState.",
    other:
      "'{disk}' of '{machine}' asks for confidential encryption, but the machine's securityType is {type}, so Azure refuses it. Make the machine confidential, or remove securityProfile from the disk.",
  },
  *check({ machineDisks }) {
    for (const disk of machineDisks) {
      const { machine, when: present, securityEncryptionType } = disk;
      for (const { values, when } of together(machine.securityType, securityEncryptionType, disk.createOption)) {
        const [type, encryption, createOption] = values;
        const conditions = combineAll(present, when);
        if (conditions === undefined) continue;
        const report = { when: conditions, about: [machine.resource] };
        if (isText(type, 'ConfidentialVM')) {
          // What an attached disk is encrypted with is its own matter.
          const isAttached = isText(createOption, 'Attach') || disk.attached.some(({ value }) => value.kind !== 'none');
          if (disk.role === 'data' || isAttached || !isAbsent(encryption)) continue;
          yield {
            ...report,
            message: ['missing', { machine: machine.name }],
            at: encryption,
            related: [{ message: 'The machine is made confidential here.', at: type }],
            fixes: fixesOfMissing(disk),
          };
        } else if (textOf(encryption) !== undefined && (isAbsent(type) || textOf(type) !== undefined)) {
          yield {
            ...report,
            message: ['other', { disk: disk.name, machine: machine.name, type: textOf(type) ?? 'not set' }],
            at: nameOfBlock(disk) ?? encryption,
            fixes: fixesOfOther(disk, type, textOf(encryption) ?? ''),
          };
        }
      }
    }
  },
});

/** Both are right answers, with different effects. */
function fixesOfMissing(disk: MachineDisk): Fix[] {
  const { machine, securityEncryptionType } = disk;
  if (machine.resource === undefined || casesOf(securityEncryptionType).length > 1) return [];
  const resource = declared(machine.resource);
  const path = [...disk.path, 'managedDisk', 'securityProfile', 'securityEncryptionType'];
  const fixTo = (title: string, value: string): Fix => ({
    title,
    preferred: false,
    changes: [{ kind: 'set', resource, path, value }, ...firmwareFor(machine, value)],
  });
  const whole = fixTo('Encrypt the OS disk with the guest state (DiskWithVMGuestState)', 'DiskWithVMGuestState');
  // A disk encryption set is for the whole disk only (CVM-09, 2022-07-01).
  if (disk.secureEncryptionSets.some(({ value }) => value.kind !== 'none')) return [whole];
  return [fixTo('Encrypt the guest state only (VMGuestStateOnly)', 'VMGuestStateOnly'), whole];
}

function fixesOfOther(disk: MachineDisk, type: Value, encryption: string): Fix[] {
  const { machine, securityProfile: block } = disk;
  const fixes: Fix[] = [];
  const size = findVmSize(textOf(machine.size) ?? '')?.confidential;
  if (
    machine.resource !== undefined &&
    (size === 'SNP' || size === 'TDX') &&
    casesOf(machine.securityType).length === 1
  ) {
    const resource = declared(machine.resource);
    const path = [...machine.profilePath, 'securityProfile', 'securityType'];
    const value = 'ConfidentialVM';
    // A type that comes from elsewhere may be that of other machines, too.
    if (type.origin.trail === undefined) {
      fixes.push({
        title: 'Make the machine confidential',
        preferred: false,
        changes: [{ kind: 'set', resource, path, value }, ...firmwareFor(machine, encryption)],
      });
    }
  }
  if (block.kind === 'object' && block.origin.trail === undefined) {
    fixes.push({
      title: "Remove the disk's securityProfile",
      preferred: false,
      changes: [{ kind: 'remove', at: block.origin }],
    });
  }
  return fixes;
}

/** Confidential encryption needs a virtual TPM, that of the whole disk secure boot, too (CVM-04, CVM-05; 2026-08-21). */
function firmwareFor(machine: Machine, encryption: string): Change[] {
  const { resource } = machine;
  if (resource === undefined) return [];
  const needed = ['vTpmEnabled', ...(encryption === 'DiskWithVMGuestState' ? ['secureBootEnabled'] : [])];
  return needed.flatMap((name): Change[] => {
    const path = [...machine.profilePath, 'securityProfile', 'uefiSettings', name];
    if (!isAbsent(resource.property(...path))) return [];
    return [{ kind: 'set', resource: declared(resource), path, value: true }];
  });
}

/** The name of the block, where it stands in an object of its own. */
function nameOfBlock({ managedDisk }: MachineDisk): Origin | undefined {
  return managedDisk.kind === 'object' ? managedDisk.entries.get('securityprofile')?.nameOrigin : undefined;
}
