/** Where a missing dependency is marked, and what adds it. */
import { PropertyOf } from '../edits/change.js';
import type { Change, Declared } from '../edits/change.js';
import { casesOf } from '../evaluation/cases.js';
import { evaluate } from '../evaluation/evaluate.js';
import type { ModuleInstance, ResourceInstance } from '../evaluation/instances.js';
import { parameterTypeAt } from '../evaluation/parameter-at.js';
import type { Origin, Value } from '../evaluation/value.js';
import type { DependencyLink } from '../inventory/model.js';

/** The name of `dependsOn` where the resource or module has one, else its declaration. */
export function dependencyPlace(instance: ResourceInstance | ModuleInstance): Origin {
  const body =
    instance.kind === 'resource' ? instance.body : evaluate(instance.declaration.body(), instance.environment);
  for (const { value } of casesOf(body)) {
    if (value.kind !== 'object') continue;
    const entry = value.entries.get('dependson');
    if (entry !== undefined && entry.value.kind !== 'absent') return entry.nameOrigin;
  }
  return instance.origin;
}

/** Makes the one wait for the other by an entry of `dependsOn`. */
export function addDependency({ file, from, on }: DependencyLink): Change {
  return { kind: 'addDependency', resource: declaredIn(file, from), on: declaredIn(file, on) };
}

/**
 * Makes the id at `at`, which names `target`, one that brings the dependency along; undefined where no symbol of the
 * target can stand there, and `dependsOn` is the way.
 */
export function nameBySymbol(link: DependencyLink, target: ResourceInstance, at: Value): Change | undefined {
  const { file, from, on } = link;
  if (!link.byReference || on !== target || on.declaration.loop !== undefined) return undefined;
  const { origin } = at;
  // A default of a parameter cannot name resources.
  if (origin.file !== file || parameterTypeAt(from.deployment, origin) !== undefined) return undefined;
  return { kind: 'replace', at: origin, value: new PropertyOf(declaredIn(file, on), ['id']) };
}

function declaredIn(file: string, { declaration }: ResourceInstance | ModuleInstance): Declared {
  return { file, declaration };
}
