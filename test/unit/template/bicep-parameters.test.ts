import { describe, expect, it } from 'vitest';
import { parseBicep } from '../../../server/src/syntax/bicep/parse.js';
import type { BicepParameters } from '../../../server/src/template/bicep-parameters.js';
import { bicepParameters } from '../../../server/src/template/bicep-parameters.js';
import { expressionText } from './expression-text.js';

function parameters(text: string): BicepParameters {
  return bicepParameters('main.bicepparam', parseBicep(text, { kind: 'bicepparam' }));
}

describe('a .bicepparam file', () => {
  const text = `using './main.bicep'
extends 'base.bicepparam'
import {region} from 'shared.bicep'
var prefix = 'x'
param Name = '\${prefix}-\${region}'
param again = [Name, base.tags, readEnvironmentVariable('V', 'w')]
`;

  it('names the template it is for, and the file it extends', () => {
    const { using, extends: extended } = parameters(text);
    expect(using).toMatchObject({ path: './main.bicep' });
    expect(using !== 'none' && using && text.slice(using.span.start, using.span.end)).toBe("'./main.bicep'");
    expect(extended).toMatchObject({ path: 'base.bicepparam' });
  });

  it('may be for no template, or not say yet', () => {
    expect(parameters('using none').using).toBe('none');
    expect(parameters('using').using).toBeUndefined();
    expect(parameters('').using).toBeUndefined();
  });

  it('assigns values that may use its variables, imports, other parameters and the extended file', () => {
    const assigned = [...parameters(text).assignments].map(([key, { name, value }]) => [
      key,
      name,
      expressionText(value()),
    ]);
    expect(assigned).toEqual([
      ['name', 'Name', "format('{0}-{1}', variables('prefix'), variables('region'))"],
      ['again', 'again', "[parameters('Name'), variables('base').tags, readEnvironmentVariable('V', 'w')]"],
    ]);
    expect([...parameters(text).variables.keys()]).toEqual(['prefix']);
    expect(parameters(text).imports).toMatchObject([{ path: 'shared.bicep' }]);
  });

  it('is a template whose parameters default to what it assigns', () => {
    const { template, assignments } = parameters(text);
    expect(template.parameters.get('name')?.defaultValue()).toBe(assignments.get('name')?.value());
    expect(template.variables.has('prefix')).toBe(true);
  });
});
