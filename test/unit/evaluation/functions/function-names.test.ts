import { describe, expect, it } from 'vitest';
import { canonicalFunctionName, findFunction } from '../../../../server/src/evaluation/functions/index.js';

describe('Names of functions', () => {
  it('are found without regard to letter case and keep the documented spelling', () => {
    expect(findFunction('RESOURCEID')?.name).toBe('resourceId');
    expect(canonicalFunctionName('tolower')).toBe('toLower');
  });

  it('of resource providers begin with list', () => {
    expect(findFunction('listClusterAdminCredential')?.kind).toBe('structural');
    expect(findFunction('contoso')).toBeUndefined();
    expect(canonicalFunctionName('contoso')).toBe('contoso');
  });

  it('are no properties of all objects', () => {
    expect(findFunction('constructor')).toBeUndefined();
    expect(findFunction('__proto__')).toBeUndefined();
  });
});
