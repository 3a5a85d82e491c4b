/** Bicep types as far as evaluation needs them. */
import type {
  Decorator,
  Expression as Syntax,
  ObjectType,
  TypeDeclaration as TypeDeclarationSyntax,
  TypeExpression,
  TypeProperty,
} from '../syntax/bicep/tree.js';
import { spanOf } from './bicep-expressions.js';
import type { FileSymbols } from './bicep-symbols.js';
import { lazy } from './lazy.js';
import type { LiteralExpression, TypeDeclaration, TypeShape } from './model.js';

const ANY: TypeShape = { base: 'any', nullable: false };

/** An alias of an alias of ...: no type that people write is longer. */
const MAX_DEPTH = 200;

/** The shape of a type expression, with its decorators. Names of types stay names, see `TypeShape.reference`. */
export function typeShape(
  type: TypeExpression,
  decorators: readonly Decorator[],
  file: FileSymbols,
  depth = 0,
): TypeShape {
  const plain = discriminated(undecorated(type, file, depth), type, decorators, file, depth);
  const shape: TypeShape = hasDecorator(decorators, 'secure') ? { ...plain, secure: true } : plain;
  const allowed = allowedValues(decorators);
  if (allowed === undefined) return shape;
  if (shape.base !== 'array') return { ...shape, allowed };
  // As the compiled template is read: a type of the items that is declared says more.
  if (shape.items !== undefined) return shape;
  // Azure checks each item of an array against the allowed values, not the array (Bicep CLI 0.49.2).
  return { ...shape, items: () => ({ ...ANY, allowed }) };
}

/** Whether a parameter of that type is secure: `@secure()` on it, or on the type that it names. */
export function isSecure(type: TypeExpression, decorators: readonly Decorator[], file: FileSymbols): boolean {
  if (hasDecorator(decorators, 'secure')) return true;
  let at = type;
  for (let hops = 0; hops < MAX_DEPTH; hops++) {
    if (at.kind === 'nullableType' || at.kind === 'nonNullableType' || at.kind === 'parenthesizedType') at = at.inner;
    else {
      const declaration = at.kind === 'typeName' ? file.types.get(at.name.toLowerCase()) : undefined;
      if (declaration === undefined) return false;
      if (hasDecorator(declaration.decorators, 'secure')) return true;
      at = declaration.value;
    }
  }
  return false;
}

function undecorated(type: TypeExpression, file: FileSymbols, depth: number): TypeShape {
  if (depth > MAX_DEPTH) return ANY;
  const inner = (other: TypeExpression): TypeShape => undecorated(other, file, depth + 1);
  switch (type.kind) {
    case 'string':
    case 'number':
    case 'boolean':
      return literalShape({ kind: 'literal', value: type.value, span: spanOf(type) });
    case 'unaryType': {
      const literal = unaryLiteral(inner(type.operand), type.operator);
      return literal === undefined ? ANY : literalShape({ ...literal, span: spanOf(type) });
    }
    case 'null':
      return { base: 'any', nullable: true };
    case 'interpolation':
      return { base: 'string', nullable: false };
    case 'typeName':
      return namedShape(type.name, file);
    case 'typeMember':
      return memberShape(type.base, type.name.name, file, depth);
    case 'typeIndex':
      return type.index.kind === 'string'
        ? memberShape(type.base, type.index.value, file, depth)
        : tupleItem(type.base, type.index, file, depth);
    case 'typeWildcard':
      return wildcardShape(type.base, type.of, file, depth);
    case 'nullableType':
      return { ...inner(type.inner), nullable: true };
    case 'nonNullableType':
      return { ...aliased(inner(type.inner), file, depth), nullable: false };
    case 'parenthesizedType':
      return inner(type.inner);
    case 'union':
      return unionShape(type.members.map((member) => aliased(inner(member), file, depth)));
    case 'arrayType':
      return { base: 'array', nullable: false, items: lazy(() => inner(type.element)) };
    case 'tupleType':
      return { base: 'array', nullable: false };
    case 'objectType':
      return { base: 'object', nullable: false, properties: objectProperties(type, file, depth) };
    // What the resource provider's types say is not known here.
    case 'typeInstantiation':
    case 'resourceType':
    case 'skipped':
      return ANY;
  }
}

function literalShape(literal: LiteralExpression): TypeShape {
  const base = typeof literal.value === 'string' ? 'string' : typeof literal.value === 'number' ? 'int' : 'bool';
  return { base, nullable: false, allowed: [literal] };
}

