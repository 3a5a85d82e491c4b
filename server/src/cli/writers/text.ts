/** Findings for people: each with its source line, and what can be done. */
import type { Severity } from '../../rules/rule.js';
import type { Lines, Range } from '../positions.js';
import { statusText } from '../report.js';
import type { CheckReport, ReportedFinding } from '../report.js';
import { printable } from '../terminal.js';
import { columnsOf } from './columns.js';

export interface TextOptions {
  readonly linesOf: (path: string) => Lines | undefined;
  readonly colour: boolean;
}

type Paint = (text: string) => string;

interface Palette {
  readonly severity: Readonly<Record<Severity, Paint>>;
  readonly strong: Paint;
  readonly faint: Paint;
}

const plain: Paint = (text) => text;
const sequence =
  (start: number, end: number): Paint =>
  (text) =>
    `\u001b[${String(start)}m${text}\u001b[${String(end)}m`;

const uncoloured: Palette = {
  severity: { error: plain, warning: plain, information: plain },
  strong: plain,
  faint: plain,
};
const coloured: Palette = {
  severity: { error: sequence(31, 39), warning: sequence(33, 39), information: sequence(36, 39) },
  strong: sequence(1, 22),
  faint: sequence(2, 22),
};

/** Of a line of source so much is shown: templates that are one long line exist. */
const SHOWN_COLUMNS = 120;

export function writeText(report: CheckReport, { linesOf, colour }: TextOptions): string {
  const palette = colour ? coloured : uncoloured;
  const blocks = report.findings.map((finding) => findingText(finding, linesOf(finding.path), palette));
  for (const { path, status, reason = '' } of report.files) {
    if (status === 'analysed') continue;
    blocks.push(`${palette.strong(printable(path))} ${statusText[status]}: ${printable(reason)}\n`);
  }
  return [...blocks, `${summary(report)}\n`].join('\n');
}

function findingText(finding: ReportedFinding, lines: Lines | undefined, palette: Palette): string {
  const { severity, rule, path, range, message } = finding;
  const paint = palette.severity[severity];
  const head = [palette.strong(place(path, range)), paint(severity), palette.faint(rule), printable(message)];
  const text = [head.join(' ')];
  if (lines !== undefined) text.push(...sourceText(range, lines, paint, palette.faint));
  for (const one of finding.related) text.push(`  see ${place(one.path, one.range)} ${printable(one.message)}`);
  for (const { title, preferred } of finding.fixes) {
    text.push(`  fix: ${printable(title)}${preferred ? ' (applied by --fix)' : ''}`);
  }
  return `${text.join('\n')}\n`;
}

/** Line and column as people count them. */
function place(path: string, { start }: Range): string {
  return `${printable(path)}:${String(start.line + 1)}:${String(start.character + 1)}`;
}

function sourceText({ start, end }: Range, lines: Lines, paint: Paint, faint: Paint): string[] {
  const source = printable(lines.content(start.line));
  const last = end.line === start.line ? end.character : source.length;
  // The beginning of the line is left out where the marked text would not be seen.
  const from = last > SHOWN_COLUMNS ? Math.max(0, start.character - 40) : 0;
  const to = Math.min(source.length, from + SHOWN_COLUMNS);
  const cut = (text: string, isCut: boolean): string => (isCut ? `${text}…` : text);
  const shown = cut((from > 0 ? '…' : '') + source.slice(from, to), to < source.length);
  const before = (from > 0 ? ' ' : '') + blanks(source.slice(from, start.character));
  const width = Math.max(1, columnsOf(source.slice(start.character, Math.min(last, to))));
  const number = String(start.line + 1);
  const gutter = ' '.repeat(number.length);
  return [`  ${faint(`${number} |`)} ${shown}`, `  ${faint(`${gutter} |`)} ${before}${paint('^'.repeat(width))}`];
}

/** As wide as the text, tabs kept: how wide these are only the terminal knows. */
function blanks(text: string): string {
  return text
    .split('\t')
    .map((part) => ' '.repeat(columnsOf(part)))
    .join('\t');
}

function summary({ files, findings }: CheckReport): string {
  const of = (severity: Severity): number => findings.filter((one) => one.severity === severity).length;
  const counts = [
    counted(of('error'), 'error', 'errors'),
    counted(of('warning'), 'warning', 'warnings'),
    counted(of('information'), 'information', 'informations'),
  ];
  const fixable = findings.filter(({ fixes }) => fixes.some((fix) => fix.preferred)).length;
  const found = findings.length === 0 ? 'No findings' : counts.filter((one) => one !== '').join(', ');
  const fixes = fixable === 0 ? '' : ` --fix corrects ${String(fixable)} of them.`;
  return `${found} in ${counted(files.length, 'file', 'files') || 'no file'}.${fixes}`;
}

function counted(count: number, one: string, many: string): string {
  return count === 0 ? '' : `${String(count)} ${count === 1 ? one : many}`;
}
