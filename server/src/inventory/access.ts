/** Which grants reach the identity of a disk encryption set on its key. */
import { canonicalExpression, identityKey } from '../evaluation/canonical.js';
import { casesOf, combine } from '../evaluation/cases.js';
import { evaluate } from '../evaluation/evaluate.js';
import { identityOf, ownName, parentIdentity } from '../evaluation/identity.js';
import { simplestChoice } from '../evaluation/identity-cases.js';
import type { Alternatives, ResourceInstance } from '../evaluation/instances.js';
import { pairs } from '../evaluation/pairs.js';
import { isAbsent, textOf } from '../evaluation/value.js';
import type { Case, Condition, Value } from '../evaluation/value.js';
import { vaultDefaultsToRbac } from '../facts/api-versions.js';
import { ALL_KEY_PERMISSIONS, DISK_ENCRYPTION_SET_KEY_PERMISSIONS, findRole } from '../facts/roles.js';
import { principalOwner } from './grants.js';
import type { AccessPolicyGrant, DiskEncryptionSet, Grant, Inventory, Key, RoleGrant, Vault } from './model.js';
import { identitiesOf, matchAny } from './set-identities.js';
import { lazy } from '../template/lazy.js';
import type { Match, SetIdentity } from './set-identities.js';

/** How a vault decides who may use its keys; `undefined`: not known. */
export interface VaultModel {
  readonly grants: 'roles' | 'policies' | undefined;
  /** The template does not say; the API version's default holds (KV-09). */
  readonly byDefault: boolean;
  readonly at: Value;
}

/** What the templates say about the access of one set to one vault, under the conditions `when`. */
export interface KeyAccess {
  readonly set: DiskEncryptionSet;
  readonly vault: Vault;
  readonly when: readonly Condition[];
  readonly model: VaultModel;
  readonly identities: readonly SetIdentity[];
  /** Grants that suffice, together with each other, in a model that the vault uses or may use. */
  readonly sufficient: readonly Grant[];
  /** Access policies of the identity that lack a permission; empty where others make up for it. */
  readonly incomplete: readonly IncompletePolicy[];
  /** Grants in the model that the vault does not use. */
  readonly ignored: readonly Grant[];
  /** Something that is not seen in full may be a grant as well. */
  readonly open: boolean;
}

export interface IncompletePolicy {
  readonly grant: AccessPolicyGrant;
  /** The list of permissions, or its absence. */
  readonly permissions: Value;
  readonly missing: readonly string[];
}

/** The model of a vault, one case each; nothing is known of a vault that is not created here. */
export function vaultModelsOf(vault: Vault): readonly Case<VaultModel>[] {
  const recovered = vault.resource !== undefined && !vault.external && isRecovered(vault.resource);
  const whole = vault.enableRbacAuthorization;
  const simplest = whole.kind === 'choice' ? (simplestChoice(whole.cases, whole.origin) ?? whole) : whole;
  return casesOf(simplest).map(({ value, when }): Case<VaultModel> => {
    if (isAbsent(value)) {
      const roles = vaultDefaultsToRbac(vault.apiVersion);
      const grants = roles === undefined || recovered ? undefined : roles ? 'roles' : 'policies';
      return { value: { grants, byDefault: true, at: value }, when };
    }
    const known = value.kind === 'literal' && typeof value.value === 'boolean' ? value.value : undefined;
    const grants = known === undefined || recovered ? undefined : known ? 'roles' : 'policies';
    return { value: { grants, byDefault: false, at: value }, when };
  });
}

/** A vault that is recovered keeps the settings and policies that it had. */
function isRecovered(vault: ResourceInstance): boolean {
  return casesOf(vault.property('properties', 'createMode')).some(
    ({ value }) => !isAbsent(value) && textOf(value)?.toLowerCase() !== 'default',
  );
}

const found = new WeakMap<Inventory, readonly KeyAccess[]>();

/** The access of every set that is created here, with identities that are created here, to the vault of its key. */
export function keyAccesses(inventory: Inventory): readonly KeyAccess[] {
  let accesses = found.get(inventory);
  if (accesses === undefined) found.set(inventory, (accesses = [...findAccesses(inventory)]));
  return accesses;
}

function* findAccesses(inventory: Inventory): Generator<KeyAccess> {
  // To find all grants is much work, and often there is no set that needs one.
  const grants = lazy(() => new GrantsByOwner(inventory.grants));
  for (const set of inventory.diskEncryptionSets) {
    if (set.resource === undefined || set.external) continue;
    for (const { value: identities, when: one } of identitiesOf(set)) {
      if (identities === undefined || identities.length === 0) continue;
      for (const { left: keyLink, right: vaultLink, when: two } of pairs(set.keys, set.vaults)) {
        const key = keyLink.kind === 'to' ? keyLink.node : undefined;
        const vault = key?.vault ?? (vaultLink.kind === 'to' ? vaultLink.node : undefined);
        if (vault?.kind !== 'vault') continue;
        for (const { value: model, when: three } of vaultModelsOf(vault)) {
          for (const when of joined([one, two, three], [set.existence, vault.existence])) {
            const candidates = grants().mayReach(identities);
            yield accessOf({ set, vault, key, model, identities, when, candidates }, inventory);
          }
        }
      }
    }
  }
}

