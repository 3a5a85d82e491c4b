/** Findings as a JUnit report: a suite a file, a test case a finding, for the test pages of CI services. */
import type { Severity } from '../../rules/rule.js';
import type { CheckReport, ReportedFile, ReportedFinding } from '../report.js';

/** Findings for which `isFailure` says so are failures, as they are for the exit status; the others are passed cases with a text. */
export function writeJunit(report: CheckReport, isFailure: (severity: Severity) => boolean): string {
  const suites = new Map<string, { file: ReportedFile | undefined; findings: ReportedFinding[] }>();
  for (const file of report.files) suites.set(file.path, { file, findings: [] });
  for (const finding of report.findings) {
    // A finding in a configuration belongs to no file that was analysed.
    const suite = suites.get(finding.path) ?? { file: undefined, findings: [] };
    suites.set(finding.path, suite);
    suite.findings.push(finding);
  }
  const parts = [...suites].map(([path, { file, findings }]) => suiteOf(path, file, findings, isFailure));
  const total = (of: (suite: Suite) => number): number => parts.reduce((sum, suite) => sum + of(suite), 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${attributes({
      name: report.tool.name,
      tests: total((suite) => suite.tests),
      failures: total((suite) => suite.failures),
      errors: total((suite) => suite.errors),
    })}>`,
    ...parts.map((suite) => suite.xml),
    '</testsuites>',
    '',
  ].join('\n');
}

interface Suite {
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
  readonly xml: string;
}

function suiteOf(
  path: string,
  file: ReportedFile | undefined,
  findings: readonly ReportedFinding[],
  isFailure: (severity: Severity) => boolean,
): Suite {
  const isWhole = file === undefined || file.status === 'analysed';
  const cases = findings.map((finding) => caseOf(finding, isFailure(finding.severity)));
  if (!isWhole || findings.length === 0) {
    const error = isWhole ? '' : `<error ${attributes({ type: file.status, message: file.reason ?? '' })}/>`;
    cases.unshift(testCase({ name: path, classname: path, file: path }, error));
  }
  const counts = {
    tests: cases.length,
    failures: findings.filter((finding) => isFailure(finding.severity)).length,
    errors: isWhole ? 0 : 1,
  };
  const xml = [`  <testsuite ${attributes({ name: path, ...counts })}>`, ...cases, '  </testsuite>'].join('\n');
  return { ...counts, xml };
}

function caseOf(finding: ReportedFinding, isFailure: boolean): string {
  const { rule, severity, path, range, message, docs } = finding;
  const line = range.start.line + 1;
  const where = `${path}:${String(line)}:${String(range.start.character + 1)}`;
  const details = escapeXml(`${where} ${severity} ${rule}\n${message}\n${docs}`);
  const body = isFailure
    ? `<failure ${attributes({ type: severity, message })}>${details}</failure>`
    : `<system-out>${details}</system-out>`;
  return testCase({ name: `${rule} (line ${String(line)})`, classname: path, file: path, line }, body);
}

function testCase(values: Readonly<Record<string, string | number>>, body: string): string {
  return body === ''
    ? `    <testcase ${attributes(values)}/>`
    : `    <testcase ${attributes(values)}>${body}</testcase>`;
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}="${escapeXml(String(value)).replaceAll('\n', '&#10;')}"`)
    .join(' ');
}

/** Text for XML 1.0; characters that it cannot hold at all become U+FFFD. */
function escapeXml(text: string): string {
  return (
    text
      // eslint-disable-next-line no-control-regex -- XML 1.0 forbids them
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
      .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      .replaceAll('\r', '&#13;')
      .replaceAll('\t', '&#9;')
  );
}
