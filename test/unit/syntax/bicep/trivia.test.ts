import { describe, expect, it } from 'vitest';

import { parseBicep } from '../../../../server/src/syntax/bicep/parse.js';
import { codesOf } from './outline.js';

describe('comments of Bicep', () => {
  it('are kept beside the tree, in source order, with their delimiters', () => {
    const text = '// one\nvar a = /* two\n */ 1 // three\n';
    const { comments, errors } = parseBicep(text);
    expect(comments.map(({ start, end, block }) => [text.slice(start, end), block])).toEqual([
      ['// one', false],
      ['/* two\n */', true],
      ['// three', false],
    ]);
    expect(errors).toEqual([]);
  });

  it('are none within a string', () => {
    expect(parseBicep("var a = 'https://b /* c */'\nvar d = '''\n// e\n'''").comments).toEqual([]);
  });

  it('must be closed', () => {
    expect(codesOf('var a = 1 /* b')).toEqual(['BCP002']);
  });
});

describe('directives of Bicep', () => {
  it('are kept with their codes', () => {
    const text =
      '#disable-next-line BCP037 no-unused-vars // why\nvar a = 1\n  #disable-diagnostics b\n#restore-diagnostics b';
    const { directives, errors } = parseBicep(text);
    expect(errors).toEqual([]);
    expect(directives.map((it) => [it.name, text.slice(it.start, it.end), it.codes.map((code) => code.code)])).toEqual([
      ['disable-next-line', '#disable-next-line BCP037 no-unused-vars', ['BCP037', 'no-unused-vars']],
      ['disable-diagnostics', '#disable-diagnostics b', ['b']],
      ['restore-diagnostics', '#restore-diagnostics b', ['b']],
    ]);
    const [code] = directives[0]?.codes ?? [];
    expect(text.slice(code?.start, code?.end)).toBe('BCP037');
  });

  it.each([
    ['#disable-next-line', 'BCP226'],
    ['#disable-next-line a,b', 'BCP007'],
    ['#disable-something a', 'BCP001'],
    ['var a = 1 #disable-next-line b', 'BCP001'],
    ['/* a */ #disable-next-line b', 'BCP001'],
  ])('report %j by the code of the compiler', (text, code) => {
    expect(codesOf(text)).toContain(code);
  });

  it('may stand within an object', () => {
    expect(codesOf('var a = {\n  #disable-next-line b\n  c: 1\n}')).toEqual([]);
  });
});

describe('characters between the tokens of Bicep', () => {
  it('are blanks, line breaks and a byte order mark at the start', () => {
    expect(codesOf('\ufeffvar\ta = 1\r\n')).toEqual([]);
  });

  it.each([
    ['var\u00a0a = 1', 'BCP001'],
    ['var a = "b"', 'BCP103'],
    ['var a = 1 & 2', 'BCP001'],
    ['var a = $b', 'BCP001'],
    ['var a = 1;', 'BCP019'],
  ])('are none in %j', (text, code) => {
    expect(codesOf(text)).toContain(code);
  });
});
