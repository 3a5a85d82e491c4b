import { describe, expect, it } from 'vitest';
import type { Written } from './written.js';
import { arm, bicep, lines, syntaxErrors } from './written.js';

/** Sets `b` in the object that the text is. */
function withB(text: string, value: Parameters<Written['setIn']>[2] = 2): string | undefined {
  return arm(text).after(arm(text).setIn(text.trimEnd(), 'b', value));
}

/** Sets `b` in the object of `var x`. */
function withBicepB(object: string, value: Parameters<Written['setIn']>[2] = 2): string | undefined {
  const written = bicep(`var x = ${object}\n`);
  const after = written.after(written.setIn(object, 'b', value));
  return after?.slice('var x = '.length, -1);
}

describe('a property is added to a JSON object', () => {
  it('on a line of its own, with a comma behind the last one', () => {
    expect(withB('{\n  "a": 1\n}')).toBe('{\n  "a": 1,\n  "b": 2\n}');
  });
  it('on the same line where all are', () => {
    expect(withB('{ "a": 1 }')).toBe('{ "a": 1, "b": 2 }');
  });
  it('without blanks in a minified text', () => {
    expect(withB('{"a":1}', { c: [1, 2] })).toBe('{"a":1,"b":{"c":[1,2]}}');
  });
  it('behind a comment at the end of the last line', () => {
    expect(withB('{\n  "a": 1 // one\n}')).toBe('{\n  "a": 1, // one\n  "b": 2\n}');
  });
  it('behind a comment that keeps the line from going on', () => {
    expect(withB('{ "a": 1 // one\n}')).toBe('{ "a": 1, // one\n  "b": 2\n}');
  });
  it('with a trailing comma where the last one has one', () => {
    expect(withB('{\n  "a": 1,\n}')).toBe('{\n  "a": 1,\n  "b": 2,\n}');
  });
  it('into an empty object', () => {
    expect(withB('{}')).toBe('{\n  "b": 2\n}');
    expect(withB('{\n}')).toBe('{\n  "b": 2\n}');
  });
  it('into an object that holds only a comment', () => {
    expect(withB('{\n\t// nothing yet\n}')).toBe('{\n\t// nothing yet\n\t"b": 2\n}');
  });
  it('indented by tabs where tabs are used', () => {
    expect(withB('{\n\t"a": 1\n}', { c: 3 })).toBe('{\n\t"a": 1,\n\t"b": {\n\t\t"c": 3\n\t}\n}');
  });
  it('indented by four blanks where four are used', () => {
    expect(withB('{\n    "a": 1\n}', { c: 3 })).toBe('{\n    "a": 1,\n    "b": {\n        "c": 3\n    }\n}');
  });
  it('with the line breaks of the file', () => {
    expect(withB('{\r\n  "a": 1\r\n}', { c: 3 })).toBe('{\r\n  "a": 1,\r\n  "b": {\r\n    "c": 3\r\n  }\r\n}');
    expect(withB('{\r\n  "a": 1 // one\r\n}')).toBe('{\r\n  "a": 1, // one\r\n  "b": 2\r\n}');
  });
  it('in place of the value that is there, whatever the letter case of its name', () => {
    expect(withB('{ "B": 1 }')).toBe('{ "B": 2 }');
  });
  it('not at all where it is there with this value', () => {
    expect(withB('{ "b": { "c": [1, null] } }', { c: [1, null] })).toBe('{ "b": { "c": [1, null] } }');
  });
  it('with objects on the way', () => {
    const text = '{\n  "a": 1\n}';
    expect(arm(text).after(arm(text).setIn(text, 'b.c', true))).toBe('{\n  "a": 1,\n  "b": {\n    "c": true\n  }\n}');
  });
  it('in place of a null on the way', () => {
    const text = '{ "b": null }';
    expect(arm(text).after(arm(text).setIn(text, 'b.c', 3))).toBe('{ "b": { "c": 3 } }');
  });
  it('as a string that Azure does not evaluate', () => {
    expect(withB('{ "a": 1 }', '[x]')).toBe('{ "a": 1, "b": "[[x]" }');
    expect(withB('{ "a": 1 }', 'say "\n"')).toBe('{ "a": 1, "b": "say \\"\\n\\"" }');
  });
});

