import { describe, expect, it } from 'vitest';
import { armTemplate, folder, idleSuppression, quietTemplate, refusedArmDisk, refusedDisk } from './command.js';

/** A disk whose encryption type is a parameter. */
const openDisk = `param type string = 'EncryptionAtRestWithCustomerKey'\n\n${refusedDisk.replace("'EncryptionAtRestWithPlatformKey'", 'type')}`;

const parametersFile = (type: string): string =>
  JSON.stringify({
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#',
    contentVersion: '1.0.0.0',
    parameters: { type: { value: type } },
  });

const bad = parametersFile('EncryptionAtRestWithPlatformKey');

describe('check --fail-on', () => {
  it.each([
    [idleSuppression, [], 0],
    [idleSuppression, ['--fail-on', 'error'], 0],
    [idleSuppression, ['--fail-on', 'warning'], 1],
    [idleSuppression, ['--fail-on', 'information'], 1],
    [idleSuppression, ['--fail-on', 'never'], 0],
    [refusedDisk, [], 1],
    [refusedDisk, ['--fail-on', 'never'], 0],
    [quietTemplate, ['--fail-on', 'information'], 0],
  ])('decides what the command ends with (%#)', (text, args, status) => {
    expect(folder({ 'main.bicep': text }).run('check', ...args).status).toBe(status);
  });
});

describe('check --format json', () => {
  it('is the whole answer, with ranges from zero', () => {
    const { stdout } = folder({ 'main.json': armTemplate([refusedArmDisk]) }).run('check', '--format', 'json');
    expect(JSON.parse(stdout)).toEqual({
      schemaVersion: 1,
      tool: { name: 'encryption-lens', version: expect.stringMatching(/^\d+\.\d+\.\d+$/) as string },
      files: [{ path: 'main.json', kind: 'arm', status: 'analysed' }],
      findings: [
        {
          rule: 'disk-platform-key-with-des',
          severity: 'error',
          certainty: 'definite',
          message: expect.stringContaining("'data' asks for a platform key") as string,
          path: 'main.json',
          range: { start: { line: 15, character: 18 }, end: { line: 15, character: 51 } },
          resource: 'Microsoft.Compute/disks/data',
          related: [
            {
              message: 'The disk encryption set is named here.',
              path: 'main.json',
              range: { start: { line: 16, character: 35 }, end: { line: 16, character: 92 } },
            },
          ],
          fixes: [],
          docs: expect.stringMatching(/^https:.*disk-platform-key-with-des\.md$/) as string,
        },
      ],
    });
  });
});

describe('check --parameters', () => {
  it('judges the template that is named with the values of the file', () => {
    const checked = folder({ 'main.bicep': openDisk, 'values/prod.json': bad });
    expect(checked.json('check', 'main.bicep').answer.findings).toEqual([]);
    const { answer, status } = checked.json('check', 'main.bicep', '--parameters', 'values/prod.json');
    expect(answer.findings).toMatchObject([{ rule: 'disk-platform-key-with-des', path: 'values/prod.json' }]);
    expect(answer.files.map((file) => file.path)).toEqual(['main.bicep', 'values/prod.json']);
    expect(status).toBe(1);
  });

  it('takes the place of the parameter files that belong to the template', () => {
    const good = parametersFile('EncryptionAtRestWithCustomerKey');
    const checked = folder({ 'main.bicep': openDisk, 'main.parameters.json': bad, 'good.json': good });
    expect(checked.json('check', 'main.bicep').answer.findings).toHaveLength(1);
    expect(checked.json('check', 'main.bicep', '--parameters', 'good.json').answer.findings).toEqual([]);
  });

  it('is not needed for parameter files beside the template, each of which counts', () => {
    const checked = folder({
      'main.bicep': openDisk,
      'main.parameters.dev.json': parametersFile('EncryptionAtRestWithCustomerKey'),
      'prod.bicepparam': "using 'main.bicep'\nparam type = 'EncryptionAtRestWithPlatformKey'\n",
      'other.bicepparam': "using 'other.bicep'\n",
    });
    const { answer } = checked.json('check', 'main.bicep');
    expect(answer.files.map((file) => file.path)).toEqual([
      'main.bicep',
      'main.parameters.dev.json',
      'prod.bicepparam',
    ]);
    expect(answer.findings.map((finding) => finding.path)).toEqual(['prod.bicepparam']);
  });

  it('is not needed for a .bicepparam file: its template is judged with its values alone', () => {
    const checked = folder({
      'main.bicep': openDisk,
      'bad.bicepparam': "using 'main.bicep'\nparam type = 'EncryptionAtRestWithPlatformKey'\n",
      'good.bicepparam': "using 'main.bicep'\n",
    });
    const { answer } = checked.json('check', 'good.bicepparam');
    expect(answer.files.map((file) => file.path)).toEqual(['good.bicepparam', 'main.bicep']);
    expect(answer.findings).toEqual([]);
    expect(checked.json('check', 'bad.bicepparam').answer.findings).toHaveLength(1);
  });
});

