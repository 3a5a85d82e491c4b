/**
 * The files of one analysis, read and parsed once each. What is not at hand yet is remembered, so that a host that
 * reads asynchronously can bring it and ask again.
 */
import type { FileContents, Missing, ModuleLoader } from '../evaluation/deployment.js';
import type { Template } from '../template/model.js';
import { bytesKey, folderKey } from './file-access.js';
import { BICEP_CONFIGURATION, cachedFile, inCache, readBicepConfiguration, specTemplate } from './module-cache.js';
import type { BicepConfiguration } from './module-cache.js';
import { folderOf, foldersUpwards, resolvePath } from './paths.js';
import { sourceFile } from './source-file.js';
import type { SourceFile } from './source-file.js';

/** The text of a file; null: there is none; undefined: not read yet. */
export type ReadText = (path: string) => string | null | undefined;

/** Files as data. As with texts: null: there is none; undefined: not read yet. */
export interface ReadContents {
  readonly bytes: (path: string) => Uint8Array | null | undefined;
  /** Names of the files in a folder. */
  readonly folder: (path: string) => readonly string[] | null | undefined;
  /** The folder that a template must not reach out of; undefined: its own. */
  readonly rootOf: (template: string) => string | undefined;
  /** Bicep's folder in the home directory, a path or URI; and a path of this machine as the texts are asked for, `~` being the home. */
  readonly cacheRoot?: string;
  readonly locate?: (path: string) => string | undefined;
  /** Variables of the process, where it is the one that deploys: on the command line, not in an editor. */
  readonly environmentVariable?: (name: string) => string | undefined;
}

/** Keeps parsed files between analyses, as long as their text is the same. */
export class SourceCache {
  private readonly files = new Map<string, SourceFile>();

  parse(path: string, text: string): SourceFile {
    const known = this.files.get(path);
    if (known?.text === text) return known;
    const file = sourceFile(path, text);
    this.files.set(path, file);
    return file;
  }

  forget(path: string): void {
    this.files.delete(path);
  }

  /** UTF-16 units of all texts that are kept. */
  get size(): number {
    let size = 0;
    for (const { text } of this.files.values()) size += text.length;
    return size;
  }
}

export class Project implements ModuleLoader {
  /** Paths that were asked for and are not read yet. */
  readonly wanted = new Set<string>();
  /** For each file, the files that it names (modules, imports, `using`). */
  readonly references = new Map<string, Set<string>>();

  constructor(
    private readonly readText: ReadText,
    private readonly cache: SourceCache = new SourceCache(),
    private readonly readContents?: ReadContents,
  ) {}

  /** undefined: there is no such file, or it is not read yet. */
  file(path: string): SourceFile | undefined {
    const text = this.readText(path);
    if (text === undefined) this.wanted.add(path);
    return text === undefined || text === null ? undefined : this.cache.parse(path, text);
  }

  /** The text of a file of any kind, a configuration for one. */
  text(path: string): string | undefined {
    const text = this.readText(path);
    if (text === undefined) this.wanted.add(path);
    return text ?? undefined;
  }

  /** Files that templates load as data. Those of a stranger must not show what lies outside of the workspace. */
  get contents(): FileContents | undefined {
    const { readContents } = this;
    if (readContents === undefined) return undefined;
    const isOutside = (from: string, path: string): boolean =>
      !path.startsWith(`${readContents.rootOf(from) ?? folderOf(from)}/`);
    return {
      bytes: (from, relative) => {
        const path = resolvePath(from, relative);
        if (isOutside(from, path)) return { missing: `'${relative}' lies outside of the workspace` };
        const bytes = readContents.bytes(path);
        if (bytes === undefined) this.wanted.add(bytesKey(path));
        return bytes ? { bytes } : { missing: `'${relative}' cannot be read` };
      },
      folder: (from, relative) => {
        const path = resolvePath(from, relative);
        if (isOutside(from, `${path}/`)) return { missing: `'${relative}' lies outside of the workspace` };
        const files = readContents.folder(path);
        if (files === undefined) this.wanted.add(folderKey(path));
        return files ? { files } : { missing: `'${relative}' cannot be read` };
      },
    };
  }

  get environmentVariable(): ((name: string) => string | undefined) | undefined {
    return this.readContents?.environmentVariable;
  }

  load(from: string, relative: string): Template | Missing {
    if (/^(?:br|ts)[:/]|^\/subscriptions\//i.test(relative)) return this.loadCached(from, relative);
    const path = resolvePath(from, relative);
    this.refer(from, path);
    const file = this.file(path);
    if (file === undefined) return { missing: `'${relative}' cannot be read` };
    if (file.kind === 'arm' || file.kind === 'bicep') return file.template;
    return { missing: `'${relative}' is not a template` };
  }

  /** A module of a registry or a template spec, as far as Bicep has restored it. */
  private loadCached(from: string, reference: string): Template | Missing {
    const missing = { missing: `'${reference}' is not in the local module cache` };
    const { readContents } = this;
    if (readContents === undefined) return missing;
    const configuration = this.bicepConfiguration(from);
    const file = cachedFile(reference, configuration);
    if (file === undefined)
      return { missing: `'${reference}' names no module, or an alias that bicepconfig.json does not have` };
    const { cacheRoot } = configuration;
    const root = cacheRoot === undefined ? readContents.cacheRoot : readContents.locate?.(cacheRoot);
    if (root === undefined) return missing;
    const path = inCache(root, file);
    if (!file.startsWith('ts/')) {
      const source = this.file(path);
      return source?.kind === 'arm' ? source.template : missing;
    }
    const text = this.text(path);
    const template = text === undefined ? undefined : specTemplate(text);
    const source = template === undefined ? undefined : this.cache.parse(`${path}#template`, template);
    return source?.kind === 'arm' ? source.template : missing;
  }

  /** The nearest `bicepconfig.json` upwards counts, and only that. */
  private bicepConfiguration(from: string): BicepConfiguration {
    for (const folder of foldersUpwards(from, this.readContents?.rootOf(from))) {
      const text = this.text(`${folder}/${BICEP_CONFIGURATION}`);
      if (text !== undefined) return readBicepConfiguration(text);
    }
    return readBicepConfiguration('');
  }

  refer(from: string, to: string): void {
    const known = this.references.get(from);
    if (known === undefined) this.references.set(from, new Set([to]));
    else known.add(to);
  }
}
