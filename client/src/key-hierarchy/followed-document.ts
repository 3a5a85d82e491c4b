import { admissionOf } from '../language-client/document-gate.js';
import type { Admission } from '../language-client/document-gate.js';
import { isConfigurationByName } from '../language-client/template-head.js';
import { TabInputText, TabInputTextDiff, window, workspace } from 'vscode';
import type { TextDocument, Uri } from 'vscode';

/** The document that "this file" means, or why there is none. */
export type Followed =
  | { readonly kind: 'template'; readonly document: TextDocument }
  | { readonly kind: 'none'; readonly because: 'noTemplate' | Exclude<Admission, 'admitted'> };

/** True for a template or a parameter file, and not for the configuration of this extension. */
export function isTemplate(document: TextDocument): boolean {
  return admissionOf(document) === 'admitted' && !isConfigurationByName(document.uri.path);
}

/** The template of the active editor; else the one that was followed, for as long as it has a tab. */
export function followed(before: Uri | undefined): Followed {
  const active = window.activeTextEditor?.document;
  if (active !== undefined && isTemplate(active)) return { kind: 'template', document: active };
  const candidates = [...(before === undefined ? [] : [before]), ...visibleUris()];
  for (const uri of candidates) {
    const document = workspace.textDocuments.find((one) => one.uri.toString() === uri.toString());
    if (document !== undefined && isTemplate(document) && hasTab(uri)) return { kind: 'template', document };
  }
  if (active === undefined) return { kind: 'none', because: 'noTemplate' };
  const admission = admissionOf(active);
  return { kind: 'none', because: admission === 'admitted' ? 'noTemplate' : admission };
}

function visibleUris(): Uri[] {
  return window.visibleTextEditors.map(({ document }) => document.uri);
}

function hasTab(uri: Uri): boolean {
  return window.tabGroups.all.some(({ tabs }) =>
    tabs.some(({ input }) => {
      if (input instanceof TabInputText) return input.uri.toString() === uri.toString();
      return input instanceof TabInputTextDiff && input.modified.toString() === uri.toString();
    }),
  );
}
