import { admissionOf } from '../language-client/document-gate.js';
import type { Session } from '../language-client/session.js';
import { isBicepByName, isConfigurationByName } from '../language-client/template-head.js';
import { commands, Disposable, window, workspace } from 'vscode';
import type { TextDocument } from 'vscode';

/** Keeps the context key by which the command is offered only where the active editor has a template. */
export function followActiveTemplate(session: Session): Disposable {
  let told: boolean | undefined;
  const tell = (): void => {
    const document = window.activeTextEditor?.document;
    const canEncrypt = document !== undefined && isTemplate(document, session);
    if (canEncrypt === told) return;
    told = canEncrypt;
    void commands.executeCommand('setContext', 'encryptionLens.canEncrypt', canEncrypt);
  };
  tell();
  return Disposable.from(
    window.onDidChangeActiveTextEditor(tell),
    session.onDidChange(tell),
    workspace.onDidCloseTextDocument(tell),
  );
}

function isTemplate(document: TextDocument, session: Session): boolean {
  const { path } = document.uri;
  if (document.languageId === 'bicep-params' || isConfigurationByName(path)) return false;
  if (isBicepByName(path) && path.endsWith('.bicepparam')) return false;
  if (admissionOf(document) !== 'admitted') return false;
  return session.statusOf(document.uri.toString())?.status.kind !== 'notATemplate';
}
