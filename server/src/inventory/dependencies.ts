/** Which resource is deployed after which: explicit `dependsOn`, references in the body, modules around both. */
import type { Deployment } from '../evaluation/deployment.js';
import { canonicalExpression, identityKey } from '../evaluation/canonical.js';
import { casesOfIdentity } from '../evaluation/identity-cases.js';
import { casesOf } from '../evaluation/cases.js';
import type { Environment } from '../evaluation/environment.js';
import { evaluate } from '../evaluation/evaluate.js';
import { identityOf } from '../evaluation/identity.js';
import type { ModuleInstance, ResourceInstance } from '../evaluation/instances.js';
import { textOf } from '../evaluation/value.js';
import type { ResourceIdentity, Value } from '../evaluation/value.js';
import type { Expression, ModuleDeclaration, ResourceDeclaration } from '../template/model.js';
import { expressionsIn } from '../template/walk.js';
import type { Dependencies, DependencyLink } from './model.js';

type Declaration = ResourceDeclaration | ModuleDeclaration;
type Instance = ResourceInstance | ModuleInstance;

interface Edges {
  readonly to: ReadonlySet<Declaration>;
  /** An entry of `dependsOn` is not known: it may be any. */
  readonly unknown: boolean;
}

export function dependenciesOf(): Dependencies {
  const indexes = new Map<Deployment, DeploymentIndex>();

  const indexOf = (deployment: Deployment): DeploymentIndex => {
    let index = indexes.get(deployment);
    if (index === undefined) indexes.set(deployment, (index = new DeploymentIndex(deployment)));
    return index;
  };
  const edgesOf = (deployment: Deployment, declaration: Declaration): Edges => indexOf(deployment).edgesOf(declaration);

  const reaches = (deployment: Deployment, from: Declaration, to: Declaration): boolean => {
    const seen = new Set<Declaration>([from]);
    const queue = [from];
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      const { to: targets, unknown } = edgesOf(deployment, next);
      if (unknown || targets.has(to)) return true;
      for (const target of targets) {
        if (seen.has(target)) continue;
        seen.add(target);
        queue.push(target);
      }
    }
    return false;
  };

  return {
    waitsFor(later, earlier) {
      const meeting = meetingOf(later, earlier);
      if (meeting === undefined) return true;
      return reaches(meeting.deployment, meeting.later.declaration, meeting.earlier.declaration);
    },
    missingLink(later, earlier): DependencyLink | undefined {
      const meeting = meetingOf(later, earlier);
      if (meeting === undefined) return undefined;
      const { deployment, later: from, earlier: on } = meeting;
      if (on.kind === 'resource' && on.declaration.existing) return undefined;
      if (reaches(deployment, on.declaration, from.declaration)) return undefined;
      const byReference = deployment.template.language === 'bicep';
      return { file: deployment.template.file, from, on, byReference };
    },
  };
}

/** The resource and the modules around it, outermost first. */
function chainOf(instance: Instance): Instance[] {
  const chain: Instance[] = [instance];
  for (let { parent } = instance.deployment; parent !== undefined; { parent } = parent.deployment)
    chain.unshift(parent.module);
  return chain;
}

/** The innermost deployment that holds both, and what stands for each of them there; undefined: they are one there. */
function meetingOf(
  later: Instance,
  earlier: Instance,
): { deployment: Deployment; later: Instance; earlier: Instance } | undefined {
  const left = chainOf(later);
  const right = chainOf(earlier);
  for (const [depth, one] of left.entries()) {
    const other = right[depth];
    if (one.deployment !== other?.deployment) return undefined;
    if (one.declaration !== other.declaration) return { deployment: one.deployment, later: one, earlier: other };
    if (one !== other && one.kind === 'module') return undefined;
  }
  return undefined;
}

/** What the instances of a deployment are called, and the dependencies found so far. */
class DeploymentIndex {
  private readonly edges = new Map<Declaration, Edges>();
  private readonly instances: readonly Instance[];
  private readonly bySymbol = new Map<string, Declaration>();
  private readonly byLoop = new Map<string, Declaration[]>();
  private readonly byDeclaration = new Map<Declaration, Instance>();
  private byKey: Map<string, Declaration[]> | undefined;
  private byOwnName: Map<string, Declaration[]> | undefined;
  private byPlainName: Map<string, Declaration[]> | undefined;

