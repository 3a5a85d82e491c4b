/** Findings as the client shows them. */
import { DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver';
import type { Diagnostic, Location, Range } from 'vscode-languageserver';
import { documentationOf } from '../rules/finding.js';
import type { Finding, Place } from '../rules/finding.js';
import { suppressionUnused } from '../rules/suppression-unused.js';
import type { CheckedFile } from '../workspace/checker.js';
import type { ClientAbilities, ClientFile, ClientFiles } from './client.js';

export const SOURCE = 'encryption-lens';

/** VS Code keeps no more for a file, and drops the rest without a word. */
const MOST_DIAGNOSTICS = 1000;

const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
} as const;

/** The diagnostics of a file, in the order of their places. */
export function diagnosticsOf(checked: CheckedFile, files: ClientFiles, client: ClientAbilities): Diagnostic[] {
  return capped(checked.findings.flatMap((finding) => diagnosticOf(finding, files, client)));
}

/** All diagnostics; of very many only the gravest, and one that says so. */
export function capped(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  if (diagnostics.length <= MOST_DIAGNOSTICS) return [...diagnostics];
  const rank = ({ severity }: Diagnostic): number => severity ?? DiagnosticSeverity.Error;
  const shown = new Set([...diagnostics].sort((one, other) => rank(one) - rank(other)).slice(0, MOST_DIAGNOSTICS - 1));
  const start = { line: 0, character: 0 };
  return [
    {
      range: { start, end: start },
      severity: DiagnosticSeverity.Information,
      source: SOURCE,
      code: 'too-many-findings',
      message: `There are ${String(diagnostics.length)} findings in this file; the ${String(shown.size)} gravest are shown.`,
    },
    ...diagnostics.filter((diagnostic) => shown.has(diagnostic)),
  ];
}

/** The diagnostic of one finding; none if its file is gone. */
export function diagnosticOf(finding: Finding, files: ClientFiles, client: ClientAbilities): Diagnostic[] {
  const file = files(finding.file);
  if (file === undefined) return [];
  const diagnostic: Diagnostic = {
    range: rangeOf(file, finding),
    severity: severities[finding.severity],
    source: SOURCE,
    code: finding.rule,
    message: finding.message,
  };
  if (client.codeDescription) diagnostic.codeDescription = { href: documentationOf(finding.rule) };
  if (client.diagnosticData) diagnostic.data = { certainty: finding.certainty, resource: finding.resource };
  // A comment that does nothing is shown as such, faded, like an unused import.
  if (client.diagnosticTags && finding.rule === suppressionUnused.id) diagnostic.tags = [DiagnosticTag.Unnecessary];
  if (client.relatedInformation && finding.related.length > 0) {
    diagnostic.relatedInformation = finding.related.flatMap(({ message, ...place }) =>
      locationOf(place, files).map((location) => ({ location, message })),
    );
  }
  return [diagnostic];
}

export function rangeOf({ document }: ClientFile, { start, end }: Pick<Place, 'start' | 'end'>): Range {
  return { start: document.positionAt(start), end: document.positionAt(end) };
}

function locationOf(place: Place, files: ClientFiles): Location[] {
  const file = files(place.file);
  return file === undefined ? [] : [{ uri: file.document.uri, range: rangeOf(file, place) }];
}
