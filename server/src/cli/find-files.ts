/** Searches folders for what may be a template or a parameter file. */
import { readdirSync, realpathSync, statSync } from 'node:fs';
import { reasonOf } from './disk-files.js';
import { ignoreRulesAbove, ignoreRulesIn, isLeftOut } from './gitignore.js';
import type { IgnoreRules } from './gitignore.js';

export interface FoundFiles {
  /** Absolute, in the order of their paths; each file once, whatever links lead to it. */
  readonly paths: readonly string[];
  /** Folders that could not be read, and why. */
  readonly failures: readonly { readonly path: string; readonly reason: string }[];
}

const WANTED = /\.(?:bicep|bicepparam|json|jsonc)$/i;
const NEVER = new Set(['.git', 'node_modules']);

interface Folder {
  readonly path: string;
  readonly rules: IgnoreRules | undefined;
}

/** All files below a folder whose ending fits. Symbolic links are followed, but no folder and no file comes twice. */
export function findFiles(root: string): FoundFiles {
  const above = ignoreRulesAbove(root);
  // Who names a folder that is left out wants it searched all the same.
  const rules = isLeftOut(above, root, true) ? undefined : above;
  const files = new Map<string, string>();
  const failures: { path: string; reason: string }[] = [];
  const seen = new Set<string>();
  const folders: Folder[] = [{ path: root, rules }];
  // Links come last, so that what lies in the folder itself is named by its own path.
  const links: Folder[] = [];
  for (let folder = folders.pop() ?? links.shift(); folder !== undefined; folder = folders.pop() ?? links.shift()) {
    try {
      const stat = statSync(folder.path);
      const real = realpathSync(folder.path);
      if (stat.isFile() && WANTED.test(folder.path) && !files.has(real)) files.set(real, folder.path);
      if (!stat.isDirectory() || seen.has(real)) continue;
      seen.add(real);
      const here = ignoreRulesIn(folder.path, folder.rules);
      for (const entry of readdirSync(folder.path, { withFileTypes: true })) {
        const path = `${folder.path}/${entry.name}`;
        const isFolder = entry.isDirectory();
        const isLink = entry.isSymbolicLink();
        if (NEVER.has(entry.name) || !(isFolder || isLink || WANTED.test(entry.name))) continue;
        if (isLeftOut(here, path, isFolder)) continue;
        if (isFolder) folders.push({ path, rules: here });
        else if (isLink) links.push({ path, rules: here });
        else if (entry.isFile()) files.set(`${real}/${entry.name}`, path);
      }
    } catch (error) {
      // A link that leads nowhere is of interest only if its name says that it should be a template.
      if (isDangling(error) && !WANTED.test(folder.path)) continue;
      failures.push({ path: folder.path, reason: reasonOf(error) });
    }
  }
  return { paths: [...files.values()].sort(), failures };
}

function isDangling(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOENT' || code === 'ELOOP';
}
