/** What a parameter decides: the properties of resources that its value flows into, through variables and modules. */
import type { Expression, ModuleDeclaration, ResourceDeclaration, Template } from '../template/model.js';
import { expressionsIn } from '../template/walk.js';
import type { Deployment } from './deployment.js';

/** A property that a parameter has a part in. */
export interface ParameterUse {
  readonly deployment: Deployment;
  readonly resource: ResourceDeclaration;
  /** From the resource's body; positions in arrays are text, `*` is an item of a loop. */
  readonly path: readonly string[];
  /** The property gets the parameter's value as it is, at least in some cases; else the value is a part of what decides it. */
  readonly asItIs: boolean;
}

/** How an expression depends on the parameter. */
type Mention = 'asItIs' | 'part' | undefined;

const DEEPEST_PROPERTY = 24;
const DEEPEST_MODULE = 16;
const LONGEST_CHAIN = 100;
/** Nobody reads more. */
const MOST_USES = 200;

/** The uses of a parameter in a deployment and in what its modules deploy; a condition is the property `condition`. */
export function usesOfParameter(deployment: Deployment, name: string): readonly ParameterUse[] {
  const uses: ParameterUse[] = [];
  for (const use of usesIn(deployment, mentionsIn(deployment.template, name, 'asItIs'), 0)) {
    uses.push(use);
    if (uses.length >= MOST_USES) break;
  }
  return uses;
}

function* usesIn(
  deployment: Deployment,
  mention: (expression: Expression) => Mention,
  depth: number,
): Generator<ParameterUse> {
  for (const resource of deployment.template.resources) {
    const condition = resource.condition?.();
    if (condition !== undefined && mention(condition) !== undefined) {
      yield { deployment, resource, path: ['condition'], asItIs: false };
    }
    for (const { path, value } of leavesOf(resource.body(), [])) {
      const how = mention(value);
      if (how !== undefined) yield { deployment, resource, path, asItIs: how === 'asItIs' };
    }
  }
  if (depth >= DEEPEST_MODULE) return;
  const seen = new Set<ModuleDeclaration>();
  for (const { declaration, content } of deployment.modules) {
    // All iterations of a loop have the same uses.
    if (content === undefined || seen.has(declaration)) continue;
    seen.add(declaration);
    const { source } = declaration;
    if (source.kind === 'inline' && source.evaluation === 'outer') yield* usesIn(content, mention, depth + 1);
    for (const [inner, { value }] of declaration.parameters()) {
      const how = mention(value);
      if (how !== undefined) yield* usesIn(content, mentionsIn(content.template, inner, how), depth + 1);
    }
  }
}

/** Tells how an expression of a template depends on a parameter that itself has the wanted value `given`. */
function mentionsIn(
  { variables }: Template,
  parameter: string,
  given: Exclude<Mention, undefined>,
): (expression: Expression) => Mention {
  const wanted = parameter.toLowerCase();
  const ofVariables = new Map<string, Mention>();
  let chain = 0;
  const ofVariable = (name: string): Mention => {
    const key = name.toLowerCase();
    if (ofVariables.has(key)) return ofVariables.get(key);
    // A variable that needs itself has no value.
    ofVariables.set(key, undefined);
    const variable = variables.get(key);
    chain++;
    const how = variable === undefined || chain > LONGEST_CHAIN ? undefined : mention(variable.value());
    chain--;
    ofVariables.set(key, how);
    return how;
  };
  const mention = (expression: Expression): Mention => {
    if (expression.kind === 'parameter') return expression.name.toLowerCase() === wanted ? given : undefined;
    if (expression.kind === 'variable') return ofVariable(expression.name);
    if (expression.kind === 'call' && /^(?:if|coalesce)$/i.test(expression.name)) {
      const branches = expression.name.toLowerCase() === 'if' ? expression.args.slice(1) : expression.args;
      if (branches.some((branch) => mention(branch) === 'asItIs')) return 'asItIs';
    }
    for (const inner of expressionsIn(expression)) {
      if (inner.kind === 'parameter' && inner.name.toLowerCase() === wanted) return 'part';
      if (inner.kind === 'variable' && ofVariable(inner.name) !== undefined) return 'part';
    }
    return undefined;
  };
  return mention;
}

function* leavesOf(
  expression: Expression,
  path: readonly string[],
): Generator<{ readonly path: readonly string[]; readonly value: Expression }> {
  if (path.length > DEEPEST_PROPERTY) return;
  if (expression.kind === 'object') {
    for (const member of expression.members) {
      if (member.kind === 'spread') yield { path, value: member.value };
      else if (typeof member.name === 'string') yield* leavesOf(member.value, [...path, member.name]);
    }
  } else if (expression.kind === 'array') {
    for (const [index, { value }] of expression.items.entries()) yield* leavesOf(value, [...path, String(index)]);
  } else if (expression.kind === 'loop') yield* leavesOf(expression.body, [...path, '*']);
  else if (expression.kind !== 'literal') yield { path, value: expression };
}
