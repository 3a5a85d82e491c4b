/** The template that the wizard writes into, and how things in it are named and placed. */
import type { Declared, NewValue } from '../edits/change.js';
import { WrittenAt } from '../edits/change.js';
import { freeName, namesIn, symbolIn } from '../edits/free-names.js';
import type { NewParameter } from '../edits/new-resource.js';
import { Call, Code, JoinedText, ParameterValue } from '../edits/new-resource.js';
import type { Deployment } from '../evaluation/deployment.js';
import { evaluate } from '../evaluation/evaluate.js';
import { canonicalExpression } from '../evaluation/canonical.js';
import { ownName } from '../evaluation/identity.js';
import type { ResourceInstance } from '../evaluation/instances.js';
import type { Value } from '../evaluation/value.js';
import { compareApiVersions } from '../facts/api-versions.js';
import type { Expression, ModuleDeclaration, ResourceDeclaration, Template } from '../template/model.js';
import { expressionsIn } from '../template/walk.js';

export interface Scene {
  readonly deployment: Deployment;
  readonly template: Template;
  /** The file's name, as origins have it. */
  readonly file: string;
  /** What new resources stand before; undefined: at the end. */
  readonly near: Declared | undefined;
  /** The machine or disk; undefined: a new one. */
  readonly instance: ResourceInstance | undefined;
  /** In names where the target's own cannot be followed. */
  readonly usualName: string;
  readonly taken: Set<string>;
  /** Parameters that the plan adds, by name in lower case. */
  readonly parameters: Map<string, NewParameter>;
}

/** A scene around a resource of the deployment, or at its end. */
export function sceneOf(deployment: Deployment, instance: ResourceInstance | undefined, usualName: string): Scene {
  const { template } = deployment;
  const { file } = template;
  const near = instance && { file, declaration: instance.declaration };
  const taken = namesIn(template);
  return { deployment, template, file, near, instance, usualName, taken, parameters: new Map() };
}

/** A symbolic name that is free, in the letter case of those that the file has. `words` in lower case. */
export function newSymbol({ template, taken }: Scene, ...words: readonly string[]): string {
  return freeName(taken, symbolIn(template, words));
}

/** A parameter that is added to the template, under a free name. */
export function newParameter(scene: Scene, parameter: NewParameter): ParameterValue {
  const name = freeName(scene.taken, parameter.name);
  scene.parameters.set(name.toLowerCase(), { ...parameter, name });
  return new ParameterValue(name);
}

/** The newest API version that the file uses for the type, unless it is older than `least`; else `usual`. */
export function apiVersionOf({ deployment }: Scene, type: string, usual: string, least: string): string {
  const versions = [...deployment.template.resources]
    .filter((one) => one.type.toLowerCase() === type.toLowerCase() && /^\d{4}-\d{2}-\d{2}$/.test(one.apiVersion))
    .map(({ apiVersion }) => apiVersion)
    .sort(compareApiVersions);
  const newest = versions.at(-1);
  return newest !== undefined && compareApiVersions(newest, least) >= 0 ? newest : usual;
}

/** Kinds of resources in names, `vm-web`. */
const KIND_IN_NAME = /(^|[-_.])(?:vmss|vm|osdisk|datadisk|disk|snapshot|snap|aks|srv)(?=$|[-_.]|\d)/i;

/** A name for a new resource of the kind `short` that belongs to the target: `vm-web` gives `des-web`. */
export function nameOf(scene: Scene, type: string, short: string): NewValue {
  const parts = partsOfName(scene) ?? [scene.usualName];
  const index = parts.findIndex((part) => typeof part === 'string' && KIND_IN_NAME.test(part));
  const named = parts.map((part, at) =>
    at === index && typeof part === 'string' ? part.replace(KIND_IN_NAME, `$1${short}`) : part,
  );
  if (index < 0) {
    if (parts[0] === scene.usualName) named.unshift(`${short}-`);
    else named.push(`-${short}`);
  }
  const used = new Set(
    scene.deployment.declared
      .filter((one) => one.type.toLowerCase() === type.toLowerCase())
      .map(({ identity }) => shown(ownName(identity)).toLowerCase()),
  );
  let suffix = '';
  const text = named.map((part) => (typeof part === 'string' ? part : shown(valueOf(scene, part)))).join('');
  for (let count = 2; used.has(`${text}${suffix}`.toLowerCase()); count++) suffix = `-${String(count)}`;
  return joined(scene, suffix === '' ? named : [...named, suffix]);
}

/** A name that no other vault in the world has; it may have 24 characters. */
export function vaultNameOf(setName: NewValue): NewValue {
  const parts = setName instanceof JoinedText ? setName.parts : [setName];
  const seeds = parts
    .map((part) => (typeof part === 'string' ? part.replace(/^[-_.]+|[-_.]+$/g, '') : part))
    .filter((part) => part !== '');
  return new JoinedText(['kv-', new Call('uniqueString', [new Code('resourceGroup().id'), ...seeds])]);
}

type NamePart = string | Expression;

/** The target's name as text and expressions that mean the same elsewhere in the template; undefined where it is computed by a loop. */
function partsOfName({ instance }: Scene): NamePart[] | undefined {
  if (instance === undefined) return undefined;
  const name = instance.declaration.name();
  const parts = withoutParent(partsOf(name));
  if (parts === undefined) return undefined;
  const usable = parts.filter((part) => typeof part === 'string' || isPortable(part));
  if (usable.length === parts.length) return mergeTexts(parts);
  // Without the number of the loop, and the dash before it.
  const rest = mergeTexts(usable);
  const last = rest.at(-1);
  if (typeof last === 'string') rest[rest.length - 1] = last.replace(/[-_.]+$/, '');
  const kept = rest.filter((part) => part !== '');
  return kept.length === 0 ? undefined : kept;
}

