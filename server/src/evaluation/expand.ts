/** Declarations to instances: loops run, names and ids computed, conditions kept. */
import type { Expression, Loop, ModuleDeclaration, ResourceDeclaration } from '../template/model.js';
import { readPath } from './access.js';
import { casesOf, combine } from './cases.js';
import { declaresAny, mayBeOf } from './declared-types.js';
import type { ResourceTypes } from './declared-types.js';
import type { Deployment } from './deployment.js';
import { inResourceLoop } from './environment.js';
import type { Environment } from './environment.js';
import { identityKey } from './canonical.js';
import { truthCases } from './conditions.js';
import { evaluate, opaque } from './evaluate.js';
import type { Alternatives, ModuleInstance, ResourceInstance } from './instances.js';
import { elementAt, loopElements, loopRange } from './loops.js';
import type { LoopElement } from './loops.js';
import { modulePlace } from './places.js';
import { effectiveType, identify } from './resource-names.js';
import type { Condition, Origin, ResourceIdentity, Value } from './value.js';

const ALWAYS: Alternatives = [[]];
/** More ways to exist than this are taken as one unknown condition each. */
const ALTERNATIVES_LIMIT = 16;

/** Whether it is there whatever holds. */
export function isUnconditional(alternatives: Alternatives): boolean {
  return alternatives.some((conditions) => conditions.length === 0);
}

/** Both must hold. */
export function both(left: Alternatives, right: Alternatives): Alternatives {
  if (left === ALWAYS) return right;
  if (right === ALWAYS) return left;
  const result: (readonly Condition[])[] = [];
  for (const one of left) {
    for (const other of right) {
      const joined = combine(one, other);
      if (joined !== undefined && result.length < ALTERNATIVES_LIMIT) result.push(joined);
    }
  }
  return result;
}

function alternativesOf(condition: Expression | undefined, environment: Environment): Alternatives {
  if (condition === undefined) return ALWAYS;
  const cases = truthCases(evaluate(condition, environment));
  if (cases.every((one) => one.value && one.when.length === 0)) return ALWAYS;
  return cases.filter((one) => one.value).map((one) => one.when);
}

interface Iteration {
  readonly element: LoopElement | undefined;
  /** Under which conditions the loop has this element. */
  readonly existence: Alternatives;
}

const ONCE: readonly Iteration[] = [{ element: undefined, existence: ALWAYS }];

/** The iterations of a declaration's loop; one without an element where there is no loop. */
function iterationsOf(loop: Loop | undefined, environment: Environment, origin: Origin): readonly Iteration[] {
  if (loop === undefined) return ONCE;
  return casesOf(loopRange(loop, environment)).flatMap((one) =>
    loopElements(loop, one.value, environment, origin, true).map((element) => ({
      element,
      existence: one.when.length === 0 ? ALWAYS : [one.when],
    })),
  );
}

/** Gives a module's content when it is first asked for. */
export type OpenModule = (module: ModuleInstance) => {
  readonly content: Deployment | undefined;
  readonly missing: string | undefined;
};

/**
 * The instances of a deployment's own declarations, each made when it is first asked for: a loop may walk what another
 * resource of the same deployment says.
 */
export class Expansion {
  private readonly done = new Map<
    ResourceDeclaration | ModuleDeclaration,
    readonly (ResourceInstance | ModuleInstance)[]
  >();
  private readonly inProgress = new Set<ResourceDeclaration | ModuleDeclaration>();
  private allResources: readonly ResourceInstance[] | undefined;
  private allModules: readonly ModuleInstance[] | undefined;
  private modulesByKey: ReadonlyMap<string, ModuleInstance> | undefined;

  constructor(
    private readonly deployment: Deployment,
    private readonly environment: Environment,
    private readonly existence: Alternatives,
    private readonly openModule: OpenModule,
  ) {}

  get resources(): readonly ResourceInstance[] {
    if (this.allResources !== undefined) return this.allResources;
    const all = this.deployment.template.resources.flatMap((one) => this.instancesOfResource(one));
    // Asked for while a loop is being expanded, the list lacks that loop's elements.
    if (this.inProgress.size === 0) this.allResources = all;
    return all;
  }

  /** The resources that may be of one of the types. */
  resourcesOf(types: ResourceTypes): readonly ResourceInstance[] {
    const { template } = this.deployment;
    if (!declaresAny(template, types)) return [];
    return template.resources.filter((one) => mayBeOf(one, types)).flatMap((one) => this.instancesOfResource(one));
  }

