/** Which files a run of `check` is about: those that are named or found, and those that they reach. */
import { readdirSync, statSync } from 'node:fs';
import { templateOfParameters } from '../analysis.js';
import { templateReferences } from '../workspace/module-graph.js';
import { baseName, folderOf, resolvePath } from '../workspace/paths.js';
import type { Project } from '../workspace/project.js';
import type { SourceFile } from '../workspace/source-file.js';
import { findFiles } from './find-files.js';
import type { Sources } from './sources.js';

export interface CheckedFiles {
  /** Absolute, named and found ones first in the order of the command line, then those that are reached. */
  readonly paths: readonly string[];
  /** Files that are named on the command line. */
  readonly named: ReadonlySet<string>;
  /** What could not be read, and why, by its path. */
  readonly failures: ReadonlyMap<string, string>;
  /** Files that are named and that the configuration says to leave alone. */
  readonly leftAlone: readonly string[];
}

/** The files of `paths` (files and folders, absolute), and all that they reach. */
export function checkedFiles(sources: Sources, paths: readonly string[], parameters: string | undefined): CheckedFiles {
  const { disk, configurations } = sources;
  const failures = new Map<string, string>();
  const checked = new Set<string>();
  const named = new Set<string>();
  const leftAlone: string[] = [];
  for (const path of paths) {
    if (isFolder(path)) {
      const found = findFiles(path);
      for (const failure of found.failures) failures.set(failure.path, failure.reason);
      for (const file of found.paths) {
        if (checked.has(file) || configurations.ignores(file)) continue;
        if (/\.jsonc?$/i.test(file) && !isDeployment(sources, file)) continue;
        checked.add(file);
      }
    } else if (configurations.ignores(path)) {
      leftAlone.push(path);
    } else {
      named.add(path);
      checked.add(path);
    }
  }
  if (parameters !== undefined) checked.add(parameters);
  // Given parameters are the only ones that named templates are judged with.
  reach(sources, checked, parameters === undefined ? named : new Set());
  for (const path of checked) {
    const file = disk.read(path);
    if (file.kind === 'missing') failures.set(path, 'there is no such file');
    else if (file.kind === 'unreadable') failures.set(path, file.reason);
  }
  return { paths: [...checked], named, failures, leftAlone };
}

/** What cannot be looked at counts as a file, and reading that says what is wrong. */
export function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** Of JSON in a folder only templates and parameter files are of interest, and what may be one and cannot be read. */
function isDeployment({ disk, project }: Sources, path: string): boolean {
  if (!disk.mayBeDeployment(path)) return false;
  return disk.read(path).kind !== 'text' || project.file(path)?.kind !== 'other';
}

/**
 * Adds the modules, imports and parameter files of the files, of those again, and so on. For the `entries` among them
 * all parameter files beside are looked at, not only those that are linked by name.
 */
function reach(sources: Sources, checked: Set<string>, entries: ReadonlySet<string>): void {
  const { project, configurations, disk } = sources;
  const add = (path: string, wanted: 'wanted' | 'if there'): void => {
    if (checked.has(path) || configurations.ignores(path)) return;
    const { kind } = disk.read(path);
    // A module that is not there is a gap in its caller; one that is there and cannot be read is a failure.
    if (kind === 'missing' && wanted === 'if there') return;
    if (kind === 'text' && project.file(path)?.kind === 'other') return;
    checked.add(path);
  };
  let complete = 0;
  const withParameters = new Set<string>();
  while (complete < checked.size) {
    // A set gives what is added while it is walked through.
    for (const path of checked) {
      const file = project.file(path);
      for (const target of file === undefined ? [] : referencesOf(file)) add(target, 'if there');
      const template = file === undefined ? undefined : templateOfParameters(project, file);
      if (template !== undefined) {
        withParameters.add(template.path);
        if (entries.has(path)) add(template.path, 'if there');
      }
    }
    complete = checked.size;
    for (const path of [...checked]) {
      const file = project.file(path);
      if (file?.kind !== 'arm' && file?.kind !== 'bicep') continue;
      const configured = configurations.options.parameterFiles?.(path);
      for (const one of configured ?? []) add(one, 'wanted');
      if (configured !== undefined || withParameters.has(path)) continue;
      for (const one of entries.has(path) ? parameterFilesBeside(project, path) : linkedParameters(path)) {
        add(one, 'if there');
      }
    }
  }
}

function referencesOf(file: SourceFile): string[] {
  switch (file.kind) {
    case 'arm':
    case 'bicep':
      return templateReferences(file.template).map((one) => resolvePath(file.path, one.path));
    case 'bicepparam': {
      const { using, extends: base, template } = file.parameters;
      const paths = templateReferences(template).map((one) => one.path);
      if (using !== undefined && using !== 'none') paths.push(using.path);
      if (base !== undefined) paths.push(base.path);
      return paths.filter((path) => !/^(br|ts)[:/]/i.test(path)).map((path) => resolvePath(file.path, path));
    }
    case 'parameters':
    case 'other':
      return [];
  }
}

function linkedParameters(template: string): string[] {
  return [template.replace(/\.[^./]+$/, '.parameters.json')];
}

/** Parameter files in the template's folder that are for it. */
function parameterFilesBeside(project: Project, template: string): string[] {
  const folder = folderOf(template);
  const start = `${baseName(template).replace(/\.[^.]+$/, '')}.parameters.`.toLowerCase();
  let names: string[];
  try {
    names = readdirSync(folder === '' ? '/' : folder).sort();
  } catch {
    return [];
  }
  return names
    .filter((name) => /\.bicepparam$/i.test(name) || (/\.json$/i.test(name) && name.toLowerCase().startsWith(start)))
    .map((name) => `${folder}/${name}`)
    .filter((path) => {
      const file = project.file(path);
      return file !== undefined && templateOfParameters(project, file)?.path === template;
    });
}
