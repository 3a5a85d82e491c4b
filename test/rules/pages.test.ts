/** The examples of the rules' pages: the failing ones give exactly this rule, the passing ones nothing, the fix leads from one to the other. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { allRules } from '../../server/src/rules/index.js';
import { findConstraint } from '../../server/src/facts/constraints.js';
import { findingsIn, fixed } from './rule-cases.js';
import type { Files } from './rule-cases.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

interface Example {
  readonly language: 'bicep' | 'json';
  readonly expectation: 'failing' | 'passing';
  readonly files: Files;
}

/** Fenced blocks whose info string is `bicep failing`, `bicep passing`, `json failing` or `json passing`. */
function examplesOf(page: string): Example[] {
  return [...page.matchAll(/^```(bicep|json) (failing|passing)\n(.*?)^```$/gms)].map(
    ([, language, expectation, text]) => ({
      language: language as Example['language'],
      expectation: expectation as Example['expectation'],
      files: { [language === 'bicep' ? 'main.bicep' : 'main.json']: text ?? '' },
    }),
  );
}

describe.each(allRules.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  const path = join(root, 'docs/rules', `${id}.md`);

  it('has a page that is named by its id and begins with its title', () => {
    expect(existsSync(path)).toBe(true);
    expect(readFileSync(path, 'utf8')).toMatch(new RegExp(`^# ${id}\\n`));
  });

  it('has a test file that is named by its id', () => {
    expect(existsSync(join(root, 'test/rules', `${id}.test.ts`))).toBe(true);
  });

  it('rests on rows of the fact base that exist', () => {
    expect(rule.facts.filter((fact) => findConstraint(fact) === undefined)).toEqual([]);
  });

  // What is about a file of our own has no example in a template.
  it.runIf(rule.category !== 'configuration')('has a failing and a passing example in both languages', () => {
    const kinds = examplesOf(readFileSync(path, 'utf8')).map((one) => `${one.language} ${one.expectation}`);
    expect(kinds).toEqual(expect.arrayContaining(['bicep failing', 'bicep passing', 'json failing', 'json passing']));
  });

  it.each(examplesOf(existsSync(path) ? readFileSync(path, 'utf8') : ''))(
    'example: $language $expectation',
    ({ language, expectation, files }) => {
      const findings = findingsIn(files);
      if (expectation === 'passing') {
        expect(findings).toEqual([]);
        return;
      }
      const others = findings.map((finding) => finding.rule).filter((other) => !rule.alongside?.includes(other));
      expect([...new Set(others)]).toEqual([id]);
      const finding = findings.find((one) => one.rule === id);
      if (finding === undefined || finding.fixes.length === 0) return;
      const passing = examplesOf(readFileSync(path, 'utf8')).find(
        (one) => one.language === language && one.expectation === 'passing',
      );
      expect(fixed(files, finding)).toEqual(passing?.files);
    },
  );
});

it('has no page without a rule', () => {
  const pages = readdirSync(join(root, 'docs/rules')).filter((name) => name !== 'README.md');
  expect(pages.map((name) => name.replace(/\.md$/, '')).sort()).toEqual(allRules.map((rule) => rule.id).sort());
});