  /** The modules that may deploy one of the types. */
  modulesWith(types: ResourceTypes): readonly ModuleInstance[] {
    const { template, root } = this.deployment;
    return template.modules
      .filter((one) => root.deployable.mayDeploy(one, template.file, types))
      .flatMap((one) => this.instancesOfModule(one));
  }

  get modules(): readonly ModuleInstance[] {
    if (this.allModules !== undefined) return this.allModules;
    const all = this.deployment.template.modules.flatMap((one) => this.instancesOfModule(one));
    if (this.inProgress.size === 0) this.allModules = all;
    return all;
  }

  /** The module whose deployment has that id. */
  moduleOf(identity: ResourceIdentity): ModuleInstance | undefined {
    if (this.modulesByKey !== undefined) return this.modulesByKey.get(identityKey(identity));
    const byKey = new Map(this.modules.map((module) => [identityKey(module.identity), module]));
    if (this.inProgress.size === 0) this.modulesByKey = byKey;
    return byKey.get(identityKey(identity));
  }

  /** Instances of a declaration, in the order of its loop; none for one that needs itself to be expanded. */
  instancesOf(declaration: ResourceDeclaration | ModuleDeclaration): readonly (ResourceInstance | ModuleInstance)[] {
    return declaration.kind === 'resource'
      ? this.instancesOfResource(declaration)
      : this.instancesOfModule(declaration);
  }

  private once<T extends ResourceInstance | ModuleInstance>(
    declaration: ResourceDeclaration | ModuleDeclaration,
    expand: () => readonly T[],
  ): readonly T[] {
    const known = this.done.get(declaration);
    if (known !== undefined) return known as readonly T[];
    if (this.inProgress.has(declaration)) return [];
    this.inProgress.add(declaration);
    const instances = expand();
    this.inProgress.delete(declaration);
    this.done.set(declaration, instances);
    return instances;
  }

  private instancesOfResource(declaration: ResourceDeclaration): readonly ResourceInstance[] {
    return this.once(declaration, () => {
      const { parent, loop } = declaration;
      const around =
        parent !== undefined && parent.expression === undefined
          ? this.instancesOfResource(parent.declaration)
          : undefined;
      // A nested child runs along with the loop of the resource around it, but not with its condition.
      if (around !== undefined && loop === undefined) {
        return around.map((outer) =>
          resourceInstance(this.deployment, declaration, {
            environment: outer.environment,
            index: outer.index,
            symbolic: outer.symbolic,
            parent: outer,
            existence: outer.declaration.condition === undefined ? outer.existence : this.existence,
          }),
        );
      }
      return this.iterations(declaration).map((iteration) =>
        resourceInstance(this.deployment, declaration, { ...iteration, parent: around?.[0] }),
      );
    });
  }

  private instancesOfModule(declaration: ModuleDeclaration): readonly ModuleInstance[] {
    return this.once(declaration, () =>
      this.iterations(declaration).map((iteration) =>
        moduleInstance(this.deployment, declaration, iteration, this.openModule),
      ),
    );
  }

  private iterations(declaration: ResourceDeclaration | ModuleDeclaration): InstancePlace[] {
    const { environment, existence } = this;
    return iterationsOf(declaration.loop, environment, place(this.deployment, declaration)).map((iteration) => {
      const { element } = iteration;
      return {
        environment: element === undefined ? environment : inResourceLoop(environment, element.locals),
        index: element?.index,
        symbolic: element?.symbolic ?? false,
        existence: both(existence, iteration.existence),
      };
    });
  }

  /** The instance of a declaration at an index that need not be one of the known ones. */
  instanceAt(
    declaration: ResourceDeclaration | ModuleDeclaration,
    index: Value,
    locals: Environment['locals'],
  ): ResourceInstance | ModuleInstance {
    const around: Environment = { ...this.environment, locals };
    const { loop } = declaration;
    const element = loop === undefined ? undefined : elementAt(loop, loopRange(loop, around), index, around);
    const iteration: InstancePlace = {
      environment: element === undefined ? around : inResourceLoop(around, element.locals),
      index,
      symbolic: element?.symbolic ?? false,
      existence: this.existence,
    };
    return declaration.kind === 'resource'
      ? resourceInstance(this.deployment, declaration, iteration)
      : moduleInstance(this.deployment, declaration, iteration, this.openModule);
  }
}

/** Where an instance stands: in which loops, as the child of which resource, under which conditions. */
interface InstancePlace {
  readonly environment: Environment;
  readonly index: Value | undefined;
  readonly symbolic: boolean;
  readonly parent?: ResourceInstance | undefined;
  readonly existence: Alternatives;
}

