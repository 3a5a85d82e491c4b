/** Makes the tree of deployments of a template; everything in it is computed when it is first asked for. */
import type {
  ModuleDeclaration,
  OutputDeclaration,
  ParameterDeclaration,
  Template,
  TypeShape,
  VariableDeclaration,
} from '../template/model.js';
import { isRecursive } from '../template/recursive-functions.js';
import { readPath } from './access.js';
import { newBudget, useSteps } from './budget.js';
import { canonicalExpression } from './canonical.js';
import { createdGroup, isSameGroup } from './created-groups.js';
import type { Deployment, GroupFacts, ModuleLoader, RootDeployment } from './deployment.js';
import { nestedEnvironment } from './environment.js';
import type { Environment } from './environment.js';
import { DeployableTypes } from './declared-types.js';
import type { ResourceTypes } from './declared-types.js';
import { ResourceIndex } from './deployment-tree.js';
import { evaluate, opaque } from './evaluate.js';
import { Expansion } from './expand.js';
import { reasonToGiveUp } from './given-up.js';
import { Imports } from './imports.js';
import { InstanceNames } from './instance-names.js';
import type { Alternatives, ModuleInstance, ResourceInstance } from './instances.js';
import { withoutSecrets } from './secrets.js';
import { argumentsOfModule, templateOfModule } from './module-content.js';
import { outputOfModule } from './module-outputs.js';
import { modulePlace, rootPlace } from './places.js';
import type { KnownPlace } from './places.js';
import { parameterChoice } from './shapes.js';
import { isAbsent, literal, passedThrough, textOf } from './value.js';
import type { IdentityScope, Origin, ReferenceValue, UnknownValue, Value } from './value.js';

/** Deeper than this modules do not call each other; a cycle of files ends here. */
const MODULE_DEPTH = 24;

/** What opening a module costs beside its expressions: modules that call each other several times multiply. */
const STEPS_OF_A_MODULE = 200;

const GROUPS: ResourceTypes = new Set(['microsoft.resources/resourcegroups']);

export interface DeploymentOptions {
  readonly loader?: ModuleLoader;
  /** Values of the parameters, by name in lower case. */
  readonly parameters?: ReadonlyMap<string, Value>;
  /** Variables that the template does not declare, by name in lower case: `base` of a parameter file that extends another. */
  readonly variables?: ReadonlyMap<string, Value>;
  readonly place?: KnownPlace;
  /** True: values are those that Azure's engine knows before a deployment, see `EngineView`. */
  readonly predicted?: boolean;
}

const NO_FILES: ModuleLoader = { load: (_from, path) => ({ missing: `'${path}' was not read` }) };

/** The deployment of a template with these parameter values (defaults where there are none). */
export function createDeployment(template: Template, options: DeploymentOptions = {}): Deployment {
  const origin: Origin = { file: template.file, start: 0, end: 0 };
  const { place = {}, loader = NO_FILES } = options;
  const root: RootDeployment = {
    loader,
    deployable: new DeployableTypes(loader),
    place: rootPlace(template.scope, origin, place),
    known: place,
    prediction: options.predicted === true ? { deployed: new Map() } : undefined,
    instanceOf: (identity) => index.find(identity),
  };
  const deployment: Deployment = new DeploymentOfTemplate({
    template,
    path: '',
    depth: 0,
    parent: undefined,
    root,
    place: root.place,
    location: place.location === undefined ? undefined : literal(place.location, origin),
    groupTags: undefined,
    parameters: options.parameters ?? new Map<string, Value>(),
    ...(options.variables === undefined ? {} : { variables: options.variables }),
    existence: [[]],
    budget: newBudget(),
  });
  const index = new ResourceIndex(deployment);
  return deployment;
}

