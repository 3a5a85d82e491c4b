import { describe, expect, it } from 'vitest';
import { said } from './hovered.js';

const machine = (
  name: string,
  host = 'true',
): string => `resource vm|1 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: ${name}
  location: 'westeurope'
  properties: {
    hardwareProfile: { vmSize: 'Standard_D4s_v3' }
    securityProfile: { encryptionAtHost: ${host} }
    storageProfile: { osDisk: { createOption: 'FromImage', managedDisk: {} } }
  }
}
`;

describe('a hover on what grants access', () => {
  it('names the role of an assignment, and what it allows', () => {
    const answer = said({
      'a.bicep': `resource grant 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid('x')
  properties: {
    principalId: 'x'
    roleDef|initionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'e147488a-f6f5-4113-8e2d-b22465e65bf6')
  }
}
`,
    });
    expect(answer?.says).toContain('**Key Vault Crypto Service Encryption User**: reads, wraps and unwraps keys.');
  });
  it('leaves roles alone that have nothing to do with keys', () => {
    const answer = said({
      'a.bicep': `resource grant 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid('x')
  properties: {
    roleDef|initionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'b24988ac-6180-42a0-ab88-20f7382dd24c')
  }
}
`,
    });
    expect(answer).toBeUndefined();
  });
  it('names the role of a GUID in a variable', () => {
    const answer = said({ 'a.bicep': "var role = 'e147488a-f6f5-|4113-8e2d-b22465e65bf6'\n" });
    expect(answer?.says).toContain('Key Vault Crypto Service Encryption User');
  });
  it('says which permissions a policy must give', () => {
    const answer = said({
      'a.bicep': `resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv'
  properties: {
    accessPolicies: [{ objectId: 'x', permissions: { ke|ys: ['get'] } }]
  }
}
`,
    });
    expect(answer?.says).toContain('needs `get`, `wrapKey` and `unwrapKey`');
  });
});

describe('a hover', () => {
  it('shows what a template names as text, whatever it is', () => {
    const answer = said({ 'a.bicep': machine("'[x](command:y) | <b>`**'") });
    expect(answer?.says.split('\n')[0]).toBe('**``[x](command:y) \\| <b>`**``** · virtual machine · `Standard_D4s_v3`');
    expect(
      answer?.says
        .split('\n')
        .filter((line) => line.startsWith('|'))
        .every((line) => line.split(/(?<!\\)\|/).length === 5),
    ).toBe(true);
  });

  it('says which value of which parameter decides', () => {
    const answer = said({
      'a.bicep': `param level string\n${machine("'a'", "level == 'high'")}`.replace(
        'param level',
        "@allowed(['low', 'high'])\nparam level",
      ),
    });
    const row = answer?.says.split('\n').find((line) => line.startsWith('| Host to storage'));
    expect(row).toContain("Encrypted if 'level' is 'high'");
    expect(row).toContain("Not encrypted if 'level' is 'low'");
  });

  it('explains a module for each caller, where these differ', () => {
    const answer = said({
      'm.bicep': `param host bool\n${machine("'a'", 'host')}`,
      'one.bicep': "module first 'm.bicep' = {\n  name: 'first'\n  params: { host: true }\n}\n",
      'two.bicep': "module second 'm.bicep' = {\n  name: 'second'\n  params: { host: false }\n}\n",
    });
    expect(answer?.says).toContain('*module first of one.bicep*');
    expect(answer?.says).toContain('*module second of two.bicep*');
    expect(answer?.says.match(/Encryption at host is on/g)?.length).toBeGreaterThan(0);
    expect(answer?.says.match(/Encryption at host is off/g)?.length).toBeGreaterThan(0);
  });

  it('explains a module once, where its callers agree', () => {
    const answer = said({
      'm.bicep': `param host bool\n${machine("'a'", 'host')}`,
      'one.bicep': "module first 'm.bicep' = {\n  name: 'first'\n  params: { host: true }\n}\n",
      'two.bicep': "module second 'm.bicep' = {\n  name: 'second'\n  params: { host: true }\n}\n",
    });
    expect(answer?.says).not.toContain('module first');
  });

  it('says of a machine that is left out that it is not deployed', () => {
    const answer = said({ 'a.bicep': machine("'a'").replace('= {', '= if (false) {') });
    expect(answer).toEqual({ of: 'vm1', says: 'Not deployed with the values that the parameters have here.' });
  });

  it('knows a size and an encryption type wherever they are written', () => {
    expect(said({ 'a.bicep': "param size string = 'Standard|_D2_v3'\n" })?.says).toContain('**No**: Azure refuses it');
    expect(said({ 'a.bicep': "var type = 'DiskWith|VMGuestState'\n" })?.says).toContain(
      'A confidential VM must say it',
    );
    expect(said({ 'a.bicep': "var type = 'any|thing'\n" })).toBeUndefined();
  });

  it('is silent in a file that is half typed where nothing is known', () => {
    expect(said({ 'a.bicep': "resource x '|" })).toBeUndefined();
    expect(said({ 'a.json': '{ "resources": [ {|' })).toBeUndefined();
  });
});
