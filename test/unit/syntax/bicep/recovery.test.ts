import { describe, expect, it } from 'vitest';

import { lex } from '../../../../server/src/syntax/bicep/lexer.js';
import { parseBicep } from '../../../../server/src/syntax/bicep/parse.js';
import { END_OF_FILE, KIND_BITS } from '../../../../server/src/syntax/bicep/tokens.js';
import type { BicepFile, Statement } from '../../../../server/src/syntax/bicep/tree.js';
import { outline } from './outline.js';
import { SAMPLE } from './sample.js';

/** Each readable statement as `kind name`. */
function declarationsOf(file: BicepFile): string[] {
  return file.statements.filter(isReadable).map((it) => ('name' in it ? `${it.kind} ${it.name.name}` : it.kind));
}

function isReadable(statement: Statement): boolean {
  return statement.kind !== 'skipped' && statement.kind !== 'danglingDecorators';
}

/** The spans of the tokens of a text. */
function tokensOf(text: string): { start: number; end: number }[] {
  const { kinds, starts, ends } = lex(text).tokens;
  const count = kinds.findIndex((bits) => (bits & KIND_BITS) === END_OF_FILE);
  return Array.from({ length: count }, (_, i) => ({ start: starts[i] ?? 0, end: ends[i] ?? 0 }));
}

const whole = parseBicep(SAMPLE);

describe('a half-typed Bicep file', () => {
  it('has no error while it is whole', () => {
    expect(whole.errors).toEqual([]);
    expect(declarationsOf(whole)).toEqual([
      'targetScope',
      'metadata description',
      'import',
      'parameter location',
      'parameter sku',
      'parameter sizes',
      'type settings',
      'variable prefix',
      'variable names',
      'variable chosen',
      'function double',
      'resource vault',
      'resource set',
      'resource disks',
      'module grant',
      'output diskIds',
    ]);
  });

  it('keeps each declaration before the place where it is cut, whichever token that is', () => {
    for (const { end } of tokensOf(SAMPLE)) {
      const complete = whole.statements.filter((statement) => statement.end < end);
      const cut = parseBicep(SAMPLE.slice(0, end)).statements.slice(0, complete.length);
      expect(cut.map(outline), `cut at ${end}`).toEqual(complete.map(outline));
    }
  });

  it('keeps the names of all other declarations when any one token is deleted', () => {
    for (const { start, end } of tokensOf(SAMPLE)) {
      const damaged = SAMPLE.slice(0, start) + ' '.repeat(end - start) + SAMPLE.slice(end);
      const found = new Set(declarationsOf(parseBicep(damaged)));
      const untouched = whole.statements.filter((it) => it.end < start - 1 || it.start > end);
      const lost = declarationsOf({ ...whole, statements: untouched }).filter((it) => !found.has(it));
      expect(lost, `without ${SAMPLE.slice(start, end)} at ${start}`).toEqual([]);
    }
  });

  it('ends an unclosed resource where the next declaration starts a line', () => {
    const text =
      "resource a 'x@y' = {\n  name: 'a'\n  list: [\n    f(1,\n\n@secure()\nparam b string\nresource c 'x@y' = {}\n";
    const file = parseBicep(text);
    expect(declarationsOf(file)).toEqual(['resource a', 'parameter b', 'resource c']);
    const [a] = file.statements;
    if (a?.kind !== 'resource' || a.body.kind !== 'object') throw new Error('no resource');
    expect(a.body.closed).toBe(false);
    expect(text.slice(a.start, a.end)).toBe("resource a 'x@y' = {\n  name: 'a'\n  list: [\n    f(1,");
  });

  it('takes a resource that starts a line for a nested one where that makes sense of the braces', () => {
    const file = parseBicep("resource a 'x@y' = {\nname: !\nresource b 'z' = {\nname: 'b'\n}\n}\nvar c = 1\n");
    expect(declarationsOf(file)).toEqual(['resource a', 'variable c']);
  });

  it('keeps the properties around one that is half typed', () => {
    const file = parseBicep(
      "resource a 'x@y' = {\n  name: 'a'\n  loc\n  sku: \n  tags: {\n    a:\n  }\n  kind: 'b'\n}\n",
    );
    expect(file.statements.map(outline)).toEqual([
      '(resource (identifier a) (string "x@y") (object (property (identifier name) (string "a")) (property (identifier loc) (skipped)) (property (identifier sku) (skipped)) (property (identifier tags) (object (property (identifier a) (skipped)))) (property (identifier kind) (string "b"))))',
    ]);
    expect(file.errors).toHaveLength(3);
  });

  it.each([
    ['resource a', '(resource (identifier a) (skipped) (skipped))'],
    ["resource a 'x@y'", '(resource (identifier a) (string "x@y") (skipped))'],
    ["resource a 'x@y' = ", '(resource (identifier a) (string "x@y") (skipped))'],
    ["resource a 'x@y' = {", '(resource (identifier a) (string "x@y") (object))'],
    [
      "resource a 'x@y' = if (b",
      '(resource (identifier a) (string "x@y") (if (parenthesized (variableAccess b)) (skipped)))',
    ],
    [
      "resource a 'x@y' = [for b in c: {",
      '(resource (identifier a) (string "x@y") (for (identifier b) (variableAccess c) (object)))',
    ],
    ['var a = b.', '(variable (identifier a) (member (variableAccess b) (identifier )))'],
    ['var a = b[', '(variable (identifier a) (index (variableAccess b) (skipped)))'],
    ['var a = b(c, ', '(variable (identifier a) (call (identifier b) (variableAccess c)))'],
    ['var a = b ? c', '(variable (identifier a) (ternary (variableAccess b) (variableAccess c) (skipped)))'],
    ['var a = b +', '(variable (identifier a) (binary + (variableAccess b) (skipped)))'],
    ["var a = 'b${c", '(variable (identifier a) (interpolation (chunk "b") (variableAccess c) (chunk "")))'],
    ['param a ', '(parameter (identifier a) (skipped))'],
    ['type a = { b', '(type (identifier a) (objectType (typeProperty (identifier b) (skipped))))'],
    ['@secure(', '(danglingDecorators (decorator (call (identifier secure))))'],
  ])('keeps what is there of %j', (text, expected) => {
    const file = parseBicep(text);
    expect(file.statements.map(outline)).toEqual([expected]);
    expect(file.errors).not.toEqual([]);
  });

  it('says where something is missing', () => {
    const text = "resource a 'x@y' = {\n  name:\n}\n";
    expect(parseBicep(text).errors).toMatchObject([
      { code: 'BCP009', start: text.indexOf(':') + 1, end: text.indexOf(':') + 1 },
    ]);
  });
});
