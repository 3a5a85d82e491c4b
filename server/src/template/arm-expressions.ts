import { isExpression, parseExpression, unescapeLiteral } from '../syntax/expression/parse.js';
import type { SourceOffset } from '../syntax/expression/parse.js';
import { findProperty, findValue } from '../syntax/json/navigate.js';
import { sourceOffsets } from '../syntax/json/strings.js';
import type { JsonArray, JsonNode, JsonObject, JsonProperty, JsonString } from '../syntax/json/tree.js';
import { lazy } from './lazy.js';
import type {
  ArrayExpression,
  ArrayItem,
  Expression,
  InvalidExpression,
  Loop,
  ObjectExpression,
  ObjectMember,
  Span,
} from './model.js';

const OPENING_BRACKET = 91;

/** Where JSON values come from, and how their strings are read. */
export interface JsonSource {
  readonly text: string;
  /**
   * How often Azure evaluates the strings: not at all in a parameter file, once in a template, and in a nested template of outer
   * scope once more, since what the names of the template around it leave is a template of its own (Bicep CLI 0.49.2).
   */
  readonly passes: number;
  /** Of a tree that was not read from `text`: where a character of a string stands. */
  readonly offsetsOf?: (node: JsonString) => SourceOffset;
  /** Of a tree made from another language: the expressions that its nodes stand for. */
  readonly expressions?: ReadonlyMap<JsonNode, Expression>;
}

/**
 * The expression that a JSON value is. An object's members and an array's items become expressions when they are asked
 * for; `"[...]"` strings are parsed then. A `copy` array inside an object becomes a property for each of its loops.
 */
export function expressionOf(source: JsonSource, node: JsonNode): Expression {
  const given = source.expressions?.get(node);
  if (given !== undefined) return given;
  switch (node.kind) {
    case 'object':
      return new WrittenObject(source, node);
    case 'array':
      return new WrittenArray(source, node);
    case 'string':
      return expressionOfString(source, node);
    default:
      return { kind: 'literal', value: node.value, span: spanOf(node) };
  }
}

/** As `expressionOf`; what is missing is invalid, for `reason`, at `fallback`. */
export function expressionOr(
  source: JsonSource,
  node: JsonNode | undefined,
  reason: string,
  fallback: Span,
): Expression {
  return node === undefined ? invalid(reason, fallback) : expressionOf(source, node);
}

/** A value that cannot be known, and why. */
export function invalid(reason: string, at: Span): InvalidExpression {
  return { kind: 'invalid', reason, span: spanOf(at) };
}

/** Only the offsets of something that has more than offsets. */
export function spanOf({ start, end }: Span): Span {
  return { start, end };
}

/** What stands between the quotes of a JSON string. */
export function contentSpan({ start, end }: Span): Span {
  return { start: start + 1, end: Math.max(start + 1, end - 1) };
}

/** The name of a property without its quotes. */
export function nameSpanOf(property: JsonProperty): Span {
  return contentSpan({ start: property.start, end: property.nameEnd });
}

/** The loop that `{name, count}` describes; undefined if it is no loop. */
export function loopOf(source: JsonSource, copy: JsonNode | undefined): Loop | undefined {
  const count = findValue(copy, 'count');
  if (count === undefined) return undefined;
  const name = findValue(copy, 'name');
  const countExpression = lazy(() => expressionOf(source, count));
  return {
    name: name?.kind === 'string' && !isExpression(name.value) ? name.value : undefined,
    over: {
      kind: 'count',
      get count() {
        return countExpression();
      },
    },
  };
}

/** The array that `{name, count, input}` describes; invalid where `count` or `input` is missing. */
export function loopExpressionOf(source: JsonSource, copy: JsonNode): Expression {
  const loop = loopOf(source, copy);
  const input = findValue(copy, 'input');
  if (loop === undefined || input === undefined) return invalid('This copy has no count or no input.', copy);
  const body = lazy(() => expressionOf(source, input));
  return {
    kind: 'loop',
    loop,
    get body() {
      return body();
    },
    span: spanOf(copy),
  };
}

/** An entry of a `copy: [{name, count, input}]` that has a name. */
export interface CopyEntry {
  readonly name: JsonString;
  readonly copy: JsonObject;
}

/** The entries of a `copy` array. A `copy` that is no array is an ordinary property (Bicep CLI 0.49.2). */
export function copyEntries(node: JsonNode | undefined): readonly CopyEntry[] {
  if (node?.kind !== 'array') return [];
  return node.items.flatMap((copy) => {
    const name = findValue(copy, 'name');
    return copy.kind === 'object' && name?.kind === 'string' ? { name, copy } : [];
  });
}

function expressionOfString(source: JsonSource, node: JsonString): Expression {
  const { value } = node;
  const { passes } = source;
  if (passes === 0 || value.charCodeAt(0) !== OPENING_BRACKET) return { kind: 'literal', value, span: spanOf(node) };
  // Each pass takes one bracket away from what is escaped.
  let escapes = 0;
  while (escapes < passes - 1 && value.charCodeAt(escapes + 1) === OPENING_BRACKET) escapes++;
  const left = value.slice(escapes);
  if (isExpression(left)) {
    const toSource = source.offsetsOf?.(node) ?? sourceOffsets(source.text, node);
    let expression: Expression = parseExpression(left, (offset) => toSource(offset + escapes));
    for (; escapes > 0; escapes--) expression = { kind: 'deferred', expression, span: expression.span };
    return expression;
  }
  let text = value;
  for (let pass = 0; pass < passes; pass++) text = unescapeLiteral(text);
  return { kind: 'literal', value: text, span: spanOf(node) };
}

