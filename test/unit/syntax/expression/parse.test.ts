import { describe, expect, it } from 'vitest';
import {
  escapeLiteral,
  isExpression,
  parseExpression,
  unescapeLiteral,
} from '../../../../server/src/syntax/expression/parse.js';
import type { ArmExpression } from '../../../../server/src/syntax/expression/tree.js';
import { parseJson } from '../../../../server/src/syntax/json/parse.js';
import { sourceOffsets } from '../../../../server/src/syntax/json/strings.js';

const parse = (text: string): ArmExpression => parseExpression(text, (offset) => offset);

/** The tree as text; a node of its own is in braces, what is invalid is `!`. */
function show(node: ArmExpression): string {
  switch (node.kind) {
    case 'literal':
      return JSON.stringify(node.value);
    case 'call':
      return `${node.namespace === undefined ? '' : `${node.namespace}.`}${node.name}(${node.args.map(show).join(', ')})`;
    case 'member':
      return `${show(node.target)}.${node.safe ? '?' : ''}${node.name}`;
    case 'index':
      return `${show(node.target)}[${node.safe ? '?' : ''}${node.fromEnd ? '^' : ''}${show(node.index)}]`;
    case 'lambda':
      return `{lambda ${node.parameters.join(' ')}: ${show(node.body)}}`;
    case 'invalid':
      return '!';
    default:
      return `{${node.kind} ${node.name}}`;
  }
}

describe('A string', () => {
  it.each([
    ["[concat('a')]", true],
    ['[]', true],
    ['[[literal]', false],
    ['[not closed', false],
    [" [concat('a')]", false],
    ["[concat('a')] ", false],
    ['', false],
    ['plain', false],
  ])('%j is an expression: %s', (value, expected) => {
    expect(isExpression(value)).toBe(expected);
  });

  it.each([
    ['[[abc]', '[abc]'],
    ['[[[x]]', '[[x]]'],
    ['[[abc', '[[abc'],
    ['[abc', '[abc'],
  ])('%j stands for %j, and is written so again', (written, meant) => {
    expect(unescapeLiteral(written)).toBe(meant);
    expect(escapeLiteral(meant)).toBe(written);
  });
});

describe('An expression', () => {
  it.each([
    ["['it''s']", '"it\'s"'],
    ['[-5]', '-5'],
    ['[add(1,+2)]', 'add(1, 2)'],
    ["[ concat ( 'a' ,\r\n 'b' ) ]", 'concat("a", "b")'],
    ['[resourceGroup().location]', 'resourceGroup().location'],
    ["[contoso.fn('a')]", 'contoso.fn("a")'],
    ["[parameters('p').a[0].b]", '{parameter p}.a[0].b'],
    ["[Variables('v')['a']]", '{variable v}["a"]'],
    ["[parameters(concat('a', 'b'))]", 'parameters(concat("a", "b"))'],
    ["[variables('o').?b[?'c'][^1]]", '{variable o}.?b[?"c"][^1]'],
    ["[map(parameters('a'), lambda('x', lambdaVariables('x')))]", 'map({parameter a}, {lambda x: {local x}})'],
    ["[reduce(a(), 0, lambda('c', 'n', add(1, 2)))]", 'reduce(a(), 0, {lambda c n: add(1, 2)})'],
    ["[variables('o').$x]", '{variable o}.$x'],
  ])('%s is read as %s', (text, tree) => {
    expect(show(parse(text))).toBe(tree);
  });

  it('has exact spans, those of strings with their quotes', () => {
    expect(parse("[concat('a', b().name)]")).toEqual({
      kind: 'call',
      name: 'concat',
      nameSpan: { start: 1, end: 7 },
      span: { start: 1, end: 22 },
      args: [
        { kind: 'literal', value: 'a', span: { start: 8, end: 11 } },
        {
          kind: 'member',
          name: 'name',
          nameSpan: { start: 17, end: 21 },
          safe: false,
          span: { start: 13, end: 21 },
          target: { kind: 'call', name: 'b', nameSpan: { start: 13, end: 14 }, args: [], span: { start: 13, end: 16 } },
        },
      ],
    });
  });

  it('keeps its place in the file behind escapes of JSON', () => {
    const text = String.raw`{"a": "[concat('\"', \u0062())]"}`;
    const { root } = parseJson(text);
    const value = root?.kind === 'object' ? root.properties[0]?.value : undefined;
    if (value?.kind !== 'string') throw new Error('no string');
    const expression = parseExpression(value.value, sourceOffsets(text, value));
    if (expression.kind !== 'call') throw new Error('no call');
    expect(expression.args.map(({ span }) => text.slice(span.start, span.end))).toEqual([
      String.raw`'\"'`,
      String.raw`\u0062()`,
    ]);
  });
});

describe('A broken expression', () => {
  it.each([
    ['[]', '!'],
    ['[true]', '!'],
    ['[a() b()]', '!'],
    ["[concat('a', )]", 'concat("a", !)'],
    ["[concat('a']", 'concat("a", !)'],
    ["[concat('a]", 'concat(!, !)'],
    ['[a(b, c())]', 'a(!, c())'],
    ['[a().]', '!'],
    ['[a()[1]', '!'],
    ['[1.5]', '!'],
    ['[a(#)]', 'a(!, !)'],
  ])('%s keeps what could be read: %s', (text, tree) => {
    expect(show(parse(text))).toBe(tree);
  });

  it.each([
    ['calls', 'f('.repeat(100_000)],
    ['indexes', 'f()' + '[f()'.repeat(100_000)],
    ['members', 'f()' + '.a'.repeat(100_000)],
    ['members inside of calls', 'f('.repeat(200) + 'f()' + `${'.a'.repeat(200)})`.repeat(200)],
  ])('of very many %s does not overflow, nor give a tree that does', (_, text) => {
    const height = (node: ArmExpression): number => {
      switch (node.kind) {
        case 'call':
          return 1 + Math.max(0, ...node.args.map(height));
        case 'member':
          return 1 + height(node.target);
        case 'index':
          return 1 + Math.max(height(node.target), height(node.index));
        default:
          return 1;
      }
    };
    expect(height(parse(`[${text}]`))).toBeLessThan(520);
  });
});
