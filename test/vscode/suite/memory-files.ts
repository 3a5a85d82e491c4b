import { Disposable, EventEmitter, FileSystemError, FileType, workspace } from 'vscode';
import type { FileChangeEvent, FileStat, FileSystemProvider, Uri } from 'vscode';

/** A file system in memory, as a virtual workspace has one: files are on no disk, only VS Code can read them. */
export class MemoryFiles implements FileSystemProvider {
  readonly #texts = new Map<string, Uint8Array>();
  readonly #changed = new EventEmitter<FileChangeEvent[]>();
  readonly onDidChangeFile = this.#changed.event;

  /** Makes the files known to VS Code under a scheme, by their path. */
  static register(scheme: string, texts: Readonly<Record<string, string>>): Disposable {
    const files = new MemoryFiles();
    for (const [path, text] of Object.entries(texts)) files.#texts.set(path, new TextEncoder().encode(text));
    return workspace.registerFileSystemProvider(scheme, files, { isCaseSensitive: true });
  }

  stat(uri: Uri): FileStat {
    return { type: FileType.File, ctime: 0, mtime: 0, size: this.readFile(uri).byteLength };
  }

  readFile(uri: Uri): Uint8Array {
    const text = this.#texts.get(uri.path);
    if (text === undefined) throw FileSystemError.FileNotFound(uri);
    return text;
  }

  writeFile(uri: Uri, content: Uint8Array): void {
    this.#texts.set(uri.path, content);
  }

  watch(): Disposable {
    return new Disposable(() => undefined);
  }

  readDirectory(): [string, FileType][] {
    return [];
  }

  createDirectory(uri: Uri): void {
    throw FileSystemError.NoPermissions(uri);
  }

  delete(uri: Uri): void {
    throw FileSystemError.NoPermissions(uri);
  }

  rename(uri: Uri): void {
    throw FileSystemError.NoPermissions(uri);
  }
}
