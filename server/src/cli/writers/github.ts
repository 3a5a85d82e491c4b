/** Findings as workflow commands of GitHub Actions: annotations in the changed files of a pull request. */
import type { Severity } from '../../rules/rule.js';
import { statusText } from '../report.js';
import type { CheckReport, ReportedFile, ReportedFinding } from '../report.js';

const COMMANDS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', information: 'notice' };

export function writeGithub({ files, findings }: CheckReport): string {
  const lines = [...findings.map(findingLine), ...files.filter((file) => file.status !== 'analysed').map(fileLine)];
  return lines.map((line) => `${line}\n`).join('');
}

function findingLine({ severity, rule, path, range: { start, end }, message, docs }: ReportedFinding): string {
  // GitHub takes columns only where the place is on one line.
  const columns =
    start.line === end.line ? { col: String(start.character + 1), endColumn: String(end.character + 1) } : {};
  const properties = {
    file: path,
    line: String(start.line + 1),
    endLine: String(end.line + 1),
    ...columns,
    title: rule,
  };
  return command(COMMANDS[severity], properties, `${message} ${docs}`);
}

function fileLine({ path, status, reason = '' }: ReportedFile): string {
  return command(status === 'notATemplate' ? 'warning' : 'error', { file: path, title: statusText[status] }, reason);
}

function command(name: string, properties: Readonly<Record<string, string>>, message: string): string {
  const list = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(value)}`);
  return `::${name} ${list.join(',')}::${escapeMessage(message)}`;
}

function escapeMessage(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeMessage(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