interface Settings {
  readonly template: Template;
  readonly path: string;
  /** Modules around it. */
  readonly depth: number;
  readonly parent: Deployment['parent'];
  readonly root: RootDeployment;
  readonly place: IdentityScope;
  readonly location: Value | undefined;
  readonly groupTags: Value | undefined;
  readonly parameters: ReadonlyMap<string, Value | (() => Value)>;
  readonly variables?: ReadonlyMap<string, Value>;
  readonly existence: Alternatives;
  readonly budget: Deployment['budget'];
  /** Nested deployment with outer scope: its expressions see the parent's parameters, variables and loops. */
  readonly outer?: Environment;
  /** Other files of which only variables, functions and types are used; of a sibling those of its importer. */
  readonly siblings?: Map<Template, Deployment>;
}

/** What is computed once for a deployment. */
type ValueDeclaration = ParameterDeclaration | VariableDeclaration | OutputDeclaration;

class DeploymentOfTemplate implements Deployment {
  readonly template: Template;
  readonly path: string;
  readonly parent: Deployment['parent'];
  readonly root: RootDeployment;
  readonly place: IdentityScope;
  readonly location: Value | undefined;
  readonly groupTags: Value | undefined;
  readonly budget: Deployment['budget'];
  private readonly values = new Map<ValueDeclaration, Value | 'in progress' | undefined>();
  private readonly siblings: Map<Template, Deployment>;
  private expansion: Expansion | undefined;
  readonly environment: Environment;
  private instanceNames: InstanceNames | undefined;
  private readonly imports: Imports;

  constructor(private readonly settings: Settings) {
    this.template = settings.template;
    this.path = settings.path;
    this.parent = settings.parent;
    this.root = settings.root;
    this.place = settings.place;
    this.location = settings.location;
    this.groupTags = settings.groupTags;
    this.budget = settings.budget;
    this.siblings = settings.siblings ?? new Map<Template, Deployment>();
    this.imports = new Imports(settings.template, settings.root.loader, (template) => this.sibling(template));
    const { outer } = settings;
    this.environment = outer === undefined ? { deployment: this, locals: undefined } : nestedEnvironment(outer, this);
  }

  get resources(): readonly ResourceInstance[] {
    return this.expanded.resources.filter(
      (instance) => !instance.declaration.existing && instance.existence.length > 0,
    );
  }

  get declared(): readonly ResourceInstance[] {
    return this.expanded.resources;
  }

  get modules(): readonly ModuleInstance[] {
    return this.expanded.modules.filter((instance) => instance.existence.length > 0);
  }

  declaredOf(types: ResourceTypes): readonly ResourceInstance[] {
    return this.expanded.resourcesOf(types);
  }

  modulesWith(types: ResourceTypes): readonly ModuleInstance[] {
    const { file } = this.template;
    return this.modulesWhere((module) => this.root.deployable.mayDeploy(module, file, types));
  }

  modulesWhere(isWanted: (declaration: ModuleDeclaration) => boolean): readonly ModuleInstance[] {
    return this.expanded.modulesWhere(isWanted).filter((instance) => instance.existence.length > 0);
  }

  private get expanded(): Expansion {
    return (this.expansion ??= new Expansion(this, this.environment, this.settings.existence, (module) =>
      this.open(module),
    ));
  }

  private get names(): InstanceNames {
    return (this.instanceNames ??= new InstanceNames(this.template, this.expanded));
  }

  /** Computes a value once; a value that needs itself is unknown. */
  private once(key: ValueDeclaration, place: () => Origin, compute: () => Value | undefined): Value | undefined {
    const known = this.values.get(key);
    if (known === 'in progress') return opaque({ kind: 'error', message: 'a value that depends on itself' }, place());
    if (known !== undefined || this.values.has(key)) return known;
    this.values.set(key, 'in progress');
    const value = compute();
    this.values.set(key, value);
    return value;
  }

  private origin(span: { start: number; end: number }): Origin {
    return { file: this.template.file, start: span.start, end: span.end };
  }

