/**
 * A deployment: a template with the values its parameters have there, and where its resources go. Nested deployments
 * and modules are deployments of their own, with a parent.
 */
import type { ModuleDeclaration, Template, TypeShape } from '../template/model.js';
import type { Budget } from './budget.js';
import type { DeployableTypes, ResourceTypes } from './declared-types.js';
import type { Environment } from './environment.js';
import type { ModuleInstance, ResourceInstance } from './instances.js';
import type { KnownPlace } from './places.js';
import type { IdentityScope, Origin, ReferenceValue, ResourceIdentity, Value } from './value.js';

export interface Deployment {
  readonly template: Template;
  /** Names of the modules that lead here from the root; empty for the root. */
  readonly path: string;
  readonly parent: { readonly deployment: Deployment; readonly module: ModuleInstance } | undefined;
  readonly root: RootDeployment;
  readonly budget: Budget;
  /** What the expressions of the template see, loops and lambdas aside. */
  readonly environment: Environment;
  /** Where the template's resources go. */
  readonly place: IdentityScope;
  /** Region of the resource group, or of a deployment above resource groups its own, where it is known. */
  readonly location: Value | undefined;
  /** Tags of the resource group, where this template or one above it creates the group. */
  readonly groupTags: Value | undefined;
  /** Resources that are declared, one for each iteration of a loop; those whose condition is false are left out. */
  readonly resources: readonly ResourceInstance[];
  readonly modules: readonly ModuleInstance[];
  /** All resources, `existing` ones and those with a false condition too. */
  readonly declared: readonly ResourceInstance[];
  /** Those of `declared` that may be of one of the types; the others are not evaluated. */
  declaredOf(types: ResourceTypes): readonly ResourceInstance[];
  /** Those of `modules` that may deploy one of the types, or whose content is not at hand. */
  modulesWith(types: ResourceTypes): readonly ModuleInstance[];
  /** Those of `modules` whose declarations are wanted; the others are not evaluated. */
  modulesWhere(isWanted: (declaration: ModuleDeclaration) => boolean): readonly ModuleInstance[];
  /** What this template or one above it says of a resource group that it creates or goes to. */
  groupAt(place: IdentityScope & { readonly kind: 'resourceGroup' }): GroupFacts | undefined;
  parameter(name: string): Value | undefined;
  /** Whether a parameter has a value that is not its default. */
  isGiven(parameter: string): boolean;
  variable(name: string): Value | undefined;
  output(name: string): Value | undefined;
  /** What a symbolic name stands for: a resource, a module, or an array of them for a loop. */
  symbol(name: string, environment: Environment, origin: Origin): Value | undefined;
  /** An element of a looped resource or module. */
  symbolElement(name: string, index: Value, environment: Environment, origin: Origin): Value | undefined;
  /** A resource or module of this template, by its symbolic name (`des`, `des[0]`) or its plain name. */
  resourceNamed(
    name: string,
  ): { readonly identity: ResourceIdentity; readonly instance: ResourceInstance | ModuleInstance } | undefined;
  /** Output of a module named by the id of its deployment; path: properties, outputs, name, value. */
  moduleOutput(reference: ReferenceValue, path: readonly string[]): Value | undefined;
  userFunction(namespace: string | undefined, name: string): ((args: readonly Value[]) => Value) | undefined;
  /** The shape with names of types replaced by what they stand for. */
  resolveShape(shape: TypeShape, depth?: number): TypeShape;
}

export interface GroupFacts {
  readonly location: Value | undefined;
  readonly groupTags: Value | undefined;
}

/** What the whole tree of deployments shares. */
export interface RootDeployment {
  /** The resource with that id that the deployments create or declare, wherever in the tree. */
  instanceOf(identity: ResourceIdentity): ResourceInstance | undefined;
  readonly loader: ModuleLoader;
  readonly deployable: DeployableTypes;
  /** Where the root's resources go, and what is known about that. */
  readonly place: IdentityScope;
  readonly known: KnownPlace;
  /** What Azure's engine knows before a deployment; undefined where all is followed that can be. */
  readonly prediction: EngineView | undefined;
}

/**
 * How Azure's engine looks at a deployment before it runs: values given for secure parameters stay parameters, and a reference to a
 * resource that is certainly deployed reads what the template says of its properties.
 */
export interface EngineView {
  /** Resources that are certainly deployed, by the key of their identity. */
  readonly deployed: Map<string, ResourceInstance>;
}

/** Gives the templates of other files; they were read before the evaluation began. */
export interface ModuleLoader {
  /** The template of a file by its path from another file, or the reason why it is not at hand. */
  load(from: string, path: string): Template | Missing;
  /** Files that are read as data; undefined: none can be. */
  readonly contents?: FileContents | undefined;
  /** Variables of the process that deploys; undefined: not known here. */
  readonly environmentVariable?: ((name: string) => string | undefined) | undefined;
}

/** Why something is not at hand, as a part of a sentence. */
export interface Missing {
  readonly missing: string;
}

/** Files as they are, by their path from a template's file. */
export interface FileContents {
  bytes(from: string, path: string): { readonly bytes: Uint8Array } | Missing;
  /** The names of the files in a folder. */
  folder(from: string, path: string): { readonly files: readonly string[] } | Missing;
}
