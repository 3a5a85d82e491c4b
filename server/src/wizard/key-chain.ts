/** New vault, key, disk encryption set and grant, in the order in which Azure needs them. */
import type { NewValue } from '../edits/change.js';
import { PropertyOf } from '../edits/change.js';
import type { Anchor } from '../edits/new-resource.js';
import { Call, Code, ComputedKeys, NewResource } from '../edits/new-resource.js';
import {
  DISK_ENCRYPTION_SET_KEY_PERMISSIONS,
  KEY_VAULT_CRYPTO_SERVICE_ENCRYPTION_USER,
  KEY_VAULT_CRYPTO_SERVICE_RELEASE_USER,
} from '../facts/roles.js';
import { DISK_KEY_OPERATIONS } from '../facts/disk-encryption.js';
import type { DiskEncryptionSetType } from '../facts/disk-encryption.js';
import type { KeyOptions } from '../protocol.js';
import type { Scene } from './scene.js';
import { apiVersionOf, locationOf, nameOf, newParameter, newSymbol, tagsOf, vaultNameOf } from './scene.js';

const VAULT = 'Microsoft.KeyVault/vaults';
const KEY = 'Microsoft.KeyVault/vaults/keys';
const SET = 'Microsoft.Compute/diskEncryptionSets';
const ROLE_ASSIGNMENT = 'Microsoft.Authorization/roleAssignments';
const IDENTITY = 'Microsoft.ManagedIdentity/userAssignedIdentities';

/** A disk encryption set that disks can name, and what they must wait for besides. */
export interface UsableSet {
  readonly id: NewValue;
  /** The set, where it is in the template. */
  readonly set: Anchor | undefined;
  readonly waitFor: readonly Anchor[];
}

export interface KeyChain extends UsableSet {
  readonly resources: readonly NewResource[];
  /** Another set with the same key, for the data disks of a confidential machine. */
  readonly ordinary: UsableSet | undefined;
  /** Names of parameters that only the person who deploys can give. */
  readonly toGive: readonly string[];
}

/** The chain for a type of set. `withOrdinary`: a confidential one gets an ordinary set beside it. */
export function newKeyChain(
  scene: Scene,
  type: DiskEncryptionSetType,
  options: KeyOptions,
  withOrdinary = false,
): KeyChain {
  const isConfidential = type === 'ConfidentialVmEncryptedWithCustomerKey';
  const location = locationOf(scene);
  const tags = tagsOf(scene);
  const setName = nameOf(scene, SET, 'des');
  const resources: NewResource[] = [];
  const isUser = options.identity === 'user';
  const identity = isUser
    ? new NewResource(
        newSymbol(scene, 'encryption', 'identity'),
        IDENTITY,
        apiVersionOf(scene, IDENTITY, '2023-01-31', '2018-11-30'),
        nameOf(scene, IDENTITY, 'id'),
        { location, ...tags },
      )
    : undefined;
  if (identity !== undefined) resources.push(identity);

  const toGive: string[] = [];
  const orchestrator = isConfidential
    ? newParameter(scene, {
        name: 'confidentialOrchestratorId',
        type: 'string',
        description:
          "Object id of the service principal 'Confidential VM Orchestrator' (application bf7b6499-ff71-4aa2-97a4-f372087be7f0) in this tenant.",
      })
    : undefined;
  if (orchestrator !== undefined) toGive.push(orchestrator.name);
  const policy = (principal: NewValue, keys: readonly string[]): NewValue => ({
    tenantId: new Code('subscription().tenantId'),
    objectId: principal,
    permissions: { keys },
  });
  const inline = [
    ...(identity === undefined
      ? []
      : [policy(new PropertyOf(identity, ['properties', 'principalId']), KEY_PERMISSIONS)]),
    ...(orchestrator === undefined ? [] : [policy(orchestrator, ['get', 'release'])]),
  ];
  const usesRoles = options.grant === 'roles';
  const needsHsm = options.hsm || isConfidential;
  const vault = new NewResource(
    newSymbol(scene, 'key', 'vault'),
    VAULT,
    // Versions from 2019-09-01 know the role model, which is said in any case (KV-09).
    apiVersionOf(scene, VAULT, KEY_VAULT_VERSION, '2019-09-01'),
    vaultNameOf(setName),
    {
      location,
      ...tags,
      properties: {
        tenantId: new Code('subscription().tenantId'),
        sku: { family: 'A', name: needsHsm ? 'premium' : 'standard' },
        enableRbacAuthorization: usesRoles,
        ...(usesRoles ? {} : { accessPolicies: inline }),
        enableSoftDelete: true,
        enablePurgeProtection: true,
      },
    },
  );
  const key = newKey(scene, vault, options, isConfidential, toGive);
  resources.push(vault, key);

  const set = (
    name: NewValue,
    symbol: string,
    encryptionType: DiskEncryptionSetType,
    waitFor: NewResource[],
  ): NewResource =>
    new NewResource(
      symbol,
      SET,
      apiVersionOf(scene, SET, '2024-03-02', '2022-03-02'),
      name,
      {
        location,
        ...tags,
        identity:
          identity === undefined
            ? { type: 'SystemAssigned' }
            : {
                type: 'UserAssigned',
                userAssignedIdentities: new ComputedKeys([[new PropertyOf(identity, ['id']), {}]]),
              },
        properties: {
          encryptionType,
          activeKey: {
            sourceVault: { id: new PropertyOf(vault, ['id']) },
            keyUrl: new PropertyOf(key, ['properties', 'keyUriWithVersion']),
          },
          // Confidential sets cannot follow new versions of a key (DES-15).
          ...(encryptionType === 'ConfidentialVmEncryptedWithCustomerKey'
            ? {}
            : { rotationToLatestKeyVersionEnabled: options.rotation }),
        },
      },
      waitFor.length === 0 ? {} : { dependsOn: waitFor },
    );

  const role = (words: readonly string[], principal: NewValue, seed: NewValue, roleId: string): NewResource =>
    new NewResource(
      newSymbol(scene, ...words),
      ROLE_ASSIGNMENT,
      apiVersionOf(scene, ROLE_ASSIGNMENT, '2022-04-01', '2018-09-01-preview'),
      new Call('guid', [new PropertyOf(key, ['id']), seed, roleId]),
      {
        properties: {
          roleDefinitionId: new Call('subscriptionResourceId', ['Microsoft.Authorization/roleDefinitions', roleId]),
          principalId: principal,
          principalType: 'ServicePrincipal',
        },
      },
      { scope: key },
    );
  const released: NewResource[] = [];
  if (usesRoles && orchestrator !== undefined) {
    released.push(
      role(['key', 'release', 'access'], orchestrator, orchestrator, KEY_VAULT_CRYPTO_SERVICE_RELEASE_USER),
    );
  }
  // A user-assigned identity uses the key as soon as the set is made, and has its access before it (RBAC-03).
  const before: NewResource[] = [];
  if (identity !== undefined && usesRoles) {
    before.push(
      role(
        ['encryption', 'identity', 'access'],
        new PropertyOf(identity, ['properties', 'principalId']),
        new PropertyOf(identity, ['id']),
        KEY_VAULT_CRYPTO_SERVICE_ENCRYPTION_USER,
      ),
    );
  }
  resources.push(...released, ...before);

  const main = set(setName, newSymbol(scene, ...SET_WORDS), type, before);
  const sets = [main];
  if (withOrdinary) {
    const symbol = newSymbol(scene, 'data', ...SET_WORDS);
    sets.push(set(nameOf(scene, SET, 'des-data'), symbol, 'EncryptionAtRestWithCustomerKey', before));
  }
  resources.push(...sets);
  const principalOf = (made: NewResource): NewValue => new PropertyOf(made, ['identity', 'principalId']);
  let grants: readonly NewResource[] = [];
  if (identity === undefined && usesRoles) {
    grants = sets.map((made, index) =>
      role(
        [...(index > 0 ? ['data'] : []), ...SET_WORDS, 'access'],
        principalOf(made),
        new PropertyOf(made, ['id']),
        KEY_VAULT_CRYPTO_SERVICE_ENCRYPTION_USER,
      ),
    );
  } else if (identity === undefined) {
    grants = [
      accessPolicies(
        scene,
        vault,
        sets.map(principalOf).map((one) => policy(one, KEY_PERMISSIONS)),
      ),
    ];
  }
  resources.push(...grants);
  const usable = (made: NewResource, index: number): UsableSet => ({
    id: new PropertyOf(made, ['id']),
    set: made,
    waitFor: [...grants.slice(Math.min(index, grants.length - 1)).slice(0, 1), ...(index > 0 ? [] : released)],
  });
  const [first = main, second] = sets;
  return {
    ...usable(first, 0),
    resources,
    ordinary: second && usable(second, 1),
    toGive,
  };
}

