/** Resources of type `Microsoft.Resources/deployments` in a Bicep file: modules whose template and parameters are properties. */
import type { Expression as Syntax, ObjectExpression as ObjectSyntax } from '../syntax/bicep/tree.js';
import { writtenTemplate } from './arm.js';
import { findMember } from './arm-expressions.js';
import { invalid, lowerExpression, spanOf } from './bicep-expressions.js';
import { findProperty } from './bicep-properties.js';
import { bodyMembers, conditionOf, loopOf } from './bicep-resources.js';
import type { ResourceEntry, Scope } from './bicep-symbols.js';
import { jsonTree } from './json-tree.js';
import { lazy } from './lazy.js';
import type { Expression, ModuleArgument, ModuleDeclaration, ModuleSource, ObjectMember, Template } from './model.js';
import { MAX_FOLLOWED, templateInText } from './template-values.js';
import type { TemplateObject } from './template-values.js';

/** The deployment as a module. `template`: that of the file. */
export function deploymentDeclaration(entry: ResourceEntry, template: () => Template): ModuleDeclaration {
  const { node, body, inner, symbol } = entry;
  const properties = findProperty(body.object, 'properties')?.value;
  const parameters = propertyOf(properties, 'parameters');
  const condition = conditionOf(entry);
  const subscriptionId = lowered(propertyOf(body.object, 'subscriptionId'), inner);
  const resourceGroup = lowered(propertyOf(body.object, 'resourceGroup'), inner);
  const computedParameters = parameters?.kind === 'object' ? undefined : lowered(parameters, inner);
  const source = lazy(() => sourceOf(properties, inner, template()));
  return {
    kind: 'module',
    symbol,
    nameSpan: spanOf(node.name),
    span: spanOf(node),
    get source() {
      return source();
    },
    parameters: lazy(() => (parameters?.kind === 'object' ? argumentsOf(parameters, inner) : new Map())),
    ...(computedParameters === undefined ? {} : { computedParameters }),
    ...(subscriptionId === undefined ? {} : { subscriptionId }),
    ...(resourceGroup === undefined ? {} : { resourceGroup }),
    ...(condition === undefined ? {} : { condition }),
    ...loopOf(body, symbol, entry.outer, condition),
    ...bodyMembers(body, node, inner),
  };
}

function propertyOf(syntax: Syntax | undefined, name: string): Syntax | undefined {
  return syntax?.kind === 'object' ? findProperty(syntax, name)?.value : undefined;
}

function lowered(syntax: Syntax | undefined, scope: Scope): (() => Expression) | undefined {
  return syntax && lazy(() => lowerExpression(syntax, scope));
}

/** `parameters: { name: { value: ... } }`. */
function argumentsOf(syntax: ObjectSyntax, scope: Scope): ReadonlyMap<string, ModuleArgument> {
  const passed = new Map<string, ModuleArgument>();
  const written = lowerExpression(syntax, scope);
  for (const member of written.kind === 'object' ? written.members : []) {
    if (member.kind !== 'property' || typeof member.name !== 'string') continue;
    passed.set(member.name.toLowerCase(), { name: member.name, nameSpan: member.nameSpan, value: argumentOf(member) });
  }
  return passed;
}

function argumentOf({ value, nameSpan }: ObjectMember & { readonly kind: 'property' }): Expression {
  if (value.kind !== 'object') {
    return { kind: 'member', target: value, name: 'value', nameSpan: value.span, safe: false, span: value.span };
  }
  return findMember(value, 'value') ?? invalid('the value is a secret in a key vault, or missing', nameSpan);
}

function sourceOf(properties: Syntax | undefined, scope: Scope, template: Template): ModuleSource {
  const written = propertyOf(properties, 'template');
  if (written === undefined) return linkedSource(propertyOf(properties, 'templateLink'), properties);
  const options = propertyOf(propertyOf(properties, 'expressionEvaluationOptions'), 'scope');
  const isInner = options?.kind === 'string' && options.value.toLowerCase() === 'inner';
  return sourceOfExpression(lowerExpression(written, scope), template, isInner ? 'inner' : 'outer');
}

/** `templateLink: { relativePath: ... }`, or what is elsewhere. */
function linkedSource(link: Syntax | undefined, properties: Syntax | undefined): ModuleSource {
  const path = propertyOf(link, 'relativePath');
  if (path?.kind === 'string') return { kind: 'path', path: path.value, span: spanOf(path) };
  const remote = propertyOf(link, 'uri') ?? propertyOf(link, 'id') ?? path;
  const span = spanOf(remote ?? properties ?? { start: 0, end: 0 });
  return { kind: 'remote', reference: remote?.kind === 'string' ? remote.value : '', span };
}

/** The template that an expression is: an object, a variable or default that is one, a text, or a file that is loaded. */
function sourceOfExpression(written: Expression, around: Template, evaluation: 'inner' | 'outer'): ModuleSource {
  let parameter: string | undefined;
  let expression = written;
  for (let followed = 0; followed < MAX_FOLLOWED; followed++) {
    if (expression.kind === 'parameter') parameter = expression.name;
    const named = namedValue(expression, around);
    if (named === undefined) break;
    expression = named;
  }
  const found = sourceOfValue(expression, around, evaluation);
  return found === undefined
    ? { kind: 'computed', span: written.span }
    : { ...found, ...(parameter === undefined ? {} : { parameter }) };
}

/** What a variable or a default is; undefined: the expression is no name. */
function namedValue(expression: Expression, { variables, parameters }: Template): Expression | undefined {
  if (expression.kind === 'variable') return variables.get(expression.name.toLowerCase())?.value();
  if (expression.kind === 'parameter') return parameters.get(expression.name.toLowerCase())?.defaultValue();
  return undefined;
}

function sourceOfValue(
  expression: Expression,
  around: Template,
  evaluation: 'inner' | 'outer',
): ModuleSource | undefined {
  if (expression.kind === 'object') {
    // Of a text in it that looks like an expression the compiler makes one for the second pass.
    const { node, source } = jsonTree(expression, evaluation === 'outer' ? 2 : 1);
    return inline({ node, source, evaluation }, around);
  }
  const loaded = loadedFile(expression, 'loadJsonContent');
  if (loaded !== undefined) return loaded;
  if (expression.kind !== 'call' || expression.name !== 'json') return undefined;
  const [first] = expression.args;
  const text = first && (namedValue(first, around) ?? first);
  if (text?.kind === 'literal' && typeof text.value === 'string') {
    const object = templateInText(text.value, () => text.span.start, '');
    return object && inline(object, around);
  }
  return text && loadedFile(text, 'loadTextContent');
}

function inline(object: TemplateObject, around: Template): ModuleSource {
  return { kind: 'inline', template: lazy(() => writtenTemplate(object, around)), evaluation: object.evaluation };
}

/** A file that is loaded whole: a template of its own, whose findings lie there. */
function loadedFile(expression: Expression, load: string): ModuleSource | undefined {
  if (expression.kind !== 'call' || expression.name !== load || expression.args.length !== 1) return undefined;
  const [path] = expression.args;
  if (path?.kind !== 'literal' || typeof path.value !== 'string') return undefined;
  return { kind: 'path', path: path.value, span: path.span };
}
