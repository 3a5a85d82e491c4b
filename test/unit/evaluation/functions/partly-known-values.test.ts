import { describe, expect, it } from 'vitest';
import { identityOf } from '../../../../server/src/evaluation/identity.js';
import { canonicalText } from '../../../../server/src/evaluation/canonical.js';
import { evaluated, isUndecided, known, residue } from './expression.js';

describe('Logic with an operand that is not known', () => {
  it('is decided by the operand that is known, where that suffices', () => {
    expect(known("and(false(), parameters('switch'))")).toBe(false);
    expect(known("or(parameters('switch'), true())")).toBe(true);
  });

  it('is the unknown operand, where the others do not count', () => {
    expect(residue("and(true(), parameters('switch'))")).toBe("[parameters('switch')]");
    expect(residue("not(not(parameters('switch')))")).toBe("[parameters('switch')]");
  });

  it('skips null in coalesce and stops at what is certainly not null', () => {
    expect(known("coalesce(null(), 'a', parameters('text'))")).toBe('a');
    expect(residue("coalesce(null(), format('x{0}', parameters('text')), 'a')")).toBe(
      "[format('x{0}', parameters('text'))]",
    );
  });
});

describe('Equality of values that are partly known', () => {
  it('holds for the same unknown, however it is written', () => {
    expect(known("equals(concat(parameters('text'), '-x'), format('{0}-x', parameters('text')))")).toBe(true);
  });

  it('does not hold where start, end or length differ', () => {
    expect(known("equals(concat('a', parameters('text')), concat('b', parameters('text')))")).toBe(false);
    expect(known("equals(concat('abc', parameters('text')), 'ab')")).toBe(false);
    expect(known("equals(concat(parameters('text'), '-x'), '')")).toBe(false);
  });

  it('is open for two different unknowns', () => {
    expect(isUndecided("equals(parameters('text'), parameters('other'))")).toBe(true);
    expect(isUndecided("equals(concat('a', parameters('text')), 'ab')")).toBe(true);
  });

  it('does not take two objects with unseen members for the same', () => {
    const left = "union(parameters('bag'), createObject('a', 1))";
    expect(isUndecided(`equals(${left}, union(reference('x'), createObject('a', 1)))`)).toBe(true);
  });

  it('tells resource ids apart by their own names', () => {
    const id = (name: string): string => `resourceId('Microsoft.Compute/disks', ${name})`;
    expect(known(`equals(${id("'a'")}, ${id("'b'")})`)).toBe(false);
    expect(known(`equals(${id("parameters('text')")}, ${id("parameters('text')")})`)).toBe(true);
    expect(isUndecided(`equals(${id("'a'")}, ${id("parameters('text')")})`)).toBe(true);
  });
});

describe('Text with unknown parts', () => {
  it('is one flat text, whichever functions made it', () => {
    expect(residue("concat('a', format('{0}-{1}', parameters('text'), 1), 'b')")).toBe(
      "[format('a{0}-1b', parameters('text'))]",
    );
    expect(residue("join(createArray('a', parameters('text')), '/')")).toBe("[format('a/{0}', parameters('text'))]");
  });

  it('keeps a format specifier of an unknown number as a call', () => {
    expect(residue("format('{0:D3}', parameters('number'))")).toBe("[format('{0:D3}', parameters('number'))]");
  });

  it('is not empty where some of it is known', () => {
    expect(known("empty(concat('a', parameters('text')))")).toBe(false);
    expect(isUndecided("empty(parameters('text'))")).toBe(true);
  });

  it('answers for its known ends', () => {
    expect(known("startsWith(concat('disk-', parameters('text')), 'DISK')")).toBe(true);
    expect(known("endsWith(concat(parameters('text'), '-des'), '-key')")).toBe(false);
    expect(isUndecided("startsWith(concat('d', parameters('text')), 'disk')")).toBe(true);
    expect(known("take(concat('disk-', parameters('text')), 4)")).toBe('disk');
    expect(known("contains(concat('disk-', parameters('text')), 'isk')")).toBe(true);
    expect(isUndecided("contains(concat('disk-', parameters('text')), 'x')")).toBe(true);
  });

  it('is split where it is an id, and not where an unknown part may have slashes', () => {
    expect(residue("last(split(resourceId('Microsoft.Compute/disks', parameters('text')), '/'))")).toBe(
      "[parameters('text')]",
    );
    expect(known("last(split(concat(parameters('text'), '/keys/k'), '/'))")).toBe('k');
    expect(isUndecided("split(concat(parameters('text'), '/keys/k'), '/')[0]")).toBe(true);
  });
});

