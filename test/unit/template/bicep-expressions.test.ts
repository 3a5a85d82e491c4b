import { describe, expect, it } from 'vitest';
import { parseBicep } from '../../../server/src/syntax/bicep/parse.js';
import { bicepTemplate } from '../../../server/src/template/bicep.js';
import type { Expression } from '../../../server/src/template/model.js';
import { expressionText } from './expression-text.js';

const declarations = `
param a string
param b int
param c bool
param o object
param list array
param n string?
resource disk 'Microsoft.Compute/disks@2024-03-02' existing = { name: 'd' }
resource disks 'Microsoft.Compute/disks@2024-03-02' existing = [for i in list: { name: i }]
module other 'other.bicep' = {}
`;

function valueOf(source: string, before = declarations): { text: string; expression: Expression } {
  const text = `${before}\nvar value = ${source}\n`;
  const expression = bicepTemplate('main.bicep', parseBicep(text)).variables.get('value')?.value();
  if (expression === undefined) throw new Error('no variable');
  return { text, expression };
}

function lowered(source: string, before?: string): string {
  return expressionText(valueOf(source, before).expression);
}

// What the Bicep CLI 0.49.2 writes for each of these is on the right, apart from safe access and spread.
describe('Bicep operators are the functions they compile to', () => {
  const cases: [string, string][] = [
    ["a == 'X'", "equals(parameters('a'), 'X')"],
    ["a != 'X'", "not(equals(parameters('a'), 'X'))"],
    ["a =~ 'X'", "equals(toLower(parameters('a')), toLower('X'))"],
    ["a !~ 'X'", "not(equals(toLower(parameters('a')), toLower('X')))"],
    ['b < 1', "less(parameters('b'), 1)"],
    ['b <= 1', "lessOrEquals(parameters('b'), 1)"],
    ['b > 1', "greater(parameters('b'), 1)"],
    ['b >= 1', "greaterOrEquals(parameters('b'), 1)"],
    ['b + 1 - 2', "sub(add(parameters('b'), 1), 2)"],
    ['b * 2 / 3 % 4', "mod(div(mul(parameters('b'), 2), 3), 4)"],
    ['c && c || !c', "or(and(parameters('c'), parameters('c')), not(parameters('c')))"],
    ["n ?? 'x'", "coalesce(parameters('n'), 'x')"],
    ['c ? 1 : 2', "if(parameters('c'), 1, 2)"],
    ['-5', '-5'],
    ['-b', "sub(0, parameters('b'))"],
    ['-(5)', 'sub(0, 5)'],
    ['-(-5)', 'sub(0, -5)'],
    ['n!', "parameters('n')"],
    ['(a)', "parameters('a')"],
    ['a == null', "equals(parameters('a'), null)"],
  ];
  it.each(cases)('%s becomes %s', (source, expected) => {
    expect(lowered(source)).toBe(expected);
  });
});

describe('Bicep strings', () => {
  const cases: [string, string][] = [
    ["'plain'", "'plain'"],
    ["'it\\'s'", "'it's'"],
    ["'${a}'", "format('{0}', parameters('a'))"],
    ["'${a}-${b}-x{y}'", "format('{0}-{1}-x{{y}}', parameters('a'), parameters('b'))"],
    ["'${'${a}in'}-out'", "format('{0}-out', format('{0}in', parameters('a')))"],
    ["'a${'b'}c'", "format('a{0}c', 'b')"],
    ["'''\nhello ${a}'''", "'hello ${a}'"],
    ["$'''\nhello ${a}'''", "format('hello {0}', parameters('a'))"],
    ["$$'''${a} $${a}'''", "format('${{a}} {0}', parameters('a'))"],
  ];
  it.each(cases)('%j becomes %j', (source, expected) => {
    expect(lowered(source)).toBe(expected);
  });
});

describe('Bicep access', () => {
  const cases: [string, string][] = [
    ['o.x.y', "parameters('o').x.y"],
    ["o['x']", "parameters('o').x"],
    ['o[a]', "parameters('o')[parameters('a')]"],
    ['list[0]', "parameters('list')[0]"],
    ['list[^1]', "parameters('list')[^1]"],
    ['list[?^1]', "parameters('list')[?^1]"],
    ['o.?x', "parameters('o').?x"],
    ["o[?'x']", "parameters('o').?x"],
    ["split(a, ',')[0]", "split(parameters('a'), ',')[0]"],
  ];
  it.each(cases)('%s becomes %s', (source, expected) => {
    expect(lowered(source)).toBe(expected);
  });

  it('is safe for the rest of a chain after a safe step', () => {
    expect(lowered('o.?x.y[0]')).toBe("parameters('o').?x.?y[?0]");
    expect(lowered('o.?x!.y')).toBe("parameters('o').?x.?y");
    expect(lowered('any(o.?x).y')).toBe("parameters('o').?x.?y");
  });

  it('is not safe any more behind parentheses', () => {
    expect(lowered('(o.?x).y')).toBe("parameters('o').?x.y");
  });
});

