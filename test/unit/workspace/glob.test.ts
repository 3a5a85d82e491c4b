import { describe, expect, it } from 'vitest';
import { matchesGlob } from '../../../server/src/workspace/glob.js';

describe('a glob', () => {
  it.each([
    ['main.bicep', 'main.bicep', true],
    ['main.bicep', 'infra/main.bicep', true],
    ['./infra/main.bicep', 'infra/main.bicep', true],
    ['/infra/main.bicep', 'other/infra/main.bicep', false],
    ['infra', 'infra/modules/vm.bicep', true],
    ['infra/', 'infra/modules/vm.bicep', true],
    ['*.bicep', 'infra/vm.bicep', true],
    ['infra/*.bicep', 'infra/modules/vm.bicep', false],
    ['infra/**/*.bicep', 'infra/vm.bicep', true],
    ['infra/**/*.bicep', 'infra/a/b/vm.bicep', true],
    ['infra/**', 'infra/a/vm.bicep', true],
    ['**/generated/**', 'infra/generated/vm.json', true],
    ['vm?.bicep', 'vm1.bicep', true],
    ['key-🔑.json', 'key-🔑.json', true],
    ['vm?.bicep', 'vm/.bicep', false],
    ['{dev,prod}.bicep', 'prod.bicep', true],
    ['{dev,prod}.bicep', 'test.bicep', false],
    ['infra/{a*,b{1,2}}/x.json', 'infra/b2/x.json', true],
    ['infra/{a*,b{1,2}}/x.json', 'infra/b3/x.json', false],
    ['a.b(c)+[d].json', 'a.b(c)+[d].json', true],
    ['a.b', 'aXb', false],
    ['infra\\vm.bicep', 'infra/vm.bicep', true],
  ])('%s for %s: %s', (glob, path, fits) => {
    expect(matchesGlob(glob, path)).toBe(fits);
  });

  it.each([
    ['braces that nobody closes', '{'.repeat(100_000)],
    ['many names', '*a'.repeat(1_000)],
    ['many folders', `${'**/'.repeat(1_000)}x`],
    ['many choices', '{a,aa}'.repeat(600)],
  ])('of %s is compared in bounded time, and does not throw', (_what, glob) => {
    const started = performance.now();
    expect(matchesGlob(glob, `${'a'.repeat(100)}/${'a'.repeat(100)}/b`)).toBe(false);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
