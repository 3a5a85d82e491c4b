/** What a template imports from other files: variables, functions and types, each asked of the file that declares it. */
import type { Template } from '../template/model.js';
import type { Deployment, ModuleLoader } from './deployment.js';
import { literal } from './value.js';
import type { Entry, ObjectValue, Origin, Value } from './value.js';

/** Opens a file of which only variables, functions and types are used. */
export type OpenImported = (template: Template) => Deployment;

export class Imports {
  /** Names that are being asked for: a circle of imports ends where it comes back to one of them. */
  private readonly inProgress = new Set<string>();

  constructor(
    private readonly template: Template,
    private readonly loader: ModuleLoader,
    private readonly open: OpenImported,
  ) {}

  variable(name: string): Value | undefined {
    return this.once(`variable ${name}`, () => this.importedVariable(name));
  }

  userFunction(namespace: string | undefined, name: string): ReturnType<Deployment['userFunction']> {
    return this.once(`function ${namespace ?? ''}.${name}`, () => {
      const imported = this.find(namespace, name);
      return imported?.other.userFunction(undefined, imported.name);
    });
  }

  /** The file that an import names and the name there; wildcard imports are asked with their namespace. */
  find(namespace: string | undefined, name: string): { other: Deployment; name: string } | undefined {
    for (const declaration of this.template.imports) {
      const entry = declaration.names.find((one) => one.as.toLowerCase() === name.toLowerCase());
      const wildcard = namespace !== undefined && declaration.wildcard?.toLowerCase() === namespace.toLowerCase();
      if (!wildcard && (entry === undefined || namespace !== undefined)) continue;
      const loaded = this.loader.load(this.template.file, declaration.path);
      if ('missing' in loaded) return undefined;
      return { other: this.open(loaded), name: wildcard ? name : (entry?.name ?? name) };
    }
    return undefined;
  }

  private once<T>(key: string, ask: () => T | undefined): T | undefined {
    if (this.template.imports.length === 0 || this.inProgress.has(key)) return undefined;
    this.inProgress.add(key);
    const answer = ask();
    this.inProgress.delete(key);
    return answer;
  }

  private importedVariable(name: string): Value | undefined {
    const imported = this.find(undefined, name);
    if (imported !== undefined) return imported.other.variable(imported.name);
    const wildcard = this.template.imports.find((one) => one.wildcard?.toLowerCase() === name.toLowerCase());
    if (wildcard === undefined) return undefined;
    const loaded = this.loader.load(this.template.file, wildcard.path);
    if ('missing' in loaded) return undefined;
    return variablesOf(loaded, this.open(loaded), { file: this.template.file, ...wildcard.pathSpan });
  }
}

/** The variables of a file as an object, each evaluated when it is asked for. */
function variablesOf(template: Template, other: Deployment, origin: Origin): ObjectValue {
  const entries = new Map<string, Entry>();
  for (const [key, variable] of template.variables) {
    const nameOrigin: Origin = { file: template.file, ...variable.nameSpan };
    entries.set(key, {
      name: variable.name,
      nameOrigin,
      get value() {
        return other.variable(key) ?? literal(null, nameOrigin);
      },
    });
  }
  return { kind: 'object', entries, open: false, origin };
}
