import { describe, expect, it } from 'vitest';
import { openTemplate } from '../../../server/src/analysis.js';
import { plainOf } from '../../../server/src/evaluation/plain.js';
import { Project, SourceCache } from '../../../server/src/workspace/project.js';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

const files: Readonly<Record<string, Uint8Array>> = {
  '/w/app/note.txt': encode('héllo\r\n'),
  '/w/app/marked.txt': Uint8Array.of(0xff, 0xfe, 0x68, 0, 0x69, 0),
  '/w/app/latin.txt': Uint8Array.of(0xe9, 0x80, 0x61),
  '/w/app/data.json': encode(
    '{ // comment\n "books": [{"t": "A", "price": 5, "isbn": "1"}, {"t": "B", "price": 15}, {"t": "C", "price": 25, "isbn": "2"}], "a b": {"c": 1}, "__proto__": {"x": 1}, "half": 1.5 }',
  ),
  '/w/app/data.yaml': encode(
    'int: 017\nhex: 0x1F\nyes: yes\nnone: ~\ndate: 2020-01-01\nbase: &b\n  k: v\nmerged:\n  <<: *b\n  z: 1\nlist: [1, {q: 2}]\ntagged: !!str 5\nblock: |\n  a\n  b\n---\nsecond: 1\n',
  ),
  '/w/app/sub/B.txt': encode('1'),
  '/w/app/sub/a.yaml': encode('1'),
  '/w/app/sub/.hidden': encode('1'),
  '/secret.txt': encode('secret'),
  '/w/app/bomb.yaml': encode(
    `a: &a [x,x,x,x,x,x,x,x,x,x]\n${'bcdefghi'
      .split('')
      .map((name, at) => `${name}: &${name} [${`*${'abcdefgh'.charAt(at)},`.repeat(9)}*a]`)
      .join('\n')}\n`,
  ),
  '/w/app/deep.yaml': encode(`${'['.repeat(100_000)}1`),
  '/w/app/deep.json': encode(`${'['.repeat(100_000)}1${']'.repeat(100_000)}`),
};

function load(expression: string): unknown {
  const project = new Project(
    (path) => (path === '/w/app/main.bicep' ? `output o object = {v: ${expression}}` : null),
    new SourceCache(),
    {
      bytes: (path) => files[path] ?? null,
      folder: (path) => {
        const names = Object.keys(files).filter(
          (one) => one.startsWith(`${path}/`) && !one.slice(path.length + 1).includes('/'),
        );
        return names.length === 0 ? null : names.map((one) => one.slice(path.length + 1));
      },
      rootOf: () => '/w',
    },
  );
  const source = project.file('/w/app/main.bicep');
  if (source?.kind !== 'bicep') throw new Error('no template');
  const output = openTemplate(project, source, undefined, undefined).output('o');
  const value = output?.kind === 'object' ? output.entries.get('v')?.value : undefined;
  if (value === undefined) throw new Error('no value');
  const plain = plainOf(value);
  return plain === undefined ? 'unknown' : (JSON.parse(JSON.stringify(plain)) as unknown);
}

describe('files that a Bicep file loads', () => {
  it.each<[string, unknown]>([
    ["loadTextContent('note.txt')", 'héllo\r\n'],
    ["loadTextContent('./sub/../note.txt', 'utf-8')", 'héllo\r\n'],
    ["loadTextContent('marked.txt')", 'hi'],
    ["loadTextContent('marked.txt', 'utf-8')", 'hi'],
    ["loadTextContent('latin.txt', 'iso-8859-1')", 'é\u0080a'],
    ["loadTextContent('latin.txt', 'us-ascii')", '??a'],
    ["loadFileAsBase64('latin.txt')", '6YBh'],
    ["loadJsonContent('data.json').half", 1.5],
    ["loadJsonContent('data.json', '$.books[*].t')", ['A', 'B', 'C']],
    ["loadJsonContent('data.json', 'books[0].t')", 'A'],
    ["loadJsonContent('data.json', '$..t')", ['A', 'B', 'C']],
    ["loadJsonContent('data.json', '$.books[?(@.price > 10)].t')", ['B', 'C']],
    ["loadJsonContent('data.json', '$.books[?(@.price < 20 && @.isbn)].price')", 5],
    ["loadJsonContent('data.json', '$.books[-1:].t')", 'C'],
    ["loadJsonContent('data.json', '$.books[0,2].t')", ['A', 'C']],
    ["loadJsonContent('data.json', '$[\\'a b\\'].c')", 1],
    ["loadJsonContent('data.json', '$.nothing')", 'unknown'],
    ["loadJsonContent('data.json', '$.BOOKS')", 'unknown'],
    ["loadYamlContent('data.yaml').int", 17],
    ["loadYamlContent('data.yaml').hex", 31],
    ["loadYamlContent('data.yaml').yes", 'yes'],
    ["loadYamlContent('data.yaml').none", null],
    ["loadYamlContent('data.yaml').date", '2020-01-01'],
    ["loadYamlContent('data.yaml').merged", { k: 'v', z: 1 }],
    ["loadYamlContent('data.yaml').tagged", '5'],
    ["loadYamlContent('data.yaml').block", 'a\nb\n'],
    ["loadYamlContent('data.yaml', '$.list[1].q')", 2],
    ["loadDirectoryFileInfo('sub', '*.txt')", [{ relativePath: 'sub/B.txt', baseName: 'B.txt', extension: '.txt' }]],
  ])('%s', (expression, wanted) => {
    expect(load(expression)).toEqual(wanted);
  });

  it('are listed in the order of their names without letter case', () => {
    expect(load("map(loadDirectoryFileInfo('./sub/'), file => file.baseName)")).toEqual(['.hidden', 'a.yaml', 'B.txt']);
  });

  it.each([
    "loadTextContent('../../secret.txt')",
    "loadTextContent('missing.txt')",
    "loadDirectoryFileInfo('../..')",
    "loadYamlContent('bomb.yaml')",
    "loadYamlContent('deep.yaml')",
    "loadJsonContent('deep.json')",
  ])('are unknown where they lie outside of the workspace, are missing, or are hostile: %s', (expression) => {
    expect(load(expression)).toBe('unknown');
  });
});
