/** Hovers, for the tests of what they say. */
import type { MarkupContent } from 'vscode-languageserver';
import { hoverAt } from '../../../server/src/features/hover.js';
import { marked, open } from './checked.js';

/** What is said at the mark of the first file, and of which text. */
export function said(files: Readonly<Record<string, string>>): { of: string; says: string } | undefined {
  const [[path = '', source = ''] = [], ...others] = Object.entries(files);
  const { text, offset } = marked(source);
  const opened = open({ [path]: text, ...Object.fromEntries(others) });
  const file = opened.files(path);
  const hover = file && hoverAt(opened.checked, file, offset);
  if (file === undefined || hover?.range === undefined) return undefined;
  return { of: file.document.getText(hover.range), says: (hover.contents as MarkupContent).value };
}
