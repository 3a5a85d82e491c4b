import { isBicepByName, isConfigurationByName, startsLikeATemplate } from './template-head.js';
import { Range, workspace } from 'vscode';
import type { TextDocument } from 'vscode';

/** The languages whose every document is for the server; of `json` and `jsonc` only templates are. */
const always = new Set(['arm-template', 'bicep', 'bicep-params']);
const gated = new Set(['json', 'jsonc']);

/**
 * Where documents come from that a person edits. Not listed, and so left alone: `git` and other left sides of a comparison,
 * `bicep-extsrc` and `linked-template` (read-only copies of other people's modules), notebooks, output channels.
 */
const schemes = ['file', 'untitled', 'vscode-vfs', 'vscode-remote', 'vscode-test-web', 'memfs'];

/**
 * The documents that the language client listens to. Every filter names its scheme: VS Code logs a warning otherwise. By its name, a
 * Bicep file is one also where no extension brings the language `bicep`, and VS Code takes it for plain text.
 */
export const documentSelector = schemes.flatMap((scheme) => [
  ...[...always, ...gated].map((language) => ({ scheme, language })),
  { scheme, pattern: '**/*.{bicep,bicepparam}' },
]);

/** A template says what it is near its top; so much of a document is read to find out, however large it is. */
export const headLines = 200;
const headCharacters = 16_384;

/** What the server may know of a document, decided before a byte of it is sent. */
export type Admission = 'admitted' | 'disabled' | 'notATemplate' | 'otherLanguage';

/**
 * Decides whether a document is for the server. Reads at most the first lines of it, and the setting `encryptionLens.enable` of its
 * folder; starts nothing.
 */
export function admissionOf(document: TextDocument): Admission {
  if (!schemes.includes(document.uri.scheme)) return 'otherLanguage';
  const isBicep = always.has(document.languageId) || isBicepByName(document.uri.path);
  if (!isBicep && !gated.has(document.languageId)) return 'otherLanguage';
  if (!workspace.getConfiguration('encryptionLens', document).get<boolean>('enable', true)) return 'disabled';
  if (isBicep || isConfigurationByName(document.uri.path)) return 'admitted';
  return startsLikeATemplate(headOf(document)) ? 'admitted' : 'notATemplate';
}

function headOf(document: TextDocument): string {
  return document.getText(new Range(0, 0, headLines, 0)).slice(0, headCharacters);
}
