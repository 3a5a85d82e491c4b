/** Storage accounts, and the key that each is encrypted with; STO-01. */
import { readPath } from '../evaluation/access.js';
import { identityKey } from '../evaluation/canonical.js';
import { casesOf } from '../evaluation/cases.js';
import type { ResourceInstance } from '../evaluation/instances.js';
import { together } from '../evaluation/pairs.js';
import { isAbsent, isText, textOf } from '../evaluation/value.js';
import type { Value } from '../evaluation/value.js';
import { displayName } from './display-text.js';
import type { Catalogue } from './catalogue.js';
import type { Key, Link, StorageAccount } from './model.js';

/** The account that a template deploys. */
export function storageAccountOf(instance: ResourceInstance, catalogue: Catalogue): StorageAccount {
  const read = (...path: string[]): Value => readPath(instance.body, path, instance.origin);
  const keySource = read('properties', 'encryption', 'keySource');
  const vaultUri = read('properties', 'encryption', 'keyvaultproperties', 'keyvaulturi');
  const keyName = read('properties', 'encryption', 'keyvaultproperties', 'keyname');
  return {
    kind: 'storageAccount',
    key: identityKey(instance.identity),
    identity: instance.identity,
    name: displayName(instance.identity),
    resource: instance,
    external: false,
    existence: instance.existence,
    origin: instance.origin,
    location: read('location'),
    sku: read('sku', 'name'),
    keySource,
    infrastructureEncryption: read('properties', 'encryption', 'requireInfrastructureEncryption'),
    keys: [...together(keySource, vaultUri, keyName)].map(({ values: [source, uri, name], when }) => ({
      value: linkOf(source, uri, name, catalogue),
      when,
    })),
  };
}

/** Azure takes its own key unless `keySource` says that the account's is in a vault. */
function linkOf(source: Value, uri: Value, name: Value, catalogue: Catalogue): Link<Key> {
  if (isAbsent(source)) return { kind: 'none', at: source };
  if (textOf(source) === undefined) return { kind: 'unknown', at: source };
  if (!isText(source, 'Microsoft.Keyvault')) return { kind: 'none', at: source };
  const node = isAbsent(name) ? undefined : catalogue.keyIn(uri, name);
  return node === undefined ? { kind: 'unknown', at: uri } : { kind: 'to', node, at: name };
}

/** What an account may be encrypted with, each once. That of its infrastructure comes on top, and is always with a platform key. */
export function atRestOfStorageAccount({ keySource }: StorageAccount): ('platformKey' | 'customerKey' | 'unknown')[] {
  const kinds = casesOf(keySource).map(({ value }) => {
    if (isAbsent(value)) return 'platformKey';
    if (textOf(value) === undefined) return 'unknown';
    return isText(value, 'Microsoft.Keyvault') ? 'customerKey' : 'platformKey';
  });
  return [...new Set(kinds)].sort();
}
