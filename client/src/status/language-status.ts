import { admissionOf, documentSelector, editedSchemes } from '../language-client/document-gate.js';
import type { Session } from '../language-client/session.js';
import type { DocumentStatus } from '../../../server/src/protocol.js';
import { Disposable, l10n, languages, LanguageStatusSeverity, window } from 'vscode';
import type { TextDocument } from 'vscode';

/** What the language status of the active editor says. */
export interface StatusText {
  readonly text: string;
  readonly detail: string;
  readonly severity: LanguageStatusSeverity;
  readonly busy: boolean;
}

/** Shows, beside the language of the active editor, how its file was read: analysed, in part, or not at all and why. */
export function showLanguageStatus(session: Session): Disposable {
  const item = languages.createLanguageStatusItem('encryptionLens', documentSelector(editedSchemes()));
  item.name = 'Encryption Lens';
  const update = (): void => {
    const document = window.activeTextEditor?.document;
    if (document === undefined) return;
    item.selector = documentSelector(editedSchemes());
    const { text, detail, severity, busy } = statusOf(document, session);
    item.text = text;
    item.detail = detail;
    item.severity = severity;
    item.busy = busy;
    item.command =
      session.state === 'stopped'
        ? { command: 'encryptionLens.restartServer', title: l10n.t('Restart') }
        : { command: 'encryptionLens.showOutput', title: l10n.t('Show Log') };
  };
  update();
  return Disposable.from(item, window.onDidChangeActiveTextEditor(update), session.onDidChange(update));
}

/** What there is to say about a document, from what is known of it and of the server. */
export function statusOf(document: TextDocument, session: Session): StatusText {
  const admission = admissionOf(document);
  switch (admission) {
    case 'disabled':
      return say(l10n.t('Encryption: switched off'), l10n.t('The setting encryptionLens.enable is off for this file.'));
    case 'notATemplate':
    case 'otherLanguage':
      return say(
        l10n.t('Encryption: not a template'),
        l10n.t('The file does not name the $schema of a deployment template or of its parameters.'),
      );
    case 'admitted':
      return statusOfAdmitted(session.statusOf(document.uri.toString())?.status, session);
  }
}

function statusOfAdmitted(status: DocumentStatus | undefined, session: Session): StatusText {
  switch (session.state) {
    case 'idle':
    case 'starting':
      return { ...say(l10n.t('Encryption: starting'), ''), busy: true };
    case 'stopped':
      return {
        ...say(l10n.t('Encryption: not running'), l10n.t('The language server is not running. The log says why.')),
        severity: LanguageStatusSeverity.Error,
      };
    case 'running':
      return status === undefined ? { ...say(l10n.t('Encryption: reading'), ''), busy: true } : describe(status);
  }
}

function describe(status: DocumentStatus): StatusText {
  switch (status.kind) {
    case 'analysed':
      return say(
        findings(status.findings),
        [l10n.t('The whole file was analysed.'), ...(status.notes ?? [])].join(' '),
      );
    case 'partial':
      return {
        ...say(findings(status.findings), l10n.t('Only a part was analysed: {0}', status.reason)),
        severity: LanguageStatusSeverity.Warning,
      };
    case 'failed':
      return {
        ...say(l10n.t('Encryption: not analysed'), status.reason),
        severity: LanguageStatusSeverity.Warning,
      };
    case 'notATemplate':
      return say(l10n.t('Encryption: not a template'), status.reason);
    case 'disabled':
      return say(l10n.t('Encryption: switched off'), status.reason);
  }
}

function findings(count: number): string {
  if (count === 0) return l10n.t('Encryption: no findings');
  return count === 1 ? l10n.t('Encryption: 1 finding') : l10n.t('Encryption: {0} findings', count);
}

function say(text: string, detail: string): StatusText {
  return { text, detail, severity: LanguageStatusSeverity.Information, busy: false };
}
