import { describe, expect, it } from 'vitest';

import { sourceOffset } from '../../../../server/src/syntax/bicep/escapes.js';
import { parseBicep } from '../../../../server/src/syntax/bicep/parse.js';
import type { StringLike } from '../../../../server/src/syntax/bicep/tree.js';
import { codesOf, outlineOfExpression } from './outline.js';

/** The string that a text consists of, with offsets as if the text started at 0; errors are allowed. */
function parseString(text: string): StringLike {
  const [statement] = parseBicep(`var s=${text}`).statements;
  const value = statement?.kind === 'variable' ? statement.value : undefined;
  if (value?.kind !== 'string' && value?.kind !== 'interpolation') throw new Error(`no string: ${text}`);
  return value;
}

const PREFIX = 'var s='.length;

describe('single-line strings of Bicep', () => {
  it('are a value and a span without quotes', () => {
    expect(parseString("'abc'")).toEqual({
      kind: 'string',
      start: PREFIX,
      end: PREFIX + 5,
      value: 'abc',
      valueStart: PREFIX + 1,
      valueEnd: PREFIX + 4,
      escapes: undefined,
      multiline: false,
      wellFormed: true,
    });
  });

  it.each([
    ["''", ''],
    ["'it\\'s'", "it's"],
    ["'\\n\\r\\t\\\\\\$'", '\n\r\t\\$'],
    ["'\\u{41}\\u{1F600}'", 'A😀'],
    ["'\\${a}'", '${a}'],
    ["'$a $'", '$a $'],
    ["'a\tä😀'", 'a\tä😀'],
  ])('decode %s', (text, value) => {
    const string = parseString(text);
    expect(string).toMatchObject({ kind: 'string', value, wellFormed: true });
    expect(codesOf(`var s=${text}`)).toEqual([]);
  });

  it('map every character of the value to where it was written', () => {
    const text = "'a\\tb\\u{1F600}c\\'d'";
    const string = parseString(text);
    if (string.kind !== 'string') throw new Error('interpolated');
    const written = [...string.value].map((character) => {
      const offset = string.value.indexOf(character);
      const from = sourceOffset(string, offset) - PREFIX;
      return text.slice(from, sourceOffset(string, offset + character.length) - PREFIX);
    });
    expect(written).toEqual(['a', '\\t', 'b', '\\u{1F600}', 'c', "\\'", 'd']);
    expect(sourceOffset(string, string.value.length)).toBe(string.valueEnd);
  });

  it('map without a table where nothing is escaped', () => {
    const string = parseString("'abc'");
    if (string.kind !== 'string') throw new Error('interpolated');
    expect([0, 1, 3].map((offset) => sourceOffset(string, offset) - PREFIX)).toEqual([1, 2, 4]);
  });

  it.each([
    ["'abc", 'BCP003', 'abc'],
    ["'abc\nvar b = 1", 'BCP004', 'abc'],
    ["'abc\\", 'BCP005', 'abc\\'],
    ["'a\\bc'", 'BCP006', 'a\\bc'],
    ["'\\u41'", 'BCP133', '\\u41'],
    ["'\\u{110000}'", 'BCP133', '\\u{110000}'],
    ["'", 'BCP003', ''],
  ])('keep what can be read of the malformed %j', (text, code, value) => {
    expect(parseString(text)).toMatchObject({ kind: 'string', value, wellFormed: false });
    expect(codesOf(`var s=${text}`)[0]).toBe(code);
  });
});

describe('interpolated strings of Bicep', () => {
  it('are chunks of text around expressions', () => {
    const text = "'a${b}c${'d${e}'}'";
    const string = parseString(text);
    if (string.kind !== 'interpolation') throw new Error('not interpolated');
    const rawChunks = string.chunks.map((chunk) => text.slice(chunk.start - PREFIX, chunk.end - PREFIX));
    const rawHoles = string.expressions.map((hole) => text.slice(hole.start - PREFIX, hole.end - PREFIX));
    expect(rawChunks).toEqual(['a', 'c', '']);
    expect(rawHoles).toEqual(['b', "'d${e}'"]);
    expect(string).toMatchObject({ start: PREFIX, end: PREFIX + text.length, multiline: false, wellFormed: true });
  });

  it('map the characters of each chunk on their own', () => {
    const string = parseString("'\\ta${b}\\nc'");
    if (string.kind !== 'interpolation') throw new Error('not interpolated');
    const [, last] = string.chunks;
    if (last === undefined) throw new Error('no chunk');
    expect(last.value).toBe('\nc');
    expect(sourceOffset(last, 1) - PREFIX).toBe("'\\ta${b}\\n".length);
  });

  it('may hold braces of a lambda in a hole', () => {
    expect(outlineOfExpression("'${f(a, x => { b: x })}!'")).toBe(
      '(interpolation (chunk "") (call (identifier f) (variableAccess a) (lambda (identifier x) (object (property (identifier b) (variableAccess x))))) (chunk "!"))',
    );
  });

  it.each(["'${a'", "'${a", "'${}'", "'${a b}'", "'${[1]}'", "'${{}}'", "'${a\n}'", "'${'b\n'}'"])(
    'are malformed in %j, as for the compiler',
    (text) => {
      expect(codesOf(`var s=${text}`)).not.toEqual([]);
    },
  );

  it('end with their line, so that the next declaration is read', () => {
    const file = parseBicep("var a = 'x${b\nvar c = 1");
    expect(file.statements).toMatchObject([
      { kind: 'variable', value: { kind: 'interpolation', wellFormed: false } },
      { kind: 'variable', name: { name: 'c' }, value: { value: 1 } },
    ]);
  });
});

describe('multi-line strings of Bicep', () => {
  it.each([
    ["'''abc'''", 'abc'],
    ["'''\nabc\n'''", 'abc\n'],
    ["'''\r\nabc\r\n'''", 'abc\r\n'],
    ["'''a\\n${b}'''", 'a\\n${b}'],
    ["''''a'''", "'a"],
    ["'''a''''", "a'"],
    ["''''''", ''],
    ["$'''a'''", 'a'],
  ])('have no escapes: %j', (text, value) => {
    expect(parseString(text)).toMatchObject({
      kind: 'string',
      value,
      escapes: undefined,
      multiline: true,
      wellFormed: true,
    });
  });

  it('lie in the source where their value says', () => {
    const text = "'''\nabc'''";
    const string = parseString(text);
    if (string.kind !== 'string') throw new Error('interpolated');
    expect(text.slice(string.valueStart - PREFIX, string.valueEnd - PREFIX)).toBe('abc');
  });

  it.each([
    ["$'''a${b}c'''", '(interpolation (chunk "a") (variableAccess b) (chunk "c"))'],
    ["$'''\na$${b}'''", '(interpolation (chunk "a$") (variableAccess b) (chunk ""))'],
    ["$$'''a${b}$${c}'''", '(interpolation (chunk "a${b}") (variableAccess c) (chunk ""))'],
  ])('have holes as many dollars as they start with: %j', (text, expected) => {
    expect(outlineOfExpression(text)).toBe(expected);
  });

  it('are malformed where they are not closed', () => {
    expect(codesOf("var s='''abc")).toEqual(['BCP140']);
    expect(parseString("'''abc")).toMatchObject({ value: 'abc', wellFormed: false });
    expect(codesOf("var s=$'''a${b\n}'''")[0]).toBe('BCP004');
  });
});
