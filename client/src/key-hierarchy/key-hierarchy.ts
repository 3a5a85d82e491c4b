import type { Session } from '../language-client/session.js';
import { isTemplate } from './followed-document.js';
import { registerHierarchyCommands } from './hierarchy-commands.js';
import { HierarchyModel } from './hierarchy-model.js';
import { HierarchyTree } from './hierarchy-view.js';
import { registerProblemDecorations } from './problem-decorations.js';
import { commands, Disposable, window } from 'vscode';
import type { Memento } from 'vscode';

/** The view "Key hierarchy", for the tests to look at. */
export interface KeyHierarchyFeature extends Disposable {
  readonly model: HierarchyModel;
  readonly tree: HierarchyTree;
}

/** The view "Key hierarchy" with its commands. */
export function registerKeyHierarchy(session: Session, memory: Memento): KeyHierarchyFeature {
  const model = new HierarchyModel(session, memory);
  const tree = new HierarchyTree(model);
  const all = Disposable.from(
    model,
    tree,
    registerProblemDecorations(),
    registerHierarchyCommands(session, model, tree),
    followActiveTemplate(session),
  );
  return { model, tree, dispose: () => void all.dispose() };
}

/** Commands about the template in the active editor are offered only where there is one. */
function followActiveTemplate(session: Session): Disposable {
  let last: boolean | undefined;
  const update = (): void => {
    const document = window.activeTextEditor?.document;
    const isActive = document !== undefined && isTemplate(document);
    if (isActive === last) return;
    last = isActive;
    void commands.executeCommand('setContext', 'encryptionLens.templateActive', isActive);
  };
  update();
  return Disposable.from(window.onDidChangeActiveTextEditor(update), session.onDidChange(update));
}
