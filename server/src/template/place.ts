/** What of a template stands at an offset: in which declaration, at which property, in which expressions. */
import type {
  Expression,
  LoopExpression,
  ModuleDeclaration,
  ObjectMember,
  OutputDeclaration,
  ParameterDeclaration,
  ResourceDeclaration,
  Span,
  Template,
  VariableDeclaration,
} from './model.js';
import { childExpressions } from './walk.js';

export type Declaration =
  | ResourceDeclaration
  | ModuleDeclaration
  | ({ readonly kind: 'parameter' } & ParameterDeclaration)
  | ({ readonly kind: 'variable' } & VariableDeclaration)
  | ({ readonly kind: 'output' } & OutputDeclaration);

export type Property = Extract<ObjectMember, { kind: 'property' }>;

export interface TemplatePlace {
  readonly template: Template;
  readonly within: Declaration;
  /** The place is in what stands before the body: the name, and in Bicep the type. */
  readonly inHeader: boolean;
  /** Names of the properties from the body inwards, positions in arrays as text, `*` for an item of a loop. */
  readonly path: readonly string[];
  /** The loops of properties and arrays that the place is in an item of, the outermost first. */
  readonly loops: readonly LoopExpression[];
  /** The innermost property; undefined: the place is in none. */
  readonly property: Property | undefined;
  /** The place is in that property's name, and `expressions` is empty. */
  readonly onName: boolean;
  /** The expressions around the place, from the property's value (or the whole one) to the innermost. */
  readonly expressions: readonly Expression[];
}

/** What stands at `offset`; of templates within each other in one file the innermost. undefined: nothing that is looked at. */
export function findPlace(template: Template, offset: number): TemplatePlace | undefined {
  // A nested template need not stand in its deployment: it can be a variable.
  for (const { source } of template.modules) {
    if (source.kind !== 'inline') continue;
    const inner = source.template();
    if (inner.file === template.file && covers(inner.span, offset)) {
      const place = findPlace(inner, offset);
      if (place !== undefined) return place;
    }
  }
  const within = innermost([...template.resources, ...template.modules], offset);
  if (within !== undefined) {
    if (offset < within.bodySpan.start || offset > within.bodySpan.end) {
      const inHeader = offset >= within.nameSpan.start;
      return { template, within, inHeader, ...NOWHERE };
    }
    return { template, within, inHeader: false, ...descend(within.body(), offset, quotesOf(template)) };
  }
  return inNamedValue(template, offset);
}

/** A parameter, variable or output: the last whose name stands before the offset, as its value stands behind its name. */
function inNamedValue(template: Template, offset: number): TemplatePlace | undefined {
  let last: { readonly within: Declaration; readonly value: () => Expression | undefined } | undefined;
  const consider = (within: Declaration, value: () => Expression | undefined): void => {
    const { start } = within.nameSpan;
    if (start - quotesOf(template) <= offset && start >= (last?.within.nameSpan.start ?? 0)) last = { within, value };
  };
  for (const one of template.parameters.values()) consider({ kind: 'parameter', ...one }, one.defaultValue);
  for (const one of template.variables.values()) consider({ kind: 'variable', ...one }, one.value);
  for (const one of template.outputs.values()) consider({ kind: 'output', ...one }, one.value);
  if (last === undefined) return undefined;
  const { within, value } = last;
  if (inName(within.nameSpan, offset, quotesOf(template))) {
    return { template, within, inHeader: true, ...NOWHERE };
  }
  const expression = value();
  if (expression === undefined || !covers(writtenSpan(expression.span, within.nameSpan), offset)) return undefined;
  return { template, within, inHeader: false, ...descend(expression, offset, quotesOf(template)) };
}

function innermost<T extends { readonly span: Span }>(declarations: readonly T[], offset: number): T | undefined {
  let best: T | undefined;
  for (const one of declarations) {
    if (!covers(one.span, offset)) continue;
    if (best === undefined || one.span.end - one.span.start <= best.span.end - best.span.start) best = one;
  }
  return best;
}

type Inside = Pick<TemplatePlace, 'path' | 'loops' | 'property' | 'onName' | 'expressions'>;

const NOWHERE: Inside = { path: [], loops: [], property: undefined, onName: false, expressions: [] };

/** Names in JSON stand in quotes, which their spans leave out. */
function quotesOf({ language }: Template): number {
  return language === 'arm' ? 1 : 0;
}

function inName({ start, end }: Span, offset: number, quotes: number): boolean {
  return start - quotes <= offset && offset <= end + quotes;
}

function descend(root: Expression, offset: number, quotes: number): Inside {
  let path: readonly string[] = [];
  const loops: LoopExpression[] = [];
  let property: Property | undefined;
  let expressions: Expression[] = [root];
  for (let at: Expression | undefined = root; at !== undefined;) {
    const next: Expression | undefined = nextInside(at, offset);
    if (at.kind === 'object') {
      const member = at.members.find(
        (one) => one.kind === 'property' && (inName(one.nameSpan, offset, quotes) || one.value === next),
      );
      if (member?.kind === 'property') {
        property = member;
        path = [...path, typeof member.name === 'string' ? member.name : '*'];
        if (inName(member.nameSpan, offset, quotes) && next === undefined)
          return { path, loops, property, onName: true, expressions: [] };
        expressions = [];
      }
    } else if (at.kind === 'array') {
      const index = at.items.findIndex((item) => item.value === next);
      if (index >= 0) path = [...path, String(index)];
    } else if (at.kind === 'loop' && next !== undefined && next === at.body) {
      path = [...path, '*'];
      loops.push(at);
    }
    if (next !== undefined) expressions.push(next);
    at = next;
  }
  return { path, loops, property, onName: false, expressions };
}

/** The expression directly inside that holds the place. */
function nextInside(expression: Expression, offset: number): Expression | undefined {
  if (expression.kind === 'object') {
    for (const member of expression.members) {
      const { value } = member;
      const span = member.kind === 'property' ? writtenSpan(value.span, member.nameSpan) : value.span;
      if (covers(span, offset)) return value;
    }
    return undefined;
  }
  let found: Expression | undefined;
  // Where two touch at the offset, the one that starts there wins.
  for (const child of childExpressions(expression)) if (covers(child.span, offset)) found = child;
  return found;
}

/** The span of an ARM expression lies inside its quotes and brackets, which belong to the value for who looks at it. */
function writtenSpan({ start, end }: Span, name: Span): Span {
  return { start: Math.max(start - 2, name.end + 1), end: end + 2 };
}

function covers({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset <= end;
}
