/** Resources and modules of a Bicep file as declarations of the Template model. */
import type {
  Expression as Syntax,
  ModuleDeclaration as ModuleSyntax,
  ObjectExpression as ObjectSyntax,
} from '../syntax/bicep/tree.js';
import { call, invalid, lowerExpression, lowerLoop, lowerObject, spanOf } from './bicep-expressions.js';
import { findProperty } from './bicep-properties.js';
import type { FileSymbols, ResourceEntry, Scope, UnwrappedBody } from './bicep-symbols.js';
import { apiVersionOf, loopScope, resolveResource, unwrapBody } from './bicep-symbols.js';
import { lazy } from './lazy.js';
import type {
  Expression,
  Loop,
  ModuleArgument,
  ModuleDeclaration,
  ModuleSource,
  ObjectExpression,
  ResourceDeclaration,
  Span,
} from './model.js';

/** No resource type has more segments than this; a longer chain of parents is no valid file. */
const MAX_ANCESTORS = 64;

/** All resources of a file, nested ones too. One whose type is not written yet is left out. */
export function resourceDeclarations(file: FileSymbols): readonly ResourceDeclaration[] {
  const declared = new Map<ResourceEntry, ResourceDeclaration>();
  for (const entry of file.resources) {
    // A parent is declared before its children; a chain that comes back to its beginning is cut.
    const chain: ResourceEntry[] = [];
    let at: ResourceEntry | undefined = entry;
    while (at !== undefined && !declared.has(at) && !chain.includes(at) && chain.length < MAX_ANCESTORS) {
      chain.push(at);
      at = parentOf(at)?.entry;
    }
    for (const one of chain.reverse()) {
      const declaration = resourceDeclaration(one, declared);
      if (declaration !== undefined) declared.set(one, declaration);
    }
  }
  return file.resources.flatMap((entry) => (isDeployment(entry) ? [] : (declared.get(entry) ?? [])));
}

/** The resource that a resource is a child of, by nesting or by `parent:`. */
function parentOf(
  entry: ResourceEntry,
): { readonly entry: ResourceEntry; readonly written?: Syntax; readonly index?: Syntax | undefined } | undefined {
  if (entry.container !== undefined) return { entry: entry.container };
  const written = findProperty(entry.body.object, 'parent')?.value;
  const resource = written && resolveResource(written, entry.inner);
  return resource && { ...resource, written };
}

function resourceDeclaration(
  entry: ResourceEntry,
  declared: ReadonlyMap<ResourceEntry, ResourceDeclaration>,
): ResourceDeclaration | undefined {
  const type = typeOf(entry);
  if (type === undefined) return undefined;
  const { node, body, inner, symbol } = entry;
  const parent = parentOf(entry);
  const parentDeclaration = parent && declared.get(parent.entry);
  const members = bodyMembers(body, node, inner);
  const condition = conditionOf(entry);
  return {
    kind: 'resource',
    symbol,
    type,
    apiVersion: apiVersionOf(entry) ?? '',
    nameSpan: spanOf(node.name),
    span: spanOf(node),
    existing: node.existing !== undefined,
    ...(parent === undefined || parentDeclaration === undefined
      ? {}
      : {
          parent:
            parent.index === undefined || parent.written === undefined
              ? { declaration: parentDeclaration }
              : lazyParent(parentDeclaration, parent.written, inner),
        }),
    ...(condition === undefined ? {} : { condition }),
    ...loopOf(body, symbol, entry.outer, condition),
    ...members,
  };
}

function lazyParent(
  declaration: ResourceDeclaration,
  written: Syntax,
  scope: Scope,
): { readonly declaration: ResourceDeclaration; readonly expression: Expression } {
  const expression = lazy(() => lowerExpression(written, scope));
  return {
    declaration,
    get expression() {
      return expression();
    },
  };
}

/** Whether a resource is a deployment that the file starts. */
export function isDeployment(entry: ResourceEntry): boolean {
  return entry.node.existing === undefined && typeOf(entry)?.toLowerCase() === 'microsoft.resources/deployments';
}

/** The full type; a nested resource's own segments follow those of the resource around it. */
function typeOf(entry: ResourceEntry): string | undefined {
  const segments: string[] = [];
  for (let at: ResourceEntry | undefined = entry; at !== undefined; at = at.container) {
    const text = at.node.type.kind === 'string' ? at.node.type.value : '';
    const [own = ''] = text.split('@', 1);
    if (own === '') return undefined;
    segments.push(own);
  }
  return segments.reverse().join('/');
}

