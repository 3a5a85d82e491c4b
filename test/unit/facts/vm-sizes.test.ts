import { describe, expect, it } from 'vitest';
import {
  allVmSizes,
  encryptsTemporaryDiskInHardware,
  findVmSize,
  hasLocalDisk,
  parseVmSizeName,
} from '../../../server/src/facts/vm-sizes.js';

/** name, encryption at host, vCPUs, memory in GB, temp disk in MiB, premium storage, regions, retirement; from the collected list of 2026-11-24. */
const SAMPLE: readonly (readonly [
  string,
  boolean | undefined,
  number | undefined,
  number | undefined,
  number | undefined,
  boolean | undefined,
  number,
  string | undefined,
])[] = [
  ['Basic_A0', undefined, undefined, undefined, undefined, undefined, 0, '2024-08-31'],
  ['Basic_A2', false, undefined, 3.5, 61440, undefined, 0, '2024-08-31'],
  ['Standard_A0', false, 1, 0.75, 20480, false, 0, '2024-08-31'],
  ['Standard_A4_v2', false, 4, 8, 40960, false, 45, '2028-11-15'],
  ['Standard_B2ms', true, 2, 8, 16384, true, 45, '2028-11-15'],
  ['Standard_B2ts_v2', true, 2, 1, 0, true, 44, undefined],
  ['Standard_D2_v2', false, 2, 7, 102400, false, 45, '2028-05-01'],
  ['Standard_D2_v2_Promo', false, 2, 7, undefined, false, 45, '2028-05-01'],
  ['Standard_D2_v3', false, 2, 8, 51200, false, 45, '2029-11-15'],
  ['Standard_D2s_v3', true, 2, 8, 16384, true, 45, '2029-11-15'],
  ['Standard_D2_v4', false, 2, 8, 0, false, 45, undefined],
  ['Standard_D2a_v4', true, 2, 8, 51200, false, 43, undefined],
  ['Standard_D2_v5', true, 2, 8, 0, false, 44, undefined],
  ['Standard_D2ds_v5', true, 2, 8, 76800, true, 44, undefined],
  ['Standard_D2s_v6', true, 2, 8, 0, true, 42, undefined],
  ['Standard_D2ds_v6', true, 2, 8, undefined, true, 41, undefined],
  ['Standard_D2pds_v5', true, 2, 8, 76800, true, 21, undefined],
  ['Standard_D2s_v7', true, 2, 8, 0, true, 8, undefined],
  ['Standard_D8a_v3', false, 8, 32, 204800, false, 0, undefined],
  ['Standard_DC2es_v5', true, 2, undefined, 0, undefined, 0, undefined],
  ['Standard_E20_v3', false, 20, 160, 512000, false, 45, '2029-11-15'],
  ['Standard_E2bds_v5', true, 2, 16, 76800, true, 44, undefined],
  ['Standard_E20ads_v5', true, 20, 160, 768000, true, 43, undefined],
  ['Standard_F2', false, 2, 4, 32768, false, 45, '2028-11-15'],
  ['Standard_F2-1ams_v7', true, 2, 16, undefined, true, 19, undefined],
  ['Standard_G5', false, 32, 448, 6291456, false, 29, '2028-11-15'],
  ['Standard_HB176rs_v4', true, 176, 768, 491520, true, 8, undefined],
  ['Standard_NC6', false, 6, 56, 348160, undefined, 0, '2023-09-06'],
  ['Standard_NCC24ads_A100_v4', true, 24, undefined, 1150000, undefined, 0, undefined],
  ['Standard_NV6', false, 6, 56, 389120, false, 0, '2023-09-06'],
  ['Standard_PB6s', false, 6, 112, undefined, true, 2, undefined],
];

