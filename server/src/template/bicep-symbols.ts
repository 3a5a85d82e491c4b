/** What the names in a Bicep file stand for. Bicep compares them with letter case. */
import type {
  BicepFile,
  DeclarationBody,
  Expression as Syntax,
  ForExpression,
  IfExpression,
  ImportDeclaration,
  ModuleDeclaration,
  ObjectExpression,
  ParameterAssignment,
  ParameterDeclaration,
  ResourceDeclaration,
  TypeDeclaration,
  VariableDeclaration,
} from '../syntax/bicep/tree.js';

/** A declaration of the file, by kind. */
export type FileSymbol =
  | { readonly kind: 'parameter'; readonly node: ParameterDeclaration | ParameterAssignment }
  | { readonly kind: 'variable'; readonly node: VariableDeclaration }
  | { readonly kind: 'resource'; readonly entry: ResourceEntry }
  | { readonly kind: 'module'; readonly node: ModuleDeclaration }
  /** A variable, function or type of another file. */
  | { readonly kind: 'imported'; readonly node: ImportDeclaration }
  /** `import * as x`, or an extension: something with members, of which nothing is known here. */
  | { readonly kind: 'namespace' };

/** A resource with what stands around its body. */
export interface ResourceEntry {
  readonly node: ResourceDeclaration;
  /** Unique in the file: of a nested resource `parent::child`, which is also what the compiler calls it. */
  readonly symbol: string;
  /** The resource in whose body it stands. */
  readonly container: ResourceEntry | undefined;
  readonly body: UnwrappedBody;
  /** What the declaration can see, its own loop and nested resources left out. */
  readonly outer: Scope;
  /** What its body can see. */
  readonly inner: Scope;
  readonly nested: ReadonlyMap<string, ResourceEntry>;
}

/** A declaration's right side: `[for ...: if (...) {...}]` taken apart. */
export interface UnwrappedBody {
  readonly loop: ForExpression | undefined;
  readonly condition: IfExpression | undefined;
  readonly object: ObjectExpression | undefined;
}

/** What an expression can see. */
export interface Scope {
  readonly file: FileSymbols;
  readonly frame: Frame | undefined;
}

type Frame =
  | {
      readonly kind: 'local' | 'functionParameter';
      readonly names: readonly string[];
      readonly outer: Frame | undefined;
    }
  | {
      readonly kind: 'nested';
      readonly entries: ReadonlyMap<string, ResourceEntry>;
      readonly outer: Frame | undefined;
    };

export interface FileSymbols {
  readonly declarations: ReadonlyMap<string, FileSymbol>;
  /** Types have their own meaning in type expressions. Key: the name in lower case, as `TypeShape.reference` has it. */
  readonly types: ReadonlyMap<string, TypeDeclaration>;
  /** All resources, nested ones after the one they stand in. */
  readonly resources: readonly ResourceEntry[];
}

export type Resolved = FileSymbol | { readonly kind: 'local' } | { readonly kind: 'functionParameter' };

/** Finds all declarations of a file. The first of several of one name counts. */
export function fileSymbols(tree: BicepFile): FileSymbols {
  const declarations = new Map<string, FileSymbol>();
  const types = new Map<string, TypeDeclaration>();
  const resources: ResourceEntry[] = [];
  const file: FileSymbols = { declarations, types, resources };
  const declare = (name: string, symbol: FileSymbol): void => {
    if (name !== '' && !declarations.has(name)) declarations.set(name, symbol);
  };
  for (const statement of tree.statements) {
    switch (statement.kind) {
      case 'parameter':
      case 'parameterAssignment':
        declare(statement.name.name, { kind: 'parameter', node: statement });
        break;
      case 'variable':
        declare(statement.name.name, { kind: 'variable', node: statement });
        break;
      case 'module':
        declare(statement.name.name, { kind: 'module', node: statement });
        break;
      case 'resource': {
        const entry = resourceEntry(statement, undefined, { file, frame: undefined }, resources);
        declare(statement.name.name, { kind: 'resource', entry });
        break;
      }
      case 'type':
        if (!types.has(statement.name.name.toLowerCase())) types.set(statement.name.name.toLowerCase(), statement);
        break;
      case 'import':
        if (statement.symbols.kind === 'importedNamespace')
          declare(statement.symbols.alias.name, { kind: 'namespace' });
        if (statement.symbols.kind === 'importedSymbols') {
          for (const symbol of statement.symbols.symbols) {
            if (symbol.kind === 'skipped') continue;
            const name = symbol.alias?.name ?? (symbol.name.kind === 'identifier' ? symbol.name.name : '');
            declare(name, { kind: 'imported', node: statement });
          }
        }
        break;
      case 'extends':
        // `base.name` is what the extended file assigns.
        declare('base', { kind: 'namespace' });
        break;
      case 'extension': {
        const { alias, specification } = statement;
        const name = alias?.name ?? (specification.kind === 'identifier' ? specification.name : '');
        declare(name, { kind: 'namespace' });
        break;
      }
      default:
        break;
    }
  }
  return file;
}

