import { describe, expect, it } from 'vitest';

import { parseBicep } from '../../../../server/src/syntax/bicep/parse.js';
import { codesOf, outlineOf } from './outline.js';

describe('declarations of a .bicep file', () => {
  it.each([
    ["targetScope = 'subscription'", '(targetScope (string "subscription"))'],
    ["metadata owner = 'me'", '(metadata (identifier owner) (string "me"))'],
    ['param a string', '(parameter (identifier a) (typeName string))'],
    ["param a string = 'b'", '(parameter (identifier a) (typeName string) (string "b"))'],
    ['param type object = {}', '(parameter (identifier type) (typeName object) (object))'],
    ['var a = 1', '(variable (identifier a) (number 1))'],
    ['var a int = 1', '(variable (identifier a) (typeName int) (number 1))'],
    ['output a string = b.id', '(output (identifier a) (typeName string) (member (variableAccess b) (identifier id)))'],
    ['type a = string', '(type (identifier a) (typeName string))'],
    [
      'func f(a string, b int) string =>\n  a',
      '(function (identifier f) (functionParameter (identifier a) (typeName string)) (functionParameter (identifier b) (typeName int)) (typeName string) (variableAccess a))',
    ],
    ['assert a = true', '(assert (identifier a) (boolean true))'],
    ["test a 'b.bicep' = {}", '(test (identifier a) (string "b.bicep") (object))'],
    ["resource a 'x@y' = {}", '(resource (identifier a) (string "x@y") (object))'],
    ["resource a 'x@y' existing = {}", '(resource (identifier a) (string "x@y") (identifier existing) (object))'],
    [
      "resource a '${b}@y' = {}",
      '(resource (identifier a) (interpolation (chunk "") (variableAccess b) (chunk "@y")) (object))',
    ],
    [
      "resource a 'x@y' = if (b) {}",
      '(resource (identifier a) (string "x@y") (if (parenthesized (variableAccess b)) (object)))',
    ],
    [
      "resource a 'x@y' =\n\n  if (b) {}",
      '(resource (identifier a) (string "x@y") (if (parenthesized (variableAccess b)) (object)))',
    ],
    [
      "resource a 'x@y' = [for b in c: {}]",
      '(resource (identifier a) (string "x@y") (for (identifier b) (variableAccess c) (object)))',
    ],
    [
      "resource a 'x@y' = [for (b, i) in c: if (i == 0) {\n}]",
      '(resource (identifier a) (string "x@y") (for (identifier b) (identifier i) (variableAccess c) (if (parenthesized (binary == (variableAccess i) (number 0))) (object))))',
    ],
    ["module a 'b.bicep' = {}", '(module (identifier a) (string "b.bicep") (object))'],
    [
      "module a 'b.bicep' = [for c in d: if (c) {}]",
      '(module (identifier a) (string "b.bicep") (for (identifier c) (variableAccess d) (if (parenthesized (variableAccess c)) (object))))',
    ],
    [
      "import { a, b as c, 'd-e' as f } from 'g.bicep'",
      '(import (importedSymbols (importedSymbol (identifier a)) (importedSymbol (identifier b) (identifier c)) (importedSymbol (string "d-e") (identifier f))) (string "g.bicep"))',
    ],
    [
      "import {\n  a\n  b\n} from 'g.bicep'",
      '(import (importedSymbols (importedSymbol (identifier a)) (importedSymbol (identifier b))) (string "g.bicep"))',
    ],
    ["import * as a from 'b.bicep'", '(import (importedNamespace (identifier a)) (string "b.bicep"))'],
    ["import 'a@1.0' as b", '(extension (string "a@1.0") (identifier b))'],
    ['extension a', '(extension (identifier a))'],
    [
      'extension a with { b: 1 } as c',
      '(extension (identifier a) (object (property (identifier b) (number 1))) (identifier c))',
    ],
    [
      "@secure()\n@sys.description('x')\n\nparam a string",
      '(parameter (decorator (call (identifier secure))) (decorator (methodCall (variableAccess sys) (identifier description) (string "x"))) (identifier a) (typeName string))',
    ],
  ])('reads %j', (text, expected) => {
    expect(outlineOf(text)).toBe(expected);
  });

  it('reads a resource nested in the body of another, with its decorators', () => {
    expect(outlineOf("resource a 'x@y' = {\n  name: 'a'\n\n  @batchSize(1)\n  resource b 'z' = {}\n}")).toBe(
      '(resource (identifier a) (string "x@y") (object (property (identifier name) (string "a")) (resource (decorator (call (identifier batchSize) (number 1))) (identifier b) (string "z") (object))))',
    );
  });

  it('takes `resource` for a property name where no name follows', () => {
    expect(outlineOf("resource a 'x@y' = {\n  resource: 1\n}")).toBe(
      '(resource (identifier a) (string "x@y") (object (property (identifier resource) (number 1))))',
    );
  });

  it('knows where each part of a declaration stands', () => {
    const text = "@a()\nresource disk 'x@y' existing = {\n  name: 'n'\n}\n";
    const [resource] = parseBicep(text).statements;
    if (resource?.kind !== 'resource' || resource.body.kind !== 'object') throw new Error('no resource');
    const textOf = (node: { start: number; end: number } | undefined): string => text.slice(node?.start, node?.end);
    expect(textOf(resource)).toBe(text.trimEnd());
    expect(text.startsWith('resource', resource.keywordStart)).toBe(true);
    expect(resource.decorators.map(textOf)).toEqual(['@a()']);
    expect(textOf(resource.name)).toBe('disk');
    expect(textOf(resource.type)).toBe("'x@y'");
    expect(textOf(resource.existing)).toBe('existing');
    expect(textOf(resource.body)).toBe("{\n  name: 'n'\n}");
    const [name] = resource.body.members;
    if (name?.kind !== 'property') throw new Error('no property');
    expect([textOf(name), textOf(name.key), textOf(name.value)]).toEqual(["name: 'n'", 'name', "'n'"]);
  });

  it('separates declarations by any line break', () => {
    expect(parseBicep('var a = 1\nvar b = 2\r\nvar c = 3\rvar d = 4').statements).toHaveLength(4);
  });

  it.each([
    ['foo', 'BCP007'],
    ['using none', 'BCP007'],
    ['param', 'BCP013'],
    ['param a', 'BCP279'],
    ["param a string 'b'", 'BCP008'],
    ['param a string = ', 'BCP009'],
    ['var = 1', 'BCP015'],
    ['var a', 'BCP018'],
    ['var a = 1 var b = 2', 'BCP019'],
    ['output a string', 'BCP018'],
    ["resource 'x@y' = {}", 'BCP017'],
    ['resource a = {}', 'BCP068'],
    ["resource a 'x@y'", 'BCP018'],
    ["resource a 'x@y' = 1", 'BCP118'],
    ["resource a 'x@y' = [for b in c: 1]", 'BCP167'],
    ["resource a 'x@y' = if true {}", 'BCP018'],
    ['module a = {}', 'BCP097'],
    ["import a from 'b'", 'BCP354'],
    ["import { 'a' } from 'b'", 'BCP375'],
    ["import { a } 'b'", 'BCP012'],
    ['extension a b', 'BCP305'],
    ['@secure()', 'BCP019'],
    ['@secure()\n', 'BCP132'],
    ['@secure() param a string', 'BCP019'],
    ['@1\nparam a string', 'BCP123'],
    ['func f', 'BCP018'],
    ['func f() => 1', 'BCP279'],
    ['metadata', 'BCP266'],
    ['assert', 'BCP344'],
    ['test a = {}', 'BCP347'],
    [`var ${'a'.repeat(256)} = 1`, 'BCP024'],
  ])('reports %j by the code of the compiler', (text, code) => {
    expect(codesOf(text)[0]).toBe(code);
  });
});

