/** Evaluates ARM expressions in a template whose parameters have no values. */
import { canonicalText } from '../../../../server/src/evaluation/canonical.js';
import { createDeployment } from '../../../../server/src/evaluation/create-deployment.js';
import type { KnownPlace } from '../../../../server/src/evaluation/places.js';
import { plainOf } from '../../../../server/src/evaluation/plain.js';
import type { Value } from '../../../../server/src/evaluation/value.js';
import { parseJson } from '../../../../server/src/syntax/json/parse.js';
import { armTemplate } from '../../../../server/src/template/arm.js';

/** The value of an expression; `text`, `number`, `list`, `bag` and `switch` are parameters without a value. */
export function evaluated(expression: string, place: KnownPlace = {}, scope = 'deploymentTemplate'): Value {
  const template = {
    $schema: `https://schema.management.azure.com/schemas/2019-04-01/${scope}.json#`,
    contentVersion: '1.0.0.0',
    parameters: {
      text: { type: 'string' },
      other: { type: 'string' },
      number: { type: 'int' },
      list: { type: 'array' },
      bag: { type: 'object' },
      switch: { type: 'bool' },
    },
    resources: [],
    outputs: { result: { type: 'object', value: `[${expression}]` } },
  };
  const deployment = createDeployment(armTemplate('template.json', parseJson(JSON.stringify(template))), { place });
  const value = deployment.output('result');
  if (value === undefined) throw new Error('the template has no output');
  return value;
}

/** The value as plain data; fails where it is not known. */
export function known(expression: string, place?: KnownPlace, scope?: string): unknown {
  const value = evaluated(expression, place, scope);
  const plain = plainOf(value);
  if (plain === undefined) throw new Error(`${expression} is not known: ${canonicalText(value)}`);
  return plain;
}

/** The value as the canonical text of what is not known. */
export function residue(expression: string): string {
  return canonicalText(evaluated(expression));
}

/** Whether Azure refuses the expression, as far as is known. */
export function isRefused(expression: string): boolean {
  const value = evaluated(expression);
  return value.kind === 'unknown' && value.because.kind === 'error';
}

/** Whether nothing is claimed about the value. */
export function isUndecided(expression: string): boolean {
  const value = evaluated(expression);
  return value.kind === 'unknown' && value.because.kind !== 'error';
}
