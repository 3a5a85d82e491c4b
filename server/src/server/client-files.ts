/** Files through the client, for a server without a file system: in a browser, in a virtual workspace. */
import type { Connection } from 'vscode-languageserver';
import { CancellationTokenSource } from 'vscode-languageserver';
import { methods } from '../protocol.js';
import type { FindFilesParams, FindFilesResult, ReadFileParams, ReadFileResult } from '../protocol.js';
import { TEMPLATE_ENDINGS } from '../workspace/file-access.js';
import type { FileAccess } from '../workspace/file-access.js';

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