/** A nested resource exists only where the one around it does: the conditions of both must hold. */
export function conditionOf(entry: ResourceEntry): (() => Expression) | undefined {
  const conditions: { readonly syntax: Syntax; readonly scope: Scope }[] = [];
  for (let at: ResourceEntry | undefined = entry; at !== undefined; at = at.container) {
    const written = at.body.condition?.condition;
    if (written !== undefined) conditions.push({ syntax: written, scope: conditionScope(at.body, at.outer) });
  }
  if (conditions.length === 0) return undefined;
  return lazy(() =>
    conditions
      .map(({ syntax, scope }) => lowerExpression(syntax, scope))
      .reduceRight((outer, own) => call('and', [outer, own], own.span)),
  );
}

/** A condition does not see the nested resources of its own body, but its loop's variables. */
function conditionScope(body: UnwrappedBody, outer: Scope): Scope {
  return body.loop === undefined ? outer : loopScope(body.loop, outer);
}

export function loopOf(
  { loop: syntax }: UnwrappedBody,
  name: string,
  outer: Scope,
  condition: (() => Expression) | undefined,
): { readonly loop?: Loop } {
  if (syntax === undefined) return {};
  const loop = lazy(() => lowerLoop(syntax, condition?.(), outer, name));
  return {
    get loop() {
      return loop();
    },
  };
}

/** What resources and modules have in common. */
interface BodyMembers {
  readonly bodySpan: Span;
  readonly name: () => Expression;
  readonly scope?: () => Expression;
  readonly body: () => ObjectExpression;
  readonly dependsOn: () => readonly Expression[];
}

export function bodyMembers({ object }: UnwrappedBody, node: Span, scope: Scope): BodyMembers {
  const written = (name: string): (() => Expression) | undefined => {
    const value = findProperty(object, name)?.value;
    return value && lazy(() => lowerExpression(value, scope, { loopName: name }));
  };
  const scopeProperty = written('scope');
  return {
    bodySpan: spanOf(object ?? node),
    name: written('name') ?? ((): Expression => invalid('the name is missing', object ?? node)),
    ...(scopeProperty === undefined ? {} : { scope: scopeProperty }),
    body: lazy(() => bodyObject(object, node, scope)),
    dependsOn: lazy(() => dependencies(object, scope)),
  };
}

function bodyObject(object: ObjectSyntax | undefined, node: Span, scope: Scope): ObjectExpression {
  if (object !== undefined) return lowerObject(object, scope);
  return { kind: 'object', members: [], span: { start: node.end, end: node.end } };
}

function dependencies(object: ObjectSyntax | undefined, scope: Scope): readonly Expression[] {
  const value = findProperty(object, 'dependsOn')?.value;
  if (value === undefined) return [];
  const lowered = lowerExpression(value, scope, { loopName: 'dependsOn' });
  return lowered.kind === 'array' ? lowered.items.map((item) => item.value) : [lowered];
}

/** A module. One whose path is not written yet is left out. */
export function moduleDeclaration(node: ModuleSyntax, file: FileSymbols): ModuleDeclaration | undefined {
  if (node.path.kind !== 'string' || node.path.value === '') return undefined;
  const outer: Scope = { file, frame: undefined };
  const body = unwrapBody(node.body);
  const scope = conditionScope(body, outer);
  const members = bodyMembers(body, node, scope);
  const named = findProperty(body.object, 'name') !== undefined;
  const written = body.condition?.condition;
  const condition = written && lazy(() => lowerExpression(written, scope));
  return {
    kind: 'module',
    symbol: node.name.name,
    nameSpan: spanOf(node.name),
    span: spanOf(node),
    source: moduleSource(node.path.value, spanOf(node.path)),
    parameters: lazy(() => moduleArguments(body.object, scope)),
    ...(condition === undefined ? {} : { condition }),
    ...loopOf(body, node.name.name, outer, condition),
    ...members,
    name: named ? members.name : (): undefined => undefined,
  };
}

/** `br:`, `br/alias:`, `ts:`, `ts/alias:` name a module elsewhere; everything else is a path. */
function moduleSource(path: string, span: Span): ModuleSource {
  if (/^(?:br|ts)[:/]/.test(path)) return { kind: 'remote', reference: path, span };
  return { kind: 'path', path, span };
}

function moduleArguments(object: ObjectSyntax | undefined, scope: Scope): ReadonlyMap<string, ModuleArgument> {
  const passed = new Map<string, ModuleArgument>();
  const written = findProperty(object, 'params')?.value;
  if (written?.kind !== 'object') return passed;
  // The copy that a loop compiles to stands in the parameter's `value`.
  for (const member of lowerObject(written, scope, { loopName: 'value' }).members) {
    if (member.kind !== 'property' || typeof member.name !== 'string') continue;
    const { name, nameSpan, value } = member;
    passed.set(name.toLowerCase(), { name, nameSpan, value });
  }
  return passed;
}
