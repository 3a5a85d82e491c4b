/** A deployment and all that its modules deploy. */
import type { ModuleSource, Template } from '../template/model.js';
import { identityKey } from './canonical.js';
import type { ResourceTypes } from './declared-types.js';
import type { Deployment } from './deployment.js';
import type { ResourceInstance } from './instances.js';
import type { ResourceIdentity } from './value.js';

/** The resources of a tree by id, found out for one type at a time: most types nobody asks for. */
export class ResourceIndex {
  private readonly byType = new Map<string, Map<string, ResourceInstance>>();

  constructor(private readonly root: Deployment) {}

  /** The resource with that id; the one that is created wins over an `existing` one. */
  find(identity: ResourceIdentity): ResourceInstance | undefined {
    const type = identity.type.toLowerCase();
    let index = this.byType.get(type);
    if (index === undefined) this.byType.set(type, (index = this.resourcesByKey(new Set([type]))));
    return index.get(identityKey(identity));
  }

  private resourcesByKey(types: ResourceTypes): Map<string, ResourceInstance> {
    const index = new Map<string, ResourceInstance>();
    for (const instance of declaredBelow(this.root, types)) {
      const key = identityKey(instance.identity);
      const known = index.get(key);
      if (known === undefined || (known.declaration.existing && !instance.declaration.existing))
        index.set(key, instance);
    }
    return index;
  }
}

/** The resources of these types that the tree declares, `existing` ones and those with a false condition too. */
export function* declaredBelow(root: Deployment, types: ResourceTypes): Generator<ResourceInstance> {
  for (const deployment of deploymentsWith(root, types)) yield* deployment.declaredOf(types);
}

/** The resources of these types that the tree deploys. */
export function* resourcesBelow(root: Deployment, types: ResourceTypes): Generator<ResourceInstance> {
  for (const instance of declaredBelow(root, types))
    if (!instance.declaration.existing && instance.existence.length > 0) yield instance;
}

/** The deployments of the tree that may deploy resources of these types, outermost first. */
export function* deploymentsWith(root: Deployment, types: ResourceTypes): Generator<Deployment> {
  yield root;
  for (const { content } of root.modulesWith(types)) if (content !== undefined) yield* deploymentsWith(content, types);
}

/** The deployment and all that its modules deploy, outermost first. */
export function* deploymentsBelow(root: Deployment): Generator<Deployment> {
  yield root;
  for (const module of root.modules) {
    const { content } = module;
    if (content !== undefined) yield* deploymentsBelow(content);
  }
}

/**
 * Those of `deploymentsBelow` that are of another file than the one around them, and those that lead there: enough to know which
 * files are deployed by which, without an evaluation of all nested templates.
 */
export function* deploymentsOfFiles(root: Deployment): Generator<Deployment> {
  yield root;
  for (const { content } of root.modulesWhere(({ source }) => leavesFile(source, root.template.file)))
    if (content !== undefined) yield* deploymentsOfFiles(content);
}

const namesFiles = new WeakMap<Template, boolean>();

function leavesFile(source: ModuleSource, file: string): boolean {
  if (source.kind !== 'inline') return true;
  const template = source.template();
  let leaves = namesFiles.get(template);
  if (leaves === undefined) {
    leaves = template.file !== file || template.modules.some((module) => leavesFile(module.source, file));
    namesFiles.set(template, leaves);
  }
  return leaves;
}
