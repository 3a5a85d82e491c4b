/** Resources as fixes name them. */
import type { Declared } from '../edits/change.js';
import type { ResourceInstance } from '../evaluation/instances.js';

/** The declaration of a resource, in its file. */
export function declared(resource: ResourceInstance): Declared {
  return { file: resource.deployment.template.file, declaration: resource.declaration };
}
