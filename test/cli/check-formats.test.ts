import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { armTemplate, folder, idleSuppression, refusedArmDisk, refusedDisk } from './command.js';

const hostile = '100% "<a href=\'x\'>&amp;</a>", ::error::\u001b[31m ]]>';
const hostileDisk = refusedDisk.replace("'data'", `'${hostile.replaceAll("'", "\\'").replace('\u001b', '\\u{1b}')}'`);

describe('check --format text', () => {
  it('shows place, severity, rule, message, the source line with a mark, related places, fixes and a summary', () => {
    const { stdout, stderr, status } = folder({ 'my disk.bicep': `${idleSuppression}\n${refusedDisk}` }).run('check');
    expect(stdout)
      .toBe(`my disk.bicep:1:38 warning suppression-unused There is no finding of 'ade-retiring' here, so this comment switches nothing off and would hide a later one. Remove it.
  1 | // encryption-lens-disable-next-line ade-retiring -- it was here
    |                                      ^^^^^^^^^^^^
  fix: Remove the suppression of ade-retiring (applied by --fix)

my disk.bicep:11:13 error disk-platform-key-with-des 'data' asks for a platform key but names the disk encryption set 'des', so Azure refuses it. Take the type of the set, or leave the set out.
  11 |       type: 'EncryptionAtRestWithPlatformKey'
     |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  see my disk.bicep:12:28 The disk encryption set is named here.

1 error, 1 warning in 1 file. --fix corrects 1 of them.
`);
    expect({ stderr, status }).toEqual({ stderr: '', status: 1 });
  });

  it('says that there is nothing, and how much was looked at', () => {
    expect(folder({ 'a.bicep': '', 'b.bicep': '' }).run('check').stdout).toBe('No findings in 2 files.\n');
    expect(folder().run('check').stdout).toBe('No findings in no file.\n');
  });

  it('sets the mark under wide characters and behind tabs', () => {
    const text = refusedDisk.replace('      type:', '\t/* 暗号化é\u0301😀 */ type:');
    const lines = folder({ 'main.bicep': text }).run('check').stdout.split('\n');
    expect(lines[1]).toBe("  8 | \t/* 暗号化é\u0301😀 */ type: 'EncryptionAtRestWithPlatformKey'");
    expect(lines[2]).toBe(`    | \t${' '.repeat('/* '.length + 6 + 1 + 2 + ' */ type: '.length)}${'^'.repeat(33)}`);
  });

  it('shows of a very long line the part that is meant', () => {
    const text = JSON.stringify(JSON.parse(armTemplate([refusedArmDisk])));
    const [, line = '', mark = ''] = folder({ 'main.json': text }).run('check').stdout.split('\n');
    expect(line.length).toBeLessThan(140);
    expect(line.slice(mark.indexOf('^'), mark.lastIndexOf('^') + 1)).toContain('EncryptionAtRestWithPlatformKey');
  });

  it('lets no template command the terminal', () => {
    const { stdout, stderr } = folder({ 'main.bicep': `// \u001b[2J\n${hostileDisk}` }).run('check');
    expect(stdout).toContain('�[31m');
    expect(stdout + stderr).not.toContain('\u001b');
  });

  it('names the files that it could not read whole', () => {
    const { stdout } = folder({ 'main.bicep': 'param\n' }).run('check', 'main.bicep', 'other.json');
    expect(stdout).toBe(`main.bicep analysed in part: the file has a syntax error

other.json not analysed: there is no such file

No findings in 2 files.
`);
  });
});