function resourceEntry(
  node: ResourceDeclaration,
  container: ResourceEntry | undefined,
  outer: Scope,
  all: ResourceEntry[],
): ResourceEntry {
  const body = unwrapBody(node.body);
  const nested = new Map<string, ResourceEntry>();
  const around = body.loop === undefined ? outer : loopScope(body.loop, outer);
  const nestedNodes = body.object?.members.filter((member) => member.kind === 'resource') ?? [];
  const inner: Scope =
    nestedNodes.length === 0
      ? around
      : { file: outer.file, frame: { kind: 'nested', entries: nested, outer: around.frame } };
  const symbol = container === undefined ? node.name.name : `${container.symbol}::${node.name.name}`;
  const entry: ResourceEntry = { node, symbol, container, body, outer, inner, nested };
  all.push(entry);
  for (const child of nestedNodes) {
    const childEntry = resourceEntry(child, entry, inner, all);
    if (child.name.name !== '' && !nested.has(child.name.name)) nested.set(child.name.name, childEntry);
  }
  return entry;
}

export function unwrapBody(body: DeclarationBody): UnwrappedBody {
  const loop = body.kind === 'for' ? body : undefined;
  const afterLoop: Syntax = loop?.body ?? body;
  const condition = afterLoop.kind === 'if' ? afterLoop : undefined;
  const last = condition?.body ?? afterLoop;
  return { loop, condition, object: last.kind === 'object' ? last : undefined };
}

/** The scope of a loop's body. */
export function loopScope(loop: ForExpression, outer: Scope): Scope {
  const names = loop.index === undefined ? [loop.item.name] : [loop.item.name, loop.index.name];
  return withNames('local', names, outer);
}

/** A scope with local variables, or with the parameters of a user-defined function. */
export function withNames(kind: 'local' | 'functionParameter', names: readonly string[], outer: Scope): Scope {
  return { file: outer.file, frame: { kind, names, outer: outer.frame } };
}

/** What a name stands for; undefined where it is not declared. */
export function resolve(name: string, scope: Scope): Resolved | undefined {
  for (let frame = scope.frame; frame !== undefined; frame = frame.outer) {
    if (frame.kind === 'nested') {
      const entry = frame.entries.get(name);
      if (entry !== undefined) return { kind: 'resource', entry };
    } else if (frame.names.includes(name)) return { kind: frame.kind };
  }
  return scope.file.declarations.get(name);
}

/** The resource that an expression names, and the index where it is one of a loop; undefined where it is something else. */
export function resolveResource(
  syntax: Syntax,
  scope: Scope,
): { readonly entry: ResourceEntry; readonly index: Syntax | undefined } | undefined {
  switch (syntax.kind) {
    case 'variableAccess': {
      const resolved = resolve(syntax.name, scope);
      return resolved?.kind === 'resource' ? { entry: resolved.entry, index: undefined } : undefined;
    }
    case 'nestedResource': {
      const base = resolveResource(syntax.base, scope);
      const entry = base?.entry.nested.get(syntax.name.name);
      return entry && { entry, index: base?.index };
    }
    case 'index': {
      const base = resolveResource(syntax.base, scope);
      return base?.entry.body.loop === undefined || base.index !== undefined
        ? undefined
        : { entry: base.entry, index: syntax.index };
    }
    case 'nonNull':
      return resolveResource(syntax.base, scope);
    case 'parenthesized':
      return resolveResource(syntax.inner, scope);
    default:
      return undefined;
  }
}

/** The API version of a resource; a nested one without its own has that of the resource around it. */
export function apiVersionOf(entry: ResourceEntry | undefined): string | undefined {
  for (let at = entry; at !== undefined; at = at.container) {
    const text = at.node.type.kind === 'string' ? at.node.type.value : '';
    const split = text.indexOf('@');
    if (split !== -1) return text.slice(split + 1);
  }
  return undefined;
}
