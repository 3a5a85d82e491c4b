import {
  isBicepByName,
  isConfigurationByName,
  startsLikeATemplate,
} from '../../client/src/language-client/template-head.js';
import { describe, expect, it } from 'vitest';

const schemas = 'https://schema.management.azure.com/schemas';

describe('a JSON document is sent to the server', () => {
  it.each([
    `${schemas}/2019-04-01/deploymentTemplate.json#`,
    `${schemas}/2015-01-01/deploymentTemplate.json`,
    `${schemas}/2018-05-01/subscriptionDeploymentTemplate.json#`,
    `${schemas}/2019-08-01/managementGroupDeploymentTemplate.json#`,
    `${schemas}/2019-08-01/tenantDeploymentTemplate.json#`,
    `${schemas}/2019-04-01/deploymentParameters.json#`,
    `${schemas}/2018-05-01/subscriptionDeploymentParameters.json#`,
    'http://schema.management.azure.com/schemas/2015-01-01/DEPLOYMENTTEMPLATE.json#',
  ])('if its $schema is %s', (schema) => {
    expect(startsLikeATemplate(`// a comment\n{ "contentVersion": "1.0.0.0",\n  "$schema" : "${schema}" }`)).toBe(true);
  });

  it.each(['encryptionlens.json', '/folder/encryptionlens.json'])('if it is the configuration %s', (path) => {
    expect(isConfigurationByName(path)).toBe(true);
  });
});

describe('a JSON document is not sent to the server', () => {
  it.each([
    ['without a $schema', '{ "resources": [] }'],
    ['with the schema of a portal form', `{ "$schema": "${schemas}/0.1.2-preview/CreateUIDefinition.MultiVm.json#" }`],
    ['that only mentions a template in a text', `{ "see": "${schemas}/2019-04-01/deploymentTemplate.json#" }`],
    ['whose $schema is no web address', '{ "$schema": "deploymentTemplate.json" }'],
  ])('%s', (_what, head) => {
    expect(startsLikeATemplate(head)).toBe(false);
  });

  it('if only a part of its name is that of the configuration', () => {
    expect(isConfigurationByName('/folder/my-encryptionlens.json')).toBe(false);
  });
});

describe('a file is Bicep by its name, whatever VS Code takes it for', () => {
  it.each(['main.bicep', '/folder/main.bicep', '/folder/main.bicepparam'])('%s', (path) => {
    expect(isBicepByName(path)).toBe(true);
  });

  it.each(['/main.bicep/readme', '/folder/bicep', '/folder/main.bicep.json'])('but not %s', (path) => {
    expect(isBicepByName(path)).toBe(false);
  });
});
