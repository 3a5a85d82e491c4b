import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');

interface Manifest {
  readonly name: string;
  readonly description: string;
  readonly icon: string;
  readonly keywords: readonly string[];
  readonly engines: { readonly vscode: string };
  readonly activationEvents: readonly string[];
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly category: string }[];
    readonly walkthroughs: readonly { readonly steps: readonly Step[] }[];
    readonly configuration: { readonly properties: Readonly<Record<string, Setting>> };
  };
}
interface Step {
  readonly description: string;
  readonly media: { readonly svg: string; readonly altText: string };
  readonly completionEvents: readonly string[];
}
interface Setting {
  readonly default: unknown;
  readonly scope: string;
  readonly enum?: readonly string[];
  readonly enumDescriptions?: readonly string[];
  readonly markdownDescription: string;
}

const text = readFileSync(join(root, 'package.json'), 'utf8');
const manifest = JSON.parse(text) as Manifest;
const strings = readJson('package.nls.json') as Record<string, string>;
const settings = Object.entries(manifest.contributes.configuration.properties);

describe('the manifest of the extension', () => {
  it('names only files that exist, apart from what the build makes', () => {
    const paths = [...text.matchAll(/"(?:\.\/)?((?:images|schemas|snippets|l10n)(?:\/[^"]*)?)"/g)].map(
      ([, path]) => path ?? '',
    );
    expect(paths.length).toBeGreaterThan(2);
    expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  it('has every text that it refers to, and no other', () => {
    const used = [...text.matchAll(/"%([^"%]+)%"/g)].map(([, key]) => key);
    expect(Object.keys(strings).sort()).toEqual([...new Set(used)].sort());
  });

  it('asks for no newer VS Code than its types describe', () => {
    expect(manifest.engines.vscode).toBe(`^${manifest.devDependencies['@types/vscode'] ?? 'none'}`);
  });

  it('is activated by the languages that it reads, by a folder with Bicep files, and by nothing else', () => {
    const languages = ['arm-template', 'bicep', 'bicep-params', 'json', 'jsonc'];
    // Without the Bicep extension, the language of a Bicep file is plain text.
    expect(manifest.activationEvents).toEqual([
      ...languages.map((language) => `onLanguage:${language}`),
      'workspaceContains:**/*.bicep',
    ]);
  });

  it('keeps to the ten keywords that a gallery accepts', () => {
    expect(manifest.keywords.length).toBeLessThanOrEqual(10);
  });

  it.each(manifest.contributes.commands)('puts $command under its own prefix and category', ({ command, category }) => {
    expect(command).toMatch(/^encryptionLens\./);
    expect(category).toBe('Encryption Lens');
  });

  it('has a walkthrough of four steps, each with a picture that follows the theme and something to do', () => {
    const [walkthrough] = manifest.contributes.walkthroughs;
    expect(walkthrough?.steps).toHaveLength(4);
    for (const { description, media, completionEvents } of walkthrough?.steps ?? []) {
      expect(strings[description.replaceAll('%', '')]).toMatch(/\]\(command:[\w.]+/);
      expect(strings[media.altText.replaceAll('%', '')]).toMatch(/\.$/);
      const picture = readFileSync(join(root, media.svg), 'utf8');
      expect(picture.match(/fill="(?!var\(--vscode-|none)/g)).toBeNull();
      // VS Code shows a picture in a document whose policy takes no style from it, and what has none is black.
      expect(picture.match(/<style|style="/g)).toBeNull();
      expect(completionEvents.every((event) => /^on(?:Command|View):/.test(event))).toBe(true);
    }
  });

  it.each(settings)('gives %s a default, a scope and a description', (name, setting) => {
    expect(name).toMatch(/^encryptionLens\./);
    expect(setting.default).toBeDefined();
    expect(['resource', 'window']).toContain(setting.scope);
    expect(strings[setting.markdownDescription.replaceAll('%', '')]).toMatch(/\.$/);
    expect(setting.enumDescriptions?.length).toBe(setting.enum?.length);
  });

  it('has every text of the client ready for translation, and no other', () => {
    const used = new Set<string>();
    for (const file of readdirSync(join(root, 'client/src'), { recursive: true, encoding: 'utf8' })) {
      if (!file.endsWith('.ts')) continue;
      const source = readFileSync(join(root, 'client/src', file), 'utf8');
      for (const [, message] of source.matchAll(/l10n\.t\(\s*'((?:[^'\\]|\\.)*)'/g)) used.add(message ?? '');
    }
    expect(used.size).toBeGreaterThan(0);
    expect(Object.keys(readJson('l10n/bundle.l10n.json') as object).sort()).toEqual([...used].sort());
  });
});

describe('the lock files', () => {
  const lockFiles = ['.', 'test/vscode/host', 'test/vscode/browser'].map((folder) => join(folder, 'package-lock.json'));

  it.each(lockFiles)('%s records no download address, so that any registry will do', (file) => {
    expect(readFileSync(join(root, file), 'utf8')).not.toContain('"resolved"');
  });
});

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(join(root, path), 'utf8'));
}
