import { registerKeyHierarchy } from './key-hierarchy/key-hierarchy.js';
import type { KeyHierarchyFeature } from './key-hierarchy/key-hierarchy.js';
import type { CreateClient } from './language-client/create-client.js';
import { Session } from './language-client/session.js';
import { registerEvaluatedTemplate } from './evaluated-template/evaluated-template.js';
import { followOtherExtensions } from './reading/other-extensions.js';
import { registerShowReferences } from './reading/show-references.js';
import { registerParameterFiles } from './parameter-files/parameter-files.js';
import type { ParameterFileFeature } from './parameter-files/parameter-files.js';
import { showLanguageStatus, statusOf } from './status/language-status.js';
import type { StatusText } from './status/language-status.js';
import { followActiveTemplate } from './wizard/can-encrypt.js';
import { registerEncryptCommand } from './wizard/encrypt-command.js';
import { shownStep } from './wizard/quick-steps.js';
import { commands, l10n, window } from 'vscode';
import type { ExtensionContext, TextDocument } from 'vscode';

/** What the tests of this project look at. No API for other extensions: it may change with every version. */
export interface ForTests {
  readonly serverState: () => Session['state'];
  readonly statusOf: (document: TextDocument) => StatusText;
  readonly wizardStep: typeof shownStep;
  readonly keyHierarchy: Pick<KeyHierarchyFeature, 'model' | 'tree'>;
  readonly parameterFiles: Pick<ParameterFileFeature, 'choices' | 'statusText'>;
}

/** The extension, apart from the one thing that differs between desktop and browser: how its client reaches the server. */
export interface Extension {
  readonly forTests: ForTests;
  /** Resolves when the server has ended. */
  readonly stop: () => Promise<void>;
}

/**
 * Sets up everything and starts the server only if a document is open that needs it. `hasFileSystem` says whether a server that is made
 * by `createClient` can read files on its own.
 */
export function activateExtension(
  context: ExtensionContext,
  createClient: CreateClient,
  hasFileSystem: boolean,
): Extension {
  const output = window.createOutputChannel('Encryption Lens', { log: true });
  const { version } = context.extension.packageJSON as { readonly version: string };
  output.info(`Encryption Lens ${version}`);
  const session = new Session(createClient, output, !hasFileSystem);
  const parameterFiles = registerParameterFiles(session, context.workspaceState);
  const keyHierarchy = registerKeyHierarchy(session, context.workspaceState);
  context.subscriptions.push(
    output,
    session,
    showLanguageStatus(session),
    followOtherExtensions(session),
    registerShowReferences(session),
    registerEvaluatedTemplate(session),
    registerEncryptCommand(session),
    followActiveTemplate(session),
    keyHierarchy,
    parameterFiles,
    commands.registerCommand('encryptionLens.showOutput', () => {
      output.show(true);
    }),
    commands.registerCommand('encryptionLens.restartServer', async () => {
      if (await session.restart()) return;
      await window.showInformationMessage(
        l10n.t('No Bicep file or deployment template is open, so there is no server to restart.'),
      );
    }),
  );
  session.startIfNeeded();
  return {
    forTests: {
      serverState: () => session.state,
      statusOf: (document) => statusOf(document, session),
      wizardStep: shownStep,
      keyHierarchy,
      parameterFiles,
    },
    stop: () => session.stop(),
  };
}
