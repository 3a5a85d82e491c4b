/** Paths and URIs as text, with `/`: the core runs where there is no `path` module. */

/** The folder of a file, without the last slash. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/**
 * A path relative to a file. `from` is a path or a URI; in a URI the relative part is escaped as its other parts are.
 * Backslashes count as slashes, as Bicep reads them.
 */
export function resolvePath(from: string, relative: string): string {
  const isUri = /^[a-z][a-z0-9+.-]+:\/\//i.test(from);
  const wanted = relative.replaceAll('\\', '/');
  // A path without a slash is relative to a folder without a name, not to the root.
  const segments = from.includes('/') ? folderOf(from).split('/') : [];
  for (const step of wanted.split('/')) {
    if (step === '' || step === '.') continue;
    if (step === '..') {
      const last = segments[segments.length - 1];
      if (isUri) {
        if (segments.length > 3) segments.pop();
      } else if (last === undefined || last === '..') segments.push(step);
      else if (last !== '') segments.pop();
    } else segments.push(isUri ? escaped(step) : step);
  }
  return segments.join('/');
}

/** Half a character, which a file name cannot have, has no escape. */
function escaped(segment: string): string {
  return encodeURIComponent(segment.replace(/\p{Surrogate}/gu, '\ufffd'));
}

/** Folders from that of the file upwards to `root`, nearest first. Without a root only the file's own folder. */
export function foldersUpwards(file: string, root: string | undefined): string[] {
  const folders: string[] = [];
  let folder = folderOf(file);
  while (folder !== '') {
    folders.push(folder);
    if (root === undefined || folder === root || !folder.startsWith(root)) break;
    folder = folderOf(folder);
  }
  return folders;
}
