import { eventually } from './eventually.js';
import { DiagnosticSeverity, languages } from 'vscode';
import type { Diagnostic, TextDocument, Uri } from 'vscode';

/** A problem of this extension, as the Problems view shows it. */
export interface Problem {
  rule: string;
  severity: string;
  /** `line:character-line:character`, counted from 0. */
  range: string;
}

/** The problems of this extension in a file, open or not, in the order of their places. */
export function problemsOf(uri: Uri): Problem[] {
  return diagnosticsOf(uri).map((diagnostic) => ({
    rule: ruleOf(diagnostic),
    severity: DiagnosticSeverity[diagnostic.severity],
    range: rangeOf(diagnostic),
  }));
}

/** The rules of these problems; one that is reported twice is there twice. */
export function rulesAt(uri: Uri): string[] {
  return diagnosticsOf(uri).map(ruleOf);
}

/** What VS Code holds of this extension for a file, from whatever collection. */
export function diagnosticsOf(uri: Uri): Diagnostic[] {
  return languages
    .getDiagnostics(uri)
    .filter(({ source }) => source === 'encryption-lens')
    .sort((one, other) => one.range.start.compareTo(other.range.start));
}

/** Waits until a file has the problems of these rules, in this order, and no others. */
export async function eventuallyRules(uri: Uri, rules: readonly string[]): Promise<void> {
  const wanted = rules.join(', ');
  await eventually(
    `${uri.path} has the problems [${wanted}]`,
    () => rulesAt(uri).join(', ') === wanted,
    () => `it has [${rulesAt(uri).join(', ')}]`,
  );
}

/** The part of a document that a problem is marked at. */
export function markedText(document: TextDocument): string[] {
  return diagnosticsOf(document.uri).map(({ range }) => document.getText(range));
}

/** The address behind the rule's id, or undefined. */
export function linkOf({ code }: Diagnostic): string | undefined {
  return typeof code === 'object' ? code.target.toString() : undefined;
}

function ruleOf({ code }: Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

function rangeOf({ range: { start, end } }: Diagnostic): string {
  return `${start.line}:${start.character}-${end.line}:${end.character}`;
}
