/** Key URLs, vault ids and roles that let a set use its key. */
import { identityOf } from '../../evaluation/identity.js';
import {
  findRole,
  KEY_VAULT_CRYPTO_SERVICE_ENCRYPTION_USER,
  KEY_VAULT_CRYPTO_SERVICE_RELEASE_USER,
} from '../../facts/roles.js';
import { nameOfResource } from './encryption-set-values.js';
import { referencesElsewhere } from './references-elsewhere.js';
import type { Surroundings } from './resources-at-hand.js';
import type { OfferedValue } from './value-completion.js';

const KEYS = ['Microsoft.KeyVault/vaults/keys', 'Microsoft.KeyVault/managedHSMs/keys'];

/** URLs of keys with their version, which a disk encryption set insists on (DES-11). */
export function keyUrls(around: Surroundings): OfferedValue[] {
  const keys = around.ofType(...KEYS).flatMap((key): OfferedValue[] => {
    const code = around.reference(key, ['properties', 'keyUriWithVersion']);
    if (code === undefined) return [];
    const label = around.source.kind === 'bicep' ? code : `keyUriWithVersion of ${nameOfResource(around, key)}`;
    return [
      {
        value: { code },
        label,
        description: nameOfResource(around, key),
        detail: 'Key URL with version',
        kind: 'reference',
      },
    ];
  });
  return [...keys, ...referencesElsewhere(around, /key(?:uri|url|identifier)(?:withversion)?$/i, /^$/, 'URL of a key')];
}

/** Ids of vaults. */
export function vaultIds(around: Surroundings): OfferedValue[] {
  const vaults = around.ofType('Microsoft.KeyVault/vaults').flatMap((vault): OfferedValue[] => {
    const code = around.reference(vault, ['id']);
    if (code === undefined) return [];
    const name = nameOfResource(around, vault);
    const label = around.source.kind === 'bicep' ? code : name;
    return [
      { value: { code }, label, description: name === label ? '' : name, detail: 'Key vault', kind: 'reference' },
    ];
  });
  return [
    ...vaults,
    ...referencesElsewhere(around, /(?:key)?vault(?:resource)?id$/i, /key-?vault/i, 'Id of a key vault'),
  ];
}

/** Whether a role assignment is for something that has no keys. */
function isElsewhere(around: Surroundings): boolean {
  const scope = around.resource?.scope?.();
  const value = scope === undefined ? undefined : around.valueOf(scope);
  const type =
    value?.kind === 'reference' ? value.identity.type : value === undefined ? undefined : identityOf(value)?.type;
  return type !== undefined && !/^microsoft\.(?:keyvault|resources)\//i.test(type);
}

/** Roles that a set or the orchestrator of confidential machines needs; the likeliest first. */
export function roleDefinitionIds(around: Surroundings): OfferedValue[] {
  if (isElsewhere(around)) return [];
  const outside = around.template.scope === 'resourceGroup' || around.template.scope === 'subscription';
  const idOf = outside ? 'subscriptionResourceId' : 'tenantResourceId';
  return offeredRoles((id) => ({ code: `${idOf}('Microsoft.Authorization/roleDefinitions', '${id}')` }));
}

/** The roles, written as `valueOf` makes it of the GUID. */
export function offeredRoles(valueOf: (id: string) => OfferedValue['value']): OfferedValue[] {
  const roles = [
    KEY_VAULT_CRYPTO_SERVICE_ENCRYPTION_USER,
    KEY_VAULT_CRYPTO_SERVICE_RELEASE_USER,
    // Key Vault Crypto User, Key Vault Crypto Officer: more than a set needs.
    '12338af0-0e69-4776-bea7-57ae8d297424',
    '14b46e9e-c2b7-41b4-b07b-48a6ebf60603',
  ];
  return roles.flatMap((id): OfferedValue[] => {
    const role = findRole(id);
    if (role === undefined) return [];
    const description =
      id === KEY_VAULT_CRYPTO_SERVICE_ENCRYPTION_USER
        ? 'for a disk encryption set'
        : id === KEY_VAULT_CRYPTO_SERVICE_RELEASE_USER
          ? 'for the Confidential VM Orchestrator'
          : 'more than a disk encryption set needs';
    return [
      {
        value: valueOf(role.id),
        label: role.name,
        description,
        detail: role.keyAccess === 'wrapAndUnwrap' ? 'Reads, wraps and unwraps keys' : 'Releases keys',
        kind: 'role',
      },
    ];
  });
}
