import { describe, expect, it } from 'vitest';
import { parseJson } from '../../../server/src/syntax/json/parse.js';
import { armParameters } from '../../../server/src/template/parameters.js';

describe('An ARM parameter file', () => {
  const text =
    '{"parameters": {"Size": {"value": "[x]"}, "list": {"value": [{"copy": []}]}, "pw": {"reference": {}}, "__proto__": {"value": 1}}}';
  const values = armParameters(parseJson(text));

  it('gives plain values: brackets in them mean nothing', () => {
    expect(values.get('size')).toMatchObject({ name: 'Size', value: { kind: 'literal', value: '[x]' } });
    const list = values.get('list')?.value;
    const item = list?.kind === 'array' ? list.items[0]?.value : undefined;
    expect(item?.kind === 'object' && item.members).toMatchObject([{ name: 'copy', value: { kind: 'array' } }]);
  });

  it('keeps the places of names and values', () => {
    const size = values.get('size');
    expect(size && text.slice(size.nameSpan.start, size.nameSpan.end)).toBe('Size');
    expect(size && text.slice(size.value.span.start, size.value.span.end)).toBe('"[x]"');
  });

  it('does not know the secrets that it refers to', () => {
    expect(values.get('pw')?.value).toMatchObject({ kind: 'invalid', reason: 'The value is a secret in a key vault.' });
  });

  it('may name a parameter __proto__', () => {
    expect([...values.keys()]).toEqual(['size', 'list', 'pw', '__proto__']);
  });
});
