/** Texts as the server has checked them, for the features to ask about. */
import { TextDocument } from 'vscode-languageserver-textdocument';
import { analyseFiles } from '../../../server/src/analysis.js';
import type { ClientFiles } from '../../../server/src/features/client.js';
import type { CheckedFile } from '../../../server/src/workspace/checker.js';
import { Project } from '../../../server/src/workspace/project.js';

export interface Opened {
  readonly checked: CheckedFile;
  readonly files: ClientFiles;
  readonly text: string;
}

/** The first of the files, checked beside the others. */
export function open(files: Readonly<Record<string, string>>): Opened {
  const texts = new Map(Object.entries(files));
  const project = new Project((path) => texts.get(path) ?? null);
  const [path = '', text = ''] = [...texts][0] ?? [];
  const [report] = analyseFiles(project, [...texts.keys()], { keeps: (one) => one === path });
  const checked: CheckedFile = {
    path,
    file: report?.file,
    findings: report?.findings ?? [],
    analyses: report?.analyses ?? [],
    limit: report?.limit,
    notes: [],
    ignoredBy: undefined,
    givenParameters: report?.givenParameters ?? new Set(),
    sourceOf: (other) => project.file(other),
  };
  const named = (other: string): ReturnType<ClientFiles> => {
    const source = texts.get(other);
    return source === undefined
      ? undefined
      : { document: TextDocument.create(other, other.endsWith('.bicep') ? 'bicep' : 'json', 1, source), version: 1 };
  };
  return { checked, files: named, text };
}

/** The offset of the mark `|` in a text, and the text without it. */
export function marked(text: string): { readonly text: string; readonly offset: number } {
  const offset = text.indexOf('|');
  if (offset < 0) throw new Error('no mark in the text');
  return { text: text.slice(0, offset) + text.slice(offset + 1), offset };
}