describe('encryptionlens.json', () => {
  const off = '{ "rules": { "disk-platform-key-with-des": "off" } }';

  it('is the nearest one upwards, up to the root of the repository', () => {
    const checked = folder({
      'encryptionlens.json': off,
      'repository/.git/HEAD': '',
      'repository/main.bicep': refusedDisk,
      'repository/quiet/encryptionlens.json': off,
      'repository/quiet/deep/main.bicep': refusedDisk,
      'plain/main.bicep': refusedDisk,
    });
    const { answer } = checked.json('check');
    expect(answer.findings.map((finding) => finding.path)).toEqual(['repository/main.bicep']);
  });

  it('is the one that --config names', () => {
    const checked = folder({
      'main.bicep': refusedDisk,
      'ci/lens.json': '{ "rules": { "disk-platform-key-with-des": "information" } }',
    });
    const { answer, status } = checked.json('check', '--config', 'ci/lens.json');
    expect(answer.findings).toMatchObject([{ severity: 'information' }]);
    expect(status).toBe(0);
  });

  it('is checked itself: what means nothing is a finding in it', () => {
    const checked = folder({ 'main.bicep': quietTemplate, 'encryptionlens.json': '{\n  "rulez": {}\n}\n' });
    const { answer } = checked.json('check');
    expect(answer.files.map((file) => file.path)).toEqual(['main.bicep']);
    expect(answer.findings).toMatchObject([
      { rule: 'configuration-invalid', path: 'encryptionlens.json', range: { start: { line: 1, character: 2 } } },
    ]);
  });

  it('can leave files alone, and says so of those that are named', () => {
    const checked = folder({
      'encryptionlens.json': '{ "ignore": ["generated/**"] }',
      'generated/disk.bicep': refusedDisk,
      'main.bicep': "module disk 'generated/disk.bicep' = {\n  name: 'disk'\n}\n",
    });
    const { answer, stderr } = checked.json('check', '.', 'generated/disk.bicep');
    expect(answer).toMatchObject({ files: [{ path: 'main.bicep' }], findings: [] });
    expect(stderr).toBe('encryption-lens: generated/disk.bicep is left alone, as the configuration says\n');
  });

  it('can name parameter files, and one that is not there is a failure', () => {
    const checked = folder({
      'encryptionlens.json': '{ "parameters": { "infra/*.bicep": ["values/bad.json", "values/none.json"] } }',
      'infra/main.bicep': openDisk,
      'values/bad.json': bad,
    });
    const { answer, status } = checked.json('check', 'infra/main.bicep');
    expect(answer.findings.map((finding) => finding.path)).toEqual(['values/bad.json']);
    expect(answer.files).toMatchObject([
      { path: 'infra/main.bicep' },
      { path: 'values/bad.json' },
      { path: 'values/none.json', status: 'failed', reason: 'there is no such file' },
    ]);
    expect(status).toBe(2);
  });
});
