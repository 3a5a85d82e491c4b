import type { ParameterFilesParams, ParameterFilesResult } from '../../../server/src/protocol/parameter-files.js';
import { isTemplate } from '../key-hierarchy/followed-document.js';
import type { Session } from '../language-client/session.js';
import type { ParameterFileChoices } from './choices.js';
import { l10n, QuickPickItemKind, Uri, window, workspace } from 'vscode';
import type { QuickPickItem } from 'vscode';

interface Choice extends QuickPickItem {
  /** null: the defaults; undefined: no choice. */
  readonly parameterFile?: string | null;
  readonly browses?: boolean;
}

/** The parameter files of the template of a document; undefined: it is no template, or the server does not run. */
export async function parameterFilesOf(session: Session, uri: Uri): Promise<ParameterFilesResult | undefined> {
  const params = { uri: uri.toString() };
  const result = await session.ask<ParameterFilesParams, ParameterFilesResult | null>('parameterFiles', params);
  return result ?? undefined;
}

/** Lets the user choose the parameter file that a template is seen with; of the active editor where none is named. */
export async function selectParameterFile(
  session: Session,
  choices: ParameterFileChoices,
  given: Uri | undefined,
): Promise<void> {
  const active = window.activeTextEditor?.document;
  const uri = given ?? (active !== undefined && isTemplate(active) ? active.uri : undefined);
  const files = uri === undefined ? undefined : await parameterFilesOf(session, uri);
  if (files === undefined) {
    await window.showInformationMessage(
      l10n.t('Open a Bicep file or a deployment template to choose its parameter file.'),
    );
    return;
  }
  const chosen = await window.showQuickPick(choicesFor(files, choices.of(files.template)), {
    title: l10n.t('Parameter File of {0}', nameOf(files.template)),
    placeHolder: l10n.t('Findings, hierarchy and hovers are shown as with the file that you choose'),
    matchOnDescription: true,
  });
  if (chosen === undefined) return;
  const file = chosen.browses === true ? await browse(files.template) : chosen.parameterFile;
  if (chosen.browses === true && file === undefined) return;
  await choices.set(files.template, file);
}

function choicesFor({ own, others }: ParameterFilesResult, chosen: string | null | undefined): Choice[] {
  const mark = (isChosen: boolean): string => (isChosen ? '$(check) ' : '');
  const item = (file: string): Choice => ({
    label: mark(file === chosen) + nameOf(file),
    description: folderOf(file),
    parameterFile: file,
  });
  const listed = chosen === null || chosen === undefined || [...own, ...others].includes(chosen) ? [] : [chosen];
  return [
    {
      label: `${mark(chosen === undefined)}${l10n.t('Automatic')}`,
      description:
        own.length === 0
          ? l10n.t('no parameter file belongs to it, so its defaults')
          : l10n.t('each of the files that belong to it'),
    },
    {
      label: `${mark(chosen === null)}${l10n.t('Defaults only')}`,
      description: l10n.t('no parameter file'),
      parameterFile: null,
    },
    ...(own.length + listed.length > 0 ? [separator(l10n.t('Of this template'))] : []),
    ...[...own, ...listed].map(item),
    ...(others.length > 0 ? [separator(l10n.t('Other parameter files'))] : []),
    ...others.map(item),
    separator(''),
    { label: l10n.t('Browse...'), browses: true, alwaysShow: true },
  ];
}

function separator(label: string): Choice {
  return { label, kind: QuickPickItemKind.Separator };
}

async function browse(template: string): Promise<string | undefined> {
  const [file] =
    (await window.showOpenDialog({
      defaultUri: Uri.joinPath(Uri.parse(template), '..'),
      filters: { [l10n.t('Parameter files')]: ['bicepparam', 'json', 'jsonc'] },
    })) ?? [];
  return file?.toString();
}

/** The name of a file, from its address. */
export function nameOf(uri: string): string {
  const { path } = Uri.parse(uri);
  return path.slice(path.lastIndexOf('/') + 1);
}

function folderOf(uri: string): string {
  const relative = workspace.asRelativePath(Uri.parse(uri));
  const slash = relative.lastIndexOf('/');
  return slash < 0 ? '' : relative.slice(0, slash);
}
