/** Declarations to instances: loops run, names and ids computed, conditions kept. */
import type { Loop, ModuleDeclaration, ResourceDeclaration } from '../template/model.js';
import { ALWAYS, both, isUnconditional } from './alternatives.js';
import { casesOf } from './cases.js';
import { DeclaredModule, DeclaredResource, placeOfDeclaration } from './declared-instances.js';
import type { InstancePlace, OpenModule } from './declared-instances.js';
import { declaresAny, mayBeOf } from './declared-types.js';
import type { ResourceTypes } from './declared-types.js';
import type { Deployment } from './deployment.js';
import { inResourceLoop } from './environment.js';
import type { Environment } from './environment.js';
import { identityKey } from './canonical.js';
import type { Alternatives, ModuleInstance, ResourceInstance } from './instances.js';
import { elementAt, loopElements, loopRange } from './loops.js';
import type { LoopElement } from './loops.js';
import type { Origin, ResourceIdentity, Value } from './value.js';

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

  /** The modules of the declarations that are wanted. */
  modulesWhere(isWanted: (declaration: ModuleDeclaration) => boolean): readonly ModuleInstance[] {
    return this.deployment.template.modules.filter(isWanted).flatMap((one) => this.instancesOfModule(one));
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
    const byKey = new Map<string, ModuleInstance>();
    for (const module of this.modules) {
      const key = identityKey(module.identity);
      const known = byKey.get(key);
      if (known === undefined || !isUnconditional(known.existence)) byKey.set(key, module);
    }
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
        return around.map(
          (outer) =>
            new DeclaredResource(this.deployment, declaration, {
              environment: outer.environment,
              index: outer.index,
              symbolic: outer.symbolic,
              parent: outer,
              existence: outer.declaration.condition === undefined ? outer.existence : this.existence,
            }),
        );
      }
      return this.iterations(declaration).map(
        (iteration) => new DeclaredResource(this.deployment, declaration, { ...iteration, parent: around?.[0] }),
      );
    });
  }

  private instancesOfModule(declaration: ModuleDeclaration): readonly ModuleInstance[] {
    return this.once(declaration, () =>
      this.iterations(declaration).map(
        (iteration) => new DeclaredModule(this.deployment, declaration, iteration, this.openModule),
      ),
    );
  }

  private iterations(declaration: ResourceDeclaration | ModuleDeclaration): InstancePlace[] {
    const { environment, existence } = this;
    return iterationsOf(declaration.loop, environment, placeOfDeclaration(this.deployment, declaration)).map(
      (iteration) => {
        const { element } = iteration;
        return {
          environment: element === undefined ? environment : inResourceLoop(environment, element.locals),
          index: element?.index,
          symbolic: element?.symbolic ?? false,
          existence: both(existence, iteration.existence),
        };
      },
    );
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
      ? new DeclaredResource(this.deployment, declaration, iteration)
      : new DeclaredModule(this.deployment, declaration, iteration, this.openModule);
  }
}
