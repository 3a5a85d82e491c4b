/** The language of rule tests: template text in, findings out, at marked places. */
import { describe, expect, it } from 'vitest';
import { analyseFiles } from '../../server/src/analysis.js';
import { applyEdits, writeChanges } from '../../server/src/edits/write-changes.js';
import type { EditableSource } from '../../server/src/edits/source.js';
import type { Finding } from '../../server/src/rules/finding.js';
import { editableSource } from '../../server/src/workspace/preferred-fixes.js';
import { Project } from '../../server/src/workspace/project.js';

/** Files by path; `▸` and `◂` enclose the places where findings must be. */
export type Files = Readonly<Record<string, string>>;

export interface Expectation {
  readonly severity?: Finding['severity'];
  readonly certainty?: Finding['certainty'];
  /** Part of the message. */
  readonly message?: string | RegExp;
}

export interface RuleCases {
  /** Each must give a finding of this rule at each mark, and no other finding of the rule. */
  readonly finds?: Readonly<Record<string, Files | readonly [Files, Expectation]>>;
  /** Must give no finding of this rule. */
  readonly silent?: Readonly<Record<string, Files>>;
  /** Before and after applying the first fix of the first finding of this rule (all files that change). */
  readonly fixes?: Readonly<Record<string, { readonly before: Files; readonly after: Files; readonly title?: string }>>;
}

/** A Bicep file `main.bicep`. */
export function bicep(strings: TemplateStringsArray, ...values: readonly string[]): Files {
  return { 'main.bicep': textOf(strings, values) };
}

/** A resource group template `main.json` whose `resources` are the text between the brackets. */
export function json(strings: TemplateStringsArray, ...values: readonly string[]): Files {
  return { 'main.json': jsonTemplate(textOf(strings, values)) };
}

/** A whole ARM template around a list of resources. */
export function jsonTemplate(resources: string, more = ''): string {
  return `{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",${more}
  "resources": [
${resources}
  ]
}
`;
}

function textOf(strings: TemplateStringsArray, values: readonly string[]): string {
  return String.raw({ raw: strings.raw }, ...values);
}

interface Marked {
  readonly text: string;
  readonly marks: readonly { readonly start: number; readonly end: number }[];
}

export function unmark(text: string): Marked {
  const marks: { start: number; end: number }[] = [];
  const open: number[] = [];
  let plain = '';
  for (const character of text) {
    if (character === '▸') open.push(plain.length);
    else if (character === '◂') marks.push({ start: open.pop() ?? 0, end: plain.length });
    else plain += character;
  }
  return { text: plain, marks };
}

/** All findings in the files, in the order of the files. */
export function findingsIn(files: Files): Finding[] {
  const failures: unknown[] = [];
  const texts = new Map(Object.entries(files).map(([path, text]) => [path, unmark(text).text]));
  const project = new Project((path) => texts.get(path) ?? null);
  const reports = analyseFiles(project, [...texts.keys()], { failed: (rule, error) => failures.push([rule, error]) });
  expect(failures).toEqual([]);
  return reports.flatMap((report) => report.findings);
}

/** The files after a fix. */
export function fixed(files: Files, finding: Finding, fix = 0): Files {
  const texts = new Map(Object.entries(files).map(([path, text]) => [path, unmark(text).text]));
  const project = new Project((path) => texts.get(path) ?? null);
  const given = new Map(
    analyseFiles(project, [...texts.keys()]).map(({ file, givenParameters }) => [file.path, givenParameters]),
  );
  const source = (path: string): EditableSource | undefined => editableSource(project.file(path), given.get(path));
  const chosen = finding.fixes[fix];
  const edits = chosen && writeChanges(chosen.changes, source);
  if (edits === undefined) throw new Error(`no fix for ${finding.rule}: ${finding.message}`);
  return Object.fromEntries(
    [...texts].map(([path, text]) => [
      path,
      applyEdits(
        text,
        edits.filter((edit) => edit.file === path),
      ),
    ]),
  );
}

/** Declares the tests of a rule. */
export function rule(id: string, cases: RuleCases): void {
  describe(id, () => {
    for (const [title, wanted] of Object.entries(cases.finds ?? {})) {
      it(`finds: ${title}`, () => {
        const [files, expectation] = Array.isArray(wanted)
          ? (wanted as readonly [Files, Expectation])
          : [wanted as Files, {}];
        const places = Object.entries(files).flatMap(([file, text]) =>
          unmark(text).marks.map(({ start, end }) => ({ file, start, end, text: unmark(text).text.slice(start, end) })),
        );
        const found = findingsIn(files).filter((finding) => finding.rule === id);
        const texts = new Map(Object.entries(files).map(([file, text]) => [file, unmark(text).text]));
        expect(
          found.map(({ file, start, end }) => ({ file, start, end, text: texts.get(file)?.slice(start, end) })),
        ).toEqual(places);
        expect(places.length).toBeGreaterThan(0);
        for (const finding of found) {
          if (expectation.severity !== undefined) expect(finding.severity).toBe(expectation.severity);
          if (expectation.certainty !== undefined) expect(finding.certainty).toBe(expectation.certainty);
          if (expectation.message !== undefined) expect(finding.message).toMatch(expectation.message);
        }
      });
    }
    for (const [title, files] of Object.entries(cases.silent ?? {})) {
      it(`is silent: ${title}`, () => {
        expect(findingsIn(files).filter((finding) => finding.rule === id)).toEqual([]);
      });
    }
    for (const [title, { before, after, title: fixTitle }] of Object.entries(cases.fixes ?? {})) {
      it(`fixes: ${title}`, () => {
        const finding = findingsIn(before).find((one) => one.rule === id);
        if (finding === undefined) throw new Error('there is no finding to fix');
        if (fixTitle !== undefined) expect(finding.fixes[0]?.title).toBe(fixTitle);
        const result = fixed(before, finding);
        expect(result).toEqual({
          ...Object.fromEntries(Object.entries(before).map(([file, text]) => [file, unmark(text).text])),
          ...after,
        });
        expect(findingsIn(result).filter((one) => one.rule === id)).toEqual([]);
      });
    }
  });
}
