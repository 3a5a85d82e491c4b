/** Types as far as evaluation needs them: the closed set of values that an unknown parameter can have. */
import { canonicalExpression } from './canonical.js';
import type { Deployment } from './deployment.js';
import { literal } from './value.js';
import type { UnknownValue, Value } from './value.js';

/** More allowed values than this are not looked at one by one. */
const ALLOWED_LIMIT = 32;

/** An unknown value whose type allows only a few values is one of these; the engine does not look at its type. */
export function parameterChoice(value: UnknownValue, { root }: Deployment): Value {
  const allowed = value.shape?.allowed;
  if (
    root.prediction !== undefined ||
    allowed === undefined ||
    allowed.length === 0 ||
    allowed.length > ALLOWED_LIMIT ||
    value.shape?.nullable === true
  ) {
    return value;
  }
  const key = canonicalExpression(value);
  return {
    kind: 'choice',
    cases: allowed.map((one) => ({
      value: literal(one.value, value.origin),
      when: [{ key, value: one.value, outOf: allowed.length }],
    })),
    origin: value.origin,
  };
}
