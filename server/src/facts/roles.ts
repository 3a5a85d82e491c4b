/** A built-in role, and what it allows on keys. */
export type Role = {
  /** The GUID of the role definition, in lower case. */
  readonly id: string;
  readonly name: string;
  /** Where it is assigned: by Azure role assignments, or inside a managed HSM, which has roles of its own. */
  readonly system: 'azure' | 'managedHsm';
  /** `wrapAndUnwrap`: read, wrap and unwrap keys, what a disk encryption set needs (RBAC-01, RBAC-02, RBAC-06). */
  readonly keyAccess: 'wrapAndUnwrap' | 'none';
  /** Whether it can release keys to an attested machine, what the Confidential VM Orchestrator needs (CVM-13). */
  readonly releasesKeys: boolean;
};

/** The role to give to the identity of a disk encryption set on a vault or key in the RBAC model (RBAC-02). */
export const KEY_VAULT_CRYPTO_SERVICE_ENCRYPTION_USER = 'e147488a-f6f5-4113-8e2d-b22465e65bf6';

/** The role to give to the Confidential VM Orchestrator on the key of a confidential disk (CVM-13). */
export const KEY_VAULT_CRYPTO_SERVICE_RELEASE_USER = '08bbd89e-9f13-488c-ac41-acfcb10c90ab';

/** The key permissions that an access policy must hold for a disk encryption set, in Azure's spelling (RBAC-01, 2025-04-17). */
export const DISK_ENCRYPTION_SET_KEY_PERMISSIONS = ['get', 'wrapKey', 'unwrapKey'] as const;

/** `all` in an access policy stands for every permission. */
export const ALL_KEY_PERMISSIONS = 'all';

/**
 * The role of a GUID or of a role definition id (`/subscriptions/.../roleDefinitions/<guid>`, any letter case). `undefined` for a custom
 * role, for one that is not in the table, and for a text that is neither: what those allow is not known.
 */
export function findRole(roleDefinitionIdOrGuid: string): Role | undefined {
  const segments = roleDefinitionIdOrGuid.trim().toLowerCase().split('/');
  const id = segments.at(-1) ?? '';
  if (segments.length > 1 && segments.at(-2) !== 'roledefinitions') return undefined;
  return rolesById.get(id);
}

/**
 * GUIDs and data actions of the vault roles: azure-docs articles/role-based-access-control/built-in-roles/security.md (2026-02-23);
 * GUIDs again in bicep-registry-modules avm/res/key-vault/vault and avm/res/compute/virtual-machine (2026-08-07).
 * HSM roles: azure-docs articles/key-vault/managed-hsm/built-in-roles.md (2024-01-25), its table of operations; data actions again in
 * recorded answers of the service in the Azure SDKs (2021-06).
 */
const rolesById: ReadonlyMap<string, Role> = new Map(
  [
    // Data actions: keys read, wrap, unwrap.
    role(KEY_VAULT_CRYPTO_SERVICE_ENCRYPTION_USER, 'Key Vault Crypto Service Encryption User', 'wrapAndUnwrap'),
    // Data actions: keys read, update, backup, encrypt, decrypt, wrap, unwrap, sign, verify.
    role('12338af0-0e69-4776-bea7-57ae8d297424', 'Key Vault Crypto User', 'wrapAndUnwrap'),
    // Data actions: keys/*.
    role('14b46e9e-c2b7-41b4-b07b-48a6ebf60603', 'Key Vault Crypto Officer', 'wrapAndUnwrap', 'releases'),
    // Data actions: vaults/*.
    role('00482a5a-887f-4fb3-b363-3b7fe8e74483', 'Key Vault Administrator', 'wrapAndUnwrap', 'releases'),

    // Data roles that sound like enough. Crypto Service Release User: keys release, nothing else. Reader: reads keys.
    role(KEY_VAULT_CRYPTO_SERVICE_RELEASE_USER, 'Key Vault Crypto Service Release User', 'none', 'releases'),
    role('21090545-7ca7-4776-b22c-e363652d74d2', 'Key Vault Reader', 'none'),
    role('4633458b-17de-408a-b874-0445c86b69e6', 'Key Vault Secrets User', 'none'),
    role('b86a8fe4-44ce-4948-aee5-eccb2c155cd7', 'Key Vault Secrets Officer', 'none'),
    role('db79e9a7-68ee-4b58-9aeb-b90e7c24fcba', 'Key Vault Certificate User', 'none'),
    role('a4417e6f-fecd-4de8-b567-7b0420556985', 'Key Vault Certificates Officer', 'none'),

    // Management roles: no data actions at all.
    role('f25e0fa2-a7c8-4377-a976-54943a77a395', 'Key Vault Contributor', 'none'),
    role('8b54135c-b56d-4d72-a534-26097cfdc8d8', 'Key Vault Data Access Administrator', 'none'),
    role('18500a29-7fe2-46b2-a342-b16a415e101d', 'Managed HSM contributor', 'none'),
    role('8e3af657-a8ff-443c-a75c-2fe8c4bcb635', 'Owner', 'none'),
    role('b24988ac-6180-42a0-ab88-20f7382dd24c', 'Contributor', 'none'),
    role('acdd72a7-3385-48ef-bd42-f606fba81ae7', 'Reader', 'none'),
    role('18d7d88d-d35e-4fb5-a5c3-7773c20a72d9', 'User Access Administrator', 'none'),
    role('f58310d9-a9f6-439a-9e8d-f62e7b41a168', 'Role Based Access Control Administrator', 'none'),
    role('9980e02c-c2be-4d73-94e8-173b1dc7cf3c', 'Virtual Machine Contributor', 'none'),

    // Roles inside a managed HSM. The names of Officer and Administrator promise more than they allow: neither may use a key.
    hsmRole('33413926-3206-4cdd-b39a-83574fe37a17', 'Managed HSM Crypto Service Encryption User', 'wrapAndUnwrap'),
    hsmRole('21dbd100-6940-42c2-9190-5d6cb909625b', 'Managed HSM Crypto User', 'wrapAndUnwrap', 'releases'),
    hsmRole('21dbd100-6940-42c2-9190-5d6cb909625c', 'Managed HSM Crypto Service Release User', 'none', 'releases'),
    hsmRole('515eb02d-2335-4d2d-92f2-b1cbdf9c3778', 'Managed HSM Crypto Officer', 'none'),
    hsmRole('a290e904-7015-4bba-90c8-60543313cdb4', 'Managed HSM Administrator', 'none'),
    hsmRole('4bd23610-cdcf-4971-bdee-bdc562cc28e4', 'Managed HSM Policy Administrator', 'none'),
    hsmRole('2c18b078-7c48-4d3a-af88-5a3a1b3f82b3', 'Managed HSM Crypto Auditor', 'none'),
    hsmRole('7b127d3c-77bd-4e3e-bbe0-dbb8971fa7f8', 'Managed HSM Backup', 'none'),
    hsmRole('6efe6056-5259-49d2-8b3d-d3d73544b20b', 'Managed HSM Restore', 'none'),
  ].map((entry) => [entry.id, entry]),
);

function role(id: string, name: string, keyAccess: Role['keyAccess'], releases?: 'releases'): Role {
  return { id, name, system: 'azure', keyAccess, releasesKeys: releases !== undefined };
}

function hsmRole(id: string, name: string, keyAccess: Role['keyAccess'], releases?: 'releases'): Role {
  return { ...role(id, name, keyAccess, releases), system: 'managedHsm' };
}
