import { describe, expect, it } from 'vitest';
import { findRole } from '../../../server/src/facts/roles.js';

const ENCRYPTION_USER = 'e147488a-f6f5-4113-8e2d-b22465e65bf6';

describe('roles', () => {
  it.each([
    ENCRYPTION_USER,
    ENCRYPTION_USER.toUpperCase(),
    `/providers/Microsoft.Authorization/roleDefinitions/${ENCRYPTION_USER}`,
    `/subscriptions/00000000-0000-0000-0000-000000000000/providers/microsoft.authorization/roledefinitions/${ENCRYPTION_USER}`,
  ])('are found by %s', (id) => {
    expect(findRole(id)).toMatchObject({ id: ENCRYPTION_USER, name: 'Key Vault Crypto Service Encryption User' });
  });

  it.each([
    ['Key Vault Crypto Service Encryption User', ENCRYPTION_USER],
    ['Key Vault Crypto User', '12338af0-0e69-4776-bea7-57ae8d297424'],
    ['Key Vault Crypto Officer', '14b46e9e-c2b7-41b4-b07b-48a6ebf60603'],
    ['Key Vault Administrator', '00482a5a-887f-4fb3-b363-3b7fe8e74483'],
    ['Managed HSM Crypto Service Encryption User', '33413926-3206-4cdd-b39a-83574fe37a17'],
    ['Managed HSM Crypto User', '21dbd100-6940-42c2-9190-5d6cb909625b'],
  ])('%s can wrap and unwrap', (name, id) => {
    expect(findRole(id)).toMatchObject({ name, keyAccess: 'wrapAndUnwrap' });
  });

  it.each([
    ['Owner', '8e3af657-a8ff-443c-a75c-2fe8c4bcb635'],
    ['Contributor', 'b24988ac-6180-42a0-ab88-20f7382dd24c'],
    ['Reader', 'acdd72a7-3385-48ef-bd42-f606fba81ae7'],
    ['User Access Administrator', '18d7d88d-d35e-4fb5-a5c3-7773c20a72d9'],
    ['Key Vault Contributor', 'f25e0fa2-a7c8-4377-a976-54943a77a395'],
    ['Key Vault Reader', '21090545-7ca7-4776-b22c-e363652d74d2'],
    ['Key Vault Secrets User', '4633458b-17de-408a-b874-0445c86b69e6'],
    ['Key Vault Secrets Officer', 'b86a8fe4-44ce-4948-aee5-eccb2c155cd7'],
    ['Key Vault Certificates Officer', 'a4417e6f-fecd-4de8-b567-7b0420556985'],
    ['Key Vault Crypto Service Release User', '08bbd89e-9f13-488c-ac41-acfcb10c90ab'],
    ['Managed HSM Crypto Officer', '515eb02d-2335-4d2d-92f2-b1cbdf9c3778'],
    ['Managed HSM Administrator', 'a290e904-7015-4bba-90c8-60543313cdb4'],
  ])('%s cannot, whatever its name promises', (name, id) => {
    expect(findRole(id)).toMatchObject({ name, keyAccess: 'none' });
  });

  it('tell who can release keys, and the two systems apart', () => {
    expect(findRole('08bbd89e-9f13-488c-ac41-acfcb10c90ab')).toMatchObject({ system: 'azure', releasesKeys: true });
    expect(findRole('21dbd100-6940-42c2-9190-5d6cb909625c')).toMatchObject({
      system: 'managedHsm',
      releasesKeys: true,
    });
    expect(findRole(ENCRYPTION_USER)?.releasesKeys).toBe(false);
  });

  it.each(['', 'Key Vault Administrator', '3d2a0f9e-1111-2222-3333-444455556666', `/subscriptions/${ENCRYPTION_USER}`])(
    'say nothing about "%s"',
    (id) => {
      expect(findRole(id)).toBeUndefined();
    },
  );
});
