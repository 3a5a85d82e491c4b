/** Resources and modules as their declarations make them: what is asked of one is computed once, and only then. */
import type { Expression, ModuleDeclaration, ResourceDeclaration } from '../template/model.js';
import { readPath } from './access.js';
import { ALWAYS, alternativesOf, both } from './alternatives.js';
import type { Deployment } from './deployment.js';
import type { Environment } from './environment.js';
import { evaluate, opaque } from './evaluate.js';
import type { Alternatives, ModuleInstance, ResourceInstance } from './instances.js';
import { modulePlace } from './places.js';
import { effectiveType, identify } from './resource-names.js';
import type { IdentityScope, Origin, ResourceIdentity, Value } from './value.js';

/** Where an instance stands: in which loops, as the child of which resource, under which conditions. */
export interface InstancePlace {
  readonly environment: Environment;
  readonly index: Value | undefined;
  readonly symbolic: boolean;
  readonly parent?: ResourceInstance | undefined;
  readonly existence: Alternatives;
}

/** Gives a module's content when it is first asked for. */
export type OpenModule = (module: ModuleInstance) => ModuleContent;

export interface ModuleContent {
  readonly content: Deployment | undefined;
  readonly missing: string | undefined;
}

export function placeOfDeclaration(
  { template }: Deployment,
  { nameSpan }: ResourceDeclaration | ModuleDeclaration,
): Origin {
  return { file: template.file, start: nameSpan.start, end: nameSpan.end };
}

/** Stands for a value while it is computed. One that needs itself then is unknown: only a template that Azure refuses has such. */
const IN_PROGRESS = 'in progress';

type Computed<T> = T | typeof IN_PROGRESS | undefined;

/** What resources and modules have in common. Classes, because a large template has thousands of them. */
abstract class DeclaredInstance<D extends ResourceDeclaration | ModuleDeclaration> {
  readonly environment: Environment;
  readonly index: Value | undefined;
  readonly symbolic: boolean;
  readonly origin: Origin;
  private exists: Computed<Alternatives>;

  constructor(
    readonly deployment: Deployment,
    readonly declaration: D,
    protected readonly place: InstancePlace,
  ) {
    this.environment = place.environment;
    this.index = place.index;
    this.symbolic = place.symbolic;
    this.origin = placeOfDeclaration(deployment, declaration);
  }

  get existence(): Alternatives {
    if (this.exists === IN_PROGRESS) return ALWAYS;
    if (this.exists === undefined) {
      this.exists = IN_PROGRESS;
      this.exists = existenceOf(this.declaration, this.place);
    }
    return this.exists;
  }
}

export class DeclaredResource extends DeclaredInstance<ResourceDeclaration> implements ResourceInstance {
  readonly kind = 'resource';
  readonly type: string;
  private named: Computed<{ readonly identity: ResourceIdentity; readonly ownName: Value }>;
  private evaluated: Computed<Value>;

  constructor(deployment: Deployment, declaration: ResourceDeclaration, place: InstancePlace) {
    super(deployment, declaration, place);
    this.type = effectiveType(declaration.type);
  }

  get apiVersion(): string {
    return this.declaration.apiVersion;
  }

  get identity(): ResourceIdentity {
    return this.names.identity;
  }

  get ownName(): Value {
    return this.names.ownName;
  }

  private get names(): { readonly identity: ResourceIdentity; readonly ownName: Value } {
    const { deployment, declaration } = this;
    if (this.named === IN_PROGRESS) {
      const ownName = this.circular();
      return { identity: { scope: deployment.place, type: declaration.type, names: [ownName] }, ownName };
    }
    if (this.named === undefined) {
      this.named = IN_PROGRESS;
      this.named = identify(deployment, declaration, this.environment, this.place.parent, this.origin);
    }
    return this.named;
  }

  get body(): Value {
    if (this.evaluated === IN_PROGRESS) return this.circular();
    if (this.evaluated === undefined) {
      this.evaluated = IN_PROGRESS;
      this.evaluated = evaluate(this.declaration.body(), this.environment);
    }
    return this.evaluated;
  }

  property(...path: string[]): Value {
    return readPath(this.body, path, this.origin);
  }

  private circular(): Value {
    return opaque({ kind: 'error', message: 'a resource that depends on itself' }, this.origin);
  }
}

export class DeclaredModule extends DeclaredInstance<ModuleDeclaration> implements ModuleInstance {
  readonly kind = 'module';
  private identified: ResourceIdentity | undefined;
  private named: Computed<Value>;
  private placed: Computed<IdentityScope>;
  private opened: Computed<ModuleContent>;

  constructor(
    deployment: Deployment,
    declaration: ModuleDeclaration,
    place: InstancePlace,
    private readonly openModule: OpenModule,
  ) {
    super(deployment, declaration, place);
  }

  get identity(): ResourceIdentity {
    if (this.identified !== undefined) return this.identified;
    const identity = { scope: this.scope, type: 'Microsoft.Resources/deployments', names: [this.name] };
    if (this.placed !== IN_PROGRESS && this.named !== IN_PROGRESS) this.identified = identity;
    return identity;
  }

  private get name(): Value {
    if (this.named === IN_PROGRESS)
      return opaque({ kind: 'error', message: 'a module that depends on itself' }, this.origin);
    if (this.named === undefined) {
      this.named = IN_PROGRESS;
      this.named = moduleName(this.declaration, this.environment, this.index, this.origin);
    }
    return this.named;
  }

  /** A deployment lies where its resources go, not where the template that starts it does. */
  private get scope(): IdentityScope {
    const { deployment, declaration, environment, origin } = this;
    if (this.placed === IN_PROGRESS) return deployment.place;
    if (this.placed === undefined) {
      this.placed = IN_PROGRESS;
      this.placed = modulePlace(declaration, environment, origin) ?? deployment.place;
    }
    return this.placed;
  }

  get content(): Deployment | undefined {
    return this.open().content;
  }

  get missing(): string | undefined {
    return this.open().missing;
  }

  private open(): ModuleContent {
    if (this.opened === IN_PROGRESS) return { content: undefined, missing: 'the module calls itself' };
    if (this.opened === undefined) {
      this.opened = IN_PROGRESS;
      this.opened = this.openModule(this);
    }
    return this.opened;
  }
}

/** Under which conditions of its own and of what lies around it a declaration is deployed. */
function existenceOf(
  declaration: ResourceDeclaration | ModuleDeclaration,
  { environment, existence }: InstancePlace,
): Alternatives {
  const own = declaration.condition?.() ?? declaration.loop?.condition;
  return both(existence, alternativesOf(own, environment));
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
