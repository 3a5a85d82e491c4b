/** Files of the disk, read once each; changes are kept in memory until they are saved. */
import { closeSync, fstatSync, openSync, readdirSync, readSync, statSync, writeFileSync } from 'node:fs';
import { sniffSchema } from '../syntax/json/schema.js';
import { decodeText, encodeText } from './text-encoding.js';
import type { DecodedText } from './text-encoding.js';

/** A bound on memory; Azure itself takes templates of at most 4 MB. */
const LARGEST_FILE = 64 * 1024 * 1024;
/** So much of a JSON file is read to see whether it is a template. */
const HEAD = 32 * 1024;
/** In a file of up to this size `$schema` may stand anywhere. */
const LARGEST_TEMPLATE = 4 * 1024 * 1024;

export type DiskFile =
  | ({ readonly kind: 'text' } & DecodedText)
  | { readonly kind: 'missing' }
  | { readonly kind: 'unreadable'; readonly reason: string };

export class DiskFiles {
  private readonly files = new Map<string, DiskFile>();
  private readonly changed = new Map<string, string>();

  /** A file by its absolute path. */
  read(path: string): DiskFile {
    const known = this.files.get(path);
    if (known !== undefined) return known;
    const file = readFile(path);
    this.files.set(path, file);
    return file;
  }

  /** The text as it is now, changes included. */
  text(path: string): string | undefined {
    const changed = this.changed.get(path);
    if (changed !== undefined) return changed;
    const file = this.read(path);
    return file.kind === 'text' ? file.text : undefined;
  }

  /** The bytes of a file, changes included; null: it cannot be read. */
  bytes(path: string): Uint8Array | null {
    const changed = this.changed.get(path);
    if (changed !== undefined) return Buffer.from(changed);
    try {
      const descriptor = openRegular(path);
      if (typeof descriptor === 'string') return null;
      try {
        const { size } = fstatSync(descriptor);
        return size > LARGEST_TEMPLATE ? null : readBytes(descriptor, size);
      } finally {
        closeSync(descriptor);
      }
    } catch {
      return null;
    }
  }

  /** The names of the files in a folder; null: it cannot be read. */
  list(folder: string): string[] | null {
    try {
      return readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isFile() || entry.isSymbolicLink())
        .map(({ name }) => name);
    } catch {
      return null;
    }
  }

  /** Whether some bytes of the file mean nothing, so that it cannot be written back. */
  isDamaged(path: string): boolean {
    const file = this.read(path);
    return file.kind === 'text' && file.damaged;
  }

  /** Files that are there and could not be read. */
  get unreadable(): { readonly path: string; readonly reason: string }[] {
    return [...this.files].flatMap(([path, file]) =>
      file.kind === 'unreadable' ? [{ path, reason: file.reason }] : [],
    );
  }

  /** Gives a file that was read another text. */
  change(path: string, text: string): void {
    this.changed.set(path, text);
  }

  /** The files whose text is another one than on the disk, in the order of their paths. */
  get changes(): { readonly path: string; readonly before: string; readonly after: string }[] {
    return [...this.changed]
      .flatMap(([path, after]) => {
        const file = this.read(path);
        return file.kind === 'text' && file.text !== after ? [{ path, before: file.text, after }] : [];
      })
      .sort((left, right) => (left.path < right.path ? -1 : 1));
  }

  /** Writes a changed file in its own encoding; says why if that cannot be done. */
  save(path: string): string | undefined {
    const file = this.read(path);
    const text = this.changed.get(path);
    if (file.kind !== 'text' || text === undefined) return undefined;
    try {
      writeFileSync(path, encodeText(text, file));
      return undefined;
    } catch (error) {
      return reasonOf(error);
    }
  }

  /**
   * Whether a JSON file may be a template or a parameter file. A large one is not read whole to find out: what it is
   * stands in `$schema`, and that before the resources.
   */
  mayBeDeployment(path: string): boolean {
    const head = readHead(path);
    if (head === undefined) return true;
    if (head.size > HEAD && head.text.includes('$schema')) {
      const schema = sniffSchema(head.text);
      if (schema !== undefined) return true;
    }
    if (head.size > LARGEST_TEMPLATE) return false;
    const file = this.read(path);
    if (file.kind !== 'text') return true;
    const isNamed = /deployment(?:Template|Parameters)\.json/i.test(file.text);
    if (!isNamed) this.files.delete(path);
    return isNamed;
  }
}

function readFile(path: string): DiskFile {
  try {
    const descriptor = openRegular(path);
    if (typeof descriptor === 'string') return { kind: 'unreadable', reason: descriptor };
    try {
      const { size } = fstatSync(descriptor);
      if (size > LARGEST_FILE) return { kind: 'unreadable', reason: 'the file is larger than 64 MB' };
      return { kind: 'text', ...decodeText(readBytes(descriptor, size)) };
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return { kind: 'missing' };
    return { kind: 'unreadable', reason: reasonOf(error) };
  }
}

/** The beginning of a file as text; undefined where it cannot be read, which reading it whole will say. */
function readHead(path: string): { readonly text: string; readonly size: number } | undefined {
  try {
    const descriptor = openRegular(path);
    if (typeof descriptor === 'string') return undefined;
    try {
      const { size } = fstatSync(descriptor);
      return { text: decodeText(readBytes(descriptor, Math.min(size, HEAD))).text, size };
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return undefined;
  }
}

/** A descriptor of the file, or why there is none: to open a pipe would wait for its writer. */
function openRegular(path: string): number | string {
  const stat = statSync(path);
  if (stat.isDirectory()) return 'it is a directory';
  if (!stat.isFile()) return 'it is not a regular file';
  return openSync(path, 'r');
}

function readBytes(descriptor: number, size: number): Buffer {
  const bytes = Buffer.allocUnsafe(size);
  let done = 0;
  while (done < size) {
    const read = readSync(descriptor, bytes, done, size - done, done);
    if (read === 0) break;
    done += read;
  }
  return bytes.subarray(0, done);
}

/** What the system says, in words. */
export function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'there is no such file';
    case 'EACCES':
    case 'EPERM':
      return 'permission denied';
    case 'EROFS':
      return 'the file system is read-only';
    case 'ELOOP':
      return 'its symbolic links lead in a circle';
    case undefined:
    default:
      return message;
  }
}
