/** Resources and modules as they are deployed: one for each iteration of a loop, with their ids. */
import type { ModuleDeclaration, ResourceDeclaration } from '../template/model.js';
import type { Deployment } from './deployment.js';
import type { Environment } from './environment.js';
import type { Condition, Origin, ResourceIdentity, Value } from './value.js';

/** Conditions under which something exists: any of these sets. Empty: never; a set without conditions: always. */
export type Alternatives = readonly (readonly Condition[])[];

export interface ResourceInstance {
  readonly kind: 'resource';
  readonly declaration: ResourceDeclaration;
  readonly deployment: Deployment;
  /** Loops and module loops around it. */
  readonly environment: Environment;
  /** Full type; of an extension resource in the old form (`.../providers/roleAssignments`) its own type. */
  readonly type: string;
  readonly apiVersion: string;
  readonly index: Value | undefined;
  /** Stands for a number of resources that is not known. */
  readonly symbolic: boolean;
  readonly identity: ResourceIdentity;
  /** The name as the template has it; Bicep's `x.name`. */
  readonly ownName: Value;
  readonly existence: Alternatives;
  /** The whole resource as an object value. */
  readonly body: Value;
  /** The value at a path, `properties`, `encryption`, `type`. */
  property(...path: string[]): Value;
  /** Where something missing in the resource is marked. */
  readonly origin: Origin;
}

export interface ModuleInstance {
  readonly kind: 'module';
  readonly declaration: ModuleDeclaration;
  readonly deployment: Deployment;
  readonly environment: Environment;
  readonly index: Value | undefined;
  readonly symbolic: boolean;
  readonly identity: ResourceIdentity;
  readonly existence: Alternatives;
  /** undefined: its content is not at hand, `missing` says why. */
  readonly content: Deployment | undefined;
  readonly missing: string | undefined;
  readonly origin: Origin;
}
