import type {
  EncryptEditsParams,
  EncryptEditsResult,
  EncryptTarget,
  EncryptTargetsParams,
  EncryptTargetsResult,
} from '../../../server/src/protocol.js';
import type { Session } from '../language-client/session.js';
import { previewAndApply } from './apply.js';
import { keySourceOf, stepsOf } from './choices.js';
import type { Choices } from './choices.js';
import { steps } from './steps.js';
import { kindOfTarget, noteText, refusalText } from './texts.js';
import { commands, l10n, Uri, window, workspace } from 'vscode';
import type { Disposable, TextDocument } from 'vscode';

/** What the command may be told: a document, and the id of a node in its inventory. */
interface Argument {
  readonly uri: string;
  readonly node?: string;
}

export function registerEncryptCommand(session: Session): Disposable {
  return commands.registerCommand('encryptionLens.encrypt', async (argument: unknown) => {
    const { uri, node } = readArgument(argument);
    const document =
      uri === undefined ? window.activeTextEditor?.document : await workspace.openTextDocument(Uri.parse(uri));
    const start = document && (await offeredFor(session, document));
    if (document === undefined || start === undefined) {
      await window.showInformationMessage(
        l10n.t('Open a Bicep file or a deployment template to encrypt something in it.'),
      );
      return;
    }
    const target = node === undefined ? undefined : start.offered.targets.find(({ nodes }) => nodes.includes(node));
    await run(session, document, { ...start, ...(target && { target }) });
  });
}

function readArgument(argument: unknown): Partial<Argument> {
  if (typeof argument !== 'object' || argument === null) return {};
  const { uri, node } = argument as Record<string, unknown>;
  return { ...(typeof uri === 'string' && { uri }), ...(typeof node === 'string' && { node }) };
}

/** Asks step by step, and writes what was chosen. */
async function run(session: Session, first: TextDocument, start: Choices): Promise<void> {
  let document = first;
  let choices = start;
  let at = start.target === undefined ? 0 : 1;
  let explanation: string | undefined;
  for (;;) {
    // A target in another file is asked about there.
    if (at === 1 && choices.target?.isElsewhere === true) {
      const moved = await moveTo(session, choices.target);
      if (moved === undefined) return;
      ({ document, choices } = moved);
    }
    const names = stepsOf(choices);
    const name = names[at];
    if (name === undefined) {
      const refused = await write(session, document, choices);
      if (refused === undefined) return;
      explanation = refused;
      at = names.length - 1;
      continue;
    }
    const position = { title: titleOf(choices), step: at + 1, totalSteps: names.length };
    const answer = await steps[name](choices, position, explanation);
    explanation = undefined;
    if (answer === 'cancelled') return;
    if (answer === 'back') {
      at--;
      continue;
    }
    choices = answer.chosen;
    at++;
  }
}

function titleOf({ target }: Choices): string {
  return target === undefined || target.name === ''
    ? l10n.t('Encrypt a Machine or Disk')
    : l10n.t('Encrypt {0}', target.name);
}

async function offeredFor(session: Session, document: TextDocument): Promise<Choices | undefined> {
  const uri = document.uri.toString();
  const offered = await session.ask<EncryptTargetsParams, EncryptTargetsResult | null>('encryptTargets', { uri });
  return offered === undefined || offered === null ? undefined : { uri, offered };
}

async function moveTo(
  session: Session,
  target: EncryptTarget,
): Promise<{ document: TextDocument; choices: Choices } | undefined> {
  if (target.place === undefined) return undefined;
  const document = await workspace.openTextDocument(Uri.parse(target.place.uri));
  await window.showTextDocument(document, { preserveFocus: true, preview: true });
  const start = await offeredFor(session, document);
  const same = start?.offered.targets.find(
    (one) => !one.isElsewhere && one.nodes.some((node) => target.nodes.includes(node)),
  );
  if (start === undefined || same === undefined) {
    await window.showInformationMessage(refusalText({ code: 'changed', names: [] }));
    return undefined;
  }
  return { document, choices: { ...start, target: same } };
}

/** The reason why it was not possible. */
async function write(session: Session, document: TextDocument, choices: Choices): Promise<string | undefined> {
  const { uri, target, kind } = choices;
  if (target === undefined || kind === undefined) return refusalText({ code: 'changed', names: [] });
  const source = keySourceOf(choices);
  const { version } = document;
  const params = { uri, target: target.id, kind, ...(source && { source }) };
  const result = await session.ask<EncryptEditsParams, EncryptEditsResult>('encryptEdits', params);
  if (result === undefined || document.version !== version) return refusalText({ code: 'changed', names: [] });
  if ('refused' in result) return refusalText(result.refused);
  const name = target.name === '' ? kindOfTarget(target.kind) : target.name;
  // The preview needs the editor of the document for its differences.
  await window.showTextDocument(document, { preview: false });
  if ((await previewAndApply(document, result, name)) && result.notes.length > 0) {
    void window.showInformationMessage(result.notes.map(noteText).join(' '));
  }
  return undefined;
}
