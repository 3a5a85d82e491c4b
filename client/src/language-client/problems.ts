import { languages, workspace } from 'vscode';
import type { DiagnosticCollection, Disposable, Event, Uri } from 'vscode';
import type { DiagnosticCollectionProvider } from 'vscode-languageclient';

/** The one collection of this extension in the Problems view; the library would make two of the same name. */
export class Problems implements DiagnosticCollectionProvider {
  #collection: DiagnosticCollection | undefined;

  create(): DiagnosticCollection {
    return (this.#collection ??= languages.createDiagnosticCollection('encryption-lens'));
  }

  /** Called once for each of the two that the library believes to have. */
  dispose(collection: DiagnosticCollection): void {
    if (this.#collection !== collection) return;
    this.#collection = undefined;
    collection.dispose();
  }

  /**
   * Takes away the problems of files whose last editor closes. The library (11.0.0) leaves that to the answer for the whole workspace,
   * which holds nothing of such a file where only open files are wanted.
   */
  followEditors(onClose: Event<Set<Uri>>): Disposable {
    return onClose((closed) => {
      if (wantsWholeWorkspace()) return;
      for (const uri of closed) this.#collection?.delete(uri);
    });
  }
}

/** True if the settings ask for the problems of files that are not open, too. */
export function wantsWholeWorkspace(): boolean {
  const settings = workspace.getConfiguration('encryptionLens');
  return (
    (workspace.workspaceFolders ?? []).length > 0 &&
    settings.get('diagnostics.scope') === 'workspace' &&
    settings.get('enable') !== false
  );
}