  parameter(name: string): Value | undefined {
    const key = name.toLowerCase();
    const declaration = this.template.parameters.get(key);
    if (declaration === undefined) return undefined;
    const known = this.values.get(declaration);
    if (known !== undefined && known !== 'in progress') return known;
    const place = this.origin(declaration.nameSpan);
    return this.once(
      declaration,
      () => place,
      () => {
        const shape = this.resolveShape(declaration.type);
        const unknown: UnknownValue = {
          kind: 'unknown',
          because: { kind: 'parameter', name: declaration.name },
          term: { kind: 'parameter', name: declaration.name, deployment: this.path },
          shape,
          origin: place,
        };
        const given = this.settings.parameters.get(key);
        const fallback = declaration.defaultValue();
        if (given !== undefined) {
          const value = typeof given === 'function' ? given() : given;
          // A parameter that is given null has its default.
          if (isAbsent(value) && fallback !== undefined)
            return passedThrough(evaluate(fallback, this.environment), place);
          if (this.root.prediction !== undefined) {
            if (declaration.secure) return isAbsent(value) ? value : unknown;
            if (value.kind !== 'unknown') return passedThrough(withoutSecrets(value, shape, unknown, this), place);
          }
          if (value.kind === 'unknown') return parameterChoice({ ...value, shape }, this);
          return passedThrough(value, place);
        }
        if (fallback !== undefined) return passedThrough(evaluate(fallback, this.environment), place);
        return shape.nullable ? literal(null, place) : parameterChoice(unknown, this);
      },
    );
  }

  isGiven(parameter: string): boolean {
    return this.settings.parameters.has(parameter.toLowerCase());
  }

  variable(name: string): Value | undefined {
    const key = name.toLowerCase();
    const declaration = this.template.variables.get(key);
    if (declaration === undefined) return this.settings.variables?.get(key) ?? this.imports.variable(name);
    return this.once(
      declaration,
      () => this.origin(declaration.nameSpan),
      () => evaluate(declaration.value(), this.environment),
    );
  }

  output(name: string): Value | undefined {
    const key = name.toLowerCase();
    const declaration = this.template.outputs.get(key);
    if (declaration === undefined) return undefined;
    return this.once(
      declaration,
      () => this.origin(declaration.nameSpan),
      () => evaluate(declaration.value(), this.environment),
    );
  }

  /** Another file of which only variables, functions and types are used; one for all that import it here. */
  private sibling(template: Template): Deployment {
    let sibling = this.siblings.get(template);
    if (sibling === undefined) {
      const { siblings } = this;
      sibling = new DeploymentOfTemplate({ ...this.settings, template, parameters: new Map(), siblings });
      siblings.set(template, sibling);
    }
    return sibling;
  }

  userFunction(namespace: string | undefined, name: string): ((args: readonly Value[]) => Value) | undefined {
    const { functions, imports } = this.template;
    if (functions.size === 0 && imports.length === 0) return undefined;
    const own = functions.get((namespace === undefined ? name : `${namespace}.${name}`).toLowerCase());
    if (own === undefined) return this.imports.userFunction(namespace, name);
    if (isRecursive(own, this.template)) {
      const place = this.origin(own.body().span);
      return () => opaque({ kind: 'error', message: 'a function that calls itself' }, place);
    }
    return (args) => {
      const parameters = new Map<string, Value>();
      let { locals } = this.environment;
      own.parameters.forEach((parameter, index) => {
        const value = args[index];
        if (value === undefined) return;
        parameters.set(parameter.name.toLowerCase(), value);
        locals = { kind: 'local', name: parameter.name, value, outer: locals };
      });
      return evaluate(own.body(), { deployment: this, locals: { kind: 'function', parameters, outer: locals } });
    };
  }

