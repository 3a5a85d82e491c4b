/** Bicep expressions as the expressions of the Template model: every operator is the function it compiles to. */
import type {
  BinaryOperator,
  Expression as Syntax,
  ForExpression,
  Identifier,
  IfExpression,
  InterpolatedString,
  MethodCall,
  ObjectExpression as ObjectSyntax,
} from '../syntax/bicep/tree.js';
import { propertyName } from './bicep-properties.js';
import type { ResourceEntry, Scope } from './bicep-symbols.js';
import { apiVersionOf, loopScope, resolve, resolveResource, withNames } from './bicep-symbols.js';
import type {
  ArrayExpression,
  CallExpression,
  Expression,
  InvalidExpression,
  LiteralExpression,
  Loop,
  ObjectExpression,
  ObjectMember,
  Span,
} from './model.js';

/** The parser nests no deeper than about a thousand; a tree that does was not made by it. */
const MAX_DEPTH = 1200;

const OPERATOR_FUNCTIONS: Readonly<Record<Exclude<BinaryOperator, '!=' | '=~' | '!~'>, string>> = {
  '*': 'mul',
  '/': 'div',
  '%': 'mod',
  '+': 'add',
  '-': 'sub',
  '<': 'less',
  '<=': 'lessOrEquals',
  '>': 'greater',
  '>=': 'greaterOrEquals',
  '==': 'equals',
  '&&': 'and',
  '||': 'or',
  '??': 'coalesce',
};

/** Where an expression stands, as far as it matters for what it means. */
export interface Place {
  /** Name that the compiled `copy` of a loop has that is the whole expression. */
  readonly loopName?: string | undefined;
  readonly depth?: number;
}

/** Turns a Bicep expression into one of the model. What cannot be read becomes an `invalid` expression. Never throws. */
export function lowerExpression(syntax: Syntax, scope: Scope, place: Place = {}): Expression {
  const depth = (place.depth ?? 0) + 1;
  if (depth > MAX_DEPTH) return invalid('nested too deeply', syntax);
  if (syntax.kind === 'string') return { kind: 'literal', value: syntax.value, span: spanOf(syntax) };
  if (syntax.kind === 'object') return lowerObject(syntax, scope, { depth });
  if (syntax.kind === 'variableAccess') return lowerName(syntax.name, scope, spanOf(syntax));
  return lowerCompound(syntax, scope, place, depth);
}

function lowerCompound(
  syntax: Exclude<Syntax, { kind: 'string' | 'object' | 'variableAccess' }>,
  scope: Scope,
  place: Place,
  depth: number,
): Expression {
  const lower = (inner: Syntax, innerScope = scope): Expression => lowerExpression(inner, innerScope, { depth });
  const span = spanOf(syntax);
  switch (syntax.kind) {
    case 'number':
    case 'boolean':
      return { kind: 'literal', value: syntax.value, span };
    case 'null':
      return { kind: 'literal', value: null, span };
    case 'interpolation':
      return lowerInterpolation(syntax, scope, depth);
    case 'array':
      return {
        kind: 'array',
        items: syntax.items.map((item) =>
          item.kind === 'spread'
            ? { kind: 'spread', value: lower(item.value), span: spanOf(item) }
            : { kind: 'item', value: lower(item) },
        ),
        span,
      } satisfies ArrayExpression;
    case 'unary':
      if (syntax.operator === '!') return call('not', [lower(syntax.operand)], span);
      // The compiler folds the sign into a number only where it stands right before it.
      if (syntax.operand.kind === 'number') return { kind: 'literal', value: negated(syntax.operand.value), span };
      return call('sub', [{ kind: 'literal', value: 0, span }, lower(syntax.operand)], span);
    case 'binary': {
      const nameSpan = { start: syntax.operatorStart, end: syntax.operatorStart + syntax.operator.length };
      return binary(syntax.operator, lower(syntax.left), lower(syntax.right), span, nameSpan);
    }
    case 'ternary':
      return call('if', [lower(syntax.condition), lower(syntax.whenTrue), lower(syntax.whenFalse)], span);
    case 'member': {
      const target = lower(syntax.base);
      const safe = syntax.safe || continuesSafely(syntax.base, target);
      return { kind: 'member', target, name: syntax.name.name, nameSpan: spanOf(syntax.name), safe, span };
    }
    case 'nestedResource': {
      const resource = resolveResource(syntax, scope);
      if (resource === undefined) return invalid(`no nested resource '${syntax.name.name}'`, syntax);
      return { kind: 'symbol', name: resource.entry.symbol, span };
    }
    case 'index': {
      const target = lower(syntax.base);
      const safe = syntax.safe || continuesSafely(syntax.base, target);
      if (syntax.index.kind === 'string' && !syntax.fromEnd) {
        return { kind: 'member', target, name: syntax.index.value, nameSpan: spanOf(syntax.index), safe, span };
      }
      return { kind: 'index', target, index: lower(syntax.index), safe, fromEnd: syntax.fromEnd, span };
    }
    case 'nonNull':
      return lower(syntax.base);
    case 'parenthesized':
      return lowerExpression(syntax.inner, scope, { ...place, depth });
    case 'call':
      return lowerCall(syntax.name, syntax.arguments, scope, span, depth);
    case 'methodCall':
      return lowerMethodCall(syntax, scope, depth);
    case 'lambda': {
      const parameters = syntax.parameters.map((parameter) => parameter.name);
      return { kind: 'lambda', parameters, body: lower(syntax.body, withNames('local', parameters, scope)), span };
    }
    case 'for':
      return {
        kind: 'loop',
        loop: lowerLoop(syntax, undefined, scope, place.loopName, depth),
        body: lower(syntax.body, loopScope(syntax, scope)),
        span,
      };
    case 'if':
      return lowerConditional(syntax, scope, depth);
    case 'skipped':
      return invalid(span.start === span.end ? 'an expression is missing' : 'no valid expression', syntax);
  }
}

