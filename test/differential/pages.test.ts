/** The Bicep examples of the rules' pages, judged by the compiler: they build, and what they build to is judged alike. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { analyse } from '../../server/src/analysis.js';
import type { Analysis } from '../../server/src/analysis.js';
import { exportInventory } from '../../server/src/inventory/export.js';
import { Project } from '../../server/src/workspace/project.js';
import { fixed } from '../rules/rule-cases.js';
import { BicepCli } from './bicep-cli.js';
import type { Compiled, Files } from './bicep-cli.js';

/** Warnings that an example cannot be without. */
const inherent: Readonly<Record<string, readonly { readonly code: string; readonly because: string }[]>> = {
  'host-encryption-path': [{ code: 'BCP037', because: 'the page is about a property where its type has none' }],
};

const directory = join(dirname(fileURLToPath(import.meta.url)), '../../docs/rules');
const cli = new BicepCli('pages');
afterAll(() => cli.close());

interface Example {
  readonly title: string;
  readonly page: string;
  readonly text: string;
}

function examplesOf(name: string): Example[] {
  const page = name.replace(/\.md$/, '');
  const text = readFileSync(join(directory, name), 'utf8');
  const counts = new Map<string, number>();
  return [...text.matchAll(/^```bicep (failing|passing)\n(.*?)^```$/gms)].map(([, kind = '', example = '']) => {
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    return { title: `${page}, ${kind}${count > 1 ? ` ${String(count)}` : ''}`, page, text: example };
  });
}

function analysed(files: Files, main: string): Analysis {
  const project = new Project((path) => files[path] ?? null);
  const source = project.file(main);
  if (source?.kind !== 'bicep' && source?.kind !== 'arm') throw new Error(`${main} is no template`);
  return analyse(project, source);
}

/** Compiled templates have no symbols: where the message about a Bicep file names a grant by one, theirs names its type. */
function findingsOf({ findings, inventory }: Analysis): string[] {
  return findings
    .map(({ rule, severity, certainty, message }) => {
      let text = message;
      for (const { declaration, type } of inventory.grants.map(({ resource }) => resource)) {
        if (declaration.symbol !== undefined) text = text.replace(`grant '${declaration.symbol}'`, `grant '${type}'`);
      }
      return `${rule} ${severity} ${certainty} ${text}`;
    })
    .sort();
}

const absent = 'the Bicep CLI is not here, and was not asked about this text';

function complaints(compiled: Compiled, page: string): string[] {
  const allowed = (inherent[page] ?? []).map(({ code }) => code);
  return compiled.diagnostics
    .filter(({ code }) => !allowed.includes(code))
    .map(({ level, code, message }) => `${level} ${code}: ${message}`);
}

const pages = readdirSync(directory).filter((name) => name.endsWith('.md') && name !== 'README.md');

describe.each(pages.flatMap(examplesOf))('$title', ({ page, text }) => {
  const files: Files = { 'main.bicep': text };

  it('compiles without an error or a warning', async (context) => {
    const compiled = await cli.compile(files);
    if (compiled === undefined) return context.skip(absent);
    expect(complaints(compiled, page)).toEqual([]);
  });

  it('gives the same findings and inventory as what it compiles to', async (context) => {
    const compiled = await cli.compile(files);
    if (compiled?.template === undefined) return context.skip(absent);
    const fromBicep = analysed(files, 'main.bicep');
    const fromArm = analysed({ 'main.json': JSON.stringify(compiled.template) }, 'main.json');
    expect(findingsOf(fromArm)).toEqual(findingsOf(fromBicep));
    expect(exportInventory(fromArm.inventory)).toEqual(exportInventory(fromBicep.inventory));
  });

  const { findings } = analysed(files, 'main.bicep');
  const fixes = findings.flatMap((finding) => finding.fixes.map(({ title }, index) => ({ title, finding, index })));
  it.for(fixes)('compiles without an error or a warning after: $title', async ({ finding, index }, context) => {
    const compiled = await cli.compile(fixed(files, finding, index));
    if (compiled === undefined) return context.skip(absent);
    expect(complaints(compiled, page)).toEqual([]);
  });
});
