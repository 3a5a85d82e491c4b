/** Values of types that have secret parts, without the secrets. */
import type { TypeShape } from '../template/model.js';
import type { Deployment } from './deployment.js';
import { isAbsent, literal } from './value.js';
import type { Entry, UnknownValue, Value } from './value.js';

/** Types may refer to themselves. */
const MAX_DEPTH = 12;

const known = new WeakMap<TypeShape, boolean>();

/** The value with `parameter.path` in the place of each part that its type calls secure and that is not null. */
export function withoutSecrets(value: Value, shape: TypeShape, parameter: UnknownValue, deployment: Deployment): Value {
  if (!hasSecrets(shape, deployment, MAX_DEPTH)) return value;
  return masked(value, shape, parameter, deployment);
}

function hasSecrets(shape: TypeShape, deployment: Deployment, depth: number): boolean {
  if (depth === 0) return false;
  const answer = known.get(shape);
  if (answer !== undefined) return answer;
  known.set(shape, false);
  const resolved = deployment.resolveShape(shape);
  const parts = [...(resolved.properties?.values() ?? []), ...(resolved.items === undefined ? [] : [resolved.items])];
  const found = resolved.secure === true || parts.some((part) => hasSecrets(part(), deployment, depth - 1));
  known.set(shape, found);
  return found;
}

function masked(value: Value, shape: TypeShape, itself: UnknownValue, deployment: Deployment): Value {
  const { secure, properties, items } = deployment.resolveShape(shape);
  if (isAbsent(value)) return value;
  if (secure === true) return itself;
  const because = itself.because;
  if (value.kind === 'object' && properties !== undefined) {
    const entries = new Map<string, Entry>();
    for (const [key, entry] of value.entries) {
      const part = properties.get(key)?.();
      const { name, nameOrigin } = entry;
      if (part === undefined || !hasSecrets(part, deployment, MAX_DEPTH)) entries.set(key, entry);
      else {
        const term = { kind: 'member', target: itself, name } as const;
        const unknown: UnknownValue = { kind: 'unknown', because, term, origin: nameOrigin };
        entries.set(key, {
          name,
          nameOrigin,
          get value() {
            return masked(entry.value, part, unknown, deployment);
          },
        });
      }
    }
    return { ...value, entries };
  }
  if (value.kind === 'array' && items !== undefined) {
    const part = items();
    const masks = value.items.map((item, at): Value => {
      const term = { kind: 'index', target: itself, index: literal(at, value.origin) } as const;
      return masked(item, part, { kind: 'unknown', because, term, origin: value.origin }, deployment);
    });
    return { ...value, items: masks };
  }
  return value;
}
