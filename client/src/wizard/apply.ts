import type { EncryptEditsResult } from '../../../server/src/protocol.js';
import { noteText } from './texts.js';
import { l10n, Range, ThemeIcon, workspace, WorkspaceEdit } from 'vscode';
import type { TextDocument, WorkspaceEditEntryMetadata } from 'vscode';

type Edits = Exclude<EncryptEditsResult, { readonly refused: unknown }>;

/** Shows the edits in the preview of refactorings, and applies what is confirmed there: one step to undo. False: they were discarded. */
export async function previewAndApply(
  document: TextDocument,
  { groups, notes }: Edits,
  name: string,
): Promise<boolean> {
  const edit = new WorkspaceEdit();
  // Edits that need confirmation are not ticked at first: one tick on the file takes them all, since none is of use alone.
  for (const { about, edits } of groups) {
    const metadata = metadataOf(about, name, notes.map(noteText).join(' '));
    for (const { range, newText } of edits) {
      const { start, end } = range;
      edit.replace(document.uri, new Range(start.line, start.character, end.line, end.character), newText, metadata);
    }
  }
  return workspace.applyEdit(edit, { isRefactoring: true });
}

function metadataOf(about: Edits['groups'][number]['about'], name: string, notes: string): WorkspaceEditEntryMetadata {
  switch (about) {
    case 'target':
      return {
        needsConfirmation: true,
        label: l10n.t('Encrypt {0}', name),
        description: notes,
        iconPath: new ThemeIcon('lock'),
      };
    case 'resources':
      return {
        needsConfirmation: true,
        label: l10n.t('Add what it needs'),
        description: l10n.t('New resources, in the order in which Azure needs them.'),
        iconPath: new ThemeIcon('key'),
      };
    case 'parameters':
      return {
        needsConfirmation: true,
        label: l10n.t('Add parameters'),
        description: l10n.t('Values that only whoever deploys the template can give.'),
        iconPath: new ThemeIcon('symbol-parameter'),
      };
    case 'unused':
      return {
        needsConfirmation: true,
        label: l10n.t('Remove what is no longer used'),
        description: l10n.t('Parameters, variables and existing resources that only the replaced text used.'),
        iconPath: new ThemeIcon('trash'),
      };
  }
}
