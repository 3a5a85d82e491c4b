import { describe, expect, it } from 'vitest';
import {
  findEnclosingProperty,
  findObject,
  findPath,
  findProperty,
  findString,
  propertiesByName,
} from '../../../../server/src/syntax/json/navigate.js';
import { parseJson } from '../../../../server/src/syntax/json/parse.js';

describe('A property', () => {
  it('is found whatever the letter case', () => {
    expect(findString(parseJson('{"apiVersion": "x"}').root, 'APIVERSION')).toBe('x');
  });

  it('that stands twice counts as it stands last', () => {
    const { root } = parseJson('{"a": "1", "A": "2", "b": "3"}');
    expect(findString(root, 'a')).toBe('2');
    expect([...propertiesByName(root).values()].map(({ start }) => start)).toEqual([11, 21]);
  });

  it('may be called __proto__', () => {
    const { root } = parseJson('{"__proto__": "x"}');
    expect(findString(root, '__proto__')).toBe('x');
    expect(findProperty(root, 'constructor')).toBeUndefined();
    expect([...propertiesByName(root).keys()]).toEqual(['__proto__']);
  });
});

describe('A place in a JSON file', () => {
  const file = parseJson('{"a": [10, {"b": "x"}], "c": }');
  const kindsAt = (offset: number): string[] =>
    findPath(file, offset).map((step) => (step.kind === 'property' ? `.${step.name}` : step.kind));

  it.each([
    [7, ['object', '.a', 'array', 'number']],
    [9, ['object', '.a', 'array', 'number']],
    [10, ['object', '.a', 'array']],
    [13, ['object', '.a', 'array', 'object', '.b']],
    [18, ['object', '.a', 'array', 'object', '.b', 'string']],
    [23, ['object']],
    [25, ['object', '.c']],
    [31, []],
  ])('at offset %i is enclosed by %j', (offset, kinds) => {
    expect(kindsAt(offset)).toEqual(kinds);
  });

  it('has an innermost object and an innermost property', () => {
    expect(findObject(file, 18)).toMatchObject({ start: 11, end: 21 });
    expect(findEnclosingProperty(file, 18)).toMatchObject({ name: 'b' });
    expect(findEnclosingProperty(file, 10)).toMatchObject({ name: 'a' });
  });

  it('inside metadata is found too', () => {
    expect(findEnclosingProperty(parseJson('{"metadata": {"x": 1}}'), 19)).toMatchObject({ name: 'x' });
  });
});
