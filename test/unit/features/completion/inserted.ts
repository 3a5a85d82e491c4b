/** Completions as an editor applies them, to texts with the cursor at `|`. */
import { snippetCompletions } from '../../../../server/src/features/completion/snippets.js';
import type { SnippetCompletion } from '../../../../server/src/features/completion/snippets.js';
import { Surroundings } from '../../../../server/src/features/completion/resources-at-hand.js';
import { parseSnippet, plainText } from '../../../../server/src/features/completion/snippet-text.js';
import { sourceFile } from '../../../../server/src/workspace/source-file.js';

/** What surrounds the mark `|` in a text, and the text without it. */
export function surroundings(language: 'arm' | 'bicep', marked: string): Surroundings {
  const offset = marked.indexOf('|');
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  const source = sourceFile(language === 'arm' ? 'main.json' : 'main.bicep', text);
  if (source.kind !== 'arm' && source.kind !== 'bicep') throw new Error(`a file of kind ${source.kind}`);
  return new Surroundings(source, offset, undefined);
}

export type Choose = (number: number, choices: readonly string[]) => string | undefined;

/** The text after the snippet of that prefix is put in at the mark, every stop at its default or what `choose` takes. */
export function withSnippet(language: 'arm' | 'bicep', marked: string, prefix: string, choose?: Choose): string {
  const around = surroundings(language, marked);
  const found = snippetCompletions(around).find(({ label }) => label === prefix);
  if (found === undefined) throw new Error(`${prefix} is not offered in:\n${marked}`);
  return applied(around, found, choose);
}

function applied(around: Surroundings, { range, snippet, more }: SnippetCompletion, choose?: Choose): string {
  const { text } = around.source;
  const indent = /[ \t]*$/.exec(text.slice(text.lastIndexOf('\n', range.start - 1) + 1, range.start))?.[0] ?? '';
  const newText = plainText(parseSnippet(snippet), choose).replaceAll('\t', '  ').replace(/\n/g, `\n${indent}`);
  return [{ ...range, newText }, ...more]
    .sort((one, other) => other.start - one.start)
    .reduce((edited, edit) => edited.slice(0, edit.start) + edit.newText + edited.slice(edit.end), text);
}
