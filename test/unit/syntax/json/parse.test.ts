import { describe, expect, it } from 'vitest';
import { parseJson } from '../../../../server/src/syntax/json/parse.js';
import { findValueAt } from '../../../../server/src/syntax/json/navigate.js';
import { decodeContent, sourceOffset } from '../../../../server/src/syntax/json/strings.js';
import { MAX_DEPTH, MAX_ERRORS } from '../../../../server/src/syntax/json/tree.js';
import type { JsonNode } from '../../../../server/src/syntax/json/tree.js';

/** The value as JSON text, a missing one as `?`, all properties in source order. */
function show(node: JsonNode | undefined): string {
  if (node === undefined) return '?';
  switch (node.kind) {
    case 'object':
      return `{${node.properties.map(({ name, value }) => `${name}:${show(value)}`).join(',')}}`;
    case 'array':
      return `[${node.items.map(show).join(',')}]`;
    default:
      return JSON.stringify(node.value);
  }
}

/** What a text gives: its tree, and `code@start-end` for each error. */
function read(text: string): { tree: string; errors: string[] } {
  const { root, errors } = parseJson(text);
  return { tree: show(root), errors: errors.map(({ code, start, end }) => `${code}@${start}-${end}`) };
}

describe('A JSON file as Azure reads it', () => {
  it('has a span for each name and value, quotes and brackets included', () => {
    const { root } = parseJson('{ "a": [1, true] }');
    expect(root).toMatchObject({
      kind: 'object',
      start: 0,
      end: 18,
      properties: [
        {
          kind: 'property',
          name: 'a',
          start: 2,
          nameEnd: 5,
          value: {
            kind: 'array',
            start: 7,
            end: 16,
            items: [
              { kind: 'number', start: 8, end: 9, value: 1 },
              { kind: 'boolean', start: 11, end: 15, value: true },
            ],
          },
        },
      ],
    });
  });

  it.each([
    ['comments of both kinds', '/* a */ {"a": 1 // b\n}', '{a:1}'],
    ['trailing commas', '{"a": [1, 2,],}', '{a:[1,2]}'],
    ['a byte order mark', '\uFEFF{"a": 1}', '{a:1}'],
    ['a string over several lines', '{"a": "x,\r\n  \'y\'",\n"b": 2}', '{a:"x,\\r\\n  \'y\'",b:2}'],
    ['a tab inside a string', '{"a": "x\ty"}', '{a:"x\\ty"}'],
    ['single quotes, and names without quotes', "{a: 'it', 'b': 2}", '{a:"it",b:2}'],
    ['escapes', String.raw`{"\u0061": "\"\\\/\b\f\n\r\t\u20AC"}`, String.raw`{a:"\"\\/\b\f\n\r\t€"}`],
    ['negative and scientific numbers', '[-1, 1.5e3, 0]', '[-1,1500,0]'],
    ['null', '{"a": null}', '{a:null}'],
  ])('may have %s', (_, text, tree) => {
    expect(read(text)).toEqual({ tree, errors: [] });
  });

  it('keeps the spans of comments', () => {
    expect(parseJson('{ // one\n "a": /* two */ 1 }').comments).toEqual([
      { start: 2, end: 8 },
      { start: 15, end: 24 },
    ]);
  });

  it('keeps the properties of `metadata` with their offsets, though they are read late', () => {
    const { root } = parseJson('{"p": {"metadata": {"d": {"e": "x"}}, "z": 1}}');
    expect(findValueAt(root, 'p', 'metadata', 'd', 'e')).toEqual({ kind: 'string', start: 31, end: 34, value: 'x' });
    expect(findValueAt(root, 'p', 'metadata')).toMatchObject({ start: 19, end: 36 });
    expect(findValueAt(root, 'p', 'z')).toMatchObject({ value: 1 });
  });

  it('reports an error inside `metadata` without being asked for it', () => {
    expect(read('{"p": {"metadata": {"d" 1}}}').errors).toEqual(['colonExpected@24-25']);
  });
});

