/**
 * Who uses which file: the templates and parameter files of the workspace with what they name, so that a module is judged
 * with what its callers pass. Built once in the background, kept current file by file.
 */
import { CONFIGURATION_FILE } from './configuration.js';
import { baseName, resolvePath } from './paths.js';

interface IndexEntry {
  readonly kind: 'template' | 'parameters' | 'configuration';
  /** Templates that it deploys as modules, or that it gives parameters to. */
  readonly uses: readonly string[];
}

export class TemplateIndex {
  private readonly entries = new Map<string, IndexEntry>();
  private readonly stale = new Set<string>();
  /** For each file, those that use it; made when it is asked for. */
  private users: ReadonlyMap<string, ReadonlySet<string>> | undefined;

  /** `openText`: an open document as it is now; undefined: it is not open. */
  constructor(private readonly openText: (path: string) => string | undefined) {}

  /** All templates, parameter and configuration files, in the order of their names. */
  get paths(): string[] {
    this.refresh();
    return [...this.entries.keys()].sort();
  }

  get templates(): string[] {
    this.refresh();
    return [...this.entries].filter(([, { kind }]) => kind === 'template').map(([path]) => path);
  }

  has(path: string): boolean {
    return this.entries.has(path);
  }

  /** An open document has changed; it is looked at when somebody asks. */
  markStale(path: string): void {
    this.stale.add(path);
  }

  /** Takes in a file on disk as it is now; null: it is gone. */
  update(path: string, text: string | null): void {
    const known = this.entries.get(path);
    const entry = text === null ? undefined : entryOf(path, text);
    if (entry === undefined) this.entries.delete(path);
    else this.entries.set(path, entry);
    if (known?.kind !== entry?.kind || known?.uses.join('\n') !== entry?.uses.join('\n')) this.users = undefined;
  }

  /** The file and all that use it, directly or through others, the nearest first; at most `limit`. */
  usersOf(path: string, limit: number): string[] {
    const users = this.allUsers();
    const found = new Set([path]);
    for (const one of found) {
      for (const user of users.get(one) ?? []) {
        if (found.size >= limit) return [...found];
        found.add(user);
      }
    }
    return [...found];
  }

  /**
   * For each file that no template uses: the file, all that it uses, directly or through others, and the parameter files
   * of these. What is found in a file is what is found in the sets that it is in.
   */
  deployments(): string[][] {
    const users = this.allUsers();
    const isParameters = (path: string): boolean => this.entries.get(path)?.kind === 'parameters';
    const isUsed = (path: string): boolean => [...(users.get(path) ?? [])].some((user) => !isParameters(user));
    const seen = new Set<string>();
    const sets: string[][] = [];
    const add = (root: string): void => {
      const set = new Set([root]);
      for (const path of set) {
        for (const used of this.entries.get(path)?.uses ?? []) set.add(used);
        for (const user of users.get(path) ?? []) if (isParameters(user)) set.add(user);
      }
      for (const path of set) seen.add(path);
      sets.push([...set].filter((path) => this.entries.has(path)).sort());
    };
    const { paths } = this;
    for (const path of paths) if (!isParameters(path) && !isUsed(path)) add(path);
    // Parameter files of nothing that is known, and templates that only use each other.
    for (const path of paths) if (!seen.has(path)) add(path);
    return sets;
  }

  /** All parameter files: those that belong to a template by their name or by what they say, and the others. */
  parameterFilesOf(template: string): { readonly own: readonly string[]; readonly others: readonly string[] } {
    const users = this.allUsers().get(template);
    const all = this.paths.filter((path) => this.entries.get(path)?.kind === 'parameters');
    return { own: all.filter((path) => users?.has(path)), others: all.filter((path) => users?.has(path) !== true) };
  }

  private refresh(): void {
    for (const path of this.stale) {
      const text = this.openText(path);
      if (text !== undefined) this.update(path, text);
    }
    this.stale.clear();
  }

  private allUsers(): ReadonlyMap<string, ReadonlySet<string>> {
    this.refresh();
    if (this.users !== undefined) return this.users;
    const users = new Map<string, Set<string>>();
    for (const [path, { uses }] of this.entries) {
      for (const used of uses) {
        if (used === path) continue;
        const known = users.get(used);
        if (known === undefined) users.set(used, new Set([path]));
        else known.add(path);
      }
    }
    return (this.users = users);
  }
}

const DEPLOYMENT = /deployment(?:template|parameters)\.json/i;

/**
 * Found by pattern, not by parsing, which would take too long for a large workspace. Text that only looks like a reference
 * does no harm: the analysis itself goes by the parsed file.
 */
function entryOf(path: string, text: string): IndexEntry | undefined {
  if (baseName(path) === CONFIGURATION_FILE) return { kind: 'configuration', uses: [] };
  if (/\.bicep$/i.test(path)) {
    return { kind: 'template', uses: named(path, text, /\bmodule[ \t]+\w+[ \t]+'([^'\r\n]+)'/g) };
  }
  if (/\.bicepparam$/i.test(path)) {
    return { kind: 'parameters', uses: named(path, text, /^[ \t]*(?:using|extends)[ \t]+'([^'\r\n]+)'/gm) };
  }
  const schema = DEPLOYMENT.exec(text)?.[0].toLowerCase();
  if (schema === undefined) return undefined;
  if (schema === 'deploymenttemplate.json') {
    return { kind: 'template', uses: named(path, text, /"relativePath"\s*:\s*"([^"\r\n]+)"/gi) };
  }
  const base = /^(.*)\.parameters(?:\.[^/]*)?\.json$/i.exec(path)?.[1];
  return { kind: 'parameters', uses: base === undefined ? [] : [`${base}.bicep`, `${base}.json`] };
}

/** The files that a text names, as paths; modules of a registry are none. */
function named(path: string, text: string, pattern: RegExp): string[] {
  const names = [...text.matchAll(pattern)].map(([, name = '']) => name);
  return [...new Set(names.filter((name) => !/^(?:br|ts)[:/]/i.test(name)).map((name) => resolvePath(path, name)))];
}
