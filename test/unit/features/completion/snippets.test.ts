import { describe, expect, it } from 'vitest';
import { findingsIn } from '../../../rules/rule-cases.js';
import { snippetCases } from './snippet-cases.js';

describe('a snippet with its companions', () => {
  it.each(snippetCases().map((one) => [one.title, one] as const))('has no finding: %s', (_title, { form, text }) => {
    const file = form === 'bicep' ? 'main.bicep' : 'main.json';
    expect(findingsIn({ [file]: text }).map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
    if (form !== 'bicep') expect(() => JSON.parse(text) as unknown).not.toThrow();
  });
});
