import { describe, expect, it } from 'vitest';
import { DOUBLE, CUSTOMER, ID, disk, jsonDisk, jsonSet, set } from './disk-cases.js';
import { bicep, findingsIn, json, rule } from './rule-cases.js';

const MISMATCH = disk(`type: '${DOUBLE}', diskEncryptionSetId: encryptionSet.id`);
const above = (comment: string): string => MISMATCH.replace('      encryption:', `      ${comment}\n      encryption:`);

rule('suppression-unused', {
  finds: {
    'a comment above nothing': [
      bicep`// encryption-lens-disable-next-line ▸disk-des-type-mismatch◂ -- agreed
        ${set(CUSTOMER)}`,
      { severity: 'warning', message: /There is no finding of 'disk-des-type-mismatch' here/ },
    ],
    'an id that is none': [
      bicep`${set(CUSTOMER)} ${above('// encryption-lens-disable-next-line ▸disk-mismatch◂, disk-des-type-mismatch')}`,
      { message: /There is no rule 'disk-mismatch'/ },
    ],
    'a comment without an id': bicep`▸// encryption-lens-disable-next-line◂
      param x string`,
    'in JSON': json`// encryption-lens-disable-file ▸host-encryption-off◂
      ${jsonSet(CUSTOMER)}`,
  },
  silent: {
    'a comment that suppresses a finding': bicep`${set(CUSTOMER)} ${above('// encryption-lens-disable-next-line disk-des-type-mismatch -- agreed')}`,
    'for the whole file': bicep`// encryption-lens-disable-file disk-des-type-mismatch
      ${set(CUSTOMER)} ${MISMATCH}`,
    'the words in a string': bicep`param x string = '// encryption-lens-disable-next-line nothing'`,
  },
  fixes: {
    'removes the line': {
      before: bicep`// encryption-lens-disable-next-line host-encryption-off
param x string
`,
      after: bicep`param x string
`,
    },
    'removes one id of several': {
      before: bicep`${set(CUSTOMER)} ${above('// encryption-lens-disable-next-line host-encryption-off, disk-des-type-mismatch -- agreed')}`,
      after: bicep`${set(CUSTOMER)} ${above('// encryption-lens-disable-next-line disk-des-type-mismatch -- agreed')}`,
    },
  },
});

describe('a suppression', () => {
  it('switches the finding of the next line off, in Bicep', () => {
    expect(
      findingsIn(bicep`${set(CUSTOMER)} ${above('// encryption-lens-disable-next-line disk-des-type-mismatch')}`),
    ).toEqual([]);
  });

  it('switches the finding of the next line off, in JSON', () => {
    const text = jsonDisk(
      `\n// encryption-lens-disable-next-line disk-des-type-mismatch -- agreed\n"type": "${DOUBLE}", ${ID}`,
    );
    expect(findingsIn(json`${jsonSet(CUSTOMER)}, ${text}`)).toEqual([]);
  });

  it('leaves findings of other lines', () => {
    const rules = findingsIn(bicep`// encryption-lens-disable-next-line disk-des-type-mismatch
      ${set(CUSTOMER)} ${MISMATCH}`).map((finding) => finding.rule);
    expect(rules).toEqual(['suppression-unused', 'disk-des-type-mismatch']);
  });
});
