// Packs the extension: `npm run package [-- FILE.vsix]`. Refuses what must not be published.
import { createVSIX, listFiles, PackageManager } from '@vscode/vsce';
import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** An extension is downloaded by everyone who installs it; whatever makes it larger than this was not meant to be in it. */
const largestPackage = 1_500_000;

const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const packagePath = resolve(process.argv[2] ?? join(root, `${name}-${version}.vsix`));
mkdirSync(dirname(packagePath), { recursive: true });

process.chdir(root);
// Runs `vscode:prepublish`, the production build, first.
await createVSIX({ cwd: root, packagePath, dependencies: false, skipLicense: false });

const { size } = statSync(packagePath);
const files = await listFiles({ cwd: root, packageManager: PackageManager.None });
console.log(`${files.length} files, ${Math.round(size / 1000)} KB`);
if (size > largestPackage) {
  console.error(`${packagePath} is ${size} bytes, more than ${largestPackage}.`);
  process.exitCode = 1;
}
