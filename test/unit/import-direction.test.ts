import { ESLint } from 'eslint';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');

/** The rules under test, on files that need not exist; rules that ask for types cannot see those. */
async function rulesBrokenBy(file: string, code: string): Promise<string[]> {
  const eslint = new ESLint({
    cwd: root,
    overrideConfig: { files: ['**/*.ts'], languageOptions: { parserOptions: { projectService: false } } },
    ruleFilter: ({ ruleId }) => /^(local\/|no-restricted-)/.test(ruleId),
  });
  const [result] = await eslint.lintText(code, { filePath: join(root, file) });
  const messages = result?.messages ?? [];
  for (const { ruleId, message } of messages) if (ruleId === null) throw new Error(message);
  return messages.map(({ ruleId }) => ruleId ?? '');
}

describe('the lint forbids', () => {
  it.each([
    ['syntax', 'evaluation', 'server/src/syntax/bicep/parser.ts', "import '../../evaluation/value.js';"],
    ['a rule', 'syntax', 'server/src/rules/a-rule.ts', "import '../syntax/json/tree.js';"],
    ['inventory', 'rules', 'server/src/inventory/disks.ts', "import { rules } from '../rules/index.js'; rules();"],
    ['facts', 'anything', 'server/src/facts/vm-sizes.ts', "import type { Value } from '../evaluation/value.js';"],
    ['a feature', 'the command line', 'server/src/features/hover.ts', "export * from '../cli/check.js';"],
    ['the workspace', 'its own Node half', 'server/src/workspace/files.ts', "await import('./node/files.js');"],
    ['the client', 'the analysis', 'client/src/extension.ts', "import type { A } from '../../server/src/analysis.js';"],
    [
      'the client',
      'code of the protocol',
      'client/src/a.ts',
      "import { methods } from '../../server/src/protocol.js';",
    ],
  ])('%s to import %s', async (_from, _to, file, code) => {
    expect(await rulesBrokenBy(file, code)).toEqual(['local/import-direction']);
  });

  it.each([
    ['the file system', "import { readFile } from 'node:fs/promises';"],
    ['paths of Node, without their prefix', "import { join } from 'path';"],
    ['VS Code', "import { Uri } from 'vscode';"],
    [
      'the half of the language server that needs Node',
      "import { createConnection } from 'vscode-languageserver/node';",
    ],
  ])('the core to import %s', async (_what, code) => {
    expect(await rulesBrokenBy('server/src/inventory/disks.ts', code)).toEqual(['no-restricted-imports']);
  });

  it('the core to use the process', async () => {
    expect(await rulesBrokenBy('server/src/analysis.ts', 'export const here = process.cwd();')).toEqual([
      'no-restricted-globals',
    ]);
  });

  it('the client to import Node', async () => {
    expect(await rulesBrokenBy('client/src/extension.ts', "import 'node:fs';")).toEqual(['no-restricted-imports']);
  });
});

describe('the lint allows', () => {
  it.each([
    ['evaluation to import the template', 'server/src/evaluation/evaluate.ts', "import '../template/model.js';"],
    ['a rule to import what it is about', 'server/src/rules/a-rule.ts', "import '../inventory/disk.js';"],
    ['everyone to import facts', 'server/src/syntax/json/parse.ts', "import '../../facts/roles.js';"],
    [
      'the client to import the types of the protocol',
      'client/src/a.ts',
      "import type { A } from '../../server/src/protocol.js';",
    ],
    [
      'the command line to use Node',
      'server/src/cli/check.ts',
      "import 'node:fs'; import '../analysis.js'; process.exit();",
    ],
  ])('%s', async (_what, file, code) => {
    expect(await rulesBrokenBy(file, code)).toEqual([]);
  });
});