/** `if (condition) {...}` where no declaration stands around it; an error in Bicep, which means one thing only. */
function lowerConditional(syntax: IfExpression, scope: Scope, depth: number): Expression {
  return call(
    'if',
    [
      lowerExpression(syntax.condition, scope, { depth }),
      lowerExpression(syntax.body, scope, { depth }),
      { kind: 'literal', value: null, span: spanOf(syntax) },
    ],
    spanOf(syntax),
  );
}

/** An object; nested resources in it are none of its members. Property loops are named by their property. */
export function lowerObject(syntax: ObjectSyntax, scope: Scope, place: Place = {}): ObjectExpression {
  return new WrittenObject(syntax, scope, place);
}

/** An object as written. A class, because a large file has thousands and few are ever looked into. */
class WrittenObject implements ObjectExpression {
  readonly kind = 'object';
  private read: readonly ObjectMember[] | undefined;

  constructor(
    private readonly syntax: ObjectSyntax,
    private readonly scope: Scope,
    private readonly place: Place,
  ) {}

  get span(): Span {
    return spanOf(this.syntax);
  }

  get members(): readonly ObjectMember[] {
    this.read ??= objectMembers(this.syntax, this.scope, this.place);
    return this.read;
  }
}

function objectMembers(syntax: ObjectSyntax, scope: Scope, { depth = 0, loopName }: Place): readonly ObjectMember[] {
  const members: ObjectMember[] = [];
  for (const member of syntax.members) {
    switch (member.kind) {
      case 'property': {
        const { key, value } = member;
        const name = propertyName(member);
        // Bicep allows an empty name in quotes only; an empty identifier is one that is missing.
        if (key.kind === 'skipped' || (key.kind === 'identifier' && name === '')) break;
        members.push({
          kind: 'property',
          name: key.kind === 'interpolation' ? lowerExpression(key, scope, { depth }) : (name ?? ''),
          nameSpan: spanOf(key),
          value: lowerExpression(value, scope, { depth, loopName: loopName ?? name }),
        });
        break;
      }
      case 'spread':
        members.push({ kind: 'spread', value: lowerExpression(member.value, scope, { depth }), span: spanOf(member) });
        break;
      case 'resource':
      case 'danglingDecorators':
      case 'skipped':
        break;
    }
  }
  return members;
}

/** What a `for` walks. `name`: of the compiled `copy`. */
export function lowerLoop(
  syntax: ForExpression,
  condition: Expression | undefined,
  scope: Scope,
  name: string | undefined,
  depth = 0,
): Loop {
  return {
    name,
    over: { kind: 'items', items: lowerExpression(syntax.iterable, scope, { depth }) },
    itemName: syntax.item.name,
    ...(syntax.index === undefined ? {} : { indexName: syntax.index.name }),
    ...(condition === undefined ? {} : { condition }),
  };
}

export function invalid(reason: string, span: Span): InvalidExpression {
  return { kind: 'invalid', reason, span: spanOf(span) };
}

export function spanOf({ start, end }: Span): Span {
  return { start, end };
}

/** A call that stands for something that is no call in the source. */
export function call(name: string, args: readonly Expression[], span: Span, nameSpan = span): CallExpression {
  return { kind: 'call', name, nameSpan, args, span };
}

function negated(value: number): number {
  return value === 0 ? 0 : -value;
}

function binary(operator: BinaryOperator, left: Expression, right: Expression, span: Span, at: Span): Expression {
  switch (operator) {
    case '!=':
      return call('not', [call('equals', [left, right], span, at)], span, at);
    case '=~':
      return equalsIgnoringCase(left, right, span, at);
    case '!~':
      return call('not', [equalsIgnoringCase(left, right, span, at)], span, at);
    default:
      return call(OPERATOR_FUNCTIONS[operator], [left, right], span, at);
  }
}

function equalsIgnoringCase(left: Expression, right: Expression, span: Span, at: Span): Expression {
  return call('equals', [call('toLower', [left], left.span), call('toLower', [right], right.span)], span, at);
}

/**
 * `a.?b.c` gives null where `b` is missing: the compiler passes the whole chain to one `tryGet`, so what follows a safe
 * access is safe too. Parentheses end a chain.
 */
