/** As whom a disk encryption set reaches its key, and whether a principal id is that of one of its identities. */
import { identityKey } from '../evaluation/canonical.js';
import { casesOf } from '../evaluation/cases.js';
import { identityOf } from '../evaluation/identity.js';
import type { ResourceInstance } from '../evaluation/instances.js';
import { together } from '../evaluation/pairs.js';
import { textOf } from '../evaluation/value.js';
import type { Case, Value } from '../evaluation/value.js';
import { readIdentityType } from '../facts/disk-encryption.js';
import { principalOwner } from './grants.js';
import type { DiskEncryptionSet } from './model.js';

/** An identity that the templates create: the set's own, or a user-assigned one. */
export interface SetIdentity {
  readonly kind: 'systemAssigned' | 'userAssigned';
  /** Key of the resource whose principal it is. */
  readonly key: string;
  readonly resource: ResourceInstance;
}

/**
 * The identities of a set, one case each. undefined: not known, or one of them is not created here, so that what it
 * may do is not in the templates. An empty list: the set has none.
 */
export function identitiesOf(set: DiskEncryptionSet): readonly Case<readonly SetIdentity[] | undefined>[] {
  const { resource } = set;
  if (resource === undefined || set.external) return [{ value: undefined, when: [] }];
  const result: Case<readonly SetIdentity[] | undefined>[] = [];
  for (const { values, when } of together(set.identityType, set.userAssignedIdentities)) {
    const [type, assigned] = values;
    const text = textOf(type);
    const wanted = text === undefined ? undefined : readIdentityType(text);
    if (wanted === undefined) {
      result.push({ value: type.kind === 'absent' ? [] : undefined, when });
      continue;
    }
    const own: SetIdentity = { kind: 'systemAssigned', key: set.key, resource };
    const others = wanted.userAssigned ? userAssigned(assigned, resource) : [];
    result.push({ value: others && [...(wanted.systemAssigned ? [own] : []), ...others], when });
  }
  return result;
}

function userAssigned(value: Value, set: ResourceInstance): readonly SetIdentity[] | undefined {
  if (value.kind === 'absent') return [];
  if (value.kind !== 'object') return undefined;
  const { computed = [] } = value;
  // Ids that are known as text are those of identities that are there already.
  if (value.entries.size > 0 || (value.open && computed.length === 0)) return undefined;
  const identities: SetIdentity[] = [];
  for (const { name } of computed) {
    const identity = identityOf(name);
    const instance = identity && set.deployment.root.instanceOf(identity);
    if (instance === undefined || instance.declaration.existing) return undefined;
    if (instance.type.toLowerCase() !== 'microsoft.managedidentity/userassignedidentities') return undefined;
    identities.push({ kind: 'userAssigned', key: identityKey(instance.identity), resource: instance });
  }
  return identities;
}

export type Match = 'is' | 'maybe' | 'isNot';

/** Parameters so named are meant for a set whose principal id is passed in at a second deployment. */
const NAMED_FOR_SET =
  /(^|[^a-z])des($|[^a-z])|^des[A-Z]|Des([A-Z]|$)|disk_?encryption|encryption_?set|managed_?identity|uami|msi/i;

/** Whether a principal id (one case of a value) is that of an identity that this deployment creates. */
export function matchPrincipal(principal: Value, identity: SetIdentity): Match {
  const owner = principalOwner(principal);
  if (owner !== undefined) {
    const isSystemAssigned = identity.kind === 'systemAssigned';
    if (owner.key === identity.key) return owner.systemAssigned === isSystemAssigned ? 'is' : 'isNot';
    return principal.kind === 'reference' && isDeclared(principal, identity) ? 'isNot' : 'maybe';
  }
  switch (principal.kind) {
    // The id of an identity is made when the identity is: no text and no parameter of the deployment has it before.
    case 'literal':
    case 'absent':
      return 'isNot';
    case 'unknown': {
      const { term } = principal;
      if (term.kind === 'parameter' && term.deployment === '') {
        return NAMED_FOR_SET.test(term.name) ? 'maybe' : 'isNot';
      }
      // `deployer().objectId`
      const target = term.kind === 'member' ? term.target : undefined;
      const isDeployer =
        target?.kind === 'unknown' && target.term.kind === 'call' && target.term.name.toLowerCase() === 'deployer';
      return isDeployer ? 'isNot' : 'maybe';
    }
    case 'choice':
    case 'object':
    case 'array':
    case 'resourceId':
    case 'reference':
      return 'maybe';
  }
}

/** Whether the principal is read from a resource of the templates, which is then another one. */
function isDeclared(principal: Value & { kind: 'reference' }, identity: SetIdentity): boolean {
  const instance = identity.resource.deployment.root.instanceOf(principal.identity);
  if (instance !== undefined) return !instance.symbolic || instance.declaration !== identity.resource.declaration;
  return principal.identity.type.toLowerCase() !== identity.resource.type.toLowerCase();
}

/** The strongest match of any case of a principal with any of the identities. */
export function matchAny(principal: Value, identities: readonly SetIdentity[]): Match {
  let best: Match = 'isNot';
  for (const { value, when } of casesOf(principal)) {
    for (const identity of identities) {
      const match = matchPrincipal(value, identity);
      if (match === 'is' && when.length === 0) return 'is';
      if (match !== 'isNot') best = 'maybe';
    }
  }
  return best;
}
