/**
 * The texts of files as the analysis may read them: at once, or not yet. An open document is its editor's text, saved or
 * not; any other file is read through the file access and kept until it changes.
 */
import { bytesKey, folderKey } from './file-access.js';
import type { FileAccess } from './file-access.js';
import { folderOf } from './paths.js';
import { canonicalUri } from './uris.js';

/** So many UTF-16 units of closed files are kept; more are read again when they are needed. */
const MOST_KEPT = 64 * 1024 * 1024;
/** So many files that are loaded as data; the compiler takes none of more than a megabyte. */
const MOST_DATA_FILES = 200;

const BYTES = bytesKey('');
const FOLDER = folderKey('');

export class FileTexts {
  /** null: there is no such file. */
  private readonly closed = new Map<string, string | null>();
  /** Files and folders as data, by their keys. */
  private readonly bytes = new Map<string, Uint8Array | null>();
  private readonly folders = new Map<string, readonly string[] | null>();
  private readonly open = new Map<string, string>();
  private readonly stamps = new Map<string, number>();
  private lastStamp = 0;
  private kept = 0;

  constructor(private readonly access: FileAccess) {}

  /** The text of a file, null: there is none; undefined: it must be fetched first. */
  read(path: string): string | null | undefined {
    return this.open.get(path) ?? this.closed.get(path);
  }

  /** The bytes of a file, of an open document those of its text; null and undefined as above. */
  readBytes(path: string): Uint8Array | null | undefined {
    const text = this.open.get(path);
    return text === undefined ? this.bytes.get(bytesKey(path)) : new TextEncoder().encode(text);
  }

  /** The names of the files in a folder; null and undefined as above. */
  readFolder(path: string): readonly string[] | null | undefined {
    return this.folders.get(folderKey(path));
  }

  /** The URI of a path of the machine that the files are on. */
  locate(path: string): string | undefined {
    const uri = this.access.locate?.(path);
    return uri === undefined ? undefined : canonicalUri(uri);
  }

  /** Whatever was computed from a file (or, by its key, from a folder) holds as long as its stamp is the same. */
  stampOf(path: string): number {
    return this.stamps.get(path) ?? 0;
  }

  /** Changes with each stamp. */
  get generation(): number {
    return this.lastStamp;
  }

  isOpen(path: string): boolean {
    return this.open.has(path);
  }

  /** An editor shows this text of the file from now on. Returns whether that makes a difference. */
  setOpen(path: string, text: string): boolean {
    const differs = this.read(path) !== text;
    if (differs) this.touch(path);
    this.open.set(path, text);
    return differs;
  }

  /** No editor has the file any more: what is on disk counts again. Returns whether that makes a difference. */
  close(path: string): boolean {
    const text = this.open.get(path);
    if (!this.open.delete(path)) return false;
    return this.closed.get(path) !== text && this.changed(path);
  }

  /** The file was made, changed or deleted on disk. Returns whether that makes a difference. */
  changed(path: string): boolean {
    this.drop(path);
    const folder = folderKey(folderOf(path));
    if (this.folders.delete(folder)) this.touch(folder);
    if (this.open.has(path)) return false;
    this.touch(path);
    return true;
  }

  /** Forgets all that was read from disk, for a client that does not tell of changes. Stamps change where the text has. */
  async readAgain(paths: Iterable<string>): Promise<void> {
    await Promise.all(
      [...paths].map(async (path) => {
        if (this.open.has(path)) return;
        if (path.endsWith(FOLDER)) {
          const names = await this.access.list(path.slice(0, -FOLDER.length));
          if (names?.join('/') === this.folders.get(path)?.join('/')) return;
          this.folders.set(path, names);
          return this.touch(path);
        }
        if (this.bytes.has(bytesKey(path))) {
          const bytes = await this.access.readBytes(path);
          if (bytes?.join() === this.bytes.get(bytesKey(path))?.join()) return;
          this.bytes.set(bytesKey(path), bytes);
          return this.touch(path);
        }
        const text = await this.access.read(path);
        if (this.closed.get(path) === text) return;
        this.touch(path);
        this.keep(path, text);
      }),
    );
  }

  /** Reads files that are not at hand. */
  async fetch(paths: Iterable<string>): Promise<void> {
    await Promise.all(
      [...paths].map(async (path) => {
        if (path.endsWith(BYTES)) return this.fetchBytes(path);
        if (path.endsWith(FOLDER)) return this.fetchFolder(path);
        if (this.read(path) !== undefined) return;
        const stamp = this.stampOf(path);
        const text = await this.access.read(path);
        // Read before a change and answered after it: then it is asked for again.
        if (this.stampOf(path) === stamp) this.keep(path, text);
      }),
    );
  }

  private async fetchBytes(key: string): Promise<void> {
    const path = key.slice(0, -BYTES.length);
    if (this.readBytes(path) !== undefined) return;
    const stamp = this.stampOf(path);
    const bytes = await this.access.readBytes(path);
    if (this.stampOf(path) !== stamp) return;
    if (this.bytes.size >= MOST_DATA_FILES) this.bytes.clear();
    this.bytes.set(key, bytes);
  }

  private async fetchFolder(key: string): Promise<void> {
    if (this.folders.has(key)) return;
    const stamp = this.stampOf(key);
    const names = await this.access.list(key.slice(0, -FOLDER.length));
    if (this.stampOf(key) === stamp) this.folders.set(key, names);
  }

  private touch(path: string): void {
    this.stamps.set(path, ++this.lastStamp);
  }

  private keep(path: string, text: string | null): void {
    this.drop(path);
    const length = text?.length ?? 0;
    if (this.kept + length > MOST_KEPT) {
      this.closed.clear();
      this.kept = 0;
    }
    this.closed.set(path, text);
    this.kept += length;
  }

  private drop(path: string): void {
    this.kept -= this.closed.get(path)?.length ?? 0;
    this.closed.delete(path);
    this.bytes.delete(bytesKey(path));
  }
}
