/** Reading a property or an item of a value: `target.name`, `target[index]`. */
import { identityKey } from './canonical.js';
import { casesOf, choiceOf } from './cases.js';
import { isUnconditional } from './alternatives.js';
import type { Deployment } from './deployment.js';
import { plainOf } from './plain.js';
import { parameterChoice } from './shapes.js';
import { literal, textOf } from './value.js';
import type { Case, ObjectValue, Origin, ReferenceValue, ResourceIdentity, UnknownValue, Value } from './value.js';
import { ownName } from './identity.js';

/** `safe`: `.?` and `[?]`, which give null where there is nothing. */
export interface AccessOptions {
  readonly safe: boolean;
  readonly origin: Origin;
  readonly deployment: Deployment;
}

function failure(message: string, target: Value, name: string, origin: Origin): UnknownValue {
  return { kind: 'unknown', because: { kind: 'error', message }, term: { kind: 'member', target, name }, origin };
}

/** Applies an access to each case of a choice. */
export function spread(value: Value, origin: Origin, access: (value: Value) => Value): Value {
  if (value.kind !== 'choice') return access(value);
  const cases: Case[] = casesOf(value).map((one) => ({ value: access(one.value), when: one.when }));
  return (
    choiceOf(cases, origin) ?? {
      kind: 'unknown',
      because: { kind: 'limit', message: 'too many combinations of values' },
      term: { kind: 'opaque', text: 'null()' },
      origin,
    }
  );
}

export function readMember(target: Value, name: string, options: AccessOptions): Value {
  return spread(target, options.origin, (value) => readMemberOfOne(value, name, options));
}

function readMemberOfOne(target: Value, name: string, options: AccessOptions): Value {
  const { safe, origin } = options;
  switch (target.kind) {
    case 'object': {
      const entry = target.entries.get(name.toLowerCase());
      if (entry !== undefined) return entry.value;
      if (target.open) {
        return {
          kind: 'unknown',
          because: { kind: 'error', message: `'${name}' may or may not be there` },
          term: { kind: 'member', target, name },
          origin,
        };
      }
      if (safe) return { kind: 'absent', holder: target.origin, origin, missing: [name] };
      return failure(`the object has no property '${name}'`, target, name, origin);
    }
    case 'reference':
      return readReference(target, name, options);
    case 'unknown': {
      const shape = target.shape?.properties?.get(name.toLowerCase())?.();
      const value: UnknownValue = {
        kind: 'unknown',
        because: target.because,
        term: { kind: 'member', target, name },
        ...(shape === undefined ? {} : { shape: options.deployment.resolveShape(shape) }),
        origin,
      };
      return parameterChoice(value, options.deployment);
    }
    case 'absent':
      return safe ? target : failure(`'${name}' of null`, target, name, origin);
    case 'literal':
      if (target.value === null && safe) return { kind: 'absent', holder: target.origin, origin, missing: [name] };
      return failure(`'${name}' of a value that has no properties`, target, name, origin);
    case 'array':
    case 'resourceId':
      return failure(`'${name}' of a value that has no properties`, target, name, origin);
    case 'choice':
      return target;
  }
}

function readReference(target: ReferenceValue, name: string, options: AccessOptions): Value {
  const { origin, deployment } = options;
  if (target.path.length === 0) {
    switch (name.toLowerCase()) {
      case 'id':
      case 'resourceid':
        return { kind: 'resourceId', identity: target.identity, origin };
      case 'name': {
        const own = target.of?.kind === 'resource' ? target.of.ownName : ownName(target.identity);
        if (own !== undefined) return own;
        break;
      }
      case 'type':
        return literal(target.identity.type, origin);
    }
  }
  const path = [...target.path, name];
  const { declared: _, ...reference } = target;
  return (
    deployment.moduleOutput(target, path) ?? declaredMember(target, name, options) ?? { ...reference, path, origin }
  );
}

/** What the template says of a property that is referred to, where Azure's engine looks there: see `EngineView`. */
function declaredMember(target: ReferenceValue, name: string, options: AccessOptions): Value | undefined {
  const { safe, origin, deployment } = options;
  if (deployment.root.prediction === undefined) return undefined;
  let { declared } = target;
  if (target.path.length === 0) {
    // Of a whole resource only its properties are looked at, unless nothing must be there.
    if (!safe && name.toLowerCase() !== 'properties') return undefined;
    declared = declaredBody(target, deployment);
  }
  if (declared === undefined) return undefined;
  return declaredPart(
    { ...target, path: [...target.path, name], origin },
    readMember(declared, name, { ...options, safe: true }),
    safe,
  );
}

/** The part of what is declared that `target` refers to; a null the engine leaves to Azure, who may know better. */
function declaredPart(target: ReferenceValue, value: Value, safe: boolean): Value | undefined {
  switch (value.kind) {
    case 'object':
    case 'array':
      return value.kind === 'array' && value.open ? undefined : { ...target, declared: value };
    case 'literal':
      return value.value === null && !safe ? undefined : value;
    case 'resourceId':
      return value;
    case 'absent':
      return safe ? value : undefined;
    case 'choice':
    case 'reference':
    case 'unknown':
      return undefined;
  }
}

/** The engine finds what is referred to by its id only. */
export function isIdKnown(identity: ResourceIdentity): boolean {
  return plainOf({ kind: 'resourceId', identity, origin: NOWHERE }) !== undefined;
}

