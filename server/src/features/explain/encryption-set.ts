/** A disk encryption set: which encryption it gives, with which key, as whom, to whom. */
import { conditionsText } from '../../evaluation/reason-text.js';
import { casesOf } from '../../evaluation/cases.js';
import { isAbsent, textOf } from '../../evaluation/value.js';
import type { Value } from '../../evaluation/value.js';
import { keyAccesses } from '../../inventory/access.js';
import type { KeyAccess } from '../../inventory/access.js';
import { displayText } from '../../inventory/display-text.js';
import { encryptionTypesOf } from '../../inventory/encryption-types.js';
import { versionOfKeyUrl } from '../../inventory/key-url.js';
import type { DiskEncryptionSet, Grant, Inventory } from '../../inventory/model.js';
import { usersOf } from '../../inventory/nodes.js';
import { namedByKind } from './disk.js';
import { code, listed, plain } from './markdown.js';
import type { Explanation } from './node.js';

export const SET_TYPES = {
  EncryptionAtRestWithCustomerKey: 'customer key',
  EncryptionAtRestWithPlatformAndCustomerKeys: 'double encryption, platform and customer keys',
  ConfidentialVmEncryptedWithCustomerKey: 'confidential VM, customer key',
} as const;

export function explainEncryptionSet(set: DiskEncryptionSet, inventory: Inventory): Explanation {
  const kind = 'disk encryption set';
  const head = ['', '', ''];
  const usedBy = ['Used by', namedByKind(usersOf(inventory, set)), ''];
  if (set.external) {
    const summary = 'not in the template: its type and key are not known';
    return { kind, summary, head, rows: [usedBy], pages: ['serverSide'] };
  }
  const types = encryptionTypesOf(set).map(({ value: { type, at }, when }) => {
    const text = type === undefined ? `not known (${code(displayText(at))})` : SET_TYPES[type];
    return when.length === 0 ? text : `${text} if ${plain(conditionsText(when))}`;
  });
  const isDouble = encryptionTypesOf(set).some(
    ({ value }) => value.type === 'EncryptionAtRestWithPlatformAndCustomerKeys',
  );
  return {
    kind,
    summary: [...new Set(types)].join(' or '),
    head: ['Set', 'Value', 'Why'],
    rows: [
      ['Key', ...keyCells(set)],
      ['Rotation', ...rotationCells(set)],
      ['Identity', ...identityCells(set)],
      accessRow(set, inventory),
      usedBy,
    ],
    pages: isDouble ? ['serverSide', 'double'] : ['serverSide'],
  };
}

function keyCells(set: DiskEncryptionSet): [string, string] {
  const keys = set.keys.flatMap(({ value }) => (value.kind === 'to' ? [value.node] : []));
  if (keys.length === 0) {
    return isAbsent(set.keyUrl) ? ['None', 'No activeKey.keyUrl'] : ['Not known', code(displayText(set.keyUrl))];
  }
  const vaults = [...new Set(keys.map(({ vault }) => vault))];
  const where = vaults.map(({ name, kind }) => `${kind === 'vault' ? 'in vault' : 'in managed HSM'} ${code(name)}`);
  const versions = new Set(casesOf(set.keyUrl).map(({ value }) => versionOfKeyUrl(value)));
  const version =
    versions.size > 1 || versions.has('unknown')
      ? ''
      : versions.has('versioned')
        ? 'The URL has a version'
        : 'The URL has no version';
  return [`${listed([...new Set(keys.map(({ name }) => code(name)))], 'or')} ${listed(where, 'or')}`, version];
}

function rotationCells({ rotation }: DiskEncryptionSet): [string, string] {
  if (isAbsent(rotation)) return ['Off', 'rotationToLatestKeyVersionEnabled is not set'];
  const cases = casesOf(rotation);
  const texts = cases.map(({ value }) =>
    value.kind === 'literal'
      ? value.value === true
        ? 'Follows the latest key version'
        : 'Off'
      : `Not known: ${code(displayText(value))}`,
  );
  return [[...new Set(texts)].join(' or '), ''];
}

function identityCells(set: DiskEncryptionSet): [string, string] {
  if (isAbsent(set.identityType)) return ['None', 'Without an identity it cannot reach the key'];
  return [plain(displayText(set.identityType)), ''];
}

function accessRow(set: DiskEncryptionSet, inventory: Inventory): string[] {
  const accesses = keyAccesses(inventory).filter((access) => access.set === set);
  const told = accesses.map(accessCells);
  const [first] = told;
  if (first === undefined)
    return ['Access to the key', 'Not known', 'Its identity or its vault is not in the template'];
  const whats = [...new Set(told.map(([what]) => what))];
  return [
    'Access to the key',
    whats.join(' or '),
    [...new Set(told.map(([, why]) => why))].filter((why) => why !== '').join('; '),
  ];
}

function accessCells({ sufficient, incomplete, ignored, open, model }: KeyAccess): [string, string] {
  const [grant] = sufficient;
  if (grant !== undefined) return ['Granted', grantText(grant)];
  const [partial] = incomplete;
  if (partial !== undefined) return ['Incomplete', `The access policy lacks ${listed(partial.missing.map(code))}`];
  if (open) return ['Not known', 'It may be granted by something that is not seen here'];
  if (ignored.length > 0) {
    return [
      'Missing',
      model.grants === 'roles'
        ? 'The vault uses roles and ignores access policies'
        : 'The vault uses access policies and ignores roles',
    ];
  }
  return [
    'Missing',
    model.grants === 'policies' ? 'No access policy for the identity' : 'No role assignment for the identity',
  ];
}

function grantText(grant: Grant): string {
  return grant.kind === 'role'
    ? `By role assignment${nameOf(grant.resource.ownName)}`
    : 'By an access policy of the vault';
}

function nameOf(name: Value): string {
  const text = textOf(name);
  return text === undefined ? '' : ` ${code(text)}`;
}
