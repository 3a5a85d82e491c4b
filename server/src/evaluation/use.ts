/** Values as they are seen at the places that use them. */
import { passedThrough } from './value.js';
import type { Origin, Value } from './value.js';

/** Choices of more cases are passed on as they are. */
const TRACED_CASES = 8;

/**
 * The value as it is seen at the place that uses it. What was written somewhere stays there; a parameter that has no
 * value was written nowhere, so it (and the values it may have) belongs to the first place that uses it.
 */
export function usedAt(value: Value, place: Origin): Value {
  switch (value.kind) {
    case 'literal':
    case 'object':
    case 'array':
    case 'absent':
    case 'resourceId':
    case 'reference':
      return passedThrough(value, place);
    case 'choice': {
      const { origin } = value;
      // Of many cases the way of each is not kept: copies of all of them at each use cost more than they tell.
      if (value.cases.length > TRACED_CASES && isWritten(origin)) return passedThrough(value, place);
      const isDeclaration = (one: Value): boolean =>
        one.origin.start === origin.start && one.origin.file === origin.file;
      return {
        ...value,
        origin: isWritten(origin) ? passedThrough(value, place).origin : moved(origin, place),
        cases: value.cases.map((one) => ({
          when: one.when,
          value:
            isDeclaration(one.value) && !isWritten(one.value.origin)
              ? { ...one.value, origin: moved(one.value.origin, place) }
              : usedAt(one.value, place),
        })),
      };
    }
    case 'unknown':
      if (value.term.kind !== 'parameter' || isWritten(value.origin)) return passedThrough(value, place);
      return { ...value, origin: moved(value.origin, place) };
  }
}

/** Whether the value has been used before; until then a parameter's value lies at the parameter's name. */
function isWritten(origin: Origin): boolean {
  return origin.trail !== undefined;
}

function moved(from: Origin, to: Origin): Origin {
  if (from.file === to.file && from.start === to.start && from.end === to.end) return from;
  const { trail = [], ...own } = from;
  return { ...to, trail: [own, ...trail] };
}
