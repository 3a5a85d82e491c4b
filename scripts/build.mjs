// Bundles the extension, the language server and the command line into dist/.
//   --production   minified, without source maps: what `vsce package` ships
//   --watch        stays and rebuilds on change
import { build, context } from 'esbuild';
import { existsSync } from 'node:fs';
import { chmod, rm } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');

const common = {
  absWorkingDir: root,
  bundle: true,
  target: 'es2022',
  // jsonc-parser's `main` is UMD, whose inner `require` calls no bundler can follow.
  mainFields: ['module', 'main'],
  minify: production,
  sourcemap: !production,
  legalComments: 'none',
  logLevel: 'warning',
};
// VS Code 1.91 runs extensions on Node 20; so does the command line.
const onNode = { ...common, platform: 'node', target: 'node20', format: 'cjs' };
const inBrowser = { ...common, platform: 'browser', mainFields: ['browser', 'module', 'main'] };

/** Leaves the language client, most of the client's code, in a file of its own that is loaded when there is a template to send. */
const apartFromLanguageClient = {
  name: 'apart from the language client',
  setup({ onResolve }) {
    onResolve({ filter: /\/client-of-process\.js$/ }, () => ({ path: './client-of-process.js', external: true }));
  },
};

/** Everything that is built, by the file it becomes. */
const bundles = {
  'dist/client/extension.js': {
    ...onNode,
    entryPoints: ['client/src/extension.ts'],
    external: ['vscode'],
    plugins: [apartFromLanguageClient],
    // VS Code answers `require('vscode')`, not `import('vscode')`, in what is loaded so.
    supported: { 'dynamic-import': false },
  },
  'dist/client/client-of-process.js': {
    ...onNode,
    entryPoints: ['client/src/language-client/client-of-process.ts'],
    external: ['vscode'],
  },
  // A browser's extension host loads one file and no more.
  'dist/client/extension.web.js': {
    ...inBrowser,
    entryPoints: ['client/src/extension.web.ts'],
    format: 'cjs',
    external: ['vscode'],
  },
  'dist/server/main.js': { ...onNode, entryPoints: ['server/src/main.ts'] },
  'dist/server/main.web.js': { ...inBrowser, entryPoints: ['server/src/main.web.ts'], format: 'iife' },
  'dist/server/cli.js': {
    ...onNode,
    entryPoints: ['server/src/cli.ts'],
    banner: { js: '#!/usr/bin/env node' },
  },
};

if (production) await rm(join(root, 'dist'), { recursive: true, force: true });
for (const [outfile, options] of Object.entries(bundles)) {
  const [entry] = options.entryPoints;
  if (!existsSync(join(root, entry))) {
    console.warn(`build: ${entry} does not exist, ${outfile} is left out`);
    continue;
  }
  const settings = { ...options, outfile };
  if (watch) await (await context(settings)).watch();
  else await build(settings);
  if (outfile.endsWith('cli.js') && !watch) await chmod(join(root, outfile), 0o755);
}
if (!watch) console.log(`build: ${relative(process.cwd(), join(root, 'dist')) || 'dist'} is ready`);
