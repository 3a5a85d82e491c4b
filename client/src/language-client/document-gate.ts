import { isBicepByName, isConfigurationByName, startsLikeATemplate } from './template-head.js';
import { Range, workspace } from 'vscode';
import type { TextDocument } from 'vscode';

/** The languages whose every document is for the server; of `json` and `jsonc` only templates are. */
const always = new Set(['arm-template', 'bicep', 'bicep-params']);
const gated = new Set(['json', 'jsonc']);

/** Where documents come from that a person edits, whatever workspace is open. */
const wellKnownSchemes: readonly string[] = ['file', 'untitled', 'vscode-vfs', 'vscode-remote'];

/**
 * True if documents of a scheme are written by a person: those above, those of a workspace folder, and those of any file system that can be
 * written to. Left alone so: `git` and other left sides of a comparison, `bicep-extsrc` and `linked-template` (read-only copies of other
 * people's modules), notebooks, output channels.
 */
function isEdited(scheme: string): boolean {
  if (wellKnownSchemes.includes(scheme)) return true;
  if (workspace.workspaceFolders?.some(({ uri }) => uri.scheme === scheme) === true) return true;
  return workspace.fs.isWritableFileSystem(scheme) === true;
}

/** The schemes of documents that a client has to listen to now: it grows when a folder or a document of another file system is opened. */
export function editedSchemes(): ReadonlySet<string> {
  const present = [...(workspace.workspaceFolders ?? []), ...workspace.textDocuments].map(({ uri }) => uri.scheme);
  return new Set([...wellKnownSchemes, ...present.filter(isEdited)]);
}

/** What VS Code and the language client both take for a filter. */
type Filter = { readonly scheme: string } & ({ readonly language: string } | { readonly pattern: string });

/**
 * The documents that a language client listens to. Every filter names its scheme: VS Code logs a warning otherwise. By its name, a
 * Bicep file is one also where no extension brings the language `bicep`, and VS Code takes it for plain text.
 */
export function documentSelector(schemes: ReadonlySet<string>): Filter[] {
  return [...schemes].flatMap((scheme) => [
    ...[...always, ...gated].map((language) => ({ scheme, language })),
    { scheme, pattern: '**/*.{bicep,bicepparam}' },
  ]);
}

/** A template says what it is near its top; so much of a document is read to find out, however large it is. */
export const headLines = 200;
const headCharacters = 16_384;

/** What the server may know of a document, decided before a byte of it is sent. */
export type Admission = 'admitted' | 'disabled' | 'notATemplate' | 'otherLanguage';

/**
 * Decides whether a document is for the server. Reads at most the first lines of it, and of a template the setting
 * `encryptionLens.enable` of its folder; starts nothing.
 */
export function admissionOf(document: TextDocument): Admission {
  if (!isEdited(document.uri.scheme)) return 'otherLanguage';
  const isBicep = always.has(document.languageId) || isBicepByName(document.uri.path);
  if (!isBicep && !gated.has(document.languageId)) return 'otherLanguage';
  const isOurs = isBicep || isConfigurationByName(document.uri.path) || startsLikeATemplate(headOf(document));
  if (!isOurs) return 'notATemplate';
  // Asked last: the first to ask in a window waits until VS Code has joined all settings, which takes longer than all else here.
  const isEnabled = workspace.getConfiguration('encryptionLens', document).get<boolean>('enable', true);
  return isEnabled ? 'admitted' : 'disabled';
}

function headOf(document: TextDocument): string {
  return document.getText(new Range(0, 0, headLines, 0)).slice(0, headCharacters);
}
