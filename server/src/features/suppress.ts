/** Switching a rule off: by a comment for a line or a file, or in the configuration file. */
import type { TextEdit } from '../edits/change.js';
import { writeChanges } from '../edits/write-changes.js';
import { parseJson } from '../syntax/json/parse.js';
import { lineOf, lineStarts, suppressionsOf } from '../workspace/suppressions.js';
import { sourceFile } from '../workspace/source-file.js';
import type { SourceFile } from '../workspace/source-file.js';

/** A larger text is not parsed again only to see whether a comment can stand there. */
const SMALL = 256 * 1024;

/** A comment above the line, as deep as it; undefined where none can stand. */
export function disableForLine(file: SourceFile, rule: string, offset: number): TextEdit | undefined {
  const starts = lineStarts(file.text);
  const line = lineOf(starts, offset);
  const there = suppressionsOf(file).filter((one) => one.scope === 'nextLine' && one.line === line && one.rule !== '');
  const last = there[there.length - 1];
  if (last !== undefined) return { file: file.path, start: last.end, end: last.end, newText: `, ${rule}` };
  const start = starts[line] ?? 0;
  const indentation = /^[ \t]*/.exec(file.text.slice(start, offset))?.[0] ?? '';
  const newText = `${indentation}// encryption-lens-disable-next-line ${rule}${lineBreakOf(file.text)}`;
  const edit = { file: file.path, start, end: start, newText };
  return isComment(file, edit, rule) ? edit : undefined;
}

/** A comment in the first line of the file. */
export function disableForFile(file: SourceFile, rule: string): TextEdit {
  const there = suppressionsOf(file).filter((one) => one.scope === 'file' && one.rule !== '');
  const last = there[there.length - 1];
  if (last !== undefined) return { file: file.path, start: last.end, end: last.end, newText: `, ${rule}` };
  const newText = `// encryption-lens-disable-file ${rule}${lineBreakOf(file.text)}`;
  return { file: file.path, start: 0, end: 0, newText };
}

/** Sets the rule to `off` in the text of a configuration file; undefined where that text is too broken for it. */
export function disableInConfiguration(path: string, text: string, rule: string): TextEdit[] | undefined {
  const json = parseJson(text);
  const { root } = json;
  if (root === undefined) return [{ file: path, start: 0, end: text.length, newText: newConfiguration(rule) }];
  const object = { file: path, start: root.start, end: root.end };
  return writeChanges([{ kind: 'setIn', object, path: ['rules', rule], value: 'off' }], (one) =>
    one === path ? { language: 'arm', text, json } : undefined,
  );
}

/** The text of a configuration that does nothing but switch the rule off. */
export function newConfiguration(rule: string): string {
  return `{\n  "rules": {\n    "${rule}": "off"\n  }\n}\n`;
}

/** A line may begin inside a string of several lines, where a comment is none. */
function isComment(file: SourceFile, edit: TextEdit, rule: string): boolean {
  if (file.text.length > SMALL) return true;
  const text = file.text.slice(0, edit.start) + edit.newText + file.text.slice(edit.start);
  return suppressionsOf(sourceFile(file.path, text)).some(
    (one) => one.rule === rule && one.start > edit.start && one.end <= edit.start + edit.newText.length,
  );
}

function lineBreakOf(text: string): string {
  return /\r?\n/.exec(text)?.[0] ?? '\n';
}