describe('Bicep objects and arrays', () => {
  it('keep their order, computed names and spreads', () => {
    expect(lowered("{\n  ...o\n  'x${a}': 1\n  'y': [1, ...list]\n}")).toBe(
      "{...parameters('o'), [format('x{0}', parameters('a'))]: 1, y: [1, ...parameters('list')]}",
    );
  });

  it('leave out a member that is no property', () => {
    expect(lowered('{\n  : 1\n  y: 2\n}')).toBe('{y: 2}');
  });
});

describe('Bicep calls', () => {
  const cases: [string, string][] = [
    ["sys.concat(a, 'b')", "concat(parameters('a'), 'b')"],
    ['az.resourceGroup().id', 'resourceGroup().id'],
    ['any(a)', "parameters('a')"],
    ['sys.any(a)', "parameters('a')"],
    ['nameof(o.x)', "'x'"],
    ["loadTextContent('x.txt')", "loadTextContent('x.txt')"],
    ["map(list, x => '${x}')", "map(parameters('list'), (x) => format('{0}', local(x)))"],
    ['reduce(list, 0, (sum, x) => sum + x)', "reduce(parameters('list'), 0, (sum, x) => add(local(sum), local(x)))"],
    ['disk.listKeys()', "listKeys(symbol(disk).id, '2024-03-02')"],
    ["disk.listKeys('2020-01-01')", "listKeys(symbol(disk).id, '2020-01-01')"],
    ['disks[0].listKeys()', "listKeys(symbol(disks)[0].id, '2024-03-02')"],
    ["disk.getSecret('x')", "getSecret(symbol(disk).id, 'x')"],
  ];
  it.each(cases)('%s becomes %s', (source, expected) => {
    expect(lowered(source)).toBe(expected);
  });

  it('find the API version through a variable that names the resource', () => {
    expect(lowered('alias.listKeys()', `${declarations}var alias = disk`)).toBe(
      "listKeys(variables('alias').id, '2024-03-02')",
    );
  });

  it('keep the namespace of a wildcard import', () => {
    expect(lowered('lib.f(lib.x)', "import * as lib from 'lib.bicep'")).toBe("lib.f(variables('lib').x)");
  });

  it('take a declaration named sys for what it is', () => {
    expect(lowered('sys.f()', "import * as sys from 'lib.bicep'")).toBe('sys.f()');
  });
});

describe('Bicep names', () => {
  it('are resources, modules, parameters, variables and imports', () => {
    const before = `${declarations}import {x as y} from 'lib.bicep'\nvar v = 1`;
    expect(lowered('[a, v, y, disk, other.outputs.z]', before)).toBe(
      "[parameters('a'), variables('v'), variables('y'), symbol(disk), symbol(other).outputs.z]",
    );
  });

  it('mean the innermost variable of that name', () => {
    expect(lowered('[for (a, i) in list: map(list, a => [a, i, b])]')).toBe(
      "loop value (a, i) in parameters('list'): map(parameters('list'), (a) => [local(a), local(i), parameters('b')])",
    );
  });

  it('see outside of a loop what the loop walks', () => {
    expect(lowered('[for list in list: list]')).toBe("loop value (list) in parameters('list'): local(list)");
  });

  it('are compared with letter case', () => {
    expect(lowered('A')).toBe("invalid(the name 'A' is not declared)");
  });
});

describe('Bicep expressions', () => {
  it('know where they stand', () => {
    const { text, expression } = valueOf("'${a}-x' == b[0].?name");
    if (expression.kind !== 'call') throw new Error('no call');
    const source = ({ start, end }: { start: number; end: number }): string => text.slice(start, end);
    expect(source(expression.span)).toBe("'${a}-x' == b[0].?name");
    expect(source(expression.nameSpan)).toBe('==');
    expect(expression.args.map((argument) => source(argument.span))).toEqual(["'${a}-x'", 'b[0].?name']);
    const [, member] = expression.args;
    expect(member?.kind === 'member' && source(member.nameSpan)).toBe('name');
  });

  it('are invalid where the source is broken', () => {
    expect(lowered('')).toMatch(/^invalid\(/);
    expect(lowered('{\n  x:\n  y: a +\n}')).toMatch(
      /^\{x: invalid\(.*\), y: add\(parameters\('a'\), invalid\(.*\)\)\}$/,
    );
  });

  it('do not overflow the stack when they are nested deeply', () => {
    const depth = 100_000;
    expect(() => lowered(`${'['.repeat(depth)}${']'.repeat(depth)}`)).not.toThrow();
    expect(() => lowered(`a${'.x'.repeat(depth)}`)).not.toThrow();
    expect(() => lowered(`b${' + b'.repeat(depth)}`)).not.toThrow();
  });
});
