/** Which values are offered at a place, by the property they are for. */
import {
  diskEncryptionTypes,
  encryptionSetIds,
  encryptionSetTypes,
  nameOfResource,
  securityEncryptionTypes,
} from './encryption-set-values.js';
import { keyUrls, roleDefinitionIds, vaultIds } from './key-values.js';
import type { Surroundings } from './resources-at-hand.js';
import { bicepValuePlace, jsonValuePlace } from './value-places.js';
import type { ValuePlace } from './value-places.js';
import type { OfferedValue } from './value-completion.js';
import { vmSizes } from './vm-size-values.js';

export interface OfferedValues {
  readonly place: ValuePlace;
  readonly values: readonly OfferedValue[];
}

/** The values for the place of the surroundings; undefined where none is offered. */
export function offeredValues(around: Surroundings): OfferedValues | undefined {
  const { source, offset } = around;
  const place =
    source.kind === 'arm' ? jsonValuePlace(source.json, offset) : bicepValuePlace(source.tree, source.text, offset);
  if (place === undefined) return undefined;
  const values = place.nameOf === undefined ? valuesFor(around, place.path) : names(around, place.nameOf);
  return values.length === 0 ? undefined : { place, values };
}

/** The last names of properties whose values are offered, to tell at a glance that a place has none. */
const NAMES =
  /^(?:\w*encryptionset(?:resource)?id|id|type|encryptiontype|securityencryptiontype|\w*vmsize|defaultvalue|name|keyurl|keyencryptionkeyurl|roledefinitionid)$/;

/** Whether a property of that name may have values that are offered. */
export function mayHaveValues(name: string): boolean {
  return NAMES.test(name.toLowerCase());
}

/** Names of resources whose ids are worth completing. */
function names(around: Surroundings, type: string): OfferedValue[] {
  if (!/^microsoft\.(?:compute\/(?:diskencryptionsets|disks)|keyvault\/vaults)$/i.test(type)) return [];
  return around.ofType(type).flatMap((one): OfferedValue[] => {
    const code = around.reference(one, ['name']);
    if (code === undefined) return [];
    return [{ value: { code }, label: nameOfResource(around, one), description: '', detail: type, kind: 'reference' }];
  });
}

function valuesFor(around: Surroundings, path: readonly string[]): OfferedValue[] {
  const name = path.at(-1) ?? '';
  const holder = path.at(-2) ?? '';
  const isConfidential = holder === 'diskencryptionset' && path.at(-3) === 'securityprofile';
  if (/encryptionset(?:resource)?id$/.test(name)) return encryptionSetIds(around, name.startsWith('securevm'));
  if (name === 'id' && holder === 'diskencryptionset') return encryptionSetIds(around, isConfidential);
  if (name === 'id' && holder === 'sourcevault') return vaultIds(around);
  if (name === 'keyurl' || name === 'keyencryptionkeyurl') return keyUrls(around);
  if (name === 'roledefinitionid') return roleDefinitionIds(around);
  if (name.endsWith('vmsize')) return vmSizes(around);
  if (name === 'defaultvalue' && path.at(-3) === 'parameters') return holder.endsWith('vmsize') ? vmSizes(around) : [];
  if (name === 'securityencryptiontype') return securityEncryptionTypes(around);
  switch (around.resource?.type.toLowerCase()) {
    case 'microsoft.compute/disks':
    case 'microsoft.compute/snapshots':
      return name === 'type' && holder === 'encryption' ? diskEncryptionTypes(around) : [];
    case 'microsoft.compute/diskencryptionsets':
      return name === 'encryptiontype' ? encryptionSetTypes(around) : [];
    case 'microsoft.compute/virtualmachinescalesets':
      return name === 'name' && holder === 'sku' && path.at(-3) !== 'properties' ? vmSizes(around) : [];
    default:
      return [];
  }
}
