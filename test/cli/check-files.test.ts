import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { armTemplate, folder, quietTemplate, refusedArmDisk, refusedDisk } from './command.js';
import type { Folder } from './command.js';

const pathsOf = (checked: Folder, ...args: string[]): string[] =>
  checked.json('check', ...args).answer.files.map((file) => file.path);

/** `root` reads what nobody may read. */
const isRoot = process.getuid?.() === 0;

describe('check of a folder', () => {
  it('finds templates and parameter files, and leaves other JSON alone', () => {
    const checked = folder({
      'a/main.bicep': quietTemplate,
      'a/main.bicepparam': "using 'main.bicep'\nparam size = 'x'\n",
      'b/azuredeploy.json': armTemplate(),
      'b/azuredeploy.parameters.json': armTemplate().replace('deploymentTemplate', 'deploymentParameters'),
      'c/template.jsonc': `// a comment\n${armTemplate()}`,
      'package.json': '{ "name": "x" }',
      'policy.json': JSON.stringify({
        policyRule: { then: { details: { template: JSON.parse(armTemplate()) as object } } },
      }),
      'broken.json': '{',
      'README.md': '# x',
    });
    const { answer, status } = checked.json('check');
    expect(answer.files).toEqual([
      { path: 'a/main.bicep', kind: 'bicep', status: 'analysed' },
      { path: 'a/main.bicepparam', kind: 'bicepparam', status: 'analysed' },
      { path: 'b/azuredeploy.json', kind: 'arm', status: 'analysed' },
      { path: 'b/azuredeploy.parameters.json', kind: 'parameters', status: 'analysed' },
      { path: 'c/template.jsonc', kind: 'arm', status: 'analysed' },
    ]);
    expect(status).toBe(0);
  });

  it('is what check without a path does, and gives the same', () => {
    const checked = folder({ 'main.bicep': refusedDisk });
    expect(checked.run('check').stdout).toBe(checked.run('check', '.').stdout);
  });

  it('looks into folders with a dot, but not into .git and node_modules', () => {
    const checked = folder({
      '.azure/main.bicep': quietTemplate,
      '.git/main.bicep': quietTemplate,
      'node_modules/x/main.bicep': quietTemplate,
    });
    expect(pathsOf(checked)).toEqual(['.azure/main.bicep']);
  });

  it('honours .gitignore, also of folders below and above, with exceptions and with letter case', () => {
    const checked = folder({
      '.git/HEAD': '',
      '.gitignore': '*.json\nout/\n/top.bicep\nUPPER.bicep\n',
      'out/main.bicep': quietTemplate,
      'top.bicep': quietTemplate,
      'x/top.bicep': quietTemplate,
      'x/upper.bicep': quietTemplate,
      'x/main.json': armTemplate(),
      'x/.gitignore': '!keep.json\n*.bicep\n!top.bicep\n!upper.bicep\n',
      'x/keep.json': armTemplate(),
      'x/y/main.bicep': quietTemplate,
    });
    expect(pathsOf(checked)).toEqual(['x/keep.json', 'x/top.bicep', 'x/upper.bicep']);
    expect(pathsOf(checked, 'x/y')).toEqual([]);
    expect(pathsOf(checked, 'out')).toEqual(['out/main.bicep']);
    expect(pathsOf(checked, 'x/main.json')).toEqual(['x/main.json']);
  });

  it('follows links, but sees every file once and ends in circles', () => {
    const checked = folder({ 'a/main.bicep': quietTemplate });
    const outside = folder({ 'shared/more.bicep': quietTemplate });
    symlinkSync('..', join(checked.path, 'a/up'));
    symlinkSync('a', join(checked.path, '0-first'));
    symlinkSync('loop', join(checked.path, 'loop'));
    symlinkSync('a/main.bicep', join(checked.path, '0.bicep'));
    symlinkSync(join(outside.path, 'shared'), join(checked.path, 'shared'));
    const { answer, status } = checked.json('check');
    expect(answer.files.map((file) => file.path)).toEqual(['a/main.bicep', 'shared/more.bicep']);
    expect(status).toBe(0);
  });

  it('reports a link to a template that is not there', () => {
    const checked = folder();
    symlinkSync('nowhere', join(checked.path, 'main.bicep'));
    const { answer, status } = checked.json('check');
    expect(answer.files).toEqual([
      { path: 'main.bicep', kind: 'bicep', status: 'failed', reason: 'there is no such file' },
    ]);
    expect(status).toBe(2);
  });

  it.skipIf(isRoot)('reports what it may not read, and checks the rest', () => {
    const checked = folder({ 'a.bicep': refusedDisk, 'b.bicep': quietTemplate, 'c/d.bicep': quietTemplate });
    chmodSync(join(checked.path, 'b.bicep'), 0);
    chmodSync(join(checked.path, 'c'), 0);
    const { answer, status, stderr } = checked.json('check');
    chmodSync(join(checked.path, 'c'), 0o700);
    expect(answer.files.map((file) => [file.path, file.status])).toEqual([
      ['a.bicep', 'analysed'],
      ['b.bicep', 'failed'],
      ['c', 'failed'],
    ]);
    expect(stderr).toContain('b.bicep: not analysed: permission denied');
    expect(answer.findings).toHaveLength(1);
    expect(status).toBe(2);
  });

  it.skipIf(process.platform === 'win32')('reports what is too large or no file at all, without waiting for it', () => {
    const checked = folder({ 'large.bicep': '' });
    truncateSync(join(checked.path, 'large.bicep'), 65 * 1024 * 1024);
    execFileSync('mkfifo', [join(checked.path, 'pipe.bicep')]);
    const { answer, status } = checked.json('check', 'large.bicep', 'pipe.bicep');
    expect(answer.files).toEqual([
      { path: 'large.bicep', kind: 'bicep', status: 'failed', reason: 'the file is larger than 64 MB' },
      { path: 'pipe.bicep', kind: 'bicep', status: 'failed', reason: 'it is not a regular file' },
    ]);
    expect(status).toBe(2);
  });

  it('names files with spaces and letters of all scripts as they are called', () => {
    const checked = folder({ 'my files/данные 日本 é.bicep': refusedDisk });
    const { answer } = checked.json('check');
    expect(answer.findings.map((finding) => finding.path)).toEqual(['my files/данные 日本 é.bicep']);
  });

  it('does not read a large file that says at its beginning what it is not', () => {
    const checked = folder();
    const filler = `"x": "${'x'.repeat(5 * 1024 * 1024)}"`;
    writeFileSync(join(checked.path, 'large.json'), `{ ${filler}, "$schema": "deploymentTemplate.json" }`);
    writeFileSync(join(checked.path, 'template.json'), armTemplate().replace('{', `{ "metadata": { "a": [1] },`));
    mkdirSync(join(checked.path, 'folder.json'));
    expect(pathsOf(checked)).toEqual(['template.json']);
  });
});

