import { spawn, spawnSync } from 'node:child_process';
import { openSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { armTemplate, builtCommand, folder, idleSuppression, quietTemplate, refusedDisk } from './command.js';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

describe('the command line', () => {
  it('says its version', () => {
    expect(folder().run('--version')).toMatchObject({ status: 0, stdout: `${version}\n`, stderr: '' });
  });

  it('says how it is used, as a whole and for each command', () => {
    const { run } = folder();
    const overview = run('--help');
    expect(overview).toMatchObject({ status: 0, stderr: '' });
    for (const command of ['check', 'inventory', 'rules']) {
      expect(overview.stdout).toContain(`  ${command} `);
      const help = run(command, '--help');
      expect(help).toMatchObject({ status: 0, stderr: '' });
      expect(help.stdout).toContain(`Usage: encryption-lens ${command}`);
      expect(run('help', command).stdout).toBe(help.stdout);
    }
  });

  it.each([
    [[], 'a command is missing'],
    [['deploy'], "there is no command 'deploy'"],
    [['__proto__'], "there is no command '__proto__'"],
    [['--format', 'json'], "a command must come before '--format'"],
    [['check', '--what'], "Unknown option '--what'"],
    [['check', '--format', 'xml'], '--format must be one of text, json, sarif, github, junit'],
    [['check', '--format'], "Option '--format <value>' argument missing"],
    [['check', '--fail-on', 'fatal'], '--fail-on must be one of error, warning, information, never'],
    [['check', '--parameters', 'none.json', 'main.bicep'], "the parameter file 'none.json' cannot be read"],
    [['check', '--parameters', 'main.bicep', 'main.bicep'], "'main.bicep' is no parameter file"],
    [['check', '--parameters', 'main.parameters.json'], '--parameters needs a template that is named'],
    [['check', '--config', 'none.json'], "the configuration 'none.json' cannot be read"],
    [['inventory'], 'inventory needs a file'],
    [['inventory', '.'], 'inventory takes files'],
    [['inventory', 'main.bicep', '--positions'], '--positions needs --format json'],
    [['rules', 'main.bicep'], "rules takes no 'main.bicep'"],
  ])('calls %j bad usage', (args, message) => {
    const { run } = folder({
      'main.bicep': quietTemplate,
      'main.parameters.json': armTemplate().replace('deploymentTemplate', 'deploymentParameters'),
    });
    const { status, stdout, stderr } = run(...args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  it('takes what stands behind -- for a path', () => {
    const { answer, status } = folder({ '--help': quietTemplate }).json('check', '--', '--help');
    expect(answer.files).toMatchObject([{ path: '--help', status: 'notATemplate' }]);
    expect(status).toBe(2);
  });

  it('does its work when nothing can be read from standard input', () => {
    const { path } = folder({ 'main.bicep': refusedDisk });
    const outcome = spawnSync('sh', ['-c', `"$0" "$1" check <&-`, process.execPath, builtCommand()], {
      cwd: path,
      encoding: 'utf8',
    });
    expect(outcome).toMatchObject({ status: 1, stderr: '' });
  });

  it('ends without a word when the reader of its answer goes away', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 400 }, (_, index) => [`${String(index)}.bicep`, refusedDisk]),
    );
    const { path } = folder(files);
    const child = spawn(process.execPath, [builtCommand(), 'check'], { cwd: path, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
    child.stdout.once('data', () => child.stdout.destroy());
    const status = await new Promise((resolve) => child.once('close', resolve));
    expect({ status, said }).toEqual({ status: 1, said: '' });
  });

  it.skipIf(process.platform !== 'linux')('says so when its answer cannot be written', () => {
    const { path } = folder({ 'main.bicep': quietTemplate });
    const full = openSync('/dev/full', 'w');
    const { status, stderr } = spawnSync(process.execPath, [builtCommand(), 'check'], {
      cwd: path,
      encoding: 'utf8',
      stdio: ['ignore', full, 'pipe'],
    });
    expect(status).toBe(2);
    expect(stderr).toContain('the answer could not be written');
  });

  it('colours its answer only where it is asked to, or on a terminal', () => {
    const { run, runIn } = folder({ 'main.bicep': idleSuppression });
    const isColoured = (text: string): boolean => text.includes('\u001b[');
    expect(isColoured(run('check').stdout)).toBe(false);
    expect(isColoured(runIn({ FORCE_COLOR: '1' }, 'check').stdout)).toBe(true);
    expect(isColoured(runIn({ FORCE_COLOR: '0' }, 'check').stdout)).toBe(false);
    expect(isColoured(runIn({ NO_COLOR: '1' }, 'check').stdout)).toBe(false);
    expect(isColoured(runIn({ FORCE_COLOR: '1' }, 'check', '--format', 'json').stdout)).toBe(false);
  });
});

describe('rules', () => {
  it('lists every rule with severity, category, facts and page', () => {
    const { stdout, status } = folder().run('rules', '--format', 'json');
    const answer = JSON.parse(stdout) as { schemaVersion: number; rules: { id: string }[] };
    expect(status).toBe(0);
    expect(answer).toMatchObject({ schemaVersion: 1, tool: { name: 'encryption-lens', version } });
    expect(answer.rules.find((rule) => rule.id === 'disk-platform-key-with-des')).toMatchObject({
      severity: 'error',
      category: 'disk',
      facts: ['DSK-05'],
      docs: expect.stringMatching(/docs\/rules\/disk-platform-key-with-des\.md$/) as string,
    });
  });

  it('gives text and Markdown with a line for each rule', () => {
    const { run } = folder();
    const { rules } = JSON.parse(run('rules', '--format', 'json').stdout) as { rules: { id: string }[] };
    const lines = run('rules').stdout.trimEnd().split('\n');
    const rows = run('rules', '--format', 'markdown').stdout.trimEnd().split('\n').slice(2);
    expect(lines.map((line) => line.split(' ')[0])).toEqual(rules.map((rule) => rule.id));
    expect(rows.map((row) => /^\| \[([^\]]+)\]/.exec(row)?.[1])).toEqual(rules.map((rule) => rule.id));
  });
});
