/** Which fixes findings offer: only those whose result the language takes. */
import { describe, expect, it } from 'vitest';
import { findingsIn } from './rule-cases.js';
import type { Files } from './rule-cases.js';

function titlesOf(rule: string, files: Files): string[] {
  return findingsIn(files)
    .filter((finding) => finding.rule === rule)
    .flatMap(({ fixes }) => fixes.map(({ title }) => title));
}

function machine(parameter: string): string {
  return `${parameter}
resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'app'
  properties: {
    hardwareProfile: { vmSize: size }
    securityProfile: { encryptionAtHost: atHost }
  }
}
`;
}

function called(argument: string): string {
  return `module vm 'vm.bicep' = {
  name: 'vm'
  params: { ${argument} }
}
`;
}

describe('a fix of a value that is passed to a parameter', () => {
  it('does not pass null to a module whose parameter must be a boolean', () => {
    const files = (type: string): Files => ({
      'main.bicep': called('atHost: false'),
      'vm.bicep': machine(`param atHost ${type}\nparam size string = 'Standard_D2s_v5'`),
    });
    expect(titlesOf('host-encryption-explicit-false', files('bool'))).toEqual([]);
    expect(titlesOf('host-encryption-explicit-false', files('bool?'))).toEqual(['Use null instead of false']);
  });

  it('does not write null into a parameter file for a parameter that must be a boolean', () => {
    const files: Files = {
      'vm.bicep': machine(`param atHost bool\nparam size string = 'Standard_D2s_v5'`),
      'vm.bicepparam': `using 'vm.bicep'\nparam atHost = false\n`,
    };
    expect(titlesOf('host-encryption-explicit-false', files)).toEqual([]);
    expect(titlesOf('host-encryption-off', files)).toEqual(['Turn on encryption at host']);
  });

  it('does not write null into an object whose type is known', () => {
    const files: Files = {
      'main.bicep': `param machines { atHost: bool }[] = [{ atHost: false }]
resource vm 'Microsoft.Compute/virtualMachines@2024-07-01' = [for one in machines: {
  name: 'app'
  properties: { securityProfile: { encryptionAtHost: one.atHost } }
}]
`,
    };
    expect(titlesOf('host-encryption-explicit-false', files)).toEqual([]);
  });

  it('does not pass a size to a module that does not allow it', () => {
    const files = (allowed: string): Files => ({
      'main.bicep': called(`size: 'Standard_D2_v2'`),
      'vm.bicep': machine(`@allowed([${allowed}])\nparam size string\nparam atHost bool = true`),
    });
    expect(titlesOf('host-encryption-size', files(`'Standard_D2_v2', 'Standard_D4_v2'`))).toEqual([]);
    expect(titlesOf('host-encryption-size', files(`'Standard_D2_v2', 'Standard_D2ds_v5'`))).toEqual([
      'Change the size to Standard_D2ds_v5',
    ]);
  });
});