  constructor(readonly deployment: Deployment) {
    this.instances = [...deployment.declared, ...deployment.modules];
    for (const one of this.instances) {
      if (!this.byDeclaration.has(one.declaration)) this.byDeclaration.set(one.declaration, one);
    }
    const { resources, modules } = deployment.template;
    for (const one of [...resources, ...modules]) {
      const symbol = one.symbol?.toLowerCase();
      if (symbol !== undefined && !this.bySymbol.has(symbol)) this.bySymbol.set(symbol, one);
      const loop = one.loop?.name?.toLowerCase();
      if (loop !== undefined) addTo(this.byLoop, loop, one);
    }
  }

  edgesOf(declaration: Declaration): Edges {
    let result = this.edges.get(declaration);
    if (result === undefined) this.edges.set(declaration, (result = findEdges(this, declaration)));
    return result;
  }

  instanceOf(declaration: Declaration): Instance | undefined {
    return this.byDeclaration.get(declaration);
  }

  declarationNamed(symbol: string): Declaration | undefined {
    return this.bySymbol.get(symbol.toLowerCase());
  }

  /** Declarations of the resources with that id. */
  withIdentity(identity: ResourceIdentity): readonly Declaration[] {
    this.byKey ??= this.listed(({ identity: own }) => [
      identityKey(own),
      ...casesOfIdentity(own).map(({ value }) => identityKey(value)),
    ]);
    return this.byKey.get(identityKey(identity)) ?? [];
  }

  /** Declarations whose name is that expression. */
  withOwnName(expression: string): readonly Declaration[] {
    this.byOwnName ??= this.listed((instance) => [nameOf(instance).toLowerCase()]);
    return this.byOwnName.get(expression) ?? [];
  }

  /** A symbolic name, the name of a copy loop, `type/name`, or a plain name. */
  withName(text: string): readonly Declaration[] {
    const wanted = text.toLowerCase();
    const symbol = this.declarationNamed(wanted.replace(/\[.*\]$/, ''));
    if (symbol !== undefined) return [symbol];
    const looped = this.byLoop.get(wanted);
    if (looped !== undefined) return looped;
    this.byPlainName ??= this.listed(plainNamesOf);
    return this.byPlainName.get(wanted) ?? [];
  }

  private listed(namesOf: (instance: Instance) => readonly string[]): Map<string, Declaration[]> {
    const result = new Map<string, Declaration[]>();
    for (const instance of this.instances) {
      for (const name of new Set(namesOf(instance))) addTo(result, name, instance.declaration);
    }
    return result;
  }
}

function addTo(lists: Map<string, Declaration[]>, name: string, declaration: Declaration): void {
  const list = lists.get(name);
  if (list === undefined) lists.set(name, [declaration]);
  else list.push(declaration);
}

/** `name`, `type/name`, and the id's end, `Microsoft.KeyVault/vaults/v/keys/k`. */
function plainNamesOf(instance: Instance): readonly string[] {
  return casesOfIdentity(instance.identity).flatMap(({ value: identity }) => {
    const names = identity.names.map((name) => textOf(name)?.toLowerCase());
    const full = names.join('/');
    const type = (instance.kind === 'resource' ? instance.type : identity.type).toLowerCase();
    const [namespace = '', ...segments] = type.split('/');
    const interleaved = segments.map((segment, index) => `${segment}/${names[index] ?? ''}`).join('/');
    return [full, `${type}/${full}`, `${namespace}/${interleaved}`];
  });
}

function findEdges(index: DeploymentIndex, declaration: Declaration): Edges {
  const to = new Set<Declaration>();
  let unknown = false;
  const own = index.instanceOf(declaration);
  if (own === undefined) return { to, unknown };
  const { environment } = own;
  const find = (value: Value): readonly Declaration[] | 'unknown' => targetsOf(value, index);
  for (const entry of declaration.dependsOn()) {
    const found = symbolTargets(entry, index) ?? find(evaluate(entry, environment));
    if (found === 'unknown') unknown = true;
    else for (const target of found) to.add(target);
  }
  if (
    declaration.kind === 'resource' &&
    declaration.parent !== undefined &&
    index.deployment.template.language === 'bicep'
  ) {
    to.add(declaration.parent.declaration);
  }
  for (const expression of expressionsOf(declaration)) {
    for (const target of implicitTargets(expression, index, environment, find)) to.add(target);
  }
  to.delete(declaration);
  return { to, unknown };
}

