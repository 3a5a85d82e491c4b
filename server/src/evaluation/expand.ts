/** Declarations to instances: loops run, names and ids computed, conditions kept. */
import type { Expression, Loop, ModuleDeclaration, ResourceDeclaration } from '../template/model.js';
import { readPath } from './access.js';
import { casesOf, combine } from './cases.js';
import type { Deployment } from './deployment.js';
import type { Environment } from './environment.js';
import { evaluate, truthCases } from './evaluate.js';
import { segmentsOfText } from './identity.js';
import type { Alternatives, ModuleInstance, ResourceInstance } from './instances.js';
import { elementAt, loopElements, loopRange } from './loops.js';
import type { LoopElement } from './loops.js';
import { modulePlace, subscriptionOfPlace } from './places.js';
import { literal, textOf, unknownCall } from './value.js';
import type { Condition, IdentityScope, Origin, ResourceIdentity, Value } from './value.js';

const ALWAYS: Alternatives = [[]];
/** More ways to exist than this are taken as one unknown condition each. */
const ALTERNATIVES_LIMIT = 16;

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
    loopElements(loop, one.value, environment, origin).map((element) => ({
      element,
      existence: one.when.length === 0 ? ALWAYS : [one.when],
    })),
  );
}

export interface Expansion {
  readonly resources: readonly ResourceInstance[];
  readonly modules: readonly ModuleInstance[];
  /** Instances of a declaration, in the order of its loop. */
  readonly ofDeclaration: ReadonlyMap<
    ResourceDeclaration | ModuleDeclaration,
    readonly (ResourceInstance | ModuleInstance)[]
  >;
}

/** All instances of a deployment's own declarations. `openModule` gives a module's content when it is first asked for. */
export function expand(
  deployment: Deployment,
  environment: Environment,
  existence: Alternatives,
  openModule: (module: ModuleInstance) => { content: Deployment | undefined; missing: string | undefined },
): Expansion {
  const ofDeclaration = new Map<ResourceDeclaration | ModuleDeclaration, (ResourceInstance | ModuleInstance)[]>();
  const resources: ResourceInstance[] = [];
  const inProgress = new Set<ResourceDeclaration>();

  const expandResource = (declaration: ResourceDeclaration): readonly ResourceInstance[] => {
    const done = ofDeclaration.get(declaration);
    if (done !== undefined) return done as ResourceInstance[];
    if (inProgress.has(declaration)) return [];
    inProgress.add(declaration);
    const instances: ResourceInstance[] = [];
    const origin = place(deployment, declaration);
    const { parent } = declaration;
    // A nested child runs along with the loop of the resource around it.
    const around =
      parent !== undefined && parent.expression === undefined ? expandResource(parent.declaration) : undefined;
    if (around !== undefined && declaration.loop === undefined) {
      for (const outer of around)
        instances.push(
          resourceInstance(
            deployment,
            declaration,
            outer.environment,
            outer.index,
            outer.symbolic,
            outer,
            outer.existence,
          ),
        );
    } else {
      for (const iteration of iterationsOf(declaration.loop, environment, origin)) {
        const { element } = iteration;
        const inner =
          element === undefined ? environment : { deployment: environment.deployment, locals: element.locals };
        const alternatives = both(existence, iteration.existence);
        instances.push(
          resourceInstance(
            deployment,
            declaration,
            inner,
            element?.index,
            element?.symbolic ?? false,
            around?.[0],
            alternatives,
          ),
        );
      }
    }
    inProgress.delete(declaration);
    ofDeclaration.set(declaration, instances);
    resources.push(...instances);
    return instances;
  };
  for (const declaration of deployment.template.resources) expandResource(declaration);

  const modules: ModuleInstance[] = [];
  for (const declaration of deployment.template.modules) {
    const origin = place(deployment, declaration);
    const instances = iterationsOf(declaration.loop, environment, origin).map((iteration) =>
      moduleInstance(
        deployment,
        declaration,
        iteration.element === undefined
          ? environment
          : { deployment: environment.deployment, locals: iteration.element.locals },
        iteration.element,
        both(existence, iteration.existence),
        openModule,
      ),
    );
    ofDeclaration.set(declaration, instances);
    modules.push(...instances);
  }
  return { resources, modules, ofDeclaration };
}

