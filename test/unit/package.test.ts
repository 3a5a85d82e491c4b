import { listFiles, PackageManager } from '@vscode/vsce';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');

/** All that may be in the package; what is built may be missing where nothing was built yet. */
const mayShip = [
  /^package(\.nls)?\.json$/,
  /^(README|CHANGELOG|SUPPORT)\.md$/,
  /^LICENSE$/,
  /^images\/(?:icon\.png|view\.svg)$/,
  /^l10n\/bundle\.l10n(\.[a-z-]+)?\.json$/,
  /^schemas\/encryptionlens\.schema\.json$/,
  /^images\/walkthrough\/(problems|hierarchy|encrypt|complete)\.svg$/,
  /^dist\/client\/(extension(\.web)?|client-of-process)\.js$/,
  /^dist\/server\/main(\.web)?\.js$/,
];

describe('the package of the extension', () => {
  it('contains the manifest, its texts and its pictures, and nothing that a user has no use for', async () => {
    const files = await listFiles({ cwd: root, packageManager: PackageManager.None });
    expect(files).toEqual(expect.arrayContaining(['package.json', 'package.nls.json', 'LICENSE', 'images/icon.png']));
    expect(files.filter((file) => file.startsWith('images/walkthrough/'))).toHaveLength(4);
    expect(files.filter((file) => !mayShip.some((pattern) => pattern.test(file)))).toEqual([]);
  });
});
