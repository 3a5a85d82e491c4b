/** Findings as a SARIF 2.1.0 log, as code scanning services read it. */
import { createHash } from 'node:crypto';
import { documentationOf } from '../../rules/finding.js';
import { allRules } from '../../rules/index.js';
import type { Rule, Severity } from '../../rules/rule.js';
import type { Range } from '../positions.js';
import type { CheckReport, ReportedFile, ReportedFinding, ReportedFix } from '../report.js';
import { writeJson } from './json.js';
import { uriOf } from './uri.js';

export function writeSarif(report: CheckReport): string {
  const indexes = new Map(allRules.map((rule, index) => [rule.id, index]));
  const fingerprint = fingerprints();
  const incomplete = report.files.filter((file) => file.status !== 'analysed');
  return writeJson({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: report.tool.name,
            version: report.tool.version,
            semanticVersion: report.tool.version,
            informationUri: 'https://github.com/encryption-lens/encryption-lens',
            rules: allRules.map(ruleOf),
          },
        },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: incomplete.length === 0,
            toolExecutionNotifications: incomplete.map(notificationOf),
          },
        ],
        artifacts: report.files.map(({ path }) => ({ location: locationOf(path) })),
        results: report.findings.map((finding) => resultOf(finding, indexes.get(finding.rule), fingerprint(finding))),
      },
    ],
  });
}

const LEVELS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', information: 'note' };

function ruleOf(rule: Rule): object {
  return {
    id: rule.id,
    shortDescription: { text: `${rule.title}.` },
    helpUri: documentationOf(rule.id),
    defaultConfiguration: { level: LEVELS[rule.severity] },
    properties: { category: rule.category, facts: rule.facts, tags: ['azure', 'encryption'] },
  };
}

function resultOf(finding: ReportedFinding, ruleIndex: number | undefined, fingerprint: string): object {
  const { rule, severity, certainty, message, path, range, resource, related, fixes } = finding;
  return {
    ruleId: rule,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    level: LEVELS[severity],
    message: { text: message },
    locations: [
      {
        physicalLocation: placeOf(path, range),
        ...(resource === '' ? {} : { logicalLocations: [{ fullyQualifiedName: resource, kind: 'resource' }] }),
      },
    ],
    ...(related.length === 0
      ? {}
      : {
          relatedLocations: related.map((one, id) => ({
            id,
            message: { text: one.message },
            physicalLocation: placeOf(one.path, one.range),
          })),
        }),
    ...(fixes.length === 0 ? {} : { fixes: fixes.map(fixOf) }),
    partialFingerprints: { 'encryptionLens/v1': fingerprint },
    properties: { certainty },
  };
}

function fixOf({ title, edits, preferred }: ReportedFix): object {
  const paths = [...new Set(edits.map((edit) => edit.path))];
  return {
    description: { text: title },
    artifactChanges: paths.map((path) => ({
      artifactLocation: locationOf(path),
      replacements: edits
        .filter((edit) => edit.path === path)
        .map((edit) => ({ deletedRegion: regionOf(edit.range), insertedContent: { text: edit.newText } })),
    })),
    properties: { preferred },
  };
}

function notificationOf({ path, status, reason = '' }: ReportedFile): object {
  return {
    level: status === 'notATemplate' ? 'warning' : 'error',
    message: { text: reason },
    locations: [{ physicalLocation: { artifactLocation: locationOf(path) } }],
  };
}

function placeOf(path: string, range: Range): object {
  return { artifactLocation: locationOf(path), region: regionOf(range) };
}

function locationOf(path: string): object {
  const uri = uriOf(path);
  return uri.startsWith('file:') ? { uri } : { uri, uriBaseId: '%SRCROOT%' };
}

function regionOf({ start, end }: Range): object {
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

/** What tells a finding from others when the lines above it change: not its place, but what it says of which resource. */
function fingerprints(): (finding: ReportedFinding) => string {
  const counts = new Map<string, number>();
  return ({ rule, path, resource, message }) => {
    const key = JSON.stringify([rule, path, resource, message]);
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return createHash('sha256')
      .update(`${key}${String(count)}`)
      .digest('hex')
      .slice(0, 32);
  };
}