  resolveShape(shape: TypeShape, depth = 0): TypeShape {
    if (shape.reference === undefined || depth > 16) return shape;
    const declared = this.template.types.get(shape.reference.toLowerCase());
    const nullable = shape.nullable;
    if (declared !== undefined) {
      const resolved = this.resolveShape(declared.shape, depth + 1);
      return nullable ? { ...resolved, nullable: true } : resolved;
    }
    const [first = '', ...rest] = shape.reference.split('.');
    const imported =
      rest.length > 0 ? this.imports.find(first, rest.join('.')) : this.imports.find(undefined, shape.reference);
    if (imported === undefined) return shape;
    const resolved = imported.other.resolveShape({ base: 'any', nullable: false, reference: imported.name }, depth + 1);
    return nullable ? { ...resolved, nullable: true } : resolved;
  }

  symbol(name: string, _environment: Environment, origin: Origin): Value | undefined {
    return this.names.symbol(name, origin);
  }

  symbolElement(name: string, index: Value, environment: Environment, origin: Origin): Value | undefined {
    return this.names.symbolElement(name, index, environment, origin);
  }

  resourceNamed(name: string): ReturnType<Deployment['resourceNamed']> {
    return this.names.named(name);
  }

  moduleOutput(reference: ReferenceValue, path: readonly string[]): Value | undefined {
    return outputOfModule(reference, path, this, this.expanded);
  }

  private open(module: ModuleInstance): { content: Deployment | undefined; missing: string | undefined } {
    const { declaration, environment, origin } = module;
    const { source } = declaration;
    const none = (missing: string): { content: undefined; missing: string } => ({ content: undefined, missing });
    if (this.settings.depth >= MODULE_DEPTH) return none('modules are nested too deeply');
    if (!useSteps(this.budget, STEPS_OF_A_MODULE)) return none('there are too many modules');
    const template = templateOfModule(source, this.template.file, this.root.loader);
    if ('missing' in template) return none(template.missing);
    const parameter = source.kind === 'inline' || source.kind === 'path' ? source.parameter : undefined;
    if (parameter !== undefined && environment.deployment.isGiven(parameter))
      return none(`its template is given as '${parameter}'`);
    const place = modulePlace(declaration, environment, origin) ?? {
      kind: 'id',
      id: opaque({ kind: 'runtime', name: 'scope' }, origin),
    };
    const name =
      textOf(module.identity.names[0] ?? literal(null, origin)) ??
      canonicalExpression(module.identity.names[0] ?? literal(null, origin));
    const content = new DeploymentOfTemplate({
      template,
      path: this.path === '' ? name : `${this.path}/${name}`,
      depth: this.settings.depth + 1,
      parent: { deployment: this, module },
      root: this.root,
      place,
      ...this.surroundingsOf(module, place),
      parameters: argumentsOfModule(declaration, environment),
      existence: module.existence,
      budget: this.budget,
      ...(source.kind === 'inline' && source.evaluation === 'outer' ? { outer: environment } : {}),
    });
    const givenUp = this.root.prediction === undefined ? undefined : reasonToGiveUp(module, content);
    return givenUp === undefined ? { content, missing: undefined } : none(givenUp);
  }

  /** What is known of the resource group that a module goes to: all that this template says where it creates the group. */
  private surroundingsOf(
    module: ModuleInstance,
    place: IdentityScope,
  ): { location: Value | undefined; groupTags: Value | undefined } {
    if (place.kind === 'resourceGroup') return this.groupAt(place) ?? { location: undefined, groupTags: undefined };
    // A deployment above resource groups says its region; Bicep gives each the one of the deployment that starts it.
    const own = readPath(evaluate(module.declaration.body(), module.environment), ['location'], module.origin);
    return { location: own.kind === 'absent' ? this.location : own, groupTags: undefined };
  }

  groupAt(place: IdentityScope & { kind: 'resourceGroup' }): GroupFacts | undefined {
    const { place: own, location, groupTags } = this;
    if (own.kind === 'resourceGroup' && isSameGroup(own, place)) return { location, groupTags };
    return createdGroup(this.expanded.resourcesOf(GROUPS), place) ?? this.parent?.deployment.groupAt(place);
  }
}
