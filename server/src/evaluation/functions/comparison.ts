/** `equals` and the order of numbers and text. */
import { areEqual, areEqualIgnoringCase } from './equality.js';
import { structuralFunction } from './registry.js';
import type { TemplateFunction } from './registry.js';
import { meterOf, refused, truth } from './results.js';

/**
 * Text in the order of .NET's invariant culture: digits before letters, letter case only where nothing else differs,
 * small before capital. undefined for text with other characters, whose order depends on the host's tables.
 */
function orderOfTexts(left: string, right: string): number | undefined {
  if (left === right) return 0;
  if (!/^[0-9A-Za-z]*$/.test(left + right)) return undefined;
  const one = left.toLowerCase();
  const other = right.toLowerCase();
  if (one !== other) return one < other ? -1 : 1;
  return left > right ? -1 : 1;
}

function orderOf(
  left: string | number | boolean | null,
  right: string | number | boolean | null,
): number | undefined | 'refused' {
  if (typeof left === 'string' && typeof right === 'string') return orderOfTexts(left, right);
  if (typeof left === 'number' && typeof right === 'number') return Math.sign(left - right);
  return 'refused';
}

/** `holds` gets -1, 0 or 1. */
function order(name: string, holds: (sign: number) => boolean): TemplateFunction {
  return structuralFunction(name, (args, site) => {
    const [left, right] = args;
    if (left === undefined || right === undefined || args.length !== 2) {
      return refused(name, args, `'${name}' takes two arguments`, site);
    }
    if (left.kind !== 'literal' || right.kind !== 'literal') return undefined;
    const sign = orderOf(left.value, right.value);
    if (sign === undefined) return undefined;
    if (sign !== 'refused') return truth(holds(sign), site);
    return refused(name, args, `'${name}' compares two numbers or two strings`, site);
  });
}

export const comparisonFunctions: readonly TemplateFunction[] = [
  structuralFunction('equals', (args, site) => {
    const [left, right] = args;
    if (left === undefined || right === undefined || args.length !== 2) {
      return refused('equals', args, "'equals' takes two arguments", site);
    }
    return truth(areEqual(left, right, meterOf(site)), site);
  }),
  structuralFunction('equalsIgnoreCase', ([left, right], site) =>
    left === undefined || right === undefined
      ? undefined
      : truth(areEqualIgnoringCase(left, right, meterOf(site)), site),
  ),
  order('less', (sign) => sign < 0),
  order('lessOrEquals', (sign) => sign <= 0),
  order('greater', (sign) => sign > 0),
  order('greaterOrEquals', (sign) => sign >= 0),
];