const SET_WORDS = ['disk', 'encryption', 'set'];
const KEY_PERMISSIONS = [...DISK_ENCRYPTION_SET_KEY_PERMISSIONS];

/** The newest version that was looked at; those before it retire on 2027-02-27 (KV-09). */
const KEY_VAULT_VERSION = '2026-02-01';

function newKey(
  scene: Scene,
  vault: NewResource,
  options: KeyOptions,
  isConfidential: boolean,
  toGive: string[],
): NewResource {
  const confidential = (): Record<string, NewValue> => {
    const policy = newParameter(scene, {
      name: 'keyReleasePolicy',
      type: 'object',
      description:
        'Policy by which the key is released to attested confidential machines, as Azure publishes it for this cloud.',
    });
    toGive.push(policy.name);
    return {
      attributes: { exportable: true },
      // A key of a confidential disk leaves the vault for the machine that proves what it is (CVM-12).
      release_policy: {
        contentType: 'application/json; charset=utf-8',
        data: new Call('base64', [new Call('string', [policy])]),
      },
    };
  };
  const rotation: Record<string, NewValue> = {
    rotationPolicy: {
      attributes: { expiryTime: 'P2Y' },
      lifetimeActions: [
        { action: { type: 'rotate' }, trigger: { timeAfterCreate: 'P18M' } },
        { action: { type: 'notify' }, trigger: { timeBeforeExpiry: 'P30D' } },
      ],
    },
  };
  return new NewResource(
    newSymbol(scene, 'encryption', 'key'),
    KEY,
    apiVersionOf(scene, KEY, KEY_VAULT_VERSION, '2022-07-01'),
    'disk-encryption',
    {
      properties: {
        kty: options.hsm || isConfidential ? 'RSA-HSM' : 'RSA',
        keySize: options.keySize,
        keyOps: [...DISK_KEY_OPERATIONS],
        ...(isConfidential ? confidential() : options.rotation ? rotation : {}),
      },
    },
    { parent: vault },
  );
}

/** Policies of their own: in the vault they would make the vault wait for the sets, which wait for the vault. */
function accessPolicies(scene: Scene, vault: NewResource, policies: readonly NewValue[]): NewResource {
  return new NewResource(
    newSymbol(scene, ...SET_WORDS, 'access'),
    'Microsoft.KeyVault/vaults/accessPolicies',
    apiVersionOf(scene, 'Microsoft.KeyVault/vaults/accessPolicies', KEY_VAULT_VERSION, '2019-09-01'),
    'add',
    { properties: { accessPolicies: policies } },
    { parent: vault },
  );
}
