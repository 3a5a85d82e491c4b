/** What a parameter file gives a template that it does not take, and what is missing: Azure refuses such a deployment. */
import type { Deployment } from '../evaluation/deployment.js';
import { casesOf } from '../evaluation/cases.js';
import { isAbsent } from '../evaluation/value.js';
import type { Value } from '../evaluation/value.js';
import { baseName } from './paths.js';
import type { GivenValue } from './parameter-values.js';

export interface ParameterProblem {
  /** The parameter file, and the place in it; without one it is about the whole file. */
  readonly file: string;
  readonly start: number;
  readonly end: number;
  /** A part of a sentence. */
  readonly message: string;
}

/** More are not told apart. */
const MOST_PROBLEMS = 50;

export function parameterProblems(
  deployment: Pick<Deployment, 'template' | 'resolveShape'>,
  file: string,
  given: ReadonlyMap<string, GivenValue>,
): ParameterProblem[] {
  const { template } = deployment;
  const problems: ParameterProblem[] = [];
  const say = (at: Pick<GivenValue, 'file' | 'nameSpan'>, message: string): void => {
    if (problems.length < MOST_PROBLEMS) problems.push({ file: at.file, ...at.nameSpan, message });
  };
  for (const one of given.values()) {
    const declaration = template.parameters.get(one.name.toLowerCase());
    if (declaration === undefined) {
      say(one, `'${one.name}' is no parameter of ${baseName(template.file)}`);
      continue;
    }
    const { base, allowed, nullable } = deployment.resolveShape(declaration.type);
    for (const { value } of casesOf(one.value)) {
      if (isAbsent(value)) {
        if (!nullable && declaration.defaultValue() === undefined) say(one, `'${one.name}' must not be null`);
      } else if (isOfOtherType(value, base)) say(one, `'${one.name}' must be ${WORDS[base]}`);
      else if (
        allowed !== undefined &&
        value.kind === 'literal' &&
        !allowed.some((literal) => isSame(literal.value, value.value))
      ) {
        say(one, `'${one.name}' must be one of the allowed values, not ${JSON.stringify(value.value)}`);
      }
    }
  }
  for (const [key, { name, type, defaultValue }] of template.parameters) {
    if (given.has(key) || defaultValue() !== undefined || deployment.resolveShape(type).nullable) continue;
    say({ file, nameSpan: { start: 0, end: 0 } }, `the parameter '${name}' has no value`);
  }
  return problems;
}

const WORDS = {
  string: 'a string',
  int: 'a whole number',
  bool: 'true or false',
  object: 'an object',
  array: 'an array',
  any: 'a value',
} as const;

function isOfOtherType(value: Value, base: keyof typeof WORDS): boolean {
  if (base === 'any') return false;
  switch (value.kind) {
    case 'literal': {
      if (base === 'int') return !Number.isInteger(value.value);
      return typeof value.value !== (base === 'bool' ? 'boolean' : base);
    }
    case 'object':
    case 'array':
      return value.kind !== base;
    case 'resourceId':
      return base !== 'string';
    case 'choice':
    case 'reference':
    case 'unknown':
    case 'absent':
      return false;
  }
}

/** Azure compares allowed text without letter case. */
function isSame(allowed: unknown, value: unknown): boolean {
  if (typeof allowed === 'string' && typeof value === 'string') return allowed.toLowerCase() === value.toLowerCase();
  return allowed === value;
}
