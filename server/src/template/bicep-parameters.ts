/** `.bicepparam` files: which template they are for, and the values they give. */
import type { BicepFile, Skipped, StringLike } from '../syntax/bicep/tree.js';
import { lowerExpression, spanOf } from './bicep-expressions.js';
import type { Scope } from './bicep-symbols.js';
import { fileSymbols } from './bicep-symbols.js';
import { importDeclaration, variableDeclaration } from './bicep.js';
import { lazy } from './lazy.js';
import type {
  Expression,
  ImportDeclaration,
  ParameterDeclaration,
  Span,
  Template,
  VariableDeclaration,
} from './model.js';

export interface BicepParameters {
  readonly file: string;
  /** undefined: there is no `using`, or it is not finished; `none`: the file says that it is for no template. */
  readonly using: FileReference | 'none' | undefined;
  readonly extends: FileReference | undefined;
  /** Key: the name in lower case. */
  readonly assignments: ReadonlyMap<string, ParameterAssignment>;
  readonly variables: ReadonlyMap<string, VariableDeclaration>;
  readonly imports: readonly ImportDeclaration[];
  /**
   * The file as a template whose parameters default to what is assigned to them: what the assignments are evaluated in,
   * since they may use each other, the variables and the imports. `base` (of `extends`) is a variable there.
   */
  readonly template: Template;
}

/** A file or module reference as written; the span includes the quotes. */
export interface FileReference {
  readonly path: string;
  readonly span: Span;
}

export interface ParameterAssignment {
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: () => Expression;
}

/** Reads the tree of a `.bicepparam` file. A broken tree gives what can be read of it; never throws. */
export function bicepParameters(file: string, tree: BicepFile): BicepParameters {
  const scope: Scope = { file: fileSymbols(tree), frame: undefined };
  const assignments = new Map<string, ParameterAssignment>();
  const parameters = new Map<string, ParameterDeclaration>();
  const variables = new Map<string, VariableDeclaration>();
  const imports: ImportDeclaration[] = [];
  let using: FileReference | 'none' | undefined;
  let extended: FileReference | undefined;
  for (const statement of tree.statements) {
    switch (statement.kind) {
      case 'using':
        using ??= statement.path.kind === 'identifier' ? 'none' : fileReference(statement.path);
        break;
      case 'extends':
        extended ??= fileReference(statement.path);
        break;
      case 'parameterAssignment': {
        const { name, value } = statement;
        const key = name.name.toLowerCase();
        if (key === '' || assignments.has(key)) break;
        const assignment = {
          name: name.name,
          nameSpan: spanOf(name),
          value: lazy(() => lowerExpression(value, scope)),
        };
        assignments.set(key, assignment);
        parameters.set(key, {
          name: assignment.name,
          nameSpan: assignment.nameSpan,
          type: { base: 'any', nullable: false },
          secure: false,
          defaultValue: assignment.value,
        });
        break;
      }
      case 'variable': {
        const key = statement.name.name.toLowerCase();
        if (key !== '' && !variables.has(key)) variables.set(key, variableDeclaration(statement, scope));
        break;
      }
      case 'import': {
        const declaration = importDeclaration(statement);
        if (declaration !== undefined) imports.push(declaration);
        break;
      }
      default:
        break;
    }
  }
  const template: Template = {
    file,
    language: 'bicep',
    scope: 'resourceGroup',
    symbolicNames: true,
    span: spanOf(tree),
    parameters,
    variables,
    functions: new Map(),
    types: new Map(),
    imports,
    resources: [],
    modules: [],
    outputs: new Map(),
  };
  return { file, using, extends: extended, assignments, variables, imports, template };
}

function fileReference(path: StringLike | Skipped | { readonly kind: 'identifier' }): FileReference | undefined {
  if (path.kind !== 'string' || path.value === '') return undefined;
  return { path: path.value, span: spanOf(path) };
}
