import { describe, expect, it } from 'vitest';

import { codesOf, outlineOfExpression } from './outline.js';

describe('operators of Bicep', () => {
  it.each([
    ['a + b * c', '(binary + (variableAccess a) (binary * (variableAccess b) (variableAccess c)))'],
    ['a - b - c', '(binary - (binary - (variableAccess a) (variableAccess b)) (variableAccess c))'],
    ['a ?? b ?? c', '(binary ?? (binary ?? (variableAccess a) (variableAccess b)) (variableAccess c))'],
    ['a || b && c', '(binary || (variableAccess a) (binary && (variableAccess b) (variableAccess c)))'],
    ['a ?? b || c', '(binary ?? (variableAccess a) (binary || (variableAccess b) (variableAccess c)))'],
    ['a == b < c', '(binary == (variableAccess a) (binary < (variableAccess b) (variableAccess c)))'],
    ['a =~ b', '(binary =~ (variableAccess a) (variableAccess b))'],
    ['a !~ b', '(binary !~ (variableAccess a) (variableAccess b))'],
    ['a >= b', '(binary >= (variableAccess a) (variableAccess b))'],
    ['a > b', '(binary > (variableAccess a) (variableAccess b))'],
    ['!a && -1 % 2', '(binary && (unary ! (variableAccess a)) (binary % (unary - (number 1)) (number 2)))'],
    ['(a + b) * c', '(binary * (parenthesized (binary + (variableAccess a) (variableAccess b))) (variableAccess c))'],
    [
      'a ? b : c ? d : e',
      '(ternary (variableAccess a) (variableAccess b) (ternary (variableAccess c) (variableAccess d) (variableAccess e)))',
    ],
  ])('reads %s', (text, expected) => {
    expect(outlineOfExpression(text)).toBe(expected);
  });

  it('lets a ternary go on in the next lines, before each of its signs', () => {
    expect(outlineOfExpression("true\n  // why\n  ? 'a'\n\n  : 'b'")).toBe(
      '(ternary (boolean true) (string "a") (string "b"))',
    );
  });

  it.each(['a &&\n b', 'a ??\n b', '!!a', 'a\n && b', 'a ?\n b : c', '(\na\n)', '(a, b)', '()', 'a b', 'a +', '1.5'])(
    'finds an error in %j, as the compiler does',
    (text) => {
      expect(codesOf(`var it = ${text}`)).not.toEqual([]);
    },
  );
});

describe('access in Bicep', () => {
  it.each([
    ['a.b.c', '(member (member (variableAccess a) (identifier b)) (identifier c))'],
    ['a.?b', '(member safe (variableAccess a) (identifier b))'],
    ['a::b.c', '(member (nestedResource (variableAccess a) (identifier b)) (identifier c))'],
    ['a[0]', '(index (variableAccess a) (number 0))'],
    ['a[?0]', '(index safe (variableAccess a) (number 0))'],
    ['a[^1]', '(index from end (variableAccess a) (number 1))'],
    ['a[?^1]', '(index safe from end (variableAccess a) (number 1))'],
    ['a!.b', '(member (nonNull (variableAccess a)) (identifier b))'],
    ['f()', '(call (identifier f))'],
    ["f(a, 'b')", '(call (identifier f) (variableAccess a) (string "b"))'],
    ['az.resourceGroup().id', '(member (methodCall (variableAccess az) (identifier resourceGroup)) (identifier id))'],
    ['[1][0]', '(index (array (number 1)) (number 0))'],
    ['if', '(variableAccess if)'],
    ['resource.type', '(member (variableAccess resource) (identifier type))'],
  ])('reads %s', (text, expected) => {
    expect(outlineOfExpression(text)).toBe(expected);
  });

  it('lets arguments stand on lines of their own behind commas', () => {
    expect(outlineOfExpression('f(\n  a, // first\n  b // second\n  // no more\n)')).toBe(
      '(call (identifier f) (variableAccess a) (variableAccess b))',
    );
  });

  it.each(['f(a,)', 'f(a\n, b)', 'f(a\n  \n)', 'f(a b)', 'a.?b()', 'a[]', 'a.', 'a::'])(
    'finds an error in %j, as the compiler does',
    (text) => {
      expect(codesOf(`var it = ${text}`)).not.toEqual([]);
    },
  );
});

describe('arrays and objects in Bicep', () => {
  it.each([
    ['[]', '(array)'],
    ['[\n  1\n\n  2\n]', '(array (number 1) (number 2))'],
    ['[1, 2\n3]', '(array (number 1) (number 2) (number 3))'],
    ['[1, 2,]', '(array (number 1) (number 2))'],
    ['[...a, 1]', '(array (spread (variableAccess a)) (number 1))'],
    ['{}', '(object)'],
    ['{ a: 1, b: null }', '(object (property (identifier a) (number 1)) (property (identifier b) (null)))'],
    ["{\n  'a-b': 1\n  ...c\n}", '(object (property (string "a-b") (number 1)) (spread (variableAccess c)))'],
    ["{ 'a${b}': 1 }", '(object (property (interpolation (chunk "a") (variableAccess b) (chunk "")) (number 1)))'],
    [
      '{ resource: 1, for: 2 }',
      '(object (property (identifier resource) (number 1)) (property (identifier for) (number 2)))',
    ],
    ['{ a: 1, a: 2 }', '(object (property (identifier a) (number 1)) (property (identifier a) (number 2)))'],
  ])('reads %j', (text, expected) => {
    expect(outlineOfExpression(text)).toBe(expected);
  });

  it.each([
    '[1,\n2]',
    '{\n  a: 1,\n  b: 2\n}',
    '[1 2]',
    '{ a: 1 b: 2 }',
    '{ a }',
    '{ a: }',
    '{ true: 1 }',
    '[1',
    '{ a: 1',
  ])('finds an error in %j, as the compiler does', (text) => {
    expect(codesOf(`var it = ${text}`)).not.toEqual([]);
  });
});

describe('lambdas and loops in Bicep', () => {
  it.each([
    ['map(a, x => x)', '(call (identifier map) (variableAccess a) (lambda (identifier x) (variableAccess x)))'],
    ['f(() => 1)', '(call (identifier f) (lambda (number 1)))'],
    ['f((x, y) =>\n  x)', '(call (identifier f) (lambda (identifier x) (identifier y) (variableAccess x)))'],
    ['[for a in b: a.c]', '(for (identifier a) (variableAccess b) (member (variableAccess a) (identifier c)))'],
    [
      '[\n  for (a, i) in b: { c: i }\n]',
      '(for (identifier a) (identifier i) (variableAccess b) (object (property (identifier c) (variableAccess i))))',
    ],
  ])('reads %j', (text, expected) => {
    expect(outlineOfExpression(text)).toBe(expected);
  });

  it.each([
    'f((1) => 2)',
    '[for (a) in b: c]',
    '[for (a, 1) in b: c]',
    '[for a b: c]',
    '[for a in b c]',
    '[for a in b:\n c]',
  ])('finds an error in %j, as the compiler does', (text) => {
    expect(codesOf(`var it = ${text}`)).not.toEqual([]);
  });
});

describe('numbers in Bicep', () => {
  it.each(['9223372036854775807', '-9223372036854775808', '0000000000000000000000000000000001'])(
    'accepts %s',
    (text) => {
      expect(codesOf(`var it = ${text}`)).toEqual([]);
    },
  );

  it.each(['9223372036854775808', '-9223372036854775809', '99999999999999999999'])('finds %s too large', (text) => {
    expect(codesOf(`var it = ${text}`)).toEqual(['BCP010']);
  });
});