describe('check --format sarif', () => {
  // The only package that carries the schema brings the validator of its time along.
  const fromPackage = createRequire(createRequire(import.meta.url).resolve('@microsoft/jest-sarif'));
  interface Validator {
    readonly addMetaSchema: (schema: unknown) => void;
    readonly compile: (schema: unknown) => { (log: unknown): boolean; readonly errors?: unknown };
    readonly errorsText: (errors: unknown) => string;
  }
  const Ajv = fromPackage('ajv') as new (options: object) => Validator;
  const ajv = new Ajv({ schemaId: 'auto', validateSchema: false });
  ajv.addMetaSchema(fromPackage('ajv/lib/refs/json-schema-draft-04.json'));
  const validate = ajv.compile(fromPackage('./schemas/sarif-2.1.0-rtm.5.json'));

  interface Log {
    readonly runs: readonly [
      {
        readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
        readonly results: readonly {
          readonly ruleId: string;
          readonly ruleIndex: number;
          readonly partialFingerprints: object;
        }[];
      },
    ];
  }

  const logOf = (text: string): Log => {
    const log: unknown = JSON.parse(text);
    expect(validate(log), ajv.errorsText(validate.errors)).toBe(true);
    return log as Log;
  };

  it('is a valid log with findings, related places, fixes and files that were not read', () => {
    const files = { 'a b/é.bicep': `${idleSuppression}${hostileDisk}`, 'broken.bicep': 'param\n' };
    const { stdout, status } = folder(files).run('check', '.', 'missing.json', '--format', 'sarif');
    expect(status).toBe(2);
    const log = logOf(stdout);
    const [run] = log.runs;
    expect(log).toMatchObject({ version: '2.1.0' });
    expect(run).toMatchObject({
      columnKind: 'utf16CodeUnits',
      invocations: [
        {
          executionSuccessful: false,
          toolExecutionNotifications: [
            { message: { text: 'the file has a syntax error' } },
            { message: { text: 'there is no such file' } },
          ],
        },
      ],
    });
    expect(run.results).toMatchObject([
      {
        level: 'warning',
        fixes: [
          {
            artifactChanges: [
              { replacements: [{ deletedRegion: { startLine: 1, startColumn: 1, endLine: 2, endColumn: 1 } }] },
            ],
          },
        ],
      },
      {
        level: 'error',
        message: { text: expect.stringContaining(hostile) as string },
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: 'a%20b/%C3%A9.bicep', uriBaseId: '%SRCROOT%' },
              region: { startLine: 10, startColumn: 13, endLine: 10, endColumn: 46 },
            },
          },
        ],
        relatedLocations: [{ message: { text: 'The disk encryption set is named here.' } }],
      },
    ]);
    for (const { ruleId, ruleIndex } of run.results) expect(run.tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
  });

  it('is a valid log without findings', () => {
    expect(logOf(folder({ 'main.bicep': '' }).run('check', '--format', 'sarif').stdout).runs[0].results).toEqual([]);
  });

  it('gives findings fingerprints that differ, and that do not change with the lines above', () => {
    const twice = refusedDisk + refusedDisk.replace('resource disk', 'resource other').replace("'data'", "'logs'");
    const checked = folder({ 'main.bicep': twice });
    const fingerprints = (): object[] =>
      logOf(checked.run('check', '--format', 'sarif').stdout).runs[0].results.map((one) => one.partialFingerprints);
    const before = fingerprints();
    checked.write('main.bicep', `\n\n// more\n${twice}`);
    expect(before).toHaveLength(2);
    expect(before[0]).not.toEqual(before[1]);
    expect(fingerprints()).toEqual(before);
  });
});

describe('check --format github', () => {
  it('is a workflow command for each finding and each file that was not read whole', () => {
    const files = { 'a,b:c%.bicep': idleSuppression, 'broken.bicep': 'param\n' };
    expect(folder(files).run('check', '--format', 'github').stdout).toBe(
      `::warning file=a%2Cb%3Ac%25.bicep,line=1,endLine=1,col=38,endColumn=50,title=suppression-unused::There is no finding of 'ade-retiring' here, so this comment switches nothing off and would hide a later one. Remove it. https://github.com/encryption-lens/encryption-lens/blob/main/docs/rules/suppression-unused.md
::error file=broken.bicep,title=analysed in part::the file has a syntax error
`,
    );
  });

  it('lets no template begin a command of its own', () => {
    const name = `'''a\n::error::100%'''`;
    const { stdout } = folder({ 'main.bicep': refusedDisk.replace("'data'", name) }).run('check', '--format', 'github');
    expect(stdout.trimEnd().split('\n')).toHaveLength(1);
    expect(stdout).toContain('a%0A::error::100%25');
  });
});

describe('check --format junit', () => {
  const junitOf = (failOn: string): string =>
    folder({ 'a.bicep': `${idleSuppression}${refusedDisk}`, 'b.bicep': '', 'c.bicep': 'param\n' })
      .run('check', '--format', 'junit', '--fail-on', failOn)
      .stdout.replace(/>[^<]+</g, '><');

  it('has a suite for each file and a case for each finding, which fails as --fail-on says', () => {
    const about = (failure: boolean): string => (failure ? 'failures="2"' : 'failures="1"');
    const xml = junitOf('warning');
    expect(xml).toContain(`<testsuites name="encryption-lens" tests="4" ${about(true)} errors="1">`);
    expect(xml).toContain('<testcase name="b.bicep" classname="b.bicep" file="b.bicep"/>');
    expect(xml).toContain('<error type="partial" message="the file has a syntax error"/>');
    expect(junitOf('error')).toContain(`tests="4" ${about(false)} errors="1">`);
    expect(junitOf('never')).toContain('tests="4" failures="0" errors="1">');
  });

  it('is well-formed, whatever is in a template', () => {
    const { stdout } = folder({ 'a"b<&>.bicep': hostileDisk }).run('check', '--format', 'junit');
    expect(wellFormed(stdout)).toBe('');
    expect(stdout).toContain('name="a&quot;b&lt;&amp;&gt;.bicep"');
    // eslint-disable-next-line no-control-regex -- XML 1.0 forbids them
    expect(stdout).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/);
  });

  /** What is left of a document when its elements are taken away from the inside out; empty if it is well-formed. */
  function wellFormed(document: string): string {
    const attribute = String.raw`\s+[\w]+="[^"<&]*(?:&(?:\w+|#\d+);[^"<&]*)*"`;
    const text = String.raw`(?:[^<&>]|&(?:\w+|#\d+);)*`;
    const element = new RegExp(`<(\\w+)(?:${attribute})*(?:/>|>${text}</\\1>)`, 'g');
    let rest = document.replace(/^<\?xml [^?]+\?>/, '');
    for (let before = ''; before !== rest;) {
      before = rest;
      rest = rest.replace(element, '');
    }
    return rest.trim();
  }
});