describe('check of a file that is named', () => {
  it.each([
    ['missing.bicep', { kind: 'bicep', status: 'failed', reason: 'there is no such file' }],
    [
      'settings.json',
      { kind: 'arm', status: 'notATemplate', reason: 'its $schema is not that of a deployment template' },
    ],
    ['empty.json', { kind: 'arm', status: 'notATemplate', reason: 'the file is empty' }],
    ['broken.bicep', { kind: 'bicep', status: 'partial', reason: 'the file has a syntax error' }],
    ['latin1.bicep', { kind: 'bicep', status: 'partial', reason: 'the file is not valid in its encoding' }],
  ])('says of %s what became of it, and ends with 2', (path, expected) => {
    const checked = folder({
      'settings.json': '{ "a": 1 }',
      'empty.json': '',
      'broken.bicep': `${quietTemplate}param\n`,
      'latin1.bicep': Buffer.from("param size string = 'é'\n", 'latin1'),
      'good.bicep': refusedDisk,
    });
    const { answer, status, stderr } = checked.json('check', path, 'good.bicep');
    expect(answer.files.find((file) => file.path === path)).toEqual({ path, ...expected });
    expect(answer.findings.map((finding) => finding.path)).toEqual(['good.bicep']);
    expect(stderr).toContain(`encryption-lens: ${path}: `);
    expect(stderr).toContain(expected.reason);
    expect(status).toBe(2);
  });

  it('still finds what is wrong in the rest of a broken file', () => {
    const checked = folder({ 'main.bicep': `resource = {\n\n${refusedDisk}` });
    const { answer, status } = checked.json('check', 'main.bicep');
    expect(answer.files).toMatchObject([{ status: 'partial' }]);
    expect(answer.findings.map((finding) => finding.rule)).toContain('disk-platform-key-with-des');
    expect(status).toBe(2);
  });

  it('gives each file once, however often it is named', () => {
    const checked = folder({ 'a/main.bicep': refusedDisk });
    const { answer } = checked.json('check', 'a/main.bicep', 'a/../a/main.bicep', 'a', '.');
    expect(answer.files).toHaveLength(1);
    expect(answer.findings).toHaveLength(1);
  });

  it('brings in the modules that it reaches, and lists them and their findings', () => {
    const checked = folder({
      'env/main.bicep': "module disk '../modules/disk.bicep' = {\n  name: 'disk'\n}\n",
      'modules/disk.bicep': `module inner 'inner.json' = {\n  name: 'inner'\n}\n`,
      'modules/inner.json': armTemplate([refusedArmDisk]),
      'modules/other.bicep': refusedDisk,
    });
    const { answer } = checked.json('check', 'env/main.bicep');
    expect(answer.files.map((file) => file.path)).toEqual([
      'env/main.bicep',
      'modules/disk.bicep',
      'modules/inner.json',
    ]);
    expect(answer.findings.map(({ rule, path }) => [rule, path])).toEqual([
      ['disk-platform-key-with-des', 'modules/inner.json'],
    ]);
    expect(answer.findings[0]?.related.map((one) => one.path)).toContain('env/main.bicep');
  });

  it('takes a module that is not there for unknown, and says so', () => {
    const checked = folder({ 'main.bicep': "module disk 'disk.bicep' = {\n  name: 'disk'\n}\n" });
    const { answer, status, stderr } = checked.json('check', 'main.bicep');
    expect(answer.files).toMatchObject([{ path: 'main.bicep', status: 'analysed' }]);
    expect(stderr).toBe("encryption-lens: main.bicep: not known: 'disk.bicep' cannot be read\n");
    expect(status).toBe(0);
  });

  it.each([
    ['UTF-8 with a mark', Buffer.from(`\ufeff${refusedDisk}`, 'utf8')],
    ['UTF-16, little end first', Buffer.from(`\ufeff${refusedDisk}`, 'utf16le')],
    ['UTF-16, big end first', Buffer.from(`\ufeff${refusedDisk}`, 'utf16le').swap16()],
    ['lines that end with a carriage return', Buffer.from(refusedDisk.replaceAll('\n', '\r'))],
    ['lines that end with both', Buffer.from(refusedDisk.replaceAll('\n', '\r\n'))],
  ])('reads %s', (_, bytes) => {
    const { answer } = folder({ 'main.bicep': bytes }).json('check', 'main.bicep');
    expect(answer.findings).toMatchObject([
      {
        rule: 'disk-platform-key-with-des',
        range: { start: { line: 7, character: 12 }, end: { line: 7, character: 45 } },
      },
    ]);
  });

  it('counts columns in UTF-16 code units', () => {
    const { answer } = folder({ 'main.bicep': refusedDisk.replace('      type:', '/* 😀 */ type:') }).json(
      'check',
      'main.bicep',
    );
    expect(answer.findings[0]?.range.start).toEqual({ line: 7, character: 15 });
  });

  it('ends in good time for 100,000 brackets', () => {
    const deep = '['.repeat(100_000);
    const checked = folder({
      'deep.json': armTemplate().replace('"resources": []', `"resources": ${deep}`),
      'deep.bicep': `var deep = ${deep}\n`,
      'good.bicep': refusedDisk,
    });
    const { answer, status } = checked.json('check');
    expect(answer.files.map((file) => [file.path, file.status])).toEqual([
      ['deep.bicep', 'partial'],
      ['deep.json', 'partial'],
      ['good.bicep', 'analysed'],
    ]);
    expect(answer.findings).toHaveLength(1);
    expect(status).toBe(2);
  });

  it('takes __proto__ for a name like any other', () => {
    const text = armTemplate([refusedArmDisk]).replace('"resources"', '"__proto__": { "a": 1 }, "resources"');
    const { answer } = folder({ 'main.json': text.replace('"name": "data"', '"name": "__proto__"') }).json('check');
    expect(answer.findings).toMatchObject([{ rule: 'disk-platform-key-with-des', path: 'main.json' }]);
  });
});
