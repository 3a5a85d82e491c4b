/** Key URLs: `https://<vault>.<suffix>/keys/<name>/<version>`, of which parts may be unknown. */
import { literal, textOf } from '../evaluation/value.js';
import type { ResourceIdentity, Value } from '../evaluation/value.js';
import { segmentsOfText } from '../evaluation/identity.js';

type Segment = string | Value;

/** How far a URL names a key version. */
export type KeyUrlVersion = 'versioned' | 'unversioned' | 'unknown';

const KEY_TYPES = /^microsoft\.keyvault\/(vaults|managedhsms)\/keys$/i;

/** The parts of a text between slashes, `https:` first; undefined where it is no text. */
function segmentsOf(value: Value): readonly Segment[] | undefined {
  const text = textOf(value);
  if (text !== undefined) return text.split('/');
  if (value.kind === 'unknown' && value.term.kind === 'text') return segmentsOfText(value.term.parts);
  return undefined;
}

function isText(segment: Segment | undefined, text: string): boolean {
  return typeof segment === 'string' && segment.toLowerCase() === text;
}

/** Whether the URL has the version that a disk encryption set needs (DES-11). */
export function versionOfKeyUrl(value: Value): KeyUrlVersion {
  if (value.kind === 'reference' && KEY_TYPES.test(value.identity.type)) {
    switch (value.path[value.path.length - 1]?.toLowerCase()) {
      case 'keyuriwithversion':
        return 'versioned';
      case 'keyuri':
        return 'unversioned';
      default:
        return 'unknown';
    }
  }
  if (value.kind === 'unknown' && value.term.kind === 'text') {
    const [first, ...rest] = value.term.parts;
    // `${key.properties.keyUri}/${version}`
    if (first !== undefined && typeof first !== 'string' && versionOfKeyUrl(first) === 'unversioned') {
      const tail = rest.length === 1 && rest[0] === '/' ? '' : rest.length > 0 ? 'version' : '';
      return tail === '' ? 'unversioned' : 'versioned';
    }
  }
  const segments = segmentsOf(value);
  if (segments === undefined) return 'unknown';
  const at = segments.findIndex((segment) => keysAt(segment));
  if (at < 0) return 'unknown';
  const name = segments[at + 1];
  const version = segments[at + 2];
  if (name === undefined || name === '') return 'unknown';
  // A name that is not known may hold the version: `keys/${keyPath}`; a parameter named so is taken as a name.
  if (version === undefined || version === '') return 'unversioned';
  return 'versioned';
}

/** `keys`, or `<vaultUri>keys` where the URI of the vault ends with the slash. */
function keysAt(segment: Segment): boolean {
  if (isText(segment, 'keys')) return true;
  if (typeof segment === 'string') return false;
  if (segment.kind !== 'unknown' || segment.term.kind !== 'text') return false;
  const last = segment.term.parts[segment.term.parts.length - 1];
  return typeof last === 'string' && last.toLowerCase() === 'keys' && segment.term.parts.length === 2;
}

/** The key that a URL names: a reference to a key resource, or a URL on a vault of the template. */
export function keyOfUrl(
  value: Value,
  vaultNamed: (name: Value) => ResourceIdentity | undefined,
): ResourceIdentity | undefined {
  if (value.kind === 'reference') return KEY_TYPES.test(value.identity.type) ? value.identity : undefined;
  if (value.kind === 'unknown' && value.term.kind === 'text') {
    const [first] = value.term.parts;
    if (
      first !== undefined &&
      typeof first !== 'string' &&
      first.kind === 'reference' &&
      KEY_TYPES.test(first.identity.type)
    ) {
      return first.identity;
    }
  }
  const segments = segmentsOf(value);
  if (segments === undefined) return undefined;
  const at = segments.findIndex((segment) => keysAt(segment));
  const name = segments[at + 1];
  if (at < 0 || name === undefined || name === '') return undefined;
  const vault = vaultOfSegments(segments, at, vaultNamed);
  if (vault === undefined) return undefined;
  return {
    scope: vault.scope,
    type: `${vault.type}/keys`,
    names: [...vault.names, typeof name === 'string' ? literal(name, value.origin) : name],
  };
}

/** The vault that a URI (`https://<vault>.<suffix>/`, `vault.properties.vaultUri`) is that of. */
export function vaultOfUri(
  value: Value,
  vaultNamed: (name: Value) => ResourceIdentity | undefined,
): ResourceIdentity | undefined {
  const segments = (segmentsOf(value) ?? [value]).filter((segment) => segment !== '');
  return vaultOfSegments([...segments, 'keys'], segments.length, vaultNamed);
}

function vaultOfSegments(
  segments: readonly Segment[],
  keys: number,
  vaultNamed: (name: Value) => ResourceIdentity | undefined,
): ResourceIdentity | undefined {
  const joined = segments[keys];
  const uri =
    joined !== undefined && typeof joined !== 'string' && joined.kind === 'unknown' && joined.term.kind === 'text'
      ? joined.term.parts[0]
      : segments[keys - 1];
  if (uri === undefined) return undefined;
  if (typeof uri !== 'string' && uri.kind === 'reference') return uri.identity;
  const host =
    typeof uri === 'string' ? [uri] : uri.kind === 'unknown' && uri.term.kind === 'text' ? uri.term.parts : [uri];
  const [first] = host;
  if (first === undefined) return undefined;
  if (typeof first !== 'string') {
    // `${vaultName}.vault.azure.net`, `${vaultName}${environment().suffixes.keyvaultDns}`
    return vaultNamed(first);
  }
  // A name of a literal part and unknown ones, up to the first dot.
  const name: Segment[] = [];
  for (const part of host) {
    if (typeof part !== 'string') {
      name.push(part);
      continue;
    }
    const dot = part.indexOf('.');
    if (dot >= 0) {
      if (dot > 0) name.push(part.slice(0, dot));
      break;
    }
    name.push(part);
  }
  const suffix = name[name.length - 1];
  const parts = isSuffix(suffix) ? name.slice(0, -1) : name;
  const [only] = parts;
  const origin = typeof uri === 'string' ? undefined : uri.origin;
  if (only === undefined) return undefined;
  const place = origin ?? { file: '', start: 0, end: 0 };
  if (parts.length === 1) return vaultNamed(typeof only === 'string' ? literal(only, place) : only);
  return vaultNamed({
    kind: 'unknown',
    because: { kind: 'function', name: 'format' },
    term: { kind: 'text', parts },
    origin: place,
  });
}

/** `environment().suffixes.keyvaultDns`, which begins with the dot. */
function isSuffix(segment: Segment | undefined): boolean {
  return (
    segment !== undefined &&
    typeof segment !== 'string' &&
    segment.kind === 'unknown' &&
    segment.term.kind === 'member' &&
    segment.term.name.toLowerCase() === 'keyvaultdns'
  );
}