/** Of a child in JSON the name holds that of its parent. */
function withoutParent(parts: NamePart[] | undefined): NamePart[] | undefined {
  const index = (parts ?? []).map((part) => typeof part === 'string' && part.includes('/')).lastIndexOf(true);
  const last = parts?.[index];
  if (parts === undefined || typeof last !== 'string') return parts;
  const own = [last.slice(last.lastIndexOf('/') + 1), ...parts.slice(index + 1)].filter((part) => part !== '');
  return own.length === 0 ? undefined : own;
}

function partsOf(expression: Expression): NamePart[] | undefined {
  if (expression.kind === 'literal') return [String(expression.value)];
  if (expression.kind === 'call' && expression.namespace === undefined) {
    const called = expression.name.toLowerCase();
    if (called === 'concat') {
      return expression.args.map((part) => (part.kind === 'literal' ? String(part.value) : part));
    }
    const [format, ...args] = expression.args;
    if (called === 'format' && format?.kind === 'literal' && typeof format.value === 'string') {
      if (/\{\{|\}\}|\{\d+[,:]/.test(format.value)) return [expression];
      const parts: NamePart[] = [];
      for (const [index, text] of format.value.split(/\{(\d+)\}/).entries()) {
        const arg = index % 2 === 1 ? args[Number(text)] : undefined;
        if (index % 2 === 1 && arg === undefined) return undefined;
        parts.push(arg === undefined ? text : arg.kind === 'literal' ? String(arg.value) : arg);
      }
      return parts.filter((part) => part !== '');
    }
  }
  return expression.kind === 'invalid' ? undefined : [expression];
}

function mergeTexts(parts: readonly NamePart[]): NamePart[] {
  const merged: NamePart[] = [];
  for (const part of parts) {
    const last = merged.at(-1);
    if (typeof part === 'string' && typeof last === 'string') merged[merged.length - 1] = last + part;
    else merged.push(part);
  }
  return merged;
}

function joined({ file }: Scene, parts: readonly NamePart[]): NewValue {
  const values = mergeTexts(parts).map((part) =>
    typeof part === 'string' ? part : new WrittenAt({ file, ...part.span }),
  );
  return new JoinedText(values);
}

function valueOf({ instance, deployment }: Scene, expression: Expression): Value {
  return evaluate(expression, instance?.environment ?? { deployment, locals: undefined });
}

/** A value as text, so that names can be compared: what is not known is the expression it is. */
function shown(value: Value | undefined): string {
  if (value === undefined) return '';
  if (value.kind === 'literal') return String(value.value);
  if (value.kind === 'unknown' && value.term.kind === 'text')
    return value.term.parts.map((part) => (typeof part === 'string' ? part : shown(part))).join('');
  return `{${canonicalExpression(value)}}`;
}

/** Whether an expression means the same anywhere in the template. */
export function isPortable(expression: Expression): boolean {
  for (const one of expressionsIn(expression)) {
    if (['local', 'lambda', 'loop', 'symbol', 'invalid'].includes(one.kind)) return false;
    if (one.kind === 'call' && /^(?:copyIndex|reference|list\w*)$/i.test(one.name)) return false;
  }
  return true;
}

/** A property of a declaration, as it is written. */
export function writtenProperty(
  declaration: ResourceDeclaration | ModuleDeclaration,
  name: string,
): Expression | undefined {
  const members = declaration.body().members.filter((member) => member.kind === 'property');
  return members.find((member) => typeof member.name === 'string' && member.name.toLowerCase() === name)?.value;
}

/** Where new resources go: to the region of the target, as the file says it. */
export function locationOf(scene: Scene): NewValue {
  const { template, file, instance } = scene;
  const declarations = instance === undefined ? template.resources : [instance.declaration];
  for (const declaration of declarations) {
    const own = writtenProperty(declaration, 'location');
    const location = own ?? parentLocation(declaration);
    if (location === undefined || !isPortable(location) || isGlobal(location)) continue;
    // The compiler's linter wants regions to be parameters.
    if (location.kind !== 'literal' || template.language === 'arm') return new WrittenAt({ file, ...location.span });
    const known = [...scene.parameters.values()].find(({ name }) => name.toLowerCase().endsWith('location'));
    if (known !== undefined) return new ParameterValue(known.name);
    return newParameter(scene, {
      name: template.parameters.has('location') ? 'encryptionLocation' : 'location',
      type: 'string',
      description: 'Region of the key vault, its key and the disk encryption set.',
      defaultValue: String(location.value),
    });
  }
  const parameter = template.parameters.get('location');
  if (parameter !== undefined) return new ParameterValue(parameter.name);
  if (instance !== undefined || scene.parameters.has('location')) {
    return scene.parameters.has('location') ? new ParameterValue('location') : new Code('resourceGroup().location');
  }
  return newParameter(scene, {
    name: 'location',
    type: 'string',
    description: 'Region of all resources.',
    defaultValue: new Code('resourceGroup().location'),
  });
}

function parentLocation(declaration: ResourceDeclaration): Expression | undefined {
  return declaration.parent && writtenProperty(declaration.parent.declaration, 'location');
}

function isGlobal(location: Expression): boolean {
  return location.kind === 'literal' && String(location.value).toLowerCase() === 'global';
}

/** The tags of the target, where all new resources can have the same. */
export function tagsOf({ file, instance }: Scene): { readonly tags?: NewValue } {
  const tags = instance && writtenProperty(instance.declaration, 'tags');
  if (tags === undefined || (tags.kind !== 'variable' && tags.kind !== 'parameter')) return {};
  return { tags: new WrittenAt({ file, ...tags.span }) };
}