/** All ways in which the conditions hold and the resources exist. */
function joined(conditions: readonly (readonly Condition[])[], existences: readonly Alternatives[]): Alternatives {
  let result: (readonly Condition[])[] = [[]];
  for (const next of [...conditions.map((one): Alternatives => [one]), ...existences]) {
    result = result.flatMap((before) => next.map((one) => combine(before, one)).filter((one) => one !== undefined));
  }
  return result;
}

interface Question {
  readonly set: DiskEncryptionSet;
  readonly vault: Vault;
  readonly key: Key | undefined;
  readonly model: VaultModel;
  readonly identities: readonly SetIdentity[];
  readonly when: readonly Condition[];
  /** Grants that are not certainly those of others. */
  readonly candidates: readonly Grant[];
}

/** Grants by the resource whose principal they are for, so that not every set looks at those of all others. */
class GrantsByOwner {
  private readonly byOwner = new Map<string, Grant[]>();
  private readonly others: Grant[] = [];

  constructor(grants: readonly Grant[]) {
    for (const grant of grants) {
      const owner = ownerOf(grant);
      const list = owner === undefined ? this.others : (this.byOwner.get(owner) ?? []);
      list.push(grant);
      if (owner !== undefined) this.byOwner.set(owner, list);
    }
  }

  mayReach(identities: readonly SetIdentity[]): readonly Grant[] {
    return [...identities.flatMap(({ key }) => this.byOwner.get(key) ?? []), ...this.others];
  }
}

/** Key of the one resource of the templates whose principal it is for; undefined where that is not known. */
function ownerOf({ principal, resource }: Grant): string | undefined {
  const owner = principalOwner(principal);
  if (owner === undefined || principal.kind !== 'reference') return undefined;
  const instance = resource.deployment.root.instanceOf(principal.identity);
  return instance === undefined || instance.symbolic ? undefined : owner.key;
}

function accessOf(question: Question, inventory: Inventory): KeyAccess {
  const { set, vault, key, model, identities, when, candidates } = question;
  const usesRoles = model.grants !== 'policies';
  const usesPolicies = model.grants !== 'roles';
  const sufficient: Grant[] = [];
  const ignored: Grant[] = [];
  const policies: { grant: AccessPolicyGrant; permissions: Value; names: readonly string[] }[] = [];
  let open = false;
  for (const grant of candidates) {
    const match = certainty(matchAny(grant.principal, identities), grant.existence, when);
    if (match === 'isNot') continue;
    if (grant.kind === 'role') {
      const answer = weakest(match, weakest(coverage(grant, vault, key), roleAnswer(grant.roleDefinitionId)));
      if (answer === 'is') (usesRoles ? sufficient : ignored).push(grant);
      else if (answer === 'maybe' && usesRoles) open = true;
      continue;
    }
    if (grant.vaultKey !== vault.key) {
      // A policy for this identity on a vault that may be this one, under a name that is not known.
      if (usesPolicies && !isCreatedVault(grant.vaultKey, inventory)) open = true;
      continue;
    }
    if (!usesPolicies) {
      if (match === 'is') ignored.push(grant);
      continue;
    }
    for (const one of casesOf(grant.permissions)) {
      const names = permissionNames(one.value);
      if (names === undefined || match === 'maybe' || one.when.length > 0) open = true;
      else policies.push({ grant, permissions: one.value, names });
    }
  }
  const lacking = missingPermissions(policies.flatMap(({ names }) => names));
  if (lacking.length === 0) sufficient.push(...policies.map(({ grant }) => grant));
  const incomplete =
    lacking.length === 0 || sufficient.length > 0
      ? []
      : policies.map(({ grant, permissions, names }) => ({ grant, permissions, missing: missingPermissions(names) }));
  if (usesPolicies) {
    open ||= inventory.openPolicyLists.some(
      (list) => list.vaultKey === vault.key && certainty('maybe', list.existence, when) !== 'isNot',
    );
  }
  open ||= mayBeGrantedElsewhere(question, inventory);
  return { set, vault, when, model, identities, sufficient, incomplete, ignored, open };
}

/** A match of something that exists under conditions: certain only where these hold whenever `when` does. */
function certainty(match: Match, existence: Alternatives, when: readonly Condition[]): Match {
  if (match === 'isNot') return match;
  const compatible = existence.filter((one) => combine(one, when) !== undefined);
  if (compatible.length === 0) return 'isNot';
  const isCertain = compatible.some((one) => combine(one, when)?.length === when.length);
  return isCertain ? match : 'maybe';
}

function weakest(left: Match, right: Match): Match {
  if (left === 'isNot' || right === 'isNot') return 'isNot';
  return left === 'maybe' || right === 'maybe' ? 'maybe' : 'is';
}

