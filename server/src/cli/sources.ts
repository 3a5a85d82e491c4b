/** The files of one run and what is made of them. */
import { homedir } from 'node:os';
import { isAbsolute, relative, resolve } from 'node:path';
import type { FileReport } from '../analysis.js';
import type { SourceOf } from '../edits/source.js';
import { editableSource } from '../workspace/preferred-fixes.js';
import { Configurations } from '../workspace/configurations.js';
import { folderOf } from '../workspace/paths.js';
import { Project, SourceCache } from '../workspace/project.js';
import { DiskFiles } from './disk-files.js';
import { repositoryOf } from './gitignore.js';
import { UsageError } from './usage-error.js';

export interface Sources {
  readonly disk: DiskFiles;
  readonly project: Project;
  readonly configurations: Configurations;
  /** Files that fixes can be written into, as they are now; with their reports, to know who gives what to them. */
  readonly editable: (reports: readonly FileReport[]) => SourceOf;
  /** The absolute path of an argument, with `/` and without one at its end. */
  readonly absolute: (path: string) => string;
  /** The path of a file as it is said: relative to the working directory, with `/`. */
  readonly shown: (file: string) => string;
}

/** `config` is the argument of `--config`. */
export function openSources(workingDirectory: string, config?: string): Sources {
  const disk = new DiskFiles();
  const rootOf = rootsFrom(workingDirectory);
  const project = new Project((path) => disk.text(path) ?? null, new SourceCache(), {
    bytes: (path) => disk.bytes(path),
    folder: (path) => disk.list(path),
    rootOf,
    cacheRoot: `${homedir().replaceAll('\\', '/')}/.bicep`,
    locate: (path) => absolutePath(path.replace(/^~(?=[\\/]|$)/, homedir())),
    environmentVariable: (name) => process.env[name],
  });
  const absolute = (path: string): string => resolve(workingDirectory, path).replaceAll('\\', '/');
  const only = config === undefined ? {} : { only: absolute(config) };
  if (config !== undefined && disk.read(absolute(config)).kind !== 'text') {
    throw new UsageError(`the configuration '${config}' cannot be read`);
  }
  return {
    disk,
    project,
    configurations: new Configurations(project, { rootOf, ...only }),
    editable: (reports) => {
      const given = new Map(reports.map(({ file, givenParameters }) => [file.path, givenParameters]));
      return (file) => editableSource(project.file(file), given.get(file));
    },
    absolute,
    shown: (file) => relative(workingDirectory, file).replaceAll('\\', '/') || '.',
  };
}

/** An absolute path with `/`. */
function absolutePath(path: string): string | undefined {
  return isAbsolute(path) ? resolve(path).replaceAll('\\', '/') : undefined;
}

/** Checks that the argument of `--parameters` is a parameter file, and gives its absolute path. */
export function readableParameters(sources: Sources, parameters: string | undefined): string | undefined {
  if (parameters === undefined) return undefined;
  const path = sources.absolute(parameters);
  if (sources.disk.read(path).kind !== 'text')
    throw new UsageError(`the parameter file '${parameters}' cannot be read`);
  const kind = sources.project.file(path)?.kind;
  if (kind === 'parameters' || kind === 'bicepparam') return path;
  throw new UsageError(`'${parameters}' is no parameter file: its $schema does not say so`);
}

/** Where the search for a configuration ends: the root of the file's repository, else the working directory. */
function rootsFrom(workingDirectory: string): (file: string) => string | undefined {
  const roots = new Map<string, string | undefined>();
  return (file) => {
    const folder = folderOf(file);
    if (!roots.has(folder)) {
      const isBelow = `${folder}/`.startsWith(`${workingDirectory}/`);
      roots.set(folder, repositoryOf(folder) ?? (isBelow ? workingDirectory : undefined));
    }
    return roots.get(folder);
  };
}
