import { describe, expect, it } from 'vitest';

import { codesOf, outlineOf, outlineOfType } from './outline.js';

describe('types of Bicep', () => {
  it.each([
    ['string', '(typeName string)'],
    ['string[]', '(arrayType (typeName string))'],
    ['string[]?', '(nullableType (arrayType (typeName string)))'],
    ["'a' | 'b'", '(union (string "a") (string "b"))'],
    ['-1 | 2 | true | null', '(union (unaryType - (number 1)) (number 2) (boolean true) (null))'],
    ["| 'a'", '(union (string "a"))'],
    ["\n  | 'a'\n  | 'b'", '(union (string "a") (string "b"))'],
    ["('a' | 'b')[]", '(arrayType (parenthesizedType (union (string "a") (string "b"))))'],
    ['a.b', '(typeMember (typeName a) (identifier b))'],
    ['a.*', '(typeWildcard properties (typeName a))'],
    ['a[*]', '(typeWildcard items (typeName a))'],
    ['a[0]', '(typeIndex (typeName a) (number 0))'],
    ['a!', '(nonNullableType (typeName a))'],
    [
      "resourceInput<'x@y'>.properties",
      '(typeMember (typeInstantiation (identifier resourceInput) (string "x@y")) (identifier properties))',
    ],
    ["resourceOutput<\n  'x@y'\n>", '(typeInstantiation (identifier resourceOutput) (string "x@y"))'],
    ["sys.resourceInput<'x@y'>", '(typeInstantiation (typeName sys) (identifier resourceInput) (string "x@y"))'],
    ['{}', '(objectType)'],
    [
      '{ a: string, b: int? }',
      '(objectType (typeProperty (identifier a) (typeName string)) (typeProperty (identifier b) (nullableType (typeName int))))',
    ],
    [
      "{\n  'a b': string\n  *: int\n}",
      '(objectType (typeProperty (string "a b") (typeName string)) (typeAdditionalProperties (typeName int)))',
    ],
    [
      "{\n  @description('x')\n\n  a: string\n}",
      '(objectType (typeProperty (decorator (call (identifier description) (string "x"))) (identifier a) (typeName string)))',
    ],
    ['[string, int]', '(tupleType (tupleItem (typeName string)) (tupleItem (typeName int)))'],
    [
      '[\n  @minLength(1)\n  string\n]',
      '(tupleType (tupleItem (decorator (call (identifier minLength) (number 1))) (typeName string)))',
    ],
  ])('reads %j', (text, expected) => {
    expect(outlineOfType(text)).toBe(expected);
  });

  it('reads the type of a resource for parameters and outputs', () => {
    expect(outlineOf("param a resource 'x@y'\noutput b resource = c")).toBe(
      '(parameter (identifier a) (resourceType (string "x@y")))\n(output (identifier b) (resourceType) (variableAccess c))',
    );
  });

  it.each([
    '',
    "'a' |",
    "'a' |\n'b'",
    "'a'\n// c\n| 'b'",
    '\nstring',
    'string?[]',
    'string[',
    '{ a }',
    '{ a: }',
    'a<b',
    '(a',
    '1.5',
  ])('finds an error in %j, as the compiler does', (text) => {
    expect(codesOf(`type it = ${text}`)).not.toEqual([]);
  });
});
