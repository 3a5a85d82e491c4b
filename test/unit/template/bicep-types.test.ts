import { describe, expect, it } from 'vitest';
import { parseBicep } from '../../../server/src/syntax/bicep/parse.js';
import { bicepTemplate } from '../../../server/src/template/bicep.js';
import type { ParameterDeclaration, TypeShape } from '../../../server/src/template/model.js';

function parameter(text: string): ParameterDeclaration {
  const found = bicepTemplate('main.bicep', parseBicep(text)).parameters.get('p');
  if (found === undefined) throw new Error('no parameter p');
  return found;
}

/** A shape as one line of text. */
function shapeText({ base, nullable, allowed, properties, items, reference }: TypeShape): string {
  const parts = [reference === undefined ? base : `->${reference}`];
  if (allowed !== undefined) parts.push(`(${allowed.map((one) => JSON.stringify(one.value)).join(' ')})`);
  if (properties !== undefined) {
    parts.push(`{${[...properties].map(([name, shape]) => `${name}: ${shapeText(shape())}`).join(', ')}}`);
  }
  if (items !== undefined) parts.push(`[${shapeText(items())}]`);
  return parts.join('') + (nullable ? '?' : '');
}

const aliases = `
type kind = 'ssd' | 'hdd'
type maybe = kind | null
type diskType = { Kind: kind, size: int?, deep: { a: 'b' }, *: bool }
type circle = circle | 'x'
type pair = [string, int]
import { imported } from 'x.bicep'
import * as lib from 'x.bicep'
`;

describe('a Bicep type', () => {
  const cases: [string, string][] = [
    ['string', 'string'],
    ['sys.int', 'int'],
    ['bool?', 'bool?'],
    ['object', 'object'],
    ['array', 'array'],
    ["'a'", 'string("a")'],
    // The compiler sorts.
    ["'b' | 'a' | 'b'", 'string("a" "b")'],
    ['2 | -1 | 10', 'int(-1 10 2)'],
    ['true | false', 'bool(false true)'],
    ["'a' | null", 'string("a")?'],
    ["('a' | 'b')?", 'string("a" "b")?'],
    ['string[]', 'array[string]'],
    ["('a' | 'b')[]", 'array[string("a" "b")]'],
    ['[string, int]', 'array'],
    ['{ Name: string, n: int? }', 'object{name: string, n: int?}'],
    ['kind', '->kind'],
    ['kind?', '->kind?'],
    ["kind | 'nvme'", 'string("hdd" "nvme" "ssd")'],
    ["maybe | 'nvme'", 'string("hdd" "nvme" "ssd")?'],
    ['maybe!', 'string("hdd" "ssd")'],
    ['diskType.Kind', '->kind'],
    ['diskType.deep.a', 'string("b")'],
    ['diskType.*', 'bool'],
    ['diskType[]', 'array[->disktype]'],
    ['pair[1]', 'int'],
    ['imported', '->imported'],
    ['lib.kind', '->lib.kind'],
    ["imported | 'x'", 'any'],
    ["resourceInput<'Microsoft.Compute/disks@2024-03-02'>.properties", 'any'],
    ["resourceOutput<'Microsoft.Compute/disks@2024-03-02'>", 'any'],
    ['circle | string', 'any'],
    ['undeclared', 'any'],
    ['', 'any'],
  ];
  it.each(cases)('%s is %s', (type, expected) => {
    expect(shapeText(parameter(`${aliases}param p ${type}`).type)).toBe(expected);
  });

  it('that is declared stands in the types of the file', () => {
    const { types } = bicepTemplate('main.bicep', parseBicep(aliases));
    expect(types.get('disktype')?.name).toBe('diskType');
    expect([...types.values()].slice(0, 3).map(({ shape }) => shapeText(shape))).toEqual([
      'string("hdd" "ssd")',
      'string("hdd" "ssd")?',
      'object{kind: ->kind, size: int?, deep: object{a: string("b")}}',
    ]);
  });

  it('that is made of aliases many times over takes no longer than its text', () => {
    const text = Array.from({ length: 150 }, (_, i) => `type t${i} = t${i + 1} | t${i + 1} | '${i}'`).join('\n');
    const { type } = parameter(`${text}\ntype t150 = 'x'\nparam p t0 | 'y'`);
    expect(type.allowed).toHaveLength(152);
  });

  it('that a property tells apart has that property', () => {
    const text = `@discriminator('kind')\nparam p { kind: 'a', x: int } | { kind: 'b' }`;
    expect(shapeText(parameter(text).type)).toBe('object{kind: string("a" "b")}');
  });
});

describe('a Bicep parameter', () => {
  it('allows what its decorator says, in that order', () => {
    expect(shapeText(parameter("@allowed(['b', 'a', 1, null])\nparam p string").type)).toBe('string("b" "a" 1 null)');
    expect(shapeText(parameter("@sys.allowed(['b'])\nparam p string").type)).toBe('string("b")');
  });

  it('that is an array allows these values in it', () => {
    expect(shapeText(parameter("@allowed(['a', 'b'])\nparam p array").type)).toBe('array[any("a" "b")]');
    expect(shapeText(parameter("@allowed(['a', 'b'])\nparam p string[]").type)).toBe('array[string]');
  });

  it('is secure by its decorator or its type', () => {
    expect(parameter('@secure()\nparam p string').secure).toBe(true);
    expect(parameter('@secure()\ntype s = string\ntype t = s\nparam p t?').secure).toBe(true);
    expect(parameter("@description('x')\nparam p string").secure).toBe(false);
    expect(parameter('type a = b\ntype b = a\nparam p a').secure).toBe(false);
  });

  it('has a default where one is written', () => {
    expect(parameter("param p string = 'x'").defaultValue()).toMatchObject({ kind: 'literal', value: 'x' });
    expect(parameter('param p string').defaultValue()).toBeUndefined();
  });
});