describe('Arrays of which parts are unknown', () => {
  it('have a length where only their items are unknown', () => {
    expect(known("length(createArray(parameters('text'), 1))")).toBe(2);
    expect(isUndecided("length(concat(createArray(1), parameters('list')))")).toBe(true);
    expect(known("empty(concat(createArray(1), parameters('list')))")).toBe(false);
  });

  it('contain what is certainly among them', () => {
    expect(known("contains(concat(createArray('1'), parameters('list')), '1')")).toBe(true);
    expect(isUndecided("contains(concat(createArray('1'), parameters('list')), '2')")).toBe(true);
    expect(isUndecided("contains(createArray(parameters('text')), 'a')")).toBe(true);
  });

  it('are mapped item by item', () => {
    const mapped = "map(createArray('a', parameters('text')), lambda('x', concat(lambdaVariables('x'), '!')))";
    expect(residue(mapped)).toBe("[createArray('a!', format('{0}!', parameters('text')))]");
  });

  it('are one of several where a predicate is open, and never a certain one', () => {
    const filtered = evaluated(
      "filter(createArray('a', 'b'), lambda('x', equals(lambdaVariables('x'), parameters('text'))))",
    );
    expect(filtered).toMatchObject({ kind: 'array', items: [], open: true });
  });

  it('keep their items where the order is open', () => {
    const sorted =
      "sort(createArray(2, parameters('number')), lambda('a', 'b', less(lambdaVariables('a'), lambdaVariables('b'))))";
    expect(evaluated(sorted)).toMatchObject({ kind: 'array', open: true, items: [{ value: 2 }, { kind: 'unknown' }] });
  });
});

describe('Objects of which parts are unknown', () => {
  it('keep what a later known object says', () => {
    expect(known("union(parameters('bag'), createObject('a', 1)).a")).toBe(1);
    expect(isUndecided("contains(union(parameters('bag'), createObject('a', 1)), 'b')")).toBe(true);
  });

  it('do not keep what a later unknown object may replace', () => {
    expect(evaluated("union(createObject('a', 1), parameters('bag')).a").kind).toBe('unknown');
    expect(evaluated("shallowMerge(createArray(createObject('a', 1), parameters('bag'))).a").kind).toBe('unknown');
    expect(known("contains(union(createObject('a', 1), parameters('bag')), 'a')")).toBe(true);
  });

  it('may have been merged into an unseen object of the same name', () => {
    const merged = evaluated("union(parameters('bag'), createObject('a', createObject('b', 1))).a");
    expect(merged).toMatchObject({ kind: 'object', open: true });
  });
});

describe('Resource ids', () => {
  const place = { subscriptionId: 'b37bf4b7-9ee6-4fae-a7ac-d1b5ab0b1f5c', resourceGroup: 'MyRg', location: 'westus' };

  it('tell a resource group and a subscription from the type by its slash', () => {
    const text = (leading: string): string => residue(`resourceId(${leading}'Microsoft.Compute/disks', 'a')`);
    expect(text('')).toBe("[resourceId('Microsoft.Compute/disks', 'a')]");
    expect(text("parameters('text'), ")).toBe("[resourceId(parameters('text'), 'Microsoft.Compute/disks', 'a')]");
    expect(text("parameters('text'), 'g', ")).toBe(
      "[resourceId(parameters('text'), 'g', 'Microsoft.Compute/disks', 'a')]",
    );
  });

  it('are text where all of them is known', () => {
    expect(known("resourceId('Microsoft.A/b/c', 'x', 'y')", place)).toBe(
      '/subscriptions/b37bf4b7-9ee6-4fae-a7ac-d1b5ab0b1f5c/resourceGroups/MyRg/providers/Microsoft.A/b/x/c/y',
    );
    expect(known("uniqueString(resourceId('Microsoft.Compute/disks', 'a'))", place)).toBe('bfacd5f7ihwqm');
    expect(known('uniqueString(resourceGroup().id)', place)).toBe('reafukz6ug2da');
    expect(known("subscriptionResourceId('Microsoft.Resources/resourceGroups', 'rg')", place)).toBe(
      '/subscriptions/b37bf4b7-9ee6-4fae-a7ac-d1b5ab0b1f5c/resourceGroups/rg',
    );
  });

  it('of an extension resource lie in the scope that an id names', () => {
    const id = evaluated("extensionResourceId(resourceGroup().id, 'Microsoft.Authorization/roleAssignments', 'r')");
    expect(identityOf(id)?.scope.kind).toBe('resourceGroup');
  });

  it('outside of a resource group are those of the subscription or the tenant', () => {
    const text = (scope: string): string => canonicalText(evaluated("resourceId('Microsoft.A/b', 'x')", {}, scope));
    expect(text('subscriptionDeploymentTemplate')).toBe("[subscriptionResourceId('Microsoft.A/b', 'x')]");
    expect(text('tenantDeploymentTemplate')).toBe("[tenantResourceId('Microsoft.A/b', 'x')]");
  });

  it('say where a template is deployed', () => {
    expect(known('resourceGroup().location', place)).toBe('westus');
    expect(residue('resourceGroup().location')).toBe('[resourceGroup().location]');
    expect(residue('subscription().tenantId')).toBe('[tenant().tenantId]');
    expect(residue('environment().suffixes.keyvaultDns')).toBe('[environment().suffixes.keyvaultDns]');
  });

  it('make a reference to the properties, or to all of the resource', () => {
    const reference = (mode: string): unknown =>
      evaluated(`reference(resourceId('Microsoft.Compute/disks', 'a'), '2024-03-02'${mode})`);
    expect(reference('')).toMatchObject({ kind: 'reference', path: ['properties'] });
    expect(reference(", 'Full'")).toMatchObject({ kind: 'reference', path: [] });
  });
});
