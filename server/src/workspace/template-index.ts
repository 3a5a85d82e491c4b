/**
 * Who uses which file: the templates and parameter files of the workspace with what they name, so that a module is judged
 * with what its callers pass. Built once in the background, kept current file by file.
 */
import { CONFIGURATION_FILE } from './configuration.js';
import { templateReferences } from './module-graph.js';
import { baseName, resolvePath } from './paths.js';
import { sourceFile } from './source-file.js';
import type { SourceFile } from './source-file.js';

/** A file that was looked at; files that are neither template nor parameters have no entry. */
export interface IndexEntry {
  readonly kind: 'template' | 'parameters' | 'configuration';
  /** Templates that it deploys as modules, or that it gives parameters to. */
  readonly uses: readonly string[];
}

export class TemplateIndex {
  private readonly entries = new Map<string, IndexEntry>();
  private readonly stale = new Set<string>();
  /** For each file, those that use it; made when it is asked for. */
  private users: Map<string, Set<string>> | undefined;

  /** `openSource`: an open document as it is now; undefined: it is not open. */
  constructor(private readonly openSource: (path: string) => SourceFile | undefined) {}

  /** All templates, parameter and configuration files, in the order of their names. */
  get paths(): string[] {
    this.refresh();
    return [...this.entries.keys()].sort();
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
    this.set(path, text === null ? undefined : entryOf(path, text, () => sourceFile(path, text)));
  }

  private refresh(): void {
    for (const path of this.stale) {
      const file = this.openSource(path);
      if (file !== undefined)
        this.set(
          path,
          entryOf(path, file.text, () => file),
        );
    }
    this.stale.clear();
  }

  private set(path: string, entry: IndexEntry | undefined): void {
    const known = this.entries.get(path);
    if (entry === undefined) this.entries.delete(path);
    else this.entries.set(path, entry);
    const isSame = known?.kind === entry?.kind && known?.uses.join('\n') === entry?.uses.join('\n');
    if (!isSame) this.users = undefined;
  }

  /** The file and all that use it, directly or through others, the nearest first; at most `limit`. */
  usersOf(path: string, limit: number): string[] {
    this.refresh();
    this.users ??= this.makeUsers();
    const found = new Set([path]);
    for (const one of found) {
      for (const user of this.users.get(one) ?? []) {
        if (found.size >= limit) return [...found];
        found.add(user);
      }
    }
    return [...found];
  }

  /** The files in groups of which no one uses another: what is found in one group depends on no file of another one. */
  groups(): string[][] {
    this.refresh();
    this.users ??= this.makeUsers();
    const seen = new Set<string>();
    const groups: string[][] = [];
    for (const path of this.paths) {
      if (seen.has(path)) continue;
      const group = new Set([path]);
      for (const one of group) {
        for (const next of this.entries.get(one)?.uses ?? []) group.add(next);
        for (const next of this.users.get(one) ?? []) group.add(next);
      }
      for (const one of group) seen.add(one);
      groups.push([...group].filter((one) => this.entries.has(one)).sort());
    }
    return groups;
  }

  private makeUsers(): Map<string, Set<string>> {
    const users = new Map<string, Set<string>>();
    for (const [path, { uses }] of this.entries) {
      for (const used of uses) {
        if (used === path) continue;
        const known = users.get(used);
        if (known === undefined) users.set(used, new Set([path]));
        else known.add(path);
      }
    }
    return users;
  }
}

/** A text without these words names no other file, and need not be parsed to know it. */
const NAMES_A_FILE = /\b(?:module|using)\b|templateLink/i;
const IS_DEPLOYMENT = /deployment(?:template|parameters)\.json/i;

function entryOf(path: string, text: string, parse: () => SourceFile): IndexEntry | undefined {
  if (baseName(path) === CONFIGURATION_FILE) return { kind: 'configuration', uses: [] };
  const isBicep = /\.bicep(?:param)?$/i.test(path);
  if (!isBicep && !IS_DEPLOYMENT.test(text)) return undefined;
  if (/\.bicep$/i.test(path) && !NAMES_A_FILE.test(text)) return { kind: 'template', uses: [] };
  const file = parse();
  switch (file.kind) {
    case 'arm':
    case 'bicep': {
      const modules = templateReferences(file.template).filter((one) => one.kind === 'module');
      return { kind: 'template', uses: distinct(modules.map((one) => resolvePath(path, one.path))) };
    }
    case 'bicepparam': {
      const { using } = file.parameters;
      const uses = using === undefined || using === 'none' ? [] : [resolvePath(path, using.path)];
      return { kind: 'parameters', uses };
    }
    case 'parameters': {
      const base = /^(.*)\.parameters(?:\.[^/]*)?\.json$/i.exec(path)?.[1];
      return { kind: 'parameters', uses: base === undefined ? [] : [`${base}.bicep`, `${base}.json`] };
    }
    case 'other':
      return undefined;
  }
}

function distinct(paths: readonly string[]): string[] {
  return [...new Set(paths)];
}