function unaryLiteral(operand: TypeShape, operator: '!' | '-'): LiteralExpression | undefined {
  const literal = operand.allowed?.length === 1 ? operand.allowed[0] : undefined;
  if (literal === undefined) return undefined;
  if (operator === '-') return typeof literal.value === 'number' ? { ...literal, value: -literal.value } : undefined;
  return typeof literal.value === 'boolean' ? { ...literal, value: !literal.value } : undefined;
}

function namedShape(name: string, file: FileSymbols): TypeShape {
  if (name === '') return ANY;
  const symbol = file.declarations.get(name);
  const key = name.toLowerCase();
  if (file.types.has(key) || symbol?.kind === 'imported') return { ...ANY, reference: key };
  return ambientShape(name);
}

function ambientShape(name: string): TypeShape {
  switch (name) {
    case 'string':
    case 'int':
    case 'bool':
    case 'object':
    case 'array':
      return { base: name, nullable: false };
    default:
      return ANY;
  }
}

/** `sys.string`, `namespace.name` of a wildcard import, or the type of a property. */
function memberShape(base: TypeExpression, name: string, file: FileSymbols, depth: number): TypeShape {
  if (base.kind === 'typeName' && !file.types.has(base.name.toLowerCase())) {
    if (base.name === 'sys' || base.name === 'az') return ambientShape(name);
    if (file.declarations.get(base.name)?.kind === 'namespace')
      return { ...ANY, reference: `${base.name}.${name}`.toLowerCase() };
  }
  const shape = aliased(undecorated(base, file, depth + 1), file, depth);
  return shape.properties?.get(name.toLowerCase())?.() ?? ANY;
}

function tupleItem(base: TypeExpression, index: Syntax, file: FileSymbols, depth: number): TypeShape {
  const tuple = aliasTarget(base, file);
  if (tuple.kind !== 'tupleType' || index.kind !== 'number') return ANY;
  const item = tuple.items[index.value];
  return item?.kind === 'tupleItem' ? typeShape(item.type, item.decorators, file, depth + 1) : ANY;
}

function wildcardShape(base: TypeExpression, of: 'properties' | 'items', file: FileSymbols, depth: number): TypeShape {
  if (of === 'items') return aliased(undecorated(base, file, depth + 1), file, depth).items?.() ?? ANY;
  const object = aliasTarget(base, file);
  const additional =
    object.kind === 'objectType'
      ? object.members.find((member) => member.kind === 'typeAdditionalProperties')
      : undefined;
  return additional === undefined ? ANY : typeShape(additional.value, additional.decorators, file, depth + 1);
}

/** What stands behind the aliases of this file. */
function aliasTarget(type: TypeExpression, file: FileSymbols): TypeExpression {
  let at = type;
  for (let hops = 0; hops < MAX_DEPTH; hops++) {
    if (at.kind === 'parenthesizedType' || at.kind === 'nonNullableType') at = at.inner;
    else {
      const declaration = at.kind === 'typeName' ? file.types.get(at.name.toLowerCase()) : undefined;
      if (declaration === undefined) return at;
      at = declaration.value;
    }
  }
  return at;
}

/** The shape with a name of a type of this file replaced by what it stands for; names of other files stay. */
function aliased(shape: TypeShape, file: FileSymbols, depth: number): TypeShape {
  const declaration = shape.reference === undefined ? undefined : file.types.get(shape.reference);
  if (declaration === undefined) return shape;
  const target = aliasShape(declaration, file, depth);
  return shape.nullable ? { ...target, nullable: true } : target;
}

/** What aliases stand for, once worked out; a type that is made of itself is anything. */
const aliasShapes = new WeakMap<TypeDeclarationSyntax, TypeShape>();

function aliasShape(declaration: TypeDeclarationSyntax, file: FileSymbols, depth: number): TypeShape {
  const known = aliasShapes.get(declaration);
  if (known !== undefined) return known;
  aliasShapes.set(declaration, ANY);
  const shape = aliased(typeShape(declaration.value, declaration.decorators, file, depth + 1), file, depth + 1);
  aliasShapes.set(declaration, shape);
  return shape;
}

function unionShape(members: readonly TypeShape[]): TypeShape {
  // `null` alone has no allowed values; it only makes the rest nullable.
  const nullable = members.some((member) => member.nullable);
  const rest = members.filter((member) => !isNull(member));
  const [first] = rest;
  if (first === undefined) return { ...ANY, nullable };
  const base = rest.every((member) => member.base === first.base) ? first.base : 'any';
  const allowed: LiteralExpression[] = [];
  for (const member of rest) {
    if (member.allowed === undefined || member.base === 'array') return { base, nullable };
    allowed.push(...member.allowed);
  }
  return { base, nullable, allowed: inCompiledOrder(allowed) };
}

