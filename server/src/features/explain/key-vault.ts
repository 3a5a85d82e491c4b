/** Keys, vaults and managed HSMs. */
import { casesOf } from '../../evaluation/cases.js';
import { isAbsent, textOf } from '../../evaluation/value.js';
import type { Value } from '../../evaluation/value.js';
import { DEFAULT_KEY_SIZE } from '../../facts/disk-encryption.js';
import { vaultModelsOf } from '../../inventory/access.js';
import { displayText } from '../../inventory/display-text.js';
import type { Inventory, Key, Vault } from '../../inventory/model.js';
import { usersOf } from '../../inventory/nodes.js';
import type { InventoryNode } from '../../inventory/nodes.js';
import { namedByKind } from './disk.js';
import { code, plain, sentence } from './markdown.js';
import type { Explanation } from './node.js';

export function explainKey(key: Key, inventory: Inventory): Explanation {
  const where = `${key.vault.kind === 'vault' ? 'in vault' : 'in managed HSM'} ${code(key.vault.name)}`;
  const rows = [...usage(key, inventory)];
  if (key.external) {
    return { kind: 'key', summary: `${where} · not in the template`, head: HEAD, rows, pages: ['serverSide'] };
  }
  const size = isAbsent(key.keySize) ? `${String(DEFAULT_KEY_SIZE)} (default)` : plain(displayText(key.keySize));
  const rotation = key.resource?.property('properties', 'rotationPolicy');
  const expires = expiry(key.expires);
  return {
    kind: 'key',
    summary: where,
    head: HEAD,
    rows: [
      ['Type', isAbsent(key.keyType) ? 'Not set' : code(displayText(key.keyType))],
      ['Size', size],
      ['Rotation policy', rotation === undefined || isAbsent(rotation) ? 'None in the template' : 'Yes'],
      ...(isFalse(key.enabled) ? [['Enabled', 'No: machines with its disks stop about an hour later']] : []),
      ...(expires === undefined ? [] : [['Expires', expires]]),
      ...rows,
    ],
    pages: ['keyTypes', 'keyRotation'],
  };
}

const HEAD = ['Key', 'Value'];

function expiry(expires: Value): string | undefined {
  if (isAbsent(expires)) return undefined;
  if (expires.kind !== 'literal' || typeof expires.value !== 'number') return code(displayText(expires));
  const time = new Date(expires.value * 1000);
  return Number.isNaN(time.getTime()) ? code(displayText(expires)) : time.toISOString().slice(0, 10);
}

export function explainVault(vault: Vault, inventory: Inventory): Explanation {
  const kind = vault.kind === 'vault' ? 'key vault' : 'managed HSM';
  const head = [sentence(kind), 'Value'];
  const keys = inventory.keys.filter((key) => key.vault === vault);
  const hanging = [['Keys', namedByKind(keys)], ...usage(vault, inventory)];
  if (vault.external) return { kind, summary: 'not in the template', head, rows: hanging, pages: ['softDelete'] };
  const rows = [
    ...(isAbsent(vault.sku) ? [] : [['SKU', code(displayText(vault.sku))]]),
    ['Purge protection', yesNo(vault.enablePurgeProtection, 'No: a disk encryption set needs it')],
    ['Soft delete', yesNo(vault.enableSoftDelete, 'Yes (default)')],
  ];
  if (vault.kind === 'vault') {
    const models = vaultModelsOf(vault).map(({ value: { grants, byDefault } }) => {
      const name = grants === undefined ? 'Not known' : grants === 'roles' ? 'Role assignments' : 'Access policies';
      return byDefault && grants !== undefined ? `${name} (default of API ${plain(vault.apiVersion)})` : name;
    });
    rows.push(['Access to keys', [...new Set(models)].join(' or ')]);
  }
  return { kind, head, rows: [...rows, ...hanging], pages: ['softDelete', 'vaultAccess'] };
}

/** What hangs on a key or vault: the sets, and what these encrypt. */
function usage(node: Key | Vault, inventory: Inventory): string[][] {
  const users = new Set<InventoryNode>(usersOf(inventory, node));
  if (node.kind !== 'key') {
    for (const key of inventory.keys)
      if (key.vault === node) for (const user of usersOf(inventory, key)) users.add(user);
  }
  const sets = [...users].filter((user) => user.kind === 'diskEncryptionSet');
  const encrypted = new Set(sets.flatMap((set) => usersOf(inventory, set)));
  return [
    ['Disk encryption sets', namedByKind(sets)],
    ...(encrypted.size === 0 ? [] : [['Encrypts', namedByKind([...encrypted])]]),
  ];
}

function yesNo(value: Value, whenAbsent: string): string {
  const texts = casesOf(value).map((one) => {
    if (isAbsent(one.value)) return whenAbsent;
    if (one.value.kind === 'literal') return one.value.value === true ? 'Yes' : 'No';
    return `Not known: ${code(textOf(one.value) ?? displayText(one.value))}`;
  });
  return [...new Set(texts)].join(' or ');
}

function isFalse(value: Value): boolean {
  return value.kind === 'literal' && value.value === false;
}
