import type { ParameterFilesResult } from '../../../server/src/protocol/parameter-files.js';
import { isTemplate } from '../key-hierarchy/followed-document.js';
import { documentSelector, editedSchemes } from '../language-client/document-gate.js';
import type { Session } from '../language-client/session.js';
import { ParameterFileChoices } from './choices.js';
import { nameOf, parameterFilesOf, selectParameterFile } from './select-parameter-file.js';
import { commands, Disposable, l10n, languages, Uri, window } from 'vscode';
import type { LanguageStatusItem, Memento } from 'vscode';

/** Chooses the parameter file that the open template is seen with, and shows which one it is. */
export interface ParameterFileFeature extends Disposable {
  readonly choices: ParameterFileChoices;
  /** What the language status says of the active editor; empty: nothing. */
  readonly statusText: () => string;
}

export function registerParameterFiles(session: Session, memory: Memento): ParameterFileFeature {
  const choices = new ParameterFileChoices(session, memory);
  const status = new ParameterFileStatus(session, choices);
  const command = commands.registerCommand('encryptionLens.selectParameterFile', async (uri?: string | Uri) => {
    await selectParameterFile(session, choices, typeof uri === 'string' ? Uri.parse(uri) : uri);
    await status.update();
  });
  const all = Disposable.from(choices, status, command);
  return { choices, statusText: () => status.text, dispose: () => void all.dispose() };
}

class ParameterFileStatus implements Disposable {
  readonly #disposables: Disposable[];
  #item: LanguageStatusItem | undefined;
  #asked = 0;

  constructor(
    private readonly session: Session,
    private readonly choices: ParameterFileChoices,
  ) {
    const update = (): void => void this.update();
    this.#disposables = [window.onDidChangeActiveTextEditor(update), session.onDidChange(update)];
    update();
  }

  get text(): string {
    return this.#item?.text ?? '';
  }

  async update(): Promise<void> {
    const asked = ++this.#asked;
    const document = window.activeTextEditor?.document;
    const isAsked = document !== undefined && isTemplate(document) && this.session.state === 'running';
    const files = isAsked ? await parameterFilesOf(this.session, document.uri) : undefined;
    if (asked !== this.#asked) return;
    if (files === undefined) {
      this.#item?.dispose();
      this.#item = undefined;
    } else this.#show(files);
  }

  dispose(): void {
    this.#item?.dispose();
    Disposable.from(...this.#disposables).dispose();
  }

  #show({ template, used }: ParameterFilesResult): void {
    this.#item ??= languages.createLanguageStatusItem(
      'encryptionLens.parameterFile',
      documentSelector(editedSchemes()),
    );
    const item = this.#item;
    const chosen = this.choices.of(template);
    const [only] = used;
    item.name = l10n.t('Encryption Lens: Parameter File');
    item.text =
      only === undefined
        ? l10n.t('Parameters: defaults')
        : used.length === 1
          ? l10n.t('Parameters: {0}', nameOf(only))
          : l10n.t('Parameters: {0} files', used.length);
    item.detail = chosen === undefined ? l10n.t('automatic') : l10n.t('chosen for {0}', nameOf(template));
    item.command = { command: 'encryptionLens.selectParameterFile', title: l10n.t('Select'), arguments: [template] };
  }
}
