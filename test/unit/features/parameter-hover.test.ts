/** What a parameter decides, said in the template and in the files that give it a value. */
import { describe, expect, it } from 'vitest';
import { said } from './hovered.js';

const template = `param size string
param host bool = true
param setId string
param tag string = 'x'

resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'vm-web'
  location: 'westeurope'
  tags: { tag: tag }
  properties: {
    hardwareProfile: { vmSize: size }
    securityProfile: { encryptionAtHost: host }
    storageProfile: { osDisk: { createOption: 'FromImage', managedDisk: { diskEncryptionSet: { id: setId } } } }
  }
}
`;
const id =
  '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/keys/providers/Microsoft.Compute/diskEncryptionSets/des-a';
const arm = (parameters: string): string => `{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#",
  "contentVersion": "1.0.0.0",
  "parameters": { ${parameters} }
}
`;

describe('a hover in a parameter file', () => {
  it('says which property of which resource the parameter decides, and what that does', () => {
    const answer = said({ 'main.bicepparam': "using 'main.bicep'\nparam ho|st = false\n", 'main.bicep': template });
    expect(answer?.of).toBe('host');
    expect(answer?.says).toMatch(/^\*\*`host`\*\* is `false`\n\nDecides `encryptionAtHost` of `vm-web`\./);
    expect(answer?.says).toContain('Encrypts host caches');
  });
  it('tells of a size what it can', () => {
    const answer = said({
      'main.bicepparam': "using 'main.bicep'\nparam size = 'Standard_|D2s_v5'\n",
      'main.bicep': template,
    });
    expect(answer?.of).toBe("'Standard_D2s_v5'");
    expect(answer?.says).toContain('Decides `vmSize` of `vm-web`.');
    expect(answer?.says).toContain('| Encryption at host | Yes |');
  });
  it('explains the set that an id names', () => {
    const answer = said({
      'main.parameters.json': arm(`"setId": { "value": "${id.replace('des-a', 'des|-a')}" }`),
      'main.bicep': template,
    });
    expect(answer?.says).toMatch(/^\*\*`des-a`\*\* · disk encryption set/);
    expect(answer?.says).toContain('Decides `id` of `vm-web`.');
  });
  it('follows variables and modules', () => {
    const answer = said({
      'main.bicepparam': "using 'main.bicep'\nparam protect|ed = true\n",
      'main.bicep': `param protected bool
var isOn = protected
module machine 'machine.bicep' = {
  name: 'machine'
  params: { host: isOn, size: 'Standard_D2s_v5', setId: 'x' }
}
`,
      'machine.bicep': template,
    });
    expect(answer?.says).toContain('Decides `encryptionAtHost` of `vm-web`.');
  });
  it('says that a parameter is only a part of what decides', () => {
    const answer = said({
      'main.bicepparam': "using 'main.bicep'\nparam st|age = 'prod'\n",
      'main.bicep': `param stage string\n${template.replace("'vm-web'", "'vm-${stage}'").replace('encryptionAtHost: host', "encryptionAtHost: stage == 'prod'")}`,
    });
    expect(answer?.says).toMatch(/^\*\*`stage`\*\* is `prod`/);
    expect(answer?.says).toContain('`encryptionAtHost`, among others, of `vm-prod`');
    expect(answer?.says).toContain('the name of `vm-prod`');
  });
  it('says nothing of a parameter that has no part in encryption', () => {
    expect(
      said({ 'main.bicepparam': "using 'main.bicep'\nparam t|ag = 'y'\n", 'main.bicep': template }),
    ).toBeUndefined();
  });
});

describe('a hover on what a module is given', () => {
  const caller = (host: string): string => `module machine 'machine.bicep' = {
  name: 'machine'
  params: { ${host}, size: 'Standard_D2s_v5', setId: 'x' }
}
`;
  it('says what the parameter decides in the module, on its name and on its value', () => {
    const name = said({ 'main.bicep': caller('ho|st: false'), 'machine.bicep': template });
    expect(name?.says).toMatch(/^\*\*`host`\*\* is `false`\n\nDecides `encryptionAtHost` of `vm-web`\./);
    const value = said({ 'main.bicep': caller('host: fal|se'), 'machine.bicep': template });
    expect(value?.of).toBe('false');
    expect(value?.says).toBe(name?.says);
  });
  it('says so in a nested deployment', () => {
    const answer = said({
      'main.json': `{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    {
      "type": "Microsoft.Resources/deployments", "apiVersion": "2024-03-01", "name": "inner",
      "properties": {
        "mode": "Incremental",
        "expressionEvaluationOptions": { "scope": "inner" },
        "parameters": { "ki|nd": { "value": "EncryptionAtRestWithPlatformAndCustomerKeys" } },
        "template": {
          "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
          "contentVersion": "1.0.0.0",
          "parameters": { "kind": { "type": "string" } },
          "resources": [
            { "type": "Microsoft.Compute/diskEncryptionSets", "apiVersion": "2024-03-02", "name": "des", "location": "westeurope", "properties": { "encryptionType": "[parameters('kind')]" } }
          ]
        }
      }
    }
  ]
}
`,
    });
    expect(answer?.says).toContain('Decides `encryptionType` of `des`.');
  });
});

describe('a hover on the parameter of a template', () => {
  it('says what it decides', () => {
    const answer = said({ 'main.bicep': template.replace('param size', 'param si|ze') });
    expect(answer?.says).toContain('Decides `vmSize` of `vm-web`.');
  });
});