describe('declarations of a .bicepparam file', () => {
  it.each([
    ["using 'main.bicep'", '(using (string "main.bicep"))'],
    ['using none', '(using (identifier none))'],
    [
      "using 'a' with {\n  mode: 'stack'\n}",
      '(using (string "a") (object (property (identifier mode) (string "stack"))))',
    ],
    ["extends 'base.bicepparam'", '(extends (string "base.bicepparam"))'],
    ['param a = 1', '(parameterAssignment (identifier a) (number 1))'],
    ['var a = 1', '(variable (identifier a) (number 1))'],
    ['type a = string', '(type (identifier a) (typeName string))'],
    ["import * as a from 'b'", '(import (importedNamespace (identifier a)) (string "b"))'],
    ['extension a', '(extension (identifier a))'],
    [
      'extensionConfig a with { b: 1 }',
      '(extensionConfig (identifier a) (object (property (identifier b) (number 1))))',
    ],
  ])('reads %j', (text, expected) => {
    expect(outlineOf(text, 'bicepparam')).toBe(expected);
  });

  it.each([
    'using',
    'using foo',
    "using 'a${b}'",
    'param a string = 1',
    'output a string = 1',
    'extends',
    "import 'a' as b",
  ])('finds an error in %j, as the compiler does', (text) => {
    expect(codesOf(text, 'bicepparam')).not.toEqual([]);
  });
});