function continuesSafely(base: Syntax, target: Expression): boolean {
  if ((target.kind !== 'member' && target.kind !== 'index') || !target.safe) return false;
  let at = base;
  while (at.kind === 'nonNull' || at.kind === 'call') {
    const inner = at.kind === 'nonNull' ? at.base : at.name.name === 'any' ? at.arguments[0] : undefined;
    if (inner === undefined) return false;
    at = inner;
  }
  return at.kind === 'member' || at.kind === 'index';
}

function lowerInterpolation(syntax: InterpolatedString, scope: Scope, depth: number): Expression {
  const span = spanOf(syntax);
  let format = '';
  syntax.chunks.forEach((chunk, index) => {
    format += chunk.value.replaceAll('{', '{{').replaceAll('}', '}}');
    if (index < syntax.expressions.length) format += `{${index}}`;
  });
  const literal: LiteralExpression = { kind: 'literal', value: format, span };
  const args = syntax.expressions.map((expression) => lowerExpression(expression, scope, { depth }));
  return call('format', [literal, ...args], span);
}

function lowerName(name: string, scope: Scope, span: Span): Expression {
  const resolved = resolve(name, scope);
  switch (resolved?.kind) {
    case 'parameter':
    case 'functionParameter':
      return { kind: 'parameter', name, span };
    // A value of another file is a variable there; a wildcard import is taken as an object of all its variables.
    case 'variable':
    case 'imported':
    case 'namespace':
      return { kind: 'variable', name, span };
    case 'resource':
      return { kind: 'symbol', name: resolved.entry.symbol, span };
    case 'module':
      return { kind: 'symbol', name, span };
    case 'local':
      return { kind: 'local', name, span };
    case undefined:
      return invalid(name === '' ? 'a name is missing' : `the name '${name}' is not declared`, span);
  }
}

function lowerCall(
  name: Identifier,
  args: readonly Syntax[],
  scope: Scope,
  span: Span,
  depth: number,
  namespace?: string,
): Expression {
  const [first] = args;
  if (namespace === undefined && args.length === 1 && first !== undefined) {
    if (name.name === 'any') return lowerExpression(first, scope, { depth });
    if (name.name === 'nameof') {
      const value = lastName(first);
      if (value !== undefined) return { kind: 'literal', value, span };
    }
  }
  return {
    kind: 'call',
    name: name.name,
    ...(namespace === undefined ? {} : { namespace }),
    nameSpan: spanOf(name),
    args: args.map((argument) => lowerExpression(argument, scope, { depth })),
    span,
  };
}

/** What `nameof` gives for its argument. */
function lastName(syntax: Syntax): string | undefined {
  switch (syntax.kind) {
    case 'variableAccess':
      return syntax.name;
    case 'member':
    case 'nestedResource':
      return syntax.name.name;
    case 'index':
      return syntax.index.kind === 'string' ? syntax.index.value : undefined;
    case 'nonNull':
      return lastName(syntax.base);
    case 'parenthesized':
      return lastName(syntax.inner);
    default:
      return undefined;
  }
}

/** `sys.f()`, `namespace.f()`, or `resource.listKeys()`, which compiles to `listKeys(id, apiVersion)`. */
function lowerMethodCall(syntax: MethodCall, scope: Scope, depth: number): Expression {
  const { base, name } = syntax;
  const span = spanOf(syntax);
  if (base.kind === 'variableAccess') {
    const resolved = resolve(base.name, scope);
    if (resolved === undefined && (base.name === 'sys' || base.name === 'az')) {
      return lowerCall(name, syntax.arguments, scope, span, depth);
    }
    if (resolved === undefined || resolved.kind === 'namespace') {
      return lowerCall(name, syntax.arguments, scope, span, depth, base.name);
    }
  }
  const target = lowerExpression(base, scope, { depth });
  const id: Expression = {
    kind: 'member',
    target,
    name: 'id',
    nameSpan: target.span,
    safe: false,
    span: target.span,
  };
  const args = syntax.arguments.map((argument) => lowerExpression(argument, scope, { depth }));
  if (args.length === 0 && name.name.toLowerCase().startsWith('list')) {
    const version = apiVersionOf(findMethodResource(base, scope));
    if (version !== undefined) args.push({ kind: 'literal', value: version, span: spanOf(name) });
  }
  return call(name.name, [id, ...args], span, spanOf(name));
}

/** The resource whose method is called; it may be named by a variable. */
function findMethodResource(base: Syntax, scope: Scope): ResourceEntry | undefined {
  let at = base;
  let from = scope;
  for (let hops = 0; hops < 8; hops++) {
    const resource = resolveResource(at, from);
    if (resource !== undefined) return resource.entry;
    if (at.kind !== 'variableAccess') return undefined;
    const resolved = resolve(at.name, from);
    if (resolved?.kind !== 'variable') return undefined;
    at = resolved.node.value;
    from = { file: scope.file, frame: undefined };
  }
  return undefined;
}