function place(deployment: Deployment, declaration: ResourceDeclaration | ModuleDeclaration): Origin {
  return { file: deployment.template.file, start: declaration.nameSpan.start, end: declaration.nameSpan.end };
}

/** The instance of a declaration at an index that need not be one of the known ones. */
export function instanceAtIndex(
  deployment: Deployment,
  declaration: ResourceDeclaration | ModuleDeclaration,
  index: Value,
  environment: Environment,
  existence: Alternatives,
  openModule: Parameters<typeof expand>[3],
): ResourceInstance | ModuleInstance {
  const { loop } = declaration;
  const element = loop === undefined ? undefined : elementAt(loop, loopRange(loop, environment), index, environment);
  const inner = element === undefined ? environment : { deployment: environment.deployment, locals: element.locals };
  return declaration.kind === 'resource'
    ? resourceInstance(deployment, declaration, inner, index, element?.symbolic ?? false, undefined, existence)
    : moduleInstance(deployment, declaration, inner, element, existence, openModule);
}

function resourceInstance(
  deployment: Deployment,
  declaration: ResourceDeclaration,
  environment: Environment,
  index: Value | undefined,
  symbolic: boolean,
  parent: ResourceInstance | undefined,
  outerExistence: Alternatives,
): ResourceInstance {
  const origin = place(deployment, declaration);
  let body: Value | undefined;
  let existence: Alternatives | undefined;
  let named: { identity: ResourceIdentity; ownName: Value } | undefined;
  const names = (): { identity: ResourceIdentity; ownName: Value } =>
    (named ??= identify(deployment, declaration, environment, parent, origin));
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
      return names().identity;
    },
    get ownName() {
      return names().ownName;
    },
    get existence() {
      return (existence ??= both(
        both(outerExistence, alternativesOf(declaration.condition?.(), environment)),
        alternativesOf(declaration.loop?.condition, environment),
      ));
    },
    get body() {
      return (body ??= evaluate(declaration.body(), environment));
    },
    property(...path) {
      return readPath(this.body, path, origin);
    },
    origin,
  };
}

function moduleInstance(
  deployment: Deployment,
  declaration: ModuleDeclaration,
  environment: Environment,
  element: LoopElement | undefined,
  outerExistence: Alternatives,
  openModule: Parameters<typeof expand>[3],
): ModuleInstance {
  const origin = place(deployment, declaration);
  let opened: { content: Deployment | undefined; missing: string | undefined } | undefined;
  let existence: Alternatives | undefined;
  let identity: ResourceIdentity | undefined;
  const instance: ModuleInstance = {
    kind: 'module',
    declaration,
    deployment,
    environment,
    index: element?.index,
    symbolic: element?.symbolic ?? false,
    get identity() {
      return (identity ??= {
        scope: deployment.place,
        type: 'Microsoft.Resources/deployments',
        names: [moduleName(declaration, environment, element, origin)],
      });
    },
    get existence() {
      return (existence ??= both(
        both(outerExistence, alternativesOf(declaration.condition?.(), environment)),
        alternativesOf(declaration.loop?.condition, environment),
      ));
    },
    get content() {
      return (opened ??= openModule(instance)).content;
    },
    get missing() {
      return (opened ??= openModule(instance)).missing;
    },
    origin,
  };
  return instance;
}

function moduleName(
  declaration: ModuleDeclaration,
  environment: Environment,
  element: LoopElement | undefined,
  origin: Origin,
): Value {
  const name = declaration.name();
  if (name !== undefined) return evaluate(name, environment);
  // The compiler's own name: format('{symbol}-{index}-{hash}', copyIndex(), uniqueString('{symbol}', deployment().name)).
  const because = { kind: 'runtime', name: 'deployment' } as const;
  const symbol = declaration.symbol ?? 'deployment';
  const deployment: Value = { kind: 'unknown', because, term: { kind: 'call', name: 'deployment', args: [] }, origin };
  const own: Value = { kind: 'unknown', because, term: { kind: 'member', target: deployment, name: 'name' }, origin };
  const hash = unknownCall('uniqueString', [literal(symbol, origin), own], because, origin);
  const index = element?.index;
  const parts: (string | Value)[] =
    index === undefined
      ? [`${symbol}-`, hash]
      : index.kind === 'literal'
        ? [`${symbol}-${String(index.value)}-`, hash]
        : [`${symbol}-`, index, '-', hash];
  return { kind: 'unknown', because, term: { kind: 'text', parts }, origin };
}

