/** How encryption at host is switched on, and what forbids it. */
import type { Change, NewValue } from '../edits/change.js';
import { casesOf } from '../evaluation/cases.js';
import { pairs } from '../evaluation/pairs.js';
import { mayBeReplaced } from '../evaluation/parameter-at.js';
import { isAbsent, textOf } from '../evaluation/value.js';
import type { Condition, Value } from '../evaluation/value.js';
import { hasProperty } from '../facts/api-versions.js';
import { findVmSize } from '../facts/vm-sizes.js';
import type { Machine } from '../inventory/model.js';
import { declared } from './declared.js';

/** Whether the size or the API version is known to do without it. */
export function lacksEncryptionAtHost(machine: Machine): boolean {
  const sizes = casesOf(machine.size).map(({ value }) => findVmSize(textOf(value) ?? ''));
  if (sizes.some((size) => size?.encryptionAtHost === false)) return true;
  const type = machine.resource?.type ?? '';
  const path = isInlinePool(machine)
    ? 'properties.agentPoolProfiles[].enableEncryptionAtHost'
    : machine.encryptionAtHostPath.join('.');
  if (hasProperty(type, path, machine.apiVersion) === false) return true;
  // Pools of availability sets do not have it (AKS-02, 2023-07-17).
  return machine.kind === 'agentPool' && poolType(machine).toLowerCase() === 'availabilityset';
}

/** The changes after which it is on, as far as the template says it is off. undefined: there is no safe edit. */
export function turnOnEncryptionAtHost(machine: Machine): readonly Change[] | undefined {
  const { resource, encryptionAtHost } = machine;
  if (resource === undefined) return undefined;
  const cases = casesOf(encryptionAtHost);
  const changes: Change[] = [];
  for (const { value } of cases) {
    if (value.kind === 'literal' && value.value === true) continue;
    if (value.kind === 'absent') {
      // An expression that gives nothing here may give something to another caller.
      if (cases.length > 1 || isWritten(machine)) return undefined;
      changes.push(setEncryptionAtHost(machine));
      continue;
    }
    if (value.kind !== 'literal' || typeof value.value === 'string' || typeof value.value === 'number')
      return undefined;
    // Cases of one expression, such as a comparison, stand at one place: the author's choice is no literal to change.
    const isOwn = cases.every((other) => other.value === value || other.value.origin.start !== value.origin.start);
    if (!isOwn || !mayBeReplaced(resource.deployment, value.origin, true)) return undefined;
    changes.push({ kind: 'replace', at: value.origin, value: true });
  }
  return changes;
}

/** Whether the property is there, whatever its value. */
function isWritten({ body, encryptionAtHostPath }: Machine): boolean {
  let value: Value | undefined = body;
  for (const name of encryptionAtHostPath) {
    value = value?.kind === 'object' ? value.entries.get(name.toLowerCase())?.value : undefined;
  }
  return value !== undefined;
}

/** Writes it where Azure looks for it. */
export function setEncryptionAtHost(machine: Machine, value: NewValue = true): Change {
  const path = machine.encryptionAtHostPath;
  if (machine.resource === undefined || isInlinePool(machine)) {
    return { kind: 'setIn', object: machine.body.origin, path, value };
  }
  return { kind: 'set', resource: declared(machine.resource), path, value };
}

/** Whether it is off: false, null or not there. */
export function isOff(value: Value): boolean {
  return isAbsent(value) || (value.kind === 'literal' && value.value === false);
}

/** Where it is written elsewhere and may be meant to be on, while it is off where Azure looks for it. */
export function* writtenElsewhere(machine: Machine): Generator<{
  readonly place: Machine['misplacedEncryptionAtHost'][number];
  readonly when: readonly Condition[];
}> {
  for (const place of machine.misplacedEncryptionAtHost) {
    for (const { left, right, when } of pairs(casesOf(place.value), casesOf(machine.encryptionAtHost))) {
      if (!isOff(left) && isOff(right)) yield { place, when };
    }
  }
}

/** A pool in the list of its cluster, which is no resource of its own. */
export function isInlinePool({ kind, profilePath }: Machine): boolean {
  return kind === 'agentPool' && profilePath.length === 0;
}

function poolType(machine: Machine): string {
  const { body } = machine;
  if (body.kind !== 'object') return '';
  const holder = isInlinePool(machine) ? body : body.entries.get('properties')?.value;
  const type = holder?.kind === 'object' ? holder.entries.get('type')?.value : undefined;
  return (type && textOf(type)) ?? '';
}
