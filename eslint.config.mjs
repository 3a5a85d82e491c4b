import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import { builtinModules } from 'node:module';
import tseslint from 'typescript-eslint';
import { importDirection } from './scripts/lint/import-direction.mjs';

const noVscode = {
  group: ['vscode', 'vscode-languageclient', 'vscode-languageclient/*'],
  message: 'Only client/ and test/vscode/ run inside VS Code.',
};
const noNode = {
  group: [...builtinModules, 'node:*', 'vscode-languageserver/node'],
  message: 'The core runs in a web worker: only workspace/node/, cli/, main.ts and cli.ts may use Node.',
};

export default defineConfig(
  // vitest.config.ts belongs to no project, so that rules that need types cannot look at it.
  {
    ignores: [
      'vitest.config.ts',
      'dist/',
      '.tsc/',
      'coverage/',
      '**/node_modules/',
      'test-results/',
      'samples/',
      'test/fixtures/',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked, tseslint.configs.stylisticTypeChecked],
    plugins: { local: { rules: { 'import-direction': importDirection } } },
    languageOptions: {
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      'local/import-direction': 'error',
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/no-namespace': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: false },
      ],
      eqeqeq: 'error',
      'no-console': 'error',
      'no-restricted-syntax': [
        'error',
        {
          selector: 'TSEnumDeclaration',
          message: 'A union of string literals, or a const object, instead of an enum.',
        },
      ],
    },
  },
  {
    files: ['server/src/**/*.ts'],
    ignores: ['server/src/main.ts', 'server/src/cli.ts', 'server/src/cli/**', 'server/src/workspace/node/**'],
    rules: {
      'no-restricted-imports': ['error', { patterns: [noVscode, noNode] }],
      'no-restricted-globals': ['error', 'process', 'Buffer', '__dirname', '__filename', 'require'],
    },
  },
  {
    files: ['server/src/main.ts', 'server/src/cli.ts', 'server/src/cli/**/*.ts', 'server/src/workspace/node/**/*.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: [noVscode] }] },
  },
  {
    files: ['client/src/**/*.ts'],
    rules: {
      // VS Code's own Node runs the desktop half, the browser the other: no built-in of Node in either.
      'no-restricted-imports': ['error', { patterns: [{ ...noNode, group: [...builtinModules, 'node:*'] }] }],
    },
  },
  {
    files: ['test/**/*.ts'],
    ignores: ['test/vscode/**'],
    rules: { 'no-restricted-imports': ['error', { patterns: [noVscode] }] },
  },
  {
    files: ['test/vscode/suite/**/*.ts'],
    rules: {
      // The suite runs in a web worker too.
      'no-restricted-imports': ['error', { patterns: [{ ...noNode, message: 'The suite also runs in a browser.' }] }],
    },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        Buffer: 'readonly',
        URL: 'readonly',
        fetch: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        performance: 'readonly',
        AbortSignal: 'readonly',
      },
    },
    rules: { eqeqeq: 'error' },
  },
);