describe('a property is added to a Bicep object', () => {
  it('on a line of its own, without commas', () => {
    expect(withBicepB('{\n  a: 1\n}')).toBe('{\n  a: 1\n  b: 2\n}');
  });
  it('on the same line where all are', () => {
    expect(withBicepB("{ type: 'X' }", { c: ['d'] })).toBe("{ type: 'X', b: { c: ['d'] } }");
  });
  it('behind a comment', () => {
    expect(withBicepB('{\n  a: 1 // one\n}')).toBe('{\n  a: 1 // one\n  b: 2\n}');
  });
  it('into an empty object', () => {
    expect(withBicepB('{}', { 'c-d': {} })).toBe("{\n  b: {\n    'c-d': {}\n  }\n}");
  });
  it('with escapes', () => {
    expect(withBicepB('{ a: 1 }', "it's ${x} \\")).toBe("{ a: 1, b: 'it\\'s \\${x} \\\\' }");
  });
  it('before nested resources', () => {
    const text = lines`
      resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
        name: 'kv'

        resource key 'keys' = {
          name: 'key'
        }
      }`;
    expect(bicep(text).after(bicep(text).set('kv', 'properties.enablePurgeProtection', true))).toBe(lines`
      resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
        name: 'kv'
        properties: {
          enablePurgeProtection: true
        }

        resource key 'keys' = {
          name: 'key'
        }
      }`);
  });
  it('not below what a spread may bring', () => {
    const text = 'var y = {}\nvar x = {\n  ...y\n}\n';
    expect(bicep(text).after(bicep(text).setIn('{\n  ...y\n}', 'b.c', 1))).toBeUndefined();
    expect(bicep(text).after(bicep(text).setIn('{\n  ...y\n}', 'b', 1))).toBe(
      'var y = {}\nvar x = {\n  ...y\n  b: 1\n}\n',
    );
  });
});

describe('an entry is removed', () => {
  const removed = (text: string, value: string): string | undefined => {
    const written = arm(text);
    const after = written.after(written.remove(value));
    if (after !== undefined) expect(syntaxErrors(arm(after))).toEqual([]);
    return after;
  };
  it('with its line and comma', () => {
    expect(removed('{\n  "a": 1,\n  "b": 2\n}', '1')).toBe('{\n  "b": 2\n}');
    expect(removed('{\n  "a": 1,\n  "b": 2\n}', '2')).toBe('{\n  "a": 1\n}');
    expect(removed('{\r\n  "a": 1,\r\n  "b": 2\r\n}', '2')).toBe('{\r\n  "a": 1\r\n}');
  });
  it('from a line with others', () => {
    expect(removed('{ "a": 1, "b": 2, "c": 3 }', '1')).toBe('{ "b": 2, "c": 3 }');
    expect(removed('{ "a": 1, "b": 2, "c": 3 }', '2')).toBe('{ "a": 1, "c": 3 }');
    expect(removed('{ "a": 1, "b": 2, "c": 3 }', '3')).toBe('{ "a": 1, "b": 2 }');
  });
  it('so that empty brackets remain', () => {
    expect(removed('{\n  "a": 1\n}', '1')).toBe('{}');
    expect(removed('[\n  1\n]', '1')).toBe('[]');
  });
  it('while comments on their own lines stay', () => {
    expect(removed('{\n  // about a\n  "a": 7, // seven\n  "b": 2\n}', '7')).toBe('{\n  // about a\n  "b": 2\n}');
    expect(removed('{\n  // about a\n  "a": 7 // seven\n}', '7')).toBe('{\n  // about a\n}');
  });
  it('and a trailing comma stays as the style of the file', () => {
    expect(removed('{\n  "a": 1,\n  "b": 2,\n}', '2')).toBe('{\n  "a": 1,\n}');
    expect(removed('{ "a": 1, "b": 2, }', '2')).toBe('{ "a": 1, }');
  });
  it('whatever lines its value spans', () => {
    expect(removed('[\n  {\n    "a": 1\n  },\n  5\n]', '{\n    "a": 1\n  }')).toBe('[\n  5\n]');
    expect(removed('[{\n  "a": 1\n}, {\n  "b": 2\n}]', '{\n  "b": 2\n}')).toBe('[{\n  "a": 1\n}]');
  });
  it('with others of the same list', () => {
    const text = '{ "a": 1, "b": 2, "c": 3 }';
    const written = arm(text);
    expect(written.after(written.remove('2'), written.remove('3'))).toBe('{ "a": 1 }');
    expect(written.after(written.remove('1'), written.remove('2'))).toBe('{ "c": 3 }');
    expect(written.after(written.remove('1'), written.remove('2'), written.remove('3'))).toBe('{}');
    const tall = arm('{\n  "a": 1,\n  "b": 2,\n  "c": 3\n}');
    expect(tall.after(tall.remove('2'), tall.remove('3'))).toBe('{\n  "a": 1\n}');
  });
  it('and what the same fix adds takes its place', () => {
    const text = '{\n  "a": 1,\n  "b": 2\n}';
    const written = arm(text);
    expect(written.after(written.remove('1'), written.setIn(text, 'c.d', 3))).toBe(
      '{\n  "c": {\n    "d": 3\n  },\n  "b": 2\n}',
    );
  });
  it('in Bicep, with the directive that was for it', () => {
    const text = 'var x = {\n  #disable-next-line BCP037\n  a: 1\n  b: 2\n}\n';
    expect(bicep(text).after(bicep(text).remove('1'))).toBe('var x = {\n  b: 2\n}\n');
    const flat = bicep("var x = [1, 'b']\n");
    expect(flat.after(flat.remove("'b'"))).toBe('var x = [1]\n');
  });
});

