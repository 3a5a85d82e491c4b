/** What the rules about Azure Disk Encryption share: names, and the way out of it. */
import type { Change, Fix } from '../edits/change.js';
import { casesOf } from '../evaluation/cases.js';
import { parentIdentity } from '../evaluation/identity.js';
import { isLiteral } from '../evaluation/value.js';
import { displayName } from '../inventory/display-text.js';
import type { AdeUse, Machine } from '../inventory/model.js';
import { declared } from './declared.js';
import { isOff, lacksEncryptionAtHost, turnOnEncryptionAtHost } from './encryption-at-host.js';

/** What a finding about it is about: the machine, or the disk where no machine of the template has it. */
export function nameOfAde({ machine, disk, resource }: AdeUse): string {
  if (machine !== undefined) return machine.name;
  if (disk !== undefined) return disk.name;
  return displayName(parentIdentity(resource.identity) ?? resource.identity);
}

/**
 * Takes all of it from the machine and turns on encryption at host, as far as that is off. Nothing where the size or the
 * template stands in the way. A parameter that decides about encryption at host is left to decide.
 */
export function replaceAde(machine: Machine | undefined): readonly Fix[] {
  if (machine === undefined) return [];
  const removals = machine.adeUses.map(removalOf);
  if (!removals.every((one) => one !== undefined)) return [];
  const cases = casesOf(machine.encryptionAtHost).map(({ value }) => value);
  const isOn = cases.every((value) => isLiteral(value, true));
  const isLeft = !isOn && !cases.some(isOff);
  const additions = isOn || isLeft ? [] : lacksEncryptionAtHost(machine) ? undefined : turnOnEncryptionAtHost(machine);
  if (additions === undefined) return [];
  const what = isOn || isLeft ? 'Remove Azure Disk Encryption' : 'Replace Azure Disk Encryption by encryption at host';
  return [
    {
      title: `${what} (a machine already deployed with it must be rebuilt)`,
      preferred: false,
      changes: [...removals, ...additions],
    },
  ];
}

/** Takes the settings from a disk that no machine of the template has. */
export function removeAde(use: AdeUse): readonly Fix[] {
  const removal = use.kind === 'encryptionSettingsCollection' ? removalOf(use) : undefined;
  if (removal === undefined) return [];
  return [
    {
      title: 'Remove Azure Disk Encryption (a disk already encrypted with it must be made anew)',
      preferred: false,
      changes: [removal],
    },
  ];
}

function removalOf({ kind, resource, machine, body }: AdeUse): Change | undefined {
  if (kind === 'extension' && resource !== machine?.resource) {
    return { kind: 'removeResource', resource: declared(resource) };
  }
  // What a variable or a parameter holds may be used elsewhere.
  return body.origin.trail === undefined ? { kind: 'remove', at: body.origin } : undefined;
}
