/** What `.gitignore` files say of a path: the nearest file that speaks of it decides, as in git. */
import { readFileSync, existsSync } from 'node:fs';
import ignore from 'ignore';
import type { Ignore } from 'ignore';
import { folderOf } from '../workspace/paths.js';

/** The rules that hold in a folder: its own before those of the folders above it. */
export interface IgnoreRules {
  readonly folder: string;
  readonly rules: Ignore;
  readonly above: IgnoreRules | undefined;
}

/** The rules of a folder that lies in one with the rules `above`. */
export function ignoreRulesIn(folder: string, above: IgnoreRules | undefined): IgnoreRules | undefined {
  const texts = [`${folder}/.gitignore`, `${folder}/.git/info/exclude`].flatMap(readIfThere);
  if (texts.length === 0) return above;
  // The file system tells whether `A` and `a` are one: as git does by default on each of them.
  const ignorecase = process.platform === 'win32' || process.platform === 'darwin';
  return { folder, rules: ignore({ ignorecase }).add(texts.join('\n')), above };
}

/** The rules that hold in a folder by what lies above it, up to the root of its repository. */
export function ignoreRulesAbove(folder: string): IgnoreRules | undefined {
  const root = repositoryOf(folder);
  if (root === undefined || root === folder) return undefined;
  const folders: string[] = [];
  for (let at = folderOf(folder); at.length > root.length; at = folderOf(at)) folders.unshift(at);
  let rules = ignoreRulesIn(root, undefined);
  for (const one of folders) rules = ignoreRulesIn(one, rules);
  return rules;
}

/** Whether the rules leave out a file or folder. */
export function isLeftOut(rules: IgnoreRules | undefined, path: string, isFolder: boolean): boolean {
  for (let at = rules; at !== undefined; at = at.above) {
    const relative = path.slice(at.folder.length + 1);
    const { ignored, unignored } = at.rules.test(isFolder ? `${relative}/` : relative);
    if (ignored) return true;
    if (unignored) return false;
  }
  return false;
}

/** The folder of the repository that a folder belongs to: the nearest one upwards with `.git`. */
export function repositoryOf(folder: string): string | undefined {
  for (let at = folder; ; at = folderOf(at)) {
    if (existsSync(`${at}/.git`)) return at;
    if (at === '') return undefined;
  }
}

function readIfThere(path: string): string[] {
  try {
    return [readFileSync(path, 'utf8')];
  } catch {
    return [];
  }
}
