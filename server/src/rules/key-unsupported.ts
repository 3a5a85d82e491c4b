import type { Change, Fix } from '../edits/change.js';
import { casesOf } from '../evaluation/cases.js';
import { pairs, together } from '../evaluation/pairs.js';
import { isAbsent, isText, textOf } from '../evaluation/value.js';
import type { Value } from '../evaluation/value.js';
import {
  DISK_KEY_OPERATIONS,
  DISK_KEY_SIZES,
  DISK_KEY_TYPES,
  HSM_KEY_TYPES,
  matchValue,
} from '../facts/disk-encryption.js';
import type { Key } from '../inventory/model.js';
import { literalChange, literalFix } from './literal-fix.js';
import type { LiteralEdit } from './literal-fix.js';
import { defineRule } from './rule.js';
import { keysOfSets } from './vault-uses.js';

/** A disk encryption set takes RSA keys only, of three sizes, that may wrap and unwrap. */
export const keyUnsupported = defineRule({
  id: 'key-unsupported',
  title: 'Key that a disk encryption set cannot use',
  severity: 'error',
  category: 'key',
  facts: ['KEY-01', 'KEY-02', 'KEY-03'],
  messages: {
    type: "'{key}' is of type {type}, but a disk encryption set such as '{set}' takes RSA keys only. Make it an RSA key.",
    size: "'{key}' has {size} bits, but a disk encryption set such as '{set}' takes RSA keys of 2048, 3072 or 4096 bits. Choose one of these.",
    hsm: "'{key}' is protected by an HSM, which only premium vaults have, but '{vault}' is a standard one. Change the vault's sku or the key's type.",
    operations:
      "'{key}' does not allow {missing}, with which '{set}' protects the keys of its disks. Add it to keyOps, or leave keyOps out.",
  },
  *check(inventory) {
    for (const { node: key, set, when } of keysOfSets(inventory)) {
      const use = [{ value: set, when }];
      const about = [key.resource, set.resource];
      for (const { right: type, when: both } of pairs(use, casesOf(key.keyType))) {
        const text = textOf(type);
        if (text === undefined || matchValue(DISK_KEY_TYPES, text) !== undefined) continue;
        const message = ['type', { key: key.name, set: set.name, type: text }] as const;
        yield { message, at: type, when: both, about, fixes: rsaFix(key, type, text) };
      }
      for (const { values, when: own } of together(key.keyType, key.keySize, key.keyOperations)) {
        const [type, size, operations] = values;
        // What is said of another type's size or operations would be said twice.
        if (textOf(type) !== undefined && matchValue(DISK_KEY_TYPES, textOf(type) ?? '') === undefined) continue;
        for (const { when: both } of pairs(use, [{ value: size, when: own }])) {
          if (size.kind === 'literal' && typeof size.value === 'number' && !isSupportedSize(size.value)) {
            const message = ['size', { key: key.name, set: set.name, size: String(size.value) }] as const;
            yield { message, at: size, when: both, about, fixes: sizeFix(size) };
          }
          const missing = missingOperations(operations);
          if (missing.length > 0) {
            const message = ['operations', { key: key.name, set: set.name, missing: missing.join(' and ') }] as const;
            const changes: Change[] = [{ kind: 'append', array: operations.origin, items: missing }];
            const fixes = [{ title: `Allow ${missing.join(' and ')}`, preferred: true, changes }];
            yield { message, severity: 'warning', at: operations, when: both, about, fixes };
          }
        }
      }
      if (key.vault.kind !== 'vault' || key.vault.external) continue;
      for (const { values, when: own } of together(key.keyType, key.vault.sku)) {
        const [type, sku] = values;
        if (!isText(type, 'RSA-HSM') || !isText(sku, 'standard')) continue;
        for (const { when: both } of pairs(use, [{ value: type, when: own }])) {
          yield {
            message: ['hsm', { key: key.name, vault: key.vault.name }],
            at: type,
            when: both,
            about: [key.resource, set.resource, key.vault.resource],
            related: [{ message: `The sku of '${key.vault.name}' is standard.`, at: sku }],
            fixes: [
              ...literalFix({
                title: 'Make the vault a premium one',
                preferred: false,
                resource: key.vault.resource,
                path: ['properties', 'sku', 'name'],
                whole: key.vault.sku,
                wrong: sku,
                right: 'premium',
              }),
              ...literalFix({ title: 'Protect the key by software', preferred: false, ...typeTo(key, type, 'RSA') }),
            ],
          };
        }
      }
    }
  },
});

function isSupportedSize(size: number): boolean {
  return DISK_KEY_SIZES.some((one) => one === size);
}

/** The nearest size that is not smaller; the largest for those that are larger than all. */
function sizeFix(size: Value & { kind: 'literal' }): readonly Fix[] {
  const wanted = typeof size.value === 'number' ? size.value : 0;
  const right = DISK_KEY_SIZES.find((one) => one > wanted) ?? DISK_KEY_SIZES[DISK_KEY_SIZES.length - 1] ?? wanted;
  const changes: Change[] = [{ kind: 'replace', at: size.origin, value: right }];
  return [{ title: `Make it ${String(right)} bits`, preferred: true, changes }];
}

/** The operations that a list leaves out; none where the list is not known, and all keys can do all without one. */
function missingOperations(operations: Value): string[] {
  if (operations.kind !== 'array' || operations.open || operations.items.length === 0) return [];
  const names = operations.items.map((item) => textOf(item)?.toLowerCase());
  if (names.includes(undefined)) return [];
  return DISK_KEY_OPERATIONS.filter((name) => !names.includes(name.toLowerCase()));
}

/** An RSA key instead of another one, without the curve, and with the operations that disks need. */
function rsaFix(key: Key, type: Value, text: string): readonly Fix[] {
  const inHsm =
    matchValue(HSM_KEY_TYPES, text) !== undefined &&
    !casesOf(key.vault.sku).some(({ value }) => isText(value, 'standard'));
  const right = inHsm ? 'RSA-HSM' : 'RSA';
  const more: Change[] = [];
  const curve = key.resource?.property('properties', 'curveName');
  if (curve !== undefined && !isAbsent(curve)) more.push({ kind: 'remove', at: curve.origin });
  const { keySize, keyOperations } = key;
  if (keySize.kind === 'literal' && typeof keySize.value === 'number' && !isSupportedSize(keySize.value)) {
    more.push({ kind: 'remove', at: keySize.origin });
  }
  const missing = missingOperations(keyOperations);
  if (missing.length > 0) more.push({ kind: 'append', array: keyOperations.origin, items: missing });
  const change = literalChange(typeTo(key, type, right));
  if (change === undefined) return [];
  return [{ title: `Make it an ${right} key`, preferred: true, changes: [change, ...more] }];
}

function typeTo({ resource, keyType }: Key, wrong: Value, right: 'RSA' | 'RSA-HSM'): LiteralEdit {
  return { resource, path: ['properties', 'kty'], whole: keyType, wrong, right };
}