const NOWHERE: Origin = { file: '', start: 0, end: 0 };

/** The body of a resource that is certainly deployed. */
export function declaredBody(
  { identity, of, apiVersion }: ReferenceValue,
  { root }: Deployment,
): ObjectValue | undefined {
  if (root.prediction === undefined || of?.kind === 'module' || !isIdKnown(identity)) return undefined;
  const own = of !== undefined && !of.declaration.existing && isUnconditional(of.existence) ? of : undefined;
  const instance = own ?? root.prediction.deployed.get(identityKey(identity));
  // Another version may say it otherwise.
  const version = apiVersion ?? of?.apiVersion;
  if (version !== undefined && version.toLowerCase() !== instance?.apiVersion.toLowerCase()) return undefined;
  return instance?.body.kind === 'object' ? instance.body : undefined;
}

export function readIndex(target: Value, index: Value, options: AccessOptions & { readonly fromEnd: boolean }): Value {
  return spread(target, options.origin, (one) =>
    spread(index, options.origin, (position) => readIndexOfOne(one, position, options)),
  );
}

function readIndexOfOne(target: Value, index: Value, options: AccessOptions & { readonly fromEnd: boolean }): Value {
  const { safe, origin, fromEnd } = options;
  const name = index.kind === 'resourceId' ? plainOf(index) : textOf(index);
  if (
    typeof name === 'string' &&
    (target.kind === 'object' || target.kind === 'reference' || target.kind === 'unknown')
  ) {
    return readMemberOfOne(target, name, options);
  }
  if (target.kind === 'array' && !target.open && index.kind === 'literal' && typeof index.value === 'number') {
    const item = fromEnd ? target.items[target.items.length - index.value] : target.items[index.value];
    if (item !== undefined) return item;
    if (safe) return { kind: 'absent', holder: target.origin, origin, missing: [String(index.value)] };
    return failure(`index ${String(index.value)} is out of bounds`, target, String(index.value), origin);
  }
  if (target.kind === 'reference' && index.kind === 'literal' && typeof index.value === 'number') {
    const { declared, ...reference } = target;
    const element = { ...reference, path: [...target.path, `[${String(index.value)}]`], origin };
    const item = declared?.kind === 'array' && !fromEnd ? declared.items[index.value] : undefined;
    return (item && declaredPart(element, item, safe)) ?? element;
  }
  if (safe && (target.kind === 'absent' || (target.kind === 'literal' && target.value === null))) return target;
  const shape = target.kind === 'unknown' ? target.shape?.items?.() : undefined;
  const because = target.kind === 'unknown' ? target.because : index.kind === 'unknown' ? index.because : undefined;
  const value: UnknownValue = {
    kind: 'unknown',
    because: because ?? { kind: 'error', message: 'an index that is not known' },
    term: fromEnd ? { kind: 'call', name: 'indexFromEnd', args: [target, index] } : { kind: 'index', target, index },
    ...(shape === undefined ? {} : { shape: options.deployment.resolveShape(shape) }),
    origin,
  };
  return parameterChoice(value, options.deployment);
}

/** The value at a path of property names, absent where one is missing. Numbers in the path are array indexes. */
export function readPath(root: Value, path: readonly string[], origin: Origin): Value {
  let value = root;
  let holder = origin;
  for (let depth = 0; depth < path.length; depth++) {
    const name = path[depth] ?? '';
    if (value.kind === 'choice') {
      const rest = path.slice(depth);
      return spread(value, value.origin, (one) => readPath(one, rest, holder));
    }
    if (value.kind === 'absent') return { ...value, missing: [...value.missing, ...path.slice(depth)] };
    if (value.kind === 'literal' && value.value === null) {
      return { kind: 'absent', holder: value.origin, origin: holder, missing: path.slice(depth) };
    }
    if (value.kind === 'object') {
      const entry = value.entries.get(name.toLowerCase());
      if (entry === undefined) {
        if (value.open) {
          return {
            kind: 'unknown',
            because: { kind: 'error', message: `'${name}' may or may not be there` },
            term: { kind: 'member', target: value, name },
            origin: holder,
          };
        }
        return { kind: 'absent', holder: value.origin, origin: holder, missing: path.slice(depth) };
      }
      // A finding about what is missing is marked at the innermost object, but never at all of `properties`.
      if (name !== 'properties') holder = entry.nameOrigin;
      value = entry.value;
      continue;
    }
    if (value.kind === 'array' && !/^\d+$/.test(name)) {
      return { kind: 'absent', holder: value.origin, origin: holder, missing: path.slice(depth) };
    }
    if (value.kind === 'array' && !value.open) {
      value = value.items[Number(name)] ?? {
        kind: 'absent',
        holder: value.origin,
        origin: holder,
        missing: path.slice(depth),
      };
      continue;
    }
    if (value.kind === 'reference') {
      value = { kind: 'reference', identity: value.identity, path: [...value.path, name], origin: value.origin };
      continue;
    }
    value = {
      kind: 'unknown',
      because:
        value.kind === 'unknown'
          ? value.because
          : { kind: 'error', message: `'${name}' of a value without properties` },
      term: { kind: 'member', target: value, name },
      origin: value.origin,
    };
  }
  return value;
}