/** The compiler sorts the members of a union by how they are written, and leaves out what is there twice (0.49.2). */
function inCompiledOrder(allowed: readonly LiteralExpression[]): readonly LiteralExpression[] {
  const byText = new Map<string, LiteralExpression>();
  for (const literal of allowed) {
    const text = typeof literal.value === 'string' ? `'${literal.value}'` : String(literal.value);
    if (!byText.has(text)) byText.set(text, literal);
  }
  return [...byText.entries()].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, literal]) => literal);
}

/** Of a union of object types only the property that tells them apart is sure: it has one of the members' values. */
function discriminated(
  shape: TypeShape,
  type: TypeExpression,
  decorators: readonly Decorator[],
  file: FileSymbols,
  depth: number,
): TypeShape {
  const name = decorators.map((decorator) => decoratorArguments(decorator, 'discriminator')?.[0]).find(Boolean);
  const union = type.kind === 'nullableType' ? aliasTarget(type.inner, file) : type;
  if (name?.kind !== 'string' || union.kind !== 'union') return shape;
  const key = name.value.toLowerCase();
  const property = lazy(() =>
    unionShape(
      union.members.map((member) => {
        const object = aliased(undecorated(member, file, depth + 1), file, depth);
        return aliased(object.properties?.get(key)?.() ?? ANY, file, depth);
      }),
    ),
  );
  return { ...shape, properties: new Map([[key, property]]) };
}

function isNull(shape: TypeShape): boolean {
  return shape.base === 'any' && shape.nullable && shape.reference === undefined && shape.allowed === undefined;
}

function objectProperties(type: ObjectType, file: FileSymbols, depth: number): ReadonlyMap<string, () => TypeShape> {
  const properties = new Map<string, () => TypeShape>();
  for (const member of type.members) {
    if (member.kind !== 'typeProperty') continue;
    const name = typePropertyName(member);
    if (name === undefined) continue;
    properties.set(
      name.toLowerCase(),
      lazy(() => typeShape(member.value, member.decorators, file, depth + 1)),
    );
  }
  return properties;
}

function typePropertyName({ key }: TypeProperty): string | undefined {
  if (key.kind === 'identifier') return key.name === '' ? undefined : key.name;
  return key.kind === 'string' ? key.value : undefined;
}

/** Types of a file, each by its name in lower case. */
export function declaredTypes(file: FileSymbols): ReadonlyMap<string, TypeDeclaration> {
  const types = new Map<string, TypeDeclaration>();
  for (const [key, declaration] of file.types) {
    const shape = lazy(() => typeShape(declaration.value, declaration.decorators, file));
    types.set(key, {
      name: declaration.name.name,
      get shape() {
        return shape();
      },
    });
  }
  return types;
}

/** Whether there is a decorator of that name, with or without `sys.`. */
function hasDecorator(decorators: readonly Decorator[], name: string): boolean {
  return decorators.some((decorator) => decoratorArguments(decorator, name) !== undefined);
}

function decoratorArguments({ expression }: Decorator, name: string): readonly Syntax[] | undefined {
  if (expression.kind === 'call') return expression.name.name === name ? expression.arguments : undefined;
  if (expression.kind !== 'methodCall' || expression.name.name !== name) return undefined;
  const { base } = expression;
  return base.kind === 'variableAccess' && base.name === 'sys' ? expression.arguments : undefined;
}

/** The values of `@allowed([...])`; undefined where there is none, or where one of its values is no constant. */
function allowedValues(decorators: readonly Decorator[]): readonly LiteralExpression[] | undefined {
  for (const decorator of decorators) {
    const list = decoratorArguments(decorator, 'allowed')?.[0];
    if (list?.kind !== 'array') continue;
    const values: LiteralExpression[] = [];
    for (const item of list.items) {
      const value = literalOf(item);
      if (value === undefined) return undefined;
      values.push({ kind: 'literal', value, span: spanOf(item) });
    }
    return values;
  }
  return undefined;
}

function literalOf(syntax: Syntax | { readonly kind: 'spread' }): string | number | boolean | null | undefined {
  switch (syntax.kind) {
    case 'string':
    case 'number':
    case 'boolean':
      return syntax.value;
    case 'null':
      return null;
    case 'unary':
      return syntax.operator === '-' && syntax.operand.kind === 'number' ? -syntax.operand.value : undefined;
    case 'parenthesized':
      return literalOf(syntax.inner);
    default:
      return undefined;
  }
}
