/** Which values are offered at a place, by the property they are for. */
import {
  diskEncryptionTypes,
  encryptionSetIds,
  encryptionSetTypes,
  nameOfResource,
  securityEncryptionTypes,
} from './encryption-set-values.js';
import { usesOfParameter } from '../../evaluation/parameter-uses.js';
import { keyUrls, roleDefinitionIds, vaultIds } from './key-values.js';
import type { Surroundings } from './resources-at-hand.js';
import { bicepValuePlace, jsonValuePlace } from './value-places.js';
import type { ValuePlace } from './value-places.js';
import type { OfferedValue } from './value-completion.js';
import { valuesByUse } from './values-by-use.js';
import { vmSizes } from './vm-size-values.js';

export interface OfferedValues {
  readonly place: ValuePlace;
  readonly values: readonly OfferedValue[];
}

/** The values for the place of the surroundings; undefined where none is offered. `snippets`: whether they may have tab stops. */
export function offeredValues(around: Surroundings, snippets: boolean): OfferedValues | undefined {
  const { source, offset } = around;
  const place =
    source.kind === 'arm' ? jsonValuePlace(source.json, offset) : bicepValuePlace(source.tree, source.text, offset);
  if (place === undefined) return undefined;
  const own = place.nameOf === undefined ? valuesFor(around, place.path) : names(around, place.nameOf);
  const values = own.length > 0 ? own : defaultValues(around, place, snippets);
  return values.length === 0 ? undefined : { place, values };
}

/** Where it takes longer than a keystroke may to look for the uses of a parameter. */
const LARGE = 500_000;

/** For the default of a parameter, by what the parameter decides. */
function defaultValues(around: Surroundings, { path, inExpression }: ValuePlace, snippets: boolean): OfferedValue[] {
  const { source, template, evaluated } = around;
  if (source.text.length > LARGE || inExpression) return [];
  const [name, ...more] = path.slice(path.at(-1) === 'defaultvalue' && path.at(-3) === 'parameters' ? -2 : 0);
  const declared = template.parameters.get(name ?? '');
  const isDefault = source.kind === 'bicep' ? more.length === 0 : more.length === 1 && path.length >= 3;
  if (declared === undefined || !isDefault || around.resource !== undefined) return [];
  if (declared.type.base !== 'string' || declared.type.allowed !== undefined) return [];
  return [...valuesByUse(usesOfParameter(evaluated, declared.name), undefined, snippets)];
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