describe('items are appended', () => {
  it('in the style of the array', () => {
    const tall = arm('[\n  1\n]');
    expect(tall.after(tall.append('[\n  1\n]', 2, 3))).toBe('[\n  1,\n  2,\n  3\n]');
    const flat = arm('["x"]');
    expect(flat.after(flat.append('["x"]', { a: 1 }))).toBe('["x", { "a": 1 }]');
    const bracketed = arm('[{\n  "a": 1\n}]');
    expect(bracketed.after(bracketed.append('[{\n  "a": 1\n}]', { b: 2 }))).toBe('[{\n  "a": 1\n}, {\n  "b": 2\n}]');
    const lined = bicep('var x = [\n  1\n]\n');
    expect(lined.after(lined.append('[\n  1\n]', { b: 2 }))).toBe('var x = [\n  1\n  {\n    b: 2\n  }\n]\n');
    const empty = bicep('var x = []\n');
    expect(empty.after(empty.append('[]', 'a', 'b'))).toBe("var x = [\n  'a'\n  'b'\n]\n");
  });
  it('only if they are not there', () => {
    const written = bicep("var x = ['a']\n");
    expect(written.after(written.append("['a']", 'a', 'b'))).toBe("var x = ['a', 'b']\n");
  });
});

describe('changes of one fix', () => {
  it('that put objects in the same place are joined', () => {
    const text = '{\n  "a": 1\n}';
    const written = arm(text);
    expect(written.after(written.setIn(text, 'b.c', 1), written.setIn(text, 'B.d', 2))).toBe(
      '{\n  "a": 1,\n  "b": {\n    "c": 1,\n    "d": 2\n  }\n}',
    );
  });
  it('that contradict each other are not possible', () => {
    const text = '{\n  "a": 1\n}';
    const written = arm(text);
    expect(written.after(written.setIn(text, 'b', 1), written.setIn(text, 'b', 2))).toBeUndefined();
    expect(written.after(written.replace('1', 5), written.remove(text))).toBeUndefined();
    expect(written.after(written.replace(text, {}), written.setIn(text, 'b', 2))).toBeUndefined();
  });
});
