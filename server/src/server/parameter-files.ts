/** The parameter files that the user wants to see templates with, and those that could be chosen. */
import type { CancellationToken } from 'vscode-languageserver';
import type {
  ParameterFileChoicesParams,
  ParameterFilesParams,
  ParameterFilesResult,
} from '../protocol/parameter-files.js';
import { folderOf } from '../workspace/paths.js';
import { canonicalUri } from '../workspace/uris.js';
import type { Session } from './session.js';

/** More than this nobody looks through; a file that is not in the list can be browsed for. */
const MOST_OTHERS = 100;

/** The choices of the client, by the path of the template. */
export class ParameterFileChoices {
  private choices = new Map<string, readonly string[]>();
  /** Changes with the choices. */
  stamp = 0;

  set({ choices }: ParameterFileChoicesParams): boolean {
    const next = new Map(
      choices.map(({ template, parameterFile }) => [
        canonicalUri(template),
        parameterFile === null ? [] : [canonicalUri(parameterFile)],
      ]),
    );
    if (JSON.stringify([...next]) === JSON.stringify([...this.choices])) return false;
    this.choices = next;
    this.stamp++;
    return true;
  }

  /** Empty: the template's defaults; undefined: nothing was chosen. */
  of(template: string): readonly string[] | undefined {
    return this.choices.get(template);
  }
}

export async function answerParameterFiles(
  session: Session,
  { uri }: ParameterFilesParams,
  token: CancellationToken,
): Promise<ParameterFilesResult | null> {
  const path = session.pathOf(uri);
  if (path === undefined || !(await session.settingsOf(path)).enable) return null;
  await session.ready();
  const checked = await session.check(path, token);
  const kind = checked?.file?.kind;
  if (checked === undefined || kind === undefined || kind === 'other') return null;
  const isTemplate = kind === 'arm' || kind === 'bicep';
  const template = isTemplate ? path : checked.analyses[0]?.root.template.file;
  if (template === undefined) return null;
  const used = checked.analyses.flatMap(({ root, parameterFile }) =>
    root.template.file === template && parameterFile !== undefined ? [parameterFile] : [],
  );
  const all = await session.parameterFiles(template);
  const own = [...new Set([...all.own, ...(session.choices.of(template) === undefined ? used : [])])];
  const name = (one: string): string => session.uriOf(one);
  return {
    template: name(template),
    used: [...new Set(used)].map(name),
    own: own.map(name),
    others: nearest(
      template,
      all.others.filter((one) => !own.includes(one)),
    ).map(name),
  };
}

/** Those that share most folders with the template first. */
function nearest(template: string, paths: readonly string[]): string[] {
  const folders = folderOf(template).split('/');
  const shared = (path: string): number => {
    const other = folderOf(path).split('/');
    const end = folders.findIndex((folder, index) => folder !== other[index]);
    return end < 0 ? folders.length : end;
  };
  return [...paths].sort((one, other) => shared(other) - shared(one) || (one < other ? -1 : 1)).slice(0, MOST_OTHERS);
}
