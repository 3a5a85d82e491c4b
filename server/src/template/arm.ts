import { findProperty, findString, findValue, propertiesByName } from '../syntax/json/navigate.js';
import { readSchema } from '../syntax/json/schema.js';
import type { JsonFile, JsonNode, JsonProperty } from '../syntax/json/tree.js';
import {
  copyEntries,
  contentSpan,
  expressionOr,
  lazyProperty,
  loopExpressionOf,
  nameSpanOf,
  spanOf,
} from './arm-expressions.js';
import type { JsonSource } from './arm-expressions.js';
import { declarationsOf } from './arm-resources.js';
import type { ResourceContext } from './arm-resources.js';
import { isSecure, typeShapeOf } from './arm-types.js';
import { lazy } from './lazy.js';
import type { Names, TemplateObject } from './template-values.js';
import type {
  DeploymentScope,
  Expression,
  FunctionDeclaration,
  OutputDeclaration,
  ParameterDeclaration,
  Template,
  TypeDeclaration,
  VariableDeclaration,
} from './model.js';

/**
 * The template that an ARM JSON file is. Nothing in it is computed before it is asked for, and everything only once.
 * A broken file gives what could be read; a file that is no template gives an empty one.
 */
export function armTemplate(file: string, json: JsonFile): Template {
  const source = { text: json.text, passes: 1 };
  const schemaScope = scopeOfSchema(json.root);
  return templateOf({ file, source, scope: schemaScope ?? 'resourceGroup', outer: undefined }, json.root);
}

/** The template that an object in a file of another template is, a Bicep file for one; expressions of outer scope mean `around`. */
export function writtenTemplate({ node, source, evaluation }: TemplateObject, around: Template): Template {
  const outer = evaluation === 'outer' ? { template: around, root: undefined, source } : undefined;
  return templateOf({ file: around.file, source, scope: nestedScope(node, undefined, around.scope), outer }, node);
}

interface Place {
  readonly file: string;
  readonly source: JsonSource;
  readonly scope: DeploymentScope;
  /** The template whose variables and parameters the expressions mean, where it is not the template's own. */
  readonly outer: OuterTemplate | undefined;
}

interface OuterTemplate extends Names {
  readonly template: Template;
}

function templateOf(place: Place, node: JsonNode | undefined): Template {
  const { file, source, scope, outer } = place;
  const resourcesNode = findValue(node, 'resources');
  const parameters = lazy(() => parametersOf(source, node));
  const variables = lazy(() => variablesOf(source, findValue(node, 'variables')));
  const functions = lazy(() => functionsOf(source, findValue(node, 'functions')));
  const types = lazy(() => typesOf(source, findValue(node, 'definitions')));
  const outputs = lazy(() => outputsOf(source, findValue(node, 'outputs')));
  const declarations = lazy(() => {
    const names = outer ?? { template, root: node, source };
    const context: ResourceContext = {
      source,
      names,
      textOf: (expression) => textOf(names.template, expression),
      nestedTemplate: (nested, deployedTo) => {
        const nestedPlace: Place = {
          file,
          source: nested.source,
          scope: nestedScope(nested.node, deployedTo, scope),
          outer: nested.evaluation === 'outer' ? names : undefined,
        };
        return templateOf(nestedPlace, nested.node);
      },
    };
    return declarationsOf(context, resourcesNode);
  });
  const template: Template = {
    file,
    language: 'arm',
    scope,
    symbolicNames: resourcesNode?.kind === 'object',
    span: node === undefined ? { start: 0, end: 0 } : spanOf(node),
    imports: [],
    get parameters() {
      return parameters();
    },
    get variables() {
      return variables();
    },
    get functions() {
      return functions();
    },
    get types() {
      return types();
    },
    get resources() {
      return declarations().resources;
    },
    get modules() {
      return declarations().modules;
    },
    get outputs() {
      return outputs();
    },
  };
  return template;
}

function scopeOfSchema(node: JsonNode | undefined): DeploymentScope | undefined {
  const schema = findString(node, '$schema');
  return schema === undefined ? undefined : readSchema(schema)?.scope;
}

/**
 * Authors often leave the schema of a resource group in a nested template, whatever it is deployed to, and Azure does not
 * mind; the other three schemas are not written by accident.
 */
function nestedScope(
  node: JsonNode,
  deployedTo: DeploymentScope | undefined,
  enclosing: DeploymentScope,
): DeploymentScope {
  const schema = scopeOfSchema(node);
  return schema !== undefined && schema !== 'resourceGroup' ? schema : (deployedTo ?? enclosing);
}

