/** A deployment and all that its modules deploy. */
import { identityKey } from './canonical.js';
import type { Deployment } from './deployment.js';
import type { ResourceInstance } from './instances.js';

/** All resources of the tree by id; the one that is created wins over an `existing` one. */
export function resourcesByKey(root: Deployment): Map<string, ResourceInstance> {
  const index = new Map<string, ResourceInstance>();
  for (const deployment of deploymentsBelow(root)) {
    for (const instance of deployment.declared) {
      const key = identityKey(instance.identity);
      const known = index.get(key);
      if (known === undefined || (known.declaration.existing && !instance.declaration.existing))
        index.set(key, instance);
    }
  }
  return index;
}

/** The deployment and all that its modules deploy, outermost first. */
export function* deploymentsBelow(root: Deployment): Generator<Deployment> {
  yield root;
  for (const module of root.modules) {
    const { content } = module;
    if (content !== undefined) yield* deploymentsBelow(content);
  }
}
