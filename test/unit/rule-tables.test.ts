/** The tables of rules that people read are those of the rules that there are. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { allRules } from '../../server/src/rules/index.js';

const root = join(import.meta.dirname, '../..');
const textOf = (path: string): string => readFileSync(join(root, path), 'utf8');

describe('docs/rules/README.md', () => {
  it('has a row for each rule, with its severity and its title', () => {
    const rows = [...textOf('docs/rules/README.md').matchAll(/^\| \[([^\]]+)\]\(\1\.md\) \| (\w+) \| (.+) \|$/gm)];
    expect(rows.map(([, id, severity, title]) => ({ id, severity, title })).sort(byId)).toEqual(
      allRules.map(({ id, severity, title }) => ({ id, severity, title })).sort(byId),
    );
  });
});

describe('README.md', () => {
  it('links to the page of each rule, and to no other', () => {
    const linked = [...textOf('README.md').matchAll(/\[([a-z0-9-]+)\]\(docs\/rules\/\1\.md\)/g)].map(([, id]) => id);
    expect([...new Set(linked)].sort()).toEqual(allRules.map(({ id }) => id).sort());
  });
});

describe.each(['README.md', 'ARCHITECTURE.md', 'CHANGELOG.md', 'samples/README.md', 'docs/rules/README.md'])(
  '%s',
  (page) => {
    it('links only to files that exist', () => {
      const links = [
        ...textOf(page).matchAll(/\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)|src(?:set)?="(?!https?:)([^"]+)"/g),
      ];
      const missing = links
        .map(([, markdown, picture]) => join(page, '..', markdown ?? picture ?? ''))
        .filter((path) => !exists(path));
      expect(missing).toEqual([]);
    });
  },
);

function exists(path: string): boolean {
  try {
    textOf(path);
    return true;
  } catch (error) {
    // A folder is there, too.
    return (error as NodeJS.ErrnoException).code === 'EISDIR';
  }
}

function byId(left: { readonly id?: string | undefined }, right: { readonly id?: string | undefined }): number {
  return (left.id ?? '') < (right.id ?? '') ? -1 : 1;
}
