// `npm run bench`: measures the analysis, as ratios within one run. Nothing fails here; the numbers are to be read.
//   --only corpus,parser,keystroke,editor,cli,growth,memory    only these
//   --bicep DIR                                     also measure the Bicep parser on the files of a directory
//   --write                                         write the tables to docs/performance.md
//   --profile                                       write a CPU profile into test-results/
import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './install-packages.mjs';
import { findBicep } from './restore-bicep.mjs';

const { values: options } = parseArgs({
  options: {
    only: { type: 'string' },
    bicep: { type: 'string' },
    write: { type: 'boolean', default: false },
    profile: { type: 'boolean', default: false },
  },
});

const built = (name) => join(root, `test-results/${name}.cjs`);
const entries = { bench: 'test/bench/main.ts', server: 'server/src/main.ts', cli: 'server/src/cli.ts' };
for (const [name, entry] of Object.entries(entries)) {
  await build({
    entryPoints: [join(root, entry)],
    outfile: built(name),
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    // jsonc-parser's `main` is UMD, whose inner `require` calls no bundler can follow.
    mainFields: ['module', 'main'],
    logLevel: 'warning',
    // As what ships is.
    minify: name !== 'bench',
  });
}

const args = [
  '--expose-gc',
  ...(options.profile ? ['--cpu-prof', `--cpu-prof-dir=${join(root, 'test-results')}`] : []),
];
args.push(built('bench'), '--corpus', join(root, '../shared/corpus/arm'));
args.push('--server', built('server'), '--cli', built('cli'));
const bicepCli = findBicep();
if (bicepCli !== undefined) args.push('--bicep-cli', bicepCli);
if (options.only !== undefined) args.push('--only', options.only);
if (options.bicep !== undefined) args.push('--bicep', options.bicep);
if (options.write) args.push('--write', join(root, 'docs/performance.md'));
process.exitCode = spawnSync(process.execPath, args, { stdio: 'inherit' }).status ?? 1;
