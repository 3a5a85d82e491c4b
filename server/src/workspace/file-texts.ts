/**
 * The texts of files as the analysis may read them: at once, or not yet. An open document is its editor's text, saved or
 * not; any other file is read through the file access and kept until it changes.
 */
import type { FileAccess } from './file-access.js';

/** So many UTF-16 units of closed files are kept; more are read again when they are needed. */
const MOST_KEPT = 64 * 1024 * 1024;

export class FileTexts {
  /** null: there is no such file. */
  private readonly closed = new Map<string, string | null>();
  private readonly open = new Map<string, string>();
  private readonly stamps = new Map<string, number>();
  private lastStamp = 0;
  private kept = 0;

  constructor(private readonly access: FileAccess) {}

  /** The text of a file, null: there is none; undefined: it must be fetched first. */
  read(path: string): string | null | undefined {
    return this.open.get(path) ?? this.closed.get(path);
  }

  /** Whatever was computed from a file holds as long as its stamp is the same. */
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
    if (this.open.has(path)) return false;
    this.touch(path);
    return true;
  }

  /** Forgets all that was read from disk, for a client that does not tell of changes. Stamps change where the text has. */
  async readAgain(paths: Iterable<string>): Promise<void> {
    await Promise.all(
      [...paths].map(async (path) => {
        if (this.open.has(path)) return;
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
        if (this.read(path) !== undefined) return;
        const stamp = this.stampOf(path);
        const text = await this.access.read(path);
        // Read before a change and answered after it: then it is asked for again.
        if (this.stampOf(path) === stamp) this.keep(path, text);
      }),
    );
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
  }
}
