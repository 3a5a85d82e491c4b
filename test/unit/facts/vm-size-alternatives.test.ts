import { describe, expect, it } from 'vitest';
import { sizesWithEncryptionAtHost } from '../../../server/src/facts/vm-size-alternatives.js';
import { allVmSizes, findVmSize, hasLocalDisk } from '../../../server/src/facts/vm-sizes.js';

function alternatives(name: string, count: number): string[] {
  const size = findVmSize(name);
  if (size === undefined) throw new Error(`${name} is not in the table`);
  return sizesWithEncryptionAtHost(size, count).map((other) => other.name);
}

describe('sizes to use instead of one without encryption at host', () => {
  it.each([
    ['Standard_D2_v3', ['Standard_D2ds_v5', 'Standard_D2ads_v5']],
    ['Standard_D4_v4', ['Standard_D4s_v5', 'Standard_D4as_v5', 'Standard_D4s_v6']],
    ['Standard_E64_v3', ['Standard_E64ds_v5', 'Standard_E64ads_v5']],
    ['Standard_D11_v2', ['Standard_E2ds_v5']],
    ['Standard_D3_v2_Promo', ['Standard_D4ds_v5']],
    ['Standard_A2_v2', ['Standard_D2lds_v5']],
    ['Standard_A8m_v2', ['Standard_E8ds_v5']],
    ['Standard_F4', ['Standard_D4lds_v5', 'Standard_D4ds_v5']],
    ['Standard_G5', ['Standard_E64ds_v5']],
    ['Standard_NV6', ['Standard_NV6ads_A10_v5']],
    ['Standard_NC6', ['Standard_NC8as_T4_v3']],
    ['Standard_PB6s', []],
  ])('%s', (name, expected) => {
    expect(alternatives(name, Math.max(1, expected.length))).toEqual(expected);
  });

  it('all support it, are listed, and stay: no announced end', () => {
    for (const near of allVmSizes().filter((size) => size.encryptionAtHost === false)) {
      for (const size of sizesWithEncryptionAtHost(near, 10)) {
        expect(size, near.name).toMatchObject({ encryptionAtHost: true, retirement: undefined, constrained: false });
        expect(size.regions, size.name).toBeGreaterThan(0);
      }
    }
  });

  it('neither lose nor gain a local disk, because no machine can be resized so', () => {
    for (const near of allVmSizes().filter((size) => size.encryptionAtHost === false)) {
      const disk = hasLocalDisk(near);
      if (disk === undefined) continue;
      for (const size of sizesWithEncryptionAtHost(near, 10)) {
        expect(hasLocalDisk(size) ?? disk, `${near.name} -> ${size.name}`).toBe(disk);
      }
    }
  });

  it('exist for every general purpose size that lacks it', () => {
    const general = allVmSizes().filter((size) => size.encryptionAtHost === false && /^[ADEFG]$/.test(size.series));
    expect(general.length).toBeGreaterThan(60);
    expect(general.filter((size) => sizesWithEncryptionAtHost(size, 1).length === 0)).toEqual([]);
  });

  it('keep a confidential, an Arm and a constrained size what it is', () => {
    const kinds = (name: string) =>
      alternatives(name, 20).map((other) => {
        const { confidential, architecture } = findVmSize(other) ?? {};
        return `${confidential} ${architecture}`;
      });
    expect(new Set(kinds('Standard_DC2as_v5'))).toEqual(new Set(['SNP x64']));
    expect(new Set(kinds('Standard_D2ps_v5'))).toEqual(new Set(['undefined Arm64']));
    expect(alternatives('Standard_E8-4ds_v5', 5)).toContain('Standard_E8-4ads_v5');
  });

  it('are as many as asked for, none for none', () => {
    expect(alternatives('Standard_D2_v3', 3)).toHaveLength(3);
    expect(alternatives('Standard_D2_v3', 0)).toEqual([]);
    expect(alternatives('Standard_D2_v3', -1)).toEqual([]);
  });
});