describe('the table of VM sizes', () => {
  it.each(SAMPLE)('knows %s', (name, encryptionAtHost, vCPUs, memoryGB, tempDisk, premiumIO, regions, retirement) => {
    const expected = { name, encryptionAtHost, vCPUs, memoryGB, tempDisk, premiumIO, regions, retirement };
    expect(findVmSize(name)).toMatchObject(expected);
  });

  it('holds 1,570 sizes, each found under its own name', () => {
    const sizes = allVmSizes();
    expect(sizes).toHaveLength(1570);
    expect(sizes.filter((size) => findVmSize(size.name) !== size)).toEqual([]);
  });

  it('ignores letter case, as Azure does, and answers in its spelling', () => {
    expect(findVmSize('STANDARD_DS11_V2')?.name).toBe('Standard_DS11_v2');
    expect(findVmSize('standard_d2s_v5')?.name).toBe('Standard_D2s_v5');
  });

  it.each(['D2s_v5', 'Standard_D3s_v5', 'Standard_E32s-16_v3', '', '#', 'Standard_D#s_v5', '__proto__', 'constructor'])(
    'does not know "%s"',
    (name) => {
      expect(findVmSize(name)).toBeUndefined();
    },
  );

  it('does not repeat a "no" that has gone stale', () => {
    for (const name of ['Standard_HB176s_v4', 'Standard_HB176-24s_v4', 'Standard_HX176s', 'Standard_HX176-144s']) {
      expect(findVmSize(name), name).toMatchObject({ encryptionAtHost: undefined, asOf: '2024-01-21' });
    }
  });

  it('agrees on encryption at host within every family, but for sizes without evidence', () => {
    const answers = new Map<string, Set<boolean>>();
    for (const { family, encryptionAtHost } of allVmSizes()) {
      if (family === undefined || encryptionAtHost === undefined) continue;
      answers.set(family, (answers.get(family) ?? new Set()).add(encryptionAtHost));
    }
    expect([...answers].filter(([, seen]) => seen.size > 1)).toEqual([]);
    expect(answers.size).toBe(202);
  });

  it('counts what supports encryption at host, what does not, and what is unknown', () => {
    const sizes = allVmSizes();
    const count = (answer: boolean | undefined) => sizes.filter((size) => size.encryptionAtHost === answer).length;
    expect([count(true), count(false), count(undefined)]).toEqual([1444, 106, 20]);
  });

  it('tells the confidential technologies, the architectures and the generations apart', () => {
    expect(findVmSize('Standard_DC2as_v5')?.confidential).toBe('SNP');
    expect(findVmSize('Standard_DC2es_v6')?.confidential).toBe('TDX');
    expect(findVmSize('Standard_DC2s_v3')?.confidential).toBe('SGX');
    expect(findVmSize('Standard_D2s_v5')).toMatchObject({ confidential: undefined, architecture: 'x64' });
    expect(findVmSize('Standard_D2ps_v6')?.architecture).toBe('Arm64');
    expect(findVmSize('Standard_D2_v3')?.generations).toEqual(['V1']);
    expect(findVmSize('Standard_D2s_v5')?.generations).toEqual(['V1', 'V2']);
    expect(findVmSize('Standard_D2s_v6')?.generations).toEqual(['V2']);
  });
});

describe('the name of a size', () => {
  it.each([
    ['Standard_D2s_v5', { series: 'D', features: 's', version: 5, constrained: false }],
    ['Standard_E8-4ads_v5', { series: 'E', features: 'ads', version: 5, constrained: true }],
    ['Standard_DS11_v2', { series: 'DS', features: '', version: 2, constrained: false }],
    ['Standard_D2_v2_Promo', { series: 'D', features: '', version: 2, constrained: false }],
    ['Standard_NV4ads_V710_v5', { series: 'NV', features: 'ads', version: 5, constrained: false }],
    ['Standard_NC24lds_xl_RTXPRO6000BSE_v6', { series: 'NC', features: 'lds', version: 6, constrained: false }],
    ['Standard_HX176rs', { series: 'HX', features: 'rs', version: 1, constrained: false }],
    ['standard_e4bds_V6', { series: 'E', features: 'bds', version: 6, constrained: false }],
  ])('%s', (name, parts) => {
    expect(parseVmSizeName(name)).toEqual(parts);
  });

  it.each(['', 'Standard', 'Standard_', 'Standard_v5', 'D2s_v5', 'Standard_D2s_v5 '])('"%s" is none', (name) => {
    expect(parseVmSizeName(name)).toBeUndefined();
  });

  it('is read in a moment however long it is', () => {
    expect(parseVmSizeName(`Standard_D2s_${'v5_'.repeat(100_000)}!`)).toBeUndefined();
  });
});

describe('the local disk', () => {
  it.each([
    ['Standard_D2_v3', true],
    ['Standard_D2s_v5', false],
    ['Standard_D2ds_v6', true],
    ['Standard_D128ds_v6', true],
    ['Standard_D2ns_v6', false],
    ['Standard_D2_v2_Promo', true],
    ['Standard_L8s_v4', undefined],
  ])('of %s', (name, expected) => {
    const size = findVmSize(name);
    expect(size && hasLocalDisk(size)).toBe(expected);
  });

  it('is encrypted by hardware from v5 on', () => {
    const encrypted = ['Standard_D2ds_v4', 'Standard_D2ds_v5', 'Standard_E2ads_v7'].map((name) => {
      const size = findVmSize(name);
      return size && encryptsTemporaryDiskInHardware(size);
    });
    expect(encrypted).toEqual([false, true, true]);
  });
});
