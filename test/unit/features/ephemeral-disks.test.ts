/** Ephemeral OS disks lie on the host: what protects them is the host, not the storage. */
import { describe, expect, it } from 'vitest';
import { codeLenses } from '../../../server/src/features/code-lens.js';
import { open } from './checked.js';
import { said } from './hovered.js';

const machine = (
  size: string,
  host: boolean,
  set = '',
): string => `resource vm|1 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'vm'
  location: 'westeurope'
  properties: {
    hardwareProfile: { vmSize: '${size}' }
    securityProfile: { encryptionAtHost: ${String(host)} }
    storageProfile: {
      osDisk: { createOption: 'FromImage', caching: 'ReadOnly', diffDiskSettings: { option: 'Local' }, managedDisk: {${set}} }
    }
  }
}
`;

/** What is said of the disk at rest. */
function atRest(text: string): string {
  const row = said({ 'main.bicep': text })
    ?.says.split('\n')
    .find((line) => line.startsWith('| At rest'));
  return row ?? '';
}

describe('an ephemeral OS disk at rest', () => {
  it('is encrypted by encryption at host', () => {
    expect(atRest(machine('Standard_D4s_v3', true))).toBe(
      '| At rest | Encrypted, platform key | The disk is ephemeral: it lies on the host, not in storage. Encryption at host is on |',
    );
  });
  it('is encrypted with the key of its set by encryption at host', () => {
    const set = `resource des 'Microsoft.Compute/diskEncryptionSets@2024-03-02' = {
  name: 'des'
  location: 'westeurope'
  properties: { activeKey: { keyUrl: 'https://kv.vault.azure.net/keys/kek-01/0123' } }
}
`;
    const text = machine('Standard_D4s_v3', true, ' diskEncryptionSet: { id: des.id } ');
    expect(atRest(`${text}${set}`)).toContain('| Encrypted, customer key `kek-01` |');
  });
  it('is encrypted by hardware on sizes of version 5, also without encryption at host', () => {
    expect(atRest(machine('Standard_D4ds_v5', false))).toContain('| Encrypted by hardware |');
  });
  it('is not encrypted on older sizes without encryption at host', () => {
    expect(atRest(machine('Standard_D4s_v3', false))).toContain('| Not encrypted |');
  });
});

describe('a code lens', () => {
  it('calls an ephemeral disk ephemeral, not one with a platform key', () => {
    const { checked, files } = open({ 'main.bicep': machine('Standard_D4s_v3', true).replace('|', '') });
    const file = files('main.bicep');
    const lenses = file === undefined ? [] : codeLenses(checked, file, { runsCommands: false, wizard: undefined });
    expect(lenses.map(({ command }) => command?.title)).toEqual(['ephemeral, host on']);
  });
});
