import { build } from 'esbuild';
import type { Platform } from 'esbuild';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');

/** The files whose code runs when VS Code activates the extension: what `entry` imports, and not what it imports later on. */
async function activationCodeOf(
  entry: string,
  platform: Platform,
): Promise<{ readonly inputs: string[]; readonly bytes: number }> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    platform,
    format: 'esm',
    splitting: true,
    outdir: 'dist/none',
    external: ['vscode'],
  });
  const chunks = metafile.outputs;
  const first = Object.entries(chunks).find(([, { entryPoint }]) => entryPoint === entry)?.[0] ?? '';
  const reached = new Set<string>();
  const reach = (name: string): void => {
    if (reached.has(name)) return;
    reached.add(name);
    for (const { path, kind } of chunks[name]?.imports ?? [])
      if (kind === 'import-statement' && path in chunks) reach(path);
  };
  reach(first);
  const all = [...reached].map((name) => chunks[name]);
  return {
    inputs: all.flatMap((chunk) => Object.keys(chunk?.inputs ?? {})),
    bytes: all.reduce((sum, chunk) => sum + (chunk?.bytes ?? 0), 0),
  };
}

describe('what runs when the extension is activated', () => {
  for (const [entry, platform] of [
    ['client/src/extension.ts', 'node'],
    ['client/src/extension.web.ts', 'browser'],
  ] as const) {
    it(`is the code of ${entry}, without the library that speaks to a server`, async () => {
      const { inputs, bytes } = await activationCodeOf(entry, platform);
      expect(inputs).toContain('client/src/activation.ts');
      expect(inputs.filter((input) => input.includes('node_modules'))).toEqual([]);
      // Every window in which JSON is opened pays for it.
      expect(bytes).toBeLessThan(100_000);
    });
  }
});
