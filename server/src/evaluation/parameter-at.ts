/** What a value that reaches a resource through parameters may be changed to. */
import type { ParameterDeclaration, Span, Template, TypeShape } from '../template/model.js';
import { deploymentsBelow } from './deployment-tree.js';
import type { Deployment, RootDeployment } from './deployment.js';
import type { Origin } from './value.js';

/**
 * Type of the parameter whose default holds that place, in any template of the deployment that this one belongs to.
 * undefined: it is no part of a default.
 */
export function parameterTypeAt(deployment: Deployment, place: Origin): TypeShape | undefined {
  const [type] = defaultsAround(deployment, place);
  return type;
}

/**
 * Whether that value may stand in the place of what is written at `at`: the types and allowed values of the parameters
 * limit it that it is the default of, or that it is passed to on its way.
 */
export function mayBeReplaced(deployment: Deployment, at: Origin, value: string | boolean | null): boolean {
  const types = [...defaultsAround(deployment, at), ...passedTypes(deployment, at)];
  return types.every((type) => accepts(type, value));
}

function accepts(type: TypeShape, value: string | boolean | null): boolean {
  // Parts of an object are not followed into its type: none, or one that may know only the type that is there.
  if (type.base === 'object' || type.base === 'array') {
    return value !== null || (type.properties === undefined && type.items === undefined);
  }
  if (value === null) return type.nullable;
  if (type.base !== 'any' && type.base !== (typeof value === 'boolean' ? 'bool' : 'string')) return false;
  return type.allowed === undefined || type.allowed.some((one) => one.value === value);
}

function* defaultsAround(deployment: Deployment, { file, start, end }: Origin): Generator<TypeShape> {
  const { defaults } = parametersIn(deployment, file);
  // The last one that begins before the place, and those around that one.
  let low = 0;
  let high = defaults.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((defaults[middle]?.span.start ?? Infinity) <= start) low = middle + 1;
    else high = middle;
  }
  for (let around = defaults[low - 1]; around !== undefined; around = around.outer)
    if (end <= around.span.end) yield typeOf(around);
}

/** A value that was passed to a parameter has been at the parameter's name. */
function* passedTypes(deployment: Deployment, { trail = [] }: Origin): Generator<TypeShape> {
  for (const { file, start, end } of trail) {
    const parameter = parametersIn(deployment, file).byName.get(start);
    if (parameter?.declaration.nameSpan.end === end) yield typeOf(parameter);
  }
}

interface DeclaredParameter {
  readonly holder: Deployment;
  readonly declaration: ParameterDeclaration;
}

function typeOf({ holder, declaration }: DeclaredParameter): TypeShape {
  return holder.resolveShape(declaration.type);
}

interface Default extends DeclaredParameter {
  readonly span: Span;
  /** The default that this one lies in: of a template that is itself the default of a parameter. */
  outer: Default | undefined;
}

/** The parameters of all templates in a file, each once however often its template is deployed. */
interface ParametersOfFile {
  /** Those with a default, in the order of the defaults. */
  readonly defaults: readonly Default[];
  /** By the start of the name. */
  readonly byName: ReadonlyMap<number, DeclaredParameter>;
}

const found = new WeakMap<RootDeployment, Map<string, ParametersOfFile>>();

/** Those of the tree that a deployment belongs to. */
function parametersIn(deployment: Deployment, file: string): ParametersOfFile {
  const files = found.get(deployment.root) ?? new Map<string, ParametersOfFile>();
  found.set(deployment.root, files);
  let parameters = files.get(file);
  if (parameters === undefined) files.set(file, (parameters = findParameters(deployment, file)));
  return parameters;
}

function findParameters(deployment: Deployment, file: string): ParametersOfFile {
  let root = deployment;
  while (root.parent !== undefined) root = root.parent.deployment;
  const templates = new Set<Template>();
  const defaults: Default[] = [];
  const byName = new Map<number, DeclaredParameter>();
  for (const holder of deploymentsBelow(root)) {
    if (holder.template.file !== file || templates.has(holder.template)) continue;
    templates.add(holder.template);
    for (const declaration of holder.template.parameters.values()) {
      const { nameSpan } = declaration;
      const span = declaration.defaultValue()?.span;
      if (!byName.has(nameSpan.start)) byName.set(nameSpan.start, { holder, declaration });
      if (span !== undefined) defaults.push({ holder, declaration, span, outer: undefined });
    }
  }
  defaults.sort((left, right) => left.span.start - right.span.start);
  let open: Default | undefined;
  for (const one of defaults) {
    while (open !== undefined && open.span.end <= one.span.start) open = open.outer;
    one.outer = open;
    open = one;
  }
  return { defaults, byName };
}
