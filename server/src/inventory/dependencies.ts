/** Which resource is deployed after which: explicit `dependsOn`, references in the body, modules around both. */
import type { Deployment } from '../evaluation/deployment.js';
import { canonicalExpression, identityKey } from '../evaluation/canonical.js';
import { casesOf } from '../evaluation/cases.js';
import type { Environment } from '../evaluation/environment.js';
import { evaluate } from '../evaluation/evaluate.js';
import { identityOf } from '../evaluation/identity.js';
import type { ModuleInstance, ResourceInstance } from '../evaluation/instances.js';
import { textOf } from '../evaluation/value.js';
import type { Value } from '../evaluation/value.js';
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
  const edges = new Map<Deployment, Map<Declaration, Edges>>();

  const edgesOf = (deployment: Deployment, declaration: Declaration): Edges => {
    let known = edges.get(deployment);
    if (known === undefined) edges.set(deployment, (known = new Map()));
    let result = known.get(declaration);
    if (result === undefined) known.set(declaration, (result = findEdges(deployment, declaration)));
    return result;
  };

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
    if (other === undefined || one.deployment !== other.deployment) return undefined;
    if (one.declaration !== other.declaration) return { deployment: one.deployment, later: one, earlier: other };
    if (one !== other && one.kind === 'module') return undefined;
  }
  return undefined;
}

function findEdges(deployment: Deployment, declaration: Declaration): Edges {
  const to = new Set<Declaration>();
  let unknown = false;
  const instances: readonly Instance[] = [...deployment.declared, ...deployment.modules];
  const own = instances.find((one) => one.declaration === declaration);
  if (own === undefined) return { to, unknown };
  const { environment } = own;
  const find = (value: Value): readonly Declaration[] | 'unknown' => targetsOf(value, deployment, instances);
  for (const entry of declaration.dependsOn()) {
    const found = symbolTargets(entry, deployment) ?? find(evaluate(entry, environment));
    if (found === 'unknown') unknown = true;
    else for (const target of found) to.add(target);
  }
  if (declaration.kind === 'resource' && declaration.parent !== undefined && deployment.template.language === 'bicep') {
    to.add(declaration.parent.declaration);
  }
  for (const expression of expressionsOf(declaration)) {
    for (const target of implicitTargets(expression, deployment, environment, find)) to.add(target);
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
  deployment: Deployment,
  environment: Environment,
  find: (value: Value) => readonly Declaration[] | 'unknown',
): Set<Declaration> {
  const { template } = deployment;
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
        const target = declarationNamed(part.name, deployment);
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

function declarationNamed(symbol: string, deployment: Deployment): Declaration | undefined {
  const wanted = symbol.toLowerCase();
  const { template } = deployment;
  return (
    template.resources.find((one) => one.symbol?.toLowerCase() === wanted) ??
    template.modules.find((one) => one.symbol?.toLowerCase() === wanted)
  );
}

/** `dependsOn: [des, disks[0], vault::key]`. */
function symbolTargets(entry: Expression, deployment: Deployment): readonly Declaration[] | undefined {
  if (entry.kind === 'symbol' || (entry.kind === 'member' && entry.nested === true)) {
    const target = declarationNamed(entry.name, deployment);
    return target === undefined ? undefined : [target];
  }
  return entry.kind === 'index' ? symbolTargets(entry.target, deployment) : undefined;
}

function targetsOf(
  value: Value,
  deployment: Deployment,
  instances: readonly Instance[],
): readonly Declaration[] | 'unknown' {
  const targets: Declaration[] = [];
  for (const one of casesOf(value)) {
    if (one.value.kind === 'array') {
      for (const item of one.value.items) {
        const found = targetsOf(item, deployment, instances);
        if (found === 'unknown') return found;
        targets.push(...found);
      }
      if (one.value.open) return 'unknown';
      continue;
    }
    if (one.value.kind === 'absent' || (one.value.kind === 'literal' && one.value.value === null)) continue;
    const identity = one.value.kind === 'reference' ? one.value.identity : identityOf(one.value);
    if (identity !== undefined) {
      const key = identityKey(identity);
      for (const instance of instances) if (identityKey(instance.identity) === key) targets.push(instance.declaration);
      continue;
    }
    const text = textOf(one.value);
    if (text === undefined) {
      const own = canonicalExpression(one.value).toLowerCase();
      const named = instances.filter((instance) => nameOf(instance).toLowerCase() === own);
      if (named.length === 0) return 'unknown';
      targets.push(...named.map((instance) => instance.declaration));
      continue;
    }
    targets.push(...namedTargets(text, deployment, instances));
  }
  return targets;
}

function nameOf(instance: Instance): string {
  if (instance.kind === 'resource') return canonicalExpression(instance.ownName);
  const [name] = instance.identity.names;
  return name === undefined ? '' : canonicalExpression(name);
}

/** A symbolic name, the name of a copy loop, `type/name`, or a plain name. */
function namedTargets(text: string, deployment: Deployment, instances: readonly Instance[]): Declaration[] {
  const wanted = text.toLowerCase();
  const symbol = declarationNamed(wanted.replace(/\[.*\]$/, ''), deployment);
  if (symbol !== undefined) return [symbol];
  const { template } = deployment;
  const looped = [...template.resources, ...template.modules].filter((one) => one.loop?.name?.toLowerCase() === wanted);
  if (looped.length > 0) return looped;
  return instances
    .filter((instance) => {
      const names = instance.identity.names.map((name) => textOf(name)?.toLowerCase());
      const full = names.join('/');
      const type = instance.kind === 'resource' ? instance.type : instance.identity.type;
      const [namespace = '', ...segments] = type.toLowerCase().split('/');
      const interleaved = `${namespace}/${segments.map((segment, index) => `${segment}/${names[index] ?? ''}`).join('/')}`;
      return wanted === full || wanted === `${type.toLowerCase()}/${full}` || wanted === interleaved;
    })
    .map((instance) => instance.declaration);
}
