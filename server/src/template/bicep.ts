/** Bicep files as Templates. */
import type {
  BicepFile,
  Expression as Syntax,
  Identifier,
  ImportDeclaration as ImportSyntax,
} from '../syntax/bicep/tree.js';
import { lowerExpression, spanOf } from './bicep-expressions.js';
import { deploymentDeclaration } from './bicep-deployments.js';
import { isDeployment, moduleDeclaration, resourceDeclarations } from './bicep-resources.js';
import type { Scope } from './bicep-symbols.js';
import { fileSymbols, withNames } from './bicep-symbols.js';
import { declaredTypes, isSecure, typeShape } from './bicep-types.js';
import { lazy } from './lazy.js';
import type {
  DeploymentScope,
  FunctionDeclaration,
  ImportDeclaration,
  ModuleDeclaration,
  OutputDeclaration,
  ParameterDeclaration,
  Template,
  VariableDeclaration,
} from './model.js';

/**
 * Turns the tree of a `.bicep` file into a Template. Names are as the file has them, keys of the maps in lower case.
 * Expressions are lowered when they are asked for. A broken tree gives what can be read of it; never throws.
 */
export function bicepTemplate(file: string, tree: BicepFile): Template {
  const symbols = fileSymbols(tree);
  const scope: Scope = { file: symbols, frame: undefined };
  const parameters = new Map<string, ParameterDeclaration>();
  const variables = new Map<string, VariableDeclaration>();
  const functions = new Map<string, FunctionDeclaration>();
  const outputs = new Map<string, OutputDeclaration>();
  const imports: ImportDeclaration[] = [];
  const modules: ModuleDeclaration[] = [];
  let deploymentScope: DeploymentScope = 'resourceGroup';
  for (const statement of tree.statements) {
    switch (statement.kind) {
      case 'targetScope':
        deploymentScope = targetScope(statement.value) ?? deploymentScope;
        break;
      case 'parameter': {
        const { name, type, decorators, defaultValue } = statement;
        const shape = lazy(() => typeShape(type, decorators, symbols));
        const secure = lazy(() => isSecure(type, decorators, symbols));
        add(parameters, name.name, {
          name: name.name,
          nameSpan: spanOf(name),
          get type() {
            return shape();
          },
          get secure() {
            return secure();
          },
          defaultValue: lazy(() => defaultValue && lowerExpression(defaultValue, scope)),
        });
        break;
      }
      case 'variable':
        add(variables, statement.name.name, variableDeclaration(statement, scope));
        break;
      case 'function': {
        const { name, parameters: formal, body } = statement;
        const inner = withNames(
          'functionParameter',
          formal.map((parameter) => parameter.name.name),
          scope,
        );
        const shapes = lazy(() =>
          formal.map((parameter) => ({ name: parameter.name.name, type: typeShape(parameter.type, [], symbols) })),
        );
        add(functions, name.name, {
          name: name.name,
          get parameters() {
            return shapes();
          },
          body: lazy(() => lowerExpression(body, inner)),
        });
        break;
      }
      case 'output': {
        const { name, value } = statement;
        // The copy that an output's loop compiles to has no name.
        const declaration = {
          name: name.name,
          nameSpan: spanOf(name),
          value: lazy(() => lowerExpression(value, scope)),
        };
        add(outputs, name.name, declaration);
        break;
      }
      case 'resource': {
        const symbol = symbols.declarations.get(statement.name.name);
        if (symbol?.kind === 'resource' && symbol.entry.node === statement && isDeployment(symbol.entry)) {
          modules.push(deploymentDeclaration(symbol.entry, () => template));
        }
        break;
      }
      case 'module': {
        const declaration = moduleDeclaration(statement, symbols);
        if (declaration !== undefined) modules.push(declaration);
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
  const resources = lazy(() => resourceDeclarations(symbols));
  const types = lazy(() => declaredTypes(symbols));
  const template: Template = {
    file,
    language: 'bicep',
    scope: deploymentScope,
    symbolicNames: true,
    span: spanOf(tree),
    parameters,
    variables,
    functions,
    get types() {
      return types();
    },
    imports,
    get resources() {
      return resources();
    },
    modules,
    outputs,
  };
  return template;
}

/** The first declaration of a name counts; one without a name is not finished yet. */
function add<T>(declarations: Map<string, T>, name: string, declaration: T): void {
  const key = name.toLowerCase();
  if (key !== '' && !declarations.has(key)) declarations.set(key, declaration);
}

function targetScope(value: Syntax): DeploymentScope | undefined {
  if (value.kind !== 'string') return undefined;
  switch (value.value) {
    case 'resourceGroup':
    case 'subscription':
    case 'managementGroup':
    case 'tenant':
      return value.value;
    default:
      return undefined;
  }
}

/** A `var` statement as a declaration. */
export function variableDeclaration(
  { name, value }: { readonly name: Identifier; readonly value: Syntax },
  scope: Scope,
): VariableDeclaration {
  return {
    name: name.name,
    nameSpan: spanOf(name),
    value: lazy(() => lowerExpression(value, scope, { loopName: name.name })),
  };
}

/** An `import` statement; undefined where its path is not written yet. */
export function importDeclaration({ path, symbols }: ImportSyntax): ImportDeclaration | undefined {
  if (path.kind !== 'string' || path.value === '' || symbols.kind === 'skipped') return undefined;
  const common = { path: path.value, pathSpan: spanOf(path) };
  if (symbols.kind === 'importedNamespace') {
    return symbols.alias.name === '' ? undefined : { ...common, names: [], wildcard: symbols.alias.name };
  }
  const names = symbols.symbols.flatMap((symbol) => {
    if (symbol.kind === 'skipped') return [];
    const name =
      symbol.name.kind === 'identifier' ? symbol.name.name : symbol.name.kind === 'string' ? symbol.name.value : '';
    const as = symbol.alias?.name ?? name;
    return name === '' || as === '' ? [] : [{ name, as, span: spanOf(symbol) }];
  });
  return { ...common, names };
}
