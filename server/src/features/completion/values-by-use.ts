/** Values for a parameter by what it decides: plain texts, as parameter files and defaults hold them. */
import { segmentsOfIdentity } from '../../evaluation/identity.js';
import type { ParameterUse } from '../../evaluation/parameter-uses.js';
import { textOf } from '../../evaluation/value.js';
import type { ResourceIdentity } from '../../evaluation/value.js';
import {
  DISK_ENCRYPTION_SET_TYPES,
  DISK_ENCRYPTION_TYPES,
  DISK_SECURITY_TYPES,
  SECURITY_ENCRYPTION_TYPES,
} from '../../facts/disk-encryption.js';
import type { Inventory } from '../../inventory/model.js';
import { topicOf } from '../explain/topics.js';
import type { TopicId } from '../explain/topics.js';
import { encryptionTypeWords } from './encryption-set-values.js';
import { offeredRoles } from './key-values.js';
import type { OfferedValue } from './value-completion.js';
import { offeredSizes, securityProfileOf } from './vm-size-values.js';

/**
 * What the first use wants that wants something. `inventory`: for ids that are known. `snippets`: whether parts can be
 * left to fill in.
 */
export function valuesByUse(
  uses: readonly ParameterUse[],
  inventory: Inventory | undefined,
  snippets: boolean,
): readonly OfferedValue[] {
  for (const use of uses) {
    const values = valuesFor(use, inventory).filter(({ value }) => snippets || !('snippet' in value));
    if (values.length > 0) return values;
  }
  return [];
}

function valuesFor(use: ParameterUse, inventory: Inventory | undefined): readonly OfferedValue[] {
  const { resource, path, asItIs } = use;
  const isRole = /roleDefinitionId$/i.test(path.at(-1) ?? '');
  if (isRole && /^microsoft\.authorization\/roleassignments$/i.test(resource.type)) {
    // As a part of an id only its last segment is open.
    const prefix = asItIs ? '/providers/Microsoft.Authorization/roleDefinitions/' : '';
    return offeredRoles((id) => ({ text: prefix + id }));
  }
  const topic = topicOf(resource.type, path)?.id;
  if (topic === undefined || !asItIs) return [];
  switch (topic) {
    case 'size':
      return sizesFor(use);
    case 'setOfDisk':
    case 'setOfConfidentialDisk':
    case 'setOfCluster':
      return idsOf(inventory?.diskEncryptionSets ?? [], 'Microsoft.Compute/diskEncryptionSets', 'Disk encryption set');
    case 'sourceVault':
      return idsOf(inventory?.vaults ?? [], 'Microsoft.KeyVault/vaults', 'Key vault');
    case 'keyUrl':
      return [KEY_URL];
    default:
      return (MEMBERS[topic] ?? []).map((text) => ({
        value: { text },
        label: text,
        description: '',
        detail: encryptionTypeWords(text),
        kind: 'member',
      }));
  }
}

const MEMBERS: Partial<Readonly<Record<TopicId, readonly string[]>>> = {
  diskEncryptionType: DISK_ENCRYPTION_TYPES,
  setType: DISK_ENCRYPTION_SET_TYPES,
  securityEncryptionType: SECURITY_ENCRYPTION_TYPES,
  diskSecurityType: DISK_SECURITY_TYPES,
};

function sizesFor({ deployment, resource }: ParameterUse): readonly OfferedValue[] {
  const instance = deployment.declared.find(({ declaration }) => declaration === resource);
  const profile = securityProfileOf(resource.type);
  const securityType =
    instance === undefined || profile === undefined ? undefined : textOf(instance.property(...profile, 'securityType'));
  const region = instance === undefined ? undefined : textOf(instance.property('location'));
  return offeredSizes(securityType?.toLowerCase() === 'confidentialvm', region);
}

/** Ids that the templates name, and one to be filled in. */
function idsOf(
  nodes: readonly { readonly identity: ResourceIdentity; readonly name: string }[],
  type: string,
  detail: string,
): readonly OfferedValue[] {
  const known = nodes.flatMap(({ identity, name }): OfferedValue[] => {
    const id = literalId(identity);
    return id === undefined
      ? []
      : [{ value: { text: id }, label: name, description: groupIn(id), detail, kind: 'reference' }];
  });
  const snippet = `/subscriptions/\${1:subscription}/resourceGroups/\${2:resourceGroup}/providers/${type}/\${3:name}`;
  return [
    ...known,
    {
      value: { snippet },
      label: `/subscriptions/…/${type}/…`,
      description: 'to be filled in',
      detail,
      kind: 'value',
      isLast: true,
    },
  ];
}

/** The id as a text; undefined where a part of it is not known. */
function literalId(identity: ResourceIdentity): string | undefined {
  const segments = segmentsOfIdentity(identity, { file: '', start: 0, end: 0 });
  return segments.every((segment) => typeof segment === 'string') && segments[1] === 'subscriptions'
    ? segments.join('/')
    : undefined;
}

function groupIn(id: string): string {
  return /\/resourceGroups\/([^/]+)\//i.exec(id)?.[1] ?? '';
}

/** A set wants the version, whether it follows newer ones or not (DES-11, 2026-08-20). */
const KEY_URL: OfferedValue = {
  value: { snippet: 'https://${1:vault}.vault.azure.net/keys/${2:key}/${3:version}' },
  label: 'https://….vault.azure.net/keys/…/…',
  description: 'with its version',
  detail: 'Key URL',
  kind: 'value',
};