function expressionsOf(declaration: Declaration): Expression[] {
  const result: Expression[] = [declaration.body()];
  if (declaration.condition !== undefined) result.push(declaration.condition());
  if (declaration.scope !== undefined) result.push(declaration.scope());
  if (declaration.kind === 'resource') {
    result.push(declaration.name());
    if (declaration.parent?.expression !== undefined) result.push(declaration.parent.expression);
  } else for (const argument of declaration.parameters().values()) result.push(argument.value);
  const { loop } = declaration;
  if (loop !== undefined) result.push(loop.over.kind === 'items' ? loop.over.items : loop.over.count);
  return result;
}

/** Symbols that a Bicep expression names, in variables too; resources that an ARM `reference()` or `list*()` names. */
function implicitTargets(
  expression: Expression,
  index: DeploymentIndex,
  environment: Environment,
  find: (value: Value) => readonly Declaration[] | 'unknown',
): Set<Declaration> {
  const { template } = index.deployment;
  const targets = new Set<Declaration>();
  const seen = new Set<string>();
  const queue = [expression];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    for (const part of expressionsIn(next)) {
      if (part.kind === 'variable' && !seen.has(part.name)) {
        seen.add(part.name);
        const variable = template.variables.get(part.name.toLowerCase());
        if (variable !== undefined && template.language === 'bicep') queue.push(variable.value());
      }
      if (part.kind === 'symbol' || (part.kind === 'member' && part.nested === true)) {
        const target = index.declarationNamed(part.name);
        if (target !== undefined) targets.add(target);
      }
      if (template.language === 'arm' && part.kind === 'call' && /^(reference|references|list.*)$/i.test(part.name)) {
        const [first] = part.args;
        if (first === undefined) continue;
        const found = find(evaluate(first, environment));
        if (found !== 'unknown') for (const target of found) targets.add(target);
      }
    }
  }
  return targets;
}

/** `dependsOn: [des, disks[0], vault::key]`. */
function symbolTargets(entry: Expression, index: DeploymentIndex): readonly Declaration[] | undefined {
  if (entry.kind === 'symbol' || (entry.kind === 'member' && entry.nested === true)) {
    const target = index.declarationNamed(entry.name);
    return target === undefined ? undefined : [target];
  }
  return entry.kind === 'index' ? symbolTargets(entry.target, index) : undefined;
}

function targetsOf(value: Value, index: DeploymentIndex): readonly Declaration[] | 'unknown' {
  const targets: Declaration[] = [];
  for (const one of casesOf(value)) {
    if (one.value.kind === 'array') {
      for (const item of one.value.items) {
        const found = targetsOf(item, index);
        if (found === 'unknown') return found;
        targets.push(...found);
      }
      if (one.value.open) return 'unknown';
      continue;
    }
    if (one.value.kind === 'absent' || (one.value.kind === 'literal' && one.value.value === null)) continue;
    const identity = one.value.kind === 'reference' ? one.value.identity : identityOf(one.value);
    if (identity !== undefined) {
      const found = index.withIdentity(identity);
      if (found.length > 0) targets.push(...found);
      else targets.push(...casesOfIdentity(identity).flatMap(({ value: possible }) => index.withIdentity(possible)));
      continue;
    }
    const text = textOf(one.value);
    if (text === undefined) {
      const named = index.withOwnName(canonicalExpression(one.value).toLowerCase());
      if (named.length === 0) return 'unknown';
      targets.push(...named);
      continue;
    }
    targets.push(...index.withName(text));
  }
  return targets;
}

function nameOf(instance: Instance): string {
  if (instance.kind === 'resource') return canonicalExpression(instance.ownName);
  const [name] = instance.identity.names;
  return name === undefined ? '' : canonicalExpression(name);
}