/** Reads a name as a string where it is one, as an expression where Azure computes it. */
function nameOf(source: JsonSource, value: string, node: JsonString): string | Expression {
  if (source.passes === 0 || value.charCodeAt(0) !== OPENING_BRACKET) return value;
  const name = expressionOfString(source, node);
  return name.kind === 'literal' ? String(name.value) : name;
}

/** An object as written. A class, because a large template has tens of thousands and few are ever looked into. */
class WrittenObject implements ObjectExpression {
  readonly kind = 'object';
  private read: readonly ObjectMember[] | undefined;

  constructor(
    private readonly source: JsonSource,
    private readonly node: JsonObject,
  ) {}

  get span(): Span {
    return spanOf(this.node);
  }

  get members(): readonly ObjectMember[] {
    this.read ??= this.node.properties.flatMap((property) => this.membersOf(property));
    return this.read;
  }

  private membersOf(property: JsonProperty): ObjectMember | readonly ObjectMember[] {
    if (property.value?.kind === 'array' && this.source.passes > 0 && property.name.toLowerCase() === 'copy') {
      return copyEntries(property.value).map(({ name, copy }) => new WrittenLoop(this.source, name, copy));
    }
    return new WrittenProperty(this.source, property);
  }
}

class WrittenProperty {
  readonly kind = 'property';
  private read: Expression | undefined;

  constructor(
    private readonly source: JsonSource,
    private readonly property: JsonProperty,
  ) {}

  get name(): string | Expression {
    const { name, start, nameEnd } = this.property;
    return nameOf(this.source, name, { kind: 'string', value: name, start, end: nameEnd });
  }

  get nameSpan(): Span {
    return nameSpanOf(this.property);
  }

  get value(): Expression {
    const { value, nameEnd } = this.property;
    this.read ??= expressionOr(this.source, value, 'The value is missing.', { start: nameEnd, end: nameEnd });
    return this.read;
  }
}

/** A property that an entry of `copy` makes. */
class WrittenLoop {
  readonly kind = 'property';
  private read: Expression | undefined;

  constructor(
    private readonly source: JsonSource,
    private readonly nameNode: JsonString,
    private readonly copy: JsonObject,
  ) {}

  get name(): string | Expression {
    return nameOf(this.source, this.nameNode.value, this.nameNode);
  }

  get nameSpan(): Span {
    return contentSpan(this.nameNode);
  }

  get value(): Expression {
    this.read ??= loopExpressionOf(this.source, this.copy);
    return this.read;
  }
}

class WrittenArray implements ArrayExpression {
  readonly kind = 'array';
  private read: readonly ArrayItem[] | undefined;

  constructor(
    private readonly source: JsonSource,
    private readonly node: JsonArray,
  ) {}

  get span(): Span {
    return spanOf(this.node);
  }

  get items(): readonly ArrayItem[] {
    this.read ??= this.node.items.map((item) => new WrittenItem(this.source, item));
    return this.read;
  }
}

class WrittenItem {
  readonly kind = 'item';
  private read: Expression | undefined;

  constructor(
    private readonly source: JsonSource,
    private readonly node: JsonNode,
  ) {}

  get value(): Expression {
    this.read ??= expressionOf(this.source, this.node);
    return this.read;
  }
}

/** The member of that name that counts, of an object whose names are known. */
export function findMember(object: ObjectExpression, name: string): Expression | undefined {
  const lowerCase = name.toLowerCase();
  for (let index = object.members.length - 1; index >= 0; index--) {
    const member = object.members[index];
    if (member?.kind !== 'property' || typeof member.name !== 'string') continue;
    if (member.name.toLowerCase() === lowerCase) return member.value;
  }
  return undefined;
}

/** The expression of a property's value, to be asked for later; undefined if there is no such property. */
export function lazyProperty(source: JsonSource, node: JsonNode, name: string): (() => Expression) | undefined {
  const property = findProperty(node, name);
  if (property === undefined) return undefined;
  const at = { start: property.nameEnd, end: property.nameEnd };
  return lazy(() => expressionOr(source, property.value, 'The value is missing.', at));
}

/** The object as an expression, made when it is asked for. */
export function lazyBody(source: JsonSource, node: JsonObject): () => ObjectExpression {
  return lazy(() => {
    const body = expressionOf(source, node);
    return body.kind === 'object' ? body : { kind: 'object', members: [], span: spanOf(node) };
  });
}

/** The entries of `dependsOn`. */
export function lazyDependencies(source: JsonSource, node: JsonObject): () => readonly Expression[] {
  return lazy(() => {
    const dependsOn = findValue(node, 'dependsOn');
    if (dependsOn === undefined) return [];
    return (dependsOn.kind === 'array' ? dependsOn.items : [dependsOn]).map((item) => expressionOf(source, item));
  });
}