describe('A half-typed JSON file', () => {
  it.each([
    ['a missing value', '{"a": , "b": 2}', '{a:?,b:2}', ['valueExpected@6-7']],
    ['a missing value before the next line', '{"a":\n"b": 2}', '{a:?,b:2}', ['valueExpected@6-9']],
    ['a name alone', '{"a"\n"b": 2}', '{a:?,b:2}', ['colonExpected@5-8']],
    ['a missing comma', '{"a": 1\n"b": 2}', '{a:1,b:2}', ['commaExpected@8-11']],
    [
      'a string without its closing quote',
      '{"a": "x\n"b": "y"}',
      '{a:"x",b:"y"}',
      ['unclosedString@6-8', 'commaExpected@9-12'],
    ],
    ['half a word', '{"a": tru\n"b": 2}', '{a:?,b:2}', ['invalidSymbol@6-9', 'commaExpected@10-13']],
    [
      'an array that is not closed',
      '{"a": [1\n}, "b": 2',
      '{a:[1]}',
      [
        'closeBracketExpected@9-10',
        'endOfFileExpected@10-11',
        'endOfFileExpected@12-15',
        'invalidSymbol@15-16',
        'endOfFileExpected@17-18',
      ],
    ],
    [
      'objects that are not closed',
      '{"a": {"b": 1',
      '{a:{b:1}}',
      ['closeBraceExpected@13-13', 'closeBraceExpected@13-13'],
    ],
    ['a bracket too many', '{"a": 1]}', '{a:1}', ['invalidSymbol@7-8']],
    ['two commas', '[1,,2]', '[1,2]', ['valueExpected@3-4']],
    ['a comment that is not closed', '{"a": 1 /* x', '{a:1}', ['unclosedComment@8-12', 'closeBraceExpected@12-12']],
    ['an unknown escape', '{"a": "x\\q"}', '{a:"x"}', ['invalidEscape@8-9']],
    ['nothing at all', '  ', '?', ['valueExpected@2-2']],
  ])('with %s keeps the rest', (_, text, tree, errors) => {
    expect(read(text)).toEqual({ tree, errors });
  });

  it('gives no more than so many errors', () => {
    expect(parseJson('[' + ',]'.repeat(5000)).errors).toHaveLength(MAX_ERRORS);
  });
});

describe('A JSON file that is nested too deep', () => {
  it.each([
    ['closed', '['.repeat(100_000) + ']'.repeat(100_000)],
    ['never closed', '{"a":'.repeat(100_000)],
    ['closed by the wrong brackets', '[},'.repeat(100_000)],
    ['inside metadata', '{"x": {"metadata": ' + '{"a":['.repeat(50_000)],
  ])('and %s says that the limit is reached or that it is broken, and does not overflow', (_, text) => {
    const { errors, limitReached } = parseJson(text);
    expect(limitReached || errors.length > 0).toBe(true);
  });

  it('inside metadata says so at once, and is cut off when it is read', () => {
    const { root, errors, limitReached } = parseJson('{"metadata":'.repeat(10_000) + '1' + '}'.repeat(10_000));
    expect([limitReached, errors.map(({ code }) => code)]).toEqual([true, ['nestedTooDeep']]);
    let depth = 0;
    for (let node = root; node?.kind === 'object'; node = node.properties[0]?.value) depth++;
    expect(depth).toBe(MAX_DEPTH);
  });

  it('keeps what stands beside', () => {
    const deep = '['.repeat(MAX_DEPTH) + ']'.repeat(MAX_DEPTH);
    const { root, errors, limitReached } = parseJson(`{"a": ${deep}, "b": 2}`);
    expect(limitReached).toBe(true);
    expect(errors).toMatchObject([{ code: 'nestedTooDeep', start: 6 + MAX_DEPTH - 1 }]);
    expect(findValueAt(root, 'b')).toMatchObject({ value: 2 });
  });

  it('is whole at the limit', () => {
    expect(parseJson('['.repeat(MAX_DEPTH) + ']'.repeat(MAX_DEPTH))).toMatchObject({ errors: [], limitReached: false });
  });
});

describe('An offset inside a string', () => {
  const text = String.raw`["a\"b\u0041c"]`;
  const { root } = parseJson(text);
  const string = root?.kind === 'array' ? root.items[0] : undefined;

  it('leads to where the character was written', () => {
    if (string?.kind !== 'string') throw new Error('no string');
    expect(string.value).toBe('a"bAc');
    expect([0, 1, 2, 3, 4, 5].map((offset) => sourceOffset(text, string, offset))).toEqual([2, 3, 5, 6, 12, 13]);
  });

  it('beyond the value leads to its end', () => {
    if (string?.kind !== 'string') throw new Error('no string');
    expect(sourceOffset(text, string, 99)).toBe(13);
  });

  it('costs no map where nothing is escaped', () => {
    expect(decodeContent('plain')).toEqual({ value: 'plain', offsets: undefined });
  });
});

describe('Text that is cut off anywhere', () => {
  const whole = String.raw`{"$schema":"x", /* c */ "resources":[{"type":"a/b","tags":{"k":"v\n"},"metadata":{"d":[1]}},],'q':-1.5e2}`;

  it('is read without throwing, and every span lies in the text', () => {
    for (let length = 0; length <= whole.length; length++) {
      const file = parseJson(whole.slice(0, length));
      const check = (node: JsonNode | undefined): void => {
        if (node === undefined) return;
        expect(node.start).toBeLessThanOrEqual(node.end);
        expect(node.end).toBeLessThanOrEqual(length);
        if (node.kind === 'array') node.items.forEach(check);
        if (node.kind === 'object')
          node.properties.forEach(({ value }) => {
            check(value);
          });
      };
      check(file.root);
      if (length < whole.length) expect(file.errors).not.toEqual([]);
      else expect(file.errors).toEqual([]);
    }
  });
});
