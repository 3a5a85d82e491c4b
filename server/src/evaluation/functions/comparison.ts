/** `equals` and the order of numbers and text. */
import { areEqual, areEqualIgnoringCase } from './equality.js';
import { structuralFunction } from './registry.js';
import type { TemplateFunction } from './registry.js';
import { refused, truth } from './results.js';

/** `holds` gets -1, 0 or 1. Text is ordered by its UTF-16 code units, as Azure does. */
function order(name: string, holds: (sign: number) => boolean): TemplateFunction {
  return structuralFunction(name, (args, site) => {
    const [left, right] = args;
    if (left === undefined || right === undefined || args.length !== 2) {
      return refused(name, args, `'${name}' takes two arguments`, site);
    }
    if (left.kind !== 'literal' || right.kind !== 'literal') return undefined;
    const one = left.value;
    const other = right.value;
    if (
      (typeof one === 'number' && typeof other === 'number') ||
      (typeof one === 'string' && typeof other === 'string')
    ) {
      return truth(holds(one < other ? -1 : one > other ? 1 : 0), site);
    }
    return refused(name, args, `'${name}' compares two numbers or two strings`, site);
  });
}

export const comparisonFunctions: readonly TemplateFunction[] = [
  structuralFunction('equals', (args, site) => {
    const [left, right] = args;
    if (left === undefined || right === undefined || args.length !== 2) {
      return refused('equals', args, "'equals' takes two arguments", site);
    }
    return truth(areEqual(left, right), site);
  }),
  structuralFunction('equalsIgnoreCase', ([left, right], site) =>
    left === undefined || right === undefined ? undefined : truth(areEqualIgnoringCase(left, right), site),
  ),
  order('less', (sign) => sign < 0),
  order('lessOrEquals', (sign) => sign <= 0),
  order('greater', (sign) => sign > 0),
  order('greaterOrEquals', (sign) => sign >= 0),
];
