import { findProperty, findString, findValue, propertiesByName } from '../syntax/json/navigate.js';
import type { JsonNode } from '../syntax/json/tree.js';
import { expressionOf } from './arm-expressions.js';
import type { JsonSource } from './arm-expressions.js';
import { lazy } from './lazy.js';
import type { LiteralExpression, TypeShape } from './model.js';

const bases: ReadonlyMap<string, TypeShape['base']> = new Map([
  ['string', 'string'],
  ['securestring', 'string'],
  ['int', 'int'],
  ['bool', 'bool'],
  ['object', 'object'],
  ['secureobject', 'object'],
  ['array', 'array'],
]);

/** The type that a parameter, a definition, a property of one, or the items of an array declare. */
export function typeShapeOf(source: JsonSource, node: JsonNode | undefined): TypeShape {
  const base = bases.get(findString(node, 'type')?.toLowerCase() ?? '') ?? 'any';
  const allowed = allowedValues(source, node);
  const items = findValue(node, 'items');
  const properties = propertyShapes(source, node);
  const reference = definitionName(findString(node, '$ref'));
  const nullable = findValue(node, 'nullable');
  const isSecret = isSecure(node, undefined);
  // Azure checks each item of an array against the allowed values, not the array (Bicep CLI 0.49.2).
  const allowedItems = base === 'array' && items === undefined ? allowed : undefined;
  return {
    base,
    nullable: nullable?.kind === 'boolean' && nullable.value,
    ...(isSecret && { secure: true as const }),
    ...(allowed !== undefined && base !== 'array' && { allowed }),
    ...(properties !== undefined && { properties }),
    ...(items !== undefined && { items: lazy(() => typeShapeOf(source, items)) }),
    ...(allowedItems !== undefined && { items: () => ({ base: 'any', nullable: false, allowed: allowedItems }) }),
    ...(reference !== undefined && { reference }),
  };
}

/** Whether a value of the type is secret. `definitions` are those of the template, for types that refer to one. */
export function isSecure(node: JsonNode | undefined, definitions: JsonNode | undefined): boolean {
  // Definitions may refer to themselves in a circle.
  const seen = new Set<string>();
  let current = node;
  for (;;) {
    const type = findString(current, 'type')?.toLowerCase();
    if (type === 'securestring' || type === 'secureobject') return true;
    const reference = definitionName(findString(current, '$ref'));
    if (reference === undefined || seen.has(reference)) return false;
    seen.add(reference);
    current = findValue(definitions, reference);
  }
}

/** `name` of `#/definitions/name`, in lower case. */
function definitionName(reference: string | undefined): string | undefined {
  const pointer = /^#\/definitions\/(.+)$/i.exec(reference ?? '')?.[1];
  if (pointer === undefined) return undefined;
  return percentDecoded(pointer).replaceAll('~1', '/').replaceAll('~0', '~').toLowerCase();
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // Not encoded at all: a name with a percent sign.
    return text;
  }
}

/** undefined where not all of them are scalars: then they are no closed set that could be compared. */
function allowedValues(source: JsonSource, node: JsonNode | undefined): readonly LiteralExpression[] | undefined {
  const allowed = findValue(node, 'allowedValues');
  if (allowed?.kind !== 'array') return undefined;
  const values: LiteralExpression[] = [];
  for (const item of allowed.items) {
    const value = expressionOf(source, item);
    if (value.kind !== 'literal') return undefined;
    values.push(value);
  }
  return values;
}

function propertyShapes(
  source: JsonSource,
  node: JsonNode | undefined,
): ReadonlyMap<string, () => TypeShape> | undefined {
  const declared = findValue(node, 'properties');
  if (declared === undefined) return discriminatorShape(node);
  const shapes = new Map<string, () => TypeShape>();
  for (const [name, { value }] of propertiesByName(declared))
    shapes.set(
      name,
      lazy(() => typeShapeOf(source, value)),
    );
  return shapes;
}

/** Of a union of object types only the property that tells them apart is sure: it has one of the names in `mapping`. */
function discriminatorShape(node: JsonNode | undefined): ReadonlyMap<string, () => TypeShape> | undefined {
  const discriminator = findValue(node, 'discriminator');
  const name = findString(discriminator, 'propertyName');
  const mapping = findProperty(discriminator, 'mapping')?.value;
  if (name === undefined || mapping?.kind !== 'object') return undefined;
  const shape = lazy((): TypeShape => {
    const allowed = mapping.properties.map(({ name: value, start, nameEnd }) => ({
      kind: 'literal' as const,
      value,
      span: { start, end: nameEnd },
    }));
    return { base: 'string', nullable: false, allowed };
  });
  return new Map([[name.toLowerCase(), shape]]);
}
