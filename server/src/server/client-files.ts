/** Files through the client, for what the server cannot read on its own: all of them in a browser, those of a virtual workspace elsewhere. */
import type { Connection } from 'vscode-languageserver';
import { CancellationTokenSource } from 'vscode-languageserver';
import { methods } from '../protocol.js';
import type { FindFilesParams, FindFilesResult, ReadFileParams, ReadFileResult } from '../protocol.js';
import { TEMPLATE_ENDINGS } from '../workspace/file-access.js';
import type { FileAccess } from '../workspace/file-access.js';

/** Files of the disk from there, all others (of a virtual workspace, say) through the client; a client that cannot tell has none. */
export function filesByScheme(disk: FileAccess, client: FileAccess): FileAccess {
  const accessOf = (uri: string): FileAccess => (/^(?:file|untitled):/.test(uri) ? disk : client);
  return {
    read: (uri) => accessOf(uri).read(uri),
    readBytes: (uri) => accessOf(uri).readBytes(uri),
    list: (folder) => accessOf(folder).list(folder),
    ...(disk.locate && { locate: disk.locate }),
    find: (folder, limit, isCancelled) => accessOf(folder).find(folder, limit, isCancelled),
  };
}

/** Files in a folder whose names are asked for. */
const MOST_LISTED = 2_000;

export function clientFiles(connection: Connection): FileAccess {
  return {
    async read(uri) {
      try {
        const params: ReadFileParams = { uri };
        return (await connection.sendRequest<ReadFileResult>(methods.readFile, params)).text;
      } catch {
        return null;
      }
    },

    async readBytes(uri) {
      try {
        const params: ReadFileParams = { uri, as: 'base64' };
        const { text } = await connection.sendRequest<ReadFileResult>(methods.readFile, params);
        return text === null ? null : Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
      } catch {
        return null;
      }
    },

    async list(base) {
      try {
        const params: FindFilesParams = { base, pattern: '*', limit: MOST_LISTED };
        const { uris, truncated } = await connection.sendRequest<FindFilesResult>(methods.findFiles, params);
        if (truncated) return null;
        return uris.map((uri) => decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1)));
      } catch {
        return null;
      }
    },

    async find(base, limit, isCancelled) {
      if (isCancelled()) return [];
      const params: FindFilesParams = { base, pattern: `**/*.{${TEMPLATE_ENDINGS.join(',')}}`, limit };
      const source = new CancellationTokenSource();
      const watch = setInterval(() => {
        if (isCancelled()) source.cancel();
      }, 500);
      try {
        return (await connection.sendRequest<FindFilesResult>(methods.findFiles, params, source.token)).uris;
      } catch {
        return [];
      } finally {
        clearInterval(watch);
        source.dispose();
      }
    },
  };
}
