/** Finds the resources and modules of a template by the names that its expressions have for them. */
import type { ModuleDeclaration, ResourceDeclaration, Template } from '../template/model.js';
import { canonicalExpression } from './canonical.js';
import type { Deployment } from './deployment.js';
import type { Environment } from './environment.js';
import type { Expansion } from './expand.js';
import type { ModuleInstance, ResourceInstance } from './instances.js';
import { textOf } from './value.js';
import type { Origin, Value } from './value.js';

type Declaration = ResourceDeclaration | ModuleDeclaration;
type Instance = ResourceInstance | ModuleInstance;

/** Symbolic names, and the names that resources are deployed under. Letter case does not count. */
export class InstanceNames {
  private bySymbol: Map<string, Declaration> | undefined;
  private byName: Map<string, Instance> | undefined;
  private readonly elements = new Map<string, Instance>();

  constructor(
    private readonly template: Template,
    private readonly expansion: Expansion,
  ) {}

  /** What a symbolic name stands for: a resource or module, or the list that a loop makes. */
  symbol(name: string, origin: Origin): Value | undefined {
    const declaration = this.declarationOf(name);
    if (declaration === undefined) return undefined;
    const instances = this.expansion.instancesOf(declaration);
    const items = instances.map((instance) => referenceTo(instance, origin));
    const [first] = items;
    const looped = declaration.loop !== undefined || (first !== undefined && items.length > 1);
    if (!looped && first !== undefined) return first;
    return { kind: 'array', items, open: instances.some((instance) => instance.symbolic), origin };
  }

  /** One of a loop, also where its index or the length of the loop is not known. */
  symbolElement(name: string, index: Value, environment: Environment, origin: Origin): Value | undefined {
    const declaration = this.declarationOf(name);
    if (declaration?.loop === undefined) return undefined;
    const key = `${name.toLowerCase()} ${canonicalExpression(index)}`;
    const instances = this.expansion.instancesOf(declaration);
    const known = index.kind === 'literal' && typeof index.value === 'number' ? instances[index.value] : undefined;
    let instance = known !== undefined && !known.symbolic ? known : this.elements.get(key);
    if (instance === undefined) {
      if (index.kind === 'choice') return undefined;
      instance = this.expansion.instanceAt(declaration, index, environment.locals);
      this.elements.set(key, instance);
    }
    return referenceTo(instance, origin);
  }

  /** By a symbolic name, with an index or without, or by the name it is deployed under. */
  named(name: string): ReturnType<Deployment['resourceNamed']> {
    const [, symbol = name, position] = /^(.*?)\[(\d+)\]$/.exec(name) ?? [];
    const declaration = this.declarationOf(symbol);
    const instances = declaration === undefined ? undefined : this.expansion.instancesOf(declaration);
    const instance = instances?.[position === undefined ? 0 : Number(position)];
    if (instance !== undefined) return { identity: instance.identity, instance };
    const named = this.instancesByName().get(name.toLowerCase());
    return named && { identity: named.identity, instance: named };
  }

  private declarationOf(symbol: string): Declaration | undefined {
    if (this.bySymbol === undefined) {
      this.bySymbol = new Map();
      for (const one of [...this.template.resources, ...this.template.modules]) {
        if (one.symbol !== undefined) this.bySymbol.set(one.symbol.toLowerCase(), one);
      }
    }
    return this.bySymbol.get(symbol.toLowerCase());
  }

  /** By the names they are deployed under, as far as these are known. */
  private instancesByName(): ReadonlyMap<string, Instance> {
    if (this.byName === undefined) {
      const byName = (this.byName = new Map<string, Instance>());
      for (const one of [...this.expansion.resources, ...this.expansion.modules]) {
        const [first] = one.identity.names;
        const name = one.kind === 'resource' ? textOf(one.ownName) : first && textOf(first);
        if (name !== undefined && !byName.has(name.toLowerCase())) byName.set(name.toLowerCase(), one);
      }
    }
    return this.byName;
  }
}

function referenceTo(instance: Instance, origin: Origin): Value {
  return { kind: 'reference', identity: instance.identity, path: [], of: instance, origin };
}
