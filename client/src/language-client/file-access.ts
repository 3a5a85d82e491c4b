import type { FindFilesParams, FindFilesResult, ReadFileParams, ReadFileResult } from '../../../server/src/protocol.js';
import { FileSystemError, RelativePattern, Uri, workspace } from 'vscode';
import type { CancellationToken } from 'vscode';

/** No template is larger: Azure takes at most 4 MB. */
const largestFile = 4 * 1024 * 1024;

/** However many the server asks for: a search of a large workspace must stay bounded. */
const mostFiles = 5_000;

const neverSearched = '**/{node_modules,.git}/**';

/** Reads a file for a server that has no file system of its own (a web worker, a virtual workspace). Never throws. */
export async function readFile({ uri, as }: ReadFileParams): Promise<ReadFileResult> {
  const file = Uri.parse(uri);
  try {
    const { size } = await workspace.fs.stat(file);
    if (size > largestFile) return { text: null, because: 'tooLarge' };
    const bytes = await workspace.fs.readFile(file);
    return { text: as === 'base64' ? base64Of(bytes) : new TextDecoder().decode(bytes) };
  } catch (error) {
    const isMissing = error instanceof FileSystemError && error.code === 'FileNotFound';
    return { text: null, because: isMissing ? 'missing' : 'unreadable' };
  }
}

function base64Of(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

/** Finds files below a folder for the server; the result is bounded, and the search ends when `token` is cancelled. */
export async function findFiles(
  { base, pattern, limit }: FindFilesParams,
  token: CancellationToken,
): Promise<FindFilesResult> {
  const bound = Math.max(0, Math.min(limit, mostFiles));
  // One more than asked for, to know whether there are more.
  const found = await workspace.findFiles(
    new RelativePattern(Uri.parse(base), pattern),
    neverSearched,
    bound + 1,
    token,
  );
  return { uris: found.slice(0, bound).map((uri) => uri.toString()), truncated: found.length > bound };
}
