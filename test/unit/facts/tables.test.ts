import { describe, expect, it } from 'vitest';
import { allConstraints, findConstraint } from '../../../server/src/facts/constraints.js';
import { allErrorTexts, errorTextsOf } from '../../../server/src/facts/error-texts.js';
import { allPolicies, findPolicy } from '../../../server/src/facts/policies.js';
import { knownRegions, normalizeRegion, regionDisplayName } from '../../../server/src/facts/regions.js';
import { ADE_RETIREMENT, findRetirement } from '../../../server/src/facts/retirements.js';

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

describe('constraints', () => {
  it('are found by their row', () => {
    expect(findConstraint('DSK-05')).toEqual({
      id: 'DSK-05',
      statement: 'A platform-key disk must not carry a diskEncryptionSetId.',
      severity: 'error',
      evidence: 'observed',
      verified: 'verified',
      source: 'azure-cli PR#22484 (issue #22439)',
      date: '2022-05-17',
    });
    expect(findConstraint('DSK-19')?.date).toBeUndefined();
    expect(findConstraint('DSK-99')).toBeUndefined();
    expect(findConstraint('__proto__')).toBeUndefined();
  });

  it('include every row that a rule may name', () => {
    const named =
      'DSK-01 DSK-02 DSK-05 DSK-06 DSK-07 DSK-10 DSK-17 DSK-19 DSK-20 DES-01 DES-02 DES-05 DES-06 DES-08 DES-10 DES-11 DES-17 DES-26 ' +
      'KEY-01 KEY-02 KEY-03 KEY-04 KV-01 KV-02 KV-03 KV-06 KV-08 KV-09 RBAC-01 RBAC-02 RBAC-03 RBAC-04 LOC-01 DBL-01 DBL-02 ' +
      'EAH-01 EAH-02 EAH-05 EAH-06 EAH-07 EAH-12 EAH-13 EAH-16 EAH-17 EAH-21 ADE-01 ADE-02 ADE-03 ADE-07 ' +
      'CVM-02 CVM-03 CVM-08 CVM-09 CVM-10 CVM-13 AKS-01 EPH-02';
    expect(named.split(' ').filter((id) => findConstraint(id) === undefined)).toEqual([]);
  });

  it('say where each comes from, with a date a reader can sort', () => {
    for (const { id, statement, source, date } of allConstraints()) {
      expect(statement, id).not.toBe('');
      expect(source, id).not.toBe('');
      if (date !== undefined) expect(date, id).toMatch(/^(19|20)\d\d/);
    }
  });
});

describe('error texts', () => {
  it('are found by row, with their code', () => {
    expect(errorTextsOf('CVM-03')).toMatchObject([{ code: 'BadRequest' }]);
    expect(errorTextsOf('EAH-12')).toHaveLength(2);
    expect(errorTextsOf('LOC-01')).toEqual([]);
  });

  it('belong to rows that exist', () => {
    expect(allErrorTexts().filter((error) => findConstraint(error.fact) === undefined)).toEqual([]);
  });
});

describe('policies', () => {
  it('are found by GUID and by id', () => {
    const id = 'fc4d8e41-e223-45ea-9bf5-eada37891d87';
    expect(findPolicy(id)).toMatchObject({ fact: 'POL-01', effect: 'audit or deny' });
    expect(findPolicy(`/providers/Microsoft.Authorization/policyDefinitions/${id.toUpperCase()}`)?.id).toBe(id);
    expect(findPolicy('other')).toBeUndefined();
  });

  it('have GUIDs, each once', () => {
    const ids = allPolicies().map((policy) => policy.id);
    expect(ids.filter((id) => !GUID.test(id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('regions', () => {
  it('compare without spaces and letter case', () => {
    expect(normalizeRegion('West Europe')).toBe('westeurope');
    expect(normalizeRegion(' WESTEUROPE ')).toBe('westeurope');
  });

  it('have a name for people, unknown ones their own', () => {
    expect(regionDisplayName('southcentralus')).toBe('South Central US');
    expect(regionDisplayName('atlantis')).toBe('atlantis');
    expect(regionDisplayName('__proto__')).toBe('__proto__');
    expect(knownRegions()).toContain('usgovvirginia');
    expect(knownRegions().length).toBeGreaterThan(60);
  });
});

describe('retirements', () => {
  it('know their day', () => {
    expect(findRetirement('adeExtension')).toMatchObject({ on: ADE_RETIREMENT, fact: 'ADE-01' });
    expect(findRetirement('keyVaultApiVersions')?.on).toBe('2027-02-27');
    expect(findRetirement('unmanagedDisks')?.on).toBe('2026-03-31');
  });
});