/** How many variables and defaults in a row are followed to find a text. */
const MAX_FOLLOWED = 5;

function textOf(template: Template, expression: Expression): string | undefined {
  let current: Expression | undefined = expression;
  for (let followed = 0; followed <= MAX_FOLLOWED; followed++) {
    switch (current?.kind) {
      case 'literal':
        return typeof current.value === 'string' ? current.value : undefined;
      case 'variable':
        current = template.variables.get(current.name.toLowerCase())?.value();
        break;
      case 'parameter':
        current = template.parameters.get(current.name.toLowerCase())?.defaultValue();
        break;
      default:
        return undefined;
    }
  }
  return undefined;
}

function parametersOf(source: JsonSource, node: JsonNode | undefined): ReadonlyMap<string, ParameterDeclaration> {
  const definitions = findValue(node, 'definitions');
  return mapProperties(findValue(node, 'parameters'), (property) => {
    const type = lazy(() => typeShapeOf(source, property.value));
    const defaultValue =
      property.value === undefined ? undefined : lazyProperty(source, property.value, 'defaultValue');
    return {
      name: property.name,
      nameSpan: nameSpanOf(property),
      get type() {
        return type();
      },
      secure: isSecure(property.value, definitions),
      defaultValue: defaultValue ?? (() => undefined),
    };
  });
}

function variablesOf(source: JsonSource, variables: JsonNode | undefined): ReadonlyMap<string, VariableDeclaration> {
  const found = new Map<string, VariableDeclaration>();
  for (const [key, property] of propertiesByName(variables)) {
    const copies = key === 'copy' ? copyEntries(property.value) : [];
    for (const { name, copy } of copies) {
      const value = lazy(() => loopExpressionOf(source, copy));
      found.set(name.value.toLowerCase(), { name: name.value, nameSpan: contentSpan(name), value });
    }
    if (copies.length > 0) continue;
    found.set(key, { name: property.name, nameSpan: nameSpanOf(property), value: valueOf(source, property) });
  }
  return found;
}

function outputsOf(source: JsonSource, outputs: JsonNode | undefined): ReadonlyMap<string, OutputDeclaration> {
  return mapProperties(outputs, (property) => {
    const copy = findValue(property.value, 'copy');
    const value = lazy(() =>
      copy === undefined
        ? expressionOr(source, findValue(property.value, 'value'), 'The output has no value.', nameSpanOf(property))
        : loopExpressionOf(source, copy),
    );
    return { name: property.name, nameSpan: nameSpanOf(property), value };
  });
}

function typesOf(source: JsonSource, definitions: JsonNode | undefined): ReadonlyMap<string, TypeDeclaration> {
  return mapProperties(definitions, ({ name, value }) => {
    const shape = lazy(() => typeShapeOf(source, value));
    return {
      name,
      get shape() {
        return shape();
      },
    };
  });
}

function functionsOf(source: JsonSource, namespaces: JsonNode | undefined): ReadonlyMap<string, FunctionDeclaration> {
  const found = new Map<string, FunctionDeclaration>();
  if (namespaces?.kind !== 'array') return found;
  for (const item of namespaces.items) {
    const namespace = findString(item, 'namespace')?.toLowerCase() ?? '';
    for (const [key, member] of propertiesByName(findValue(item, 'members'))) {
      found.set(`${namespace}.${key}`, functionOf(source, member));
    }
  }
  return found;
}

function functionOf(source: JsonSource, member: JsonProperty): FunctionDeclaration {
  const parameters = lazy(() => {
    const declared = findValue(member.value, 'parameters');
    if (declared?.kind !== 'array') return [];
    return declared.items.map((item) => ({ name: findString(item, 'name') ?? '', type: typeShapeOf(source, item) }));
  });
  return {
    name: member.name,
    get parameters() {
      return parameters();
    },
    body: lazy(() =>
      expressionOr(
        source,
        findProperty(findValue(member.value, 'output'), 'value')?.value,
        'The function has no output.',
        nameSpanOf(member),
      ),
    ),
  };
}

function valueOf(source: JsonSource, property: JsonProperty): () => Expression {
  return lazy(() => expressionOr(source, property.value, 'The value is missing.', nameSpanOf(property)));
}

function mapProperties<T>(node: JsonNode | undefined, declare: (property: JsonProperty) => T): ReadonlyMap<string, T> {
  const found = new Map<string, T>();
  for (const [key, property] of propertiesByName(node)) found.set(key, declare(property));
  return found;
}
