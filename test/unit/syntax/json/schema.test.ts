import { describe, expect, it } from 'vitest';
import { parseJson } from '../../../../server/src/syntax/json/parse.js';
import {
  isDeploymentParameters,
  isDeploymentTemplate,
  schemaOf,
  sniffSchema,
} from '../../../../server/src/syntax/json/schema.js';

const withSchema = (name: string): string =>
  `{"$schema": "https://schema.management.azure.com/schemas/2019-04-01/${name}"}`;

describe('A deployment template', () => {
  it.each([
    ['deploymentTemplate.json#', 'resourceGroup'],
    ['subscriptionDeploymentTemplate.json#', 'subscription'],
    ['managementGroupDeploymentTemplate.json#', 'managementGroup'],
    ['tenantDeploymentTemplate.json', 'tenant'],
    ['DEPLOYMENTTEMPLATE.JSON#', 'resourceGroup'],
  ])('is known by the schema %s', (name, scope) => {
    expect(schemaOf(parseJson(withSchema(name)))).toEqual({ kind: 'template', scope });
    expect(isDeploymentTemplate(parseJson(withSchema(name)))).toBe(true);
  });

  it('may name its schema by http', () => {
    const text = '{"$schema": "http://schema.management.azure.com/schemas/2015-01-01/deploymentTemplate.json#"}';
    expect(isDeploymentTemplate(parseJson(text))).toBe(true);
  });

  it.each([
    [
      'a template inside of something else, such as a policy',
      `{"policyRule": {"template": ${withSchema('deploymentTemplate.json#')}}}`,
    ],
    ['another schema', withSchema('createUiDefinition.json#')],
    ['another host', '{"$schema": "https://example.com/schemas/2019-04-01/deploymentTemplate.json#"}'],
    ['a schema that is no string', '{"$schema": 1}'],
    ['an array', '[1]'],
    ['nothing', ''],
  ])('is not %s', (_, text) => {
    expect(isDeploymentTemplate(parseJson(text))).toBe(false);
    expect(sniffSchema(text)).toBeUndefined();
  });

  it('is known from the beginning of its text', () => {
    const text =
      withSchema('deploymentTemplate.json#').slice(0, -1) + ', "resources": [' + '{"a": 1},'.repeat(10_000) + ']}';
    expect(sniffSchema(text)).toEqual({ kind: 'template', scope: 'resourceGroup' });
  });
});

describe('A parameter file', () => {
  it('is known by its schema, and is no template', () => {
    const file = parseJson(withSchema('deploymentParameters.json#'));
    expect([isDeploymentParameters(file), isDeploymentTemplate(file)]).toEqual([true, false]);
  });
});
