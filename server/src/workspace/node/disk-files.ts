/** Files on disk, for a server that is a process. */
import type { Dirent } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { LARGEST_FILE, TEMPLATE_ENDINGS } from '../file-access.js';
import type { FileAccess } from '../file-access.js';

const NEVER_SEARCHED = new Set(['.git', 'node_modules']);
/** A tree of folders without a template in it still comes to an end. */
const MOST_FOLDERS = 20_000;

export const diskFiles: FileAccess = {
  async read(uri) {
    const bytes = await readBytes(uri);
    return bytes && new TextDecoder().decode(bytes);
  },

  readBytes,

  locate(path) {
    const expanded = path.replace(/^~(?=[\\/]|$)/, homedir());
    return isAbsolute(expanded) ? pathToFileURL(expanded).href : undefined;
  },

  async list(folder) {
    const path = pathOf(folder);
    if (path === undefined) return null;
    try {
      const entries = await readdir(path, { withFileTypes: true });
      return entries.filter((entry) => entry.isFile() || entry.isSymbolicLink()).map(({ name }) => name);
    } catch {
      return null;
    }
  },

  async find(folder, limit, isCancelled) {
    const root = pathOf(folder);
    const found: string[] = [];
    const folders = root === undefined ? [] : [root];
    let looked = 0;
    // The folders found on the way are appended to those that are gone through.
    for (const path of folders) {
      if (isCancelled() || found.length >= limit || ++looked > MOST_FOLDERS) break;
      for (const entry of await entriesOf(path)) {
        if (entry.isDirectory() && !NEVER_SEARCHED.has(entry.name)) folders.push(join(path, entry.name));
        else if (entry.isFile() && mayBeTemplate(entry.name) && found.length < limit)
          found.push(pathToFileURL(join(path, entry.name)).href);
      }
    }
    return found;
  },
};

async function readBytes(uri: string): Promise<Uint8Array | null> {
  const path = pathOf(uri);
  if (path === undefined) return null;
  try {
    const { size } = await stat(path);
    return size > LARGEST_FILE ? null : await readFile(path);
  } catch {
    return null;
  }
}

async function entriesOf(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

function mayBeTemplate(name: string): boolean {
  return TEMPLATE_ENDINGS.some((ending) => name.toLowerCase().endsWith(`.${ending}`));
}

/** undefined: the URI names no file of this machine. */
function pathOf(uri: string): string | undefined {
  try {
    return uri.startsWith('file:') ? fileURLToPath(uri) : undefined;
  } catch {
    return undefined;
  }
}
