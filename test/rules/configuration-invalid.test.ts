import { describe, expect, it } from 'vitest';
import { readConfiguration } from '../../server/src/workspace/configuration.js';
import { unmark } from './rule-cases.js';

function problemsOf(marked: string): { text: string; message: string }[] {
  const { text } = unmark(marked);
  return readConfiguration('/w/encryptionlens.json', text).problems.map((one) => ({
    text: text.slice(one.start, one.end),
    message: one.message,
  }));
}

describe('configuration-invalid', () => {
  it.each([
    ['a rule that there is not', '{ "rules": { "disk-des-mismatch": "off" } }', '"disk-des-mismatch"', /no rule/],
    ['a severity that there is not', '{ "rules": { "host-encryption-off": "fatal" } }', '"fatal"', /no severity/],
    [
      'a severity in an object',
      '{ "rules": { "host-encryption-off": { "severity": "fatal" } } }',
      '"fatal"',
      /no severity/,
    ],
    ['a setting that there is not', '{ "rule": {} }', '"rule"', /no setting/],
    ['a list where an object must be', '{ "rules": [] }', '[]', /must be an object/],
    ['a number where a list must be', '{ "ignore": 1 }', '1', /must be a list of globs/],
    ['a parameter file that is none', '{ "parameters": { "main.bicep": 1 } }', '1', /must be a path/],
  ])('finds %s', (_title, text, marked, message) => {
    const problems = problemsOf(text);
    expect(problems.map((one) => one.text)).toEqual([marked]);
    expect(problems[0]?.message).toMatch(message);
  });

  it('finds a syntax error and reads what stands before it', () => {
    const configuration = readConfiguration(
      '/w/encryptionlens.json',
      '{ "rules": { "host-encryption-off": "off" }, "ignore": [',
    );
    expect(configuration.rules.get('host-encryption-off')).toBe('off');
    expect(configuration.problems).toHaveLength(1);
  });

  it('is silent on comments, a schema and everything that means something', () => {
    expect(
      problemsOf(`{
        // agreed with security
        "$schema": "x",
        "rules": { "host-encryption-off": "error", "ade-retiring": { "severity": "off" } },
        "parameters": { "**/main.bicep": "main.bicepparam" },
        "ignore": ["generated/**"],
      }`),
    ).toEqual([]);
  });
});
