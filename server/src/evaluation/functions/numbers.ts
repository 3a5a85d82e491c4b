/** Arithmetic on whole numbers, and conversions to numbers. Results beyond what a number holds exactly are unknown. */
import { plainFunction } from './registry.js';
import type { FunctionError, Plain, TemplateFunction } from './registry.js';

function operation(name: string, compute: (left: number, right: number) => number | FunctionError): TemplateFunction {
  return plainFunction(name, ([left, right, ...more]) => {
    if (more.length > 0) return { error: `'${name}' takes two arguments` };
    if (typeof left !== 'number' || typeof right !== 'number') return { error: `'${name}' takes two integers` };
    if (!Number.isSafeInteger(left) || !Number.isSafeInteger(right)) return undefined;
    const result = compute(left, right);
    if (typeof result !== 'number') return result;
    // No negative zero.
    return Number.isSafeInteger(result) ? result + 0 : undefined;
  });
}

function extreme(name: 'min' | 'max'): TemplateFunction {
  const choose = name === 'min' ? Math.min : Math.max;
  return plainFunction(name, (args) => {
    const [first] = args;
    const values = args.length === 1 && Array.isArray(first) ? (first as readonly Plain[]) : args;
    const numbers = values.filter((value): value is number => typeof value === 'number');
    if (numbers.length === 0 || numbers.length !== values.length) return { error: `'${name}' takes numbers` };
    return numbers.reduce((left, right) => choose(left, right));
  });
}

function int(value: Plain | undefined): number | FunctionError | undefined {
  if (typeof value === 'number')
    return Number.isInteger(value) ? value : { error: "'int' takes an integer or a string" };
  if (typeof value !== 'string') return { error: "'int' takes an integer or a string" };
  if (!/^[\t-\r ]*[+-]?\d+[\t-\r ]*$/.test(value)) return { error: `'int' cannot convert '${value}'` };
  const number = Number(value);
  return Number.isSafeInteger(number) ? number + 0 : undefined;
}

/** Azure keeps `1.0` apart from `1`; a value cannot. */
function float(value: Plain | undefined): number | undefined {
  if (typeof value === 'string' && !/^[+-]?\d{1,12}\.\d{1,4}$/.test(value)) return undefined;
  const number = typeof value === 'string' ? Number(value) : value;
  return typeof number === 'number' && !Number.isInteger(number) ? number : undefined;
}

const DIVISION_BY_ZERO = { error: 'division by zero' } as const;

export const numberFunctions: readonly TemplateFunction[] = [
  operation('add', (left, right) => left + right),
  operation('sub', (left, right) => left - right),
  operation('mul', (left, right) => left * right),
  operation('div', (left, right) => (right === 0 ? DIVISION_BY_ZERO : Math.trunc(left / right))),
  operation('mod', (left, right) => (right === 0 ? DIVISION_BY_ZERO : left % right)),
  extreme('min'),
  extreme('max'),
  plainFunction('int', ([value]) => int(value)),
  plainFunction('float', ([value]) => float(value)),
];
