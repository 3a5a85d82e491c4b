import { describe, expect, it } from 'vitest';
import { resolvePath } from '../../../server/src/workspace/paths.js';

describe('resolving a path from a file', () => {
  it.each([
    ['main.bicep', 'vm.bicep', 'vm.bicep'],
    ['main.bicep', '../shared/vm.bicep', '../shared/vm.bicep'],
    ['infra/main.bicep', '../../vm.bicep', '../vm.bicep'],
    ['infra/main.bicep', './modules\\vm.bicep', 'infra/modules/vm.bicep'],
    ['/main.bicep', 'vm.bicep', '/vm.bicep'],
    ['/main.bicep', '../../vm.bicep', '/vm.bicep'],
    ['file:///a/main.bicep', '../../b c.bicep', 'file:///b%20c.bicep'],
  ])('%s: %s is %s', (from, relative, wanted) => {
    expect(resolvePath(from, relative)).toBe(wanted);
  });
});