/** `Microsoft.KeyVault/vaults/providers/roleAssignments` in the old form is a role assignment on a vault. */
function effectiveType(type: string): string {
  return splitExtension(type, [])?.type ?? type;
}

function identify(
  deployment: Deployment,
  declaration: ResourceDeclaration,
  environment: Environment,
  parent: ResourceInstance | undefined,
  origin: Origin,
): { identity: ResourceIdentity; ownName: Value } {
  const ownName = evaluate(declaration.name(), environment);
  const segments = declaration.type.split('/').length - 1;
  const parentExpression = declaration.parent?.expression;
  let parentIdentity = parent?.identity;
  if (parentIdentity === undefined && parentExpression !== undefined) {
    const value = evaluate(parentExpression, environment);
    if (value.kind === 'reference' && value.path.length === 0) parentIdentity = value.identity;
  }
  if (parentIdentity !== undefined) {
    const names = [...parentIdentity.names, ...splitName(ownName, segments - parentIdentity.names.length)];
    return { ownName, identity: { scope: parentIdentity.scope, type: declaration.type, names } };
  }
  const own = declaration.scope ?? declaration.subscriptionId ?? declaration.resourceGroup;
  const scope = own === undefined ? deployment.place : resourceScope(declaration, environment, origin);
  const names = splitName(ownName, segments);
  const extension = splitExtension(declaration.type, splitAll(ownName));
  if (extension !== undefined && extension.names.length > 0) {
    const target: ResourceIdentity = { scope, type: extension.targetType, names: extension.targetNames };
    return {
      ownName,
      identity: { scope: { kind: 'resource', identity: target }, type: extension.type, names: extension.names },
    };
  }
  return { ownName, identity: { scope: scopeOfType(declaration.type, scope, origin), type: declaration.type, names } };
}

function resourceScope(declaration: ResourceDeclaration, environment: Environment, origin: Origin): IdentityScope {
  const place = modulePlace(declaration, environment, origin);
  if (place !== undefined) return place;
  const expression = declaration.scope?.();
  return expression === undefined
    ? environment.deployment.place
    : { kind: 'id', id: evaluate(expression, environment) };
}

/** Resource groups lie in a subscription, wherever the template that makes them goes. */
function scopeOfType(type: string, scope: IdentityScope, origin: Origin): IdentityScope {
  switch (type.toLowerCase()) {
    case 'microsoft.resources/resourcegroups':
      return { kind: 'subscription', subscription: subscriptionOfPlace(scope, origin) };
    case 'microsoft.management/managementgroups':
      return { kind: 'tenant' };
    default:
      return scope;
  }
}

function splitAll(name: Value): readonly Value[] {
  const text = textOf(name);
  if (text !== undefined) return text.split('/').map((part) => literal(part, name.origin));
  if (name.kind === 'unknown' && name.term.kind === 'text') {
    return segmentsOfText(name.term.parts).map((part) =>
      typeof part === 'string' ? literal(part, name.origin) : part,
    );
  }
  return [name];
}

/** The name's segments; where they cannot be told apart, the whole name stands last. */
function splitName(name: Value, count: number): readonly Value[] {
  if (count <= 1) return [name];
  const parts = splitAll(name);
  if (parts.length === count) return parts;
  const missing = Array.from({ length: count - 1 }, (): Value => ({
    kind: 'unknown',
    because: { kind: 'error', message: 'a name whose parts are not known' },
    term: { kind: 'call', name: 'parentOf', args: [name] },
    origin: name.origin,
  }));
  return [...missing, name];
}

function splitExtension(
  type: string,
  names: readonly Value[],
): { type: string; names: readonly Value[]; targetType: string; targetNames: readonly Value[] } | undefined {
  const segments = type.split('/');
  const at = segments.findIndex((segment, index) => index > 1 && segment.toLowerCase() === 'providers');
  if (at < 0) return undefined;
  const count = at - 1;
  const namespace = names[count] && textOf(names[count]);
  const own = segments.slice(at + 1);
  return {
    type: [namespace ?? 'Microsoft.Authorization', ...own].join('/'),
    names: names.slice(count + 1),
    targetType: segments.slice(0, at).join('/'),
    targetNames: names.slice(0, count),
  };
}