/** Whether a role lets its holder wrap and unwrap keys; a role that is not in the table may. */
function roleAnswer(definition: Value): Match {
  const names = casesOf(definition).flatMap(({ value }) => {
    const identity = identityOf(value);
    const name = identity === undefined ? value : ownName(identity);
    return name === undefined ? [undefined] : casesOf(name).map((one) => one.value);
  });
  const answers = names.map((name): Match => {
    const role = name === undefined ? undefined : findRole(textOf(name) ?? '');
    if (role === undefined) return 'maybe';
    return role.system === 'azure' && role.keyAccess === 'wrapAndUnwrap' ? 'is' : 'isNot';
  });
  const [first = 'maybe', ...others] = answers;
  return others.every((one) => one === first) ? first : 'maybe';
}

/** Whether the scope of an assignment holds the key. */
function coverage(grant: RoleGrant, vault: Vault, key: Key | undefined): Match {
  const { scope } = grant.resource.identity;
  switch (scope.kind) {
    case 'resource': {
      const { identity } = scope;
      const declared = grant.resource.deployment.root.instanceOf(identity) !== undefined;
      switch (identity.type.toLowerCase()) {
        case 'microsoft.keyvault/vaults':
          return identityKey(identity) === vault.key
            ? 'is'
            : declared && vault.resource !== undefined
              ? 'isNot'
              : 'maybe';
        case 'microsoft.keyvault/vaults/keys': {
          if (key === undefined) return 'maybe';
          if (identityKey(identity) === key.key) return 'is';
          const parent = parentIdentity(identity);
          const elsewhere = parent !== undefined && identityKey(parent) !== vault.key;
          return declared && (elsewhere || key.resource !== undefined) ? 'isNot' : 'maybe';
        }
        default:
          return 'isNot';
      }
    }
    case 'resourceGroup': {
      const own = vault.identity.scope;
      if (own.kind !== 'resourceGroup') return 'maybe';
      return weakest(sameText(scope.subscription, own.subscription), sameText(scope.resourceGroup, own.resourceGroup));
    }
    case 'subscription': {
      const own = vault.identity.scope;
      return own.kind === 'resourceGroup' ? sameText(scope.subscription, own.subscription) : 'maybe';
    }
    case 'managementGroup':
    case 'tenant':
      return 'is';
    case 'id':
      return 'maybe';
  }
}

function sameText(left: Value, right: Value): Match {
  if (canonicalExpression(left).toLowerCase() === canonicalExpression(right).toLowerCase()) return 'is';
  return textOf(left) !== undefined && textOf(right) !== undefined ? 'isNot' : 'maybe';
}

function isCreatedVault(key: string, inventory: Inventory): boolean {
  return inventory.vaults.some((vault) => vault.key === key && vault.resource !== undefined);
}

/** The permissions of a policy in lower case; undefined where one of them is not known. */
function permissionNames(value: Value): readonly string[] | undefined {
  if (isAbsent(value)) return [];
  if (value.kind !== 'array' || value.open) return undefined;
  const names: string[] = [];
  for (const item of value.items) {
    const text = textOf(item);
    if (text === undefined) return undefined;
    names.push(text.toLowerCase());
  }
  return names;
}

/** Whether a policy that is known in full has all permissions that a set needs. */
export function isCompletePolicy(grant: AccessPolicyGrant): boolean {
  return casesOf(grant.permissions).every(({ value }) => {
    const names = permissionNames(value);
    return names !== undefined && missingPermissions(names).length === 0;
  });
}

function missingPermissions(names: readonly string[]): readonly string[] {
  if (names.includes(ALL_KEY_PERMISSIONS)) return [];
  return DISK_ENCRYPTION_SET_KEY_PERMISSIONS.filter((name) => !names.includes(name.toLowerCase()));
}

/**
 * Whether a module whose content is not at hand, or a script, is told of the set, its identity or its vault: it may
 * make the grant.
 */
function mayBeGrantedElsewhere({ set, vault, identities }: Question, inventory: Inventory): boolean {
  const vaultName = ownName(vault.identity);
  const names = [set.key, vault.key, ...identities.map((identity) => identity.key)];
  if (vaultName !== undefined) names.push(canonicalExpression(vaultName).toLowerCase());
  const speaksOf = (value: Value): boolean => {
    const text = canonicalExpression(value).toLowerCase();
    return names.some((name) => text.includes(name));
  };
  for (const { module } of inventory.gaps) {
    const { declaration, environment } = module;
    if (declaration.computedParameters !== undefined) return true;
    for (const argument of declaration.parameters().values()) {
      if (speaksOf(evaluate(argument.value, environment))) return true;
    }
  }
  return inventory.scripts.some((script) => speaksOf(script.body));
}

/** Whether the principal id of a set's own identity is an output of the whole deployment, for others to grant it access. */
export function isPrincipalGivenOut(set: DiskEncryptionSet): boolean {
  let deployment = set.resource?.deployment;
  while (deployment?.parent !== undefined) ({ deployment } = deployment.parent);
  if (deployment === undefined) return false;
  const principal = `reference(${set.key}, 'full').identity`;
  for (const name of deployment.template.outputs.keys()) {
    const value = deployment.output(name);
    if (value !== undefined && canonicalExpression(value).toLowerCase().includes(principal)) return true;
  }
  return false;
}
