/** How files get here: from the disk in a process, through the client in a browser. */

/** No template is larger: Azure takes at most 4 MB. */
export const LARGEST_FILE = 4 * 1024 * 1024;

/** The endings of files that may be templates or parameter files. */
export const TEMPLATE_ENDINGS = ['bicep', 'bicepparam', 'json', 'jsonc'] as const;

export interface FileAccess {
  /** The text of a file, without byte order mark; null: there is none, or it cannot be read, or is too large. Never rejects. */
  read(uri: string): Promise<string | null>;
  /** The bytes of a file; null as above. Never rejects. */
  readBytes(uri: string): Promise<Uint8Array | null>;
  /** The names of the files in a folder, not of folders; null: there is no such folder, or it cannot be read. Never rejects. */
  list(folder: string): Promise<readonly string[] | null>;
  /** The URI of an absolute path of the machine that the files are on, `~` being the home directory; undefined: it has none. */
  readonly locate?: (path: string) => string | undefined;
  /**
   * URIs of files below a folder that may be templates or parameter files by their ending, `.git` and `node_modules` left
   * out, at most `limit`. Ends early, with what there is, once `isCancelled` says so. Never rejects.
   */
  find(folder: string, limit: number, isCancelled: () => boolean): Promise<readonly string[]>;
}

/** What is known of a file beside its text is kept by keys that no URI is: a `#` in a path is escaped. */
export const bytesKey = (path: string): string => `${path}#bytes`;
export const folderKey = (path: string): string => `${path}#folder`;
