import { execFileSync } from 'node:child_process';
import { chmodSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { unifiedDiff } from '../../server/src/cli/unified-diff.js';
import { folder, idleSuppression, refusedDisk } from './command.js';

/** Two suppressions of one line in one comment, and another comment: fixes that meet, and one that does not. */
const idle = `param a string
// encryption-lens-disable-next-line ade-retiring, ade-custom-linux-image
param b string

param c string
// encryption-lens-disable-file host-encryption-off
`;
const fixed = 'param a string\nparam b string\n\nparam c string\n';

describe('check --fix', () => {
  it('applies preferred fixes until none is left, and a second run changes nothing', () => {
    const checked = folder({ 'main.bicep': idle });
    const first = checked.run('check', '--fix', '--fail-on', 'information');
    expect(first).toMatchObject({ status: 0, stdout: 'No findings in 1 file.\n', stderr: '' });
    expect(checked.read('main.bicep')).toBe(fixed);
    const { mtimeMs } = statSync(join(checked.path, 'main.bicep'));
    expect(checked.run('check', '--fix').stdout).toBe('No findings in 1 file.\n');
    expect(statSync(join(checked.path, 'main.bicep')).mtimeMs).toBe(mtimeMs);
  });

  it('ends with what remains', () => {
    const checked = folder({ 'main.bicep': `${idleSuppression}${refusedDisk}` });
    const { answer, status } = checked.json('check', '--fix');
    expect(answer.findings.map((finding) => finding.rule)).toEqual(['disk-platform-key-with-des']);
    expect(status).toBe(1);
  });

  it('keeps encoding, byte order mark, line breaks and permissions', () => {
    const text = (content: string): string => `\ufeff${content.replaceAll('\n', '\r\n')}`;
    const big = (content: string): Buffer => Buffer.from(text(content), 'utf16le').swap16();
    const checked = folder({
      'utf8.bicep': text(idle),
      'little.bicep': Buffer.from(text(idle), 'utf16le'),
      'big.bicep': big(idle),
    });
    chmodSync(join(checked.path, 'utf8.bicep'), 0o640);
    checked.run('check', '--fix');
    expect(checked.read('utf8.bicep')).toBe(text(fixed));
    expect(statSync(join(checked.path, 'utf8.bicep')).mode & 0o777).toBe(0o640);
    expect(checked.bytes('little.bicep')).toEqual(Buffer.from(text(fixed), 'utf16le'));
    expect(checked.bytes('big.bicep')).toEqual(big(fixed));
  });

  it('leaves files alone that it could not read whole', () => {
    const damaged = Buffer.concat([Buffer.from(idleSuppression), Buffer.from([0x2f, 0x2f, 0xe9, 0x0a])]);
    const broken = `${idleSuppression}param\n`;
    const checked = folder({ 'damaged.bicep': damaged, 'broken.bicep': broken });
    expect(checked.run('check', '--fix').status).toBe(2);
    expect(checked.bytes('damaged.bicep')).toEqual(damaged);
    expect(checked.read('broken.bicep')).toBe(broken);
  });

  it.skipIf(process.getuid?.() === 0)('says which file it could not write', () => {
    const checked = folder({ 'a.bicep': idle, 'b.bicep': idle });
    chmodSync(join(checked.path, 'a.bicep'), 0o444);
    const { status, stderr } = checked.run('check', '--fix');
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: 'encryption-lens: a.bicep cannot be written: permission denied\n',
    });
    expect(checked.read('b.bicep')).toBe(fixed);
  });
});

describe('check --fix --dry-run', () => {
  it('prints the difference and nothing else, and writes nothing', () => {
    const checked = folder({ 'my main.bicep': idle, 'other.bicep': refusedDisk });
    const { stdout, stderr, status } = checked.run('check', '--fix', '--dry-run');
    expect(stdout).toBe(`--- a/my main.bicep\t
+++ b/my main.bicep\t
@@ -1,6 +1,4 @@
 param a string
-// encryption-lens-disable-next-line ade-retiring, ade-custom-linux-image
 param b string
${' '}
 param c string
-// encryption-lens-disable-file host-encryption-off
`);
    expect({ stderr, status }).toEqual({ stderr: '', status: 1 });
    expect(checked.read('my main.bicep')).toBe(idle);
    expect(checked.run('check', '--dry-run').stdout).toBe(stdout);
  });

  it('prints nothing where nothing is to be fixed', () => {
    expect(folder({ 'main.bicep': refusedDisk }).run('check', '--dry-run')).toMatchObject({ stdout: '', status: 1 });
  });

  it('gives what git can apply', () => {
    const checked = folder({ 'main.bicep': idle.replaceAll('\n', '\r\n') });
    const { stdout } = checked.run('check', '--dry-run');
    execFileSync('git', ['apply', '-'], { cwd: checked.path, input: stdout });
    expect(checked.read('main.bicep')).toBe(fixed.replaceAll('\n', '\r\n'));
  });
});

describe('unifiedDiff', () => {
  it('leads from one text to the other, whatever they are', () => {
    let seed = 1;
    const random = (below: number): number => {
      seed = (seed * 48271) % 2147483647;
      return seed % below;
    };
    const line = (): string => `${'abc'.charAt(random(3))}\n`;
    const cases = Array.from({ length: 40 }, (_, index) => {
      const before = Array.from({ length: random(30) }, line);
      const after = before.flatMap((one) => (random(6) === 0 ? [] : random(6) === 0 ? [one, line()] : [one]));
      const end = (lines: string[]): string => (random(3) === 0 ? lines.join('').trimEnd() : lines.join(''));
      return { path: `${String(index)}.txt`, before: `x\n${end(before)}`, after: `x\n${end(after)}` };
    });
    const sandbox = folder(Object.fromEntries(cases.map(({ path, before }) => [path, before])));
    const patch = cases.map(({ path, before, after }) => unifiedDiff(path, before, after)).join('');
    execFileSync('git', ['apply', '--unidiff-zero', '-'], { cwd: sandbox.path, input: patch });
    for (const { path, after } of cases) expect(sandbox.read(path)).toBe(after);
  });

  it('is empty for equal texts and stays small for texts that have little in common', () => {
    expect(unifiedDiff('a', 'x\n', 'x\n')).toBe('');
    const many = (prefix: string): string =>
      Array.from({ length: 5_000 }, (_, at) => `${prefix}${String(at)}\n`).join('');
    expect(unifiedDiff('a', many('x'), many('y')).split('\n')).toHaveLength(10_000 + 4);
  });
});