function place(deployment: Deployment, declaration: ResourceDeclaration | ModuleDeclaration): Origin {
  return { file: deployment.template.file, start: declaration.nameSpan.start, end: declaration.nameSpan.end };
}

/** Computes a value once. One that needs itself is what `circular` gives: only a template that Azure refuses has such. */
function lazily<T>(compute: () => T, circular: () => T): () => T {
  let state: { readonly value: T } | 'open' | 'in progress' = 'open';
  return () => {
    if (state === 'in progress') return circular();
    if (state === 'open') {
      state = 'in progress';
      state = { value: compute() };
    }
    return state.value;
  };
}

function resourceInstance(
  deployment: Deployment,
  declaration: ResourceDeclaration,
  { environment, index, symbolic, parent, existence }: InstancePlace,
): ResourceInstance {
  const origin = place(deployment, declaration);
  const circular = (): Value => opaque({ kind: 'error', message: 'a resource that depends on itself' }, origin);
  const named = lazily(
    () => identify(deployment, declaration, environment, parent, origin),
    () => ({ identity: { scope: deployment.place, type: declaration.type, names: [circular()] }, ownName: circular() }),
  );
  const exists = lazily(
    () => existenceOf(declaration, environment, existence),
    () => ALWAYS,
  );
  const body = lazily(() => evaluate(declaration.body(), environment), circular);
  return {
    kind: 'resource',
    declaration,
    deployment,
    environment,
    type: effectiveType(declaration.type),
    apiVersion: declaration.apiVersion,
    index,
    symbolic,
    get identity() {
      return named().identity;
    },
    get ownName() {
      return named().ownName;
    },
    get existence() {
      return exists();
    },
    get body() {
      return body();
    },
    property(...path) {
      return readPath(body(), path, origin);
    },
    origin,
  };
}

/** Under which conditions of its own and of what lies around it a declaration is deployed. */
function existenceOf(
  declaration: ResourceDeclaration | ModuleDeclaration,
  environment: Environment,
  around: Alternatives,
): Alternatives {
  const own = declaration.condition?.() ?? declaration.loop?.condition;
  return both(around, alternativesOf(own, environment));
}

function moduleInstance(
  deployment: Deployment,
  declaration: ModuleDeclaration,
  { environment, index, symbolic, existence }: InstancePlace,
  openModule: OpenModule,
): ModuleInstance {
  const origin = place(deployment, declaration);
  const circular = (): Value => opaque({ kind: 'error', message: 'a module that depends on itself' }, origin);
  const name = lazily(() => moduleName(declaration, environment, index, origin), circular);
  // A deployment lies where its resources go, not where the template that starts it does.
  const scope = lazily(
    () => modulePlace(declaration, environment, origin) ?? deployment.place,
    () => deployment.place,
  );
  const exists = lazily(
    () => existenceOf(declaration, environment, existence),
    () => ALWAYS,
  );
  const opened = lazily(
    () => openModule(instance),
    () => ({ content: undefined, missing: 'the module calls itself' }),
  );
  const instance: ModuleInstance = {
    kind: 'module',
    declaration,
    deployment,
    environment,
    index,
    symbolic,
    get identity() {
      return { scope: scope(), type: 'Microsoft.Resources/deployments', names: [name()] };
    },
    get existence() {
      return exists();
    },
    get content() {
      return opened().content;
    },
    get missing() {
      return opened().missing;
    },
    origin,
  };
  return instance;
}

function moduleName(
  declaration: ModuleDeclaration,
  environment: Environment,
  index: Value | undefined,
  origin: Origin,
): Value {
  const name = declaration.name();
  if (name !== undefined) return evaluate(name, environment);
  const span = { start: origin.start, end: origin.end };
  const call = (callee: string, args: readonly Expression[]): Expression => {
    return { kind: 'call', name: callee, nameSpan: span, args, span };
  };
  // The compiler's own name: format('{symbol}-{index}-{hash}', copyIndex(), uniqueString('{symbol}', deployment().name)).
  const symbol = declaration.symbol ?? 'deployment';
  const hash = call('uniqueString', [
    { kind: 'literal', value: symbol, span },
    { kind: 'member', target: call('deployment', []), name: 'name', nameSpan: span, safe: false, span },
  ]);
  const pattern = index === undefined ? `${symbol}-{0}` : `${symbol}-{0}-{1}`;
  const parts = index === undefined ? [hash] : [call('copyIndex', []), hash];
  return evaluate(call('format', [{ kind: 'literal', value: pattern, span }, ...parts]), environment);
}
