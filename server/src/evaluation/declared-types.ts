/** Which types of resources a template can deploy, as its text alone tells: what cannot hold them need not be evaluated. */
import type { ModuleDeclaration, ResourceDeclaration, Template } from '../template/model.js';
import type { ModuleLoader } from './deployment.js';
import { templateOfModule } from './module-content.js';

/** Full types in lower case. */
export type ResourceTypes = ReadonlySet<string>;

/** The type of a resource in the old form of an extension, `.../providers/locks`, depends on its name. */
const OLD_EXTENSION = '/providers';

/** Deeper than this modules are not looked into: they may deploy anything. */
const DEPTH = 16;

const typesByTemplate = new WeakMap<Template, ResourceTypes>();

/** Whether a declared resource may be of one of the types. */
export function mayBeOf({ type }: ResourceDeclaration, types: ResourceTypes): boolean {
  const key = type.toLowerCase();
  return types.has(key) || key.includes(OLD_EXTENSION);
}

/** Answers for the templates of one tree of deployments. */
export class DeployableTypes {
  private readonly known = new Map<ResourceTypes, Map<Template, boolean>>();

  constructor(private readonly loader: ModuleLoader) {}

  /**
   * Whether a module declared in `file` may deploy a resource of one of the types, itself or by its modules, or declare one as
   * `existing`. What is not at hand may deploy anything. `types` is looked up by its identity: it should be a constant.
   */
  mayDeploy(module: ModuleDeclaration, file: string, types: ResourceTypes): boolean {
    const known = this.known.get(types) ?? new Map<Template, boolean>();
    this.known.set(types, known);
    return this.moduleMay(module, file, types, known, DEPTH);
  }

  private moduleMay(
    { source }: ModuleDeclaration,
    file: string,
    types: ResourceTypes,
    known: Map<Template, boolean>,
    depth: number,
  ): boolean {
    const template = templateOfModule(source, file, this.loader);
    // Where the template is a parameter's default, another one may be given.
    const mayDiffer = (source.kind === 'inline' || source.kind === 'path') && source.parameter !== undefined;
    if ('missing' in template || mayDiffer || depth <= 0) return true;
    const answer = known.get(template);
    if (answer !== undefined) return answer;
    // For templates that call each other.
    known.set(template, true);
    const may =
      declaresAny(template, types) ||
      template.modules.some((module) => this.moduleMay(module, template.file, types, known, depth - 1));
    known.set(template, may);
    return may;
  }
}

/** Whether the template itself declares a resource that may be of one of the types. */
export function declaresAny(template: Template, types: ResourceTypes): boolean {
  let own = typesByTemplate.get(template);
  if (own === undefined) {
    own = new Set(template.resources.map(({ type }) => type.toLowerCase()));
    typesByTemplate.set(template, own);
  }
  for (const type of own) if (types.has(type) || type.includes(OLD_EXTENSION)) return true;
  return false;
}
