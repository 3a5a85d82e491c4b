import { describe, expect, it } from 'vitest';

import { parseBicep } from '../../../../server/src/syntax/bicep/parse.js';
import type { BicepNode } from '../../../../server/src/syntax/bicep/tree.js';
import { childrenOf } from '../../../../server/src/syntax/bicep/walk.js';
import { codesOf } from './outline.js';

const MANY = 100_000;

/** How deep a tree is, found without recursion. */
function depthOf(file: BicepNode): number {
  let depth = 0;
  for (let level = [file]; level.length > 0; level = level.flatMap(childrenOf)) depth++;
  return depth;
}

describe('a hostile Bicep file', () => {
  it.each([
    ['brackets', 'var a = ' + '['.repeat(MANY)],
    ['closed brackets', `var a = ${'['.repeat(MANY)}${']'.repeat(MANY)}`],
    ['parentheses', 'var a = ' + '('.repeat(MANY)],
    ['objects', 'var a = ' + '{a:'.repeat(MANY)],
    ['objects on lines of their own', 'var a = ' + '{\na:'.repeat(MANY)],
    ['holes', 'var a = ' + "'${".repeat(MANY)],
    ['holes of multi-line strings', 'var a = ' + "$'''${".repeat(MANY)],
    ['calls', 'var a = ' + 'a('.repeat(MANY)],
    ['indexes', 'var a = a' + '[a'.repeat(MANY)],
    ['loops', 'var a = ' + '[for a in b: '.repeat(MANY)],
    ['lambdas', 'var a = ' + 'a => '.repeat(MANY)],
    ['ternaries', 'var a = a' + ' ? a : a'.repeat(MANY)],
    ['operators of each precedence', 'var a = ' + '1 ?? 1 || 1 && 1 == 1 < 1 + 1 * ('.repeat(MANY / 10)],
    ['members', 'var a = a' + '.a'.repeat(MANY)],
    ['array items', 'var a = a' + '[0]'.repeat(MANY)],
    ['assertions', 'var a = a' + '!'.repeat(MANY)],
    ['sums', 'var a = 1' + ' + 1'.repeat(MANY)],
    ['parenthesized members', `var a = ${'('.repeat(400)}a${'.b.b.b.b.b.b)'.repeat(400)}`],
    ['tuples', 'type a = ' + '['.repeat(MANY)],
    ['object types', 'type a = ' + '{a:'.repeat(MANY)],
    ['array types', 'type a = string' + '[]'.repeat(MANY)],
    ['type arguments', 'type a = ' + 'a<'.repeat(MANY)],
    ['decorators', '@a' + '.a'.repeat(MANY)],
    ['nested resources', "resource a 'b' = {\n  ".repeat(MANY)],
  ])('does not grow a tree without bound: %s', (_, text) => {
    const file = parseBicep(text);
    expect(file.limitReached).toBe(true);
    expect(file.errors.some((error) => error.code === 'nesting')).toBe(true);
    expect(depthOf(file)).toBeLessThan(1100);
  });

  it.each([
    ['arrays', 500, (n: number) => `${'['.repeat(n)}${']'.repeat(n)}`],
    ['objects', 500, (n: number) => `${'{a:'.repeat(n)}1${'}'.repeat(n)}`],
    ['parentheses', 500, (n: number) => `${'('.repeat(n)}1${')'.repeat(n)}`],
    ['sums', 1000, (n: number) => `1${' + 1'.repeat(n)}`],
    ['members', 1000, (n: number) => `a${'.a'.repeat(n)}`],
    ['conditions', 150, (n: number) => `${'a && (b || '.repeat(n)}c${')'.repeat(n)}`],
  ])('may nest as deep as the compiler allows, or far deeper than any real file: %s', (_, count, write) => {
    expect(codesOf(`var a = ${write(count)}`)).toEqual([]);
  });

  it('keeps what stands beside the part that is too deep', () => {
    const deep = `${'['.repeat(2000)}${']'.repeat(2000)}`;
    const file = parseBicep(`var a = 1\nvar b = ${deep}\nvar c = 2\n`);
    expect(file.statements).toMatchObject([{ name: { name: 'a' } }, { name: { name: 'b' } }, { name: { name: 'c' } }]);
  });

  it.each([
    ['quotes', "'"],
    ['double quotes', '"'],
    ['at signs', '@'],
    ['at signs on lines', '@\n'],
    ['closing braces on lines', '}\n'],
    ['dollars', '$'],
    ['number signs', '#'],
    ['comment starts', '/*'],
    ['blank lines', ' \n'],
    ['backslashes', '\\'],
    ['minus signs', '-'],
    ['bars', '|'],
    ['keywords', 'resource '],
    ['half declarations', "resource a 'b' = {\n"],
  ])('is read to its end: %s', (_, piece) => {
    const file = parseBicep(piece.repeat(MANY / 10));
    expect(file.end).toBe((piece.length * MANY) / 10);
    expect(file.errors.length).toBeLessThanOrEqual(2000);
  });

  it('is read to its end whatever characters it is made of', () => {
    const pieces = [
      "'",
      "'''",
      "$'''",
      '${',
      '{',
      '}',
      '[',
      ']',
      '(',
      ')',
      '<',
      '>',
      '\n',
      ' ',
      ',',
      ':',
      '.',
      '?',
      '!',
      '=',
      '=>',
      '@',
      '|',
      '\\',
      '#',
      '/*',
      '//',
      'a',
      'if',
      'for',
      'in',
      'resource',
      'param',
      '1',
      '😀',
      '\u0000',
    ];
    let seed = 1;
    const random = (below: number): number => {
      seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
      return (seed >>> 8) % below;
    };
    for (let round = 0; round < 5000; round++) {
      const text = Array.from({ length: random(60) }, () => pieces[random(pieces.length)] ?? '').join('');
      const file = parseBicep(`resource a 'b' = {\n${text}`, { kind: round % 2 === 0 ? 'bicep' : 'bicepparam' });
      const outside = file.errors.filter((error) => error.start > error.end || error.end > file.end);
      expect(outside, text).toEqual([]);
    }
  });
});
