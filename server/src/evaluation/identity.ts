/** Resource ids whose parts may be unknown: read from strings, written to strings. */
import { literal, textOf } from './value.js';
import type { IdentityScope, Origin, ResourceIdentity, Value } from './value.js';

/** The resource that a value names: a resource id, a literal id string, or text with unknown parts in id form. */
export function identityOf(value: Value): ResourceIdentity | undefined {
  switch (value.kind) {
    case 'resourceId':
      return value.identity;
    case 'literal':
      return typeof value.value === 'string' ? identityOfSegments(value.value.split('/'), value.origin) : undefined;
    case 'unknown':
      return value.term.kind === 'text'
        ? identityOfSegments(segmentsOfText(value.term.parts), value.origin)
        : undefined;
    case 'object':
    case 'array':
    case 'choice':
    case 'reference':
    case 'absent':
      return undefined;
  }
}

/** Parts of an id between slashes; a segment that is partly unknown is a value. */
type Segment = string | Value;

/** Splits text with unknown parts at `/`. A segment made of several parts becomes a text value of its own. */
export function segmentsOfText(parts: readonly (string | Value)[], separator = '/'): Segment[] {
  const segments: Segment[] = [];
  let current: (string | Value)[] = [];
  const close = (): void => {
    segments.push(joinParts(current));
    current = [];
  };
  for (const part of parts) {
    if (typeof part === 'string') {
      const pieces = part.split(separator);
      pieces.forEach((piece, index) => {
        if (index > 0) close();
        if (piece !== '') current.push(piece);
      });
    } else if (part.kind === 'resourceId' && separator === '/') {
      const inner = segmentsOfIdentity(part.identity, part.origin);
      // `${vault.id}/keys/x`: the id begins the text, its first segment is empty.
      inner.forEach((segment, index) => {
        if (index > 0) close();
        if (segment !== '') current.push(segment);
      });
    } else current.push(part);
  }
  close();
  return segments;
}

function joinParts(parts: readonly (string | Value)[]): Segment {
  const [first] = parts;
  if (first === undefined) return '';
  if (parts.length === 1) return first;
  if (parts.every((part) => typeof part === 'string')) return parts.join('');
  const withOrigin = parts.find((part): part is Value => typeof part !== 'string');
  if (withOrigin === undefined) return '';
  return {
    kind: 'unknown',
    because: { kind: 'function', name: 'format' },
    term: { kind: 'text', parts },
    origin: withOrigin.origin,
  };
}

function asValue(segment: Segment, origin: Origin): Value {
  return typeof segment === 'string' ? literal(segment, origin) : segment;
}

function isWord(segment: Segment | undefined, word: string): boolean {
  const text = segment === undefined ? undefined : typeof segment === 'string' ? segment : textOf(segment);
  return text?.toLowerCase() === word;
}

/** Reads `/subscriptions/s/resourceGroups/g/providers/Ns/type/name/...`; undefined where it is no such id. */
export function identityOfSegments(segments: readonly Segment[], origin: Origin): ResourceIdentity | undefined {
  if (segments.length < 5 || segments[0] !== '') return undefined;
  let at = 1;
  let scope: IdentityScope = { kind: 'tenant' };
  if (isWord(segments[1], 'subscriptions') && segments[2] !== undefined) {
    const subscription = asValue(segments[2], origin);
    at = 3;
    scope = { kind: 'subscription', subscription };
    if (isWord(segments[3], 'resourcegroups') && segments[4] !== undefined) {
      at = 5;
      scope = { kind: 'resourceGroup', subscription, resourceGroup: asValue(segments[4], origin) };
    }
  }
  let identity: ResourceIdentity | undefined;
  while (at < segments.length) {
    if (!isWord(segments[at], 'providers')) return undefined;
    const namespace = segments[at + 1];
    const namespaceText = typeof namespace === 'string' ? namespace : namespace && textOf(namespace);
    if (namespaceText === undefined) return undefined;
    at += 2;
    let type = namespaceText;
    const names: Value[] = [];
    while (at < segments.length && !(names.length > 0 && isWord(segments[at], 'providers'))) {
      const part = segments[at];
      const name = segments[at + 1];
      const partText = typeof part === 'string' ? part : part && textOf(part);
      if (partText === undefined || name === undefined || name === '') return undefined;
      type += `/${partText}`;
      names.push(asValue(name, origin));
      at += 2;
    }
    if (names.length === 0) return undefined;
    identity = { scope: identity === undefined ? scope : { kind: 'resource', identity }, type, names };
  }
  return identity;
}

/** The id split at `/`, first segment empty; unknown parts are values. */
export function segmentsOfIdentity(identity: ResourceIdentity, origin: Origin): Segment[] {
  const segments = segmentsOfScope(identity.scope, origin);
  const [group] = identity.names;
  if (identity.scope.kind === 'subscription' && group !== undefined && isGroup(identity.type)) {
    return [...segments, 'resourceGroups', textOf(group) ?? group];
  }
  const [namespace = '', ...types] = identity.type.split('/');
  segments.push('providers', namespace);
  types.forEach((type, index) => {
    const name = identity.names[index];
    segments.push(type, name === undefined ? '' : (textOf(name) ?? name));
  });
  return segments;
}

function isGroup(type: string): boolean {
  return type.toLowerCase() === 'microsoft.resources/resourcegroups';
}

function segmentsOfScope(scope: IdentityScope, origin: Origin): Segment[] {
  const word = (value: Value): Segment => textOf(value) ?? value;
  switch (scope.kind) {
    case 'tenant':
      return [''];
    case 'subscription':
      return ['', 'subscriptions', word(scope.subscription)];
    case 'resourceGroup':
      return ['', 'subscriptions', word(scope.subscription), 'resourceGroups', word(scope.resourceGroup)];
    case 'managementGroup':
      return ['', 'providers', 'Microsoft.Management', 'managementGroups', word(scope.name)];
    case 'resource':
      return segmentsOfIdentity(scope.identity, origin);
    case 'id': {
      const inner = identityOf(scope.id);
      return inner === undefined ? [scope.id] : segmentsOfIdentity(inner, origin);
    }
  }
}

/** The subscription a resource lies in, where its id has one. */
export function subscriptionOf(identity: ResourceIdentity): Value | undefined {
  switch (identity.scope.kind) {
    case 'resourceGroup':
    case 'subscription':
      return identity.scope.subscription;
    case 'resource':
      return subscriptionOf(identity.scope.identity);
    case 'managementGroup':
    case 'tenant':
    case 'id':
      return undefined;
  }
}

/** The last name, which is the resource's own. */
export function ownName(identity: ResourceIdentity): Value | undefined {
  return identity.names[identity.names.length - 1];
}

/** The identity of the resource it is a child of; undefined at the top. */
export function parentIdentity(identity: ResourceIdentity): ResourceIdentity | undefined {
  if (identity.names.length < 2) return undefined;
  return {
    scope: identity.scope,
    type: identity.type.split('/').slice(0, -1).join('/'),
    names: identity.names.slice(0, -1),
  };
}
