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
  openPreview(edit, document);
  for (const { about, edits } of groups) {
    const metadata = metadataOf(about, name, notes.map(noteText).join(' '));
    for (const { range, newText } of edits) {
      const { start, end } = range;
      edit.replace(document.uri, new Range(start.line, start.character, end.line, end.character), newText, metadata);
    }
  }
  return workspace.applyEdit(edit, { isRefactoring: true });
}

/**
 * VS Code shows the preview only where an edit needs confirmation, and does not tick those that do. None of the wizard's
 * edits is of use alone, so that all should be ticked: what needs confirmation here is a file operation that does nothing,
 * and which the preview leaves out because it does nothing. It can go once `applyEdit` can ask for the preview itself.
 */
function openPreview(edit: WorkspaceEdit, { uri, isUntitled }: TextDocument): void {
  const metadata = { needsConfirmation: true, label: l10n.t('Review, then apply all of it') };
  if (isUntitled) edit.deleteFile(uri, { ignoreIfNotExists: true }, metadata);
  else edit.createFile(uri, { ignoreIfExists: true }, metadata);
}

function metadataOf(about: Edits['groups'][number]['about'], name: string, notes: string): WorkspaceEditEntryMetadata {
  switch (about) {
    case 'target':
      return {
        needsConfirmation: false,
        label: l10n.t('Encrypt {0}', name),
        description: notes,
        iconPath: new ThemeIcon('lock'),
      };
    case 'resources':
      return {
        needsConfirmation: false,
        label: l10n.t('Add what it needs'),
        description: l10n.t('New resources, in the order in which Azure needs them.'),
        iconPath: new ThemeIcon('key'),
      };
    case 'parameters':
      return {
        needsConfirmation: false,
        label: l10n.t('Add parameters'),
        description: l10n.t('Values that only whoever deploys the template can give.'),
        iconPath: new ThemeIcon('symbol-parameter'),
      };
    case 'unused':
      return {
        needsConfirmation: false,
        label: l10n.t('Remove what is no longer used'),
        description: l10n.t('Parameters, variables and existing resources that only the replaced text used.'),
        iconPath: new ThemeIcon('trash'),
      };
  }
}
